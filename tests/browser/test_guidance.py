"""The guidance file and the page of today: rules of accessibility, wide and on a phone, and counted clicks."""

import pytest

from leerrecht.guidance.domain import agreements, plans
from leerrecht.guidance.models import Action, Entry
from tests.browser.conftest import PHONE, overflows
from tests.factories import TODAY
from tests.guidance.test_home import record
from tests.guidance.test_today import busy
from tests.guidance.world import World


@pytest.fixture
def world(live_server):
    world = World()
    world.case()
    by = world.by("begeleider")
    world.b(6)
    for kind in ("woorden", "sterkte", "bezorgdheid"):
        world.entry(by, "gedeeld", kind=kind, whom="", text=f"Tekst bij {kind}")
    world.entry(by, "zorg", kind="maatregel", whom="", text="Onthaal aan de poort", fase=1, domain="psychosociaal")
    world.plan = plans.begin_plan(
        by=by, pupil=world.pupil, compartment="gedeeld", organisation_id=world.school.pk, kind="weigering",
        begins_on=TODAY, weeks=4, goals=["Ik wil weer met Sam eten"],
    )  # fmt: skip
    plans.add_step(by=by, plan=world.plan, first=TODAY, half_days=["1vm", "3vm"])
    world.agreement = agreements.agree(
        by=by, pupil=world.pupil, compartment="gedeeld", organisation_id=world.school.pk, kind="contract",
        text="Op tijd", begins_on=TODAY, review_on=TODAY.replace(day=27),
    )  # fmt: skip
    record(world)
    return world


def passes(page, axe, path):
    assert page.goto(path).status == 200, path
    axe(page)
    page.set_viewport_size(PHONE)
    assert not overflows(page), path
    axe(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_pages_pass_the_rules_wide_and_on_a_phone(world, sign_in, axe, screenshot):
    page = sign_in(world.staff("begeleider"))
    file = f"/leerlingen/{world.pupil.pk}/begeleiding/"
    for name in ("", "noteren/", "plan/", "afspraken/", "thuis/", "verificatie/?tekst=ja"):
        passes(page, axe, file + name)
    outcome = world.outcome("b1.contact").pk
    for path in (
        f"/plannen/{world.plan.pk}/", f"/afspraken/{world.agreement.pk}/", "/begeleiding/thuis/",
        "/begeleiding/cijfers/", f"/klassen/{world.placement.class_group.pk}/weekbericht/",
        f"/plichten/{outcome}/stap/", "/werklijst/",
    ):  # fmt: skip
        passes(page, axe, path)
    page.goto(file)
    screenshot(page, "begeleiding")
    page.goto(f"/plannen/{world.plan.pk}/")
    screenshot(page, "plan")


def test_five_things_of_today_are_found_and_each_done_in_three_clicks(world, sign_in, axe, screenshot):
    busy(world)
    page = sign_in(world.staff("begeleider"))
    clicks = []

    def click(locator):
        clicks.append(locator)
        locator.click()

    page.goto("/")
    click(page.get_by_role("navigation").get_by_role("link", name="Begeleiding", exact=True))
    page.get_by_role("heading", level=1, name="Begeleiding vandaag").wait_for()
    assert page.locator("#eerst li").count() == 5
    axe(page)
    screenshot(page, "begeleiding-vandaag")
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    # The welcome back: the page, the button, and keeping it.
    click(page.locator("#terug").get_by_role("link", name="Welkom noteren"))
    assert page.get_by_label("Wat", exact=True).input_value() == "welkom"
    click(page.get_by_role("button", name="Bewaren"))
    page.get_by_text("Bewaard in het dossier van").wait_for()
    assert (Entry.objects.filter(kind="welkom").count(), len(clicks)) == (1, 3)
    # The page leads back to the list; a task is done in two more.
    click(page.locator("#taken").get_by_role("link", name="Naar de taak"))
    click(page.locator("#acties").get_by_role("button", name="Gedaan"))
    assert (Action.objects.get(what="Bel de huisarts").done_on, len(clicks)) == (TODAY, 5)
