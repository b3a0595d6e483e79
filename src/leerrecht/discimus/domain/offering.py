"""Laying out what must be sent: what AGODI acknowledged held against what we know.

Nothing is noted where a half-day changes: whatever changed it, and however often, the difference says what to send.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.standing import stand
from leerrecht.discimus.domain.postman import postman
from leerrecht.discimus.domain.queries import comparing
from leerrecht.discimus.domain.queries.comparing import Subject
from leerrecht.discimus.models import OPEN, Connection, Message, State

BATCH = 1000


def offer_all(on: date) -> int:
    """Lay out the messages of every school that is connected; returns how many."""
    by = postman()
    with stand(by):
        schools = list(Connection.objects.filter(ended_on=None).order_by("pk").values_list("pk", flat=True))
    made = 0
    for school_id in schools:
        with transaction.atomic(), stand(by):
            connection = locked(school_id)
            if connection.open:
                made += offer(connection, on, by=by)
    return made


def locked(school_id: int) -> Connection:
    """Whoever lays out, begins or ends a message of a school, does so alone: else what is being told is told anew."""
    return Connection.objects.select_for_update().get(pk=school_id)


def offer(connection: Connection, on: date, *, by: Principal) -> int:
    """The messages of one school, whose connection is :func:`locked`; returns how many were laid out."""
    wanted, gone = [], []
    for subject in comparing.compare(by, connection, on):
        lapses, needed = _judge(subject)
        if lapses:
            gone.append(subject.standing)
        if needed:
            wanted.append(_message(connection.pk, subject))
    _lapse(gone)
    made = Message.objects.bulk_create(wanted, batch_size=BATCH)
    if made:
        log.record(
            by=by, act="discimus.offer", on=connection, organisation_id=connection.pk, detail={"messages": len(made)}
        )  # fmt: skip
    return len(made)


def _judge(subject: Subject) -> tuple[bool, bool]:
    """Whether the message that stands lapses, and whether a new one is needed.

    What may have arrived is waited for. What was refused stands until what we know is something else.
    """
    if subject.state in OPEN and subject.tries:
        return False, False
    differs = not subject.hangs and subject.ours != subject.theirs
    if subject.standing is None:
        return False, differs
    stays = differs and subject.offered == subject.ours
    return not stays, differs and not stays


def _message(school_id: int, subject: Subject) -> Message:
    return Message(
        school_id=school_id, pupil_id=subject.pupil_id, school_year=subject.school_year, kind=subject.kind,
        subject=subject.subject, date=subject.date, part=subject.part, value=subject.ours,
    )  # fmt: skip


def _lapse(keys: Iterable[int | None]) -> None:
    Message.objects.filter(pk__in=[key for key in keys if key]).update(state=State.LAPSED, next_at=None)
