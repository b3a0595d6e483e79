"""The meeting: ten pupils dealt with on one screen, counted in clicks and keys; accessible, wide and on a phone."""

import pytest
from playwright.sync_api import expect

from leerrecht.meetings.domain import agenda
from leerrecht.meetings.models import Item, Minute, Task
from tests.browser.conftest import PHONE, WIDE, overflows
from tests.factories import TODAY
from tests.meetings.world import World

PUPILS = 10


@pytest.fixture
def world(live_server):
    world = World()
    by = world.by("begeleider")
    for _n in range(PUPILS - 1):
        world.another()
    world.b(3)
    for kind in ("woorden", "sterkte"):
        world.entry(by, "gedeeld", kind=kind, whom="", text=f"Tekst bij {kind}")
    world.met = world.meeting(invited=("begeleider", "directeur"))
    for placement in world.placement.class_group.placements.select_related("enrolment__pupil"):
        agenda.add_pupil(by=by, meeting=world.met, pupil=placement.enrolment.pupil, shared=True)
    return world


def test_ten_pupils_in_one_meeting_without_leaving_the_screen(world, sign_in, axe, screenshot):
    page = sign_in(world.staff("begeleider"))
    page.goto("/")
    page.get_by_role("navigation").get_by_text("Zorg", exact=True).click()
    page.get_by_role("navigation").get_by_role("link", name="Overleg", exact=True).click()
    page.locator("#gepland-kop").wait_for()
    axe(page)
    page.locator("#gepland").get_by_role("link").first.click()
    page.locator("#punt-kop").wait_for()
    axe(page)
    address, loads, clicks, keys = page.url, [], 1, 0
    page.on("load", lambda _page: loads.append(page.url))
    page.locator("#id_text").focus()
    for number in range(1, PUPILS + 1):
        name = page.locator("#punt-kop").inner_text()
        page.keyboard.type(f"Verslag {number}")
        if number == 1:
            page.get_by_label("Wat", exact=True).fill("Bel de ouders")
            page.get_by_label("Wie", exact=True).select_option(label="Begeleider Test")
            clicks += 2
            page.set_viewport_size(PHONE)
            assert not overflows(page)
            axe(page)
            page.set_viewport_size(WIDE)
            screenshot(page, "overleg")
            page.get_by_role("button", name="Besproken, volgende").click()
            clicks += 1
        else:
            page.keyboard.press("Control+Enter")
            keys += 1
        expect(page.locator("#voortgang")).to_have_text(f"{number} van {PUPILS} leerlingen besproken.")
        if number < PUPILS:
            expect(page.locator("#punt-kop")).not_to_have_text(name)
            expect(page.locator("#id_text")).to_be_focused()
    assert (page.url, loads, clicks, keys) == (address, [], 4, PUPILS - 1)
    assert (Item.objects.filter(state="besproken").count(), Minute.objects.count()) == (PUPILS, PUPILS)
    assert Task.objects.get().who == "Begeleider Test"
    _again(page, axe, address)


def _again(page, axe, address):
    # Back to somebody, by a key; what was noted stands there.
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_text(f"Verslag {PUPILS - 1}", exact=True)).to_be_visible()
    axe(page)
    # Without a network nothing is lost, and sending again writes once.
    page.locator("#id_text").fill("Nog iets")
    page.context.set_offline(True)
    page.locator("[data-key=bewaar]").click()
    page.get_by_text("Niet bewaard").wait_for()
    assert page.locator("#id_text").input_value() == "Nog iets"
    page.context.set_offline(False)
    page.locator("[data-key=bewaar]").click()
    page.get_by_text("Bewaard bij").wait_for()
    assert Minute.objects.filter(entry__note__text="Nog iets").count() == 1
    page.goto(f"{address}verslag/")
    axe(page)
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    assert TODAY.strftime("%Y") in page.locator("h1 + p").inner_text()
