"""Compulsory education, and absolute truancy."""

from datetime import date

import pytest

from leerrecht.law.casus import Leerling
from leerrecht.law.leerplicht import deeltijds_van, is_leerplichtig, leerplicht, meerderjarig_van
from tests.law.ask import ask, event, found

OP = date(2026, 1, 15)


@pytest.mark.parametrize(
    ("born", "first", "shown", "beyond"),
    [
        ("2011-05-03", "2017-09-01", "2029-05-03", "2029-05-03"),
        ("2013-12-31", "2019-09-01", "2031-06-30", "2031-07-01"),
        ("2014-01-01", "2020-09-01", "2032-01-01", "2032-01-01"),
        ("2015-01-01", "2020-09-01", "2033-01-01", "2033-01-01"),
        ("2020-12-31", "2025-09-01", "2038-06-30", "2038-07-01"),
        ("2008-06-30", "2014-09-01", "2026-06-30", "2026-06-30"),
        ("2008-07-01", "2014-09-01", "2026-06-30", "2026-07-01"),
        ("2008-02-29", "2014-09-01", "2026-03-01", "2026-03-01"),
    ],
)
def test_leerplicht_of_a_birth_date(born, first, shown, beyond):
    span = leerplicht(Leerling(date.fromisoformat(born)), OP)
    assert tuple(day.isoformat() for day in span) == (first, shown, beyond)


@pytest.mark.parametrize(
    ("born", "day", "holds"),
    [
        ("2020-12-31", "2025-08-31", False),
        ("2020-12-31", "2025-09-01", True),
        ("2008-06-30", "2026-06-29", True),
        ("2008-06-30", "2026-06-30", False),
        ("2008-07-01", "2026-06-30", True),
        ("2008-07-01", "2026-07-01", False),
    ],
)
def test_leerplichtig_on_the_boundary(born, day, holds):
    assert is_leerplichtig(Leerling(date.fromisoformat(born)), date.fromisoformat(day)) is holds


@pytest.mark.parametrize(("day", "holds"), [("2025-12-29", False), ("2025-12-30", True)])
def test_foreign_pupil_from_the_sixtieth_day(day, holds):
    pupil = Leerling(date(2011, 5, 3), nationaliteit="MA", register_inschrijving=date(2025, 10, 31))
    assert is_leerplichtig(pupil, date.fromisoformat(day)) is holds


@pytest.mark.parametrize(("nationality", "register"), [("BE", date(2025, 10, 31)), ("MA", None)])
def test_no_delay_for_a_belgian_or_without_register(nationality, register):
    pupil = Leerling(date(2011, 5, 3), nationaliteit=nationality, register_inschrijving=register)
    assert leerplicht(pupil, OP)[0] == date(2017, 9, 1)


def test_never_leerplichtig_when_living_abroad_or_registered_too_late():
    assert leerplicht(Leerling(date(2011, 5, 3), domicilie="FR"), OP) is None
    late = Leerling(date(2008, 5, 3), nationaliteit="MA", register_inschrijving=date(2026, 4, 1))
    assert leerplicht(late, OP) is None


def test_diploma_ends_leerplicht_from_its_own_date():
    pupil = Leerling(date(2008, 5, 3), diploma_secundair=date(2026, 1, 20))
    assert leerplicht(pupil, date(2026, 1, 19))[1:] == (date(2026, 5, 3), date(2026, 5, 3))
    assert leerplicht(pupil, date(2026, 1, 20))[1:] == (date(2026, 1, 20), date(2026, 1, 20))
    assert not is_leerplichtig(pupil, date(2026, 1, 20))
    late = Leerling(date(2007, 5, 3), diploma_secundair=date(2025, 6, 30))
    assert leerplicht(late, OP)[1] == date(2025, 5, 3)


@pytest.mark.parametrize(
    ("ended", "first"),
    [
        (None, "2026-05-03"),
        (date(2024, 6, 30), "2025-05-03"),
        (date(2025, 6, 30), "2025-06-30"),
        (date(2026, 6, 30), "2026-05-03"),
    ],
)
def test_part_time_allowed_from(ended, first):
    pupil = Leerling(date(2010, 5, 3), twee_leerjaren_so_beeindigd=ended)
    assert deeltijds_van(pupil) == date.fromisoformat(first)
    assert meerderjarig_van(pupil) == date(2028, 5, 3)


def test_status_of_an_enrolled_pupil():
    answer = ask("2026-01-15")
    assert answer.as_dict() == {
        "op": "2026-01-15",
        "status": {
            "leerplichtig": True,
            "leerplicht_van": "2017-09-01",
            "leerplicht_tot": "2029-05-03",
            "deeltijds_toegelaten": False,
            "ingeschreven": True,
            "thuiszitter": False,
        },
        "tellers": {
            "schooljaar": "2025-2026",
            **dict.fromkeys("BZRPMHA-", 0),
            "lestijden_toah": 0,
        },
        "uitkomsten": [],
        "verandert_op": "2026-09-01",
    }


S1 = {"school": "S1", "niveau": "secundair"}


@pytest.mark.parametrize(
    ("op", "rest", "expected"),
    [
        ("2025-10-01", {"inschrijvingen": []}, ["open 2017-09-01"]),
        ("2025-09-01", {"inschrijvingen": [], "born": "2020-02-01"}, ["open 2025-09-01"]),
        ("2025-08-31", {"inschrijvingen": [], "born": "2020-02-01"}, []),
        ("2025-10-01", {"inschrijvingen": [], "pupil": {"huisonderwijs": [{"van": "2025-09-01"}]}}, []),
        (
            "2025-10-01",
            {"inschrijvingen": [], "pupil": {"vrijstellingen": [{"van": "2025-09-01", "reden": "handicap"}]}},
            [],
        ),
        (
            "2026-02-01",
            {
                "inschrijvingen": [],
                "pupil": {"vrijstellingen": [{"van": "2025-09-01", "tot": "2026-01-31", "reden": "handicap"}]},
            },
            ["open 2026-02-01"],
        ),
        ("2025-11-10", {"school": {"tot": "2025-11-09"}}, ["open 2025-11-10"]),
        ("2025-11-09", {"school": {"tot": "2025-11-09"}}, []),
        (
            "2025-12-01",
            {"inschrijvingen": [{**S1, "van": "2025-09-01", "tot": "2025-11-09"}, {**S1, "van": "2025-11-20"}]},
            ["vervuld 2025-11-10 vervuld 2025-11-20"],
        ),
        (
            "2026-09-01",
            {"inschrijvingen": [{**S1, "van": "2025-09-01", "tot": "2025-11-09"}, {**S1, "van": "2025-11-20"}]},
            [],
        ),
        (
            "2025-12-01",
            {"inschrijvingen": [{**S1, "van": "2025-09-01", "tot": "2025-11-09"}, {**S1, "van": "2025-11-10"}]},
            [],
        ),
        ("2025-12-01", {"inschrijvingen": [{**S1, "van": "2025-11-20"}]}, ["vervuld 2017-09-01 vervuld 2025-11-20"]),
        ("2025-12-01", {"inschrijvingen": [{**S1, "van": "2025-11-20", "b_vorige_school": 0}]}, []),
        (
            "2025-12-01",
            {
                "inschrijvingen": [{**S1, "van": "2025-09-01", "tot": "2025-11-09"}],
                "pupil": {"huisonderwijs": [{"van": "2025-11-20"}]},
            },
            ["vervuld 2025-11-10 vervuld 2025-11-20"],
        ),
        ("2025-12-01", {"inschrijvingen": [], "pupil": {"domicilie": "FR"}}, []),
        ("2026-05-03", {"inschrijvingen": [], "born": "2008-05-03"}, []),
    ],
)
def test_absolute_truancy(op, rest, expected):
    assert found(ask(op, **rest), "verzuim.absoluut") == expected


@pytest.mark.parametrize(
    ("pupil", "what"),
    [
        ({"vrijstellingen": [{"van": "2025-11-20", "reden": "handicap"}]}, "een vrijstelling"),
        ({"huisonderwijs": [{"van": "2025-11-20"}]}, "huisonderwijs"),
    ],
)
def test_absolute_truancy_says_what_ended_it(pupil, what):
    answer = ask("2025-12-01", school={"tot": "2025-11-09"}, pupil=pupil)
    assert answer.regel("verzuim.absoluut").omdat == (
        "leerplichtig en nergens ingeschreven sinds 10 november 2025",
        f"opgelost door {what} op 20 november 2025",
    )


def test_absolute_truancy_makes_a_thuiszitter():
    answer = ask("2025-11-10", school={"tot": "2025-11-09"})
    assert (answer.status["thuiszitter"], answer.status["ingeschreven"]) == (True, False)
    assert found(answer, "thuiszitter") == ["geldt 2025-11-10"]
    assert answer.regel("thuiszitter").omdat == ("leerplichtig en nergens ingeschreven",)
    assert answer.regel("b1.contact") is None


def test_an_open_enrolment_ends_where_the_next_begins():
    schools = [{**S1, "van": "2025-09-01"}, {"school": "S2", "niveau": "secundair", "van": "2026-01-05"}]
    answer = ask("2026-01-15", inschrijvingen=schools, gebeurtenissen=[event("2026-02-01", "contact_ouders")])
    assert (answer.status["ingeschreven"], answer.uitkomsten, answer.verandert_op) == (True, (), date(2026, 9, 1))


@pytest.mark.parametrize(("op", "change"), [("2026-01-15", "2026-05-03"), ("2026-05-03", "2026-09-01")])
def test_status_changes_on_the_sixteenth_birthday(op, change):
    assert ask(op, born="2010-05-03").verandert_op == date.fromisoformat(change)
