"""A mail server for the tests that is none: it says so when it greets, and keeps what it was given."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

GREETING = "220 proefserver van de tests: verstuurt niets"


@dataclass
class Double:
    """``answers`` to the recipients to come, in order; after the last it accepts. ``taken`` are the letters it took."""

    port: int = 0
    answers: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        double: Double = self.server.double  # type: ignore[attr-defined]
        self._say(GREETING)
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "DATA":
                self._say("354 geef maar")
                double.taken.append(self._message())
                self._say("250 genomen")
            elif word == "RCPT":
                self._say(double.answers.pop(0) if double.answers else "250 goed")
            elif word == "QUIT":
                self._say("221 dag")
                return
            else:
                self._say("250 goed")

    def _message(self) -> str:
        lines: list[str] = []
        while (line := self.rfile.readline().decode()) != ".\r\n":
            lines.append(line)
        return "".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[Double]:
    double = Double()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session) as server:
        server.daemon_threads = True
        server.double, double.port = double, server.server_address[1]  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield double
        finally:
            server.shutdown()
