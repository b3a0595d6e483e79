"""A worker that is killed in the middle of its jobs: the next one finishes each of them, and nothing happens twice."""

import datetime as dt
import io
import json
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from leerrecht.access.models import LogCheck, LogEntry, User
from leerrecht.access.principal import Principal, command, principal_of
from leerrecht.duties.domain import recompute
from leerrecht.enrolment.models import Enrolment
from leerrecht.exchange.domain.runs import start_run as start_import
from leerrecht.exchange.models import ImportRun, RefusedRow
from leerrecht.indicators.models import Publication
from leerrecht.letters.domain import start_run as start_letters
from leerrecht.letters.models import Attempt, Delivery, Letter, Run
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import School
from leerrecht.people.models import Contact
from leerrecht.portal.models import Channel, Matter, Nudge, Preference
from leerrecht.transfers.domain import retention
from leerrecht.transfers.models import DestructionLine, DestructionProof
from tests.drills.place import Place, until
from tests.letters.smtp_double import Double, mail_server

pytestmark = pytest.mark.drill
TALK = {
    "gesprek_datum": dt.date(2030, 1, 10), "gesprek_uur": dt.time(16, 30), "gesprek_plaats": "lokaal 12",
    "gesprek_met": "An Test",
}  # fmt: skip
# Jobs that compute figures as another one does, which is long, or of what that one made: it stands for them.
SAME = {"leerrecht.indicators.nightly", "leerrecht.indicators.on_a_day", "leerrecht.demo.figures"}
# Jobs that surely have something to write; of the others some find all done in the demo, and come again in minutes.
WRITE = {
    f"leerrecht.{name}"
    for name in (
        "duties.recompute", "thuiszitters.recompute", "access.seal_log", "access.check_log", "access.check_log_nightly",
        "letters.make_run", "letters.send_run", "indicators.publish", "transfers.destroy", "transfers.propose",
        "portal.tell_answer",
    )
}  # fmt: skip
# An import is done by its own job or by the one that takes up what lies, whoever is first.
IMPORT = {"leerrecht.exchange.run_import", "leerrecht.exchange.resume"}
TABLES = """
SELECT string_agg(quote_ident(relname), ', ') FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
AND relname !~ '^(procrastinate|drill|access_count)'
"""
STILL = """
SELECT count(*) FROM pg_stat_activity
WHERE usename = 'leerrecht_app' AND state = 'active' AND wait_event_type IS DISTINCT FROM 'Lock'
"""
ENDED = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'leerrecht_app'
"""


@contextmanager
def inside(place: Place, blocker: Any) -> Iterator[None]:
    """Work in this process with the database of the place, as the owner of its tables."""
    given = conninfo_to_dict(place.address)
    former = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(
        NAME=given["dbname"], USER=given["user"], PASSWORD="", HOST=given["host"], PORT=given["port"]
    )
    try:
        with blocker.unblock():
            yield
    finally:
        connection.close()
        connection.settings_dict.update(former)


def persona(name: str) -> Principal:
    user = User.objects.get(username=name)
    return principal_of(user_id=user.pk, name=name, on=dt.date.today())


@dataclass
class Prepared:
    """What each job works on, and how it stood before."""

    large: Run
    small: Run
    imported: ImportRun
    matter: Matter
    doomed: int
    checks: int


def _letters(house: School, pupils: list[int]) -> Run:
    return start_letters(
        by=persona("begeleider-a"), house=house, key="uitnodiging-gesprek", pupil_ids=pupils, values=TALK, way="email"
    )


def _marks(pupils: list[int]) -> bytes:
    numbers = Enrolment.objects.filter(pupil__in=pupils).values_list("pupil__numbers__number", flat=True)
    lines = ["010926T1", "Z", *(str(number) for number in numbers if number)]
    # More than is looked through at once; of most it is not known who they are.
    return "\r\n".join([*lines, *(f"{number:010d}" for number in range(20_000))]).encode()


def _doomed() -> int:
    """A decided list with some notes whose term, let us say, is over."""
    by = command("vernietiging", dt.date(2070, 1, 1))
    found = retention.propose(by=by, on=dt.date(2070, 1, 1))[0]
    keep = found.lines.filter(kind=Aantekening._meta.label_lower).order_by("pk").values_list("pk", flat=True)[:5]
    DestructionLine.objects.exclude(pk__in=list(keep)).delete()
    found.decided_at, found.decided_by = dt.datetime.now(dt.UTC), "proef"
    found.save()
    return found.pk


def _prepare() -> Prepared:
    house = School.objects.get(number="910002")
    placed = Enrolment.objects.filter(school=house, period__contains=dt.date.today()).order_by("pk")
    pupils = list(placed.values_list("pupil_id", flat=True)[:40])
    matter = Matter.objects.filter(asker="ouder").order_by("pk").first()
    assert matter is not None
    Preference.objects.update_or_create(user_id=matter.written_by_id, defaults={"channel": Channel.EMAIL})
    Contact.objects.filter(pk=matter.contact_id).update(email="ouder@voorbeeld.invalid")
    stream = io.BytesIO(_marks(pupils))
    return Prepared(
        large=_letters(house, pupils[5:25]), small=_letters(house, pupils[:5]),
        imported=start_import(
            by=persona("secretariaat-a"), kind="afwezigheden", stream=stream, name="a.txt", profile=None, school=house
        ),
        matter=matter, doomed=_doomed(), checks=LogCheck.objects.count(),
    )  # fmt: skip


def _queue(place: Place, prepared: Prepared) -> dict[int, str]:
    """One job of each kind, as the rooms and the clock ask for them; none is forgotten."""
    from procrastinate.contrib.django import app

    given = {
        "leerrecht.letters.make_run": {"run_id": str(prepared.large.pk)},
        "leerrecht.letters.send_run": {"run_id": str(prepared.small.pk)},
        "leerrecht.exchange.run_import": {"run_id": prepared.imported.pk},
        "leerrecht.transfers.destroy": {"list_id": prepared.doomed},
        "leerrecht.portal.tell_answer": {"matter_id": str(prepared.matter.pk)},
        "leerrecht.access.check_log": {"name": "proef"},
    }
    clocked = {name for name, _key in app.periodic_registry.periodic_tasks}
    jobs = {}
    with place.connect() as database:
        database.execute("DELETE FROM procrastinate_jobs")
        for name, task in sorted(app.tasks.items()):
            if name in SAME or not name.startswith("leerrecht."):
                continue
            arguments = given.get(
                name, {"timestamp": int(dt.datetime.now(dt.UTC).timestamp())} if name in clocked else {}
            )
            row = database.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, priority, queueing_lock, args) "
                "VALUES ('default', %s, 0, %s, %s) RETURNING id", [name, task.queueing_lock, json.dumps(arguments)],
            ).fetchone()  # fmt: skip
            assert row is not None
            jobs[int(row[0])] = name
        database.execute("INSERT INTO facts_change (pupil_id) SELECT id FROM people_pupil ORDER BY id LIMIT 50")
        database.execute("INSERT INTO thuiszitters_change (pupil_id) SELECT id FROM people_pupil ORDER BY id LIMIT 50")
    return jobs


def _killed_at_the_first_writing(place: Place, jobs: dict[int, str], settings: dict[str, str]) -> set[str]:
    """Let a worker begin all of them while no table can be written, and kill it there; gives which it had begun."""
    with psycopg.connect(place.address) as holder:
        ((tables,),) = holder.execute(TABLES).fetchall()
        holder.execute(f"LOCK TABLE {tables} IN SHARE MODE")
        worker = place.worker("--tegelijk", str(len(jobs) + 5), **settings)
        waiting = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND id = ANY(%s)"
        assert until(lambda: place.ask(waiting, list(jobs)) == [(0,)])
        still = 0

        def all_stand() -> bool:
            nonlocal still
            still = still + 1 if place.ask(STILL) == [(0,)] else 0
            return still > 20

        assert until(all_stand)
        found = place.ask("SELECT id, status::text FROM procrastinate_jobs WHERE id = ANY(%s)", list(jobs))
        place.end(worker, by=signal.SIGKILL)
        # As when the machine of the worker is gone: what waits for its turn in the database ends with it.
        assert until(lambda: all(ended for (ended,) in place.ask(ENDED)) and place.ask(ENDED) == [])
    assert [(jobs[number], status) for number, status in found if status != "doing"] == []
    return {jobs[number] for number, _status in found}


def test_worker_killed_in_each_kind_of_job_is_followed_by_one_that_finishes_them_once(
    place: Place, django_db_blocker: Any
):
    with mail_server() as post, inside(place, django_db_blocker):
        prepared = _prepare()
        jobs = _queue(place, prepared)
        settings = {
            "LEERRECHT_SMTP_HOST": "127.0.0.1", "LEERRECHT_SMTP_PORT": str(post.port), "LEERRECHT_SMTP_TLS": "0",
        }  # fmt: skip
        place.ask("DELETE FROM drill_begun RETURNING id")
        caught = _killed_at_the_first_writing(place, jobs, settings)
        assert (WRITE - caught, bool(caught & IMPORT), post.taken) == (set(), True, [])
        _nothing_is_half(prepared)
        # Not to wait a minute for its silence.
        place.ask("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes' RETURNING id")
        worker = place.worker("--tegelijk", "4", **settings)
        left = "SELECT task_name, status::text FROM procrastinate_jobs WHERE id = ANY(%s)"
        until(lambda: place.ask(left, list(jobs)) == [] and _sent(prepared), 120)
        assert place.ask(left, list(jobs)) == []
        place.end(worker)
        begun = Counter(number for (number,) in place.ask("SELECT id FROM drill_begun") if number in jobs)
        assert max(begun.values()) <= 2
        _everything_is_there_once(prepared, post)


def _sent(prepared: Prepared) -> bool:
    mails = Delivery.objects.filter(letter__run__in=[prepared.large, prepared.small], way="email")
    return mails.exists() and not mails.exclude(state="verstuurd").exists()


def _nothing_is_half(prepared: Prepared) -> None:
    assert (
        Letter.objects.filter(run=prepared.large).count(),
        Attempt.objects.filter(delivery__letter__run=prepared.small).count(),
        ImportRun.objects.get(pk=prepared.imported.pk).state,
        RefusedRow.objects.filter(run=prepared.imported).count(),
        DestructionProof.objects.filter(list_id=prepared.doomed).count(),
        LogCheck.objects.count(),
    ) == (0, 0, "nakijken", 0, 0, prepared.checks)


def _everything_is_there_once(prepared: Prepared, post: Double) -> None:
    runs = [prepared.large, prepared.small]
    letters = Letter.objects.filter(run__in=runs)
    per_pupil = Counter(letters.values_list("run_id", "pupil_id", "recipient_name"))
    deliveries = Delivery.objects.filter(letter__in=letters, way="email")
    left_out = {each["pupil"] for run in Run.objects.filter(pk__in=[run.pk for run in runs]) for each in run.left_out}
    assert (max(per_pupil.values()), len(left_out | {pupil for _run, pupil, _name in per_pupil})) == (1, 25)
    hints = Nudge.objects.filter(pupil=prepared.matter.pupil_id, kind="antwoord")
    assert list(hints.values_list("sent", flat=True)) == [True]
    # The other mails are hints to families, in the language of each.
    mailed = [text for text in post.taken if "application/pdf" in text]
    assert (len(mailed), Attempt.objects.filter(delivery__in=deliveries).count()) == (deliveries.count(),) * 2
    imported = ImportRun.objects.get(pk=prepared.imported.pk)
    assert (imported.state, RefusedRow.objects.filter(run=imported).count()) == ("nagekeken", 2000)
    destroyed = LogEntry.objects.filter(act="retention.destroy", pupil_id=None, object_id=str(prepared.doomed))
    assert (DestructionProof.objects.filter(list_id=prepared.doomed).count(), destroyed.count()) == (1, 1)
    assert LogCheck.objects.filter(by="proef").count() == 1
    assert LogCheck.objects.filter(gap="").count() == LogCheck.objects.count()
    assert Publication.objects.filter(source="installatie").count() >= 1
    assert recompute.recompute([prepared.matter.pupil_id], dt.date.today()).changed == 0
