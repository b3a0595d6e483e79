"""Any count as it stood on any day of the school year."""

from datetime import date

import pytest

from leerrecht.indicators.engine import indicators
from leerrecht.indicators.example import YEAR


def counted(computation, name, on):
    (answer,) = computation.answers(
        indicators([name]), YEAR, on=on, attributions=indicators([name])[0].attributions[:1], breakdowns=False
    )
    return [(cell.numerator, cell.denominator) for cell in answer.cells]


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("vijf_b", date(2025, 9, 30), [(1, 8)]),
        ("vijf_b", date(2025, 10, 31), [(2, 8)]),
        ("definitieve_uitsluiting", date(2025, 11, 9), [(0, None)]),
        ("definitieve_uitsluiting", date(2025, 11, 10), [(1, None)]),
        ("tijd_tot_nieuwe_school", date(2025, 11, 24), [(0, 1)]),
        ("tijd_tot_nieuwe_school", date(2025, 11, 25), [(1, 1)]),
        ("schoolwissel", date(2025, 11, 24), [(0, 8)]),
        ("schoolwissel", date(2025, 11, 25), [(1, 8)]),
        ("naft_start", date(2025, 12, 31), [(0, 1)]),
        ("registerdekking", date(2025, 9, 1), [(190, 200)]),
        ("thuiszitters_uitstroom", date(2026, 1, 30), [(1, None)]),
        ("register_thuiszitters", date(2025, 11, 20), [(1, None)]),
        ("wachtlijst", date(2026, 1, 14), [(0, None)]),
    ],
)
def test_count_as_it_stood(computation, name, on, expected):
    assert counted(computation, name, on) == expected


def test_absent_share_ends_on_the_day(computation):
    ((absent, held),) = counted(computation, "afwezigheidsgraad", date(2025, 9, 12))
    # Eight pupils and two weeks of nine half-days, of which the twelfth is a Friday; Amir missed nine of them.
    assert (absent, held) == (9, 144)


def test_cut_year_keeps_who_is_still_away(computation):
    (begun,) = counted(computation, "thuiszitters_instroom", date(2026, 2, 3))
    (over,) = counted(computation, "thuiszitters_uitstroom", date(2026, 2, 3))
    # Amir found a school in November; Dina and Emil are still at home.
    assert (begun, over) == ((3, None), (1, None))


def test_expected_is_what_as_many_characteristics_give(computation):
    (indicator,) = indicators(["vsv_verwacht"])
    found = {
        answer.breakdown: [(cell.values, cell.numerator, cell.denominator, cell.expected) for cell in answer.cells]
        for answer in computation.answers([indicator], YEAR)
    }
    assert (found[()], found["net",]) == ([((), 1, 2, 1_000_000)], [(("VGO",), 1, 2, 1_000_000)])
