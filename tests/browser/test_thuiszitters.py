"""The register of thuiszitters: the list, one pupil and a judgement, wide and on a phone."""

import pytest

from leerrecht.thuiszitters.models import Judgement
from tests.browser.conftest import PHONE, WIDE, overflows
from tests.thuiszitters.world import World


@pytest.fixture
def world(live_server):
    return World()


def test_from_the_list_to_a_judgement(world, sign_in, axe, screenshot):
    world.away(22, "Z")
    page = sign_in(world.staff("begeleider"))
    page.goto("/thuiszitters/")
    axe(page)
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    page.get_by_role("link", name=f"{world.pupil.last_name} {world.pupil.first_name}").click()
    page.get_by_role("heading", name="Wat gevonden werd").wait_for()
    assert not overflows(page)
    axe(page)
    page.set_viewport_size(WIDE)
    screenshot(page, "thuiszitter")
    page.get_by_role("link", name="Klopt het?").click()
    page.wait_for_url("**/oordeel/")
    axe(page)
    page.get_by_label("klopt niet", exact=True).check()
    page.get_by_label("Klopt niet, omdat").select_option(label="de leerling is al terug")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("heading", name="Wat mensen zeggen").wait_for()
    assert Judgement.objects.get().why_not == "terug"
    axe(page)
