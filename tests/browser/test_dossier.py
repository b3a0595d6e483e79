"""The confidential file, access to it, and the matrix, in the browser: rules of accessibility, wide and on a phone."""

from datetime import timedelta

import pytest

from leerrecht.access.models import User
from leerrecht.people import domain
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
