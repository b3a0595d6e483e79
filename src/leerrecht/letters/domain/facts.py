"""What a letter says of a pupil: read for many pupils at once, from what the sender may see."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.principal import Principal
from leerrecht.attendance.models import Certificate, CertificateKind, HalfDay, Mark
from leerrecht.enrolment.models import Placement
from leerrecht.law import calendar, tables
from leerrecht.law.dates import add_years
from leerrecht.people import rules as people
from leerrecht.people.models import Contact, Pupil

HalfDays = list[tuple[date, str]]


@dataclass(slots=True)
class Known:
    """The facts of one pupil."""

    pupil: Pupil
    class_name: str = ""
    parents: list[Contact] = field(default_factory=list)
    b: HalfDays = field(default_factory=list)
    unknown: HalfDays = field(default_factory=list)
    notes: list[tuple[int, date]] = field(default_factory=list)
    told: bool = True
    adult: bool = False


def known(by: Principal, school_id: int, pupil_ids: Sequence[int], *, compartment: str, on: date) -> dict[int, Known]:
    """The pupils among these to whose parents ``by`` may write for this school: a fixed number of queries.

    ``compartment`` of the letter: of what is shared, parents are not told where the pupil does not want it.
    """
    here = Q(enrolments__school_id=school_id, enrolments__period__contains=on)
    pupils = policy.visible(Pupil, to=by, act=acts.LETTER_SEND).filter(here, pk__in=pupil_ids, merged_into=None)
    found = {pupil.pk: Known(pupil) for pupil in pupils.distinct()}
    _classes(by, found, school_id, on)
    contacts = policy.visible(Contact, to=by, act=acts.DUTY_VIEW).filter(pupil__in=found, barred=False)
    for contact in contacts.filter(legal_role__in=people.PARENTAL):
        found[contact.pupil_id].parents.append(contact)
    _half_days(by, found, school_id, on)
    _notes(by, found, school_id, on)
    shared = Q(pk__in=found) if compartment == Gedeeld.key else people.NOBODY
    told = set(Pupil.objects.filter(people.told_to_parents("pk", shared), pk__in=found).values_list("pk", flat=True))
    for pk, one in found.items():
        one.told = pk in told
        one.adult = add_years(one.pupil.birth_date, tables.waarde("leerplicht.einde")) <= on
    return found


def _classes(by: Principal, found: dict[int, Known], school_id: int, on: date) -> None:
    seats = (
        policy.visible(Placement, to=by, act=acts.PUPIL_VIEW)
        .filter(enrolment__pupil__in=found, class_group__school_id=school_id, period__contains=on)
        .values_list("enrolment__pupil_id", "class_group__name")
    )
    for pk, name in seats:
        found[pk].class_name = name


def _half_days(by: Principal, found: dict[int, Known], school_id: int, on: date) -> None:
    rows = policy.visible(HalfDay, to=by, act=acts.REGISTER_VIEW).filter(
        pupil__in=found, school_id=school_id, school_year=calendar.school_year(on), date__lte=on,
        mark__in=(Mark.B, Mark.UNKNOWN),
    )  # fmt: skip
    for pk, day, part, mark in rows.order_by("date", F("part").desc()).values_list("pupil_id", "date", "part", "mark"):
        (found[pk].b if mark == Mark.B else found[pk].unknown).append((day, part))


def _notes(by: Principal, found: dict[int, Known], school_id: int, on: date) -> None:
    year = calendar.school_year(on)
    rows = policy.visible(Certificate, to=by, act=acts.CERTIFICATE_VIEW).filter(
        pupil__in=found, school_id=school_id, kind=CertificateKind.PARENTS, doubtful=False, withdrawn_at=None,
        first_day__range=(calendar.first_day(year), on),
    )  # fmt: skip
    for pk, certificate, day in rows.order_by("first_day", "pk").values_list("pupil_id", "pk", "first_day"):
        found[pk].notes.append((certificate, day))
