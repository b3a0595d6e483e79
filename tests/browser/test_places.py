"""Places, waiting lists and the meldpunt; accessible, wide and on a phone."""

import pytest

from leerrecht.access.models import User
from tests.browser.conftest import PHONE, overflows
from tests.factories import TODAY
from tests.places.world import World


@pytest.fixture
def world(live_server):
    return World()


def test_from_a_full_school_to_a_report_at_the_meldpunt(world, sign_in, axe, screenshot):
    pupil, slot = world.pupil(world.school, first_name="Noor", last_name="Claes"), world.slot()
    world.room(slot, TODAY, capacity=24, full=True)
    world.room(world.slot(kind="okan"), TODAY, capacity=15, free=2)
    world.waits(slot, pupil)
    page = sign_in(User.objects.get(pk=world.by("clb").user_id))
    page.goto("/plaatsen/")
    axe(page)
    screenshot(page, "plaatsen")
    page.get_by_role("link", name="Eerste graad, B-stroom").click()
    page.get_by_text("Echt aanwezig").wait_for()
    axe(page)
    page.goto("/wachtlijsten/")
    axe(page)
    page.get_by_role("link", name="De Linde: eerste graad").click()
    page.wait_for_url("**/wachtlijsten/*/")
    axe(page)
    page.goto(f"/leerlingen/{pupil.pk}/weigering/")
    page.get_by_label("Welke school?").select_option("De Wissel")
    page.get_by_label("Soort plaats").select_option("stroom_b")
    page.get_by_label("de school raadde het af").check()
    axe(page)
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("Zonder attest is er geen reden").wait_for()
    axe(page)
    screenshot(page, "weigering")
    assert not overflows(page)
    page.goto("/plaatsen/cijfers/")
    axe(page)
    assert not overflows(page)
