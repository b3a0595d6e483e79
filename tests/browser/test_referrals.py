"""A referral from the page of a pupil to the list of what is due, and a step that is stopped with its reason."""

import pytest

from tests.browser.conftest import PHONE, WIDE, overflows
from tests.referrals.world import World


@pytest.fixture
def world(live_server):
    world = World()
    world.b(4)
    return world


def test_naft_from_the_pupil_to_the_list(world, sign_in, axe, screenshot):
    page = sign_in(world.staff("begeleider"))
    page.goto(f"/leerlingen/{world.pupil.pk}/doorverwijzingen/")
    page.get_by_role("heading", name="Doorverwijzingen").wait_for()
    page.get_by_text("Wat anderen beginnen").click()
    axe(page)
    page.get_by_role("link", name="NAFT", exact=True).click()
    page.wait_for_url("**/doorverwijzingen/naft/")
    axe(page)
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("De doorverwijzing is begonnen.").wait_for()
    # What the law forbids stands with the step, and there is no button to take it.
    start = page.locator("section.card", has=page.get_by_role("heading", name="Begin van het traject"))
    assert start.get_by_text("kan niet").count() > 0
    assert start.get_by_role("link", name="Noteren").count() == 0
    axe(page)
    screenshot(page, "doorverwijzing")
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    page.set_viewport_size(WIDE)
    first = page.locator("section.card", has=page.get_by_role("heading", name="Vraag van de school"))
    first.get_by_role("link", name="Noteren").click()
    page.get_by_label("deze leerling", exact=True).check()
    axe(page)
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("Bewaard: Vraag van de school").wait_for()
    page.goto("/doorverwijzingen/")
    page.get_by_role("link", name=str(world.pupil)).wait_for()
    axe(page)
    screenshot(page, "doorverwijzingen")
    page.set_viewport_size(PHONE)
    assert not overflows(page)
