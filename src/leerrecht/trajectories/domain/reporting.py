"""What a school brings to its CLB: a pupil, with why and in which order; or discreetly that parents need support."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb, Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.duties.domain.recompute import recompute
from leerrecht.enrolment.models import Enrolment
from leerrecht.facts.domain.facts import record_fact
from leerrecht.law.topics.aanmelding_clb import CRITERIA
from leerrecht.notes.domain import write_note
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.people.models import Pupil
from leerrecht.trajectories.domain.common import centre_of, refuse, require_past
from leerrecht.trajectories.models import OPEN, About, Signal, Source
from leerrecht.trajectories.models.signal import LIVE

REPORT = "melding_clb"
MOST_RANKED = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the school says when it reports a pupil. ``text`` is for who works on the case, in ``gedeeld``."""

    on: date
    criteria: tuple[str, ...]
    parents_spoken: bool
    text: str = ""
    not_for_parents: str = ""
    first: bool = False


@transaction.atomic
def report_pupil(*, by: Principal, pupil: Pupil, school_id: int, report: Report) -> Signal:
    """Report a pupil to the CLB of the school, with why: fulfils the duty of the law, and stands at the front door.

    ``first`` puts the pupil before all others of this school. Raises ``Denied``, ``ValidationError`` by field.
    """
    why = policy.require_at(by, acts.CLB_REPORT, school_id)
    policy.find(Pupil, pupil.pk, by=by, act=acts.CASE_VIEW)
    require_past(by, on=report.on)
    refuse(
        (not set(report.criteria) <= CRITERIA.keys(), "criteria", _("Kies uit de lijst waarom u nu meldt.")),
        (
            not report.criteria and not report.text.strip(),
            "criteria",
            _("Zeg waarom u nu meldt: kies, of schrijf het."),
        ),
    )
    _require_pupil_of(pupil, school_id)
    signal = _signal(by, pupil, school_id, report)
    if report.text.strip():
        signal.note = write_note(
            by=by, pupil=pupil, compartment=Gedeeld.key, organisation_id=school_id, text=report.text,
            title=_("Melding aan het CLB"), not_for_parents=report.not_for_parents,
        )  # fmt: skip
    signal.save()
    log.record(by=by, act=acts.CLB_REPORT, on=signal, pupil_id=pupil.pk, organisation_id=school_id, why=why)
    record_fact(
        by=by, pupil_id=pupil.pk, date=report.on, kind=REPORT, school_id=school_id, compartment=Gedeeld.key,
        act=acts.CLB_REPORT,
    )  # fmt: skip
    recompute([pupil.pk], timezone.localdate()).raise_refused()
    if report.first:
        rank_signals(by=by, school_id=school_id, wanted={signal.pk: 0})
    return Signal.objects.get(pk=signal.pk)


def _signal(by: Principal, pupil: Pupil, school_id: int, report: Report) -> Signal:
    """The live signal of this pupil, which the rules may have brought already, else a new one."""
    centre_id = centre_of(school_id, by.on)
    with stand(command("melden", by.on)):
        found = (
            Signal.objects.select_for_update()
            .filter(pupil=pupil, centre_id=centre_id, about=About.ABSENCE, state__in=LIVE)
            .first()
        )
    signal = found or Signal(
        pupil=pupil, school_id=school_id, centre_id=centre_id, source=Source.SCHOOL, arisen_on=report.on
    )
    if found is not None and found.school_id != school_id:
        signal.school_id = school_id
    signal.reported_on, signal.reported_by, signal.reported_by_id = report.on, name_of(by), by.user_id
    signal.criteria, signal.parents_spoken = sorted(report.criteria), report.parents_spoken
    return signal


def _require_pupil_of(pupil: Pupil, school_id: int) -> None:
    if not Enrolment.objects.filter(pupil=pupil, school_id=school_id).exists():
        raise ValidationError(_("Deze leerling is niet bij deze school ingeschreven."))


@transaction.atomic
def rank_signals(*, by: Principal, school_id: int, wanted: Mapping[Any, int | None]) -> None:
    """The order in which the school asks the CLB to act, by key of the signal: the lowest number first.

    None takes a pupil out of the order. Raises ``Denied``, ``ValidationError`` for a number that cannot be.
    """
    why = policy.require_at(by, acts.CLB_REPORT, school_id)
    if any(rank is not None and not 0 <= rank <= MOST_RANKED for rank in wanted.values()):
        raise ValidationError(_("Geef een plaats als een getal vanaf 1, of laat ze leeg."))
    mine = policy.visible(Signal, to=by, act=acts.CLB_REPORT).filter(school_id=school_id, state__in=OPEN)
    found = {signal.pk: signal for signal in mine.select_for_update()}
    if not wanted.keys() <= found.keys():
        raise ValidationError(_("Een van deze leerlingen wacht niet (meer) op een antwoord. Laad de lijst opnieuw."))
    order = sorted(
        (signal for signal in found.values() if _rank(signal, wanted) is not None),
        key=lambda signal: (_rank(signal, wanted), signal.pk not in wanted, signal.rank or MOST_RANKED, str(signal.pk)),
    )
    places = {signal.pk: number for number, signal in enumerate(order, 1)}
    for signal in found.values():
        signal.rank = places.get(signal.pk)
    Signal.objects.bulk_update(found.values(), ["rank"])
    log.record(
        by=by, act=acts.CLB_REPORT, kind=Signal._meta.label_lower, organisation_id=school_id, why=why,
        detail={"ranked": len(order)},
    )  # fmt: skip


def _rank(signal: Signal, wanted: Mapping[Any, int | None]) -> int | None:
    return wanted.get(signal.pk, signal.rank)


@transaction.atomic
def tell_discreetly(*, by: Principal, pupil: Pupil, school_id: int, text: str) -> Signal:
    """Let the CLB know that parents can use support: nobody at the school but the sender sees that it was told.

    The words go into the file of the CLB, where the sender does not read. Raises ``Denied``, ``ValidationError``.
    """
    why = policy.require_at(by, acts.SUPPORT_SIGNAL, school_id)
    policy.find(Pupil, pupil.pk, by=by, act=acts.CASE_VIEW)
    refuse((not text.strip(), "text", _("Schrijf in enkele zinnen wat u ziet.")))
    _require_pupil_of(pupil, school_id)
    centre_id, sender = centre_of(school_id, by.on), name_of(by)
    with stand(command(sender, by.on, vaults={Clb.key})):
        # A file in which one does not read is written for one: the name stays that of who says it.
        note = write_note(
            by=command(sender, by.on, vaults={Clb.key}), pupil=pupil, compartment=Clb.key, organisation_id=centre_id,
            title=_("Ouders kunnen steun gebruiken"), text=text,
        )  # fmt: skip
    signal = Signal(
        pupil=pupil, school_id=school_id, centre_id=centre_id, about=About.SUPPORT, source=Source.SCHOOL, shared=False,
        arisen_on=by.on, reported_on=by.on, reported_by=sender, reported_by_id=by.user_id, note=note,
    )  # fmt: skip
    again = _("Het CLB weet dit al: er staat nog een signaal over steun voor deze ouders open.")
    with refusals({"signal_live_once": again}):
        signal.save(force_insert=True)
    log.record(
        by=by, act=acts.SUPPORT_SIGNAL, on=signal, pupil_id=pupil.pk, organisation_id=centre_id, why=why,
        compartments=[Clb.key],
    )  # fmt: skip
    return signal
