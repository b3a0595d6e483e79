"""The confidential file, access to it, and the matrix, in the browser: rules of accessibility, wide and on a phone."""

from datetime import timedelta

import pytest

from leerrecht.access.models import User
from leerrecht.organisations.models import Organisation
from leerrecht.people import domain
from leerrecht.people.models import Contact
from tests.browser.conftest import PHONE, overflows
from tests.factories import TODAY
from tests.notes.world import World

PAGES = ("dossier", "aantekeningen/nieuw", "toegang", "toegang/geven", "toegang/noodgeval")


@pytest.fixture
def world(live_server):
    world = World()
    world.notes()
    domain.give_grant(
        by=world.by("directeur"), pupil=world.pupil, user=world.staff("gedragsexpert"), kind="toegang",
        organisation_id=world.school.pk, compartments=["zorg"], reason="Observeert in de klas",
        last=TODAY + timedelta(days=30),
    )  # fmt: skip
    domain.request_access(
        by=world.by("leerkracht"), pupil=world.pupil, organisation_id=world.school.pk, compartments=["zorg"],
        reason="Wil helpen bij een toets", until=TODAY + timedelta(days=30),
    )  # fmt: skip
    domain.break_glass(
        by=world.by("leerkracht"), pupil=world.pupil, organisation_id=world.school.pk, reason="Sprak over weglopen"
    )
    return world


def passes(page, axe, path):
    assert page.goto(path).status == 200, path
    axe(page)
    page.set_viewport_size(PHONE)
    assert not overflows(page), path
    axe(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_file_and_access_pass_the_rules_for_the_director(world, sign_in, axe):
    page = sign_in(world.staff("directeur"))
    for name in PAGES:
        passes(page, axe, f"/leerlingen/{world.pupil.pk}/{name}/")
    for path in ("/", "/toegang/vragen/", "/toegang/matrix/"):
        passes(page, axe, path)


def test_question_and_matrix_pass_the_rules_for_a_teacher(world, sign_in, axe):
    page = sign_in(world.staff("leerkracht"))
    passes(page, axe, f"/leerlingen/{world.pupil.pk}/toegang/")
    passes(page, axe, f"/leerlingen/{world.pupil.pk}/toegang/vragen/")


@pytest.mark.parametrize("who", ["child", "parent"])
def test_own_file_passes_the_rules_for_the_family(world, sign_in, axe, who):
    page = sign_in(User.objects.get(pk=getattr(world, who)().user_id))
    for path in ("/", f"/leerlingen/{world.pupil.pk}/dossier/", f"/leerlingen/{world.pupil.pk}/toegang/"):
        passes(page, axe, path)


def test_accounts_letter_and_protocols_pass_the_rules(world, sign_in, axe):
    Contact.objects.create(pupil=world.pupil, name="Mia Maes", legal_role="ouder")
    Contact.objects.create(pupil=world.pupil, name="Jan Baas", legal_role="ouder", barred=True, lives_with=False)
    domain.make_protocol(
        by=world.by("directeur"), organisation=Organisation.objects.get(pk=world.school.pk), parties=[world.partner],
        title="Samen", purpose="Afspraken in het traject", compartments=["gedeeld"], first=TODAY,
        last=TODAY + timedelta(days=200),
    )  # fmt: skip
    page, address = sign_in(world.staff("directeur")), f"/leerlingen/{world.pupil.pk}/accounts/"
    for path in ("/protocollen/", "/protocollen/nieuw/", address, f"{address}brief/"):
        passes(page, axe, path)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Brief maken").click()
    page.get_by_role("heading", name="dossier van").wait_for()
    axe(page)
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    passes(page, axe, address)
    page.context.clear_cookies()
    passes(page, axe, "/aanmelden/uitnodiging/")
