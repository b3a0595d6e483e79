"""An empty installation begins in a browser; its administrator sees how it does; accessible, wide and on a phone."""

from leerrecht.operations.domain import begin
from tests.browser.conftest import PHONE, overflows
from tests.factories import SYSTEM

PASSWORD = "vier rode fietsen in de regen"


def test_installation_begins_and_shows_how_it_does(visitor, axe, screenshot):
    page = visitor
    page.goto(f"/aanmelden/begin/?code={begin.make_link(by=SYSTEM)}")
    page.get_by_role("heading", name="Beginnen met Leerrecht").wait_for()
    axe(page)
    screenshot(page, "begin")
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    page.get_by_label("met een school").check()
    for label, text in (
        ("Schoolbestuur", "Bestuur Noord"), ("Naam van de school", "Sint-Jan"), ("Instellingsnummer", "012345"),
        ("Uw voornaam", "Ellen"), ("Uw achternaam", "Smet"), ("Uw gebruikersnaam", "ellen"),
    ):  # fmt: skip
        page.get_by_label(label).fill(text)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_again").fill(PASSWORD)
    page.get_by_role("button", name="Alles klaarzetten").click()
    page.get_by_text("Alles staat klaar").wait_for()
    page.get_by_label("Gebruikersnaam").fill("ellen")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.get_by_role("heading", name="Scholen").wait_for()
    page.goto("/werking/")
    page.get_by_role("heading", name="Hoe werkt deze installatie?").wait_for()
    axe(page)
    assert not overflows(page)
    screenshot(page, "werking")
