"""What AGODI knows; accessible, wide and on a phone."""

import pytest

from leerrecht.discimus.transport.test_double import TestDouble
from tests.browser.conftest import PHONE, overflows
from tests.discimus.world import TUESDAY, World


@pytest.fixture
def world(live_server):
    return World()


def test_desk_offers_a_refused_message_again(world, sign_in, axe, screenshot):
    world.pupil(insz=None, first_name="Ilse", last_name="Wouters")
    enrolment = world.known(first_name="Noor", last_name="Claes")
    world.mark(enrolment, "Z")
    world.run()
    world.mark(enrolment, "B", TUESDAY)
    world.run(TestDouble(failures=1))
    page = sign_in(world.user("secretariaat"))
    page.goto("/discimus/")
    page.get_by_role("heading", name="Per maand en code").wait_for()
    axe(page)
    screenshot(page, "discimus")
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    page.get_by_label("Kies Wouters Ilse").check()
    page.get_by_role("button", name="Opnieuw aanbieden").click()
    page.get_by_text("Opnieuw aangeboden").wait_for()
    page.goto(f"/scholen/{world.school.pk}/discimus/verbinden/")
    page.get_by_role("heading", name="Doorgeven aan Discimus").wait_for()
    axe(page)
    assert not overflows(page)
