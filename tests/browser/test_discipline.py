"""An incident and a suspension: written down quickly, accessible, wide and on a phone."""

import pytest
from playwright.sync_api import expect

from leerrecht.discipline.models import Incident
from tests.browser.conftest import PHONE, WIDE, overflows
from tests.discipline.world import World


@pytest.fixture
def world(live_server):
    return World()


def test_incident_and_path_of_a_procedure(world, sign_in, axe, screenshot):
    page = sign_in(world.staff("directeur"))
    page.goto(f"/leerlingen/{world.pupil.pk}/incident/")
    axe(page)
    page.get_by_label("Wat gebeurde er?").select_option(label="vechten")
    page.get_by_label("Waar?").select_option(label="op de speelplaats of in de pauze")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("heading", level=1, name="Vechten").wait_for()
    axe(page)
    assert Incident.objects.count() == 1
    procedure = world.begin()
    page.goto(f"/tucht/{procedure.pk}/")
    expect(page.get_by_role("heading", name="Leerling en ouders horen", exact=False).first).to_be_visible()
    axe(page)
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    axe(page)
    page.set_viewport_size(WIDE)
    screenshot(page, "tucht")
    for address in (f"/leerlingen/{world.pupil.pk}/orde-en-tucht/", "/incidenten/", "/tucht/"):
        page.goto(address)
        axe(page)
