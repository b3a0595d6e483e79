"""An installation as a larger school has it: PostgreSQL of its own, several web servers and several workers."""

import json
import os
import pwd
import shutil
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import psycopg

from tests.running import COMMAND, Browser, Running, free_port

WELL = {"databank": True, "tabellen": True, "werker": True}
# Settings of a server that need not survive a fall of the machine, only of itself.
QUICK = "fsync = off\nfull_page_writes = off\nmax_connections = 200\nshared_buffers = '256MB'\n"
# Notes each start of a job, which the queue itself forgets with the job.
BEGUN = """
CREATE TABLE drill_begun (id bigint, task text, worker bigint);
CREATE FUNCTION drill_begin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$ BEGIN INSERT INTO drill_begun VALUES (NEW.id, NEW.task_name, NEW.worker_id); RETURN NULL; END $$;
CREATE TRIGGER drill_begin AFTER UPDATE OF status ON procrastinate_jobs FOR EACH ROW
WHEN (NEW.status = 'doing') EXECUTE FUNCTION drill_begin();
"""
# Registers of the demo's secondary school that were taken, each with the pupils of whom nothing is noted.
REGISTERS = """
    SELECT c.id, r.date::text, r.part, array_agg(e.pupil_id ORDER BY e.pupil_id)
    FROM enrolment_classgroup c
    JOIN organisations_school s ON s.organisation_id = c.school_id AND s.number = '910002'
    JOIN attendance_register r ON r.class_group_id = c.id
    JOIN enrolment_placement p ON p.class_group_id = c.id AND p.period @> r.date
    JOIN enrolment_enrolment e ON e.id = p.enrolment_id AND e.period @> r.date
    LEFT JOIN attendance_halfday h ON h.pupil_id = e.pupil_id AND h.date = r.date AND h.part = r.part
    WHERE h.pupil_id IS NULL
    GROUP BY c.id, r.date, r.part HAVING count(*) >= 2 ORDER BY r.date DESC, r.part, c.id
"""
Spot = tuple[int, str, str, list[int]]


class Place:
    """PostgreSQL and the programs around it, all of one test file; ``close`` ends what it began, and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        self.programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        self.port = free_port()
        self.address = f"postgresql://eigenaar@127.0.0.1:{self.port}/leerrecht"
        self.application = self.address.replace("eigenaar@", "leerrecht_app@")
        self.children: list[subprocess.Popen[bytes]] = []
        if os.geteuid() == 0:
            shutil.chown(folder, self.owner)
        self.postgres("initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "eigenaar", "-E", "UTF8")
        with Path(folder, "data", "postgresql.conf").open("a") as file:
            file.write(QUICK)
        self.start_database()
        self.postgres("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "eigenaar", "leerrecht")
        self.running = Running(folder / "thuis")
        self.running.home.mkdir()
        self.running.environment |= {"DATABASE_URL": self.address, "LEERRECHT_WEB_PROCESSES": "1"}

    def postgres(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        subprocess.run(command, user=self.owner, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    @property
    def pg_ctl(self) -> list[str]:
        options = f"-p {self.port} -k {self.folder} -h 127.0.0.1"
        data = f"{self.folder}/data"
        return [str(self.programs / "pg_ctl"), "-D", data, "-w", "-l", f"{self.folder}/log", "-o", options]

    def start_database(self) -> None:
        self.postgres("pg_ctl", *self.pg_ctl[1:], "start")

    def stop_database(self, how: str = "fast") -> None:
        self.postgres("pg_ctl", "-D", f"{self.folder}/data", "-w", "-m", how, "stop")

    def connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        return psycopg.connect(self.address, autocommit=True)

    def other(self, name: str) -> list[str]:
        """The addresses of owner and application for another database of this server."""
        return [f"{each.rpartition('/')[0]}/{name}" for each in (self.address, self.application)]

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self.connect() as connection:
            return connection.execute(statement, values).fetchall()

    def fill(self) -> None:
        """An empty database aside, and the demo, whose figures no drill here needs."""
        assert self.running.run("migreer").returncode == 0
        with psycopg.connect(self.other("postgres")[0], autocommit=True) as connection:
            connection.execute("CREATE DATABASE leeg TEMPLATE leerrecht")
        filled = self.running.run("demo")
        assert filled.returncode == 0, filled.stderr
        with self.connect() as connection:
            connection.execute("DELETE FROM procrastinate_jobs")
            connection.execute(BEGUN)

    def spots(self) -> list[Spot]:
        return [(class_id, day, part, pupils) for class_id, day, part, pupils in self.ask(REGISTERS)]

    def caught_up(self, seconds: float = 300) -> bool:
        """Whether the duties are computed of whatever was saved."""
        return until(lambda: self.ask("SELECT count(*) FROM facts_change") == [(0,)], seconds)

    def serving(self, **settings: str) -> dict[str, str]:
        addresses = {"DATABASE_URL": self.application, "DATABASE_APP_URL": self.application, "LEERRECHT_DEMO": "1"}
        return {**self.running.environment, **addresses, **settings}

    def begin(self, command: list[str], **settings: str) -> "subprocess.Popen[bytes]":
        child = subprocess.Popen(command, env=self.serving(**settings), stderr=subprocess.DEVNULL)
        self.children.append(child)
        return child

    def web(self, port: int, *before: str, **settings: str) -> "subprocess.Popen[bytes]":
        return self.begin([*before, *COMMAND, "web", "--poort", str(port)], PORT=str(port), **settings)

    def worker(self, *options: str, **settings: str) -> "subprocess.Popen[bytes]":
        return self.begin([*COMMAND, "werk", *options], **settings)

    def end(self, *children: "subprocess.Popen[bytes]", by: int = signal.SIGTERM) -> None:
        for child in children:
            if child.poll() is None:
                family = psutil.Process(child.pid).children(recursive=True) if by == signal.SIGKILL else []
                child.send_signal(by)
                for one in family:
                    one.kill()
        for child in children:
            self.children.remove(child)
            try:
                child.wait(60)
            except subprocess.TimeoutExpired:
                # A job that takes long on a busy machine; how a worker stops is tried elsewhere.
                child.kill()
                child.wait()

    def close(self) -> None:
        self.end(*list(self.children), by=signal.SIGKILL)
        self.stop_database("immediate")


def health(port: int) -> dict[str, bool]:
    """What a web server says of itself; nothing where it does not answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/gezond/klaar/", timeout=5) as answer:
            return dict(json.loads(answer.read()))
    except urllib.error.HTTPError as answer:
        return dict(json.loads(answer.read()))
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return {}


def until(true: Callable[[], object], seconds: float = 180) -> bool:
    """Wait until something holds; gives whether it did."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


class Morning:
    """People who take registers, each the next that nobody took; what was acknowledged is kept beside the database."""

    def __init__(self, place: Place, spots: list[Spot]) -> None:
        self.place, self.spots = place, iter(spots)
        self.lock = threading.Lock()
        self.acknowledged: dict[tuple[int, str, str], int] = {}
        self.refused: list[int] = []
        self.over = threading.Event()
        self.people: list[threading.Thread] = []

    def begin(self, *browsers: Browser) -> None:
        self.people = [threading.Thread(target=self._take, args=(browser,)) for browser in browsers]
        for person in self.people:
            person.start()

    def end(self) -> None:
        self.over.set()
        for person in self.people:
            person.join(90)
            assert not person.is_alive()

    def taken(self, number: int, seconds: float = 60) -> bool:
        """Wait until so many were acknowledged, counted from now."""
        wanted = len(self.acknowledged) + number
        return until(lambda: len(self.acknowledged) >= wanted, seconds)

    def _take(self, browser: Browser) -> None:
        while not self.over.is_set():
            with self.lock:
                spot = next(self.spots, None)
            if spot is None:
                return
            while not self._save(browser, spot) and not self.over.is_set():
                time.sleep(0.2)

    def _save(self, browser: Browser, spot: Spot) -> bool:
        """Once, as the script of the page does: what is not acknowledged stays and is sent again."""
        class_id, day, part, pupils = spot
        body = {"entries": [{"pupil": pupils[0], "mark": "B", "seen": 0}], "taken": True}
        try:
            answer: dict[str, Any] = browser.post_json(f"/registers/{class_id}/{day}/{part}/opslaan/", body)
        except urllib.error.HTTPError as error:
            with self.lock:
                self.refused.append(error.code)
            return False
        except (urllib.error.URLError, ConnectionError, TimeoutError, OSError):
            with self.lock:
                self.refused.append(0)
            return False
        # Saved before, where the answer to it got lost, it now stands there already.
        cells = answer["changed"] or answer["conflicts"]
        assert [cell["mark"] for cell in cells] == ["B"] or answer["unchanged"] == pupils[:1]
        with self.lock:
            self.acknowledged[pupils[0], day, part] = cells[0]["version"] if cells else 1
        return True

    def lost(self) -> list[tuple[int, str, str]]:
        """What was acknowledged and is not there as it was."""
        rows = self.place.ask(
            "SELECT pupil_id, date::text, part, mark, version FROM attendance_halfday WHERE pupil_id = ANY(%s)",
            [pupil for pupil, _, _ in self.acknowledged],
        )
        stored = {(pupil, day, part): (mark, version) for pupil, day, part, mark, version in rows}
        return [key for key, version in self.acknowledged.items() if stored.get(key) != ("B", version)]
