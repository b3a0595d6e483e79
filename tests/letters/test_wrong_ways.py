"""What people do otherwise than meant: each way ends in words that say what to do, and nothing is kept."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from leerrecht.access.models import LogEntry
from leerrecht.letters.domain import make_template
from leerrecht.letters.models import Letter, LetterTemplate, Run
from leerrecht.people.models import Pupil
from tests.factories import PlacementFactory
from tests.letters.world import TALK, World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


@pytest.fixture
def world():
    return World()


@pytest.fixture
def browser(world):
    client = Client()
    client.force_login(world.staff("directeur"))
    return client


def words(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"name": "  "}, "name", "Geef het sjabloon een naam."),
        ({"name": "Vierde briefje"}, "name", "Zo heet al een sjabloon dat meegeleverd is. Kies een andere naam."),
        ({"compartment": "x"}, "compartment", "Kies een vak uit de lijst."),
        ({"recipient": "buren"}, "recipient", "Kies aan wie de brief gaat."),
        ({"subject": " "}, "subject", "Vul dit in."),
    ],
)
def test_template_that_is_not_whole_is_refused_with_the_field(world, values, field, message):
    chosen = {"name": "Uitstap", "compartment": "team", "recipient": "ouders", "subject": "Zee", "body": "Dag"}
    with pytest.raises(ValidationError) as refused:
        make_template(by=world.by("directeur"), house=world.school, **(chosen | values))
    assert refused.value.message_dict == {field: [message]}
    assert LetterTemplate.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Kies eerst een sjabloon."),
        ({"sjabloon": "uitnodiging-gesprek"}, "Kies eerst één of meer leerlingen."),
        ({"sjabloon": "afwezig-zonder-reden", "mee": True}, "Van elke afwezigheid is de reden bekend."),
        ({"sjabloon": "uitnodiging-gesprek", "mee": True, "gesprek_plaats": "lokaal \U0001f600"}, "Het teken"),
    ],
    ids=["geen sjabloon", "geen leerling", "niet nodig", "teken"],
)
def test_preview_says_what_is_missing_and_logs_no_look(world, browser, values, message):
    sent = {name: value for name, value in values.items() if name != "mee"}
    if "mee" in values:
        sent |= {"leerling": world.pupil.pk, "pupils": world.pupil.pk}
    assert message in words(browser.post(reverse("letter-preview"), sent))
    assert not LogEntry.objects.filter(act="letter.preview").exists()


def test_preview_shows_the_first_letter_and_logs_the_look(world, browser):
    sent = {name: str(value)[:5] if name == "gesprek_uur" else str(value) for name, value in TALK.items()}
    sent |= {"sjabloon": "uitnodiging-gesprek", "leerling": world.pupil.pk, "pupils": world.pupil.pk}
    assert "data:image/svg+xml" in words(browser.post(reverse("letter-preview"), sent))
    assert LogEntry.objects.get(act="letter.preview").pupil_id == world.pupil.pk


def test_form_that_is_not_filled_in_makes_nothing_and_keeps_what_was_typed(world, browser):
    sent = {
        "sjabloon": "uitnodiging-gesprek", "leerling": world.pupil.pk, "pupils": world.pupil.pk,
        "gesprek_plaats": "lokaal 12", "gesprek_datum": "31/02", "gesprek_uur": "laat", "language": "xx",
    }  # fmt: skip
    page = words(browser.post(reverse("letter-new"), sent))
    assert ("Er is iets niet juist ingevuld" in page, "lokaal 12" in page, Run.objects.count()) == (True, True, 0)


def test_numbers_and_schools_that_are_none_are_passed_over(world, browser):
    asked = {"school": "x", "leerling": "x", "sjabloon": "uitnodiging-gesprek"}
    assert "Kies voor wie" in words(browser.get(reverse("letter-new"), asked))
    assert "Kies voor wie" in words(browser.get(reverse("letter-new"), asked | {"school": world.other.pk}))
    page = words(browser.get(reverse("letter-list"), {"sjabloon": "x", "stand": "x", "pagina": "999"}))
    assert "Nog geen brieven" in page


def test_letters_of_a_merged_record_are_those_of_the_one_that_stays(world, browser):
    twin = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
    Pupil.objects.filter(pk=twin.pk).update(merged_into=world.pupil)
    assert browser.get(reverse("pupil-letters", args=[twin.pk])).url == reverse("pupil-letters", args=[world.pupil.pk])


def test_run_without_paper_has_nothing_to_print(world, browser):
    run = world.start(way="email")
    response = browser.get(reverse("letter-run-print", args=[run.pk]), follow=True)
    assert "geen enkele brief op papier" in words(response)


def test_run_that_failed_says_why(world, browser):
    run = world.start()
    Run.objects.filter(pk=run.pk).update(state="mislukt", error="Het sjabloon is weg.")
    page = words(browser.get(reverse("letter-run", args=[run.pk])))
    assert ("De reeks is niet afgemaakt." in page, "Het sjabloon is weg." in page) == (True, True)


def test_sender_without_any_house_is_told_so(world):
    nobody = Client()
    nobody.force_login(world.staff("leerkracht"))
    found = {name: nobody.get(reverse(name)).status_code for name in ("letter-list", "letter-new")}
    found |= {name: nobody.post(reverse(name)).status_code for name in ("letter-preview", "letter-choose")}
    assert set(found.values()) == {403}
    assert Letter.objects.count() == 0
