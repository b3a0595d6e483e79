"""Cells as rows to publish: those near, with interval and remarks, and the band of similar schools."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from leerrecht.indicators.definition import Indicator, Kind
from leerrecht.indicators.domain.computing import Cell, Key, every_indicator
from leerrecht.indicators.models import Audience, Band, Description, Figure, Publication, Scope
from leerrecht.indicators.numbers import FEW, OUTLYING, quantile, survival, wilson
from leerrecht.indicators.publish import HALF, MILLION, NINE_TENTHS
from leerrecht.indicators.rules import (
    CLOSE_SUBJECTS,
    COMPARTMENTS,
    COVERAGE,
    LINKED,
    SIMILAR,
    SPREAD_SCHOOLS,
    UNKNOWN,
)

if TYPE_CHECKING:
    from leerrecht.indicators.domain.publishing import Places

CLASSES = "halve_dagen_per_klas"
PARTS = (0.1, 0.25, 0.5, 0.75, 0.9)
Like = tuple[str, str, int | None]  # level, kind and class of poverty of a school
Kinds = Mapping[int, Like]
References = Mapping[tuple[str, str, str, str, int | None], tuple[int, int]]
# What makes the figures of a place doubtful: indicator, and from where.
DOUBTS: tuple[tuple[str, str, Callable[[float], bool]], ...] = (
    ("registerdekking", "dekking", lambda share: share < COVERAGE),
    ("reden_onbekend", "onbekend", lambda share: share > UNKNOWN),
)
RUNNING, SMALL, LINK = "lopend", "klein", "koppeling"
# That it stands out, or is small, would tell between what a hidden number lies.
TELLING = frozenset({"hoog", "laag", SMALL})


@dataclass(frozen=True, slots=True)
class Beside:
    """What is said with the figures of places: what makes them doubtful, and beside which schools they lie."""

    doubts: Mapping[str, Sequence[str]]
    references: References
    like: Mapping[str, Like]

    def remarks(self, place: str, key: Key, cell: Cell) -> list[str]:
        return [*self.doubts.get(place, ()), *_standing_out(key, cell, self.references, self.like.get(place))]


def subject(indicator: Indicator) -> str:
    """The module of the definition, as in the documentation."""
    return indicator.rows.__module__.rsplit(".", 1)[-1]


def description(place: int, indicator: Indicator) -> Description:
    """The words of an indicator as the pages show them."""
    return Description(
        name=indicator.name, place=place, subject=subject(indicator), kind=str(indicator.kind), title=indicator.title,
        words={
            "question": indicator.question, "population": indicator.population, "numerator": indicator.numerator,
            "denominator": indicator.denominator, "operator": indicator.operator, "reference": indicator.reference,
            "source": list(indicator.source), "pitfalls": list(indicator.pitfalls),
        },
    )  # fmt: skip


def bands(publication: Publication, cells: Sequence[tuple[int, Key, Cell]], kinds: Kinds) -> list[Band]:
    """Of each kind of school between which shares they lie, where there are enough of them."""
    found: dict[tuple[Any, ...], list[Cell]] = defaultdict(list)
    for school, (name, attribution, breakdown, _values), cell in cells:
        if breakdown == () and cell.denominator is not None and cell.denominator >= FEW and school in kinds:
            level, kind, poverty = kinds[school]
            for class_of in {None, poverty}:
                found[name, attribution, level, kind, class_of].append(cell)
    made = []
    for (name, attribution, level, kind, poverty), several in found.items():
        if len(several) < SIMILAR:
            continue
        low, quarter, middle, three, high = _parts(sorted(one.numerator / (one.denominator or 1) for one in several))
        made.append(
            Band(
                publication=publication, school_year=publication.school_year, indicator=name, attribution=attribution,
                level=level, kind=kind, poverty=poverty, schools=len(several), low=low, quarter=quarter, middle=middle,
                three_quarters=three, high=high, numerator=sum(one.numerator for one in several),
                denominator=sum(one.denominator or 0 for one in several),
            )
        )  # fmt: skip
    return made


def _parts(shares: list[float]) -> list[float]:
    """The shares below which a tenth, a quarter, half ... of the schools lie: between two, in proportion.

    To a tenth of a percent, as they are shown: more would tell the share of one school.
    """
    found = []
    for part in PARTS:
        place = part * (len(shares) - 1)
        below = int(place)
        above = min(below + 1, len(shares) - 1)
        found.append(round(shares[below] + (place - below) * (shares[above] - shares[below]), 3))
    return found


def beside(summed: Mapping[str, Mapping[Key, Cell]], places: "Places", kinds: Kinds, references: References) -> Beside:
    """What is said with the figures of these places."""
    like = {
        f"{Scope.SCHOOL}:{school.pk}": kinds.get(number, (school.level, school.school_kind, None))
        for number, school in places.schools.items()
    }
    return Beside({place: doubts(cells) for place, cells in summed.items()}, references, like)


def close_rows(
    publication: Publication, summed: Mapping[str, Mapping[Key, Cell]], said: Beside, *, running: bool
) -> Iterator[Figure]:
    """For who may see the pupils of a school or of the schools of a CLB: small numbers too."""
    indicators = {one.name: one for one in every_indicator()}
    for place, cells in summed.items():
        for key, cell in cells.items():
            compartment = close(place, key[0], indicators)
            if compartment is not None and key[1] != SPREAD_SCHOOLS:
                made = figure(publication, place, key, cell, running=running, remarks=said.remarks(place, key, cell))
                made.compartment = compartment
                yield made


def close(place: str, name: str, indicators: Mapping[str, Indicator]) -> str | None:
    """In which compartment small numbers lie ("" for none), or None where they are not published at all."""
    if not place.startswith((f"{Scope.SCHOOL}:", f"{Scope.CENTRE}:")):
        return None
    about = "pictures" if name == CLASSES else subject(indicators[name])
    compartment = COMPARTMENTS.get(name) or COMPARTMENTS.get(about)
    if compartment:
        return compartment if place.startswith(f"{Scope.SCHOOL}:") else None
    return "" if about in CLOSE_SUBJECTS else None


def doubts(cells: Mapping[Key, Cell]) -> list[str]:
    """What makes the figures of a place doubtful as a whole."""
    found = []
    for name, remark, doubtful in DOUBTS:
        for key, cell in cells.items():
            if key[0] == name and key[2] == () and cell.denominator and doubtful(cell.numerator / cell.denominator):
                found.append(remark)
                break
    return found


def _standing_out(key: Key, cell: Cell, references: References, like: Like | None) -> list[str]:
    """Strikingly high or low beside schools of its kind, as poor where those are enough: few as much as many."""
    if like is None or key[2] != () or not cell.denominator:
        return []
    level, kind, poverty = like
    reference = references.get((key[0], key[1], level, kind, poverty)) or references.get(
        (key[0], key[1], level, kind, None)
    )
    wide = wilson(cell.numerator, cell.denominator, OUTLYING)
    if not reference or not reference[1] or wide is None:
        return []
    share = reference[0] / reference[1]
    return ["hoog"] if wide[0] > share else ["laag"] if wide[1] < share else []


def figure(
    publication: Publication, place: str, key: Key, cell: Cell, *, running: bool,
    audience: Audience = Audience.CLOSE, remarks: Sequence[str] = (), as_of: date | None = None,
) -> Figure:  # fmt: skip
    """A row with all that its cell tells."""
    found = empty(publication, place, key, audience)
    found.as_of, found.numerator, found.denominator = as_of, cell.numerator, cell.denominator
    said = [*remarks, *([RUNNING] if running else [])]
    if cell.denominator is not None and cell.denominator < FEW:
        said.append(SMALL)
    _measure(found, cell)
    if key[0] == "koppeling_r" and found.share is not None and found.share < LINKED:
        said.append(LINK)
    found.remarks = list(dict.fromkeys(said))
    return found


def empty(publication: Publication, place: str, key: Key, audience: Audience) -> Figure:
    """A row that tells nothing but where it belongs."""
    scope, number = place.split(":")
    name, attribution, breakdown, values = key
    return Figure(
        publication=publication, scope=scope, audience=audience,
        organisation_id=int(number) if scope in (Scope.SCHOOL, Scope.BOARD, Scope.CENTRE) else None,
        region_id=int(number) if scope == Scope.REGION else None,
        school_year=publication.school_year, indicator=name, attribution=attribution, breakdown=",".join(breakdown),
        values=list(values), computed_at=publication.computed_at, remarks=[],
    )  # fmt: skip


def _measure(found: Figure, cell: Cell) -> None:
    """Share with its interval and with what was to be expected, or how long it took."""
    if cell.days or _is_duration(found.indicator):
        pairs = list(cell.days.items())
        found.median, found.ninety = quantile(pairs, HALF), quantile(pairs, NINE_TENTHS)
        if (cell.denominator and cell.denominator >= FEW) or found.audience == Audience.CLOSE:
            found.curve = [[days, round(left, 4)] for days, left in survival(pairs)]
    elif cell.denominator:
        found.share = round(cell.numerator / cell.denominator, 6)
        if cell.expected is not None:
            found.expected = round(cell.expected / MILLION / cell.denominator, 6)
        interval = wilson(cell.numerator, cell.denominator)
        if interval is not None:
            found.low, found.high = round(interval[0], 6), round(interval[1], 6)


def _is_duration(name: str) -> bool:
    return any(one.name == name and one.kind is Kind.DURATION for one in every_indicator())
