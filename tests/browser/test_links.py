"""Links with other programs: a token is made and shown once, the manual reads well; accessible, wide and on a phone."""

import pytest

from leerrecht.access.models import User
from tests.browser.conftest import PHONE, WIDE, overflows
from tests.factories import MembershipFactory, UserFactory


@pytest.fixture
def director(live_server) -> User:
    user = UserFactory.create(first_name="Noor", last_name="Claes")
    MembershipFactory.create(user=user, role="directeur")
    return user


def test_director_makes_a_token_and_revokes_it(director, sign_in, axe, screenshot):
    page = sign_in(director)
    page.goto("/koppelingen/")
    axe(page)
    page.get_by_role("link", name="Token maken").click()
    page.get_by_role("heading", name="Token maken").wait_for()
    page.get_by_label("Waarvoor").fill("Schoolpakket")
    page.get_by_label("registers en halve dagen lezen").check()
    axe(page)
    page.get_by_role("button", name="Maken").click()
    page.get_by_text("Dit ziet u maar één keer").wait_for()
    assert page.locator("code").inner_text().startswith("llr_")
    axe(page)
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    page.get_by_role("link", name="Bewaard, terug naar de koppelingen").click()
    page.get_by_role("heading", name="Koppelingen").wait_for()
    axe(page)
    assert not overflows(page)
    page.set_viewport_size(WIDE)
    screenshot(page, "koppelingen")
    page.get_by_role("button", name="Intrekken").click()
    page.get_by_text("opent niets meer").wait_for()
    page.goto("/api/uitleg/")
    axe(page)
    page.set_viewport_size(PHONE)
    assert not overflows(page)
