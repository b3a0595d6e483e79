"""What enrolment does when two records of one child become one."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.enrolment.domain import marks
from leerrecht.enrolment.models import Enrolment, Gathering, Placement, Share, YearResult
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.domain.periods import DAY, in_words
from leerrecht.people.models import Pupil

# What a joined enrolment takes over where it has nothing itself.
BLANKS = (
    "location_id", "grade", "onderwijsvorm", "stroom", "finaliteit", "studierichting", "administratieve_groep",
    "buo_type", "opleidingsvorm", "leave_reason",
)  # fmt: skip
SAME = ("level", "kind", "track")


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:
    """Move enrolments (with their classes and results) and ad-hoc groups.

    Enrolments that overlap at the same school become one; elsewhere an overlap is refused, as are two that
    differ in level, kind of education, or result.
    """
    moved = joined = 0
    with refusals({"enrolment_no_overlap": lambda: _overlap(by, keep, drop)}):
        for enrolment in Enrolment.objects.filter(pupil=drop).order_by("period", "pk"):
            beside = _beside(enrolment, keep)
            if beside:
                _join(by, beside[0], [*beside[1:], enrolment])
                joined += 1
                continue
            enrolment.pupil = keep
            enrolment.save(update_fields=["pupil"])
            moved += 1
    groups = list(Gathering.objects.filter(pupils=drop))
    for group in groups:
        group.pupils.remove(drop)
        group.pupils.add(keep)
    return {"enrolments": moved, "enrolments_joined": joined, "gatherings": len(groups)}


def _beside(enrolment: Enrolment, keep: Pupil) -> list[Enrolment]:
    """The enrolments of ``keep`` at the same school that take the same part of the week in the same time."""
    found = Enrolment.objects.filter(
        pupil=keep, school_id=enrolment.school_id, school_year=enrolment.school_year, period__overlap=enrolment.period
    ).order_by("period", "pk")
    parts = {Share.FIRST, Share.SECOND}
    return [other for other in found if {other.share, enrolment.share} != parts]


def _join(by: Principal, into: Enrolment, others: Sequence[Enrolment]) -> None:
    """``into`` takes the time, classes, result and marks of the others, which then are no more."""
    for other in others:
        if any(getattr(into, name) != getattr(other, name) for name in SAME):
            raise ValidationError(
                _(
                    "De twee fiches zijn tegelijk ingeschreven in %(school)s, maar met een ander niveau, soort "
                    "onderwijs of stelsel. Verbeter eerst één van beide inschrijvingen, voeg daarna samen."
                )
                % {"school": into.school.name}
            )
        _move_result(into, other)
        _move_placements(into, other)
        marks.move(by=by, old=other.pk, new=into.pk)
        into.period = DateRange(min(into.period.lower, other.period.lower), max(into.period.upper, other.period.upper))
        into.share = into.share if into.share == other.share else Share.FULL
        into.b_brought_along = max(into.b_brought_along, other.b_brought_along)
        for name in BLANKS:
            if getattr(into, name) in (None, ""):
                setattr(into, name, getattr(other, name))
        other.delete()
    if into.period.upper == date(into.school_year + 1, 9, 1):
        into.leave_reason = ""
    into.save()


def _move_result(into: Enrolment, other: Enrolment) -> None:
    mine, theirs = (YearResult.objects.filter(enrolment=each).first() for each in (into, other))
    if theirs is None:
        return
    if mine is None:
        theirs.enrolment = into
        theirs.save()
    elif any(getattr(mine, name) != getattr(theirs, name) for name in ("attest", "clausulering", "qualification")):
        raise ValidationError(
            _(
                "De twee fiches hebben voor hetzelfde schooljaar in %(school)s een verschillend eindresultaat. "
                "Verbeter dat eerst, voeg daarna samen."
            )
            % {"school": into.school.name}
        )


def _move_placements(into: Enrolment, other: Enrolment) -> None:
    """Classes of the other for the time in which ``into`` has none: what the kept record says goes first."""
    for placement in Placement.objects.filter(enrolment=other).order_by("period"):
        taken = Placement.objects.filter(enrolment=into).order_by("period").values_list("period", flat=True)
        pieces = list(_left(placement.period, taken))
        placement.delete()
        for period in pieces:
            Placement.objects.create(enrolment=into, class_group_id=placement.class_group_id, period=period)


def _left(period: DateRange, taken: Iterable[DateRange]) -> Iterable[DateRange]:
    """What of a period lies in none of ``taken``, which are in order and do not overlap."""
    begin, end = period.lower, period.upper
    for other in taken:
        if other.upper is not None and other.upper <= begin:
            continue
        if end is not None and other.lower >= end:
            break
        if begin < other.lower:
            yield DateRange(begin, other.lower)
        if other.upper is None:
            return
        begin = max(begin, other.upper)
    if end is None or begin < end:
        yield DateRange(begin, end)


def _overlap(by: Principal, keep: Pupil, drop: Pupil) -> str:
    """Which two enrolments overlap; a school that ``by`` may not know is not named."""
    seen = set(policy.visible(Enrolment, to=by, act=acts.PUPIL_VIEW).filter(pupil=drop).values_list("pk", flat=True))
    for enrolment in Enrolment.objects.filter(pupil=drop).select_related("school").order_by("period"):
        others = Enrolment.objects.filter(pupil=keep, period__overlap=enrolment.period)
        if not others.exclude(school_id=enrolment.school_id).exists():
            continue
        return _(
            "De inschrijvingen van de twee fiches overlappen: %(school)s van %(first)s tot en met %(last)s. "
            "Verkort of verwijder eerst één van beide inschrijvingen, voeg daarna samen."
        ) % {
            "school": enrolment.school.name if enrolment.pk in seen else _("een andere school"),
            "first": in_words(enrolment.period.lower),
            "last": in_words(enrolment.period.upper - DAY),
        }
    return _("De inschrijvingen van de twee fiches overlappen. Verkort of verwijder eerst één van beide.")
