"""Residence, AGODI's check, the zorgwekkend dossier, police, prosecutor, ROTS, transition, leaving."""

import pytest

from leerrecht.law.codes import halve_dagen, met_naam
from tests.law.ask import absent, event
from tests.law.topics.said import rules, said

ABROAD = {"buitenland_van": "2024-03-01", "buitenland_tot": "2026-02-28"}


def test_right_to_education_without_lawful_residence():
    facts = {"in_belgie_sinds": "2025-09-20", "wettig_verblijf": False}
    assert said("2025-09-20", "verblijf", facts) == [
        "verblijf.recht geldt 2025-09-20 | in België sinds 20 september 2025, zonder wettig verblijf"
    ]
    assert said("2025-09-19", "verblijf", facts) == []
    assert said("2025-09-20", "verblijf", {"in_belgie_sinds": "2025-09-20"}) == []


@pytest.mark.parametrize(("op", "count"), [("2025-09-19", 0), ("2025-09-20", 1), ("2025-11-18", 1), ("2025-11-19", 0)])
def test_not_leerplichtig_until_the_sixtieth_day(op, count):
    pupil = {"nationaliteit": "MA", "register_inschrijving": "2025-09-20"}
    line = "verblijf.nog_niet geldt 2025-09-20 | ingeschreven op 20 september 2025, leerplichtig vanaf 19 november 2025"
    assert said(op, "verblijf", {}, pupil=pupil) == [line] * count


@pytest.mark.parametrize(
    ("born", "pupil"),
    [
        ("2011-05-03", {"register_inschrijving": "2025-09-20"}),
        ("2011-05-03", {"nationaliteit": "MA"}),
        ("2011-05-03", {"nationaliteit": "MA", "register_inschrijving": "2025-09-20", "domicilie": "FR"}),
        ("2022-05-03", {"nationaliteit": "MA", "register_inschrijving": "2025-09-20"}),
    ],
)
def test_no_sixty_days_for_others(born, pupil):
    assert said("2025-10-01", "verblijf", {}, born=born, pupil=pupil) == []


@pytest.mark.parametrize(
    ("sent", "state"),
    [
        ([], "open 2025-09-01"),
        (["2025-06-30", "2025-10-21"], "open 2025-09-01"),
        (["2025-10-02", "2025-10-01"], "vervuld 2025-09-01 vervuld 2025-10-01"),
        (["2025-07-01"], "vervuld 2025-09-01 vervuld 2025-07-01"),
    ],
)
def test_form_of_each_school_year_for_a_stay_abroad(sent, state):
    facts = {**ABROAD, "formulieren": sent}
    line = f"verblijf.buitenland {state} | in het buitenland sinds 1 maart 2024, met domicilie in België"
    assert said("2025-10-20", "verblijf", facts) == [line]


@pytest.mark.parametrize(
    ("op", "born", "pupil"),
    [
        ("2024-02-29", "2011-05-03", {}),
        ("2026-03-01", "2011-05-03", {}),
        ("2025-10-20", "2022-05-03", {}),
        ("2025-10-20", "2011-05-03", {"domicilie": "FR"}),
    ],
)
def test_no_form_outside_the_stay_or_without_leerplicht(op, born, pupil):
    assert said(op, "verblijf", ABROAD, born=born, pupil=pupil, inschrijvingen=[]) == []


@pytest.mark.parametrize(
    ("op", "born", "pupil", "count"),
    [
        ("2025-10-20", "2011-05-03", {}, 1),
        ("2025-10-20", "2011-05-03", {"domicilie": "FR"}, 1),
        ("2025-10-20", "2022-05-03", {}, 0),
        ("2025-08-31", "2011-05-03", {}, 0),
    ],
)
def test_reference_address_means_leerplicht(op, born, pupil, count):
    found = said(op, "verblijf", {"referentieadres_van": "2025-09-01"}, born=born, pupil=pupil)
    assert found == ["verblijf.referentieadres geldt 2025-09-01 | referentieadres sinds 1 september 2025"] * count


@pytest.mark.parametrize(("niveau", "count"), [("lager", 1), ("secundair", 0)])
def test_journey_asks_for_agreements_beforehand(niveau, count):
    journey = {"gevraagd": "2025-10-01", "van": "2025-11-17", "tot": "2025-12-05"}
    line = "verblijf.op_reis {} uiterlijk 2025-11-16 over 2025-11-17 | op reis vanaf 17 november 2025"
    found = said("2025-10-20", "verblijf", {"reizen": [journey]}, school={"niveau": niveau})
    assert found == [line.format("open 2025-10-01")] * count
    journey["afspraken"] = "2025-10-10"
    found = said("2025-10-20", "verblijf", {"reizen": [journey]}, school={"niveau": niveau})
    assert found == [line.format("vervuld 2025-10-01 vervuld 2025-10-10")] * count


def test_journey_of_a_pupil_without_a_school_asks_nothing():
    journey = {"gevraagd": "2025-10-01", "van": "2025-11-17"}
    assert said("2025-10-20", "verblijf", {"reizen": [journey]}, inschrijvingen=[]) == []


LETTER = "leerplichtcontrole.brief {} | op 1 oktober 2025 leerplichtig en nergens gevonden"


@pytest.mark.parametrize(
    ("rest", "facts", "state"),
    [
        ({}, {}, "open 2025-10-01"),
        ({}, {"brief": "2025-10-10"}, "vervuld 2025-10-01 vervuld 2025-10-10"),
        ({}, {"brief": "2025-09-10"}, "open 2025-10-01"),
        ({}, {"elders": "2025-10-02"}, "vervuld 2025-10-01 vervuld 2025-10-02"),
        ({}, {"elders": "2025-10-01"}, None),
        ({"born": "2022-05-03"}, {}, None),
        ({"pupil": {"huisonderwijs": [{"van": "2025-09-01"}]}}, {}, None),
        ({"pupil": {"vrijstellingen": [{"van": "2025-09-01"}]}}, {}, None),
        ({"inschrijvingen": [{"van": "2025-09-01", "tot": "2025-10-01"}]}, {}, None),
        ({"inschrijvingen": [{"van": "2025-10-06"}]}, {}, "vervuld 2025-10-01 vervuld 2025-10-06"),
        ({"inschrijvingen": [{"van": "2025-09-01", "tot": "2025-09-30"}]}, {}, "open 2025-10-01"),
    ],
)
def test_check_of_the_first_of_october(rest, facts, state):
    rest = {"inschrijvingen": [], **rest}
    found = [
        one for one in said("2025-10-12", "leerplichtcontrole", facts, **rest) if "leerplichtcontrole.brief" in one
    ]
    assert found == ([] if state is None else [LETTER.format(state)])
    assert said("2025-09-30", "leerplichtcontrole", {}, **rest) == []


def chain(op, **facts):
    found = said(op, "leerplichtcontrole", {"brief": "2025-10-10", **facts}, inschrijvingen=[])
    return [one for one in found if "leerplichtcontrole.brief" not in one]


ANSWER = "leerplichtcontrole.antwoord {} uiterlijk 2025-11-07 | brief van 10 oktober 2025, ten laatste na 4 weken"
REMINDER = "leerplichtcontrole.herinnering {} | geen antwoord op de brief van 10 oktober 2025"
TOWN = "leerplichtcontrole.gemeente {} | geen antwoord op de herinnering"
COURT = "leerplichtcontrole.parket {} | de gemeente kreeg de naam"


def test_parents_have_four_weeks_to_answer():
    assert chain("2025-10-09") == []
    assert chain("2025-11-07") == [ANSWER.format("open 2025-10-10")]
    assert chain("2025-11-07", antwoord="2025-11-07") == [ANSWER.format("vervuld 2025-10-10 vervuld 2025-11-07")]
    assert chain("2025-11-08") == [ANSWER.format("open 2025-10-10"), REMINDER.format("open 2025-11-08")]


def test_steps_follow_each_other():
    late = ANSWER.format("open 2025-10-10")
    reminded = REMINDER.format("vervuld 2025-11-08 vervuld 2025-11-12")
    told = TOWN.format("vervuld 2025-11-12 vervuld 2025-12-01")
    town = "leerplichtcontrole.wijkagent geldt 2025-12-01 | de gemeente kreeg de naam op 1 december 2025"
    steps = {"herinnering": "2025-11-12", "gemeente": "2025-12-01"}
    assert chain("2025-11-30", **steps) == [late, reminded, TOWN.format("open 2025-11-12")]
    assert chain("2025-12-01", **steps) == [late, reminded, told, town, COURT.format("open 2025-12-01")]
    steps |= {"wijkagent": "2025-12-10", "parket": "2026-01-15"}
    assert chain("2026-01-15", **steps) == [
        late, reminded, told, COURT.format("vervuld 2025-12-01 vervuld 2026-01-15"),
    ]  # fmt: skip


def test_answer_ends_the_chain():
    steps = {"herinnering": "2025-11-12", "gemeente": "2025-12-01"}
    answered = ANSWER.format("vervuld 2025-10-10 vervuld 2025-11-20")
    reminded = REMINDER.format("vervuld 2025-11-08 vervuld 2025-11-12")
    told = TOWN.format("vervuld 2025-11-12 vervuld 2025-12-01")
    assert chain("2025-11-25", antwoord="2025-11-20", herinnering="2025-11-12") == [answered, reminded]
    assert chain("2025-12-02", antwoord="2025-11-20", **steps) == [answered, reminded, told]
    assert chain("2025-12-02", antwoord="2025-11-08", **steps) == [
        ANSWER.format("vervuld 2025-10-10 vervuld 2025-11-08")
    ]


def test_report_of_a_worrying_file():
    facts = {"hulp_uitgeput": "2025-11-10", "totale_onwil": "2025-11-03"}
    assert said("2025-11-12", "zorgwekkend", facts) == [
        (
            "zorgwekkend.mogelijk geldt 2025-11-03 "
            "| totale onwil op 3 november 2025; de vrijwillige hulp is uitgeput op 10 november 2025"
        )
    ]
    facts |= {"melding": "2025-11-17", "delen": ["situatieschets"], "brief": "2025-12-01"}
    assert said("2025-12-01", "zorgwekkend", facts) == [
        "zorgwekkend.inhoud geldt 2025-11-17 | ontbreekt: chronologisch overzicht, motivering",
        "zorgwekkend.brief geldt 2025-12-01 | brief van 1 december 2025 zonder overleg ervoor",
        "zorgwekkend.kopie open 2025-12-01 | brief van 1 december 2025",
    ]
    facts |= {"delen": ["motivering", "situatieschets", "chronologisch_overzicht"], "overleg": "2025-12-01"}
    facts["kopie"] = "2025-12-01"
    assert said("2025-12-01", "zorgwekkend", facts) == [
        "zorgwekkend.kopie vervuld 2025-12-01 vervuld 2025-12-01 | brief van 1 december 2025"
    ]
    assert rules(said("2025-12-03", "zorgwekkend", {**facts, "overleg": "2025-12-02"})) == [
        "zorgwekkend.brief geldt", "zorgwekkend.kopie vervuld",
    ]  # fmt: skip


FOUND = {"vastgesteld": "2025-11-03"}
GOOD = {"datum": "2025-11-10", "afwezigheidslijst": "2025-11-07", "clb_vermeld": True}


def test_police_for_unwilling_parents_or_a_stubborn_pupil():
    both = {**FOUND, "ouders": "onbereikbaar", "leerling_onbuigzaam": "2025-11-01"}
    because = "leerling onbuigzaam op 1 november 2025; ouders: onbereikbaar op 3 november 2025"
    line = f"politie.melden geldt 2025-11-01 | {because}"
    assert said("2025-11-12", "politie", both) == [line]
    assert said("2025-11-12", "politie", {}) == []
    assert said("2025-11-02", "politie", FOUND) == []


def test_police_is_not_for_parents_who_cannot():
    facts = {**FOUND, "ouders": "onmacht", "meldingen": [GOOD]}
    found = said("2025-11-20", "politie", facts, afwezigheden=[absent("2025-11-17")])
    assert found == [
        "politie.onmacht geldt 2025-11-03 | onmacht van de ouders op 3 november 2025",
        "politie.opvolging geldt 2025-11-10 | gemeld op 10 november 2025",
    ]


@pytest.mark.parametrize(
    ("report", "lines"),
    [
        ({}, []),
        (
            {"afwezigheidslijst": None, "clb_vermeld": False},
            [
                (
                    "politie.fiche geldt 2025-11-10 over 2025-11-10 | melding van 10 november 2025; de lijst van de "
                    "afwezigheden ontbreekt; de contacten met het CLB staan er niet in"
                )
            ],
        ),
        ({"door": "clb"}, ["politie.clb_meldt geldt 2025-11-10 over 2025-11-10 | melding van 10 november 2025"]),
        ({"door": "clb", "grond": "noodtoestand"}, []),
    ],
)
def test_report_to_the_police_is_whole_and_by_the_school(report, lines):
    found = said("2025-11-12", "politie", {"meldingen": [{**GOOD, **report}]})
    assert found == [*lines, "politie.opvolging geldt 2025-11-10 | gemeld op 10 november 2025"]


@pytest.mark.parametrize(("listed", "count"), [("2025-11-10", 1), ("2025-11-11", 0), (None, 0)])
def test_second_report_brings_a_recent_list(listed, count):
    second = {"datum": "2025-12-01", "afwezigheidslijst": listed, "clb_vermeld": True}
    found = said("2025-12-02", "politie", {"meldingen": [second, GOOD]})
    line = "politie.recente_lijst geldt 2025-12-01 over 2025-12-01 | melding van 1 december 2025; de lijst loopt tot {}"
    assert [one for one in found if "recente" in one] == [line.format("10 november 2025")] * count


@pytest.mark.parametrize(
    ("missed", "found", "count"),
    [(["2025-11-10"], FOUND, 0), (["2025-11-12", "2025-11-14"], FOUND, 1), (["2025-11-12"], {}, 0)],
)
def test_report_again_from_the_first_absence_after_it(missed, found, count):
    facts = {**found, "meldingen": [GOOD]}
    lines = said("2025-11-20", "politie", facts, afwezigheden=[absent(day) for day in missed])
    because = "B (problematisch afwezig) op 12 november 2025, na de melding van 10 november 2025"
    again = f"politie.opnieuw geldt 2025-11-12 | {because}"
    assert [one for one in lines if "opnieuw" in one] == [again] * count


def test_report_of_an_earlier_school_year_is_no_ground_to_report_again():
    facts = {**FOUND, "meldingen": [GOOD]}
    found = said("2026-10-20", "politie", facts, afwezigheden=[absent("2026-10-12")])
    assert rules(found) == ["politie.melden geldt", "politie.opvolging geldt"]


def test_broken_contract():
    facts = {"leerling_onbuigzaam": "2025-11-03", "contract": "2025-11-20", "contract_geschonden": "2025-12-01"}
    why = "contract niet nageleefd op 1 december 2025"
    assert said("2025-12-01", "politie", facts) == [
        f"politie.heraanmelding geldt 2025-12-01 | {why}",
        f"politie.m_document geldt 2025-12-01 | {why}",
    ]
    assert rules(said("2025-11-30", "politie", facts)) == ["politie.melden geldt"]
    assert said("2025-12-01", "politie", {**facts, "leerling_onbuigzaam": None}) == [
        f"politie.m_document geldt 2025-12-01 | {why}"
    ]
    assert rules(said("2025-12-01", "politie", {**facts, "contract": None})) == ["politie.melden geldt"]


@pytest.mark.parametrize(
    ("file", "lines"),
    [
        ({"bron": "agodi"}, ["parket.attest open", "parket.hulp open"]),
        ({"bron": "agodi", "attest": "2025-12-10"}, ["parket.attest vervuld"]),
        ({"bron": "politie"}, ["parket.hulp open"]),
        ({"bron": "politie", "hulp": "2025-12-10"}, ["parket.hulp vervuld"]),
        ({"bron": "politie", "onwil": True}, ["parket.dagvaarding geldt"]),
        ({"bron": "gemandateerde_voorziening", "onwil": True}, ["parket.jeugdrechtbank geldt"]),
        ({"bron": "ander_dossier", "onwil": True, "hoogdringend": True}, ["parket.jeugdrechtbank geldt"]),
    ],
)
def test_file_at_the_prosecutor_by_where_it_comes_from(file, lines):
    found = said("2025-12-15", "parket", [{"datum": "2025-12-01", **file}], inschrijvingen=[])
    assert rules(found) == ["parket.advies open", *lines]
    assert [one for one in found if " over 2025-12-01 | " not in one] == []
    assert said("2025-11-30", "parket", [{"datum": "2025-12-01", **file}], inschrijvingen=[]) == []


def test_file_at_the_prosecutor_counts_from_its_very_day():
    file = {"datum": "2025-12-01", "bron": "politie", "onwil": True}
    why = "over 2025-12-01 | proces-verbaal van de politie op 1 december 2025"
    assert said("2025-12-01", "parket", [file], inschrijvingen=[]) == [
        f"parket.advies open 2025-12-01 {why}",
        f"parket.dagvaarding geldt 2025-12-01 {why}",
    ]


def test_file_at_the_prosecutor_in_full():
    file = {"bron": "agodi", "datum": "2025-12-01", "advies": "2025-12-05"}
    why = "melding van AGODI op 1 december 2025"
    assert said("2025-12-15", "parket", [file], inschrijvingen=[]) == [
        f"parket.advies vervuld 2025-12-01 vervuld 2025-12-05 over 2025-12-01 | {why}",
        f"parket.attest open 2025-12-01 over 2025-12-01 | {why}",
        f"parket.hulp open 2025-12-01 over 2025-12-01 | {why}; geen inschrijving",
    ]
    school = [{"van": "2025-12-08"}]
    assert said("2025-12-15", "parket", [{**file, "attest": "2025-12-12"}], inschrijvingen=school)[1:] == [
        f"parket.attest vervuld 2025-12-01 vervuld 2025-12-08 over 2025-12-01 | {why}"
    ]


def test_regional_consultation():
    facts = {"vastgesteld": "2025-11-03", "criteria": ["naft_gevolgd", "complex"]}
    assert said("2025-11-03", "rots", facts) == [
        "rots.aanmelden geldt 2025-11-03 | volgde al een NAFT-traject; een complexe casus"
    ]
    assert said("2025-11-02", "rots", facts) == []
    facts |= {"aanmelding": "2025-11-10", "consult": "2025-11-17"}
    assert said("2025-11-17", "rots", facts) == ["rots.terugkoppeling open 2025-11-17 | consult op 17 november 2025"]
    facts["terugkoppeling"] = "2025-11-18"
    assert said("2025-11-18", "rots", facts) == [
        "rots.terugkoppeling vervuld 2025-11-17 vervuld 2025-11-18 | consult op 17 november 2025"
    ]


@pytest.mark.parametrize(
    ("by", "agreed", "because"),
    [
        ("clb", None, None),
        ("school", "2025-11-10", "aangemeld op 10 november 2025 door school"),
        ("ouders", None, "aangemeld op 10 november 2025 door ouders"),
        ("jeugdhulp", None, "aangemeld op 10 november 2025 door jeugdhulp; zonder consensus met het CLB"),
        ("jeugdhulp", "2025-11-11", "aangemeld op 10 november 2025 door jeugdhulp; zonder consensus met het CLB"),
        ("jeugdhulp", "2025-11-10", None),
    ],
)
def test_who_asks_for_a_consultation(by, agreed, because):
    found = said("2025-11-20", "rots", {"aanmelding": "2025-11-10", "door": by, "akkoord_clb": agreed})
    assert found == ([] if because is None else [f"rots.wie geldt 2025-11-10 | {because}"])


@pytest.mark.parametrize(
    ("op", "form", "grade", "since"),
    [
        ("2022-08-31", "bso", 2, "2022-03-01"),
        ("2022-08-31", "bso", 1, None),
        ("2022-08-31", "tso", 2, None),
        ("2022-09-01", "tso", 2, "2022-09-01"),
        ("2022-09-01", "tso", 1, None),
        ("2022-09-01", "deeltijds", 3, "2022-09-01"),
        ("2022-09-01", "duaal", 3, "2022-09-01"),
        ("2022-09-01", "aso", 3, None),
        ("2022-02-28", "bso", 2, None),
    ],
)
def test_transition_by_form_grade_and_date(op, form, grade, since):
    facts = {"vorm": form, "graad": grade, "gesignaleerd": "2022-03-01"}
    found = said(op, "transitie", facts, school={"van": "2021-09-01"})
    line = f"transitie.mogelijk geldt {since} | gezien door de school op 1 maart 2022"
    assert found == ([] if since is None else [line])
    assert said(op, "transitie", facts, inschrijvingen=[]) == []


@pytest.mark.parametrize(
    ("op", "form", "seen", "school", "since"),
    [
        # the last of three days: seen, enrolled, and the day from which the law knows the form
        ("2022-10-03", "tso", "2022-10-03", {"van": "2021-09-01"}, "2022-10-03"),
        ("2022-10-02", "tso", "2022-10-03", {"van": "2021-09-01"}, None),
        ("2022-10-03", "bso", "2022-10-03", {"van": "2021-09-01"}, "2022-10-03"),
        ("2022-11-07", "tso", "2022-10-03", {"van": "2022-11-07"}, "2022-11-07"),
        ("2022-11-07", "bso", "2022-10-03", {"van": "2022-11-07"}, "2022-11-07"),
        ("2022-11-06", "tso", "2022-10-03", {"van": "2022-11-07"}, None),
        # until the last day of the enrolment
        ("2022-10-28", "tso", "2022-10-03", {"van": "2021-09-01", "tot": "2022-10-28"}, "2022-10-03"),
        ("2022-10-29", "tso", "2022-10-03", {"van": "2021-09-01", "tot": "2022-10-28"}, None),
    ],
)
def test_transition_while_enrolled_since_the_last_condition(op, form, seen, school, since):
    found = said(op, "transitie", {"vorm": form, "graad": 2, "gesignaleerd": seen}, school=school)
    line = f"transitie.mogelijk geldt {since} | gezien door de school op 3 oktober 2022"
    assert found == ([] if since is None else [line])


def test_transition_is_asked_by_the_clb_with_everyone():
    facts = {"vorm": "aso", "graad": 1, "aanmelding": "2025-11-10", "door": "school", "akkoord": ["leerling"]}
    assert said("2025-11-20", "transitie", facts) == [
        (
            "transitie.aanmelding geldt 2025-11-10 | aangemeld door school, niet door het CLB; "
            "zonder akkoord van context; zonder akkoord van school"
        )
    ]
    facts |= {"door": "clb", "akkoord": ["leerling", "context", "school"], "duurzaam_gestart": "2026-03-01"}
    assert said("2026-02-28", "transitie", facts) == []
    assert said("2026-03-01", "transitie", facts) == [
        "transitie.einde geldt 2026-03-01 | duurzaam gestart op 1 maart 2026"
    ]


def dual(last, stelsel="duaal", **facts):
    missed = [absent("2025-09-01", last, "M")]
    school = {"stelsel": stelsel}
    return said("2025-10-20", "gedoogperiode", facts, born="2009-05-03", school=school, afwezigheden=missed)


def test_twenty_days_without_a_workplace():
    line = f"duaal.gedoogperiode geldt 2025-09-29 | meer dan 20 dagen met {met_naam('M')} in 2025-2026"
    assert dual("2025-09-26") == []
    assert dual("2025-09-29") == [line]
    assert dual("2025-09-29", stelsel="voltijds") == []
    assert dual("2025-09-29", verlengd="2025-10-20") == []
    assert dual("2025-09-29", verlengd="2025-10-21") == [line]
    assert said("2025-10-20", "gedoogperiode", {}, inschrijvingen=[]) == []


BORN_18 = {"born": "2008-01-15"}


@pytest.mark.parametrize(
    ("op", "facts", "count"),
    [
        ("2025-08-31", {"in_begeleiding": True}, 0),
        ("2025-09-01", {"in_begeleiding": True}, 1),
        ("2026-01-14", {"in_begeleiding": True}, 1),
        ("2026-01-15", {"in_begeleiding": True}, 0),
        ("2026-01-14", {}, 0),
    ],
)
def test_pupil_in_guidance_who_turns_eighteen(op, facts, count):
    found = said(op, "uitstroom", facts, school={"van": "2024-09-01"}, **BORN_18)
    assert found == ["uitstroom.aandacht geldt 2025-09-01 | wordt 18 op 15 januari 2026"] * count


STEP = "uitstroom.eerste_stap {} | 18 jaar op 15 januari 2026, B (problematisch afwezig) op {}"


@pytest.mark.parametrize(
    ("op", "missed", "facts", "line"),
    [
        ("2026-01-14", "2025-11-17", {}, None),
        ("2026-01-15", "2025-11-17", {}, STEP.format("open 2026-01-15", "17 november 2025")),
        ("2026-02-10", "2026-02-02", {}, STEP.format("open 2026-02-02", "2 februari 2026")),
        ("2026-02-10", "2026-02-02", {"in_begeleiding": True}, None),
        ("2026-02-10", "2026-02-02", {"binding": False}, None),
        (
            "2026-02-10",
            "2026-02-02",
            {"eerste_stap": "2026-02-05"},
            STEP.format("vervuld 2026-02-02 vervuld 2026-02-05", "2 februari 2026"),
        ),
        ("2026-02-10", "2026-02-02", {"eerste_stap": "2025-05-05"}, STEP.format("open 2026-02-02", "2 februari 2026")),
        ("2026-02-10", "2026-02-11", {}, None),
    ],
)
def test_school_takes_the_first_step_for_an_adult(op, missed, facts, line):
    found = said(op, "uitstroom", facts, afwezigheden=[absent(missed)], **BORN_18)
    assert found == ([] if line is None else [line])


def test_last_talk_or_flyer():
    facts = {"dreigt": "2025-11-03", "gesprek": "2025-10-01"}
    line = "uitstroom.gesprek {} | dreigt te vertrekken sinds 3 november 2025"
    assert said("2025-11-20", "uitstroom", facts) == [line.format("open 2025-11-03")]
    assert said("2025-11-20", "uitstroom", {**facts, "flyer": "2025-11-17"}) == [
        line.format("vervuld 2025-11-03 vervuld 2025-11-17")
    ]
    assert said("2025-11-20", "uitstroom", facts, school={"niveau": "lager"}) == []
    assert said("2025-11-20", "uitstroom", facts, inschrijvingen=[]) == []


def checked(missed, *acts, **facts):
    return said("2025-12-20", "verificatie", facts, afwezigheden=missed, gebeurtenissen=list(acts))


def test_conditions_for_the_verifier_below_five():
    line = f"verificatie.wettigen geldt 2025-11-17 | {halve_dagen(2, 'B')} in 2025-2026"
    missed = [absent("2025-11-17")]
    assert checked(missed) == [
        line,
        "verificatie.voorwaarden geldt 2025-11-17 | er is geen begeleidende maatregel",
    ]
    assert checked(missed, event("2025-11-18", "begeleidingsmaatregel")) == [line]
    assert checked([]) == []


@pytest.mark.parametrize(
    ("missed", "since", "number"),
    [
        ([absent("2025-11-17"), absent("2025-11-18", parts=["vm"])], "2025-11-17", 3),
        # the very first half-day of the school year
        ([absent("2025-09-01", parts=["vm"])], "2025-09-01", 1),
    ],
)
def test_verifier_judges_from_the_first_b_on(missed, since, number):
    assert checked(missed, event(since, "begeleidingsmaatregel")) == [
        f"verificatie.wettigen geldt {since} | {halve_dagen(number, 'B')} in 2025-2026"
    ]


def test_conditions_for_the_verifier_from_five_on():
    missed = [absent("2025-11-17", "2025-11-20")]
    acts = [event("2025-11-18", "begeleidingsmaatregel"), event("2025-11-21", "begeleidingsdossier")]
    assert checked(missed)[1] == (
        "verificatie.voorwaarden geldt 2025-11-17 | er is geen begeleidende maatregel; de afwezigheden zijn niet "
        "gemeld aan het CLB; er is geen dossier van de maatregelen"
    )
    assert checked(missed, *acts)[1:] == [
        "verificatie.voorwaarden geldt 2025-11-19 | de afwezigheden zijn niet gemeld aan het CLB"
    ]
    acts.append(event("2025-11-21", "melding_clb"))
    assert checked(missed, *acts)[1:] == [
        "verificatie.voorwaarden geldt 2025-11-19 | de samenwerking met het CLB is nog niet begonnen"
    ]
    assert checked(missed, *acts, samenwerking_clb="2025-12-01")[1:] == []


def test_judgement_of_the_verifier_leaves_the_b():
    assert said("2025-12-20", "verificatie", {"oordeel_op": "2025-12-10", "oordeel": "niet_gewettigd"}) == [
        "verificatie.oordeel geldt 2025-12-10 | niet gewettigd, oordeel van 10 december 2025"
    ]


def test_enrolments_that_ask_for_attention():
    facts = [{"soort": "onderwijsbehoeften"}, {"soort": "schoolverandering", "gedaan": "2025-09-10"}]
    assert said("2025-10-20", "instap", facts) == [
        "instap.overleg open 2025-09-01 | een leerling met specifieke onderwijsbehoeften",
        (
            "instap.aandacht vervuld 2025-09-01 vervuld 2025-09-10 "
            "| een leerling die van school verandert: vraag de reden"
        ),
    ]
    assert said("2025-10-20", "instap", facts, inschrijvingen=[]) == []


def test_registration_with_the_clb():
    facts = {"vastgesteld": "2025-11-03", "criteria": ["geen_resultaat", "weigert"]}
    line = (
        "clb.aanmelden {} | het traject van de school levert niet het gewenste resultaat; "
        "de leerling komt niet meer of weigert elke begeleiding"
    )
    assert said("2025-11-10", "aanmelding_clb", facts) == [line.format("open 2025-11-03")]
    facts["aangemeld"] = "2025-11-10"
    done = line.format("vervuld 2025-11-03 vervuld 2025-11-10")
    ask = "clb.aanmelden_ouders geldt 2025-11-10 | aangemeld op 10 november 2025 zonder gesprek ervoor"
    assert said("2025-11-10", "aanmelding_clb", facts) == [done, ask]
    assert said("2025-11-12", "aanmelding_clb", {**facts, "ouders_gesproken": "2025-11-11"}) == [done, ask]
    assert said("2025-11-12", "aanmelding_clb", {**facts, "ouders_gesproken": "2025-11-10"}) == [done]
    assert said("2025-11-12", "aanmelding_clb", {**facts, "criteria": [], "ouders_gesproken": "2025-11-10"}) == []
