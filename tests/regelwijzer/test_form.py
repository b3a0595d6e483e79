"""The form: every key of the contract, there and back."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerrecht.law import Leerling, antwoord, parse_casus
from leerrecht.law.casus import (
    ATTEST_SOORTEN,
    GEBEURTENIS_SOORTEN,
    MAATREGEL_SOORTEN,
    TOAH_GRONDEN,
    VRIJSTELLING_REDENEN,
    Attest,
    Gebeurtenis,
    Inschrijving,
    Maatregel,
    Toah,
)
from leerrecht.law.codes import CODES_MET_ONBEKEND, NIVEAUS, SOORTEN, STELSELS
from leerrecht.law.tables import INSTELLINGEN
from leerrecht.law.topics import ONDERWERPEN
from leerrecht.law.topics.onderwerp import GROEPEN
from leerrecht.regelwijzer.domain.asking import painted
from leerrecht.regelwijzer.interfaces.examples import EXAMPLES
from leerrecht.regelwijzer.interfaces.filled import fold, unfold
from leerrecht.regelwijzer.interfaces.painting import read_marks
from leerrecht.regelwijzer.interfaces.sheet import steps
from leerrecht.ui import words

WHOLE = {
    "leerling": {
        "geboortedatum": "2011-05-03",
        "nationaliteit": "NO",
        "register_inschrijving": "2024-11-02",
        "domicilie": "NL",
        "diploma_secundair": "2029-06-30",
        "twee_leerjaren_so_beeindigd": "2026-06-30",
        "afstand_school_km": 4.2,
        "huisonderwijs": [{"van": "2019-01-01", "tot": "2019-06-30"}],
        "vrijstellingen": [{"van": "2020-01-01", "reden": "handicap"}],
    },
    "vrije_dagen": ["2025-11-10", "2026-02-09"],
    "instellingen": {"politie_drempel": None, "thuiszitter_drempel": 25, "tucht_motivering_van": "2027-09-01"},
    "inschrijvingen": [
        {
            "school": "S1", "niveau": "secundair", "soort": "buitengewoon", "stelsel": "deeltijds",
            "van": "2025-09-01", "tot": "2026-01-31", "b_vorige_school": 3,
        }
    ],
    "afwezigheden": [
        {"van": "2025-10-06", "tot": "2025-10-08", "code": "B"},
        {"van": "2025-10-09", "dagdelen": ["nm"], "code": "Z", "grond": "ziek_medisch"},
    ],
    "attesten": [{"soort": "medisch", "van": "2025-10-09", "tot": "2025-10-10"}],
    "gebeurtenissen": [{"datum": "2025-10-07", "soort": "melding_agodi", "school": "S1", "bij": "2025-10-06"}],
    "toah": [{"van": "2026-01-05", "tot": "2026-02-05", "grond": "chronisch"}],
    "maatregelen": [{"soort": "tijdelijke_uitsluiting", "school": "S1", "van": "2025-10-06", "tot": "2025-10-08"}],
    "meer": {
        "toah": {
            "lessen": [{"week": "2026-01-12", "lestijden": 4}], "plaats": "thuisschool", "tijdens_schooluren": False,
        },
        "rots": {"criteria": ["complex", "thuiszitter"], "consult": "2026-03-02"},
        "parket": [{"bron": "agodi", "datum": "2026-03-02", "onwil": True}],
        "poah": {},
    },
    "later": [1, {"a": "é"}],
}  # fmt: skip


def _names(kind, *, without=()):
    return {item.name for item in dataclasses.fields(kind) if item.name not in without}


def test_every_key_of_the_casus_has_a_field():
    own = {group.key: {field.key for field in group.fields} for step in steps() for group in step.groups}
    calendars = ("vrije_dagen", "vrije_halve_dagen")
    assert own == {
        "huisonderwijs": {"van", "tot"},
        "vrijstellingen": {"van", "tot", "reden"},
        "inschrijvingen": _names(Inschrijving, without=calendars),
        "afwezigheden": {"van", "tot", "dagdelen", "code", "grond"},
        "attesten": _names(Attest),
        "gebeurtenissen": _names(Gebeurtenis),
        "toah": _names(Toah),
        "maatregelen": _names(Maatregel),
    }
    single = {step.key: {field.key for field in step.fields} for step in steps() if step.fields}
    assert single == {
        "leerling": _names(Leerling, without=("vrijstellingen", "huisonderwijs")),
        "kalender": {"vrije_dagen"},
        "instellingen": set(INSTELLINGEN),
    }


def test_every_word_of_the_law_has_a_dutch_one():
    assert set(words.ACTS) == set(GEBEURTENIS_SOORTEN)
    assert set(words.CERTIFICATES) == set(ATTEST_SOORTEN)
    assert set(words.MEASURES) == set(MAATREGEL_SOORTEN)
    assert set(words.TOAH_GROUNDS) == set(TOAH_GRONDEN)
    assert set(words.EXEMPTIONS) == set(VRIJSTELLING_REDENEN)
    assert set(words.LEVELS) == set(NIVEAUS)
    assert set(words.KINDS) == set(SOORTEN)
    assert set(words.TRACKS) == set(STELSELS)
    assert words.word(words.TRACKS, "nieuw_stelsel") == "nieuw stelsel"


def test_a_casus_with_every_key_comes_back_from_the_form_unchanged():
    data, places = unfold(fold(WHOLE))
    assert data == WHOLE
    assert places["gebeurtenissen[0].bij"] == "gebeurtenissen-0-bij"
    assert places["leerling.vrijstellingen[0].van"] == "vrijstellingen-0-van"


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=lambda example: example.slug)
def test_an_example_gives_the_same_answer_through_the_form(example):
    through = unfold(fold(example.data))[0]
    assert antwoord(parse_casus(through), example.op) == antwoord(parse_casus(example.data), example.op)


def test_every_topic_can_be_asked_in_the_form():
    # The form has rows, but no rows within rows.
    nested = [
        (topic.naam, veld.naam)
        for topic in ONDERWERPEN.values()
        for veld in topic.velden
        if veld.soort == GROEPEN and (topic.meerdere or GROEPEN in [inner.soort for inner in veld.velden])
    ]
    assert nested == []


def test_empty_rows_are_left_out_and_errors_still_lead_to_their_own_row():
    data, places = unfold(
        {
            "leerling-geboortedatum": " 3/5/2011 ",
            "leerling-afstand_school_km": "4,5",
            "toah-0-van": "", "toah-0-grond": "",
            "toah-7-van": "2026-01-05",
            "vrije_dagen": "10/11/2025\n\n2026-02-09",
            "instellingen-politie_drempel": "tien",
        }
    )  # fmt: skip
    assert data == {
        "leerling": {"geboortedatum": "2011-05-03", "afstand_school_km": 4.5},
        "toah": [{"van": "2026-01-05"}],
        "vrije_dagen": ["2025-11-10", "2026-02-09"],
        "instellingen": {"politie_drempel": "tien"},
    }
    assert places["toah[0].van"] == "toah-7-van"


@pytest.mark.parametrize("rest", ["{", "[]", "3", '{"leerling": {"geboortedatum": "1900-01-01"}}', "[" * 5000])
def test_a_hidden_field_that_was_tampered_with_changes_nothing(rest):
    assert unfold({"leerling-geboortedatum": "2011-05-03", "rest": rest})[0] == {
        "leerling": {"geboortedatum": "2011-05-03"}
    }


def test_painting_a_year_keeps_the_rows_of_other_years():
    data = {
        "afwezigheden": [
            {"van": "2024-06-03", "tot": "2025-10-06", "code": "Z"},
            {"van": "2025-10-07", "tot": "2025-10-07", "code": "P"},
            {"van": "2026-06-29", "code": "R"},
            {"van": "2027-01-05", "tot": "2027-01-05", "code": "B"},
            {"van": "2023-01-05", "tot": "2023-01-05", "code": "B"},
            {"van": "gisteren"},
            {"tot": "2025-10-10"},
        ]
    }
    marks = read_marks('["2025-10-13vm B ", "2025-10-13nm B te_laat", "2025-11-11vm B "]')
    assert painted(data, 2025, marks)["afwezigheden"] == [
        {"van": "2024-06-03", "tot": "2025-08-31", "code": "Z"},
        {"van": "2026-09-01", "code": "R"},
        {"van": "2027-01-05", "tot": "2027-01-05", "code": "B"},
        {"van": "2023-01-05", "tot": "2023-01-05", "code": "B"},
        {"van": "gisteren"},
        {"tot": "2025-10-10"},
        {"van": "2025-10-13", "tot": "2025-10-13", "dagdelen": ["vm"], "code": "B"},
        {"van": "2025-10-13", "tot": "2025-10-13", "dagdelen": ["nm"], "code": "B", "grond": "te_laat"},
    ]


MARKS = st.dictionaries(
    st.tuples(st.dates(date(2025, 9, 1), date(2026, 6, 30)), st.sampled_from(["vm", "nm"])),
    st.sampled_from(CODES_MET_ONBEKEND).map(lambda code: (code, None)),
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(marks=MARKS)
def test_what_is_painted_is_what_the_law_reads(marks):
    data = painted({"leerling": {"geboortedatum": "2011-05-03"}}, 2025, marks)
    casus = parse_casus(data)
    by_marks = casus.of_marks(casus.leerling, (), ((day, part, code) for (day, part), (code, _) in marks.items()))
    assert casus.strip(2025) == by_marks.strip(2025)


@pytest.mark.parametrize(
    "text",
    ["", "{", "{}", "3", "[3]", "[" * 5000, '["2025-10-06vm B"]', '["2025-13-06vm B "]', '["2025-10-06av B "]',
     '["2025-10-06vm L "]'],
)  # fmt: skip
def test_marks_that_are_none_are_refused(text):
    assert read_marks(text) is None


def test_a_ground_of_another_code_is_left_out():
    assert read_marks('["2025-10-06vm B ziek_medisch"]') == {(date(2025, 10, 6), "vm"): ("B", None)}
