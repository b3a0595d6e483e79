"""Keeping what the law says of each pupil up to date: outcomes are derived, and replaced where they differ."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
from django.db import connection, transaction
from django.utils import timezone

from leerrecht.access.compartments import Attest
from leerrecht.access.principal import command
from leerrecht.access.standing import lend
from leerrecht.duties.domain.answers import ANSWER, KEY, VALUES, Answers, Key, Stored, compute, stored
from leerrecht.facts.domain import changes
from leerrecht.law.calendar import first_day, school_year

BATCH = 500
NOTICES = 5000
LINGER = 1.0
PAUSE = 0.9
ASK_AGAIN = 0.25

Listener = Callable[[Sequence[dict[str, Any]], date], None]
_listeners: dict[str, Listener] = {}
Follower = Callable[[Sequence[int], date], None]
_followers: dict[str, Follower] = {}

_LOCK = """
SELECT pg_advisory_xact_lock(hashtext('leerrecht.duties'), key)
FROM (SELECT DISTINCT (id %% 2147483647)::int AS key FROM unnest(%s::bigint[]) AS id ORDER BY key) AS keys
"""
_FIELDS = ", ".join(KEY + VALUES)
_INSERT = f"""
INSERT INTO duties_outcome ({_FIELDS}, compartment)
SELECT {_FIELDS}, '' FROM json_populate_recordset(NULL::duties_outcome, %s)
"""
_UPDATE = f"""
UPDATE duties_outcome AS o SET {", ".join(f"{name} = n.{name}" for name in VALUES)}
FROM json_populate_recordset(NULL::duties_outcome, %s) AS n WHERE o.id = n.id
"""
_ANSWERS = f"""
INSERT INTO duties_pupilanswer AS a (pupil_id, {", ".join(ANSWER)})
SELECT pupil_id, {", ".join(ANSWER)} FROM json_populate_recordset(NULL::duties_pupilanswer, %s)
ON CONFLICT (pupil_id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in ANSWER)}, at = now()
WHERE ({", ".join(f"a.{name}" for name in ANSWER)})
    IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in ANSWER)})
"""
# Facts of an earlier school year say nothing of this one: whoever was last asked then is asked anew.
_DUE = """
INSERT INTO facts_change (pupil_id)
SELECT pupil_id FROM duties_pupilanswer AS a
WHERE (changes_on <= %(today)s OR answered_on < %(year)s)
  AND NOT EXISTS (SELECT 1 FROM facts_change AS c WHERE c.pupil_id = a.pupil_id)
"""


def register_listener(regel: str, listener: Listener) -> None:
    """Have a room above told, in the transaction of the recomputation, which outcomes of a rule are new.

    Each is the row as it is stored: ``pupil_id``, ``school_id``, ``status``, ``sinds`` and the rest, and the day.
    """
    if regel in _listeners:
        raise RuntimeError(f"somebody listens to {regel} already")
    _listeners[regel] = listener


def register_follower(name: str, follower: Follower) -> None:
    """Have a room above told, in the same transaction, of which pupils the law was asked anew, and on which day.

    Whatever it does is done for every save of a register: let it only note whom a job of its own must look at.
    """
    if name in _followers:
        raise RuntimeError(f"{name} follows already")
    _followers[name] = follower


@dataclass(slots=True)
class Done:
    """What a recomputation did: pupils asked about, rows written or taken away, pupils refused by the law."""

    pupils: int = 0
    changed: int = 0
    refused: dict[int, Exception] = field(default_factory=dict)

    def add(self, other: "Done") -> None:
        self.pupils += other.pupils
        self.changed += other.changed
        self.refused |= other.refused

    def raise_refused(self) -> None:
        """Raise what the law refused, all together, after the rest is done."""
        if self.refused:
            numbers = ", ".join(str(pupil_id) for pupil_id in sorted(self.refused))
            raise ExceptionGroup(f"geen antwoord van de wet voor leerling {numbers}", list(self.refused.values()))


@transaction.atomic
def recompute(pupil_ids: Iterable[int], on: date) -> Done:
    """Ask the law about the pupils on a day and make what is stored equal to its answer.

    Writes only what differs; the same row stays where the same outcome stays. Two recomputations of one pupil
    wait for each other, and each reads the facts after the wait, so that an older answer never overtakes a
    newer one. A refused pupil keeps the outcomes of before and is named in the result.
    """
    ids = sorted(set(pupil_ids))
    if not ids:
        return Done()
    # The law knows more of a pupil than whoever closes a duty: where else there is a school, and certificates.
    with lend(command("plichten", on, vaults={Attest.key})):
        with connection.cursor() as cursor:
            cursor.execute(_LOCK, [ids])
        answers = compute(ids, on)
        changed = _write(ids, answers, stored(ids), on)
        for follower in _followers.values():
            follower(ids, on)
        return Done(len(ids), changed, answers.refused)


def _write(ids: Sequence[int], answers: Answers, kept: Stored, on: date) -> int:
    new = [_row(key, values) for key, values in answers.outcomes.items() if key not in kept.outcomes]
    differing = [
        _row(key, values) | {"id": kept.ids[key]}
        for key, values in answers.outcomes.items()
        if key in kept.outcomes and kept.outcomes[key] != values
    ]
    gone = [row_id for key, row_id in kept.ids.items() if key not in answers.outcomes and key[0] not in answers.refused]
    unknown = [pupil_id for pupil_id in ids if pupil_id not in answers.pupils and pupil_id not in answers.refused]
    with connection.cursor() as cursor:
        if gone:
            cursor.execute("DELETE FROM duties_outcome WHERE id = ANY(%s)", [gone])
        if differing:
            cursor.execute(_UPDATE, [_json(differing)])
        if new:
            cursor.execute(_INSERT, [_json(new)])
        if unknown:
            cursor.execute("DELETE FROM duties_pupilanswer WHERE pupil_id = ANY(%s)", [unknown])
        if answers.pupils:
            rows = [
                {"pupil_id": pupil_id, **dict(zip(ANSWER, values, strict=True))}
                for pupil_id, values in answers.pupils.items()
            ]
            cursor.execute(_ANSWERS, [_json(rows)])
    for regel, listener in _listeners.items():
        if arisen := [row for row in new if row["regel"] == regel]:
            listener(arisen, on)
    return len(new) + len(differing) + len(gone)


def _row(key: Key, values: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(KEY + VALUES, key + values, strict=True))


def _json(rows: list[dict[str, Any]]) -> str:
    return msgspec.json.encode(rows).decode()


def drain(*, linger: float = LINGER) -> Done:
    """Work through the notices of change until none came for ``linger`` seconds.

    A writer who sees a waiting job enqueues none; where that job begins before the writer commits, the wait
    at the end still finds the notice. Notices are deleted in the transaction that wrote their outcomes, by
    number, so that one that came in between is kept. Raises what the law refused at the end; those notices
    stay, and are tried again by the next job.
    """
    done = Done()
    with _one_at_a_time():
        deadline = time.monotonic() + linger
        while True:
            step = _drain_batch(tuple(done.refused))
            if step.pupils:
                done.add(step)
                deadline = time.monotonic() + linger
            elif time.monotonic() >= deadline:
                break
            if step.pupils < BATCH:
                # Few at a time costs more than many at once: what comes in meanwhile is taken together.
                time.sleep(min(PAUSE, linger))
    done.raise_refused()
    return done


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Wait until no other drain is at work: two in turns would take half as many pupils at a time, twice as often.

    The lock goes with the connection, so that a killed worker leaves none behind. Asking again and again, since a
    statement that waits for a lock keeps the server from clearing away what was deleted meanwhile.
    """
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_try_advisory_lock(hashtext('leerrecht.duties.drain'))")
            if cursor.fetchone() == (True,):
                break
            time.sleep(ASK_AGAIN)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('leerrecht.duties.drain'))")


@transaction.atomic
def _drain_batch(skip: Sequence[int]) -> Done:
    notices: dict[int, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, pupil_id FROM facts_change WHERE NOT pupil_id = ANY(%s) ORDER BY id LIMIT %s",
            [list(skip), NOTICES],
        )
        for notice, pupil_id in cursor.fetchall():
            if pupil_id in notices or len(notices) < BATCH:
                notices.setdefault(pupil_id, []).append(notice)
    done = recompute(notices, timezone.localdate())
    handled = [notice for pupil_id, own in notices.items() if pupil_id not in done.refused for notice in own]
    if handled:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM facts_change WHERE id = ANY(%s)", [handled])
    return done


@transaction.atomic
def refresh_due(today: date) -> int:
    """Put up for recomputation whose answer changes by itself today or earlier; the number of pupils."""
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"today": today, "year": first_day(school_year(today))})
        due: int = cursor.rowcount
    if due:
        changes.wake()
    return due


def sweep(today: date) -> None:
    """See to it that nothing waits unseen: notices without a job, and answers that change today."""
    refresh_due(today)
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM facts_change)")
        (waiting,) = cursor.fetchone()
    if waiting:
        changes.wake()
