"""Each indicator against its worked example, and the words that it owes its reader."""

from datetime import date

import pytest

from leerrecht.indicators.definition import BREAKDOWNS, REGISTRY, Attribution, Kind
from leerrecht.indicators.engine import Count, indicators
from leerrecht.indicators.example import SCHOOL_1, SCHOOL_2, YEAR
from leerrecht.law import calendar


@pytest.mark.parametrize("name", list(REGISTRY.found))
def test_indicator_gives_its_worked_example(computation, name):
    indicator = REGISTRY.found[name]
    first = indicator.attributions[:1]
    (answer,) = computation.answers([indicator], YEAR, attributions=first, breakdowns=False)
    assert [(cell.numerator, cell.denominator) for cell in answer.cells] == [indicator.expected]


def test_every_breakdown_is_known_and_adds_up(computation):
    wrong = []
    for answer in computation.answers(indicators(), YEAR):
        counts = [cell for cell in answer.cells if cell.numerator or cell.denominator]
        whole = answer.indicator.expected
        if not set(answer.breakdown) <= set(BREAKDOWNS):
            wrong.append((answer.indicator.name, answer.breakdown))
        if answer.attribution is answer.indicator.attributions[0]:
            total = sum(cell.numerator for cell in counts)
            if total != whole[0]:
                wrong.append((answer.indicator.name, answer.breakdown, total))
    assert wrong == []


def test_words_are_there_for_every_indicator():
    empty = [
        (one.name, field)
        for one in REGISTRY.found.values()
        for field in ("title", "question", "population", "numerator", "reference", "source", "example")
        if not getattr(one, field)
    ]
    shares = [one.name for one in REGISTRY.found.values() if one.kind is Kind.SHARE and not one.denominator]
    assert (empty, shares) == ([], [])


def test_half_days_count_at_last_enrolment_or_where_they_happened(computation):
    (indicator,) = indicators(["vijf_b"])
    found = {
        answer.attribution: {cell.values[0]: (cell.numerator, cell.denominator) for cell in answer.cells}
        for answer in computation.answers([indicator], YEAR)
        if answer.breakdown == ("school",)
    }
    assert found == {
        Attribution.LAST: {SCHOOL_1: (2, 7), SCHOOL_2: (1, 1)},
        Attribution.WHERE: {SCHOOL_1: (3, 8), SCHOOL_2: (1, 1)},
    }


def test_enrolled_half_days_are_those_of_the_law(computation):
    (answer,) = computation.answers(indicators(["afwezigheidsgraad"]), YEAR, breakdowns=False)
    spans = [(date(2025, 9, 1), date(2026, 8, 31))] * 5 + [
        (date(2025, 9, 1), date(2025, 11, 7)),
        (date(2025, 11, 25), date(2026, 8, 31)),
        (date(2025, 9, 1), date(2026, 3, 31)),
        (date(2025, 9, 1), date(2026, 2, 27)),
    ]
    assert answer.cells[0].denominator == sum(calendar.half_days(*span) for span in spans)


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2026, 1, 29), 0), (date(2026, 1, 30), 1), (date(2026, 2, 5), 1), (date(2026, 2, 6), 0)],
)
def test_who_is_ill_is_a_thuiszitter_from_the_day_of_the_threshold_to_the_return(computation, on, expected):
    every = computation.answers(indicators(["thuiszitters"]), YEAR, on=on)
    (answer,) = [one for one in every if one.breakdown == ("geslacht",)]
    assert {cell.values: cell.numerator for cell in answer.cells}.get(("v",), 0) == expected


def test_early_leaving_waits_for_the_next_school_year(computation):
    assert list(computation.answers(indicators(["vsv"]), 2026)) == []


def test_time_to_a_new_school_counts_school_days(computation):
    (answer,) = computation.answers(indicators(["tijd_tot_nieuwe_school"]), YEAR, breakdowns=False)
    assert answer.cells == (Count((), 1, 1, ((10, 1),)),)
