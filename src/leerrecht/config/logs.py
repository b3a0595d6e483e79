"""The server's own log: what went wrong and where, never about whom."""

import logging
import re
import traceback
from types import TracebackType

_QUERY = re.compile(r"\?[^\s'\"<>]+")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_NUMBER = re.compile(r"(?<!\d)\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}(?!\d)")
_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Lines without queries of addresses, e-mail addresses and national numbers; errors without their messages.

    The message of an error quotes what was typed or stored ("Key (username)=(...) already exists"), so of an error
    only its kind and the lines of code are written.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have left the text of the error on the record.
        record.exc_text = None
        return _without_persons(super().format(record))

    def formatException(self, ei: _Error) -> str:  # noqa: N802 - the library's name
        lines = []
        error: BaseException | None = ei[1]
        while error is not None:
            state = getattr(error, "sqlstate", None)
            kind = f"{type(error).__module__}.{type(error).__qualname__}{f' [{state}]' if state else ''}"
            places = [
                f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            lines += [kind, *places]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def _without_persons(text: str) -> str:
    return _NUMBER.sub("[nummer]", _ADDRESS.sub("[adres]", _QUERY.sub("?…", text)))
