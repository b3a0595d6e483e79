"""Sign-in, the frame of every page, and errors."""

import pytest

from leerrecht.organisations.models import Organisation
from tests.browser.conftest import PHONE, overflows
from tests.factories import MembershipFactory, SchoolFactory, UserFactory


@pytest.fixture
def secretary(live_server):
    user = UserFactory.create(username="mieke", first_name="Mieke", last_name="Claes")
    user.set_password("een lang wachtwoord")
    user.save()
    school = SchoolFactory.create(name="Sint-Jozef")
    MembershipFactory.create(user=user, organisation=Organisation.objects.get(pk=school.pk), role="secretariaat")
    return user


def test_sign_in_with_a_wrong_password_says_so_and_keeps_the_name(visitor, secretary, axe, screenshot):
    visitor.goto("/")
    assert visitor.url.endswith("/aanmelden/?next=/")
    axe(visitor)
    screenshot(visitor, "aanmelden")
    visitor.get_by_label("Gebruikersnaam").fill("mieke")
    visitor.get_by_label("Wachtwoord").fill("fout")
    visitor.get_by_role("button", name="Aanmelden", exact=True).click()
    assert "De gebruikersnaam of het wachtwoord klopt niet." in visitor.get_by_role("alert").inner_text()
    assert visitor.get_by_label("Gebruikersnaam").input_value() == "mieke"
    axe(visitor)


def test_sign_in_leads_to_the_page_asked_for_and_sign_out_leaves(visitor, secretary, axe):
    visitor.goto("/afmelden/")
    visitor.goto("/?van=mail")
    visitor.get_by_label("Gebruikersnaam").fill("mieke")
    visitor.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    visitor.get_by_role("button", name="Aanmelden", exact=True).click()
    visitor.wait_for_url("**/?van=mail")
    visitor.goto("/afmelden/")
    axe(visitor)
    visitor.goto("/")
    visitor.get_by_text("Mieke Claes").click()
    axe(visitor)
    visitor.get_by_role("button", name="Afmelden").click()
    visitor.wait_for_url("**/aanmelden/")


def test_start_on_a_phone_opens_the_menu_and_does_not_scroll_sideways(sign_in, secretary, axe):
    page = sign_in(secretary, viewport=PHONE)
    page.goto("/")
    assert not overflows(page)
    menu = page.get_by_role("button", name="Menu")
    menu.click()
    assert menu.get_attribute("aria-expanded") == "true"
    axe(page)
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"


def test_theme_is_kept_and_dark_passes_the_rules(sign_in, secretary, axe):
    page = sign_in(secretary)
    page.goto("/")
    page.get_by_text("Mieke Claes").click()
    page.get_by_label("Kleuren").select_option("donker")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    axe(page)


def test_page_that_does_not_exist_says_how_to_go_on(sign_in, secretary, axe):
    page = sign_in(secretary)
    assert page.goto("/bestaat-niet/").status == 404
    assert page.get_by_role("heading", level=1).inner_text() == "Niet gevonden"
    axe(page)
