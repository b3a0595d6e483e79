"""Sending what was laid out: per pupil in order, each message once, and the answer kept."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from leerrecht.access.domain import log
from leerrecht.access.standing import stand
from leerrecht.discimus import rules
from leerrecht.discimus.domain.offering import locked
from leerrecht.discimus.domain.postman import postman
from leerrecht.discimus.models import OPEN, Attempt, Kind, Message, State
from leerrecht.discimus.transport import Acknowledged, Answer, Refused, Transport, Unreachable, deliver


def deliver_due(
    to: Transport, *, now: dt.datetime | None = None, most: int = rules.MOST, school_id: int | None = None
) -> int:
    """Send what waits, the oldest first; returns how many were acknowledged. Safe to run beside itself.

    A later message of a pupil waits until an earlier one has an answer, whatever that is. ``school_id``: only pupils
    whose first message is of that school.
    """
    moment = now or timezone.now()
    acknowledged = tried = silent = 0
    for pupil_id in _due(moment, most, school_id):
        if tried >= most or silent >= rules.SILENT:
            break
        answers = _of_pupil(to, pupil_id, moment, most - tried)
        tried += len(answers)
        acknowledged += sum(isinstance(answer, Acknowledged) for answer in answers)
        silent = silent + 1 if answers and isinstance(answers[-1], Unreachable) else 0
    return acknowledged


def content_of(message: Message) -> dict[str, str]:
    """What the service takes: no name, no ground, no code of the school's own."""
    what = {
        "instellingsnummer": message.school.number,
        "leerling": message.pupil.insz or "",
        "over": message.subject,
        "waarde": message.value,
    }
    if message.kind == Kind.ABSENCE:
        return what | {"datum": message.date.isoformat(), "dagdeel": message.part, "code": message.value}
    first, _slash, last = message.value.partition("/")
    return what | {"van": first, "tot": last}


def _due(now: dt.datetime, most: int, school_id: int | None) -> list[int]:
    """Pupils whose first message without an answer may be tried now."""
    with stand(postman()):
        open_ = Message.objects.filter(state__in=OPEN)
        heads = open_.order_by("pupil_id", "pk").distinct("pupil_id").values("pk")
        due = Message.objects.filter(pk__in=heads).exclude(next_at__gt=now)
        if school_id is not None:
            due = due.filter(school=school_id)
        return list(due.order_by("pk").values_list("pupil_id", flat=True)[:most])


def _of_pupil(to: Transport, pupil_id: int, now: dt.datetime, most: int) -> list[Answer]:
    """The answers to the messages of one pupil, until one has none."""
    answers: list[Answer] = []
    while len(answers) < most:
        attempt = _begin(to, pupil_id, now)
        if attempt is None:
            break
        message = attempt.message
        answer = deliver(to, str(message.key), message.kind, content_of(message), again=attempt.number > 1)
        _end(attempt, answer, now)
        answers.append(answer)
        if isinstance(answer, Unreachable):
            break
    return answers


@transaction.atomic
def forget_trials() -> int:
    """What a test double answered, AGODI never saw: it is told anew. Returns of how many messages."""
    with stand(postman()):
        tried = Message.objects.filter(trial=True).exclude(state=State.LAPSED)
        for school_id in sorted(set(tried.order_by().values_list("school_id", flat=True))):
            locked(school_id)
        forgotten = tried.update(state=State.LAPSED, current=False, receipt="", next_at=None)
        if forgotten:
            log.record(
                by=postman(), act="discimus.forget", kind=Message._meta.label_lower, detail={"messages": forgotten}
            )  # fmt: skip
    return forgotten


@transaction.atomic
def _begin(to: Transport, pupil_id: int, now: dt.datetime) -> Attempt | None:
    """Say that the first message of the pupil is tried; None where there is none, or it is another's now."""
    with stand(postman()):
        first = Message.objects.filter(pupil_id=pupil_id, state__in=OPEN).order_by("pk").first()
        if first is None:
            return None
        locked(first.school_id)
        message = Message.objects.select_related("school", "pupil").get(pk=first.pk)
        if message.state not in OPEN or (message.next_at is not None and message.next_at > now):
            return None
        last = message.attempts.order_by("-number").first()
        if last is not None and last.done_at is None and last.begun_at > now - rules.LOST:
            return None
        message.tries += 1
        message.channel, message.trial = to.name[:80], to.double
        message.save(update_fields=["tries", "channel", "trial"])
        return Attempt.objects.create(message=message, number=message.tries, begun_at=now)


@transaction.atomic
def _end(attempt: Attempt, answer: Answer, now: dt.datetime) -> None:
    with stand(postman()):
        locked(attempt.message.school_id)
        message = Message.objects.get(pk=attempt.message_id)
        attempt.done_at, attempt.answer = timezone.now(), _words(answer)
        attempt.save(update_fields=["done_at", "answer"])
        if message.state not in OPEN:
            return
        if isinstance(answer, Unreachable):
            wait = rules.WAITS[min(attempt.number, len(rules.WAITS)) - 1]
            message.state, message.next_at = State.LATER, now + wait
            message.save()
            return
        message.answered_at, message.next_at = timezone.now(), None
        if isinstance(answer, Refused):
            message.state, message.refused_because = State.REFUSED, answer.why[:300] or "geen reden gegeven"
            message.about = answer.about[:16]
        else:
            _former(message).update(current=False)
            message.state, message.receipt, message.current = State.ACKNOWLEDGED, answer.receipt[:120] or "-", True
        message.save()
        log.record(
            by=postman(), act="discimus.answer", on=message, pupil_id=message.pupil_id,
            organisation_id=message.school_id, detail={"state": str(message.state), "kind": str(message.kind)},
        )  # fmt: skip


def _former(message: Message) -> "QuerySet[Message]":
    """What AGODI knew of the same subject."""
    return Message.objects.filter(
        pupil_id=message.pupil_id, school_id=message.school_id, subject=message.subject, current=True
    )


def _words(answer: Answer) -> str:
    if isinstance(answer, Acknowledged):
        return answer.receipt[:300]
    return (answer.why if isinstance(answer, Refused) else str(answer))[:300]
