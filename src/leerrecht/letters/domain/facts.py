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
from leerrecht.organisations.models import Organisation
from leerrecht.people import rules as people
from leerrecht.people.domain.names import fold
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
    school: Organisation | None = None
    told: bool = True
    adult: bool = False


def known(
    by: Principal, house: Organisation, pupil_ids: Sequence[int], *, compartment: str, on: date
) -> dict[int, Known]:
    """The pupils among these to whose parents ``by`` may write for this school or CLB: a fixed number of queries.

    ``compartment`` of the letter: of what is shared, parents are not told where the pupil does not want it; of what a
    CLB writes on a case, only who is on the case writes.
    """
    schools = schools_of(by, house)
    here = Q(enrolments__school_id__in=schools, enrolments__period__contains=on)
    pupils = policy.visible(Pupil, to=by, act=acts.LETTER_SEND).filter(here, pk__in=pupil_ids, merged_into=None)
    if not by.system and compartment not in _by_role(by, house):
        on_case = people.cases(by, house.pk).filter(compartments__contains=[compartment])
        pupils = pupils.filter(pk__in=on_case.values("pupil_id"))
    found = {pupil.pk: Known(pupil) for pupil in pupils.distinct()}
    _classes(by, found, schools, on)
    _contacts(by, found)
    _half_days(by, found, schools, on)
    _notes(by, found, schools, on)
    shared = Q(pk__in=found) if compartment == Gedeeld.key else people.NOBODY
    told = set(Pupil.objects.filter(people.told_to_parents("pk", shared), pk__in=found).values_list("pk", flat=True))
    for pk, one in found.items():
        one.told = pk in told
        one.adult = add_years(one.pupil.birth_date, tables.waarde("leerplicht.einde")) <= on
    return found


def schools_of(by: Principal, house: Organisation) -> frozenset[int]:
    """The school itself, or the schools that the CLB serves."""
    served = (seat.schools for seat in by.seats if seat.organisation_id == house.pk)
    return frozenset({house.pk}).union(*served)


def _by_role(by: Principal, house: Organisation) -> frozenset[str]:
    writes = (seat.role.writes for seat in by.seats if seat.organisation_id == house.pk)
    return frozenset[str]().union(*writes)


def _contacts(by: Principal, found: dict[int, Known]) -> None:
    """Parents before the law; never who a judge barred, also where that one has a second record without saying so."""
    contacts = list(policy.visible(Contact, to=by, act=acts.DUTY_VIEW).filter(pupil__in=found))
    barred = {(contact.pupil_id, fold(contact.name)) for contact in contacts if contact.barred}
    for contact in contacts:
        if contact.legal_role in people.PARENTAL and (contact.pupil_id, fold(contact.name)) not in barred:
            found[contact.pupil_id].parents.append(contact)


def _classes(by: Principal, found: dict[int, Known], schools: frozenset[int], on: date) -> None:
    seats = (
        policy.visible(Placement, to=by, act=acts.PUPIL_VIEW)
        .filter(enrolment__pupil__in=found, class_group__school_id__in=schools, period__contains=on)
        .select_related("class_group__school", "enrolment")
    )
    for seat in seats:
        one = found[seat.enrolment.pupil_id]
        one.class_name, one.school = seat.class_group.name, seat.class_group.school


def _half_days(by: Principal, found: dict[int, Known], schools: frozenset[int], on: date) -> None:
    rows = policy.visible(HalfDay, to=by, act=acts.REGISTER_VIEW).filter(
        pupil__in=found, school_id__in=schools, school_year=calendar.school_year(on), date__lte=on,
        mark__in=(Mark.B, Mark.UNKNOWN),
    )  # fmt: skip
    for pk, day, part, mark in rows.order_by("date", F("part").desc()).values_list("pupil_id", "date", "part", "mark"):
        (found[pk].b if mark == Mark.B else found[pk].unknown).append((day, part))


def _notes(by: Principal, found: dict[int, Known], schools: frozenset[int], on: date) -> None:
    year = calendar.school_year(on)
    rows = policy.visible(Certificate, to=by, act=acts.CERTIFICATE_VIEW).filter(
        pupil__in=found, school_id__in=schools, kind=CertificateKind.PARENTS, doubtful=False, withdrawn_at=None,
        first_day__range=(calendar.first_day(year), on),
    )  # fmt: skip
    for pk, certificate, day in rows.order_by("first_day", "pk").values_list("pupil_id", "pk", "first_day"):
        found[pk].notes.append((certificate, day))
