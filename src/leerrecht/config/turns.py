"""Small requests of which many come at once take turns within one web process."""

import io
import threading
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
# Longer than a register of the largest class; what is longer is read, and answered, as it comes.
SMALL = 64 * 1024


def one_at_a_time(application: Application, *, address: str) -> Application:
    """Have ``application`` answer one small POST below ``address`` at a time; all else goes past.

    Threads that each do a little between two questions to the database lose more time waiting for the interpreter
    than they win (decision 0016). What was sent is read before: who sends slowly keeps nobody waiting.
    """
    turn = threading.Lock()

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"].startswith(address):
            length = environ.get("CONTENT_LENGTH", "")
            if length.isdigit() and int(length) <= SMALL:
                environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(int(length)))
                with turn:
                    return application(environ, start_response)
        return application(environ, start_response)

    return answer
