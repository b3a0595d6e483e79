import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from leerrecht.access import acts, policy
from leerrecht.law.casus import GEBEURTENIS_SOORTEN
from leerrecht.law.regels import REGELS
from leerrecht.letters.domain import change_style, make_template, placeholders, retire_template, write_text
from leerrecht.letters.domain.blocks import blocks, plain
from leerrecht.letters.domain.catalogue import delivered, templates
from leerrecht.letters.domain.previewing import invented
from leerrecht.letters.languages import PLAIN, languages
from leerrecht.letters.models import HouseStyle, LetterTemplate, TemplateText
from tests.letters.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


@pytest.fixture
def world():
    return World()


@pytest.mark.parametrize("key", sorted(delivered()))
def test_delivered_template_is_whole_and_prints_in_every_language(world, key):
    template = delivered()[key]
    wanted = ["nl"] if template.recipient in ("clb", "school") else list(languages())
    assert list(template.texts) == wanted
    # Plain Dutch says less; every translation names what the Dutch names.
    full = [text for text in template.texts.values() if text.language != PLAIN]
    assert len({frozenset(placeholders.used(text.subject, text.body)) for text in full}) == 1
    assert not template.fact or template.fact in GEBEURTENIS_SOORTEN
    assert not template.rule or template.rule in REGELS
    for text in template.texts.values():
        placeholders.check(text.subject)
        placeholders.check(text.body)
        found = invented(
            world.by("directeur"), world.school, subject=text.subject, body=text.body, language=text.language
        )
        assert re.search(r"\{\w*\}", found.text) is None
        assert found.pages[0].startswith(b"<svg")


def test_preview_has_words_for_every_place(world):
    by = world.by("directeur")
    body = "\n\n".join("{" + name + "}" for name in placeholders.FIELDS)
    found = invented(by, world.school, subject="x", body=body, language="nl")
    words = found.text.split("\n\n")[2:-1]
    assert (len(words), "" in words) == (len(placeholders.FIELDS), False)


def test_school_takes_a_delivered_template_over_and_keeps_each_version(world):
    by = world.by("secretariaat")
    for number in (1, 2):
        write_text(
            by=by, house=world.school, key="vierde-briefje", language="nl", subject=f"Onderwerp {number}", body="x"
        )
    found = templates(by, world.school, act=acts.LETTER_MANAGE)["vierde-briefje"]
    assert (found.own, found.texts["nl"].version, found.texts["nl"].subject, found.texts["fr"].version) == (
        True, 2, "Onderwerp 2", 0,
    )  # fmt: skip
    assert TemplateText.objects.count() == 2
    assert not templates(world.by("begeleider"), world.other, act=acts.LETTER_MANAGE)["vierde-briefje"].own


def test_template_laid_aside_gives_the_delivered_one_back(world):
    by = world.by("directeur")
    write_text(by=by, house=world.school, key="vierde-briefje", language="nl", subject="Anders", body="x")
    retire_template(by=by, template=LetterTemplate.objects.get())
    found = templates(by, world.school, act=acts.LETTER_MANAGE)["vierde-briefje"]
    assert (found.own, found.texts["nl"].version) == (False, 0)


def test_own_template_is_made_once_by_name(world):
    values = {
        "by": world.by("directeur"), "house": world.school, "name": "Uitstap naar zee", "compartment": "team",
        "recipient": "ouders", "subject": "Naar zee", "body": "Beste {ontvanger}",
    }  # fmt: skip
    made = make_template(**values)
    assert (made.key, made.occasion) == ("uitstap-naar-zee", "dag")
    with pytest.raises(ValidationError) as caught:
        make_template(**values)
    assert caught.value.message_dict == {"name": ["Er is al een sjabloon met deze naam."]}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"body": " "}, "body"),
        ({"body": "Dag {naam van het kind}"}, "body"),
        ({"body": "Dag {leerling"}, "body"),
        ({"body": "x" * 10_001}, "body"),
        ({"language": "de"}, "language"),
    ],
)
def test_text_that_cannot_be_used_is_refused_by_field(world, values, field):
    chosen = {"language": "nl", "subject": "Onderwerp", "body": "Tekst"} | values
    with pytest.raises(ValidationError) as caught:
        write_text(by=world.by("directeur"), house=world.school, key="vierde-briefje", **chosen)
    assert list(caught.value.message_dict) == [field]
    assert LetterTemplate.objects.count() == 0


def test_templates_are_changed_by_who_may(world):
    with pytest.raises(policy.Denied):
        write_text(
            by=world.by("leerkracht"), house=world.school, key="vierde-briefje", language="nl", subject="x", body="x"
        )


def test_values_with_braces_stay_as_they_are():
    assert placeholders.fill("Dag {leerling}", {"leerling": "{voornaam} #x"}) == "Dag {voornaam} #x"


def test_text_becomes_headings_lists_and_paragraphs():
    found = blocks("# Kop\nEen\ntwee\n\n- a\n- b\n\nDrie")
    assert found == [
        {"kind": "heading", "text": "Kop"}, {"kind": "paragraph", "lines": ["Een", "twee"]},
        {"kind": "list", "items": ["a", "b"]}, {"kind": "paragraph", "lines": ["Drie"]},
    ]  # fmt: skip
    assert plain(found) == "Kop\n\nEen\ntwee\n\n- a\n- b\n\nDrie"


def picture(size=(2400, 900)):
    out = io.BytesIO()
    Image.new("RGB", size, (10, 90, 60)).save(out, "JPEG")
    return SimpleUploadedFile("logo.jpg", out.getvalue(), "image/jpeg")


def test_style_keeps_a_logo_drawn_anew_and_small(world):
    by = world.by("directeur")
    change_style(by=by, house=world.school, colour="#0A5A3C", phone="09", logo=picture())
    kept = HouseStyle.objects.get(organisation_id=world.school.pk)
    with Image.open(io.BytesIO(bytes(kept.logo))) as image:
        assert (image.format, image.size, kept.colour) == ("PNG", (1200, 450), "#0a5a3c")
    drawing = invented(by, world.school, subject="Met logo", body="Dag {leerling}", language="nl")
    assert b"<image" in drawing.pages[0]
    change_style(by=by, house=world.school, colour="#0a5a3c", without_logo=True)
    assert HouseStyle.objects.get(organisation_id=world.school.pk).logo is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"colour": "#ffff00"}, "colour"),
        ({"colour": "groen"}, "colour"),
        ({"colour": "#0a5a3c", "email": "geen adres"}, "email"),
        ({"colour": "#0a5a3c", "logo": SimpleUploadedFile("x.png", b"geen beeld")}, "logo"),
    ],
)
def test_style_that_cannot_be_is_refused_by_field(world, values, field):
    with pytest.raises(ValidationError) as caught:
        change_style(by=world.by("directeur"), house=world.school, **values)
    assert list(caught.value.message_dict) == [field]
