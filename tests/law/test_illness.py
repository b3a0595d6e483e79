"""Certificates and TOAH."""

from datetime import date

import pytest

from tests.law.ask import absent, ask, event, found

Z = "Z"


def note(van, tot=None, soort="ouderverklaring"):
    return {"soort": soort, "van": van, "tot": tot or van}


ILL = [absent("2025-10-06", "2025-10-10", Z)]
FIVE_NOTES = [note(f"2025-10-{day:02}") for day in (6, 7, 8, 9, 10)]


@pytest.mark.parametrize(
    ("op", "absences", "attests", "expected"),
    [
        ("2025-10-10", ILL, [note("2025-10-06", "2025-10-08")], []),
        ("2025-10-10", ILL, [note("2025-10-06", "2025-10-09")], ["geldt 2025-10-06"]),
        ("2025-10-06", ILL, [note("2025-10-06", "2025-10-09")], ["geldt 2025-10-06"]),
        (
            "2025-10-10",
            ILL,
            [note("2025-10-06", "2025-10-09"), note("2025-10-06", "2025-10-07", "medisch")],
            ["geldt 2025-10-08"],
        ),
        ("2025-10-10", ILL, [note("2025-10-06", "2025-10-09"), note("2025-10-06", "2025-10-10", "chronisch")], []),
        ("2025-10-10", ILL, [note("2025-10-06", "2025-10-09"), note("2025-10-06", "2025-10-10", "type5")], []),
        ("2025-10-10", ILL, [note("2025-10-06", "2025-10-09"), note("2025-10-08", "2025-10-10")], ["geldt 2025-10-06"]),
        ("2025-10-10", ILL, [{"soort": "ouderverklaring", "van": "2025-10-06"}], ["geldt 2025-10-06"]),
        ("2025-10-09", ILL, FIVE_NOTES, []),
        ("2025-10-10", ILL, FIVE_NOTES, ["geldt 2025-10-10"]),
        ("2025-10-10", ILL, [*FIVE_NOTES, note("2025-10-10", soort="medisch")], []),
        ("2025-10-10", ILL, [note("2025-06-02"), *FIVE_NOTES[:3], FIVE_NOTES[4]], []),
        ("2025-10-10", [absent("2025-10-06", "2025-10-10")], FIVE_NOTES, []),
        ("2025-10-20", ILL, [note("2025-10-13", "2025-10-17")], []),
        (
            "2025-10-10",
            ILL,
            [note("2025-10-06", "2025-10-09"), note("2025-06-02", soort="medisch")],
            ["geldt 2025-10-06"],
        ),
        ("2025-10-10", ILL, [], []),
    ],
)
def test_parents_note_does_not_carry_further(op, absences, attests, expected):
    assert found(ask(op, afwezigheden=absences, attesten=attests), "z.ouderverklaring") == expected


@pytest.mark.parametrize(
    ("born", "niveau", "expected"),
    [
        ("2020-05-03", "kleuter", []),
        ("2019-10-08", "kleuter", ["geldt 2025-10-08"]),
        ("2019-05-03", "kleuter", ["geldt 2025-10-06"]),
        ("2020-05-03", "lager", ["geldt 2025-10-06"]),
    ],
)
def test_notes_of_a_kleuter_under_six_have_no_limit(born, niveau, expected):
    answer = ask(
        "2025-10-10",
        born=born,
        school={"niveau": niveau},
        afwezigheden=ILL,
        attesten=[note("2025-10-06", "2025-10-10")],
    )
    assert found(answer, "z.ouderverklaring") == expected


@pytest.mark.parametrize(
    ("attests", "expected"),
    [
        ([note("2025-10-07", "2025-10-08", "dixit")], ["geldt 2025-10-07"]),
        ([note("2025-10-07", "2025-10-08", "dixit"), note("2025-10-07", soort="medisch")], ["geldt 2025-10-08"]),
        ([note("2025-10-07", soort="dixit"), note("2025-10-07")], []),
        ([note("2025-10-07", soort="dixit"), note("2025-10-06", "2025-10-10")], []),
        ([note("2025-10-13", soort="dixit")], []),
    ],
)
def test_dixit_proves_nothing(attests, expected):
    assert found(ask("2025-10-10", afwezigheden=ILL, attesten=attests), "z.dixit") == expected


LONG = [absent("2025-10-06", "2025-10-26", Z)]


@pytest.mark.parametrize(
    ("op", "absences", "expected"),
    [
        # 6 October is day 1, 27 October day 22, in the autumn holiday
        ("2025-10-26", LONG, []),
        ("2025-10-27", LONG, ["geldt 2025-10-27"]),
        ("2025-11-04", LONG, ["geldt 2025-10-27"]),
        # back on five of nine half-days: no longer less than half
        ("2025-11-05", LONG, []),
        ("2025-11-14", [*LONG, absent("2025-11-05", "2025-11-14", Z)], ["geldt 2025-10-27"]),
        ("2025-11-19", [*LONG, absent("2025-11-05", "2025-11-14", "P")], []),
        # back on day 22 itself
        ("2025-09-28", [absent("2025-09-08", "2025-09-28", Z)], []),
        ("2025-09-29", [absent("2025-09-08", "2025-09-28", Z)], []),
        ("2025-09-29", [absent("2025-09-08", "2025-09-29", Z)], ["geldt 2025-09-29"]),
        ("2025-09-29", [absent("2025-09-08", "2025-09-28", Z), absent("2025-09-29", code=Z, parts=["vm"])], []),
        # one attended half-day starts the wait again
        ("2025-10-27", [absent("2025-10-06", "2025-10-16", Z), absent("2025-10-17", "2025-10-26", Z, ["nm"])], []),
        # day 1 counts although the illness began at noon
        (
            "2025-10-27",
            [absent("2025-10-06", code=Z, parts=["nm"]), absent("2025-10-07", "2025-10-26", Z)],
            ["geldt 2025-10-27"],
        ),
        # B and unknown are not illness; another lawful absence neither ends nor opens
        ("2025-10-27", [*LONG, absent("2025-10-14")], []),
        ("2025-10-27", [*LONG, absent("2025-10-14", code="-")], []),
        ("2025-10-27", [*LONG, absent("2025-10-14", code="R")], ["geldt 2025-10-27"]),
        ("2025-10-28", [*LONG, absent("2025-10-24", code="P")], []),
        ("2025-11-03", [*LONG, absent("2025-10-24", code="P"), absent("2025-11-03", code=Z)], ["geldt 2025-11-03"]),
        ("2025-10-27", [absent("2025-10-06", "2025-10-26", "R", grond="moederschapsverlof")], ["geldt 2025-10-27"]),
        ("2025-10-27", [absent("2025-10-06", "2025-10-26", "R")], []),
        # maternity leave from one school year into the next
        (
            "2026-09-01",
            [
                absent("2026-06-15", "2026-06-30", "R", grond="moederschapsverlof"),
                absent("2026-09-01", "2026-09-04", "R", grond="moederschapsverlof"),
            ],
            ["geldt 2026-09-01"],
        ),
        (
            "2025-10-27",
            [absent("2025-10-06", "2025-10-24", "R", grond="moederschapsverlof"), absent("2025-10-07", code=Z)],
            ["geldt 2025-10-27"],
        ),
        # two illnesses, each long enough
        (
            "2026-02-13",
            [*LONG, absent("2026-01-12", "2026-02-13", Z)],
            ["geldt 2026-02-02"],
        ),
        # no lessons are given in summer
        ("2026-07-15", [absent("2026-06-15", "2026-06-30", Z)], []),
        ("2026-09-01", [absent("2026-06-15", "2026-06-30", Z)], []),
        (
            "2026-09-01",
            [absent("2026-06-15", "2026-06-30", Z), absent("2026-09-01", "2026-09-04", Z)],
            ["geldt 2026-09-01"],
        ),
        ("2026-09-02", [absent("2026-06-02", "2026-06-30", Z)], ["geldt 2026-06-23"]),
        ("2026-10-01", [absent("2026-06-02", "2026-06-30", Z)], []),
        ("2026-10-01", [absent("2025-10-06", code=Z)], []),
    ],
)
def test_long_illness_opens_toah(op, absences, expected):
    assert found(ask(op, afwezigheden=absences), "toah.langdurig") == expected


@pytest.mark.parametrize(
    ("op", "change"),
    [("2025-10-24", "2025-10-27"), ("2025-10-27", "2025-11-05"), ("2025-11-03", "2025-11-05")],
)
def test_long_illness_says_when_it_changes(op, change):
    assert ask(op, afwezigheden=LONG, instellingen={"thuiszitter_drempel": None}).verandert_op == date.fromisoformat(
        change
    )


def test_right_that_lasts_until_the_summer():
    answer = ask("2026-07-10", afwezigheden=[absent("2026-06-02", "2026-06-30", Z)])
    assert (found(answer, "toah.langdurig"), answer.verandert_op) == (["geldt 2026-06-23"], date(2026, 9, 1))


def test_less_than_half_of_a_week_can_end_in_the_next_week():
    absences = [*LONG, absent("2025-11-03", "2025-11-05", Z)]
    answer = ask("2025-11-07", afwezigheden=absences, instellingen={"z_gesprek_drempel": None})
    assert (found(answer, "toah.langdurig"), answer.verandert_op) == (["geldt 2025-10-27"], date(2025, 11, 13))


@pytest.mark.parametrize(
    ("school", "pupil", "expected", "optional"),
    [
        ({"stelsel": "deeltijds"}, {}, [], False),
        ({"stelsel": "duaal"}, {}, ["geldt 2025-10-27"], False),
        ({"niveau": "kleuter"}, {}, ["geldt 2025-10-27"], False),
        ({"tot": "2025-10-27"}, {}, ["geldt 2025-10-27"], False),
        ({"tot": "2025-10-26"}, {}, [], False),
        ({}, {"afstand_school_km": 10}, ["geldt 2025-10-27"], False),
        ({}, {"afstand_school_km": 10.1}, ["geldt 2025-10-27"], True),
        ({"soort": "buitengewoon"}, {"afstand_school_km": 20}, ["geldt 2025-10-27"], False),
        ({"soort": "buitengewoon"}, {"afstand_school_km": 20.5}, ["geldt 2025-10-27"], True),
    ],
)
def test_level_and_distance_of_toah(school, pupil, expected, optional):
    answer = ask("2025-10-27", school=school, pupil=pupil, afwezigheden=LONG)
    assert found(answer, "toah.langdurig") == expected
    assert any(text.startswith("facultatief") for one in answer.uitkomsten for text in one.omdat) is optional


@pytest.mark.parametrize(
    ("op", "attests", "expected"),
    [
        ("2025-10-28", [note("2025-10-20", "2025-10-28", "type5")], []),
        ("2025-10-29", [note("2025-10-20", "2025-10-28", "type5")], ["geldt 2025-10-29"]),
        ("2025-10-29", [{"soort": "type5", "van": "2025-10-20"}], []),
        ("2025-11-04", [note("2025-10-30", "2025-10-31", "type5")], ["geldt 2025-10-27"]),
        ("2025-10-28", [note("2025-10-29", "2025-10-31", "type5")], ["geldt 2025-10-27"]),
        ("2025-10-28", [note("2025-10-28", "2025-10-28", "type5")], []),
    ],
)
def test_no_toah_during_type5(op, attests, expected):
    assert found(ask(op, afwezigheden=LONG, attesten=attests), "toah.langdurig") == expected


SPECIALIST = event("2025-09-15", "medische_attestering_chronisch_specialist")
NINE = [absent("2025-10-06", "2025-10-10", Z)]


@pytest.mark.parametrize(
    ("op", "rest", "expected", "hours"),
    [
        ("2025-10-09", {"afwezigheden": NINE, "gebeurtenissen": [SPECIALIST]}, [], 0),
        ("2025-10-10", {"afwezigheden": NINE, "gebeurtenissen": [SPECIALIST]}, ["geldt 2025-10-10"], 4),
        ("2025-10-10", {"afwezigheden": NINE}, [], 0),
        (
            "2025-10-10",
            {"afwezigheden": NINE, "gebeurtenissen": [SPECIALIST], "school": {"stelsel": "deeltijds"}},
            [],
            0,
        ),
        (
            "2025-10-17",
            {"afwezigheden": [absent("2025-10-06", "2025-10-17", Z)], "gebeurtenissen": [SPECIALIST]},
            ["geldt 2025-10-10"],
            8,
        ),
        (
            "2025-10-17",
            {
                "afwezigheden": NINE,
                "gebeurtenissen": [event("2025-10-15", "medische_attestering_chronisch_specialist")],
            },
            ["geldt 2025-10-10"],
            4,
        ),
    ],
)
def test_chronic_illness_gives_lesson_hours(op, rest, expected, hours):
    answer = ask(op, **rest)
    assert (found(answer, "toah.chronisch"), answer.tellers["lestijden_toah"]) == (expected, hours)


@pytest.mark.parametrize(
    ("op", "rest", "expected"),
    [
        ("2025-10-26", {"afwezigheden": LONG}, []),
        ("2025-10-27", {"afwezigheden": LONG}, ["open 2025-10-27"]),
        ("2026-08-31", {"afwezigheden": LONG}, ["open 2025-10-27"]),
        ("2026-09-01", {"afwezigheden": LONG}, []),
        ("2026-09-02", {"afwezigheden": [absent("2026-06-02", "2026-06-30", Z)]}, []),
        (
            "2025-11-10",
            {"afwezigheden": LONG, "gebeurtenissen": [event("2025-10-20", "ouders_geinformeerd_toah")]},
            ["open 2025-10-27"],
        ),
        (
            "2025-11-10",
            {"afwezigheden": LONG, "gebeurtenissen": [event("2025-11-07", "ouders_geinformeerd_toah")]},
            ["vervuld 2025-10-27 vervuld 2025-11-07"],
        ),
        ("2025-10-10", {"afwezigheden": NINE, "gebeurtenissen": [SPECIALIST]}, ["open 2025-10-10"]),
        ("2025-10-06", {"attesten": [note("2025-10-06", "2025-10-26", "medisch")]}, []),
        ("2025-10-05", {"attesten": [note("2025-10-06", "2025-10-27", "medisch")]}, []),
        ("2025-10-06", {"attesten": [note("2025-10-06", "2025-10-27", "medisch")]}, ["open 2025-10-06"]),
        ("2025-10-06", {"attesten": [{"soort": "medisch", "van": "2025-10-06"}]}, ["open 2025-10-06"]),
        ("2025-10-06", {"attesten": [note("2025-10-06", "2025-10-27", "type5")]}, []),
        (
            "2025-10-06",
            {"attesten": [note("2025-10-06", "2025-10-27", "medisch")], "school": {"stelsel": "deeltijds"}},
            [],
        ),
        (
            "2025-10-20",
            {"attesten": [note("2025-10-06", "2025-10-16", "medisch"), note("2025-10-17", "2025-10-27", "medisch")]},
            ["open 2025-10-17"],
        ),
        (
            "2025-10-20",
            {"attesten": [note("2025-10-06", "2025-10-16", "medisch"), note("2025-10-18", "2025-10-27", "medisch")]},
            [],
        ),
        (
            "2026-09-20",
            {"attesten": [note("2025-10-06", "2025-11-16", "medisch"), note("2026-09-18", "2026-09-19", "medisch")]},
            [],
        ),
    ],
)
def test_parents_are_told(op, rest, expected):
    assert found(ask(op, **rest), "toah.informeren") == expected


PERIOD = {"van": "2025-11-05", "tot": "2025-12-19"}


@pytest.mark.parametrize(
    ("op", "rest", "expected"),
    [
        ("2025-11-04", {"toah": [PERIOD]}, []),
        ("2025-11-05", {"toah": [PERIOD]}, ["open 2025-11-05 uiterlijk 2025-11-14 over 2025-11-05"]),
        ("2026-10-01", {"toah": [PERIOD]}, ["open 2025-11-05 uiterlijk 2025-11-14 over 2025-11-05"]),
        (
            "2025-11-20",
            {"toah": [{"van": "2025-11-09"}]},
            ["open 2025-11-09 uiterlijk 2025-11-14 over 2025-11-09"],
        ),
        (
            "2025-11-20",
            {"toah": [{"van": "2025-11-10"}]},
            ["open 2025-11-10 uiterlijk 2025-11-21 over 2025-11-10"],
        ),
        (
            "2025-11-20",
            {
                "toah": [PERIOD],
                "gebeurtenissen": [
                    event("2025-11-04", "melding_toah"),
                    event("2025-11-12", "melding_toah", school="S2"),
                ],
            },
            ["open 2025-11-05 uiterlijk 2025-11-14 over 2025-11-05"],
        ),
        (
            "2025-11-20",
            {"toah": [PERIOD], "gebeurtenissen": [event("2025-11-12", "melding_toah")]},
            ["vervuld 2025-11-05 vervuld 2025-11-12 uiterlijk 2025-11-14 over 2025-11-05"],
        ),
        ("2026-09-01", {"toah": [PERIOD], "gebeurtenissen": [event("2025-11-12", "melding_toah")]}, []),
        # one report a school year is enough for a chronically ill child in kleuter and lager, whichever period it names
        (
            "2026-02-01",
            {
                "school": {"niveau": "lager"},
                "toah": [{**PERIOD, "grond": "chronisch"}, {"van": "2026-01-12", "grond": "chronisch"}],
                "gebeurtenissen": [event("2026-01-13", "melding_toah", bij="2026-01-12")],
            },
            ["vervuld 2025-11-05 vervuld 2026-01-13 uiterlijk 2025-11-14 over 2025-11-05"],
        ),
        (
            "2026-02-01",
            {
                "school": {"niveau": "lager"},
                "toah": [{**PERIOD, "grond": "chronisch"}],
                "gebeurtenissen": [event("2026-01-13", "melding_toah")],
            },
            ["vervuld 2025-11-05 vervuld 2026-01-13 uiterlijk 2025-11-14 over 2025-11-05"],
        ),
        (
            "2026-10-01",
            {"school": {"niveau": "lager"}, "toah": [{"van": "2025-11-05", "grond": "chronisch"}]},
            ["open 2026-09-01 uiterlijk 2026-09-11 over 2025-11-05"],
        ),
        (
            "2026-10-01",
            {"school": {"niveau": "lager"}, "toah": [{**PERIOD, "grond": "chronisch"}]},
            ["open 2025-11-05 uiterlijk 2025-11-14 over 2025-11-05"],
        ),
        # secondary schools report each period
        (
            "2026-02-01",
            {
                "toah": [{**PERIOD, "grond": "chronisch"}, {"van": "2026-01-12", "grond": "chronisch"}],
                "gebeurtenissen": [event("2026-01-13", "melding_toah", bij="2026-01-12")],
            },
            [
                "open 2025-11-05 uiterlijk 2025-11-14 over 2025-11-05",
                "vervuld 2026-01-12 vervuld 2026-01-13 uiterlijk 2026-01-23 over 2026-01-12",
            ],
        ),
        (
            "2025-11-20",
            {"toah": [PERIOD], "inschrijvingen": []},
            ["open 2025-11-05 uiterlijk 2025-11-14 over 2025-11-05"],
        ),
    ],
)
def test_report_of_a_period(op, rest, expected):
    assert found(ask(op, **rest), "toah.melding") == expected


ENDED = [{"van": "2025-09-15", "tot": "2025-11-14"}]


@pytest.mark.parametrize(
    ("op", "absences", "attests", "rest", "expected"),
    [
        ("2026-01-11", [absent("2026-01-12", "2026-01-16", Z)], [note("2026-01-12", "2026-01-16", "medisch")], {}, []),
        (
            "2026-01-12",
            [absent("2026-01-12", "2026-01-16", Z)],
            [note("2026-01-12", "2026-01-16", "medisch")],
            {},
            ["geldt 2026-01-12 over 2025-09-15"],
        ),
        ("2026-01-12", [absent("2026-01-12", "2026-01-16", Z)], [], {}, []),
        ("2026-01-12", [absent("2026-01-12", "2026-01-16", Z)], [note("2026-01-12", "2026-01-16")], {}, []),
        ("2026-01-12", [absent("2026-01-12", "2026-01-16", Z)], [note("2025-11-10", "2026-01-16", "medisch")], {}, []),
        (
            "2026-01-12",
            [absent("2026-01-12", "2026-01-16", Z)],
            [note("2026-01-12", "2026-01-16", "medisch")],
            {"school": {"stelsel": "deeltijds"}},
            [],
        ),
        ("2026-01-14", [absent("2026-01-12", code=Z)], [note("2026-01-13", "2026-01-16", "medisch")], {}, []),
        # still ill in the weekend after the certificate, not on Monday
        (
            "2026-01-18",
            [absent("2026-01-12", "2026-01-16", Z)],
            [note("2026-01-12", "2026-01-16", "medisch")],
            {},
            ["geldt 2026-01-12 over 2025-09-15"],
        ),
        ("2026-01-19", [absent("2026-01-12", "2026-01-16", Z)], [note("2026-01-12", "2026-01-16", "medisch")], {}, []),
        (
            "2026-01-19",
            [absent("2026-01-12", "2026-01-20", Z)],
            [{"soort": "medisch", "van": "2026-01-12"}],
            {},
            ["geldt 2026-01-12 over 2025-09-15"],
        ),
        # three months: 14 February still, 15 February no more
        (
            "2026-02-20",
            [absent("2026-02-12", "2026-02-13", Z)],
            [note("2026-02-12", "2026-02-20", "medisch")],
            {},
            ["geldt 2026-02-12 over 2025-09-15"],
        ),
        ("2026-02-27", [absent("2026-02-23", "2026-02-27", Z)], [note("2026-02-14", "2026-02-27", "medisch")], {}, []),
        ("2026-02-27", [absent("2026-02-23", "2026-02-27", Z)], [note("2026-02-15", "2026-02-27", "medisch")], {}, []),
        ("2025-11-14", [absent("2025-11-10", "2025-11-14", Z)], [note("2025-11-10", "2025-11-14", "medisch")], {}, []),
        (
            "2026-01-12",
            [absent("2026-01-12", code=Z)],
            [note("2026-01-12", soort="medisch")],
            {"toah": [{"van": "2025-09-15"}]},
            [],
        ),
        (
            "2026-09-02",
            [absent("2026-09-01", "2026-09-03", "R", grond="moederschapsverlof")],
            [note("2026-08-20", "2026-09-30", "medisch")],
            {"toah": [{"van": "2026-05-01", "tot": "2026-06-30"}]},
            ["geldt 2026-09-01 over 2026-05-01"],
        ),
    ],
)
def test_relapse_goes_on_without_a_new_request(op, absences, attests, rest, expected):
    rest = {"toah": ENDED, **rest}
    assert found(ask(op, afwezigheden=absences, attesten=attests, **rest), "toah.herval") == expected


MATERNITY = {"code": "R", "grond": "moederschapsverlof"}


@pytest.mark.parametrize(
    ("op", "absence", "expected", "changes"),
    [
        # the certificate ended on Friday: who is still away goes on, until the next school day
        ("2026-01-18", absent("2026-01-12", "2026-01-16", **MATERNITY), ["geldt 2026-01-12"], "2026-01-19"),
        ("2026-01-19", absent("2026-01-12", "2026-01-19", **MATERNITY), ["geldt 2026-01-12"], "2026-01-20"),
        ("2026-01-19", absent("2026-01-12", "2026-01-19", Z), ["geldt 2026-01-12"], "2026-01-20"),
        ("2026-01-20", absent("2026-01-12", "2026-01-19", Z), [], "2026-04-20"),
    ],
)
def test_relapse_after_the_certificate_lasts_until_the_next_school_day(op, absence, expected, changes):
    notes = [note("2026-01-12", "2026-01-16", "medisch")]
    answer = ask(op, afwezigheden=[absence], attesten=notes, toah=ENDED)
    about = [f"{one} over 2025-09-15" for one in expected]
    assert (found(answer, "toah.herval"), answer.verandert_op) == (about, date.fromisoformat(changes))
