import re
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from leerrecht.forms.domain.definitions import FACTS, KINDS, Question, Section, check, delivered, from_json, to_json

# What the sources hold, each in our own words.
WANTED = {
    "a-document", "aanklampend-werken", "aanmelding-clb", "casusbespreking-clb", "clb-pistes", "competenties",
    "consult-gv", "doorzoeken", "evaluatietraject", "externe-diensten", "gesprekswijzer", "inschrijvingsgesprek",
    "knipperlichten", "m-document", "melding-politie", "naft-aanmelding", "naft-evaluatie", "naft-rondetafel",
    "officiele-formulieren", "opvolgingsbeleid", "overdracht-vdab", "plan-schoolweigering",
    "preventie-schoolklimaat", "protocol-politie", "registratiebeleid", "rots", "school-en-ziek", "schoolcontract",
    "schoolcontract-inhoud", "schoolextern-traject", "schoolweigering-fasen", "screening-cdo", "sio", "taalprofiel",
    "terugkeer", "toah", "transitietraject", "uitstroomgesprek", "vier-laden", "visie-verzuim", "volgkaart",
    "zorgwekkend-dossier",
}  # fmt: skip


def test_every_form_of_the_sources_is_there():
    assert set(delivered()) == WANTED


@pytest.mark.parametrize("key", sorted(delivered()))
def test_delivered_form_can_be_filled_in_and_survives_storing(key):
    found = delivered()[key]
    check(found.sections)
    assert from_json(to_json(found.sections)) == found.sections
    assert {one.kind for one in found.questions} <= set(KINDS)
    assert {one.fill for one in found.questions if one.fill} <= set(FACTS)
    assert re.fullmatch(r"00\d:[\d ,\-:noot]+", found.source)


def test_numbers_of_the_law_are_read_from_its_tables():
    texts = [option for one in delivered()["toah"].questions for option in one.options]
    assert "meer dan 21 kalenderdagen na elkaar ziek, weekends en vakantie meegeteld" in texts
    assert not [text for text in texts if "{" in text]


QUESTION = Question("a", "janee", "Is het zo?")


@pytest.mark.parametrize(
    ("questions", "wrong"),
    [
        ((), "minstens één vraag"),
        ((replace(QUESTION, text=""),), "schrijf de vraag"),
        ((replace(QUESTION, kind="raadsel"),), "dit soort vraag bestaat niet"),
        ((QUESTION, QUESTION), "deze code staat er al"),
        ((replace(QUESTION, kind="keuze"),), "geef minstens één mogelijkheid"),
        ((replace(QUESTION, kind="lijst", options=("x", "x")),), "een mogelijkheid staat er twee keer"),
        ((replace(QUESTION, fill="schoenmaat"),), "dit gegeven bestaat niet"),
        ((replace(QUESTION, when=("b", "ja")),), "een vraag die er niet voor staat"),
        ((QUESTION, replace(QUESTION, code="b", when=("a", "misschien"))), "een antwoord dat die vraag niet heeft"),
    ],
)
def test_form_that_cannot_be_filled_in_is_refused(questions, wrong):
    with pytest.raises(ValidationError, match=wrong):
        check((Section("Deel", "", questions),))


def test_question_is_asked_where_its_condition_holds():
    follow = replace(QUESTION, code="b", when=("a", "ja"))
    listed = replace(QUESTION, code="c", when=("a", "x"))
    assert (follow.asked({"a": "ja"}), follow.asked({"a": "nee"}), follow.asked({})) == (True, False, False)
    assert (listed.asked({"a": ["x", "y"]}), QUESTION.asked({})) == (True, True)
