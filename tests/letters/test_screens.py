from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from leerrecht.access.models import LogEntry, User
from leerrecht.letters.models import Delivery, Letter, LetterTemplate, Run
from leerrecht.people.models import ContactAccount
from tests.factories import PlacementFactory, UserFactory
from tests.letters.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
FORM = {
    "gesprek_datum": "2026-11-27", "gesprek_uur": "16:30", "gesprek_plaats": "lokaal 12", "gesprek_met": "An",
    "way": "papier", "language": "", "again_because": "", "sjabloon": "uitnodiging-gesprek",
}  # fmt: skip


@pytest.fixture
def world():
    return World()


def client(user):
    found = Client()
    found.force_login(user)
    return found


def staff(world, role):
    return client(User.objects.get(pk=world.by(role).user_id))


def page(response):
    assert response.status_code == 200, response.content
    return response.content.decode()


def test_letter_from_the_page_of_a_pupil_is_previewed_and_made(world):
    browser = staff(world, "begeleider")
    address = reverse("letter-new")
    shown = page(browser.get(address, {"leerling": world.pupil.pk, "sjabloon": "uitnodiging-gesprek"}))
    assert "Kim Ouder" in shown
    form = FORM | {"leerling": world.pupil.pk, "pupils": world.pupil.pk, "school": world.school.pk}
    drawn = page(browser.post(reverse("letter-preview"), form))
    assert "data:image/svg+xml;base64," in drawn
    assert "Beste Kim Ouder," in drawn
    assert Letter.objects.count() == 0
    response = browser.post(address, form)
    assert response.url == reverse("letter-run", args=[Run.objects.get().pk])
    assert "Er is 1 brief gemaakt." in page(browser.get(response.url))
    assert "kreeg deze brief al op" not in page(browser.get(address, {"leerling": world.pupil.pk, **FORM}))
    file = browser.get(reverse("letter-file", args=[Letter.objects.get().pk]))
    assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    assert LogEntry.objects.filter(act="letter.view", pupil_id=world.pupil.pk).count() == 1


def test_what_was_typed_stays_where_something_is_missing(world):
    form = FORM | {"leerling": world.pupil.pk, "pupils": world.pupil.pk, "gesprek_uur": ""}
    shown = page(staff(world, "begeleider").post(reverse("letter-new"), form))
    assert "lokaal 12" in shown
    assert "Er is iets niet juist ingevuld" in shown
    assert Run.objects.count() == 0


def test_class_and_worklist_choose_the_pupils(world):
    world.classmate(name="Mo Ouder")
    world.unknown(date(2026, 11, 17))
    browser, address = staff(world, "secretariaat"), reverse("letter-new")
    of_class = page(
        browser.get(address, {"sjabloon": "toah-informatie", "klas": world.placement.class_group.pk})
    )  # fmt: skip
    assert ("Kim Ouder" in of_class, "Mo Ouder" in of_class) == (True, True)
    waiting = page(browser.get(address, {"sjabloon": "afwezig-zonder-reden", "werklijst": "on"}))
    assert ("Kim Ouder" in waiting, "Mo Ouder" in waiting) == (True, False)


def test_templates_outside_the_own_compartments_are_not_offered(world):
    shown = page(staff(world, "secretariaat").get(reverse("letter-new")))
    assert ("Afwezig zonder reden" in shown, "Uitnodiging voor een gesprek" in shown) == (True, False)
    shown = page(staff(world, "secretariaat").get(reverse("letter-new"), {"sjabloon": "uitnodiging-gesprek"}))
    assert "Voor wie" not in shown


def test_run_shows_progress_and_loads_anew_when_done(world):
    run = world.start(pupil_ids=[world.pupil.pk, *(world.classmate().pk for _n in range(6))])
    browser = staff(world, "begeleider")
    assert "U mag deze pagina verlaten" in page(browser.get(reverse("letter-run", args=[run.pk])))
    assert "HX-Refresh" not in browser.get(reverse("letter-run-progress", args=[run.pk]))
    Run.objects.update(state="klaar")
    assert browser.get(reverse("letter-run-progress", args=[run.pk]))["HX-Refresh"] == "true"


def test_run_is_printed_as_one_file_and_noted_as_posted(world):
    run = world.start(pupil_ids=[world.pupil.pk, world.classmate().pk])
    browser = staff(world, "begeleider")
    printed = browser.get(reverse("letter-run-print", args=[run.pk]))
    assert (printed["Content-Type"], printed.content[:5]) == ("application/pdf", b"%PDF-")
    browser.post(reverse("letter-run-posted", args=[run.pk]))
    assert set(Delivery.objects.values_list("state", flat=True)) == {"verstuurd"}
    shown = page(browser.get(reverse("letter-run", args=[run.pk])))
    assert "Alles op papier is verstuurd" not in shown


def test_letter_is_read_by_who_reads_its_compartment(world):
    world.start()
    letter = Letter.objects.get()
    parent = UserFactory.create(username="ouder")
    ContactAccount.objects.create(user=parent, contact=world.pupil.contacts.get())
    address = reverse("letter-file", args=[letter.pk])
    seen = {role: staff(world, role).get(address).status_code for role in ("directeur", "secretariaat", "leerkracht")}
    assert seen == {"directeur": 200, "secretariaat": 404, "leerkracht": 404}
    assert client(parent).get(address).status_code == 200
    assert "Uitnodiging voor een gesprek" in page(client(parent).get(reverse("pupil-letters", args=[world.pupil.pk])))
    assert "geen brief die u mag lezen" in page(staff(world, "leerkracht").get(
        reverse("pupil-letters", args=[world.pupil.pk])
    ))  # fmt: skip
    assert (
        client(parent).get(reverse("letter-list")).status_code,
        client(parent).get(reverse("letter-new")).status_code,
    ) == (403, 403)
    elsewhere = world.user("elders", "directeur", world.other)
    for name, pk in (("letter-file", letter.pk), ("letter-run", letter.run_id), ("letter-run-print", letter.run_id)):
        assert client(elsewhere).get(reverse(name, args=[pk])).status_code == 404
    assert client(elsewhere).get(reverse("letter-templates", args=[world.school.pk])).status_code == 404
    assert "Kim" not in page(client(elsewhere).get(reverse("letter-new"), {"leerling": world.pupil.pk, **FORM}))


def test_letter_is_noted_as_posted_from_the_page_of_the_pupil(world):
    world.start()
    address = reverse("letter-posted", args=[Letter.objects.get().pk])
    assert staff(world, "secretariaat").post(address).status_code == 404
    staff(world, "directeur").post(address)
    assert Delivery.objects.get().state == "verstuurd"


@pytest.mark.parametrize(
    ("state", "offered"), [("wacht", False), ("verstuurd", False), ("proef", True), ("mislukt", True)]
)
def test_mail_that_did_not_leave_can_go_on_paper(world, state, offered):
    world.start(way="email")
    Delivery.objects.update(state=state, at=None if state == "wacht" else "2026-11-20 10:00+01:00")
    browser, address = staff(world, "directeur"), reverse("pupil-letters", args=[world.pupil.pk])
    assert ("Is op papier verstuurd" in page(browser.get(address))) is offered
    browser.post(reverse("letter-posted", args=[Letter.objects.get().pk]))
    assert "Is op papier verstuurd" not in page(browser.get(address))


def test_template_is_edited_with_a_preview_and_laid_aside(world):
    browser = staff(world, "directeur")
    address = reverse("letter-template", args=[world.school.pk, "vierde-briefje"])
    assert "data:image/svg+xml" in page(browser.get(address, {"taal": "fr"}))
    text = {"subject": "Briefjes van {voornaam}", "body": "Beste {ontvanger}", "taal": "nl"}
    part = page(browser.post(reverse("letter-template-preview", args=[world.school.pk]), text))
    assert ("Briefjes van Sam" in part, "<html" in part) == (True, False)
    assert "bestaat niet als in te vullen plaats" in page(
        browser.post(reverse("letter-template-preview", args=[world.school.pk]), text | {"body": "{x}"})
    )
    assert "Briefjes van Sam" in page(browser.post(address, text | {"preview": "1"}))
    assert LetterTemplate.objects.count() == 0
    assert browser.post(address, text).status_code == 302
    assert "versie 1, Directeur Test" in page(browser.get(address))
    away = reverse("letter-template-retire", args=[world.school.pk, "vierde-briefje"])
    assert "komt terug" in page(browser.get(away))
    browser.post(away)
    assert "zoals meegeleverd" in page(browser.get(address))
    assert browser.get(away).status_code == 404
    assert browser.get(address, {"taal": "xx"}).status_code == 404
    assert browser.get(reverse("letter-template", args=[world.school.pk, "geen"])).status_code == 404


def test_own_template_is_made_on_screen(world):
    browser, address = staff(world, "directeur"), reverse("letter-template-new", args=[world.school.pk])
    values = {"name": "Uitstap", "compartment": "team", "recipient": "ouders", "subject": "Naar zee", "body": "Dag"}
    assert "Uitstap" in page(browser.post(address, values | {"preview": "1"}))
    response = browser.post(address, values)
    assert response.url == reverse("letter-template", args=[world.school.pk, "uitstap"])
    assert "Uitstap" in page(browser.get(reverse("letter-templates", args=[world.school.pk])))


def test_style_is_changed_on_screen_and_its_logo_is_served(world):
    from tests.letters.test_templates import picture

    browser, address = staff(world, "secretariaat"), reverse("letter-style", args=[world.school.pk])
    assert browser.get(reverse("letter-logo", args=[world.school.pk])).status_code == 404
    values = {
        "address": "Kerkstraat 1",
        "town": "Gent",
        "phone": "09",
        "email": "a@b.be",
        "colour": "#0a5a3c",
        "window": "links",
    }
    assert browser.post(address, values | {"logo": picture()}).status_code == 302
    assert browser.get(reverse("letter-logo", args=[world.school.pk]))["Content-Type"] == "image/png"
    assert "te licht" in page(browser.post(address, values | {"colour": "#ffffff"}))
    assert "Het logo van nu" in page(browser.get(address))


@pytest.mark.parametrize("number", [2, 12])
def test_archive_asks_the_same_number_of_queries_for_any_number_of_letters(
    world, number, django_assert_max_num_queries
):
    pupils = [PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil for _n in range(number)]
    for pupil in pupils:
        world.parents(pupil)
    for some in (pupils[:5], pupils[5:10], pupils[10:]):
        if some:
            world.start(pupil_ids=[pupil.pk for pupil in some])
    assert Letter.objects.count() == number
    browser = staff(world, "directeur")
    browser.get(reverse("letter-list"))
    with django_assert_max_num_queries(14):
        shown = page(browser.get(reverse("letter-list"), {"sjabloon": "uitnodiging-gesprek", "stand": "wacht"}))
    assert shown.count("Kim Ouder") == number
    with django_assert_max_num_queries(26):
        page(browser.get(reverse("letter-new"), {"klas": world.placement.class_group.pk, **FORM}))
