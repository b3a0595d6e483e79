"""Whether lessons at home do come."""

from datetime import date

import pytest

from leerrecht.law.engine import antwoord
from tests.law.ask import absent, event, make
from tests.law.topics.said import rules, said

# Ill without interruption since Monday 6 October: a right from day 22, Monday 27 October, which is a holiday.
ILL = {"afwezigheden": [absent("2025-10-06", "2025-12-19", "Z")]}
ALARM = "toah.onvervuld geldt {} | recht sinds {}"


@pytest.mark.parametrize(
    ("op", "lessons", "lines"),
    [
        ("2025-10-26", [], []),
        # Five school days after the holidays: 3, 4, 5, 6 and 7 November.
        ("2025-11-06", [], []),
        ("2025-11-07", [], [ALARM.format("2025-11-07", "27 oktober 2025")]),
        ("2025-11-07", [("2025-11-05", 1)], []),
        ("2025-11-13", [("2025-11-05", 1)], []),
        (
            "2025-11-17",
            [("2025-11-05", 1)],
            [ALARM.format("2025-11-17", "27 oktober 2025, de laatste les in de week van 3 november 2025")],
        ),
        # A week without a lesson given, and one still to come, say nothing.
        ("2025-11-07", [("2025-11-05", 0)], [ALARM.format("2025-11-07", "27 oktober 2025")]),
        ("2025-11-07", [("2025-11-12", 4)], [ALARM.format("2025-11-07", "27 oktober 2025")]),
    ],
)
def test_right_without_lessons_is_a_signal_after_some_school_days(op, lessons, lines):
    facts = {"lessen": [{"week": week, "lestijden": number} for week, number in lessons]}
    assert said(op, "toah_uitvoering", facts, **ILL) == lines


def test_right_without_lessons_is_no_signal_where_it_is_off_or_not_wanted():
    assert said("2025-11-20", "toah_uitvoering", {}, instellingen={"toah_start_schooldagen": None}, **ILL) == []
    assert said("2025-11-20", "toah_uitvoering", {"afgezien": "2025-11-20"}, **ILL) == []
    assert rules(said("2025-11-19", "toah_uitvoering", {"afgezien": "2025-11-20"}, **ILL)) == ["toah.onvervuld geldt"]
    assert said("2025-11-20", "toah_uitvoering", {}) == []


@pytest.mark.parametrize(
    ("stays", "since"),
    [
        # A stay that has not begun, one that lasts, one that ended on a Friday: five school days from the Monday.
        ([{"van": "2025-11-21"}], "2025-11-07"),
        ([{"van": "2025-11-03"}], None),
        ([{"van": "2025-11-03", "tot": "2025-11-20"}], None),
        ([{"van": "2025-11-03", "tot": "2025-11-19"}], None),
        ([{"van": "2025-11-03", "tot": "2025-11-07"}], "2025-11-17"),
    ],
)
def test_school_with_a_stay_elsewhere_owes_no_lessons_until_the_pupil_is_back(stays, since):
    """opname.ontslagen; 11 November is a holiday."""
    answer = antwoord(make(meer={"toah_uitvoering": {}, "opname": stays}, **ILL), date(2025, 11, 20))
    found = [str(one.sinds) for one in answer.uitkomsten if one.regel == "toah.onvervuld"]
    assert found == ([] if since is None else [since])


def test_end_of_a_stay_is_a_day_on_which_the_alarm_can_rise_by_itself():
    stays = [{"van": "2025-11-03", "tot": "2025-11-20"}]
    casus = make(meer={"toah_uitvoering": {}, "opname": stays}, **ILL)
    assert antwoord(casus, date(2025, 11, 20)).verandert_op == date(2025, 11, 21)


@pytest.mark.parametrize(
    ("lessons", "lines"),
    [
        # The ninth half-day Z is that of Friday 10 October in the morning, the eighteenth of Friday 17 October.
        ([], ["toah.onvervuld geldt 2025-10-17 | 8 lestijden door chronische ziekte, gegeven: 0"]),
        ([4], ["toah.onvervuld geldt 2025-10-24 | 8 lestijden door chronische ziekte, gegeven: 4"]),
        ([8], []),
    ],
)
def test_chronically_ill_have_lessons_for_each_nine_half_days(lessons, lines):
    facts = {"lessen": [{"week": "2025-10-13", "lestijden": number} for number in lessons]}
    known = {
        "afwezigheden": [absent("2025-10-06", "2025-10-17", "Z")],
        "gebeurtenissen": [event("2025-09-15", "medische_attestering_chronisch_specialist")],
    }
    assert said("2025-10-24", "toah_uitvoering", facts, **known) == lines


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        ({"leerkracht_gezocht": "2025-11-03"}, ["| gezocht sinds 3 november 2025"]),
        ({"leerkracht_gezocht": "2025-11-21"}, []),
        ({"leerkracht_gezocht": "2025-11-03", "leerkracht_gevonden": "2025-11-20"}, []),
        (
            {"leerkracht_gezocht": "2025-11-03", "leerkracht_gevonden": "2025-11-21"},
            ["| gezocht sinds 3 november 2025"],
        ),
    ],
)
def test_nobody_who_teaches_is_a_signal(facts, lines):
    found = said("2025-11-20", "toah_uitvoering", facts)
    assert found == [f"toah.geen_leerkracht geldt 2025-11-03 {line}" for line in lines]


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ({"gevraagd": "2025-11-03"}, 0),
        ({"gevraagd_tot": "2026-06-30"}, 0),
        ({"gevraagd": "2025-11-03", "gevraagd_tot": "2026-06-30"}, 1),
        ({"gevraagd": "2025-11-03", "gevraagd_tot": "2026-08-31"}, 1),
        ({"gevraagd": "2025-11-03", "gevraagd_tot": "2026-06-29"}, 0),
        ({"gevraagd": "2025-11-03", "gevraagd_tot": "2026-09-30"}, 0),
        ({"gevraagd": "2025-11-21", "gevraagd_tot": "2026-06-30"}, 0),
        ({"gevraagd": "2025-11-03", "gevraagd_tot": "2026-06-30", "terugkeer_besproken": "2025-11-20"}, 0),
        ({"gevraagd": "2025-11-03", "gevraagd_tot": "2026-06-30", "terugkeer_besproken": "2025-11-21"}, 1),
    ],
)
def test_request_until_the_end_of_the_school_year_asks_for_the_way_back(facts, count):
    line = "toah.heel_schooljaar geldt 2025-11-03 | gevraagd tot en met {}"
    until = {"2026-06-30": "30 juni 2026", "2026-08-31": "31 augustus 2026"}
    found = said("2025-11-20", "toah_uitvoering", facts)
    assert found == ([line.format(until[facts["gevraagd_tot"]])] if count else [])
