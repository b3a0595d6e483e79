"""The second step in a real browser, with a key that the browser plays itself."""

import pytest
from playwright.sync_api import expect

from leerrecht.access.domain.users import create_user
from tests.factories import SYSTEM, MembershipFactory

PASSWORD = "vier rode fietsen in de regen"


@pytest.fixture
def director(settings):
    settings.DEMO = False
    user = create_user(by=SYSTEM, username="an", first_name="An", last_name="Maes", password=PASSWORD)
    MembershipFactory.create(user=user, role="directeur")
    return user


@pytest.fixture
def page(new_context, live_server):
    """A page on "localhost", the one name without https for which browsers use keys, with a key of the device."""
    context = new_context()
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    line.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                "isUserVerified": True, "automaticPresenceSimulation": True,
            }
        },
    )  # fmt: skip
    page.home = live_server.url.replace("127.0.0.1", "localhost")
    return page


def test_key_is_set_up_and_then_signs_in_with_and_without_a_password(page, director, axe, settings):
    settings.ALLOWED_HOSTS = ["*"]
    page.goto(f"{page.home}/aanmelden/")
    page.get_by_label("Gebruikersnaam").fill("an")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.get_by_text("Uw functie vraagt een tweede stap")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="App instellen").click()
    expect(page.get_by_role("heading", name="App instellen")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Annuleren").click()
    page.get_by_role("link", name="Sleutel toevoegen").click()
    expect(page.get_by_role("heading", name="Sleutel toevoegen")).to_be_visible()
    axe(page)
    page.get_by_label("Ook aanmelden zonder wachtwoord").check()
    page.get_by_role("button", name="Sleutel maken").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    axe(page)
    page.goto(f"{page.home}/aanmeldingen/")
    axe(page)
    page.goto(f"{page.home}/beveiliging/")
    axe(page)
    page.goto(f"{page.home}/afmelden/")
    page.get_by_role("main").get_by_role("button", name="Afmelden").click()
    page.get_by_label("Gebruikersnaam").fill("an")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.get_by_role("heading", name="Tweede stap")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Sleutel gebruiken").click()
    expect(page.get_by_role("navigation", name="Hoofdnavigatie")).to_be_visible()
    page.goto(f"{page.home}/afmelden/")
    page.get_by_role("main").get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("heading", name="Aanmelden")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Aanmelden met een sleutel").click()
    expect(page.get_by_role("navigation", name="Hoofdnavigatie")).to_be_visible()
    page.goto(f"{page.home}/accounts/")
    axe(page)
    page.goto(f"{page.home}/herstel/nieuw/")
    axe(page)
