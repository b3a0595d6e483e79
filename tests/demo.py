"""The demo in a database of its own, for the files that look at all of it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.template import Template
from django.test.utils import _TestState

from leerrecht.demo.build import build_demo
from leerrecht.indicators.domain.publishing import publish_installation
from tests.databases import empty_of

# Of half-days, of discipline and of care: near, behind a compartment, and open alone.
FIGURES = frozenset({"ingeschreven", "vijf_b", "maatregelbalans", "tijd_tot_contact"})


@contextmanager
def copied(run: str, folder: Path) -> Iterator[str]:
    """The name of a copy for this process of the demo that the first process of a test run builds; dropped after.

    ``run`` is the same for all processes of the run, ``folder`` one that they share.
    """
    own = connection.settings_dict["NAME"]
    built, copy, empty = f"demo_{run[:8]}", f"{own}_demo_{run[:8]}", empty_of(run)
    connection.close()
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE '%demo\\_________'")
            there = {name for (name,) in cursor.fetchall()}
            for left in sorted(name for name in there if name.startswith("demo") and name != built):
                cursor.execute(f"DROP DATABASE {left} WITH (FORCE)")
            if built not in there:
                cursor.execute(f"CREATE DATABASE {copy} TEMPLATE {empty if empty in there else own}")
        if built not in there:
            with at(copy):
                if empty not in there:
                    # What hundreds of tests undid still fills the files of the tables.
                    with connection.cursor() as cursor:
                        cursor.execute("VACUUM FULL")
                build_demo(report=lambda _text: None)
                # The worker computes the rest, which no walk of pages needs.
                publish_installation(names=FIGURES)
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"ALTER DATABASE {copy} RENAME TO {built}")
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {copy} TEMPLATE {built}")
            cursor.execute(f"ALTER DATABASE {copy} SET synchronous_commit = off")
    yield copy
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {copy} WITH (FORCE)")


@contextmanager
def at(name: str) -> Iterator[None]:
    """Work with another database of the same server."""
    former = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = former


@contextmanager
def plainly_rendered() -> Iterator[None]:
    """Render as outside tests: thousands of pages need no copy of each context that made them."""
    observed = Template._render
    Template._render = _TestState.saved_data.template_render
    try:
        yield
    finally:
        Template._render = observed
