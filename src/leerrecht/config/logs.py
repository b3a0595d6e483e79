"""The server's own log: what went wrong and where, never about whom. As text, or a line of JSON for each event."""

import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

_QUERY = re.compile(r"\?[^\s'\"<>]+")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_NUMBER = re.compile(r"(?<!\d)\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}(?!\d)")
_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
UNKNOWN = "(onbekend adres)"
# What of a line of our own goes into JSON beside its words: numbers and patterns.
_FIELDS = ("method", "route", "status", "milliseconds")


class Discreet(logging.Formatter):
    """Lines without addresses of pages, e-mail addresses and national numbers; errors without their messages.

    The message of an error quotes what was typed or stored ("Key (username)=(...) already exists"), so of an error
    only its kind and the lines of code are written. Of a page stands the pattern of its address: in an address that
    does not exist somebody may have typed a name. Of a job stands its task, not what it was given.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record = _about_nobody(record)
        return _without_persons(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        found = [f"{name}={value}" for name, value in _fields(record)]
        return " ".join([super().formatMessage(record), *found])

    def formatException(self, ei: _Error) -> str:  # noqa: N802 - the library's name
        return "\n".join(
            line for kind, places in _errors(ei[1]) for line in [kind, *(f"  {place}" for place in places)]
        )


class Lines(Discreet):
    """The same as one object of JSON a line, for what collects logs of many machines."""

    def format(self, record: logging.LogRecord) -> str:
        record = _about_nobody(record)
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _without_persons(record.getMessage()),
            **dict(_fields(record)),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = [{"kind": kind, "places": places} for kind, places in _errors(record.exc_info[1])]
        return json.dumps(line, ensure_ascii=False)


def _about_nobody(record: logging.LogRecord) -> logging.LogRecord:
    """A copy of the record whose words name no page by its address, and no job by what it was given."""
    found = logging.makeLogRecord(record.__dict__)
    # Another handler may have left the text of the error on the record.
    found.exc_text = None
    request, job = getattr(found, "request", None), getattr(found, "job", None)
    if request is not None and hasattr(request, "path"):
        found.__dict__.setdefault("route", _route(request))
        found.__dict__.setdefault("method", str(request.method))
        if status := getattr(found, "status_code", None):
            found.__dict__.setdefault("status", status)
        # The words of the library quote the address, and what in the request it finds suspicious.
        found.msg, found.args = _kind(found), ()
    elif isinstance(job, dict) and job.get("call_string"):
        text = found.getMessage().replace(str(job["call_string"]), f"{job.get('task_name')}[{job.get('id')}]")
        found.msg, found.args = text, ()
    return found


def _route(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return str(match.route) if match is not None else UNKNOWN


def _kind(record: logging.LogRecord) -> str:
    """The fixed beginning of what the library says: "Forbidden", "Not Found"."""
    text = str(record.msg)
    if text == "%s: %s" and isinstance(record.args, tuple):
        return str(record.args[0])
    if "%" not in text:
        return record.name.rpartition(".")[2]
    return text.partition("%")[0].rstrip(" (:")


def _fields(record: logging.LogRecord) -> Iterator[tuple[str, Any]]:
    for name in _FIELDS:
        if (value := getattr(record, name, None)) is not None:
            yield name, value


def _errors(error: BaseException | None) -> Iterator[tuple[str, list[str]]]:
    """The kind of an error and its lines of code, then of what caused it."""
    while error is not None:
        state = getattr(error, "sqlstate", None)
        kind = f"{type(error).__module__}.{type(error).__qualname__}{f' [{state}]' if state else ''}"
        yield (
            kind,
            [
                f'File "{frame.filename}", line {frame.lineno}, in {frame.name}'
                for frame in traceback.extract_tb(error.__traceback__)
            ],
        )
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _without_persons(text: str) -> str:
    return _NUMBER.sub("[nummer]", _ADDRESS.sub("[adres]", _QUERY.sub("?…", text)))
