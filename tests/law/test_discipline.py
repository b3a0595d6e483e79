"""Disciplinary measures and definitive exclusion."""

from dataclasses import replace
from datetime import date

import pytest

from leerrecht.law.engine import antwoord
from tests.law.ask import absent, ask, event, found, make, measure

PS, TU, DU = "preventieve_schorsing", "tijdelijke_uitsluiting", "definitieve_uitsluiting"
LAGER = {"niveau": "lager"}
PART = {"stelsel": "deeltijds"}


@pytest.mark.parametrize(
    ("school", "kind", "last", "expected"),
    [
        (LAGER, PS, "2025-10-10", []),
        (LAGER, PS, "2025-10-12", []),
        (LAGER, PS, "2025-10-13", ["geldt 2025-10-06 over 2025-10-06"]),
        (LAGER, TU, "2025-10-24", []),
        (LAGER, TU, "2025-11-02", []),
        (LAGER, TU, "2025-11-03", ["geldt 2025-10-06 over 2025-10-06"]),
        ({}, PS, "2025-10-17", []),
        ({}, PS, "2025-10-20", ["geldt 2025-10-06 over 2025-10-06"]),
        # 15 lesson days, though 28 calendar days: the autumn holiday lies in them
        ({}, TU, "2025-11-02", []),
        ({}, TU, "2025-11-03", ["geldt 2025-10-06 over 2025-10-06"]),
        ({"stelsel": "duaal"}, PS, "2025-10-20", ["geldt 2025-10-06 over 2025-10-06"]),
        (PART, PS, "2025-10-19", []),
        (PART, PS, "2025-10-20", ["geldt 2025-10-06 over 2025-10-06"]),
        (PART, TU, "2025-10-26", []),
        (PART, TU, "2025-10-27", ["geldt 2025-10-06 over 2025-10-06"]),
        ({"niveau": "kleuter"}, TU, "2026-01-30", []),
        ({"niveau": None}, TU, "2026-01-30", []),
        ({}, DU, "2026-01-30", []),
    ],
)
def test_length_is_judged_from_the_start(school, kind, last, expected):
    assert (
        found(ask("2025-10-06", school=school, maatregelen=[measure(kind, "2025-10-06", last)]), "tucht.duur")
        == expected
    )


def test_free_days_of_the_school_do_not_count():
    answer = ask(
        "2025-10-06", school=LAGER, vrije_dagen=["2025-10-07"], maatregelen=[measure(PS, "2025-10-06", "2025-10-13")]
    )
    assert found(answer, "tucht.duur") == []


@pytest.mark.parametrize(
    ("last", "op", "expected"),
    [
        ("2025-10-14", "2025-10-06", []),
        ("2025-10-15", "2025-10-06", ["geldt 2025-10-06 over 2025-10-06"]),
        (None, "2025-10-14", []),
        (None, "2025-10-15", ["geldt 2025-10-15 over 2025-10-06"]),
    ],
)
def test_neither_do_half_days_that_leave_no_lesson(last, op, expected):
    # Tuesday is free, and on Wednesday the morning, the only part with lessons
    known = make(maatregelen=[measure(PS, "2025-10-06", last)])
    free = frozenset({date(2025, 10, 7)})
    parts = frozenset({(date(2025, 10, 8), "vm")})
    school = replace(known.inschrijvingen[0], niveau="lager", vrije_dagen=free, vrije_halve_dagen=parts)
    answer = antwoord(replace(known, inschrijvingen=(school,)), date.fromisoformat(op))
    assert found(answer, "tucht.duur") == expected


@pytest.mark.parametrize(
    ("last", "kind", "because"),
    [
        (
            "2025-10-13",
            PS,
            "preventieve schorsing vanaf 6 oktober 2025: die duurt 6 schooldagen, hoogstens 5 schooldagen",
        ),
        (
            "2025-11-03",
            TU,
            "tijdelijke uitsluiting vanaf 6 oktober 2025: die duurt 16 schooldagen, hoogstens 15 schooldagen",
        ),
        (None, PS, "preventieve schorsing vanaf 6 oktober 2025: die heeft nog geen einde, hoogstens 5 schooldagen"),
    ],
)
def test_too_long_says_how_long_and_how_long_at_most(last, kind, because):
    answer = ask("2025-11-03", school=LAGER, maatregelen=[measure(kind, "2025-10-06", last)])
    assert answer.regel("tucht.duur").omdat == (f"{because} is toegelaten",)


@pytest.mark.parametrize(
    ("school", "op", "expected"),
    [
        (LAGER, "2025-10-12", []),
        (LAGER, "2025-10-13", ["geldt 2025-10-13 over 2025-10-06"]),
        (PART, "2025-10-19", []),
        (PART, "2025-10-20", ["geldt 2025-10-20 over 2025-10-06"]),
    ],
)
def test_measure_without_an_end_is_too_long_after_the_limit(school, op, expected):
    assert found(ask(op, school=school, maatregelen=[measure(PS, "2025-10-06")]), "tucht.duur") == expected


@pytest.mark.parametrize(
    ("niveau", "kind", "op", "expected"),
    [
        ("kleuter", PS, "2025-10-05", []),
        ("kleuter", PS, "2025-10-06", ["geldt 2025-10-06 over 2025-10-06"]),
        ("kleuter", DU, "2025-10-06", ["geldt 2025-10-06 over 2025-10-06"]),
        ("kleuter", DU, "2026-09-01", []),
        ("kleuter", TU, "2026-09-01", []),
        ("lager", TU, "2025-10-06", []),
    ],
)
def test_kleuter_knows_no_measures(niveau, kind, op, expected):
    made = measure(kind, "2025-10-06", None if kind == DU else "2025-10-08")
    assert found(ask(op, born="2020-05-03", school={"niveau": niveau}, maatregelen=[made]), "tucht.kleuter") == expected


GUIDED = event("2026-09-10", "begeleidingsmaatregel")
MOTIVATED = event("2026-10-08", "motivering_geen_begeleiding")
OPEN = ["open 2026-10-05 over 2026-10-05"]


@pytest.mark.parametrize(
    ("kind", "van", "events", "settings", "expected"),
    [
        (TU, "2026-10-05", [], {}, OPEN),
        (DU, "2026-10-05", [], {}, OPEN),
        (PS, "2026-10-05", [], {}, []),
        (TU, "2026-06-01", [], {}, []),
        (TU, "2026-10-05", [], {"tucht_motivering_van": "2026-10-05"}, OPEN),
        (TU, "2026-10-05", [], {"tucht_motivering_van": "2026-10-06"}, []),
        (TU, "2026-10-05", [], {"tucht_motivering_van": None}, []),
        (TU, "2026-10-05", [GUIDED], {}, ["vervuld 2026-10-05 vervuld 2026-09-10 over 2026-10-05"]),
        (TU, "2026-10-05", [event("2026-10-05", "begeleidingsmaatregel")], {}, OPEN),
        (TU, "2026-10-05", [event("2025-08-31", "begeleidingsmaatregel")], {}, OPEN),
        (TU, "2026-10-05", [{**GUIDED, "school": "S2"}], {}, OPEN),
        (TU, "2026-10-05", [MOTIVATED], {}, ["vervuld 2026-10-05 vervuld 2026-10-08 over 2026-10-05"]),
        (TU, "2026-10-05", [GUIDED, MOTIVATED], {}, ["vervuld 2026-10-05 vervuld 2026-09-10 over 2026-10-05"]),
    ],
)
def test_motivation_is_announced(kind, van, events, settings, expected):
    answer = ask("2026-10-20", maatregelen=[measure(kind, van, van)], gebeurtenissen=events, instellingen=settings)
    assert found(answer, "tucht.motivering") == expected


@pytest.mark.parametrize(
    ("school", "kind", "van", "expected"),
    [
        ({"van": "2018-09-01"}, DU, "2019-05-06", ["open 2019-05-06 over 2019-05-06"]),
        ({"van": "2018-09-01"}, TU, "2019-05-06", []),
        ({"van": "2018-09-01", "niveau": "lager"}, DU, "2019-05-06", []),
        ({"van": "2018-09-01", "niveau": "lager"}, PS, "2019-09-02", ["open 2019-09-02 over 2019-09-02"]),
    ],
)
def test_report_to_agodi(school, kind, van, expected):
    assert found(ask("2019-12-01", school=school, maatregelen=[measure(kind, van, van)]), "tucht.agodi") == expected


def test_each_measure_has_its_own_report():
    answer = ask(
        "2025-12-01",
        maatregelen=[measure(PS, "2025-10-06", "2025-10-08"), measure(TU, "2025-11-03", "2025-11-05")],
        gebeurtenissen=[
            event("2025-11-04", "melding_agodi", bij="2025-11-03"),
            event("2025-10-05", "melding_agodi"),
            event("2025-10-20", "melding_agodi", school="S2"),
            event("2025-09-02", "clb_traject"),
        ],
    )
    assert found(answer, "tucht.agodi") == [
        "open 2025-10-06 over 2025-10-06",
        "vervuld 2025-11-03 vervuld 2025-11-04 over 2025-11-03",
    ]
    assert found(answer, "clb.traject") == [
        "vervuld 2025-10-06 vervuld 2025-09-02 over 2025-10-06",
        "vervuld 2025-11-03 vervuld 2025-09-02 over 2025-11-03",
    ]


@pytest.mark.parametrize(
    ("op", "events", "expected"),
    [
        (
            "2025-12-01",
            [event("2025-10-20", "melding_agodi")],
            ["vervuld 2025-10-06 vervuld 2025-10-20 over 2025-10-06"],
        ),
        ("2026-09-01", [event("2025-10-20", "melding_agodi")], []),
        ("2026-09-01", [], ["open 2025-10-06 over 2025-10-06"]),
        (
            "2026-10-01",
            [event("2026-09-20", "melding_agodi")],
            ["vervuld 2025-10-06 vervuld 2026-09-20 over 2025-10-06"],
        ),
    ],
)
def test_duty_of_a_measure_stays_until_fulfilled(op, events, expected):
    answer = ask(op, maatregelen=[measure(PS, "2025-10-06", "2025-10-08")], gebeurtenissen=events)
    assert found(answer, "tucht.agodi") == expected


R = absent("2025-10-06", "2025-10-08", "R")
SHELTER = event("2025-10-07", "opvang_aangeboden")


@pytest.mark.parametrize(
    ("op", "rest", "expected"),
    [
        ("2025-10-20", {"afwezigheden": [R]}, []),
        (
            "2025-10-20",
            {"afwezigheden": [R, absent("2025-10-07", code="B", parts=["nm"])]},
            ["geldt 2025-10-07 over 2025-10-06"],
        ),
        (
            "2025-10-20",
            {"afwezigheden": [absent("2025-10-06", "2025-10-07", "R")]},
            ["geldt 2025-10-08 over 2025-10-06"],
        ),
        ("2025-10-07", {"afwezigheden": [absent("2025-10-06", "2025-10-07", "R")]}, []),
        ("2025-10-06", {"gebeurtenissen": [SHELTER]}, ["geldt 2025-10-06 over 2025-10-06"]),
        ("2025-10-07", {"gebeurtenissen": [SHELTER]}, []),
        (
            "2025-10-07",
            {"gebeurtenissen": [event("2025-10-03", "opvang_aangeboden")]},
            ["geldt 2025-10-06 over 2025-10-06"],
        ),
        (
            "2025-10-07",
            {"gebeurtenissen": [event("2025-10-07", "opvang_gemotiveerd_geweigerd")]},
            ["geldt 2025-10-06 over 2025-10-06"],
        ),
        (
            "2025-10-07",
            {"gebeurtenissen": [SHELTER], "afwezigheden": [absent("2025-10-07", code="Z")]},
            ["geldt 2025-10-07 over 2025-10-06"],
        ),
        ("2026-10-07", {"afwezigheden": [absent("2025-10-07", code="Z")]}, []),
        ("2025-10-20", {"inschrijvingen": []}, ["geldt 2025-10-06 over 2025-10-06"]),
        ("2025-10-20", {"school": {"school": "S2"}}, []),
    ],
)
def test_code_and_measure_agree(op, rest, expected):
    assert found(ask(op, maatregelen=[measure(TU, "2025-10-06", "2025-10-08")], **rest), "tucht.code") == expected


def test_both_faults_of_a_measure_are_named():
    answer = ask(
        "2025-10-20",
        afwezigheden=[absent("2025-10-07", code="B")],
        maatregelen=[measure(TU, "2025-10-06", "2025-10-08")],
    )
    named = "tijdelijke uitsluiting vanaf 6 oktober 2025"
    assert answer.regel("tucht.code").omdat == (
        f"{named}: op 6 oktober 2025 telt de leerling als aanwezig, maar is er geen opvang aangeboden",
        f"{named}: op 7 oktober 2025 staat er een andere code dan R (van rechtswege gewettigd)",
    )


def test_next_half_day_in_a_measure_counts_as_attended():
    answer = ask(
        "2025-10-06",
        afwezigheden=[absent("2025-10-06", code="R")],
        maatregelen=[measure(TU, "2025-10-06", "2025-10-08")],
    )
    assert (found(answer, "tucht.code"), answer.verandert_op) == ([], date(2025, 10, 7))


def test_code_of_a_definitive_exclusion_until_enrolled_elsewhere():
    schools = [{"school": "S1", **LAGER, "van": "2025-09-01"}, {"school": "S2", **LAGER, "van": "2025-10-09"}]
    rest = {"inschrijvingen": schools, "afwezigheden": [R, absent("2025-10-10", code="B")]}
    answer = ask("2025-10-20", maatregelen=[measure(DU, "2025-10-06")], **rest)
    assert found(answer, "tucht.code") == []
    assert found(ask("2025-10-20", maatregelen=[measure(DU, "2025-10-06", school=None)], **rest), "tucht.code") == []


@pytest.mark.parametrize(
    ("school", "kind", "events", "expected"),
    [
        (LAGER, PS, [], ["open 2025-10-06 over 2025-10-06"]),
        (LAGER, DU, [], []),
        ({}, PS, [], []),
        (LAGER, TU, [event("2025-10-03", "opvang_aangeboden")], ["open 2025-10-06 over 2025-10-06"]),
        (
            LAGER,
            TU,
            [event("2025-10-06", "opvang_gemotiveerd_geweigerd")],
            ["vervuld 2025-10-06 vervuld 2025-10-06 over 2025-10-06"],
        ),
    ],
)
def test_opvang_in_lager(school, kind, events, expected):
    answer = ask(
        "2025-10-20", school=school, maatregelen=[measure(kind, "2025-10-06", "2025-10-08")], gebeurtenissen=events
    )
    assert found(answer, "tucht.opvang") == expected


def schools(niveau="secundair", second="2025-12-01", first_tot=None):
    return [
        {"school": "S1", "niveau": niveau, "van": "2025-09-01", "tot": first_tot},
        {"school": "S2", "niveau": niveau, "van": second},
    ]


@pytest.mark.parametrize(
    ("op", "van", "rest", "expected"),
    [
        ("2025-10-20", "2025-10-06", {}, ["open 2025-10-06 over 2025-10-06"]),
        ("2026-10-20", "2025-10-06", {}, ["open 2025-10-06 over 2025-10-06"]),
        ("2025-10-20", "2025-10-06", {"school": LAGER}, []),
        ("2026-09-20", "2026-08-31", {}, []),
        ("2026-09-20", "2026-08-30", {}, ["open 2026-08-30 over 2026-08-30"]),
        ("2025-11-30", "2025-10-06", {"inschrijvingen": schools()}, ["open 2025-10-06 over 2025-10-06"]),
        (
            "2025-12-01",
            "2025-10-06",
            {"inschrijvingen": schools()},
            ["vervuld 2025-10-06 vervuld 2025-12-01 over 2025-10-06"],
        ),
        (
            "2025-12-10",
            "2025-12-05",
            {"inschrijvingen": schools()},
            ["vervuld 2025-12-05 vervuld 2025-12-01 over 2025-12-05"],
        ),
        ("2026-09-01", "2025-10-06", {"inschrijvingen": schools()}, []),
    ],
)
def test_search_for_a_school(op, van, rest, expected):
    assert found(ask(op, maatregelen=[measure(DU, van)], **rest), "du.zoeken") == expected


def test_searching_is_shown():
    tried = [event("2025-10-09", "zoekactie_school"), event("2025-10-08", "zoekactie_school", school="S9")]
    answer = ask("2025-10-20", maatregelen=[measure(DU, "2025-10-06")], gebeurtenissen=tried)
    assert answer.regel("du.zoeken").omdat == (
        "definitieve uitsluiting vanaf 6 oktober 2025",
        "zoekactie naar een nieuwe school op 9 oktober 2025",
    )


@pytest.mark.parametrize(
    ("op", "rest", "expected"),
    [
        ("2025-10-20", {"school": LAGER}, ["open 2025-10-06 over 2025-10-06"]),
        ("2025-10-20", {"school": {**LAGER, "tot": "2025-10-19"}}, []),
        ("2025-10-20", {}, []),
        (
            "2025-10-20",
            {"school": LAGER, "gebeurtenissen": [SHELTER]},
            ["vervuld 2025-10-06 vervuld 2025-10-07 over 2025-10-06"],
        ),
    ],
)
def test_opvang_after_exclusion(op, rest, expected):
    assert found(ask(op, maatregelen=[measure(DU, "2025-10-06")], **rest), "du.opvang") == expected


UNWILLING = event("2025-11-20", "manifeste_onwil_schoolaanbod")


@pytest.mark.parametrize(
    ("van", "op", "rest", "expected"),
    [
        ("2025-10-06", "2025-11-12", {"school": LAGER}, []),
        ("2025-10-06", "2025-11-13", {"school": LAGER}, ["geldt 2025-11-13 over 2025-10-06"]),
        ("2025-09-03", "2025-10-03", {"school": LAGER}, ["geldt 2025-10-03 over 2025-09-03"]),
        ("2025-11-25", "2026-01-07", {"school": LAGER}, []),
        ("2025-11-25", "2026-01-08", {"school": LAGER}, ["geldt 2026-01-08 over 2025-11-25"]),
        ("2025-10-06", "2025-11-20", {"school": {**LAGER, "tot": "2025-11-13"}}, []),
        ("2025-10-06", "2025-12-20", {"inschrijvingen": schools("lager")}, []),
        ("2026-08-31", "2026-08-31", {}, []),
        ("2026-08-31", "2026-09-01", {}, ["geldt 2026-09-01 over 2026-08-31"]),
        ("2025-10-06", "2026-03-01", {}, []),
        ("2025-10-06", "2025-11-19", {"gebeurtenissen": [UNWILLING]}, []),
        ("2025-10-06", "2025-11-20", {"gebeurtenissen": [UNWILLING]}, ["geldt 2025-11-20 over 2025-10-06"]),
        ("2025-10-06", "2025-10-17", {"born": "2007-05-03"}, []),
        ("2025-10-06", "2025-10-20", {"born": "2007-05-03"}, ["geldt 2025-10-20 over 2025-10-06"]),
        # leerplicht ended on 30 June before; on a later birthday it ends after the tenth lesson day
        ("2025-10-06", "2026-06-30", {"born": "2007-12-02"}, ["geldt 2025-10-20 over 2025-10-06"]),
        ("2025-10-06", "2026-02-01", {"born": "2008-02-02"}, []),
        ("2025-10-06", "2026-02-02", {"born": "2008-02-02"}, ["geldt 2026-02-02 over 2025-10-06"]),
        ("2025-10-06", "2025-10-20", {"pupil": {"domicilie": "NL"}}, ["geldt 2025-10-20 over 2025-10-06"]),
        (
            "2025-10-06",
            "2025-10-20",
            {"pupil": {"nationaliteit": "MA", "register_inschrijving": "2025-10-01"}},
            ["geldt 2025-10-20 over 2025-10-06"],
        ),
        ("2025-10-06", "2025-12-20", {"school": {"niveau": "kleuter"}}, []),
    ],
)
def test_first_day_of_deregistration(van, op, rest, expected):
    assert found(ask(op, maatregelen=[measure(DU, van)], **rest), "du.uitschrijving") == expected


@pytest.mark.parametrize(
    ("op", "rest", "expected"),
    [
        # 6 October is the first school day, 20 October the eleventh
        ("2025-10-19", {}, []),
        ("2025-10-20", {}, ["geldt 2025-10-20 over 2025-10-06"]),
        ("2025-10-20", {"vrije_dagen": ["2025-10-07"]}, []),
        ("2025-12-01", {"inschrijvingen": schools()}, []),
        ("2025-11-30", {"inschrijvingen": schools()}, ["geldt 2025-10-20 over 2025-10-06"]),
        ("2025-10-20", {"inschrijvingen": []}, ["geldt 2025-10-20 over 2025-10-06"]),
        ("2026-10-01", {"born": "2007-05-03", "school": {"tot": "2025-10-20"}}, []),
        ("2026-10-01", {"born": "2007-05-03"}, ["geldt 2025-10-20 over 2025-10-06"]),
        # of age and gone, in the school year of the exclusion itself
        (
            "2026-06-01",
            {"born": "2007-05-03", "school": {"tot": "2025-10-20"}},
            ["geldt 2025-10-20 over 2025-10-06"],
        ),
    ],
)
def test_at_home_after_exclusion(op, rest, expected):
    answer = ask(op, maatregelen=[measure(DU, "2025-10-06")], **rest)
    assert found(answer, "du.thuis") == expected
    if expected:
        assert answer.status["thuiszitter"]
        assert answer.regel("du.thuis").omdat[-1] == "na meer dan 10 schooldagen is er nog geen nieuwe inschrijving"


def test_thuiszitter_since_the_first_of_its_grounds():
    answer = ask(
        "2025-10-20", maatregelen=[measure(DU, "2025-10-06")], afwezigheden=[absent("2025-09-15", "2025-10-20", "R")]
    )
    assert found(answer, "thuiszitter") == ["geldt 2025-09-29"]
    assert answer.regel("thuiszitter").omdat == (
        "minstens 20 halve schooldagen na elkaar afwezig",
        "uitgesloten en nog zonder nieuwe school",
    )
