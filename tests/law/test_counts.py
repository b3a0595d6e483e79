"""Rules that follow from counts, each on its boundary."""

import pytest

from leerrecht.law.regels import REGELS
from tests.law.ask import absent, ask, event, found

WEEK = absent("2025-10-06", "2025-10-10")
FIVE = absent("2025-10-06", "2025-10-08")
S2 = {"school": "S2", "niveau": "secundair", "van": "2025-11-03"}


def ten(code="B"):
    return [absent("2025-10-06", "2025-10-10", code), absent("2025-10-13", code=code, parts=["vm"])]


@pytest.mark.parametrize(
    ("regel", "op", "rest", "expected"),
    [
        ("b1.contact", "2025-10-05", {"afwezigheden": [FIVE]}, []),
        ("b1.contact", "2025-10-06", {"afwezigheden": [FIVE]}, ["open 2025-10-06"]),
        (
            "b1.contact",
            "2025-10-07",
            {"afwezigheden": [FIVE], "gebeurtenissen": [event("2025-10-05", "contact_ouders")]},
            ["open 2025-10-06"],
        ),
        (
            "b1.contact",
            "2025-10-09",
            {
                "afwezigheden": [FIVE],
                "gebeurtenissen": [event("2025-10-08", "contact_ouders"), event("2025-10-07", "gesprek_leerling")],
            },
            ["vervuld 2025-10-06 vervuld 2025-10-07"],
        ),
        ("b1.contact", "2026-08-31", {"afwezigheden": [FIVE]}, ["open 2025-10-06"]),
        ("b1.contact", "2026-09-01", {"afwezigheden": [FIVE]}, []),
        (
            "b.begeleiding",
            "2025-10-09",
            {"afwezigheden": [FIVE], "gebeurtenissen": [event("2025-10-06", "begeleidingsmaatregel")]},
            ["vervuld 2025-10-06 vervuld 2025-10-06"],
        ),
        (
            "b.begeleiding",
            "2025-10-09",
            {"afwezigheden": [FIVE], "gebeurtenissen": [event("2025-10-03", "begeleidingsmaatregel")]},
            ["open 2025-10-06"],
        ),
        ("b5.melding_clb", "2025-10-07", {"afwezigheden": [FIVE]}, []),
        ("b5.melding_clb", "2025-10-08", {"afwezigheden": [FIVE]}, ["open 2025-10-08"]),
        (
            "b5.melding_clb",
            "2025-10-20",
            {"afwezigheden": [FIVE], "gebeurtenissen": [event("2025-10-07", "melding_clb")]},
            ["open 2025-10-08"],
        ),
        (
            "b5.melding_clb",
            "2025-10-20",
            {"afwezigheden": [FIVE], "gebeurtenissen": [event("2025-10-08", "melding_clb", school="S2", bij=None)]},
            ["vervuld 2025-10-08 vervuld 2025-10-08"],
        ),
        ("b5.melding_clb", "2025-10-20", {"afwezigheden": [FIVE], "born": "2000-01-01"}, ["open 2025-10-08"]),
        (
            "b5.begeleidingsdossier",
            "2025-10-20",
            {"afwezigheden": [FIVE], "gebeurtenissen": [event("2025-09-10", "begeleidingsdossier")]},
            ["vervuld 2025-10-08 vervuld 2025-09-10"],
        ),
        (
            "b5.begeleidingsdossier",
            "2025-10-20",
            {"afwezigheden": [FIVE], "gebeurtenissen": [event("2025-08-31", "begeleidingsdossier")]},
            ["open 2025-10-08"],
        ),
        ("clb.traject", "2025-10-08", {"afwezigheden": [FIVE], "born": "2007-10-09"}, ["open 2025-10-08"]),
        ("clb.traject", "2025-10-08", {"afwezigheden": [FIVE], "born": "2007-10-08"}, []),
        (
            "clb.traject",
            "2025-10-20",
            {"afwezigheden": [FIVE], "gebeurtenissen": [event("2025-09-02", "clb_traject")]},
            ["vervuld 2025-10-08 vervuld 2025-09-02"],
        ),
        (
            "clb.traject",
            "2025-10-20",
            {"born": "2000-01-01", "gebeurtenissen": [event("2025-10-01", "schoolloopbaan_in_gedrang")]},
            ["open 2025-10-01"],
        ),
        (
            "clb.traject",
            "2025-10-20",
            {"afwezigheden": [FIVE], "gebeurtenissen": [event("2025-10-01", "schoolloopbaan_in_gedrang")]},
            ["open 2025-10-01"],
        ),
        ("clb.traject", "2026-09-01", {"gebeurtenissen": [event("2025-10-01", "schoolloopbaan_in_gedrang")]}, []),
        ("b10.politie", "2025-10-10", {"afwezigheden": ten()}, []),
        ("b10.politie", "2025-10-13", {"afwezigheden": ten()}, ["geldt 2025-10-13"]),
        ("b10.politie", "2025-10-13", {"afwezigheden": ten(), "instellingen": {"politie_drempel": None}}, []),
        (
            "b10.politie",
            "2025-10-13",
            {"afwezigheden": ten(), "instellingen": {"politie_drempel": 6}},
            ["geldt 2025-10-09"],
        ),
        ("onbekend.reden", "2025-10-20", {"afwezigheden": [absent("2025-10-06", code="-")]}, ["open 2025-10-06"]),
        (
            "onbekend.reden",
            "2025-10-20",
            {"afwezigheden": [absent("2025-10-06", code="-"), absent("2025-10-06", code="Z")]},
            [],
        ),
        ("z20.aandacht", "2025-10-17", {"afwezigheden": [absent("2025-10-06", "2025-10-20", "Z")]}, []),
        (
            "z20.aandacht",
            "2025-10-20",
            {"afwezigheden": [absent("2025-10-06", "2025-10-20", "Z")]},
            ["geldt 2025-10-20"],
        ),
        ("p30.aandacht", "2025-11-03", {"afwezigheden": [absent("2025-10-06", "2025-11-05", "P")]}, []),
        (
            "p30.aandacht",
            "2025-11-04",
            {"afwezigheden": [absent("2025-10-06", "2025-11-05", "P")]},
            ["geldt 2025-11-04"],
        ),
        ("b30.problematisch", "2025-11-03", {"afwezigheden": [absent("2025-10-06", "2025-11-05")]}, []),
        (
            "b30.problematisch",
            "2025-11-04",
            {"afwezigheden": [absent("2025-10-06", "2025-11-05")]},
            ["geldt 2025-11-04"],
        ),
    ],
)
def test_counts_on_the_boundary(regel, op, rest, expected):
    assert found(ask(op, **rest), regel) == expected


@pytest.mark.parametrize(
    ("op", "expected"), [("2018-10-05", []), ("2018-10-08", ["open 2018-10-08"]), ("2019-09-01", [])]
)
def test_threshold_was_ten_until_august_2019(op, expected):
    rest = {"school": {"van": "2018-09-01"}, "afwezigheden": [absent("2018-10-01", "2018-10-05"), absent("2018-10-08")]}
    answer = ask(op, **rest)
    assert (found(answer, "b5.melding_clb"), found(answer, "b5.begeleidingsdossier")) == (expected, expected)
    if expected:
        assert answer.regel("b5.melding_clb").van_kracht is None


def test_threshold_of_five_from_september_2019():
    rest = {"school": {"van": "2018-09-01"}, "afwezigheden": [absent("2019-09-02", "2019-09-04")]}
    outcome = ask("2019-09-04", **rest).regel("b5.melding_clb")
    assert (outcome.sinds.isoformat(), outcome.van_kracht.isoformat()) == ("2019-09-04", "2019-09-01")


@pytest.mark.parametrize(
    ("brought", "absences", "own", "expected"),
    [
        (3, [absent("2025-11-04")], 2, ["open 2025-11-04"]),
        (3, [absent("2025-11-04", parts=["nm"])], 1, []),
        (5, [], 0, ["open 2025-11-03"]),
        (7, [absent("2025-11-03")], 2, ["open 2025-11-03"]),
        (4, [absent("2025-11-03", parts=["nm"])], 1, ["open 2025-11-03"]),
    ],
)
def test_brought_along_b_counts_for_the_report(brought, absences, own, expected):
    answer = ask("2025-11-10", inschrijvingen=[{**S2, "b_vorige_school": brought}], afwezigheden=absences)
    assert found(answer, "b5.melding_clb") == expected
    assert (answer.tellers["B"], found(answer, "clb.traject")) == (own, expected)


def test_brought_along_b_counts_with_the_first_half_day_of_the_year():
    school = {**S2, "van": "2025-09-01", "b_vorige_school": 4}
    answer = ask("2025-09-03", inschrijvingen=[school], afwezigheden=[absent("2025-09-01", parts=["vm"])])
    assert found(answer, "b5.melding_clb") == ["open 2025-09-01"]


def test_brought_along_b_does_not_open_the_first_contact_nor_the_counts():
    answer = ask("2025-11-10", inschrijvingen=[{**S2, "b_vorige_school": 12}])
    assert (answer.tellers["B"], found(answer, "b1.contact"), found(answer, "b10.politie")) == (
        0,
        [],
        ["geldt 2025-11-03"],
    )
    assert answer.regel("b5.melding_clb").omdat == (
        "12 halve dagen B (problematisch afwezig) in 2025-2026",
        "waarvan 12 op de vorige school",
    )


def test_brought_along_b_counts_only_in_the_year_in_which_the_enrolment_begins():
    answer = ask("2026-10-01", inschrijvingen=[{**S2, "b_vorige_school": 12}])
    assert found(answer, "b5.melding_clb") == []


@pytest.mark.parametrize(
    ("before", "brought", "expected"),
    [
        ("2025-02-19", 0, []),
        ("2025-02-20", 0, ["geldt 2025-11-04"]),
        ("2025-02-19", 1, []),
        ("2025-02-19", 2, ["geldt 2025-11-04"]),
    ],
)
def test_thirty_b_two_years_running(before, brought, expected):
    school = {"school": "S1", "niveau": "secundair", "van": "2024-09-02", "b_vorige_school": brought}
    absences = [absent("2025-01-29", before), absent("2025-10-06", "2025-11-05")]
    assert found(ask("2025-12-01", inschrijvingen=[school], afwezigheden=absences), "b30.schooltoeslag") == expected


@pytest.mark.parametrize(
    ("year", "threshold", "expected"),
    [
        (2026, 5, []),
        (2027, None, []),
        (2027, 5, ["vervuld 2027-10-06 vervuld 2027-10-08"]),
        (2027, 9, ["open 2027-10-08"]),
        (2027, 10, []),
    ],
)
def test_announced_report_of_illness(year, threshold, expected):
    start = {2026: "2026-10-05", 2027: "2027-10-04"}[year]
    end = {2026: "2026-10-09", 2027: "2027-10-08"}[year]
    done = "2027-10-08" if threshold == 5 else "2027-10-07"
    answer = ask(
        f"{year}-12-01",
        afwezigheden=[absent(start, end, "Z")],
        instellingen={"z_melding_drempel": threshold},
        gebeurtenissen=[event(done, "melding_clb")],
    )
    assert found(answer, "z.melding_clb") == expected


H_OUT_OF_PLACE = (
    "code H (revalidatie tijdens de lestijden in buitengewoon onderwijs) staat bij een leerling in het gewoon onderwijs"
)


@pytest.mark.parametrize(
    ("rest", "expected", "because"),
    [
        (
            {"afwezigheden": [absent("2025-10-06", code="H")]},
            ["geldt 2025-10-06"],
            H_OUT_OF_PLACE,
        ),
        ({"afwezigheden": [absent("2025-10-06", code="H")], "school": {"soort": "buitengewoon"}}, [], None),
        ({"afwezigheden": [absent("2025-10-06", code="M")]}, [], None),
        (
            {"afwezigheden": [absent("2025-10-06", code="M")], "school": {"niveau": "lager"}},
            ["geldt 2025-10-06"],
            "code M (werkplek niet ingevuld, buiten de wil van de leerling) bestaat niet in lager onderwijs",
        ),
        ({"afwezigheden": [absent("2025-10-06", code="M")], "school": {"niveau": None}}, [], None),
        (
            {"afwezigheden": [absent("2025-10-06", code="A")], "born": "2020-05-03", "school": {"niveau": "kleuter"}},
            ["geldt 2025-10-06"],
            "code A (niet-leerplichtige kleuter) staat bij een leerling die leerplichtig is",
        ),
        (
            {"afwezigheden": [absent("2025-10-06", code="A")], "born": "2021-05-03", "school": {"niveau": "kleuter"}},
            [],
            None,
        ),
        (
            {
                "afwezigheden": [absent("2025-10-06", code="A")],
                "pupil": {"domicilie": "NL"},
                "school": {"niveau": "kleuter"},
            },
            [],
            None,
        ),
        (
            {
                "afwezigheden": [absent("2025-11-04", code="H")],
                "inschrijvingen": [
                    {"school": "S0", "niveau": "lager", "van": "2024-09-01", "tot": "2025-06-30"},
                    {
                        "school": "S1",
                        "niveau": "lager",
                        "soort": "buitengewoon",
                        "van": "2025-09-01",
                        "tot": "2025-10-31",
                    },
                    {"school": "S2", "niveau": "lager", "van": "2025-11-01"},
                ],
            },
            ["geldt 2025-11-04"],
            H_OUT_OF_PLACE,
        ),
        # the first of several counts; what comes after the enrolment in which it is out of place does not
        ({"afwezigheden": [absent(day, code="H") for day in ("2025-11-04", "2025-11-06")]}, ["geldt 2025-11-04"], None),
        (
            {
                "afwezigheden": [absent(day, code="M") for day in ("2025-11-04", "2025-11-06")],
                "school": {"niveau": "lager"},
            },
            ["geldt 2025-11-04"],
            None,
        ),
        (
            {
                "afwezigheden": [absent("2025-11-04", code="H")],
                "inschrijvingen": [
                    {"school": "S1", "niveau": "lager", "van": "2025-09-01", "tot": "2025-10-31"},
                    {"school": "S2", "niveau": "lager", "soort": "buitengewoon", "van": "2025-11-01"},
                ],
            },
            [],
            None,
        ),
    ],
)
def test_code_out_of_place(rest, expected, because):
    answer = ask("2025-12-01", **rest)
    assert found(answer, "code.niveau") == expected
    assert because is None or answer.regel("code.niveau").omdat == (because,)


def test_absences_without_any_enrolment_lie_on_the_flemish_calendar():
    answer = ask(
        "2025-12-01",
        inschrijvingen=[],
        afwezigheden=[absent("2025-10-20", "2025-11-03", "H")],
        vrije_dagen=["2025-10-20"],
    )
    assert (answer.tellers["H"], found(answer, "code.niveau")) == (9, [])


def test_absences_outside_the_enrolment_do_not_count():
    answer = ask("2025-12-01", school={"tot": "2025-10-06"}, afwezigheden=[absent("2025-10-06", "2025-10-10")])
    assert answer.tellers["B"] == 2


KLEUTER = {"niveau": "kleuter"}


@pytest.mark.parametrize(
    ("born", "school", "absences", "op", "expected"),
    [
        # 327 half-days in 2025-2026: 37 may be lost, the 38th is one too many
        (
            "2020-05-03",
            KLEUTER,
            [absent("2025-10-06", "2025-11-07"), absent("2025-11-10", parts=["vm"])],
            "2025-12-01",
            [],
        ),
        ("2020-05-03", KLEUTER, [absent("2025-10-06", "2025-11-10")], "2025-12-01", ["geldt 2025-11-10"]),
        ("2020-05-03", KLEUTER, [absent("2025-10-06", "2025-11-10")], "2025-11-09", []),
        (
            "2020-05-03",
            KLEUTER,
            [absent("2025-10-06", "2025-11-07"), absent("2026-01-05", code="-")],
            "2026-01-05",
            ["geldt 2026-01-05"],
        ),
        ("2020-05-03", KLEUTER, [absent("2025-10-06", "2026-01-30", "Z")], "2026-02-02", []),
        ("2019-12-31", KLEUTER, [absent("2025-10-06", "2026-01-30")], "2026-02-02", []),
        ("2021-01-01", KLEUTER, [absent("2025-10-06", "2026-01-30")], "2026-02-02", []),
        ("2020-05-03", {"niveau": "lager"}, [absent("2025-10-06", "2026-01-30")], "2026-02-02", []),
        ("2020-05-03", {**KLEUTER, "van": "2025-10-13"}, [], "2025-10-13", ["geldt 2025-10-13"]),
        ("2014-05-03", {**KLEUTER, "van": "2019-09-01"}, [absent("2019-10-07", "2020-02-01")], "2020-02-03", []),
    ],
)
def test_290_half_days_of_a_five_year_old(born, school, absences, op, expected):
    assert found(ask(op, born=born, school=school, afwezigheden=absences), "kleuter290") == expected


def test_290_half_days_over_two_schools():
    schools = [
        {"school": "S0", "niveau": "kleuter", "van": "2024-09-01", "tot": "2025-06-30"},
        {"school": "S1", "niveau": "kleuter", "van": "2025-10-13", "tot": "2025-11-30"},
        {"school": "S2", "niveau": "kleuter", "van": "2026-01-19"},
    ]
    answer = ask("2026-02-02", born="2020-05-03", inschrijvingen=schools)
    assert found(answer, "kleuter290") == ["geldt 2025-10-13"]


def test_every_rule_has_its_words():
    for rule in REGELS.values():
        assert all((rule.titel, rule.bron, rule.voor, rule.uitleg.endswith(".")))
        assert bool(rule.handeling) <= (rule.aard == "plicht")
