"""Terms in working days: the day itself does not count, weekends and public holidays neither."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerrecht.law.calendar import working_days
from leerrecht.law.topics.melden import na_werkdagen


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2025, 10, 6), 10, date(2025, 10, 20)),
        (date(2025, 10, 3), 1, date(2025, 10, 6)),
        (date(2025, 11, 7), 2, date(2025, 11, 12)),  # 11 November is a public holiday
        (date(2025, 12, 24), 1, date(2025, 12, 26)),
    ],
)
def test_term_in_working_days(day, number, expected):
    assert na_werkdagen(day, number) == expected


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.integers(1, 30))
def test_term_holds_as_many_working_days_and_ends_on_one(day, number):
    end = na_werkdagen(day, number)
    assert working_days(day + timedelta(days=1), end) == number
    assert working_days(end, end) == 1
