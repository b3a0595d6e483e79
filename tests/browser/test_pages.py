"""Start page and pupil page as the roles see them, wide and on a phone, light and dark."""

import pytest

from tests.browser.conftest import PHONE, WIDE, overflows
from tests.browser.world import make_world

DARK = {"color_scheme": "dark"}
WITH_PUPILS = ["leerkracht", "secretariaat", "begeleider", "directeur", "clb"]
WITHOUT_PUPILS = ["bestuur", "beheerder"]
# Pictures of the documentation: one role for each way of working.
PICTURED = {"start-leerkracht", "start-directeur", "start-bestuur", "leerling-leerkracht", "leerling-begeleider"}


@pytest.fixture
def world(live_server):
    return make_world()


def test_statement_on_accessibility_keeps_to_it(visitor, axe):
    visitor.set_viewport_size(PHONE)
    visitor.goto("/toegankelijkheid/")
    assert not overflows(visitor)
    axe(visitor)


@pytest.mark.parametrize("role", WITH_PUPILS + WITHOUT_PUPILS)
def test_start_passes_the_rules_for_every_role(role, world, sign_in, axe, screenshot):
    page = sign_in(world.users[role])
    assert page.goto("/").status == 200
    axe(page)
    if f"start-{role}" in PICTURED:
        screenshot(page, f"start-{role}")
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    axe(page)


@pytest.mark.parametrize("role", WITH_PUPILS)
def test_pupil_page_passes_the_rules_for_every_role(role, world, sign_in, axe, screenshot):
    page = sign_in(world.users[role])
    assert page.goto(f"/leerlingen/{world.pupil.pk}/").status == 200
    axe(page)
    if f"leerling-{role}" in PICTURED:
        screenshot(page, f"leerling-{role}")
    for more in page.locator(".menu > summary").all():
        more.click()
        axe(page)
        page.keyboard.press("Escape")
        assert not page.locator(".menu").evaluate("menu => menu.open")
        more.click()
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    axe(page)


def test_pupil_page_and_start_pass_the_rules_in_the_dark(world, sign_in, axe, screenshot):
    page = sign_in(world.users["begeleider"], **DARK)
    for path, name in (("/", "start-donker"), (f"/leerlingen/{world.pupil.pk}/", "leerling-donker")):
        assert page.goto(path).status == 200
        axe(page)
        screenshot(page, name)


def test_year_strip_opens_as_a_list(world, sign_in, axe):
    page = sign_in(world.users["begeleider"])
    assert page.goto(f"/leerlingen/{world.pupil.pk}/").status == 200
    page.get_by_text("Als lijst:").click()
    rows = page.get_by_role("table", name="Halve dagen die niet gewoon aanwezig waren").get_by_role("row")
    assert rows.count() > 10
    axe(page)


def test_pupil_page_on_paper_has_no_navigation_and_fits(world, sign_in):
    page = sign_in(world.users["directeur"], viewport={"width": 700, "height": 1000})
    assert page.goto(f"/leerlingen/{world.pupil.pk}/").status == 200
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation", name="Hoofdnavigatie").is_visible()
    assert not overflows(page)


@pytest.mark.parametrize("role", WITH_PUPILS + WITHOUT_PUPILS)
def test_every_page_of_the_navigation_opens_and_passes_the_rules(role, world, sign_in, axe):
    page = sign_in(world.users[role])
    page.goto("/")
    links = page.locator(".site-nav a, .tasks a").evaluate_all("all => all.map(link => link.getAttribute('href'))")
    wrong = []
    for link in dict.fromkeys(links):
        page.set_viewport_size(WIDE)
        if page.goto(link).status != 200:
            wrong.append(f"{link} does not open")
        try:
            axe(page)
        except AssertionError as error:
            wrong.append(str(error))
        page.set_viewport_size(PHONE)
        if overflows(page):
            wrong.append(f"{link} is too wide for a phone")
    assert wrong == []
