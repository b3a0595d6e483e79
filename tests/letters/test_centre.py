"""Letters of a CLB: its own style and templates, its own compartment, and what it shares with the school."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from leerrecht.access import acts, policy
from leerrecht.letters.domain import change_style, make_template, posted, start_run, write_text
from leerrecht.letters.domain.catalogue import templates
from leerrecht.letters.models import Delivery, HouseStyle, Letter, LetterTemplate, Run
from leerrecht.letters.rules import houses
from leerrecht.people.models import Contact
from tests.factories import PlacementFactory
from tests.letters.world import TALK, World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
AGREED = {"afspraken": "- elke vrijdag een bericht"}


@pytest.fixture
def world():
    found = World()
    found.case()
    HouseStyle.objects.create(organisation_id=found.centre.pk, phone="09 222 22 22", email="clb@test.be")
    return found


def write(world, by=None, **values):
    chosen = {
        "by": by or world.by("clb"), "house": world.centre, "key": "clb-uitnodiging", "pupil_ids": [world.pupil.pk],
        "values": TALK,
    } | values  # fmt: skip
    return start_run(**chosen)


def readers(world, letter):
    roles = ("leerkracht", "secretariaat", "begeleider", "directeur", "clb", "clbarts", "clbhoofd")
    seen = {role: policy.visible(Letter, to=world.by(role), act=acts.NOTE_VIEW) for role in roles}
    return {role for role, found in seen.items() if found.filter(pk=letter.pk).exists()}


def test_invitation_lies_in_the_compartment_of_the_clb_and_the_school_reads_nothing_of_it(world):
    run = write(world)
    letter = Letter.objects.get()
    assert (run.made, letter.organisation_id, letter.compartment, letter.counterpart_id, letter.recipient_name) == (
        1, world.centre.pk, "clb", None, "Kim Ouder",
    )  # fmt: skip
    assert (letter.file.compartment, letter.file.organisation_id) == ("clb", world.centre.pk)
    assert readers(world, letter) == {"clb"}


def test_feedback_is_another_text_that_the_school_reads(world):
    write(world)
    write(world, key="clb-terugkoppeling", values=AGREED)
    letter = Letter.objects.get(template_key="clb-terugkoppeling")
    assert (letter.compartment, letter.organisation_id, letter.counterpart_id, letter.recipient) == (
        "gedeeld", world.centre.pk, world.school.pk, f"school-{world.school.pk}",
    )  # fmt: skip
    assert readers(world, letter) == {"clb", "begeleider", "directeur"}


def test_pages_of_the_clb_from_choice_to_posting_and_the_school_finds_only_what_is_shared(world):
    browser = Client()
    browser.force_login(world.staff("clb"))
    page = browser.get(reverse("letter-new"), {"leerling": world.pupil.pk}).content.decode()
    assert ("Uitnodiging van het CLB" in page, "Melding aan het CLB" in page) == (True, False)
    form = {"leerling": world.pupil.pk, "pupils": world.pupil.pk, "school": world.centre.pk}
    answers = {"gesprek_datum": "2026-11-27", "gesprek_uur": "14:00", "gesprek_plaats": "CLB", "gesprek_met": "An"}
    made = browser.post(reverse("letter-new"), form | answers | {"sjabloon": "clb-uitnodiging"})
    assert made.status_code == 302, made.content.decode()
    assert browser.get(made.url).status_code == 200
    browser.post(reverse("letter-new"), form | AGREED | {"sjabloon": "clb-terugkoppeling", "way": "papier"})
    invited, shared = Letter.objects.order_by("template_key").values_list("pk", flat=True)[::-1]
    assert browser.post(reverse("letter-posted", args=[invited])).status_code == 302
    assert Delivery.objects.get(letter=invited).state == "verstuurd"
    school = Client()
    school.force_login(world.staff("directeur"))
    listed = school.get(reverse("pupil-letters", args=[world.pupil.pk])).content.decode()
    assert ("Terugkoppeling" in listed, "Uitnodiging" in listed) == (True, False)
    pages = [school.get(reverse("letter-file", args=[pk])).status_code for pk in (shared, invited)]
    assert (pages, school.get(made.url).status_code) == ([200, 404], 404)
    assert school.post(reverse("letter-posted", args=[shared])).status_code == 404


def test_worker_writes_on_the_own_cases_only_and_not_for_the_schools_that_the_clb_serves(world):
    other = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
    Contact.objects.create(pupil=other, name="Mo Ouder", legal_role="ouder")
    run = write(world, pupil_ids=[other.pk])
    assert (run.made, [one["why"] for one in run.left_out]) == (
        0, ["Niet op een school die uw CLB begeleidt, of niet uw dossier."],
    )  # fmt: skip
    by = world.by("clb")
    assert houses(by, acts.LETTER_SEND) == {world.centre.pk}
    with pytest.raises(policy.Denied):
        write(world, house=world.school, key="uitnodiging-gesprek")
    with pytest.raises(ValidationError, match="Kies een sjabloon"):
        write(world, key="uitnodiging-gesprek")
    with pytest.raises(policy.Denied):
        write(world, by=world.by("clbarts"))
    with pytest.raises(policy.Denied):
        change_style(by=by, house=world.school, colour="#0a5a3c")
    assert not policy.visible(HouseStyle, to=by, act=acts.LETTER_MANAGE).filter(organisation=world.school).exists()


def test_each_house_keeps_its_own_templates(world):
    by = world.by("clb")
    write_text(by=by, house=world.centre, key="clb-informatie", language="nl", subject="Nieuws", body="{uitleg}")
    with pytest.raises(ValidationError, match="staat er niet meer"):
        write_text(by=by, house=world.centre, key="melding-clb", language="nl", subject="x", body="x")
    make_template(
        by=world.by("clbarts"), house=world.centre, name="Medisch consult", compartment="medisch", recipient="ouders",
        subject="Consult", body="Beste {ontvanger}",
    )  # fmt: skip
    kinds = {one.kind for one in templates(world.by("directeur"), world.school, act=acts.LETTER_MANAGE).values()}
    assert (kinds, LetterTemplate.objects.filter(organisation=world.centre).count()) == ({"school"}, 2)
    run = write(world, by=world.by("clbarts"), key="medisch-consult", values={})
    assert (run.made, Letter.objects.get().compartment) == (1, "medisch")
    assert readers(world, Letter.objects.get()) == {"clbarts"}


def test_run_of_a_case_is_seen_by_who_made_it(world):
    run = write(world)
    seen = {
        role: policy.visible(Run, to=world.by(role), act=acts.LETTER_SEND).filter(pk=run.pk).exists()
        for role in ("clb", "clbhoofd", "directeur")
    }
    assert seen == {"clb": True, "clbhoofd": False, "directeur": False}


def test_posting_is_noted_by_the_house_that_wrote(world):
    write(world)
    assert posted(by=world.by("clb"), letters=Letter.objects.all()) == 1
    write(world, key="clb-terugkoppeling", values=AGREED)
    with pytest.raises(policy.Denied):
        posted(by=world.by("directeur"), letters=Letter.objects.filter(template_key="clb-terugkoppeling"))
