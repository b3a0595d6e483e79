"""What the law says of every pupil, computed from nothing: to write it, or to compare it with what is stored."""

import json
import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.duties.domain.answers import compute, stored, stored_answers
from leerrecht.duties.domain.recompute import BATCH, Done, recompute
from leerrecht.duties.process import begin

NAME = "plichten"
# Pupils at a time: what each question costs by itself is shared by more of them. All processes together lock no more
# than the database has room for (64 locks for each of its 100 connections, unless it was given more).
AT_ONCE = 1500
LOCKED = 3000


def recompute_all(on: date, *, by: Principal | None = None, processes: int = 1) -> Done:
    """Compute every pupil from nothing, in batches of their own transactions; one log entry.

    With more than one process the batches are divided among them: each has its own connection.
    """
    done = Done()
    for part in _parts(on, processes):
        done.add(part)
    log.record(
        by=by or command(NAME, on),
        act="duties.recompute",
        kind="duties.outcome",
        detail={"pupils": done.pupils, "changed": done.changed, "refused": len(done.refused)},
    )
    return done


def _parts(on: date, processes: int) -> Iterable[Done]:
    work = partial(recompute, on=on)
    batches = _batches(max(BATCH, min(AT_ONCE, LOCKED // processes)))
    if processes == 1:
        yield from map(work, batches)
        return
    # Begun from nothing: forked ones would share the connection of this one.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=begin) as pool:
        yield from pool.map(work, batches)


@dataclass(frozen=True, slots=True)
class Difference:
    """An outcome (or the counts of a pupil) that is stored otherwise than it is computed from nothing."""

    pupil_id: int
    what: str
    stored: Any
    computed: Any


def differences(on: date) -> Iterator[Difference]:
    """Compare what is stored with what the facts say on a day, for every pupil; writes nothing."""
    for batch in _batches():
        kept, before, answers = stored(batch), stored_answers(batch), compute(batch, on)
        Done(refused=answers.refused).raise_refused()
        for key in sorted(kept.outcomes.keys() | answers.outcomes.keys()):
            if kept.outcomes.get(key) != answers.outcomes.get(key):
                what = " ".join(str(part) for part in key[1:] if part)
                yield Difference(key[0], what, kept.outcomes.get(key), answers.outcomes.get(key))
        for pupil_id in sorted(before.keys() | answers.pupils.keys()):
            # The day on which the law was asked differs without a difference in what it said.
            old, new = (_plain(answer.get(pupil_id, ())[1:]) for answer in (before, answers.pupils))
            if old != new:
                yield Difference(pupil_id, "antwoord", old, new)


def _plain(values: tuple[Any, ...]) -> Any:
    """Dates as text and tuples as lists, as JSON keeps them."""
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def _batches(size: int = BATCH) -> Iterator[list[int]]:
    """Every pupil of whom a room may know something, and every pupil with an answer, in order of number."""
    after = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM people_pupil WHERE id > %s ORDER BY id LIMIT %s", [after, size])
            batch = [row[0] for row in cursor.fetchall()]
        if not batch:
            return
        yield batch
        after = batch[-1]
