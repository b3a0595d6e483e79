"""The lights of a school with their explanation, and of many schools how many have which light. Never a ranking."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.directory.models import Region
from leerrecht.inclusion.domain.counting import Counts, count
from leerrecht.inclusion.lights import KINDS, REFUSED, Kind
from leerrecht.inclusion.models import Answer, Threshold
from leerrecht.inclusion.rules import sees_numbers_whole
from leerrecht.law.calendar import school_year
from leerrecht.organisations.models import School
from leerrecht.ui.cells import hidden, least


@dataclass(frozen=True, slots=True)
class Light:
    """One light of one school. ``count`` is None where it is too few to show to somebody who sees no pupils."""

    kind: Kind
    burns: bool
    count: int | None
    of: int
    threshold: int
    why: str
    own: bool
    silent: int | None = None
    answers: list[Answer] = field(default_factory=list)

    @property
    def share(self) -> str:
        """How many of a hundred, with one decimal."""
        if not self.kind.share or self.count is None or not self.of:
            return ""
        return f"{100 * self.count / self.of:.1f}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class SchoolLights:
    school: School
    year: int
    lights: list[Light]

    @property
    def burning(self) -> list[Light]:
        return [light for light in self.lights if light.burns]


def schools_of(by: Principal, act: str = acts.INCLUSION_VIEW) -> list[School]:
    """The schools whose lights somebody sees, by name."""
    return list(School.objects.filter(pk__in=by.schools(act)).order_by("name", "pk"))


def school_lights(by: Principal, schools: Iterable[School]) -> list[SchoolLights]:
    """The lights of these schools in this school year, in the order of their names."""
    known = list(schools)
    for school in known:
        policy.require_at(by, acts.INCLUSION_VIEW, school.pk)
    ids = [school.pk for school in known]
    year = school_year(by.on)
    counts = count(ids, year=year, on=by.on)
    rows = policy.visible(Threshold, to=by, act=acts.INCLUSION_VIEW).filter(school_id__in=ids)
    own = {(row.school_id, row.light): row for row in rows}
    answers: dict[tuple[int, str], list[Answer]] = {}
    for one in policy.visible(Answer, to=by, act=acts.INCLUSION_VIEW).filter(school_id__in=ids, school_year=year):
        answers.setdefault((one.school_id, one.light), []).append(one)
    return [
        SchoolLights(
            school,
            year,
            [
                _light(
                    kind, counts[school.pk], own.get((school.pk, kind.key)), answers.get((school.pk, kind.key), []),
                    whole=sees_numbers_whole(by, school.pk),
                )
                for kind in KINDS
            ],
        )
        for school in known
    ]  # fmt: skip


def burns(kind: Kind, counts: Counts, threshold: int) -> bool:
    """Whether a light burns: a share needs a number of which, and at least one."""
    number, of = counts.count[kind.key], counts.of[kind.key]
    if kind.key == REFUSED and counts.silent >= least():
        number += counts.silent
    if not number:
        return False
    return 100 * number >= threshold * of if kind.share else number >= threshold


def _light(kind: Kind, counts: Counts, own: Threshold | None, answers: list[Answer], *, whole: bool) -> Light:
    threshold = own.value if own else kind.default
    number: int | None = counts.count[kind.key]
    of = counts.of[kind.key]
    if not whole and hidden({"in": number or 0}, {"in": of}):
        number = None
    silent = counts.silent if kind.key == REFUSED and counts.silent >= least() else None
    return Light(
        kind=kind, burns=burns(kind, counts, threshold), count=number, of=of, threshold=threshold,
        why=own.why if own else str(kind.why), own=own is not None, silent=silent, answers=answers,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Of one light: at how many schools it burns, of how many. None: too few to show."""

    kind: Kind
    schools: int | None
    of: int


def aggregates(by: Principal) -> list[Aggregate]:
    """For a LOP the schools of its region, for AGODI all: numbers of schools, and no name of one.

    By the numbers that come along: what a school settled for itself is for its own learning.
    """
    if not by.can(acts.INCLUSION_FIGURES):
        raise policy.Denied(_("Uw functie ziet deze cijfers niet."))
    with stand(command("knipperlichten", by.on)):
        ids = list(_schools_within(by).values_list("pk", flat=True))
    counts = count(ids, year=school_year(by.on), on=by.on)
    found = []
    for kind in KINDS:
        number = sum(burns(kind, one, kind.default) for one in counts.values())
        shown = None if hidden({"on": number, "off": len(ids) - number}) else number
        found.append(Aggregate(kind, shown, len(ids)))
    return found


def _schools_within(by: Principal) -> "QuerySet[School, School]":
    kinds = {seat.role.organisation_kind for seat in by.seats if acts.INCLUSION_FIGURES in seat.role.acts}
    if "agodi" in kinds:
        return School.objects.all()
    regions = Region.objects.filter(members__in=by.organisations(acts.INCLUSION_FIGURES))
    return School.objects.filter(organisation__regions__in=regions).distinct()
