"""Sixty days under a dissolving condition, and the month after it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.law.topics.said import said

SINCE = "| ingeschreven onder ontbindende voorwaarde vanaf 1 september 2025"
OPEN = [
    f"ontbinding.overleg open 2025-09-01 uiterlijk 2025-10-31 over 2025-09-01 {SINCE}",
    f"ontbinding.beslissing open 2025-09-01 uiterlijk 2025-10-31 over 2025-09-01 {SINCE}",
]
DONE = [
    f"ontbinding.overleg vervuld 2025-09-01 vervuld 2025-10-01 uiterlijk 2025-10-31 over 2025-09-01 {SINCE}",
    f"ontbinding.beslissing vervuld 2025-09-01 vervuld 2025-10-20 uiterlijk 2025-10-31 over 2025-09-01 {SINCE}",
]
NEE = {"overleg": "2025-10-01", "beslissing": "2025-10-20", "oordeel": "onredelijk"}


@pytest.mark.parametrize(
    ("op", "facts", "expected"),
    [
        ("2025-08-31", {}, []),
        ("2025-09-01", {}, OPEN),
        ("2025-10-31", {}, OPEN),
        ("2026-02-02", {}, OPEN),
        ("2025-10-20", {**NEE, "oordeel": "redelijk"}, DONE),
        ("2025-10-19", NEE, [DONE[0], OPEN[1]]),
        # a month, and the seven days of the autumn holiday more
        (
            "2025-10-20",
            NEE,
            [
                *DONE,
                (
                    "ontbinding.einde open 2025-10-20 uiterlijk 2025-11-27 over 2025-09-01 "
                    "| aanpassingen onredelijk genoemd op 20 oktober 2025"
                ),
            ],
        ),
        (
            "2025-11-10",
            {**NEE, "ingeschreven": "2025-11-10"},
            [
                *DONE,
                (
                    "ontbinding.einde vervuld 2025-10-20 vervuld 2025-11-10 uiterlijk 2025-11-27 over 2025-09-01 "
                    "| aanpassingen onredelijk genoemd op 20 oktober 2025"
                ),
            ],
        ),
        ("2026-09-01", {**NEE, "oordeel": "redelijk"}, []),
    ],
)
def test_sixty_days_to_decide(op, facts, expected):
    assert said(op, "ontbinding", [{"van": "2025-09-01", **facts}]) == expected


@given(st.dates(date(2025, 9, 1), date(2026, 6, 30)))
def test_term_is_sixty_calendar_days(day):
    lines = said(day.isoformat(), "ontbinding", [{"van": day.isoformat()}])
    assert [line.split(" over ")[0].split(" uiterlijk ")[1] for line in lines] == [str(day + timedelta(days=60))] * 2
