"""The front door of a CLB and the side of the school: accessible, wide and on a phone."""

import pytest

from tests.browser.conftest import PHONE, WIDE, overflows
from tests.factories import TODAY
from tests.trajectories.world import World


@pytest.fixture
def world(live_server):
    world = World()
    for year in (2010, 2016):
        world.report(world.another(birth_date=TODAY.replace(year=year)))
    world.b(5)
    world.case()
    world.traject()
    world.step(kind="onthaal", next="vraag", text="Vertelt hoe de ochtenden lopen")
    return world


def looked_at(page, axe):
    axe(page)
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    page.set_viewport_size(WIDE)


def test_front_door_file_and_side_of_the_school(world, sign_in, axe, screenshot):
    page = sign_in(world.staff("clb"))
    page.goto("/clb/")
    looked_at(page, axe)
    screenshot(page, "clb-voordeur")
    page.locator(".clb-queue a").first.click()
    page.get_by_role("radio", name="niet opnemen").check()
    page.get_by_role("button", name="Antwoord bewaren").click()
    page.get_by_text("Kies waarom het CLB dit niet opneemt.").first.wait_for()
    looked_at(page, axe)
    page.goto(f"/leerlingen/{world.pupil.pk}/clb/")
    page.get_by_text("Vertelt hoe de ochtenden lopen").wait_for()
    looked_at(page, axe)
    screenshot(page, "clb-dossier")
    page = sign_in(world.staff("begeleider"))
    page.goto("/clb/melden/")
    page.get_by_role("button", name="Volgorde bewaren").wait_for()
    looked_at(page, axe)
    screenshot(page, "clb-melden")
