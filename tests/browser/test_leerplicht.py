"""The check of compulsory education and the lights: accessible, wide and on a phone."""

import pytest

from leerrecht.access.models import User
from tests.browser.conftest import PHONE, WIDE, overflows
from tests.inclusion.world import World as Lights
from tests.leerplicht.world import World, row


@pytest.fixture
def world(live_server):
    return World()


def test_check_children_five_year_olds_and_lights(world, sign_in, axe, screenshot):
    world.pupil("Peters")
    world.take(row(), row(first="Ann"))
    check, child = world.check(), world.child(first="Bo")
    page = sign_in(User.objects.get(pk=world.by("agodi").user_id))
    for address in (
        "/leerplicht/", "/leerplicht/lijst/", f"/leerplicht/kinderen/?controle={check.pk}&stap=brief",
        f"/leerplicht/kinderen/{child.pk}/", "/leerplicht/cijfers/", "/leerplicht/gemeenten/",
        "/lijsten/",
    ):  # fmt: skip
        page.goto(address)
        axe(page)
        page.set_viewport_size(PHONE)
        assert not overflows(page)
        page.set_viewport_size(WIDE)
    page.goto(f"/leerplicht/kinderen/?controle={check.pk}&stap=brief")
    page.get_by_role("button", name="Brieven maken").click()
    page.get_by_text("Gedaan voor 2 kinderen.").wait_for()
    page.goto("/leerplicht/")
    screenshot(page, "leerplicht")


def test_lights(live_server, sign_in, axe, screenshot):
    lights = Lights()
    lights.at_home(*lights.pupils(1))
    page = sign_in(User.objects.get(pk=lights.by("directeur").user_id))
    page.goto("/inclusie/")
    axe(page)
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    page.set_viewport_size(WIDE)
    screenshot(page, "inclusie")
