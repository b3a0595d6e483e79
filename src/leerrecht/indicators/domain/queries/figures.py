"""Published rows of one place, and the words that go with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.indicators.definition import Attribution
from leerrecht.indicators.domain.queries.places import Place
from leerrecht.indicators.domain.words import in_order
from leerrecht.indicators.models import (
    Audience,
    Band,
    Description,
    Figure,
    Likeness,
    Publication,
    Scope,
    Source,
)
from leerrecht.indicators.rules import SPREAD_OVER, SPREAD_SCHOOLS

LAST, WHERE = str(Attribution.LAST), str(Attribution.WHERE)
# So many school years stand beside each other.
YEARS = 6


@dataclass(frozen=True)
class Rows:
    """The figures of a place: of one school year in full, of the years before as a whole."""

    place: Place
    year: int
    found: Mapping[tuple[int, str, str, str], list[Figure]]  # year, indicator, attribution, breakdown
    words: Mapping[str, Description]
    publications: Mapping[int, Publication]

    def of(self, name: str, breakdown: str = "", *, year: int | None = None, attribution: str = "") -> list[Figure]:
        """The cells of a breakdown, in the order in which they are read; by last enrolment where there is a choice."""
        for one in (attribution,) if attribution else (LAST, WHERE):
            if rows := self.found.get((year or self.year, name, one, breakdown)):
                return rows
        return []

    def whole(self, name: str, *, year: int | None = None, attribution: str = "") -> Figure | None:
        rows = self.of(name, year=year, attribution=attribution)
        return rows[0] if rows else None

    def spread(self, name: str) -> list[Figure]:
        """How many schools lie in each class of a share."""
        return self.of(name, ",".join(SPREAD_OVER), attribution=SPREAD_SCHOOLS)

    @property
    def until(self) -> date:
        """Until when the figures of this year go: of what is open, until it was released."""
        days = [one.as_of for key, rows in self.found.items() if key[0] == self.year for one in rows if one.as_of]
        return min(max(days), self.publication.until) if days and not self.place.near else self.publication.until

    @property
    def years(self) -> list[int]:
        return sorted(self.publications)

    @property
    def publication(self) -> Publication:
        return self.publications[self.year]


def published(by: Principal, place: Place) -> dict[int, Publication]:
    """The latest computations of the years that there are, by school year."""
    source = Source.FLANDERS if place.scope == Scope.FLANDERS else Source.INSTALLATION
    rows = policy.visible(Publication, to=by, act=acts.FIGURES_VIEW).filter(source=source).order_by("-school_year")
    found = list(rows[:YEARS])
    return {one.school_year: one for one in found if one.school_year > found[0].school_year - YEARS}


def rows_of(
    by: Principal, place: Place, *, year: int, publications: Mapping[int, Publication],
    names: Iterable[str] | None = None, before: Iterable[str] | None = None, public: bool = False,
) -> Rows:  # fmt: skip
    """Read everything that one page shows: three queries. ``names`` limits the year itself; ``before`` those earlier.

    Where a reader sees both, the near figure goes before the one from which small numbers are taken out, unless what
    is made is for others (``public``).
    """
    visible = policy.visible(Figure, to=by, act=acts.FIGURES_VIEW).filter(**place.filter)
    now = Q(school_year=year)
    earlier = Q(school_year__in=[one for one in publications if one != year], breakdown__in=["", "maand,code"])
    if public:
        visible = visible.filter(audience=Audience.OPEN)
    if names is not None:
        now &= Q(indicator__in=list(names))
    if before is not None:
        earlier &= Q(indicator__in=list(before))
    found: dict[tuple[int, str, str, str], list[Figure]] = {}
    nearest: dict[tuple[int, str, str, str], str] = {}
    for one in visible.filter(now | earlier).order_by("audience", "pk"):
        key = (one.school_year, one.indicator, one.attribution, one.breakdown)
        # "dichtbij" stands before "open".
        if nearest.setdefault(key, one.audience) == one.audience:
            found.setdefault(key, []).append(one)
    for several in found.values():
        several.sort(key=_place_of)
    words = {one.name: one for one in policy.visible(Description, to=by, act=acts.FIGURES_VIEW)}
    return Rows(place, year, found, words, publications)


def _place_of(figure: Figure) -> list[tuple[object, ...]]:
    return [in_order(name, value) for name, value in zip(figure.breakdown.split(","), figure.values, strict=False)]


def bands_of(by: Principal, place: Place, year: int) -> dict[tuple[int, str], Band]:
    """Of schools like this one, by school year and indicator: two queries.

    Of Flanders where known, else of this installation; of schools with as much poverty where there are enough, else of
    all of its level and kind.
    """
    if not place.is_school:
        return {}
    known = policy.visible(Likeness, to=by, act=acts.FIGURES_VIEW).filter(organisation=place.pk, school_year__lte=year)
    newest = known.order_by("-school_year").first()
    poor = Q(poverty=None) | Q(poverty=newest.poverty if newest else None)
    rows = (
        policy.visible(Band, to=by, act=acts.FIGURES_VIEW)
        .filter(poor, level=place.level, kind=place.kind, school_year__lte=year)
        .select_related("publication")
    )
    found: dict[tuple[int, str], Band] = {}
    for one in sorted(rows, key=_likest):
        found[one.school_year, one.indicator] = one
    return found


def _likest(band: Band) -> tuple[bool, bool, bool]:
    """The best band last: what pages show is by last enrolment, Flanders goes before the own installation."""
    return band.attribution == LAST, band.publication.source == Source.FLANDERS, band.poverty is not None


def latest_band(bands: Mapping[tuple[int, str], Band], name: str) -> Band | None:
    """The newest that there is: of this year, or of an earlier one that is over."""
    years = [year for year, indicator in bands if indicator == name]
    return bands[max(years), name] if years else None
