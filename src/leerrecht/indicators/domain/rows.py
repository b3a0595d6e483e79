"""Cells as rows to publish: small ones taken out, with interval, remarks and the band of similar schools."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leerrecht.indicators import privacy
from leerrecht.indicators.definition import Indicator, Kind
from leerrecht.indicators.domain.computing import Cell, Key, every_indicator
from leerrecht.indicators.domain.protecting import hidden_cells
from leerrecht.indicators.models import Audience, Band, Description, Figure, Publication, Scope
from leerrecht.indicators.numbers import OUTLYING, quantile, survival, wilson
from leerrecht.indicators.publish import FEW, HALF, NINE_TENTHS
from leerrecht.indicators.rules import (
    CLOSE_SUBJECTS,
    COMPARTMENTS,
    COVERAGE,
    LINKED,
    OPEN_BREAKDOWNS,
    SIMILAR,
    UNKNOWN,
)

if TYPE_CHECKING:
    from leerrecht.indicators.domain.publishing import Places

CLASSES = "halve_dagen_per_klas"
GROUP = "groep"  # schools in the same regions: no place of its own
PARTS = (0.1, 0.25, 0.5, 0.75, 0.9)
Kinds = Mapping[int, tuple[str, str, int | None]]
References = Mapping[tuple[str, str, str, str], tuple[int, int]]
# What makes the figures of a place doubtful: indicator, and from where.
DOUBTS: tuple[tuple[str, str, Callable[[float], bool]], ...] = (
    ("registerdekking", "dekking", lambda share: share < COVERAGE),
    ("reden_onbekend", "onbekend", lambda share: share > UNKNOWN),
)


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
    """The shares below which a tenth, a quarter, half ... of the schools lie: between two, in proportion."""
    found = []
    for part in PARTS:
        place = part * (len(shares) - 1)
        below = int(place)
        above = min(below + 1, len(shares) - 1)
        found.append(round(shares[below] + (place - below) * (shares[above] - shares[below]), 4))
    return found


def of_flanders(publication: Publication, cells: Mapping[Key, Cell], *, running: bool) -> list[Figure]:
    """The whole, open to everybody: each indicator protected by itself."""
    by_indicator: dict[tuple[str, str], dict[Key, Cell]] = defaultdict(dict)
    for key, cell in cells.items():
        by_indicator[key[:2]][key] = cell
    doubts = _doubts(cells)
    made = []
    for found in by_indicator.values():
        counts = {(key[2], key[3]): (cell.numerator, cell.denominator) for key, cell in found.items()}
        hidden, unknown = hidden_cells(counts, lambda _column, _value: {}, privacy.threshold())
        for key, cell in found.items():
            made.append(
                _figure(
                    publication, f"{Scope.FLANDERS}:0", key, cell, audience=Audience.OPEN, running=running,
                    hidden=key[2:] in hidden, unknown=key[2:] in unknown, remarks=doubts,
                )
            )  # fmt: skip
    return made


def of_places(
    publication: Publication, summed: Mapping[str, Mapping[Key, Cell]], places: "Places", references: References, *,
    running: bool,
) -> list[Figure]:  # fmt: skip
    """Every place twice: for who may see the pupils there, and, protected together, for who sees figures alone."""
    indicators = {one.name: one for one in every_indicator()}
    kinds = {f"{Scope.SCHOOL}:{one.pk}": (one.level, one.school_kind) for one in places.schools.values()}
    remarks = {place: _doubts(cells) for place, cells in summed.items()}
    made: list[Figure] = []
    for place, cells in summed.items():
        for key, cell in cells.items():
            if (compartment := _close(place, key[0], indicators)) is not None:
                said = [*remarks[place], *_standing_out(key, cell, references, kinds.get(place))]
                made.append(
                    _figure(publication, place, key, cell, running=running, compartment=compartment, remarks=said)
                )
    made += _open(publication, summed, places, remarks, references=references, kinds=kinds, running=running)
    return made


def _close(place: str, name: str, indicators: Mapping[str, Indicator]) -> str | None:
    """In which compartment small numbers lie ("" for none), or None where they are not published at all."""
    if not place.startswith((f"{Scope.SCHOOL}:", f"{Scope.CENTRE}:")):
        return None
    about = "pictures" if name == CLASSES else subject(indicators[name])
    compartment = COMPARTMENTS.get(name) or COMPARTMENTS.get(about)
    if compartment:
        return compartment if place.startswith(f"{Scope.SCHOOL}:") else None
    return "" if about in CLOSE_SUBJECTS else None


def _open(
    publication: Publication, summed: Mapping[str, Mapping[Key, Cell]], places: "Places",
    remarks: Mapping[str, list[str]], *, references: References, kinds: Mapping[str, tuple[str, str]], running: bool,
) -> Iterator[Figure]:  # fmt: skip
    """All places of an indicator are protected together: a board or region is the sum of its schools.

    Regions overlap, so that one taken from another leaves some schools: what lies in the same regions is counted as a
    group, protected with the others and not published.
    """
    groups = _groups(places)
    above = {found[0]: dict(_column(one) for one in (*found[1:], groups[found[0]])) for found in places.of.values()}
    above |= {
        groups[found[0]]: {one: True for one in found if one.startswith(f"{Scope.REGION}:")}
        for found in places.of.values()
    }

    def nested(column: str, value: object) -> Mapping[str, object]:
        return above.get(f"{column}:{value}", {}) if column in (Scope.SCHOOL, GROUP) else {}

    by_indicator: dict[tuple[str, str], dict[tuple[str, Key], Cell]] = defaultdict(dict)
    for place, cells in summed.items():
        for key, cell in cells.items():
            if key[0] != CLASSES and (key[2] in OPEN_BREAKDOWNS or place.startswith(f"{Scope.REGION}:")):
                by_indicator[key[:2]][place, key] = cell
            if key[0] != CLASSES and place in groups:
                by_indicator[key[:2]].setdefault((groups[place], key), Cell()).add(cell)
    for found in by_indicator.values():
        as_cells = {(place, key): _cell_of(place, key) for place, key in found}
        counts = {as_cells[one]: (cell.numerator, cell.denominator) for one, cell in found.items()}
        hidden, unknown = hidden_cells(counts, nested, privacy.threshold())
        for (place, key), cell in found.items():
            if place.startswith(f"{GROUP}:"):
                continue
            one = as_cells[place, key]
            said = [*remarks[place], *_standing_out(key, cell, references, kinds.get(place))]
            yield _figure(
                publication, place, key, cell, audience=Audience.OPEN, running=running, remarks=said,
                hidden=one in hidden, unknown=one in unknown,
            )  # fmt: skip


def _groups(places: "Places") -> dict[str, str]:
    """For each school the group of those that lie in the same regions."""
    numbers: dict[tuple[str, ...], str] = {}
    found = {}
    for school, *above in places.of.values():
        regions = tuple(sorted(one for one in above if one.startswith(f"{Scope.REGION}:")))
        found[school] = numbers.setdefault(regions, f"{GROUP}:{len(numbers)}")
    return found


def _column(place: str) -> tuple[str, object]:
    """A region is a column of its own: a school can be in several."""
    scope, key = place.split(":")
    return (place, True) if scope == Scope.REGION else (scope, key)


def _cell_of(place: str, key: Key) -> privacy.Cell:
    column, value = _column(place)
    return (column, *key[2]), (value, *key[3])


def _doubts(cells: Mapping[Key, Cell]) -> list[str]:
    """What makes the figures of a place doubtful as a whole."""
    found = []
    for name, remark, doubtful in DOUBTS:
        for key, cell in cells.items():
            if key[0] == name and key[2] == () and cell.denominator and doubtful(cell.numerator / cell.denominator):
                found.append(remark)
                break
    return found


def _standing_out(key: Key, cell: Cell, references: References, kind: tuple[str, str] | None) -> list[str]:
    """Strikingly high or low beside schools of its kind: few is questioned as much as many."""
    reference = references.get((key[0], key[1], *kind)) if kind and key[2] == () else None
    if not reference or not reference[1] or not cell.denominator:
        return []
    wide, share = wilson(cell.numerator, cell.denominator, OUTLYING), reference[0] / reference[1]
    if wide is None:
        return []
    return ["hoog"] if wide[0] > share else ["laag"] if wide[1] < share else []


def _figure(
    publication: Publication, place: str, key: Key, cell: Cell, *, running: bool, audience: Audience = Audience.CLOSE,
    compartment: str = "", hidden: bool = False, unknown: bool = False, remarks: Sequence[str] = (),
) -> Figure:  # fmt: skip
    scope, number = place.split(":")
    name, attribution, breakdown, values = key
    figure = Figure(
        publication=publication, scope=scope, audience=audience, compartment=compartment,
        organisation_id=int(number) if scope in (Scope.SCHOOL, Scope.BOARD, Scope.CENTRE) else None,
        region_id=int(number) if scope == Scope.REGION else None,
        school_year=publication.school_year, indicator=name, attribution=attribution, breakdown=",".join(breakdown),
        values=list(values), hidden=hidden or unknown, computed_at=publication.computed_at,
        denominator=None if unknown else cell.denominator, remarks=[],
    )  # fmt: skip
    said = [*remarks, *(["lopend"] if running else [])]
    if cell.denominator is not None and cell.denominator < FEW:
        said.append("klein")
    if not figure.hidden:
        _measure(figure, cell, name)
        if name == "koppeling_r" and figure.share is not None and figure.share < LINKED:
            said.append("koppeling")
    else:
        # That it stands out would tell between what the hidden number lies.
        said = [one for one in said if one not in ("hoog", "laag", "klein")]
    figure.remarks = list(dict.fromkeys(said))
    return figure


def _measure(figure: Figure, cell: Cell, name: str) -> None:
    """Count, share with its interval, or how long it took."""
    figure.numerator = cell.numerator
    if cell.days or _is_duration(name):
        pairs = list(cell.days.items())
        figure.median, figure.ninety = quantile(pairs, HALF), quantile(pairs, NINE_TENTHS)
        if (cell.denominator and cell.denominator >= FEW) or figure.audience == Audience.CLOSE:
            figure.curve = [[days, round(left, 4)] for days, left in survival(pairs)]
    elif cell.denominator:
        figure.share = round(cell.numerator / cell.denominator, 6)
        interval = wilson(cell.numerator, cell.denominator)
        if interval is not None:
            figure.low, figure.high = round(interval[0], 6), round(interval[1], 6)


def _is_duration(name: str) -> bool:
    return any(one.name == name and one.kind is Kind.DURATION for one in every_indicator())
