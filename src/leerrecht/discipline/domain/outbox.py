"""The outbox to AGODI: each message once, each try kept, and the acknowledgement as proof."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Tucht
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.discimus import rules
from leerrecht.discimus.transport import Acknowledged, Answer, Refused, Transport, deliver
from leerrecht.discipline.models import Procedure, Report, ReportAttempt, ReportKind, ReportState
from leerrecht.facts.domain import changes
from leerrecht.organisations.models import School

BY_HAND = "met de hand"
OPEN = (ReportState.WAITING, ReportState.LATER)


def put(*, by: Principal, procedure: Procedure, kind: str) -> Report | None:
    """Lay a message in the outbox, in the transaction of the act that it is about.

    A withdrawal of what was never acknowledged is not needed: the message that waits is taken back instead.
    """
    if kind != ReportKind.REPORT:
        waiting = procedure.reports.filter(kind=ReportKind.REPORT, state=ReportState.WAITING, attempts=None)
        if waiting.exists():
            if kind == ReportKind.WITHDRAWAL:
                waiting.delete()
            else:
                waiting.update(content=content_of(procedure))
            return None
    return Report.objects.create(
        pupil_id=procedure.pupil_id, organisation_id=procedure.organisation_id, compartment=Tucht.key,
        procedure=procedure, kind=kind, content=content_of(procedure), written_by_id=by.user_id,
        written_by=name_of(by),
    )  # fmt: skip


def content_of(procedure: Procedure) -> dict[str, Any]:
    """What the service takes of a measure: no name, no text of the file (000:3450-3474)."""
    school = School.objects.filter(pk=procedure.organisation_id).first()
    return {
        "soort": procedure.kind,
        "instellingsnummer": school.number if school is not None else "",
        "niveau": procedure.level,
        "geboortejaar": procedure.pupil.birth_date.year,
        "leerling": procedure.pupil_id,
        "van": procedure.first_day.isoformat() if procedure.first_day else "",
        "tot": procedure.last_day.isoformat() if procedure.last_day else "",
    }


@transaction.atomic
def report_by_hand(*, by: Principal, report: Report, on: dt.date, receipt: str) -> Report:
    """A person reported it in the service of AGODI, with the number or words of the proof.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    why = policy.require(by, acts.TUCHT_KEEP, report)
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state == ReportState.ACKNOWLEDGED:
        raise ValidationError(_("Deze melding is al bevestigd."))
    wrong = {}
    if not receipt.strip():
        wrong["receipt"] = _("Schrijf het nummer of de omschrijving van het bewijs.")
    if on > timezone.localdate() or on < timezone.localdate(report.written_at):
        wrong["on"] = _("Kies een dag tussen de beslissing en vandaag.")
    if wrong:
        raise ValidationError(wrong)
    _acknowledge(report, on, " ".join(receipt.split())[:120], BY_HAND)
    log.record(
        by=by, act="tucht.report", on=report, pupil_id=report.pupil_id, organisation_id=report.organisation_id, why=why
    )  # fmt: skip
    return report


@transaction.atomic
def correct(*, by: Principal, report: Report) -> Report:
    """Lay a refused message out anew, with what the procedure says now. Raises ``Denied``, ``ValidationError``."""
    policy.require(by, acts.TUCHT_KEEP, report)
    if report.state != ReportState.REFUSED:
        raise ValidationError(_("Deze melding is niet geweigerd."))
    made = put(by=by, procedure=report.procedure, kind=report.kind)
    return made or report


def send_due(to: Transport, *, now: dt.datetime | None = None) -> int:
    """Send what waits, oldest first; returns how many were acknowledged. Safe to run beside itself."""
    moment = now or timezone.now()
    with stand(_postman()):
        open_ = Report.objects.filter(state__in=OPEN).exclude(next_at__gt=moment)
        keys = list(open_.order_by("written_at", "pk").values_list("pk", flat=True))
    return sum(_send(to, key, moment) for key in keys)


def _send(to: Transport, key: UUID, now: dt.datetime) -> bool:
    """Three steps: say that it is tried, try, and keep what came of it."""
    attempt = _begin(key, now)
    if attempt is None:
        return False
    report = attempt.report
    answer = deliver(to, str(report.pk), report.kind, report.content, again=attempt.number > 1)
    return _end(attempt, answer, to.name, now)


@transaction.atomic
def _begin(key: UUID, now: dt.datetime) -> ReportAttempt | None:
    with stand(_postman()):
        report = Report.objects.select_for_update().get(pk=key)
        if report.state not in OPEN or (report.next_at is not None and report.next_at > now):
            return None
        last = report.attempts.order_by("-number").first()
        if last is not None and last.done_at is None and last.begun_at > now - rules.LOST:
            return None
        return ReportAttempt.objects.create(report=report, number=(last.number if last else 0) + 1, begun_at=now)


@transaction.atomic
def _end(attempt: ReportAttempt, answer: Answer, name: str, now: dt.datetime) -> bool:
    with stand(_postman()):
        report = Report.objects.select_for_update().get(pk=attempt.report_id)
        accepted = isinstance(answer, Acknowledged) and report.state in OPEN
        attempt.done_at, attempt.accepted, attempt.answer = timezone.now(), accepted, _words(answer)
        attempt.save(update_fields=["done_at", "accepted", "answer"])
        if report.state not in OPEN:
            return False
        if isinstance(answer, Acknowledged):
            _acknowledge(report, timezone.localdate(now), answer.receipt[:120], name)
        elif isinstance(answer, Refused):
            report.state, report.channel, report.next_at = ReportState.REFUSED, name, None
            report.refused_because = answer.why[:300]
            report.save(update_fields=["state", "channel", "next_at", "refused_because"])
        else:
            wait = rules.WAITS[min(attempt.number, len(rules.WAITS)) - 1]
            report.state, report.channel, report.next_at = ReportState.LATER, name, now + wait
            report.save(update_fields=["state", "channel", "next_at"])
        log.record(
            by=_postman(), act="tucht.report", on=report, pupil_id=report.pupil_id,
            organisation_id=report.organisation_id, detail={"attempt": attempt.number, "state": str(report.state)},
            compartments={report.compartment},
        )  # fmt: skip
        return accepted


def _acknowledge(report: Report, on: dt.date, receipt: str, name: str) -> None:
    report.state, report.next_at, report.channel = ReportState.ACKNOWLEDGED, None, name
    report.receipt, report.acknowledged_on = receipt, on
    report.save(update_fields=["state", "next_at", "channel", "receipt", "acknowledged_on"])
    changes.notify([report.pupil_id])


def _words(answer: Answer) -> str:
    if isinstance(answer, Acknowledged):
        return answer.receipt[:300]
    return (answer.why if isinstance(answer, Refused) else str(answer))[:300]


def _postman() -> Principal:
    return command("melding aan AGODI", timezone.localdate(), vaults={Tucht.key})
