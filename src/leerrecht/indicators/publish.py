"""Figures as they may be shown: with their quality, small cells hidden unless the reader made the snapshot."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from leerrecht.indicators import goals, privacy
from leerrecht.indicators.definition import IMPORTED, Attribution, Indicator, Kind
from leerrecht.indicators.engine import Answer, Computation, Count, indicators
from leerrecht.indicators.numbers import FEW, OUTLYING, quantile, wilson
from leerrecht.law import calendar
from leerrecht.ui import cells

QUALITY = ("registerdekking", "scholen_met_register", "reden_onbekend", "koppeling_r")
HALF, NINE_TENTHS = 0.5, 0.9
MILLION = 1_000_000
# Dates on which a series breaks, and why (002:2149, 002:307, 001:62, 003:35-40).
BREAKS = (
    (date(2019, 9, 1), "de melding aan het CLB ging van tien naar vijf halve dagen B"),
    (date(2020, 3, 16), "afstandsonderwijs in de coronaperiode"),
    (date(2020, 9, 1), "de leerplicht begint op 5 jaar"),
    (date(2025, 9, 1), "het deeltijds beroepssecundair onderwijs is gestopt"),
)


@dataclass(frozen=True, slots=True)
class School:
    """What everyone may know of a school."""

    regio: object
    net: object
    oki_klasse: object
    kind: tuple[object, object]


def document(
    computation: Computation, year: int, *, names: Iterable[str] = (), on: date | None = None, internal: bool = False,
    wanted_goals: Iterable[goals.Goal] = (),
) -> dict[str, Any]:  # fmt: skip
    """All figures of a school year as plain data, or as they stood on a day; ``internal`` keeps small cells."""
    schools = _schools(computation, year)
    least = cells.least()
    coverage = _coverage(computation, year)
    wanted = indicators(names)
    grouped: dict[tuple[str, Attribution], list[Answer]] = defaultdict(list)
    for answer in computation.answers(wanted, year, on=on):
        grouped[answer.indicator.name, answer.attribution].append(answer)
    found = []
    for indicator in wanted:
        answers = [grouped[indicator.name, one] for one in indicator.attributions if grouped.get((indicator.name, one))]
        found.append(
            {
                **_words(indicator),
                "beschikbaar": bool(answers),
                "cijfers": [
                    figure
                    for several in answers
                    for figure in _figures(several, schools, coverage, 0 if internal else least)
                ],
            }
        )
    return {
        "schooljaar": calendar.label(year),
        "op": None if on is None else on.isoformat(),
        "kleine_cellen": "getoond" if internal else f"verborgen onder {least}",
        "kwaliteit": {name: _share(coverage[name, (), ()]) for name in QUALITY if (name, (), ()) in coverage},
        "breuken": [
            {"op": day.isoformat(), "waarom": why} for day, why in BREAKS if day <= calendar.last_day(year)
        ],
        "indicatoren": found,
        "doelen": {
            "eigen": goals.judged(wanted_goals, {one["naam"]: one["cijfers"] for one in found}),
            "van_overheden": goals.published(),
            "vsv": goals.NO_GOAL,
        },
        "ernaast": [
            {"naam": one.name, "titel": one.title, "waarde": one.value, "eenheid": one.unit, "periode": one.period,
             "waarom": one.why, "bron": one.source}
            for one in IMPORTED
        ],
    }  # fmt: skip


def _words(indicator: Indicator) -> dict[str, Any]:
    return {
        "naam": indicator.name,
        "titel": indicator.title,
        "vraag": indicator.question,
        "soort": str(indicator.kind),
        "teller": indicator.numerator,
        "noemer": indicator.denominator,
        "operator": indicator.operator,
    }


def _schools(computation: Computation, year: int) -> dict[object, School]:
    frame = computation.frame(year)
    rows = frame.with_school(frame.table("scholen").select("school", "niveau", "soort")).to_pyarrow().to_pylist()
    return {
        row["school"]: School(row["regio"], row["net"], row["oki_klasse"], (row["niveau"], row["soort"]))
        for row in rows
    }


def _coverage(computation: Computation, year: int) -> dict[tuple[str, tuple[str, ...], tuple[Any, ...]], Count]:
    return {
        (answer.indicator.name, answer.breakdown, cell.values): cell
        for answer in computation.answers(indicators(QUALITY), year)
        for cell in answer.cells
    }


def _share(cell: Count) -> float | None:
    return round(cell.numerator / cell.denominator, 4) if cell.denominator else None


def _figures(
    answers: list[Answer], schools: Mapping[object, School], coverage: Mapping[Any, Count], least: int
) -> list[dict[str, Any]]:
    """The cells of one indicator under one attribution, with what may not be shown left out."""
    hidden, unknown = _hidden(answers, schools, least) if least else (frozenset(), frozenset())
    around = _similar(answers, schools)
    figures = []
    for answer in answers:
        for cell in answer.cells:
            key = (answer.breakdown, cell.values)
            figure: dict[str, Any] = {
                "toerekening": str(answer.attribution),
                "uitsplitsing": dict(zip(answer.breakdown, cell.values, strict=True)),
                "verborgen": key in hidden or key in unknown,
                "teller": None if key in hidden or key in unknown else cell.numerator,
                "noemer": None if key in unknown else cell.denominator,
            }
            if not figure["verborgen"]:
                figure |= _derived(answer, cell, around)
            covered = coverage.get(("registerdekking", *key))
            if covered is not None:
                figure["dekking"] = _share(covered)
            figures.append(figure)
    return figures


def _hidden(
    answers: list[Answer], schools: Mapping[object, School], least: int
) -> tuple[frozenset[privacy.Cell], frozenset[privacy.Cell]]:
    """Cells whose count stays hidden, and cells whose group is so small that even its size does."""

    def nested(column: str, value: object) -> Mapping[str, object]:
        school = schools.get(value) if column == "school" else None
        return {name: getattr(school, name) for name in privacy.NESTED["school"]} if school else {}

    counts = {
        (answer.breakdown, cell.values): (cell.numerator, cell.denominator)
        for answer in answers for cell in answer.cells
    }  # fmt: skip
    out = privacy.kept_back(counts, nested, least)
    return out.counts, out.groups


def _similar(answers: list[Answer], schools: Mapping[object, School]) -> dict[object, tuple[int, int]]:
    """Per school the count and total of all other schools of its kind and class of poverty."""
    cells = {
        cell.values[0]: cell
        for answer in answers
        if answer.breakdown == ("school",) and answer.indicator.kind is Kind.SHARE
        for cell in answer.cells
    }
    sums: dict[object, list[int]] = defaultdict(lambda: [0, 0])
    for number, cell in cells.items():
        if number in schools:
            total = sums[schools[number].kind, schools[number].oki_klasse]
            total[0] += cell.numerator
            total[1] += cell.denominator or 0
    found = {}
    for number, cell in cells.items():
        if number in schools:
            count, whole = sums[schools[number].kind, schools[number].oki_klasse]
            found[number] = (count - cell.numerator, whole - (cell.denominator or 0))
    return found


def _derived(answer: Answer, cell: Count, around: Mapping[object, tuple[int, int]]) -> dict[str, Any]:
    """Share, interval and remarks of a cell that is shown."""
    if answer.indicator.kind is Kind.DURATION:
        return {"mediaan": quantile(cell.days, HALF), "negen_op_tien": quantile(cell.days, NINE_TENTHS)}
    if cell.denominator is None:
        return {}
    interval = wilson(cell.numerator, cell.denominator)
    found: dict[str, Any] = {
        "aandeel": _share(cell),
        "interval": None if interval is None else [round(end, 4) for end in interval],
        "klein": cell.denominator < FEW,
    }
    if cell.expected is not None and interval is not None:
        share = cell.expected / MILLION / cell.denominator
        found["verwacht"] = round(share, 4)
        found["tegenover"] = "meer" if interval[0] > share else "minder" if interval[1] < share else "zoals verwacht"
    others = around.get(cell.values[0]) if answer.breakdown == ("school",) else None
    wide = wilson(cell.numerator, cell.denominator, OUTLYING)
    if others and others[1] and wide:
        share = others[0] / others[1]
        # Few is questioned as much as many: it can be a good school, or one that does not register.
        found["opvallend"] = "hoog" if wide[0] > share else "laag" if wide[1] < share else None
    return found
