"""Whether web server and worker are well, asked from outside them, without loading the application."""

import json
import urllib.error
import urllib.request

from psycopg import Error, connect

# A worker says every ten seconds that it is there (procrastinate's own choice); six of those may be missed.
WORKER_SILENT = "60 seconds"


def web_is_ready(port: int, host: str) -> bool:
    """Whether the web server of this machine can give pages, as it says itself."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/gezond/klaar/", headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - our own server
            return bool(json.loads(answer.read())["databank"])
    except (urllib.error.URLError, OSError, ValueError, KeyError):
        return False


def worker_is_there(conninfo: str) -> bool:
    """Whether a worker said lately that it is there."""
    try:
        with connect(conninfo, connect_timeout=5) as connection:
            row = connection.execute(
                "SELECT EXISTS (SELECT FROM procrastinate_workers WHERE last_heartbeat > now() - %s::interval)",
                [WORKER_SILENT],
            ).fetchone()
    except Error:
        return False
    return row == (True,)
