"""Pupils at schools: enrolling, moving to another class, leaving, correcting."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.enrolment.domain import marks
from leerrecht.enrolment.domain.ages import check_age, level_in_basis
from leerrecht.enrolment.models import ClassGroup, Enrolment, Level, Placement, Share
from leerrecht.facts.domain import changes
from leerrecht.law import calendar
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.domain.periods import DAY, in_words, last_day
from leerrecht.organisations.models import School, SchoolLevel
from leerrecht.people.domain.insz import check as check_insz
from leerrecht.people.domain.names import sort_key
from leerrecht.people.domain.pupils import change_pupil, create_pupil
from leerrecht.people.models import Pupil

# Fields by which figures are broken down; the rest of an enrolment has a meaning of its own.
BREAKDOWNS = frozenset(
    {
        "location", "kind", "track", "b_brought_along", "grade", "onderwijsvorm", "stroom", "finaliteit",
        "studierichting", "administratieve_groep", "buo_type", "opleidingsvorm",
    }
)  # fmt: skip
CORRECTABLE = BREAKDOWNS | {"level", "share"}


@transaction.atomic
def enrol(
    *,
    by: Principal,
    pupil: Pupil,
    school: School,
    first_day: date,
    school_year: int | None = None,
    last_day: date | None = None,
    class_group: ClassGroup | None = None,
    level: str | None = None,
    share: str = Share.FULL,
    **breakdowns: Any,
) -> Enrolment:
    """Enrol a pupil from a day to the end of the school year (or ``last_day``), in a class.

    ``level`` and ``kind`` follow the school where left out; ``breakdowns`` are BREAKDOWNS.
    Raises ValidationError (overlap, impossible age, class of another school or year), Denied.
    """
    _require_pupil(by, pupil)
    return _enrol(
        by=by,
        pupil=pupil,
        school=school,
        first_day=first_day,
        school_year=school_year,
        last_day=last_day,
        class_group=class_group,
        level=level,
        share=share,
        **breakdowns,
    )


@transaction.atomic
def admit(
    *, by: Principal, first_name: str, last_name: str, birth_date: date, enrolment: dict[str, Any], **details: Any
) -> Enrolment:
    """A child comes to a school: its record if there is one elsewhere, else a new one, and an enrolment.

    A record elsewhere is known by the same national number, birth date and name; it is not told where.
    ``details`` as for ``create_pupil``, ``enrolment`` as for :func:`enrol`. Raises ValidationError, Denied.
    """
    known = _known_elsewhere(by, details.get("insz"), first_name, last_name, birth_date)
    if known is None:
        pupil = create_pupil(by=by, first_name=first_name, last_name=last_name, birth_date=birth_date, **details)
        return enrol(by=by, pupil=pupil, **enrolment)
    made = _enrol(by=by, pupil=known, **enrolment)
    change_pupil(by=by, pupil=known, numbers=details.get("numbers", ()))
    return made


def _known_elsewhere(by: Principal, insz: str | None, first: str, last: str, birth_date: date) -> Pupil | None:
    if not insz:
        return None
    number = check_insz(insz)
    with stand(command("leerling herkennen", by.on)):
        pupil = Pupil.objects.filter(
            insz=number, birth_date=birth_date, sort_key=sort_key(last, first), merged_into=None
        ).first()
    return None if pupil is None or policy.may(by, acts.PUPIL_EDIT, pupil) else pupil


def _enrol(
    *,
    by: Principal,
    pupil: Pupil,
    school: School,
    first_day: date,
    school_year: int | None = None,
    last_day: date | None = None,
    class_group: ClassGroup | None = None,
    level: str | None = None,
    share: str = Share.FULL,
    **breakdowns: Any,
) -> Enrolment:
    why = policy.require_at(by, acts.PUPIL_EDIT, school.pk)
    year = calendar.school_year(first_day) if school_year is None else school_year
    enrolment = Enrolment(
        pupil=pupil,
        school=school,
        school_year=year,
        period=_period(year, first_day, last_day),
        share=share,
        level=level or _level(school, pupil, year),
        kind=school.school_kind,
    )
    _set(enrolment, breakdowns, BREAKDOWNS)
    _save(by, enrolment)
    if class_group is not None:
        _place(enrolment, class_group, enrolment.period)
    changes.notify([pupil.pk])
    log.record(by=by, act="enrolment.create", on=enrolment, pupil_id=pupil.pk, organisation_id=school.pk, why=why)
    return enrolment


@transaction.atomic
def change_class(*, by: Principal, enrolment: Enrolment, class_group: ClassGroup, first_day: date) -> Placement:
    """The pupil sits in another class from ``first_day`` to the end of the enrolment.

    Raises ValidationError where the day lies outside the enrolment or the class is not of that school and year.
    """
    why = policy.require(by, acts.PUPIL_EDIT, enrolment)
    if first_day not in _Days(enrolment.period):
        raise ValidationError({"first_day": _outside(enrolment)})
    _cut_placements(enrolment, first_day)
    placement = _place(enrolment, class_group, DateRange(first_day, enrolment.period.upper))
    changes.notify([enrolment.pupil_id])
    log.record(
        by=by,
        act="enrolment.class",
        on=enrolment,
        pupil_id=enrolment.pupil_id,
        organisation_id=enrolment.school_id,
        why=why,
        detail={"class": class_group.pk, "from": first_day.isoformat()},
    )
    return placement


@transaction.atomic
def deregister(*, by: Principal, enrolment: Enrolment, last_day: date, reason: str = "") -> Enrolment:
    """The pupil leaves the school after ``last_day``.

    Raises ValidationError where the day lies outside the enrolment, or half-days are marked after it.
    """
    why = policy.require(by, acts.PUPIL_EDIT, enrolment)
    if last_day not in _Days(enrolment.period):
        raise ValidationError({"last_day": _outside(enrolment)})
    _refuse_marks(enrolment, after=last_day, field="last_day")
    enrolment.period = DateRange(enrolment.period.lower, last_day + DAY)
    enrolment.leave_reason = reason
    enrolment.clean_fields(exclude=["pupil", "school", "location"])
    enrolment.save(update_fields=["period", "leave_reason"])
    _cut_placements(enrolment, last_day + DAY)
    changes.notify([enrolment.pupil_id])
    log.record(
        by=by,
        act="enrolment.end",
        on=enrolment,
        pupil_id=enrolment.pupil_id,
        organisation_id=enrolment.school_id,
        why=why,
        detail={"last_day": last_day.isoformat()},
    )
    return enrolment


@transaction.atomic
def correct_enrolment(
    *,
    by: Principal,
    enrolment: Enrolment,
    first_day: date | None = None,
    last_day: date | None = None,
    **corrections: Any,
) -> Enrolment:
    """Put right what was entered wrongly: days, level, share, breakdowns (CORRECTABLE); None leaves a day alone.

    The classes follow: the first begins with the enrolment, the last ends with it. Raises
    ValidationError as :func:`enrol`, and where half-days are marked outside the new days.
    """
    why = policy.require(by, acts.PUPIL_EDIT, enrolment)
    old = enrolment.period
    enrolment.period = _period(
        enrolment.school_year, first_day or old.lower, last_day or _last(old), first_field="first_day"
    )
    changed = sorted(name for name, value in corrections.items() if getattr(enrolment, name) != value)
    _set(enrolment, corrections, CORRECTABLE)
    _refuse_marks(enrolment, before=enrolment.period.lower, field="first_day")
    _refuse_marks(enrolment, after=_last(enrolment.period), field="last_day")
    _save(by, enrolment)
    if enrolment.period != old:
        changed.append("period")
        _fit_placements(enrolment)
    if changed:
        changes.notify([enrolment.pupil_id])
        log.record(
            by=by,
            act=acts.PUPIL_EDIT,
            on=enrolment,
            pupil_id=enrolment.pupil_id,
            organisation_id=enrolment.school_id,
            why=why,
            detail={"changed": changed},
        )
    return enrolment


@transaction.atomic
def remove_enrolment(*, by: Principal, enrolment: Enrolment) -> None:
    """Take away an enrolment that was a mistake. Raises ValidationError where anything hangs on it."""
    why = policy.require(by, acts.PUPIL_EDIT, enrolment)
    _refuse_marks(enrolment)
    log.record(
        by=by,
        act="enrolment.remove",
        on=enrolment,
        pupil_id=enrolment.pupil_id,
        organisation_id=enrolment.school_id,
        why=why,
    )
    pupil_id = enrolment.pupil_id
    enrolment.delete()
    changes.notify([pupil_id])


class _Days:
    """The days of a period, for ``in``."""

    def __init__(self, period: DateRange) -> None:
        self.period = period

    def __contains__(self, day: date) -> bool:
        return bool(self.period.lower <= day < self.period.upper)


def _last(period: DateRange) -> date:
    last = last_day(period)
    if last is None:
        raise ValueError("an enrolment always ends")
    return last


def _outside(enrolment: Enrolment) -> str:
    return _("Deze dag valt buiten de inschrijving, die loopt van %(first)s tot en met %(last)s.") % {
        "first": in_words(enrolment.period.lower),
        "last": in_words(_last(enrolment.period)),
    }


def _require_pupil(by: Principal, pupil: Pupil) -> None:
    """A pupil who is at another school alone is not found here, so nobody enrols an id that was guessed."""
    if pupil.merged_into_id is not None:
        raise ValidationError(_("Deze fiche is samengevoegd met een andere. Zoek de leerling opnieuw op."))
    if by.system or policy.may(by, acts.PUPIL_VIEW, pupil):
        return
    with stand(command("leerling herkennen", by.on)):
        enrolled = Enrolment.objects.filter(pupil=pupil).exists()
    if enrolled:
        raise policy.Denied(_("Deze leerling is niet bekend aan uw school."))


def _period(year: int, first: date, last: date | None, *, first_field: str = "first_day") -> DateRange:
    begin, end = calendar.first_day(year), calendar.last_day(year)
    last = end if last is None else last
    wrong: dict[str, str] = {}
    message = _("Deze dag valt niet in het schooljaar %(year)s.") % {"year": calendar.label(year)}
    if not begin <= first <= end:
        wrong[first_field] = message
    if not begin <= last <= end:
        wrong["last_day"] = message
    elif last < first:
        wrong["last_day"] = _("De laatste dag ligt vóór de eerste dag. Kijk beide na.")
    if wrong:
        raise ValidationError(wrong)
    return DateRange(first, last + DAY)


def _level(school: School, pupil: Pupil, year: int) -> str:
    if school.level == SchoolLevel.BASIS:
        return level_in_basis(birth_date=pupil.birth_date, school_year=year)
    return Level(school.level)


def _set(enrolment: Enrolment, values: dict[str, Any], allowed: frozenset[str]) -> None:
    if unknown := set(values) - allowed:
        raise TypeError(f"no fields of an enrolment: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(enrolment, name, value)


def _check_level(enrolment: Enrolment) -> None:
    offered = {SchoolLevel.BASIS: {Level.KLEUTER, Level.LAGER}}.get(
        SchoolLevel(enrolment.school.level), {enrolment.school.level}
    )
    if enrolment.level not in offered:
        raise ValidationError(
            {
                "level": _("%(school)s is een school voor %(offered)s. Kies een ander niveau of een andere school.")
                % {"school": enrolment.school.name, "offered": SchoolLevel(enrolment.school.level).label}
            }
        )


def _save(by: Principal, enrolment: Enrolment) -> None:
    enrolment.clean_fields(exclude=["pupil", "school", "location"])
    if enrolment.location is not None and enrolment.location.school_id != enrolment.school_id:
        raise ValidationError({"location": _("Deze vestigingsplaats is van een andere school.")})
    _check_level(enrolment)
    check_age(birth_date=enrolment.pupil.birth_date, level=enrolment.level, school_year=enrolment.school_year)
    with refusals({"enrolment_no_overlap": lambda: _overlap(by, enrolment)}):
        enrolment.save()


def _overlap(by: Principal, enrolment: Enrolment) -> str:
    """Where the pupil is enrolled already: the other school only to those who may know."""
    others = Enrolment.objects.filter(pupil=enrolment.pupil_id, period__overlap=enrolment.period).exclude(
        pk=enrolment.pk
    )
    seen = policy.visible(Enrolment, to=by, act=acts.PUPIL_VIEW).filter(pk__in=others.values("pk"))
    other = seen.select_related("school").first()
    if other is None:
        return _(
            "%(pupil)s is in (een deel van) die periode al ingeschreven aan een andere school. "
            "Kies een latere eerste dag, of vraag die school om uit te schrijven."
        ) % {"pupil": enrolment.pupil}
    return _(
        "%(pupil)s is al ingeschreven aan %(school)s van %(first)s tot en met %(last)s. "
        "Schrijf daar eerst uit, kies een andere periode, of kies “een deel van de week”."
    ) % {
        "pupil": enrolment.pupil,
        "school": other.school.name,
        "first": in_words(other.period.lower),
        "last": in_words(_last(other.period)),
    }


def _refuse_marks(
    enrolment: Enrolment, *, before: date | None = None, after: date | None = None, field: str = ""
) -> None:
    first = None if after is None else after + DAY
    last = None if before is None else before - DAY
    number = marks.count(enrolment_id=enrolment.pk, first=first, last=last)
    if not number:
        return
    if before is not None:
        where = _("vóór %(day)s") % {"day": in_words(before)}
    elif after is not None:
        where = _("na %(day)s") % {"day": in_words(after)}
    else:
        where = _("bij deze inschrijving")
    message = ngettext(
        "Er is %(number)s halve dag ingevuld %(where)s. Haal die eerst weg of kies een andere dag.",
        "Er zijn %(number)s halve dagen ingevuld %(where)s. Haal die eerst weg of kies een andere dag.",
        number,
    ) % {"number": number, "where": where}
    raise ValidationError({field: message} if field else message)


def _place(enrolment: Enrolment, class_group: ClassGroup, period: DateRange) -> Placement:
    if (class_group.school_id, class_group.school_year) != (enrolment.school_id, enrolment.school_year):
        raise ValidationError(
            {
                "class_group": _("Deze klas is niet van deze school in schooljaar %(year)s. Kies een andere klas.")
                % {"year": calendar.label(enrolment.school_year)}
            }
        )
    return Placement.objects.create(enrolment=enrolment, class_group=class_group, period=period)


def _cut_placements(enrolment: Enrolment, day: date) -> None:
    """End the class of an enrolment before ``day``; classes that would begin later fall away."""
    enrolment.placements.filter(period__startswith__gte=day).delete()
    for placement in enrolment.placements.filter(period__endswith__gt=day):
        placement.period = DateRange(placement.period.lower, day)
        placement.save(update_fields=["period"])


def _fit_placements(enrolment: Enrolment) -> None:
    """Let the classes span the whole enrolment again, after its days were corrected."""
    lower, upper = enrolment.period.lower, enrolment.period.upper
    enrolment.placements.exclude(period__overlap=enrolment.period).delete()
    placements = list(enrolment.placements.order_by("period"))
    bounds = [[p.period.lower, p.period.upper] for p in placements]
    if bounds:
        bounds[0][0], bounds[-1][1] = lower, upper
    for placement, (begin, end) in zip(placements, bounds, strict=True):
        if (placement.period.lower, placement.period.upper) != (begin, end):
            placement.period = DateRange(begin, end)
            placement.save(update_fields=["period"])
