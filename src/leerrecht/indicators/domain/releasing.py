"""Figures for who sees no pupils: small numbers taken out, and released at most once a month.

Between two releases nothing changes, whatever the nights bring. At a release a number that moved by a few since it was
shown stays what it was, with as many others that none tells of that few: laid side by side, two releases never differ
by one pupil.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from leerrecht.indicators.domain.computing import Cell, Key
from leerrecht.indicators.domain.rows import CLASSES, RUNNING, TELLING, Beside, doubts, empty, figure
from leerrecht.indicators.models import Audience, Figure, Publication, Scope
from leerrecht.indicators.privacy import Cell as Spot
from leerrecht.indicators.privacy import KeptBack, Nested, Told, alone, kept_back
from leerrecht.indicators.rules import OPEN_BREAKDOWNS, SIMILAR, SPREAD_SCHOOLS
from leerrecht.ui.cells import least

if TYPE_CHECKING:
    from leerrecht.indicators.domain.publishing import Places

GROUP = "groep"  # schools in the same regions: no place of its own
STILL = "stil"
Former = Mapping[tuple[str, Key], Figure]  # by place and key
Found = dict[tuple[str, Key], Cell]
CellOf = Callable[[str, Key], Spot]
MEASURES = ("numerator", "denominator", "share", "low", "high", "median", "ninety", "curve", "expected")


@dataclass(frozen=True, slots=True)
class Release:
    """One release: of which day, what the one before showed, and which indicators were released this month."""

    publication: Publication
    on: date
    former: Former
    done: Collection[str]
    running: bool


def released(publication: Publication, on: date, names: Collection[str], *, running: bool) -> Release:
    """What is known of the releases before; the rows that a new one takes the place of are taken away."""
    rows = publication.figures.filter(audience=Audience.OPEN)
    this_month = rows.filter(computed_at__date__gte=on.replace(day=1))
    done = frozenset(this_month.order_by().values_list("indicator", flat=True).distinct())
    again = rows.exclude(indicator__in=done)
    if names:
        again = again.filter(indicator__in=names)
    former = {(place_of(one), key_of(one)): one for one in again}
    again.delete()
    return Release(publication, on, former, done, running)


def place_of(row: Figure) -> str:
    """A place as computing names it."""
    return f"{row.scope}:{row.organisation_id or row.region_id or 0}"


def key_of(row: Figure) -> Key:
    breakdown = tuple(row.breakdown.split(",")) if row.breakdown else ()
    return row.indicator, row.attribution, breakdown, tuple(row.values)


def of_flanders(release: Release, cells: Mapping[Key, Cell]) -> list[Figure]:
    """The whole, open to everybody: each indicator protected by itself."""
    place = f"{Scope.FLANDERS}:0"
    said = Beside({place: doubts(cells)}, {}, {})
    by_indicator: dict[tuple[str, str], Found] = defaultdict(dict)
    for key, cell in cells.items():
        by_indicator[key[:2]][place, key] = cell
    return list(_rows(release, by_indicator, {place}, said, lambda _place, key: key[2:], alone))


def of_places(
    release: Release, summed: Mapping[str, Mapping[Key, Cell]], places: "Places", said: Beside
) -> Iterator[Figure]:
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

    by_indicator: dict[tuple[str, str], Found] = defaultdict(dict)
    for place, cells in summed.items():
        for key, cell in cells.items():
            if key[0] != CLASSES and (key[2] in OPEN_BREAKDOWNS or place.startswith(f"{Scope.REGION}:")):
                by_indicator[key[:2]][place, key] = cell
            if key[0] != CLASSES and place in groups:
                by_indicator[key[:2]].setdefault((groups[place], key), Cell()).add(cell)
    yield from _rows(release, by_indicator, summed, said, _cell_of, nested)


def _rows(
    release: Release, by_indicator: Mapping[tuple[str, str], Found], places: Collection[str], said: Beside,
    cell_of: CellOf, nested: Nested,
) -> Iterator[Figure]:  # fmt: skip
    for (name, attribution), found in by_indicator.items():
        if name in release.done:
            continue
        as_cells = {one: cell_of(*one) for one in found}
        counts = {as_cells[one]: (cell.numerator, cell.denominator) for one, cell in found.items()}
        out = kept_back(counts, nested, least(), told=_told(release.former, as_cells))
        spread = attribution == SPREAD_SCHOOLS
        few = {place for place, key in found if spread and not key[2] and found[place, key].numerator < SIMILAR}
        for (place, key), cell in found.items():
            if place in places and place not in few and not (spread and place.startswith(f"{Scope.SCHOOL}:")):
                former = release.former.get((place, key))
                yield _row(release, place, key, cell, as_cells[place, key], out, former, said)


def _told(former: Former, as_cells: Mapping[tuple[str, Key], Spot]) -> Told:
    """What was shown last of each cell: in the release before, or of what was hidden there before that."""
    counts, totals = {}, {}
    for one, cell in as_cells.items():
        row = former.get(one)
        if row is None:
            continue
        count = row.last_shown if row.hidden else row.numerator
        total = row.last_shown_of if row.denominator is None else row.denominator
        if count is not None:
            counts[cell] = count
        if total is not None:
            totals[cell] = total
    return Told(counts, totals)


def _row(
    release: Release, place: str, key: Key, cell: Cell, one: Spot, out: KeptBack, former: Figure | None, said: Beside
) -> Figure:  # fmt: skip
    """A cell as it may be shown: as it is, as it was when it was shown, or not at all."""
    stays = one in out.still
    if one in out.still_groups and one not in out.counts and not stays:
        near = _with_the_group_of_then(cell, former)
        cell, stays = near or cell, near is None
    if one in out.counts or one in out.groups or (stays and (former is None or former.hidden)):
        return _hidden(release, place, key, cell, one, out, former, said)
    if stays and former is not None:
        return _as_it_was(release, place, key, former)
    return figure(
        release.publication, place, key, cell, running=release.running, audience=Audience.OPEN,
        remarks=said.remarks(place, key, cell), as_of=release.on,
    )  # fmt: skip


def _with_the_group_of_then(cell: Cell, former: Figure | None) -> Cell | None:
    """The size of the group moved by a few: beside the one that was shown, the share is next to the same.

    None where it is not, or where the days of few would tell.
    """
    total = former.denominator if former is not None else None
    if total is None or cell.denominator is None or cell.days or total < cell.numerator:
        return None
    return Cell(cell.numerator, total, expected=cell.expected) if abs(cell.denominator - total) < least() else None


def _hidden(
    release: Release, place: str, key: Key, cell: Cell, one: Spot, out: KeptBack, former: Figure | None, said: Beside
) -> Figure:  # fmt: skip
    made = empty(release.publication, place, key, Audience.OPEN)
    made.hidden, made.as_of = True, release.on
    if one not in out.groups:
        made.denominator = cell.denominator
        if one in out.still_groups:
            made.denominator = former.denominator if former is not None else None
    if former is not None:
        made.last_shown = former.last_shown if former.hidden else former.numerator
        made.last_shown_of = former.last_shown_of if former.denominator is None else former.denominator
    remarks = [*said.remarks(place, key, cell), *([RUNNING] if release.running else [])]
    made.remarks = list(dict.fromkeys(one for one in remarks if one not in TELLING))
    return made


def _as_it_was(release: Release, place: str, key: Key, former: Figure) -> Figure:
    made = empty(release.publication, place, key, Audience.OPEN)
    for name in MEASURES:
        setattr(made, name, getattr(former, name))
    # It takes part in this release, and shows the day on which it was last counted.
    made.as_of = former.as_of
    made.remarks = [*(one for one in former.remarks if one != STILL), STILL]
    return made


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


def _cell_of(place: str, key: Key) -> Spot:
    column, value = _column(place)
    return (column, *key[2]), (value, *key[3])
