"""A backup brings back, in another place, all that was acknowledged before it was made."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.drills.test_kill_server import _register
from tests.drills.test_own_server import own_server
from tests.running import Browser, Running, title_of

__all__ = ["own_server"]
pytestmark = pytest.mark.drill


def _walls(connection: "psycopg.Connection[tuple[object, ...]]") -> list[tuple[object, ...]]:
    return connection.execute(
        "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2"
    ).fetchall()


def test_what_was_acknowledged_before_a_backup_is_there_after_kill_and_restore_elsewhere(
    tmp_path: Path, with_demo: Callable[[Path], Running]
):
    tmp_path.chmod(0o755)
    here, there = with_demo(tmp_path / "hier"), Running(tmp_path / "daar")
    there.home.mkdir()
    try:
        here.start("--demo", seconds=600)
        path, pupils = _register(here)
        browser = Browser(here.port)
        browser.sign_in("secretariaat-a")
        entries = [{"pupil": pupil, "mark": "B", "seen": 0} for pupil in pupils]
        assert len(browser.post_json(path, {"entries": entries, "taken": True})["changed"]) == 2
        secret, backup = str(tmp_path / "geheim"), str(tmp_path / "b.age")
        public = here.run("backupsleutel", secret).stdout.splitlines()[0].rpartition(" ")[2]
        saved = here.run("backup", backup, "--sleutel", public)
        assert (saved.returncode, saved.stderr) == (0, "")
        with here.connect() as connection:
            walls = _walls(connection)
        here.kill_everything()

        restored = there.run("herstel", backup, "--sleutel", secret)
        assert (restored.returncode, restored.stderr) == (0, "")
        assert "alle gelijk" in restored.stdout
        there.start(seconds=300)
        with there.connect() as connection:
            stored = connection.execute(
                "SELECT pupil_id, mark FROM attendance_halfday "
                "WHERE pupil_id = ANY(%s) AND (date::text, part) = (%s, %s) ORDER BY 1",
                [pupils, *path.split("/")[3:5]],
            ).fetchall()
            assert (stored, _walls(connection)) == ([(pupil, "B") for pupil in sorted(pupils)], walls)
            seen = connection.execute("SET ROLE leerrecht_app").connection.execute("SELECT count(*) FROM people_pupil")
            assert seen.fetchone() == (0,)
        # The demo's accounts do not open an installation that was started without it.
        assert title_of(Browser(there.port).sign_in("secretariaat-a")) == "Aanmelden · Leerrecht"
        there.stop()
    finally:
        here.kill_everything()
        there.kill_everything()


def test_backup_of_a_server_of_ones_own_goes_back_on_it_and_on_the_embedded_one(own_server: str, tmp_path: Path):
    tmp_path.chmod(0o755)
    here, same, embedded = (Running(tmp_path / name) for name in ("hier", "zelfde", "ingebouwd"))
    for one in (here, same, embedded):
        one.home.mkdir()
    here.environment["DATABASE_URL"] = own_server
    same.environment["DATABASE_URL"] = own_server.replace("/leerrecht", "/terug")
    with psycopg.connect(own_server, autocommit=True) as owner:
        owner.execute("CREATE DATABASE terug")
    try:
        assert here.run("beheerder", "hoofd", "Ann", "Peeters").returncode == 0
        secret, backup = str(tmp_path / "geheim"), str(tmp_path / "b.age")
        public = here.run("backupsleutel", secret).stdout.splitlines()[0].rpartition(" ")[2]
        assert here.run("backup", backup, "--sleutel", public).returncode == 0
        for place in (same, embedded):
            done: subprocess.CompletedProcess[str] = place.run("herstel", backup, "--sleutel", secret)
            assert (done.returncode, done.stderr, "alle gelijk" in done.stdout) == (0, "", True)
            twice = place.run("herstel", backup, "--sleutel", secret)
            assert (twice.returncode, "niet leeg" in twice.stderr) == (2, True)
    finally:
        embedded.kill_everything()
