import select

from django.db.backends.postgresql import base

from leerrecht.access import standing


class DatabaseWrapper(base.DatabaseWrapper):
    health_check_done: bool

    def init_connection_state(self) -> None:
        super().init_connection_state()
        standing.greet(self)

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if not autocommit:
            standing.begin(self)

    def close_if_health_check_failed(self) -> None:
        """Once for each page or job: leave a connection that the server has left, as after its restart.

        Asks the socket and not the server, so that it costs no time: between two questions there is nothing to read.
        """
        if self.connection is None or self.health_check_done:
            return
        if self.connection.closed or _speaks(self.connection.fileno()):
            self.close()
        self.health_check_done = True


def _speaks(file: int) -> bool:
    """Whether the other side closed the line, or said something that nobody asked for."""
    poll = select.poll()
    poll.register(file, select.POLLIN)  # a line that ended or failed is always told of
    return bool(poll.poll(0))
