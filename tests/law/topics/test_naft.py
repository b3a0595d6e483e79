"""NAFT: the proposal of the CLB, consent, the two months, and the year of the 25th birthday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerrecht.law.dates import add_months
from tests.law.topics.said import rules, said

GOED = {"van": "2025-10-06", "voorstel_clb": "2025-09-29", "instemming": "2025-10-01", "rondetafel": "2025-10-03"}
ROND = "naft.rondetafel vervuld 2025-10-06 vervuld 2025-10-03 over 2025-10-06 | NAFT vanaf 6 oktober 2025"
JA = "naft.instemming vervuld 2025-10-06 vervuld 2025-10-01 over 2025-10-06 | NAFT vanaf 6 oktober 2025"
TWEE_MAANDEN = "naft.evaluatie open 2025-10-06 uiterlijk 2025-12-06 over 2025-10-06 | begonnen op 6 oktober 2025"


@pytest.mark.parametrize(
    ("op", "facts", "expected"),
    [
        ("2025-10-05", GOED, []),
        ("2025-10-06", GOED, [JA, ROND, TWEE_MAANDEN]),
        (
            "2025-12-06",
            {**GOED, "evaluaties": ["2025-12-05", "2026-01-20"]},
            [
                JA,
                ROND,
                (
                    "naft.evaluatie open 2025-12-05 uiterlijk 2026-02-05 over 2025-10-06 "
                    "| laatst geëvalueerd op 5 december "
                    "2025"
                ),
            ],
        ),
        (
            "2025-10-06",
            {"van": "2025-10-06", "tot": "2025-12-05"},
            [
                "naft.voorstel geldt 2025-10-06 over 2025-10-06 | NAFT vanaf 6 oktober 2025; geen voorstel van het CLB",
                "naft.instemming open 2025-10-06 over 2025-10-06 | NAFT vanaf 6 oktober 2025",
                "naft.rondetafel open 2025-10-06 over 2025-10-06 | NAFT vanaf 6 oktober 2025",
            ],
        ),
        ("2025-12-06", {"van": "2025-10-06", "tot": "2025-12-05"}, []),
        ("2025-10-06", {**GOED, "tot": "2025-12-06"}, [JA, ROND, TWEE_MAANDEN]),
        ("2025-12-07", {**GOED, "tot": "2025-12-06"}, [JA, ROND]),
        ("2026-09-01", {**GOED, "tot": "2025-12-06"}, []),
    ],
)
def test_each_step_of_a_trajectory(op, facts, expected):
    assert said(op, "naft", [facts]) == expected


def test_proposal_counts_from_its_day_on():
    late = {**GOED, "voorstel_clb": "2025-10-10"}
    assert rules(said("2025-10-09", "naft", [late]))[0] == "naft.voorstel geldt"
    assert rules(said("2025-10-10", "naft", [late])) == [
        "naft.instemming vervuld", "naft.rondetafel vervuld", "naft.evaluatie open",
    ]  # fmt: skip


def test_court_does_not_need_consent():
    assert "naft.instemming open" not in rules(
        said("2025-10-06", "naft", [{"van": "2025-10-06", "gerechtelijk": True}])
    )


@pytest.mark.parametrize(
    ("school", "expected"),
    [
        (
            {"niveau": "lager"},
            ["naft.niveau geldt 2025-10-06 over 2025-10-06 | NAFT vanaf 6 oktober 2025; niveau lager"],
        ),
        ({"niveau": "secundair", "soort": "buitengewoon"}, []),
        ({"niveau": None}, []),
        ({"tot": "2025-10-05"}, []),
    ],
)
def test_only_in_secondary_education(school, expected):
    lines = said("2025-10-06", "naft", [GOED], school=school)
    assert [line for line in lines if line.startswith("naft.niveau")] == expected


@pytest.mark.parametrize(
    ("born", "op", "expected"),
    [
        # 25 on 31 August 2026: that school year ends the same day
        ("2001-08-31", "2026-08-31", []),
        ("2001-08-31", "2026-09-01", [("naft.einde geldt 2026-09-01 over 2025-10-06 "
"| 25 jaar in het schooljaar tot 31 augustus 2026")]),
        ("2001-09-01", "2026-09-01", []),
        ("2001-09-01", "2027-08-31", []),
        ("2001-09-01", "2027-09-01", [("naft.einde geldt 2027-09-01 over 2025-10-06 "
"| 25 jaar in het schooljaar tot 31 augustus 2027")]),
        ("2000-08-31", "2025-10-06", [("naft.einde geldt 2025-10-06 over 2025-10-06 "
"| 25 jaar in het schooljaar tot 31 augustus 2025")]),
    ],
)  # fmt: skip
def test_until_the_end_of_the_school_year_of_the_25th_birthday(born, op, expected):
    lines = said(op, "naft", [GOED], born=born)
    assert [line for line in lines if line.startswith("naft.einde")] == expected


def test_trajectory_that_ends_in_time_is_not_too_late():
    lines = said("2026-09-01", "naft", [{**GOED, "tot": "2026-08-31"}], born="2001-08-31")
    assert lines == []


def test_rule_begins_with_naft_in_2019():
    fact = {"van": "2019-02-01"}
    assert said("2019-08-31", "naft", [fact], born="2003-05-03", school={"van": "2018-09-01"}) == []
    assert rules(said("2019-09-01", "naft", [fact], born="2003-05-03", school={"van": "2018-09-01"})) == [
        "naft.voorstel geldt", "naft.instemming open", "naft.rondetafel open", "naft.evaluatie open",
    ]  # fmt: skip


@given(st.lists(st.integers(1, 200), max_size=5), st.integers(0, 200))
def test_last_known_evaluation_starts_the_next_two_months(days, since):
    start = date(2025, 10, 6)
    op = start + timedelta(days=since)
    evaluations = [start + timedelta(days=day) for day in days]
    facts = {**GOED, "evaluaties": [day.isoformat() for day in evaluations]}
    last = max([start, *(day for day in evaluations if day <= op)])
    line = next(one for one in said(op.isoformat(), "naft", [facts]) if one.startswith("naft.evaluatie"))
    assert line.startswith(f"naft.evaluatie open {last} uiterlijk {add_months(last, 2)} ")
