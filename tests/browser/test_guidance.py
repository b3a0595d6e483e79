"""The guidance file and the page of today: rules of accessibility, wide and on a phone, and counted clicks."""

from datetime import timedelta

import pytest

from leerrecht.guidance.domain import agreements, plans
from leerrecht.guidance.domain.counsellors import add_counsellor
from leerrecht.guidance.domain.opening import open_file
from leerrecht.guidance.domain.parents import plan_meeting
from leerrecht.guidance.models import Action, Begeleidingsdossier, Entry, Ouderaanwezigheid
from leerrecht.people.models import Contact
from tests.browser.conftest import PHONE, overflows
from tests.factories import TODAY, PlacementFactory
from tests.guidance.test_home import record
from tests.guidance.test_today import a_plan, busy
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
    world.file = Begeleidingsdossier.objects.get(pupil=world.pupil)
    add_counsellor(by=by, file=world.file, user=world.staff("begeleider"), first=TODAY)
    Contact.objects.create(pupil=world.pupil, name="Fatima Amrani", legal_role="ouder")
    Contact.objects.create(pupil=world.pupil, name="Driss Amrani", legal_role="ouder", order=2)
    world.meeting = plan_meeting(
        by=by, school=world.school, class_group=world.placement.class_group, on=TODAY, title="oudercontact"
    )
    world.unreached(by, "telefoon", "brief")
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
        f"/plichten/{outcome}/stap/", "/werklijst/", "/begeleiding/dossiers/", "/begeleiding/ouders/",
        f"/begeleidingsdossiers/{world.file.pk}/begeleiders/", "/oudercontacten/",
        f"/oudercontacten/{world.meeting.pk}/",
    ):  # fmt: skip
        passes(page, axe, path)
    page.goto(file)
    screenshot(page, "begeleiding")
    page.goto(f"/plannen/{world.plan.pk}/")
    screenshot(page, "plan")
    page.goto(f"/oudercontacten/{world.meeting.pk}/")
    screenshot(page, "oudercontact")
    page.set_viewport_size(PHONE)
    page.get_by_role("group", name="Fatima Amrani").get_by_label("kwam", exact=True).check()
    page.get_by_role("button", name="Bewaren", exact=True).click()
    page.get_by_text("Bewaard voor 1 leerling.").wait_for()
    assert Ouderaanwezigheid.objects.get().came == "kwam"


def test_counsellor_with_many_files_finds_the_own_five_first_in_three_clicks(sign_in, axe):
    """Sixty files in the school, twelve of them one's own: the first thing of today is done in three clicks."""
    world = World()
    by, others = world.by("begeleider"), world.of(world.user("collega", "begeleider", world.school))
    pupils = PlacementFactory.create_batch(60, class_group=world.placement.class_group)
    for number, placement in enumerate(pupils):
        pupil = placement.enrolment.pupil
        open_file(by=others if number % 5 else by, pupil=pupil, school_id=world.school.pk)
        if number < 25:
            a_plan(world, pupil, by, begins_on=TODAY - timedelta(days=28 + number))
    mine = {str(placement.enrolment.pupil) for placement in pupils[::5]}
    page = sign_in(world.staff("begeleider"))
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Begeleiding", exact=True).click()
    page.get_by_text("Mijn dossiers (12)").wait_for()
    first = page.locator("#eerst li")
    five = [text.partition(":")[0] for text in first.locator(".today-what").all_inner_texts()]
    assert (len(five), set(five) <= mine) == (5, True)
    axe(page)
    first.first.get_by_role("link", name="Bekijken").click()
    page.get_by_role("heading", level=1, name="Begeleidingsplan").wait_for()


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
