"""The pages of pupil and parents on a narrow phone: accessible, in each language, usable without scripts."""

import pytest

from tests.browser.conftest import overflows
from tests.factories import UserFactory
from tests.portal.world import World

SMALL = {"width": 360, "height": 740}


@pytest.fixture
def world(live_server):
    return World()


def test_own_pages_at_360_pixels_for_pupil_and_parent_in_each_language(world, sign_in, axe, screenshot):
    world.say("Een rustige plek helpt", "helpt", "team")
    world.bring(world.household("An"), "klacht", "Wij kregen geen antwoord")
    users = UserFactory._meta.model.objects
    own = f"/mijn/{world.pupil.pk}/"
    page = sign_in(users.get(username="kind"), viewport=SMALL)
    page.goto("/")
    assert page.url.endswith(own)
    tree = page.locator("body").aria_snapshot()
    for part in (
        '- button "Snel weg"', '- heading "Dit vraagt de school u" [level=2]', '- heading "Wat komt er?" [level=2]',
        '- heading "In mijn woorden" [level=2]', "- main", '- navigation "Mijn pagina"', '- group "Taal"',
    ):  # fmt: skip
        assert part in tree, tree
    for address in ("", "woorden/", "rechten/", "jaar/", "vragen/", "vragen/klacht/", "instellingen/"):
        page.goto(own + address)
        axe(page)
        assert not overflows(page), address
    page.goto(own)
    screenshot(page, "mijn")
    for language, way, words in (
        ("Français", "ltr", "Qui aide"),
        ("العربيّة", "rtl", "من يساعد"),
        ("English", "ltr", "Who helps"),
    ):
        page.get_by_role("button", name=language).click()
        page.get_by_role("heading", name=words).wait_for()
        assert page.evaluate("document.documentElement.dir") == way
        axe(page)
        assert not overflows(page), language
    plain = sign_in(users.get(username="an"), viewport=SMALL, java_script_enabled=False)
    plain.goto(own + "vragen/afwezig/")
    plain.get_by_label("Welke dag?").fill("2026-11-20")
    plain.get_by_label("Vertel het").fill("Koorts")
    plain.get_by_role("button", name="Versturen").click()
    plain.get_by_text("De school antwoordt tegen 21 november 2026.").first.wait_for()
    plain.goto(own)
    plain.route("https://**", lambda route: route.abort())
    plain.get_by_role("button", name="Snel weg").click()
    plain.goto(own)
    assert "/aanmelden/" in plain.url
