"""Sick pupils: SIO, School & Ziekzijn, TOAH in detail, stays, POAH, rehabilitation, proof, the CLB doctor."""

from datetime import date

import pytest

from leerrecht.law.codes import met_naam
from leerrecht.law.dates import voluit
from tests.law.ask import absent, event
from tests.law.topics.said import rules, said

MEDISCH = {"attesten": [{"soort": "medisch", "van": "2025-10-06", "tot": "2025-11-30"}]}


@pytest.mark.parametrize(
    ("school", "born", "facts", "since"),
    [
        ({"niveau": "secundair"}, "2011-05-03", {}, "2025-10-06"),
        ({"niveau": "secundair", "stelsel": "duaal"}, "2009-05-03", {}, "2025-10-06"),
        ({"niveau": "secundair", "stelsel": "deeltijds"}, "2009-05-03", {}, None),
        ({"niveau": "lager", "van": "2025-10-13"}, "2016-05-03", {}, "2025-10-13"),
        ({"niveau": "lager", "tot": "2025-10-19"}, "2016-05-03", {}, None),
        ({"niveau": "kleuter"}, "2020-10-20", {}, "2025-10-20"),
        ({"niveau": "kleuter"}, "2020-10-21", {}, None),
        ({"niveau": "kleuter"}, "2020-10-21", {"derde_kleuter": True}, "2025-10-06"),
        ({"niveau": None}, "2011-05-03", {}, None),
    ],
)
def test_internet_lessons_by_level_and_age(school, born, facts, since):
    found = said("2025-10-20", "sio", facts, born=born, school=school, **MEDISCH)
    because = "verantwoord sinds 6 oktober 2025; of het gebruik volstaat, beoordeelt de centrale organisator"
    assert found == ([] if since is None else [f"sio.mogelijk geldt {since} | {because}"])


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"weken": 3}, "sio.te_kort geldt 2025-10-06 | verwacht gebruik: 3, nodig: 4 weken"),
        ({"weken": 4}, "sio.mogelijk geldt 2025-10-06 | verantwoord sinds 6 oktober 2025; verwacht gebruik: 4 weken"),
        (
            {"aard": "chronisch", "halve_dagen": 35},
            "sio.te_kort geldt 2025-10-06 | verwacht gebruik: 35, nodig: 36 halve lesdagen",
        ),
        (
            {"aard": "chronisch", "halve_dagen": 36},
            "sio.mogelijk geldt 2025-10-06 | verantwoord sinds 6 oktober 2025; verwacht gebruik: 36 halve lesdagen",
        ),
    ],
)
def test_internet_lessons_need_enough_use(facts, line):
    assert said("2025-10-20", "sio", facts, **MEDISCH) == [line]


@pytest.mark.parametrize(
    ("attests", "facts", "count"),
    [
        ([], {}, 0),
        ([{"soort": "ouderverklaring", "van": "2025-10-06"}, {"soort": "dixit", "van": "2025-10-06"}], {}, 0),
        ([{"soort": "medisch", "van": "2025-10-21"}], {}, 0),
        ([], {"verantwoording": "2025-10-20"}, 1),
        ([], {"verantwoording": "2025-10-21"}, 0),
    ],
)
def test_internet_lessons_need_proof(attests, facts, count):
    assert len(said("2025-10-20", "sio", facts, attesten=attests)) == count


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        ("2025-10-13", "2025-10-20"),
        ("2025-10-22", "2025-11-05"),  # the autumn holiday does not count
        ("2025-12-19", "2026-01-09"),  # nor does Christmas
        ("2025-11-07", "2025-11-17"),  # nor 11 November
    ],
)
def test_first_contact_within_five_working_days(asked, until):
    facts = {"aanvraag": asked}
    when = voluit(date.fromisoformat(asked))
    assert said("2026-01-20", "sio", facts) == [f"sio.contact open {asked} uiterlijk {until} | aangevraagd op {when}"]
    facts["contact"] = "2026-01-20"
    assert said("2026-01-20", "sio", facts) == [
        f"sio.contact vervuld {asked} vervuld 2026-01-20 uiterlijk {until} | aangevraagd op {when}"
    ]


@pytest.mark.parametrize(("op", "count"), [("2025-10-19", 0), ("2025-10-20", 1), ("2025-12-19", 1), ("2025-12-20", 0)])
def test_start_once_the_material_stands(op, count):
    found = said(op, "sio", {"geplaatst": "2025-10-20", "retour": "2025-12-20"})
    assert found == ["sio.starten geldt 2025-10-20 | materiaal geplaatst op 20 oktober 2025"] * count


@pytest.mark.parametrize(("op", "count"), [("2025-10-05", 0), ("2025-10-06", 1), ("2025-11-30", 1), ("2025-12-01", 0)])
def test_volunteers_while_a_certificate_runs(op, count):
    found = said(op, "ziekzijn", {}, **MEDISCH)
    assert found == ["ziekzijn.mogelijk geldt 2025-10-06 | medisch attest sinds 6 oktober 2025"] * count


def test_volunteers_only_for_who_is_enrolled():
    assert said("2025-10-20", "ziekzijn", {}, inschrijvingen=[], **MEDISCH) == []


def test_request_for_volunteers_asks_the_school_for_subjects_and_material():
    facts = {"aanvraag": "2025-10-07", "vakken": "2025-10-09", "lesmateriaal": "2025-10-21"}
    assert said("2025-10-20", "ziekzijn", facts) == [
        "ziekzijn.vakken vervuld 2025-10-07 vervuld 2025-10-09 | aangevraagd op 7 oktober 2025",
        "ziekzijn.lesmateriaal open 2025-10-07 | aangevraagd op 7 oktober 2025",
    ]


PERIOD = {"toah": [{"van": "2025-10-06", "tot": "2025-12-19"}]}


def test_request_for_toah_is_made_once():
    line = "toah.aanvraag {} uiterlijk 2025-10-06 over 2025-10-06 | TOAH vanaf 6 oktober 2025"
    assert said("2025-10-20", "toah", {}, **PERIOD) == [line.format("open 2025-10-06")]
    done = [event("2025-10-01", "aanvraag_toah")]
    assert said("2025-10-20", "toah", {}, gebeurtenissen=done, **PERIOD) == [
        line.format("vervuld 2025-10-06 vervuld 2025-10-01")
    ]
    assert said("2025-10-05", "toah", {}, **PERIOD) == []


@pytest.mark.parametrize(("back", "count"), [("2026-01-19", 1), ("2026-03-19", 1), ("2026-03-20", 2)])
def test_relapse_within_three_months_needs_no_new_request(back, count):
    periods = [{"van": "2025-10-06", "tot": "2025-12-19"}, {"van": back, "tot": None}]
    assert len(said("2026-03-25", "toah", {}, toah=periods)) == count


def test_period_beside_an_open_one_needs_no_new_request():
    periods = [{"van": "2025-10-06"}, {"van": "2026-04-06", "grond": "chronisch"}]
    assert len(said("2026-04-20", "toah", {}, toah=periods)) == 1


def hours(op, *lessons, **rest):
    facts = {"lessen": [{"week": day, "lestijden": number} for day, number in lessons]}
    return [one for one in said(op, "toah", facts, **{**PERIOD, **rest}) if "toah.uren" in one]


@pytest.mark.parametrize(
    ("lessons", "fault"),
    [
        ([("2025-10-13", 4)], None),
        ([("2025-10-13", 3)], 3),
        ([("2025-10-13", 2), ("2025-10-16", 2)], None),
        ([("2025-10-13", 2), ("2025-10-16", 1)], 3),
        ([("2025-09-29", 1)], None),
    ],
)
def test_four_lessons_in_each_week_of_long_illness(lessons, fault):
    line = f"toah.uren geldt 2025-10-17 over 2025-10-13 | {fault} lestijden in de week van 13 oktober 2025"
    assert hours("2025-10-20", *lessons) == ([] if fault is None else [line])


def test_week_is_judged_on_its_friday_and_not_for_a_chronic_illness():
    assert hours("2025-10-16", ("2025-10-13", 1)) == []
    assert len(hours("2025-10-17", ("2025-10-13", 1))) == 1
    # What is planned for later in the same week was not given yet.
    assert len(hours("2025-10-17", ("2025-10-13", 1), ("2025-10-18", 3))) == 1
    chronic = [{"van": "2025-10-06", "tot": None, "grond": "chronisch"}]
    assert hours("2025-10-20", ("2025-10-13", 1), toah=chronic) == []


def test_lessons_still_due_to_a_chronically_ill_pupil():
    known = {
        "afwezigheden": [absent("2025-10-06", "2025-10-17", "Z")],
        "gebeurtenissen": [event("2025-09-15", "medische_attestering_chronisch_specialist")],
    }
    facts = {"lessen": [{"week": "2025-10-20", "lestijden": 3}]}
    assert said("2025-10-22", "toah", facts, **known) == [
        "toah.tegoed geldt 2025-10-10 | recht op 8 lestijden, gegeven: 3"
    ]
    facts["lessen"].append({"week": "2025-10-22", "lestijden": 5})
    assert said("2025-10-22", "toah", facts, **known) == []


CHRONIC = {"toah": [{"van": "2025-10-06", "grond": "chronisch"}]}


@pytest.mark.parametrize(
    ("period", "facts", "because"),
    [
        (PERIOD, {"plaats": "thuisschool"}, "bij een langdurige ziekte zijn de lessen op de verblijfplaats"),
        (CHRONIC, {"plaats": "thuisschool"}, "er is geen akkoord tussen ouders en school"),
        (CHRONIC, {"plaats": "thuisschool", "akkoord": "2025-10-01"}, None),
        (
            CHRONIC,
            {"plaats": "thuisschool", "akkoord": "2025-10-01", "tijdens_schooluren": True},
            "de lessen vallen tijdens de schooluren of de middagpauze",
        ),
        (CHRONIC, {"tijdens_schooluren": True}, None),
    ],
)
def test_place_of_the_lessons(period, facts, because):
    found = [one for one in said("2025-10-20", "toah", facts, **period) if "toah.plaats" in one]
    line = f"toah.plaats geldt 2025-10-06 over 2025-10-06 | {because}"
    assert found == ([] if because is None else [line])


def test_place_no_longer_matters_after_the_period():
    assert rules(said("2025-12-20", "toah", {"plaats": "thuisschool"}, **PERIOD)) == ["toah.aanvraag open"]


@pytest.mark.parametrize(("months", "count"), [(5, 1), (6, 0), (None, 0)])
def test_chronic_means_six_months_of_treatment(months, count):
    found = said("2025-10-20", "toah", {"behandeling_maanden": months}, **CHRONIC)
    line = f"toah.geen_chronisch geldt 2025-10-06 over 2025-10-06 | een behandeling van {months} maanden"
    assert found[1:] == [line] * count


def test_diagnosis_is_not_asked():
    assert said("2025-10-20", "toah", {"diagnose_gevraagd": "2025-10-01"}) == [
        "toah.diagnose geldt 2025-10-01 | gevraagd op 1 oktober 2025"
    ]


@pytest.mark.parametrize(("niveau", "count"), [("secundair", 1), ("lager", 0)])
def test_early_end_is_reported_in_secondary(niveau, count):
    facts = {"stopgezet": "2025-11-21"}
    line = "toah.stopzetting open 2025-11-21 | gestopt op 21 november 2025"
    assert said("2025-12-01", "toah", facts, school={"niveau": niveau}) == [line] * count
    facts["stopzetting_gemeld"] = "2025-11-28"
    done = "toah.stopzetting vervuld 2025-11-21 vervuld 2025-11-28 | gestopt op 21 november 2025"
    assert said("2025-12-01", "toah", facts, school={"niveau": niveau}) == [done] * count


LONGER = "toah.verlenging {} uiterlijk 2026-01-16 over 2026-01-05 | verlengd vanaf 5 januari 2026"
NO_NOTE = "toah.verlengingsattest geldt 2026-01-05 over 2026-01-05 | verlengd vanaf 5 januari 2026"


@pytest.mark.parametrize(
    ("niveau", "grond", "reported", "attest", "lines"),
    [
        ("secundair", "langdurig", None, "2026-01-05", [LONGER.format("open 2026-01-05")]),
        ("secundair", "chronisch", None, "2026-01-05", [LONGER.format("open 2026-01-05")]),
        ("lager", "chronisch", None, "2026-01-05", []),
        ("lager", "langdurig", "2026-01-12", "2026-01-04", [LONGER.format("vervuld 2026-01-05 vervuld 2026-01-12")]),
        ("lager", "chronisch", None, "2026-01-06", [NO_NOTE]),
    ],
)
def test_longer_period_is_reported_with_a_new_certificate(niveau, grond, reported, attest, lines):
    found = said(
        "2026-01-20",
        "toah",
        {"verlengingen": [{"van": "2026-01-05", "tot": "2026-02-13", "gemeld": reported}]},
        school={"niveau": niveau},
        toah=[{"van": "2025-10-06", "tot": "2025-12-19", "grond": grond}],
        attesten=[{"soort": "medisch", "van": attest, "tot": "2026-02-13"}],
        gebeurtenissen=[event("2025-10-01", "aanvraag_toah")],
    )
    assert [one for one in found if "aanvraag" not in one] == lines


def test_longer_period_needs_the_certificate_of_a_doctor():
    attest = {"soort": "ouderverklaring", "van": "2026-01-05", "tot": "2026-02-13"}
    assert NO_NOTE in said("2026-01-20", "toah", {"verlengingen": [{"van": "2026-01-05"}]}, attesten=[attest])


def test_longer_period_that_is_still_to_come_says_nothing():
    assert said("2026-01-04", "toah", {"verlengingen": [{"van": "2026-01-05"}]}) == []


STAY = {"van": "2025-10-06", "tot": "2025-10-24", "soort": "k_dienst"}
WHERE = "opgenomen in een K-dienst sinds 6 oktober 2025"


def test_stay_in_a_hospital_school():
    assert said("2025-10-20", "opname", [STAY]) == [
        f"opname.ontslagen geldt 2025-10-06 over 2025-10-06 | {WHERE}",
        f"opname.bijstand open 2025-10-06 over 2025-10-06 | {WHERE}",
        f"opname.terugkeer open 2025-10-06 uiterlijk 2025-11-03 over 2025-10-06 | {WHERE}",
    ]


def test_after_the_stay_only_what_was_not_done_remains():
    done = {**STAY, "informatie": "2025-10-10"}
    assert said("2025-10-25", "opname", [done]) == [
        f"opname.bijstand vervuld 2025-10-06 vervuld 2025-10-10 over 2025-10-06 | {WHERE}",
        f"opname.terugkeer open 2025-10-06 uiterlijk 2025-11-03 over 2025-10-06 | {WHERE}",
    ]
    assert said("2025-10-05", "opname", [STAY]) == []


def test_pupil_stays_enrolled_during_the_stay():
    stay = {"van": "2025-10-06"}
    where = "opgenomen in een school van type 5 sinds 6 oktober 2025"
    found = said("2025-10-20", "opname", [stay], school={"tot": "2025-10-10"})
    assert (
        found[1] == f"opname.ingeschreven geldt 2025-10-11 over 2025-10-06 | {where}; uitgeschreven na 10 oktober 2025"
    )
    assert len(said("2025-10-20", "opname", [stay], inschrijvingen=[])) == 3


def test_permanent_education_at_home_after_a_good_advice():
    facts = {"aanvraag": "2025-09-15"}
    asked = "poah.advies {} | gevraagd op 15 september 2025"
    assert said("2025-10-20", "poah", facts) == [asked.format("open 2025-09-15")]
    facts |= {"advies_op": "2025-10-01", "begin": "2025-10-13", "uren": 3}
    assert said("2025-10-20", "poah", facts) == [
        asked.format("vervuld 2025-09-15 vervuld 2025-10-01"),
        "poah.recht geldt 2025-10-01 | gunstig advies op 1 oktober 2025: 4 uur per week",
        "poah.uren geldt 2025-10-13 | 3 uur per week in plaats van 4",
    ]
    facts["uren"] = 4
    assert len(said("2025-10-20", "poah", facts)) == 2


def test_permanent_education_at_home_after_a_bad_advice_or_without_leerplicht():
    facts = {"advies_op": "2025-10-01", "advies": "ongunstig"}
    assert said("2025-10-20", "poah", facts) == ["poah.ongunstig geldt 2025-10-01 | ongunstig advies op 1 oktober 2025"]
    assert said("2025-10-20", "poah", facts, born="2021-01-01") == []
    assert said("2025-10-20", "poah", facts, pupil={"domicilie": "FR"}) == []


PERSOONLIJK, REVALIDATIE = f"code {met_naam('P')}", f"code {met_naam('H')}"


@pytest.mark.parametrize(
    ("soort", "minutes", "settings", "lines"),
    [
        ("gewoon", 150, {}, [PERSOONLIJK]),
        ("buitengewoon", None, {}, [REVALIDATIE]),
        ("gewoon", 151, {}, [PERSOONLIJK, "151 minuten per week, de grens is 150"]),
        ("gewoon", 151, {"revalidatie_minuten": None}, [PERSOONLIJK]),
        (
            "gewoon",
            91,
            {"revalidatie_minuten": 90},
            [PERSOONLIJK, "91 minuten per week, de grens is 90"],
        ),
    ],
)
def test_rehabilitation_by_kind_of_school(soort, minutes, settings, lines):
    facts = [{"van": "2025-10-06", "tot": "2025-12-19", "minuten": minutes}]
    found = said("2025-10-20", "revalidatie", facts, school={"soort": soort}, instellingen=settings)
    why = "revalidatie vanaf 6 oktober 2025"
    assert found[0] == f"revalidatie.akkoord open 2025-10-06 uiterlijk 2025-10-05 over 2025-10-06 | {why}"
    assert [one.split(" over ")[1] for one in found[1:]] == [
        f"2025-10-06 | {because}" for because in (f"{why}; {lines[0]}", *lines[1:])
    ]


def test_rehabilitation_before_and_after():
    facts = [{"van": "2025-10-06", "tot": "2025-12-19", "akkoord": "2025-10-01"}]
    assert said("2025-10-05", "revalidatie", facts) == []
    assert rules(said("2025-12-19", "revalidatie", facts)) == ["revalidatie.akkoord vervuld", "revalidatie.code geldt"]
    assert rules(said("2025-12-20", "revalidatie", facts)) == ["revalidatie.akkoord vervuld"]
    assert said("2026-09-01", "revalidatie", facts) == []
    assert rules(said("2025-12-19", "revalidatie", facts, inschrijvingen=[])) == ["revalidatie.akkoord vervuld"]


EXAMS = {"examens": [{"van": "2025-12-08", "tot": "2025-12-19"}]}
NOTE = {"soort": "ouderverklaring", "van": "2025-12-08", "tot": "2025-12-09"}
ILL = [absent("2025-12-05", "2025-12-09", "Z")]


@pytest.mark.parametrize(
    ("niveau", "attests", "count"),
    [
        ("secundair", [NOTE], 1),
        ("lager", [NOTE], 0),
        ("secundair", [], 0),
        ("secundair", [NOTE, {"soort": "medisch", "van": "2025-12-08", "tot": "2025-12-09"}], 0),
        ("secundair", [{**NOTE, "van": "2025-12-05", "tot": "2025-12-07"}], 0),
    ],
)
def test_parents_note_does_not_count_in_exams(niveau, attests, count):
    found = said("2026-01-20", "ziektebewijs", EXAMS, school={"niveau": niveau}, attesten=attests, afwezigheden=ILL)
    line = "z.examens geldt 2025-12-08 over 2025-12-08 | ziek op 8 december 2025, alleen een briefje van de ouders"
    assert found == [line] * count


@pytest.mark.parametrize(
    ("van", "attests", "count"),
    [
        ("2025-12-08", [], 1),
        ("2025-12-10", [], 0),
        ("2025-12-08", [{"soort": "medisch", "van": "2025-12-08", "tot": "2025-12-09"}], 0),
    ],
)
def test_doubtful_certificate_does_not_count(van, attests, count):
    facts = {"twijfelachtig": [{"van": van, "tot": "2025-12-12", "reden": "geantedateerd"}]}
    found = said("2026-01-20", "ziektebewijs", facts, attesten=attests, afwezigheden=ILL)
    line = "z.twijfelachtig geldt 2025-12-08 over 2025-12-08 | ziek op 8 december 2025; het attest is geantedateerd"
    assert found == [line] * count


def test_doubtful_certificate_on_the_first_half_day_of_the_year():
    facts = {"twijfelachtig": [{"van": "2025-09-01", "tot": "2025-09-01", "reden": "geantedateerd"}]}
    ill = [absent("2025-09-01", code="Z", parts=["vm"])]
    assert said("2025-09-02", "ziektebewijs", facts, afwezigheden=ill) == [
        "z.twijfelachtig geldt 2025-09-01 over 2025-09-01 | ziek op 1 september 2025; het attest is geantedateerd"
    ]


def test_doctor_of_the_clb_plans_a_talk_within_two_weeks():
    facts = {"ingeschakeld": "2025-10-06"}
    line = "ziekgesprek.arts {} uiterlijk 2025-10-20 | CLB-arts ingeschakeld op 6 oktober 2025"
    assert said("2025-10-06", "ziekgesprek", facts) == [line.format("open 2025-10-06")]
    assert said("2025-10-05", "ziekgesprek", facts) == []
    facts["gesprek"] = "2025-10-21"
    assert said("2025-10-20", "ziekgesprek", facts) == [line.format("open 2025-10-06")]
    assert said("2025-10-21", "ziekgesprek", facts) == [line.format("vervuld 2025-10-06 vervuld 2025-10-21")]


@pytest.mark.parametrize(
    ("step", "free", "reason"),
    [
        ("2025-10-13", [], "weekend"),
        ("2025-10-14", [], None),
        ("2025-10-11", [], None),
        ("2025-11-03", [], "herfstvakantie"),
        ("2025-11-12", [], "Wapenstilstand"),
        ("2025-10-15", ["2025-10-14"], "vrije dag van de school"),
        ("2026-01-21", [], None),
    ],
)
def test_no_big_step_after_a_weekend_or_holiday(step, free, reason):
    found = said("2026-01-20", "schoolweigering", {"stappen": [step, step]}, vrije_dagen=free)
    day = voluit(date.fromisoformat(step))
    line = f"weigering.stap geldt {step} over {step} | {day}, de dag na: {reason}"
    assert found == ([] if reason is None else [line])


def test_step_of_a_pupil_who_is_enrolled_nowhere_lies_on_the_flemish_calendar():
    facts = {"stappen": ["2025-10-15"]}
    assert len(said("2026-01-20", "schoolweigering", facts, inschrijvingen=[], vrije_dagen=["2025-10-14"])) == 1
