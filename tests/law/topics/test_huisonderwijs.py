import pytest

from tests.law.topics.said import said


def home(op, facts=None, van="2025-09-01", tot=None, born="2011-05-03", **rest):
    pupil = {"huisonderwijs": [{"van": van, "tot": tot}]}
    return said(op, "huisonderwijs", facts or {}, born=born, pupil=pupil, inschrijvingen=[], **rest)


def declaration(state):
    return f"huisonderwijs.verklaring {state} | huisonderwijs in 2025-2026 sinds 1 september 2025"


@pytest.mark.parametrize(
    ("sent", "state"),
    [
        ([], "open 2025-09-01 uiterlijk 2025-09-03"),
        ([{"datum": "2025-07-01"}], "vervuld 2025-09-01 vervuld 2025-07-01 uiterlijk 2025-09-03"),
        ([{"datum": "2025-06-30"}], "open 2025-09-01 uiterlijk 2025-09-03"),
        (
            [{"datum": "2025-06-30", "schooljaar": 2025}],
            "vervuld 2025-09-01 vervuld 2025-06-30 uiterlijk 2025-09-03",
        ),
        ([{"datum": "2025-09-11"}], "open 2025-09-01 uiterlijk 2025-09-03"),
        (
            [{"datum": "2025-09-10"}, {"datum": "2025-09-03"}],
            "vervuld 2025-09-01 vervuld 2025-09-03 uiterlijk 2025-09-03",
        ),
    ],
)
def test_declaration_of_each_school_year(sent, state):
    assert home("2025-09-10", {"verklaringen": sent}, born="2016-05-03") == [declaration(state)]


def test_declaration_before_a_start_in_the_year():
    assert home("2025-11-20", van="2025-11-17", born="2016-05-03") == [
        (
            "huisonderwijs.verklaring open 2025-11-17 uiterlijk 2025-11-16 "
            "| huisonderwijs in 2025-2026 sinds 17 november 2025"
        ),
        "huisonderwijs.tussentijds geldt 2025-11-17 | begonnen op 17 november 2025, na 3 september 2025",
    ]


@pytest.mark.parametrize(("van", "count"), [("2025-09-03", 1), ("2025-09-04", 2)])
def test_start_until_the_third_school_day_is_no_change_in_the_year(van, count):
    assert len(home("2025-09-10", van=van, born="2016-05-03")) == count


def test_start_in_the_year_of_who_only_then_becomes_leerplichtig_is_no_change():
    pupil = {"nationaliteit": "MA", "register_inschrijving": "2025-09-10", "huisonderwijs": [{"van": "2025-11-17"}]}
    assert len(said("2025-11-20", "huisonderwijs", {}, born="2016-05-03", pupil=pupil, inschrijvingen=[])) == 1


@pytest.mark.parametrize(
    "rest", [{"born": "2022-05-03"}, {"van": "2025-09-11"}, {"van": "2025-09-01", "tot": "2025-09-09"}]
)
def test_nothing_without_leerplicht_or_home_education_today(rest):
    assert home("2025-09-10", **rest) == []


def exams(op, *taken, born="2014-12-31", **rest):
    tests = [{"datum": day, "getuigschrift": kind, "geslaagd": passed} for day, kind, passed in taken]
    return [one for one in home(op, {"proeven": tests}, born=born, **rest) if "verklaring" not in one]


DUE = "huisonderwijs.proef {} uiterlijk 2026-08-31 over 2025-09-01 | 11 jaar vóór 1 januari 2026: basisonderwijs"


@pytest.mark.parametrize(
    ("taken", "state"),
    [
        ([], "open 2025-09-01"),
        ([("2026-01-16", "basisonderwijs", True)], "open 2025-09-01"),
        ([("2026-01-15", "basisonderwijs", False)], "vervuld 2025-09-01 vervuld 2026-01-15"),
        ([("2025-06-15", "basisonderwijs", True)], "vervuld 2025-09-01 vervuld 2025-06-15"),
        ([("2025-06-15", "eerste_graad", True)], "open 2025-09-01"),
    ],
)
def test_exam_in_the_school_year_of_eleven_before_january(taken, state):
    assert exams("2026-01-15", *taken) == [DUE.format(state)]


def test_no_exam_yet_for_who_is_eleven_in_january():
    assert exams("2026-01-15", born="2015-01-01") == []


def test_exam_stays_open_and_is_shown_in_the_year_in_which_it_is_taken():
    first = "2024-09-01"
    late = exams("2026-10-01", van=first)
    assert late == [DUE.format("open 2025-09-01")]
    taken = ("2026-09-20", "basisonderwijs", True)
    assert exams("2026-10-01", taken, van=first) == [DUE.format("vervuld 2025-09-01 vervuld 2026-09-20")]
    assert exams("2026-10-01", ("2026-05-20", "basisonderwijs", True), van=first) == []


def test_exams_of_later_stages():
    assert exams("2027-10-01", ("2026-05-20", "basisonderwijs", True), van="2024-09-01") == [
        (
            "huisonderwijs.proef open 2027-09-01 uiterlijk 2028-08-31 over 2027-09-01 "
            "| 13 jaar vóór 1 januari 2028: eerste graad"
        )
    ]
    assert len(exams("2029-10-01", ("2026-05-20", "basisonderwijs", True), van="2024-09-01")) == 2


FAILED = [("2025-11-15", "basisonderwijs", False), ("2026-01-10", "basisonderwijs", False)]


def test_twice_failed_asks_for_a_school():
    school = "huisonderwijs.inschrijven open 2026-01-10 | 2 keer niet geslaagd voor basisonderwijs"
    assert exams("2026-01-15", *FAILED)[1:] == [school]
    assert len(exams("2026-01-09", *FAILED)) == 1
    assert len(exams("2026-01-15", *FAILED, ("2026-01-12", "basisonderwijs", True))) == 1


def test_enrolment_after_two_failures_fulfils():
    pupil = {"huisonderwijs": [{"van": "2025-09-01"}]}
    tests = [{"datum": day, "getuigschrift": kind, "geslaagd": passed} for day, kind, passed in FAILED]
    found = said(
        "2026-01-20",
        "huisonderwijs",
        {"proeven": tests},
        born="2014-12-31",
        pupil=pupil,
        inschrijvingen=[{"school": "S1", "niveau": "lager", "van": "2026-01-12"}],
    )
    assert found[-1] == (
        "huisonderwijs.inschrijven vervuld 2026-01-10 vervuld 2026-01-12 | 2 keer niet geslaagd voor basisonderwijs"
    )
