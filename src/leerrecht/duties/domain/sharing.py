"""The casus of a pupil to reckon with elsewhere: without a name, and only with the facts that somebody may see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld, Tucht
from leerrecht.access.domain import log
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import Certificate, HalfDay
from leerrecht.duties.domain.casus import casus_of
from leerrecht.duties.models import Outcome
from leerrecht.enrolment.models import Enrolment
from leerrecht.facts.models import Fact
from leerrecht.law import strip as strips
from leerrecht.law.casus import Casus, Leerling
from leerrecht.law.writer import casus_data
from leerrecht.people.models import Pupil

# Topics whose facts lie in the shared file of a pupil: for who reads that.
_OF_FILES = frozenset(
    {
        "clb_begeleiding", "leren_werken", "naft", "parket", "politie", "rots", "transitie", "uitstroom", "verwijzen",
        "zorgwekkend",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shared:
    """Plain data of the casus; ``left_out`` says that something of it may not be seen by this principal.

    ``half_days_off``: the school has free half-days, for which the form of the casus has no key.
    """

    data: Mapping[str, Any]
    left_out: bool
    half_days_off: bool


@transaction.atomic
def anonymous_casus(pk: int, *, by: Principal, on: date) -> Shared:
    """The casus behind an outcome. Schools become letters. Raises ``Http404`` where the outcome may not be seen."""
    outcome = policy.find(Outcome, pk, by=by, act=acts.DUTY_VIEW)
    whole = casus_of([outcome.pupil_id], on)[outcome.pupil_id]
    seen = _seen(whole, outcome, by)
    log.record(
        by=by, act=acts.DUTY_VIEW, on=outcome, pupil_id=outcome.pupil_id, organisation_id=outcome.school_id,
        detail={"regelwijzer": True},
    )  # fmt: skip
    off = any(enrolment.vrije_halve_dagen for enrolment in seen.inschrijvingen)
    return Shared(casus_data(_with_letters(seen)), seen != whole, off)


def _seen(whole: Casus, outcome: Outcome, by: Principal) -> Casus:
    """The casus without what lies outside the sight of the principal.

    Of measures those that the outcome is about, for who reads no tuchtdossier.
    """
    pupil_id = outcome.pupil_id

    def own(model: Any, act: str) -> Any:
        return visible(model, to=by, act=act).filter(pupil_id=pupil_id)

    schools = {str(pk) for pk in own(Enrolment, acts.DUTY_VIEW).values_list("school_id", flat=True)}
    half_days = set(own(HalfDay, acts.DUTY_VIEW).values_list("date", "part"))
    facts = set(own(Fact, acts.DUTY_VIEW).values_list("date", "kind"))
    certificates = set(own(Certificate, acts.CERTIFICATE_VIEW).values_list("first_day", "last_day"))
    grounded = {
        (day, part)
        for day, part, school in own(HalfDay, acts.DUTY_VIEW).values_list("date", "part", "school_id")
        if by.system or school in by.places(acts.CERTIFICATE_VIEW)
    }
    tucht = by.system or any(Tucht.key in seat.role.compartments for seat in by.seats)
    shared = by.system or any(Gedeeld.key in seat.role.compartments for seat in by.seats)
    known = visible(Pupil, to=by, act=acts.PUPIL_EDIT).filter(pk=pupil_id).exists()
    return replace(
        whole,
        leerling=whole.leerling if known else Leerling(whole.leerling.geboortedatum),
        inschrijvingen=tuple(item for item in whole.inschrijvingen if item.school in schools),
        halve_dagen={year: _only(strip, year, half_days) for year, strip in whole.halve_dagen.items()},
        gronden={at: ground for at, ground in whole.gronden.items() if at in grounded},
        attesten=tuple(item for item in whole.attesten if (item.van, item.tot) in certificates),
        gebeurtenissen=tuple(item for item in whole.gebeurtenissen if (item.datum, item.soort) in facts),
        maatregelen=tuple(
            item
            for item in whole.maatregelen
            if item.school in schools and (tucht or item.van.isoformat() == outcome.voorwerp)
        ),
        meer={name: found for name, found in whole.meer.items() if shared or name not in _OF_FILES},
    )


def _only(strip: bytes, year: int, half_days: set[tuple[date, str]]) -> bytes:
    """The strip in which a half-day that is not seen was not noted."""
    return bytes(
        byte if byte in (strips.FREE, strips.HELD) or strips.half_day(year, place) in half_days else strips.HELD
        for place, byte in enumerate(strip)
    )


def _with_letters(casus: Casus) -> Casus:
    """The casus in which each school is a letter: A for the first one."""
    schools = dict.fromkeys(item.school for item in casus.inschrijvingen)
    labels = {school: _letter(place) for place, school in enumerate(schools)}

    def renamed(item: Any) -> Any:
        return replace(item, school=labels.get(item.school)) if item.school else item

    return replace(
        casus,
        inschrijvingen=tuple(map(renamed, casus.inschrijvingen)),
        gebeurtenissen=tuple(map(renamed, casus.gebeurtenissen)),
        maatregelen=tuple(map(renamed, casus.maatregelen)),
    )


def _letter(place: int) -> str:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return alphabet[place % len(alphabet)] * (place // len(alphabet) + 1)
