"""The school allowance: half-days by age, what counts as there, twenty-nine B, two years, two weeks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerrecht.law import antwoord
from leerrecht.law.calendar import school_calendar
from leerrecht.law.strip import half_day
from tests.law.ask import absent, make
from tests.law.topics.said import said

HELD = [place for place, byte in enumerate(school_calendar(2025).held) if byte == ord(".")]
KLEUTER = {"niveau": "kleuter"}


def born(age):
    return f"{2025 - age}-12-31"


def missed(number, code="A", first=0):
    """The first half-days of the school year, one entry each."""
    found = [half_day(2025, place) for place in HELD[first : first + number]]
    return [absent(day.isoformat(), code=code, parts=[part]) for day, part in found]


def lines(op, age, rule, facts=None, **rest):
    told = said(op, "schooltoeslag", facts or {}, born=born(age), **rest)
    return [line for line in told if line.startswith(f"schooltoeslag.{rule}")]


@pytest.mark.parametrize(("age", "needed"), [(2, 100), (3, 150), (4, 185), (5, 290)])
def test_number_of_half_days_by_age(age, needed):
    code = "B" if age == 5 else "A"
    spare = len(HELD) - needed
    op = "2026-06-30"
    assert lines(op, age, "kleuter", school=KLEUTER, afwezigheden=missed(spare, code)) == []
    day = half_day(2025, HELD[spare])[0]
    assert lines(op, age, "kleuter", school=KLEUTER, afwezigheden=missed(spare + 1, code)) == [
        (
            f"schooltoeslag.kleuter geldt {day} | hoogstens {needed - 1} van de {needed} halve dagen nog haalbaar in "
            "2025-2026"
        )
    ]


@pytest.mark.parametrize(
    ("age", "code", "rest", "expected"),
    [
        (5, "Z", {}, 0),
        (5, "-", {}, 1),
        (4, "Z", {}, 1),
        (4, "A", {"attesten": [{"soort": "medisch", "van": "2025-09-01", "tot": "2026-08-31"}]}, 0),
        (4, "A", {"attesten": [{"soort": "medisch", "van": "2025-08-01"}]}, 0),
        (4, "A", {"attesten": [{"soort": "medisch", "van": "2024-09-01", "tot": "2025-08-31"}]}, 1),
        (4, "A", {"attesten": [{"soort": "ouderverklaring", "van": "2025-09-01", "tot": "2026-08-31"}]}, 1),
        (4, "A", {"attesten": [{"soort": "medisch", "van": "2026-08-31"}]}, 1),
    ],
)
def test_what_counts_as_being_there(age, code, rest, expected):
    found = lines("2026-06-30", age, "kleuter", school=KLEUTER, afwezigheden=missed(200, code), **rest)
    assert len(found) == expected


@pytest.mark.parametrize(("days", "count"), [(0, 0), (1, 1)])
def test_certificate_counts_from_the_day_on_which_it_begins(days, count):
    # one half-day too many is missed; that of the day itself is excused
    spare = len(HELD) - 185
    day = half_day(2025, HELD[spare])[0]
    attests = [{"soort": "medisch", "van": (day + timedelta(days=days)).isoformat()}]
    rest = {"school": KLEUTER, "afwezigheden": missed(spare + 1), "attesten": attests}
    assert len(lines(day.isoformat(), 4, "kleuter", **rest)) == count


@pytest.mark.parametrize(("year", "needed"), [(2018, 220), (2019, 250), (2020, 290)])
def test_number_for_five_year_olds_changed(year, needed):
    held = [place for place, byte in enumerate(school_calendar(year).held) if byte == ord(".")]
    found = [half_day(year, place) for place in held[: len(held) - needed + 1]]
    gone = [absent(day.isoformat(), parts=[part]) for day, part in found]
    rest = {"born": f"{year - 5}-05-03", "school": {"niveau": "kleuter", "van": f"{year}-09-01"}}
    told = said(f"{year + 1}-06-30", "schooltoeslag", {}, afwezigheden=gone, **rest)
    assert [line.split(" | ")[1] for line in told] == [
        f"hoogstens {needed - 1} van de {needed} halve dagen nog haalbaar in {year}-{year + 1}"
    ]
    assert said(f"{year + 1}-06-30", "schooltoeslag", {}, afwezigheden=gone[1:], **rest) == []


def test_who_leaves_loses_every_half_day_that_passes():
    school = {**KLEUTER, "tot": "2025-10-31"}
    there = [place for place in HELD if half_day(2025, place)[0] <= date(2025, 10, 31)]
    # of the half-days after the last day at school, so many may pass before 185 is out of reach
    spare = len(HELD) - 185
    day = half_day(2025, HELD[len(there) + spare])[0]
    told = lines("2026-06-30", 4, "kleuter", school=school)
    assert told == [
        f"schooltoeslag.kleuter geldt {day} | hoogstens {len(there)} van de 185 halve dagen nog haalbaar in 2025-2026"
    ]
    before = (day - timedelta(days=1)).isoformat()
    assert lines(before, 4, "kleuter", school=school) == []
    answer = antwoord(make(born=born(4), school=school, meer={"schooltoeslag": {}}), day - timedelta(days=1))
    assert answer.verandert_op == day


def test_five_year_old_in_lager_and_kleuter_of_seven():
    assert lines("2026-06-30", 5, "", school={"niveau": "lager"}, afwezigheden=missed(100, "B")) == []
    assert len(lines("2026-06-30", 7, "ongewettigd", school=KLEUTER, afwezigheden=missed(30, "B"))) == 1


@given(st.sets(st.integers(0, len(HELD) - 1), min_size=30, max_size=90))
def test_thirtieth_b_is_the_day(places):
    ordered = sorted(places)
    gone = []
    for place in ordered:
        day, part = half_day(2025, HELD[place])
        gone.append(absent(day.isoformat(), parts=[part]))
    day = half_day(2025, HELD[ordered[29]])[0]
    told = lines("2026-06-30", 12, "ongewettigd", afwezigheden=gone)
    assert told == [f"schooltoeslag.ongewettigd geldt {day} | {len(places)} halve dagen B in 2025-2026"]
    assert lines((day - timedelta(days=1)).isoformat(), 12, "ongewettigd", afwezigheden=gone) == []


def test_b_of_the_former_school_counts():
    school = {"van": "2025-10-06", "b_vorige_school": 20}
    gone = missed(10, "B", first=60)
    told = lines("2026-06-30", 12, "ongewettigd", school=school, afwezigheden=gone)
    assert told == [f"schooltoeslag.ongewettigd geldt {half_day(2025, HELD[69])[0]} | 30 halve dagen B in 2025-2026"]


LOSS = "schooltoeslag.verlies geldt {} | onvoldoende in 2024-2025 en in 2025-2026"


@pytest.mark.parametrize(
    ("facts", "last_year", "brought", "expected"),
    [
        ({}, 0, 0, 0),
        ({}, 29, 0, 0),
        ({}, 30, 0, 1),
        ({}, 20, 9, 0),
        ({}, 20, 10, 1),
        ({"vorig_jaar_onvoldoende": True}, 0, 0, 1),
        ({"vorig_jaar_onvoldoende": False}, 30, 0, 0),
    ],
)
def test_two_years_running(facts, last_year, brought, expected):
    before = [place for place, byte in enumerate(school_calendar(2024).held) if byte == ord(".")]
    found = [half_day(2024, place) for place in before[:last_year]]
    gone = [absent(day.isoformat(), parts=[part]) for day, part in found] + missed(30, "B")
    school = {"van": "2024-09-01", "b_vorige_school": brought}
    told = lines("2026-06-30", 12, "verlies", facts, school=school, afwezigheden=gone)
    assert told == [LOSS.format(half_day(2025, HELD[29])[0])] * expected


def test_two_years_running_needs_this_year_too():
    facts = {"vorig_jaar_onvoldoende": True}
    assert said("2026-06-30", "schooltoeslag", facts, born=born(12), afwezigheden=missed(29, "B")) == []


@pytest.mark.parametrize(
    ("age", "van", "last_year", "expected"),
    [(5, "2024-09-01", 200, 1), (5, "2024-09-01", 0, 0), (5, "2025-09-01", 0, 0), (6, "2024-09-01", 200, 0)],
)
def test_year_before_of_a_kleuter(age, van, last_year, expected):
    before = [place for place, byte in enumerate(school_calendar(2024).held) if byte == ord(".")]
    found = [half_day(2024, place) for place in before[:last_year]]
    gone = [absent(day.isoformat(), code="A" if age == 5 else "Z", parts=[part]) for day, part in found]
    told = lines(
        "2026-06-30", age, "verlies", school={**KLEUTER, "van": van}, afwezigheden=[*gone, *missed(60, "B")]
    )  # fmt: skip
    assert len(told) == expected


def schools(tot, van=None):
    found = [{"school": "S1", "niveau": "lager", "van": "2025-09-01", "tot": tot}]
    return found + [{"school": "S2", "niveau": "lager", "van": van}] * (van is not None)


@pytest.mark.parametrize(
    ("enrolments", "op", "expected"),
    [
        (schools("2025-10-05"), "2025-10-19", []),
        (
            schools("2025-10-05"),
            "2025-10-20",
            ["schooltoeslag.uitgeschreven geldt 2025-10-20 over 2025-10-05 | uitgeschreven na 5 oktober 2025"],
        ),
        (schools("2025-10-05", "2025-10-20"), "2025-11-03", []),
        (
            schools("2025-10-05", "2025-10-21"),
            "2026-08-31",
            ["schooltoeslag.uitgeschreven geldt 2025-10-20 over 2025-10-05 | uitgeschreven na 5 oktober 2025"],
        ),
        (schools("2025-10-05", "2025-10-21"), "2026-09-01", []),
        # a gap over the Christmas holiday counts; one after the last lessons does not
        (
            schools("2025-12-19", "2026-01-05"),
            "2026-01-05",
            ["schooltoeslag.uitgeschreven geldt 2026-01-03 over 2025-12-19 | uitgeschreven na 19 december 2025"],
        ),
        (schools("2026-06-15"), "2026-08-31", [("schooltoeslag.uitgeschreven geldt 2026-06-30 over 2026-06-15 "
"| uitgeschreven na 15 juni 2026")]),
        (schools("2026-06-16"), "2026-08-31", []),
        (schools("2026-06-30"), "2026-08-31", []),
        ([{"school": "S1", "niveau": "kleuter", "van": "2025-09-01", "tot": "2025-10-05"}], "2025-11-03", []),
    ],
)  # fmt: skip
def test_two_weeks_without_a_school(enrolments, op, expected):
    assert lines(op, 9, "uitgeschreven", inschrijvingen=enrolments) == expected


def test_nothing_is_asked_of_who_has_no_kleuter_year():
    assert said("2025-10-06", "schooltoeslag", {}, born=born(4), inschrijvingen=[]) == []
    assert said("2030-10-06", "schooltoeslag", {}, born=born(4), inschrijvingen=[]) == []
