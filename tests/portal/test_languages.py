"""The catalogues: complete in French and English, begun in Arabic, compiled as they stand."""

import importlib.util
import io
import re
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from django.utils import translation

from leerrecht.access import acts
from leerrecht.access.roles import ROLES
from leerrecht.cases.models import TableKind
from leerrecht.discipline.models import Step, Verdict
from leerrecht.guidance.models import Agreement, Plan
from leerrecht.law.tucht import NAMEN
from leerrecht.logbook.words import WORDS
from leerrecht.people.models import GrantKind
from leerrecht.places.models import Answer, Refusal, SlotKind, Way
from leerrecht.portal.languages import direction, in_dutch, languages
from leerrecht.portal.logged import LOGGED
from leerrecht.portal.models import WordKind
from leerrecht.portal.terms import ROLE_NAMES, SURVEY, TERMS, said
from leerrecht.quality.domain.definitions import survey_content

ROOT = Path(__file__).parent.parent.parent
_spec = importlib.util.spec_from_file_location("catalogues", ROOT / "scripts" / "catalogues.py")
catalogues = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(catalogues)


def _said(catalogue):
    return {(message.context, message.id): message.string for message in catalogue if message.id}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_text_of_the_portal_is_translated_with_its_places(language):
    said, wanted = _said(catalogues.read(language)), {(one.context, one.id) for one in catalogues.texts() if one.id}
    assert wanted - said.keys() == set()
    places = re.compile(r"%\(\w+\)s")
    wrong = [
        key
        for key in wanted
        if not all(said[key]) or set(places.findall(str(key[1]))) != set(places.findall(str(said[key])))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_compiled_catalogue_is_that_of_the_file(language):
    compiled = io.BytesIO()
    write_mo(compiled, catalogues.read(language))
    assert catalogues.path_of(language).with_suffix(".mo").read_bytes() == compiled.getvalue()


def test_languages_are_those_with_a_catalogue_and_what_is_kept_is_dutch():
    assert languages() == {"nl": "Nederlands", "ar": "العربيّة", "en": "English", "fr": "Français"}
    assert [direction(code) for code in languages()] == ["ltr", "rtl", "ltr", "ltr"]
    with translation.override("fr"):
        assert (str(WordKind.HELPS.label), in_dutch(WordKind.HELPS.label)) == ("Ce qui m’aide", "Wat mij helpt")


def test_words_of_other_rooms_are_in_the_catalogues():
    shown = {
        *NAMEN.values(), *Verdict.labels, *Step.labels, *Way.labels, *SlotKind.labels,
        *(label for _value, label in Plan._meta.get_field("kind").flatchoices),
        *(label for _value, label in Agreement._meta.get_field("kind").flatchoices),
        *(label for _value, label in Refusal._meta.get_field("ground").flatchoices),
        *GrantKind.labels, *TableKind.labels, *Answer.labels,
    }  # fmt: skip
    assert {str(words) for words in shown} == {str(words) for words in TERMS}
    with translation.override("fr"):
        assert (said("Klassenraad"), said(""), said("iets anders")) == ("Conseil de classe", "", "iets anders")


def test_roles_whom_a_pupil_may_choose_and_sentences_of_the_survey_are_in_the_catalogues():
    chosen = {role.name for role in ROLES.values() if acts.CASE_VIEW in role.acts and role.by_membership}
    assert chosen - {str(words) for words in (*TERMS, *ROLE_NAMES)} == set()
    content = survey_content()
    asked = {*content["scale"], *(item["leerlingen"] for item in content["items"])}
    assert asked - {str(words) for words in SURVEY} == set()
    with translation.override("ar"):
        assert str(SURVEY[0]) != "helemaal niet"


def test_acts_that_the_family_reads_are_those_of_the_log_in_its_language():
    assert {str(said) for said in LOGGED} - {str(one.plain or one.text) for one in WORDS.values()} == set()
    with translation.override("fr"):
        assert str(WORDS["note.view"].plain or WORDS["note.view"].text) == "a lu dans le dossier"
