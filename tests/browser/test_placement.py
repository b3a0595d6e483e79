"""A search for a school: the list, the page of one, and a refusal noted; accessible, wide and on a phone."""

import pytest

from leerrecht.placement.models import Approach
from tests.browser.conftest import PHONE, WIDE, overflows
from tests.placement.world import World


@pytest.fixture
def world(live_server):
    return World()


def test_search_from_the_list_to_a_refusal(world, sign_in, axe, screenshot):
    search = world.search()
    asked = world.ask_at(search)
    page = sign_in(world.staff("begeleider"))
    page.goto("/zoektochten/")
    axe(page)
    page.get_by_role("link", name=str(world.pupil)).click()
    page.get_by_role("link", name="Antwoord noteren").click()
    page.get_by_label("geweigerd, met een reden").check()
    page.get_by_label("Welke reden gaf ze op papier?").select_option(label="een andere reden")
    axe(page)
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("Deze weigering kan niet").first.wait_for()
    assert Approach.objects.get(pk=asked.pk).ground == "andere"
    axe(page)
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    axe(page)
    page.goto("/zoektochten/")
    assert not overflows(page)
    page.set_viewport_size(WIDE)
    page.goto(f"/zoektochten/{search.pk}/")
    screenshot(page, "zoektocht")
