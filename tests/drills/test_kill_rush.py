"""A morning in which the worker dies, and then the web server: what was acknowledged stays, the duties catch up."""

import itertools
import threading
import time
import urllib.error
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests.running import Browser, Running

pytestmark = pytest.mark.drill
PEOPLE = 6
BEFORE_EACH_DEATH = 60  # registers that were acknowledged
REGISTERS = """
    SELECT c.id, r.date, r.part, array_agg(e.pupil_id ORDER BY e.pupil_id)
    FROM enrolment_classgroup c
    JOIN organisations_school s ON s.organisation_id = c.school_id AND s.number = '910002'
    JOIN attendance_register r ON r.class_group_id = c.id
    JOIN enrolment_placement p ON p.class_group_id = c.id AND p.period @> r.date
    JOIN enrolment_enrolment e ON e.id = p.enrolment_id AND e.period @> r.date
    LEFT JOIN attendance_halfday h ON h.pupil_id = e.pupil_id AND h.date = r.date AND h.part = r.part
    WHERE h.pupil_id IS NULL
    GROUP BY c.id, r.date, r.part ORDER BY r.date DESC, r.part, c.id
"""


@pytest.fixture
def running(tmp_path: Path, with_demo: Callable[[Path], Running]):
    tmp_path.chmod(0o755)
    installation = with_demo(tmp_path / "home")
    yield installation
    installation.kill_everything()


@dataclass
class Morning:
    """Everybody takes the next register that nobody took yet; what was acknowledged is kept beside the database."""

    installation: Running
    places: "itertools.chain[tuple[int, object, str, list[int]]]"
    acknowledged: dict[tuple[int, object, str], int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def until_dead(self, browser: Browser) -> None:
        while True:
            with self.lock:
                place = next(self.places, None)
            if place is None:
                return
            class_id, day, part, pupils = place
            body = {"entries": [{"pupil": pupils[0], "mark": "B", "seen": 0}], "taken": True}
            try:
                answer = browser.post_json(f"/registers/{class_id}/{day}/{part}/opslaan/", body)
            except urllib.error.HTTPError as error:
                # A server that refuses is not dead; one that goes down may still say that it cannot.
                if error.code < 500:
                    raise
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError, OSError):
                return
            assert len(answer["changed"]) == 1
            with self.lock:
                self.acknowledged[pupils[0], day, part] = answer["changed"][0]["version"]

    def rush(self, die: Callable[[str], bool]) -> int:
        """Take registers until the processes whose command is one of ``die`` are killed; gives how many were taken."""
        before = len(self.acknowledged)
        browsers = [Browser(self.installation.port) for _ in range(PEOPLE)]
        for browser in browsers:
            browser.sign_in("secretariaat-a")
        people = [threading.Thread(target=self.until_dead, args=(browser,)) for browser in browsers]
        for one in people:
            one.start()
        limit = time.monotonic() + 300
        while len(self.acknowledged) < before + BEFORE_EACH_DEATH and time.monotonic() < limit:
            time.sleep(0.01)
        doomed = [one for one in self.installation.family() if die(" ".join(one.cmdline()))]
        assert doomed != []
        for one in doomed:
            one.kill()
        psutil.wait_procs(doomed, 20)
        for person in people:
            person.join(60)
        # Who starts it sees that a part is gone and stops the rest, so that a service manager can begin anew.
        assert self.installation.process is not None
        assert self.installation.process.wait(60) == 1
        return len(self.acknowledged) - before


def test_registers_acknowledged_in_a_rush_survive_the_death_of_worker_and_of_web_server(running):
    running.start("--demo", seconds=600)
    with running.connect() as connection:
        places = connection.execute(REGISTERS).fetchall()
    morning = Morning(running, itertools.chain(places))
    taken = []
    for die in (lambda line: "leerrecht werk" in line, running.is_web):
        taken.append(morning.rush(die))
        running.start("--demo", seconds=600)
    assert min(taken) >= BEFORE_EACH_DEATH
    with running.connect() as connection:
        rows = connection.execute(
            """SELECT h.pupil_id, h.date, h.part, h.mark, h.version FROM attendance_halfday h
               WHERE h.pupil_id = ANY(%s)""",
            [[pupil for pupil, _, _ in morning.acknowledged]],
        ).fetchall()
        stored = {(pupil, day, part): (mark, version) for pupil, day, part, mark, version in rows}
        lost = [key for key, version in morning.acknowledged.items() if stored.get(key) != ("B", version)]
        limit = time.monotonic() + 300
        while connection.execute("SELECT count(*) FROM facts_change").fetchone() != (0,):
            assert time.monotonic() < limit, "the duties did not catch up"
            time.sleep(0.2)
    assert lost == []
    compared = running.run("herbereken", "--vergelijk")
    assert compared.stdout.splitlines()[-1:] == ["Aantal verschillen: 0."], compared.stdout[-2000:]
    running.stop()
