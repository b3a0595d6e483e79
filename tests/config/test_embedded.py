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
    with pytest.raises(OSError, match="does not stop"):
        embedded.start(tmp_path)


@pytest.mark.parametrize(("status", "alive"), [("ready   ", True), ("stopping", False)])
def test_server_that_runs_or_was_killed_while_stopping_is_not_waited_for(tmp_path, status, alive):
    gone = subprocess.Popen(["true"])
    gone.wait()
    _says(tmp_path, os.getpid() if alive else gone.pid, status)
    assert not embedded._stopping(tmp_path / "postgres")
