"""What a dead server leaves: all that was acknowledged, and nothing half."""

import threading
import time
import urllib.error
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import Browser, Running

pytestmark = pytest.mark.drill


@pytest.fixture
def running(tmp_path: Path, with_demo: Callable[[Path], Running]):
    tmp_path.chmod(0o755)
    installation = with_demo(tmp_path / "home")
    yield installation
    installation.kill_everything()


def _register(installation: Running) -> tuple[str, list[int]]:
    """Address to save a register of the demo that has none of these two pupils marked, and the two pupils."""
    with installation.connect() as connection:
        row = connection.execute(
            """
            SELECT c.id, r.date, r.part, array_agg(e.pupil_id ORDER BY e.pupil_id)
            FROM enrolment_classgroup c
            JOIN organisations_school s ON s.organisation_id = c.school_id AND s.number = '910002'
            JOIN attendance_register r ON r.class_group_id = c.id
            JOIN enrolment_placement p ON p.class_group_id = c.id
            JOIN enrolment_enrolment e ON e.id = p.enrolment_id
            LEFT JOIN attendance_halfday h ON h.pupil_id = e.pupil_id AND h.date = r.date AND h.part = r.part
            WHERE h.pupil_id IS NULL
            GROUP BY c.id, r.date, r.part HAVING count(*) >= 2 ORDER BY r.date DESC, c.id LIMIT 1
            """
        ).fetchone()
    assert row is not None
    class_id, day, part, pupils = row
    return f"/registers/{class_id}/{day}/{part}/opslaan/", pupils[:2]


def test_saves_acknowledged_before_the_server_is_killed_are_kept_whole(running):
    running.start("--demo")
    path, pupils = _register(running)
    browser = Browser(running.port)
    browser.sign_in("secretariaat-a")
    acknowledged: list[tuple[str, int]] = [(".", 0)]

    def save_on_and_on():
        mark, seen = ".", 0
        while True:
            mark = "B" if mark == "Z" else "Z"
            entries = [{"pupil": pupil, "mark": mark, "seen": seen} for pupil in pupils]
            try:
                answer = browser.post_json(path, {"entries": entries, "taken": True})
            except (urllib.error.URLError, ConnectionError, TimeoutError, OSError):
                return
            assert len(answer["changed"]) == 2
            seen = answer["changed"][0]["version"]
            acknowledged.append((mark, seen))

    writer = threading.Thread(target=save_on_and_on)
    writer.start()
    while len(acknowledged) < 30:
        time.sleep(0.01)
    running.kill_everything()
    writer.join(30)

    running.start()
    with running.connect() as connection:
        stored = connection.execute(
            "SELECT mark, version FROM attendance_halfday WHERE pupil_id = ANY(%s) AND (date::text, part) = (%s, %s)",
            [pupils, *path.split("/")[3:5]],
        ).fetchall()
        logged = connection.execute(
            """SELECT max((detail->>'version')::int) FROM access_logentry
               WHERE kind = 'attendance.halfday' AND pupil_id = ANY(%s) GROUP BY pupil_id""",
            [pupils],
        ).fetchall()
    mark, version = acknowledged[-1]
    one_further = ({"Z": "B", "B": "Z"}[mark], version + 1)  # written, but the answer did not get out
    assert stored in ([(mark, version)] * 2, [one_further] * 2)
    assert logged == [(stored[0][1],)] * 2
    running.stop()
