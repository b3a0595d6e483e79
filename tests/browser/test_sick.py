"""Sick pupils: the list, the page of one, and what partners offer; accessible, wide and on a phone."""

import pytest

from tests.browser.conftest import PHONE, WIDE, overflows
from tests.sick.world import World


@pytest.fixture
def world(live_server):
    world = World()
    world.ill()
    return world


def test_from_the_alarm_to_lessons_of_a_week(world, sign_in, axe, screenshot):
    page = sign_in(world.staff("begeleider"))
    page.goto("/ziek/")
    axe(page)
    page.get_by_role("link", name=str(world.pupil)).click()
    page.locator("#wet-kop").wait_for()
    page.get_by_role("link", name="Tijdelijk onderwijs aan huis (TOAH)").click()
    page.get_by_label("de ouders", exact=True).check()
    page.get_by_label("Vanaf wanneer").fill("2026-10-12")
    axe(page)
    page.get_by_role("button", name="Bewaren").click()
    page.locator("#vragen-kop").wait_for()
    page.get_by_role("link", name="Toekennen").click()
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Leerkracht gevonden").click()
    page.get_by_label("Wie geeft les").fill("An Les")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Beginnen").click()
    page.get_by_label("Hoe komt de leerling terug naar school?").fill("Elke week een halve dag meer")
    page.get_by_label("Opnieuw bekijken op").fill("2026-12-18")
    axe(page)
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Lessen noteren").click()
    page.get_by_label("Gegeven, in lestijden").fill("4")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("In totaal 4 lestijden gegeven.").wait_for()
    axe(page)
    screenshot(page, "ziek")
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    page.set_viewport_size(WIDE)
    page.get_by_role("link", name="Aanbod zoeken").click()
    page.get_by_text("U zoekt voor").wait_for()
    axe(page)
