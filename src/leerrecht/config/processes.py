"""Starting and stopping: the database, the web server and the worker belong together."""

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from leerrecht.config import identity
from leerrecht.operations import telemetry
from leerrecht.operations.holding import NO_DEMO, in_use, refusal
from leerrecht.operations.numbers import LAST_PORT, MOST_PROCESSES, whole_number

# Each thread has a connection to the database, which admits a hundred as it comes along.
PROCESSES_A_PROCESSOR, MOST_WEB_PROCESSES = 2, 16
THREADS_A_PROCESS = 2
GRACE = 10  # seconds a child gets to finish what it does


def migrate_if_needed() -> None:
    """Apply migrations and raise the wall, if anything of it is missing; silent where there is nothing to do."""
    from leerrecht.access import wall

    # The wall first: without it the application may not even look which migrations there were.
    if wall.stands() and not _migrations_missing():
        return
    from django.core.management import call_command
    from django.db import connection

    from leerrecht.config.migrating import quick_states

    with as_owner(), quick_states(), connection.cursor() as cursor:
        # One at a time: two commands that start together must not both make the tables.
        cursor.execute("SELECT pg_advisory_lock(726165)")
        try:
            # On the other stream: the output of a command may be read by a program.
            sys.stderr.write("De tabellen worden klaargezet. Dat duurt enkele minuten ...\n")
            call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(726165)")


def _migrations_missing() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextmanager
def as_owner() -> Iterator[None]:
    """Work with the database as the owner of its tables: to make and change them, and for nothing else.

    Where only the address of the application is known, it stays the application; the database then refuses.
    """
    from django.db import connection
    from psycopg.conninfo import conninfo_to_dict

    owner = conninfo_to_dict(os.environ.get("DATABASE_URL", ""))
    former = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(USER=owner.get("user", ""), PASSWORD=owner.get("password", ""))
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(former)


def migrate(_options: argparse.Namespace) -> int:
    """The tables were brought up to date before any command runs; say so."""
    sys.stdout.write("De databank is op de stand van deze versie.\n")
    return 0


def manage(options: argparse.Namespace) -> int:
    """Pass a command on to Django."""
    from django.core.management import execute_from_command_line

    from leerrecht.collector import settle

    settle()
    arguments = ["leerrecht beheer", *options.opdracht]
    if options.opdracht[:1] == ["migrate"]:
        with as_owner():
            execute_from_command_line(arguments)
    else:
        execute_from_command_line(arguments)
    return 0


def start(options: argparse.Namespace) -> int:
    """Run web server and worker until a signal comes; returns the exit code."""
    if options.demo and in_use(os.environ):
        return _wrong(NO_DEMO)
    port = _port_of(options)
    server = web_command(port)
    _check_settings()
    if _taken(port):
        sys.stderr.write(f"Poort {port} is al in gebruik. Kies een andere, bijvoorbeeld: PORT={port + 1} make run\n")
        return 2
    environment = {**os.environ, "PORT": str(port), **({"LEERRECHT_DEMO": "1"} if options.demo else {})}
    if why := refusal(environment, environment["DATABASE_APP_URL"]) or telemetry.missing(environment):
        return _wrong(why)
    if options.demo:
        from leerrecht.demo.build import build_demo_if_empty

        build_demo_if_empty(report=_say)
    # What serves pages and does jobs never learns the address of the owner.
    environment["DATABASE_URL"] = environment["DATABASE_APP_URL"]
    children = [_child(server, environment), _child(worker_command(), environment)]
    address = f"http://127.0.0.1:{port}/"
    if _answers(address, children):
        _say(f"\nLeerrecht staat klaar op {address}")
        if options.demo:
            from leerrecht.demo.personae import describe

            _say(describe())
        _say("Stoppen: Ctrl+C")
    return _wait(children, with_parent=options.met_ouder)


def web(options: argparse.Namespace) -> int:
    """Become the web server, for a manager of services such as systemd."""
    port = _port_of(options)
    _check_settings()
    return _become(web_command(port), {"PORT": str(port)})


def worker(_options: argparse.Namespace) -> int:
    """Become the worker, for a manager of services such as systemd."""
    return _become(worker_command(), {})


def _port_of(options: argparse.Namespace) -> int:
    return whole_number("PORT", 8000, (1, LAST_PORT)) if options.poort is None else int(options.poort)


def _check_settings() -> None:
    """Raise ``ImproperlyConfigured`` in words, where the server itself would end with a trace of its own."""
    for name in ("LEERRECHT_IDLE_MINUTES", "LEERRECHT_PROXIES", "LEERRECHT_SLOW_MS", "LEERRECHT_SMTP_PORT"):
        whole_number(name, 0)
    identity.read_providers(os.environ.get("LEERRECHT_OIDC", ""))


def _become(command: list[str], settings: dict[str, str]) -> int:
    """Leave this process to ``command``; gives an exit code only where it cannot."""
    application = os.environ.get("DATABASE_APP_URL")
    if application:
        if why := refusal(os.environ, application) or telemetry.missing(os.environ):
            return _wrong(why)
        os.execvpe(command[0], command, {**os.environ, **settings, "DATABASE_URL": application})  # noqa: S606 - our own
    return _wrong(
        "zet DATABASE_APP_URL, het adres van de rol van de toepassing; "
        "“leerrecht start” doet alles zelf, met de meegeleverde PostgreSQL"
    )


def web_command(port: int, application: str = "leerrecht.config.wsgi:application") -> list[str]:
    """The web server: two processes a processor, or as many as ``LEERRECHT_WEB_PROCESSES`` says (0017, 0018)."""
    fitting = min((os.cpu_count() or 1) * PROCESSES_A_PROCESSOR, MOST_WEB_PROCESSES)
    processes = str(whole_number("LEERRECHT_WEB_PROCESSES", fitting, (1, MOST_PROCESSES)))
    host = os.environ.get("LEERRECHT_BIND") or "127.0.0.1"
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", processes, "--blocking-threads", str(THREADS_A_PROCESS), "--backlog", "512", "--no-ws",
        "--log-level", "error", application,
    ]  # fmt: skip


def worker_command() -> list[str]:
    """The worker for jobs; it gives way to people who wait for a page."""
    return ["nice", "-n", "10", sys.executable, "-m", "leerrecht", "werk"]


def _wrong(message: str) -> int:
    sys.stderr.write(f"leerrecht: fout: {message}\n")
    return 2


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _die_with_parent() -> None:
    """Linux: the kernel stops the child when this process is gone, even when it was killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _child(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    before: Callable[[], None] | None = _die_with_parent if sys.platform == "linux" else None
    return subprocess.Popen(  # noqa: S603 - our own commands
        command,
        env=environment,
        preexec_fn=before,  # noqa: PLW1509 - one call, no threads here
        start_new_session=True,
    )


def _answers(address: str, children: list["subprocess.Popen[bytes]"]) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and all(child.poll() is None for child in children):
        try:
            with urllib.request.urlopen(address + "aanmelden/", timeout=5):  # noqa: S310 - our own server
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False


def _wait(children: list["subprocess.Popen[bytes]"], *, with_parent: bool) -> int:
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    parent = os.getppid()
    while not stopping and all(child.poll() is None for child in children):
        if with_parent and os.getppid() != parent:
            break
        time.sleep(0.2)
    failed = not stopping and any(child.poll() not in (None, 0) for child in children)
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    if failed:
        sys.stderr.write("Een onderdeel van Leerrecht stopte onverwacht; zie de melding hierboven.\n")
    return 1 if failed else 0
