"""A case as it is used: the list, the page with everything on it, a round table, the page of a partner."""

from datetime import time, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from leerrecht.cases.domain import chairs, partners, reviews, summaries, tables, tasks, tracks
from leerrecht.cases.models import Position
from tests.browser.conftest import PHONE, WIDE, overflows
from tests.cases.test_work import agrees
from tests.cases.world import World
from tests.factories import TODAY


@pytest.fixture
def world(live_server):
    world = World()
    world.case()
    by, clb = world.by("begeleider"), world.by("clb")
    case = world.opened()
    agrees(world, "traject")
    summaries.write_summary(by=by, case=case, text="Ik wil terug, maar niet alles tegelijk.", with_pupil=True)
    world.track(since=TODAY - timedelta(days=40), goal="Elke week een halve dag meer")
    world.flexible = world.track(kind="flexibel", since=TODAY - timedelta(days=10))
    reviews.set_pattern(by=by, track=world.flexible, first=TODAY, half_days={"0vm": "school", "0nm": "partner"})
    waiting = world.track(by=clb, kind="jeugdhulp", organisation=None, body="CGG", since=None)
    tracks.take_up_track(by=clb, track=waiting, on=TODAY)
    chairs.ask(by=by, case=case, party="hulp", function="huisarts")
    tasks.assign_task(by=by, case=case, what="Bel de ouders", organisation=world.school, due_on=TODAY)
    when = tables.When(TODAY, time(9), "lokaal 12")
    world.table = tables.plan_table(by=by, case=case, kind="rondetafel", when=when, question="Wat nu?")
    for party, name in (("leerling", "Noor"), ("ouders", "Mama")):
        tables.invite(by=by, table=world.table, party=party, name=name)
    tables.propose(by=by, table=world.table, what="Vrijdag erbij")
    world.part = partners.invite_partner(
        by=clb, case=case, organisation=world.partner, kind="naft", since=TODAY, last=TODAY + timedelta(days=90),
        question="Werk aan het dagritme", users=[world.staff("partner")],
    )  # fmt: skip
    world.joint = case
    return world


def _looks(page, axe, screenshot, name):
    page.set_viewport_size(PHONE)
    assert not overflows(page)
    axe(page)
    page.set_viewport_size(WIDE)
    screenshot(page, name)


def test_case_is_read_and_worked_on_wide_and_on_a_phone(world, sign_in, axe, screenshot):
    page = sign_in(world.staff("begeleider"))
    page.goto(reverse("cases"))
    _looks(page, axe, screenshot, "casussen")
    page.get_by_role("link", name=str(world.pupil)).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Casus van {world.pupil}")
    _looks(page, axe, screenshot, "casus")
    page.get_by_role("link", name="Traject toevoegen").click()
    expect(page.get_by_label("Welk traject")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Flexibel traject met een eigen weekrooster").click()
    _looks(page, axe, screenshot, "traject")
    page.goto(reverse("case-table", args=[world.table.pk]))
    page.get_by_text("Standpunt noteren").click()
    page.get_by_label("Wie", exact=True).select_option(label="Noor")
    page.get_by_label("Over welk voorstel").select_option(index=1)
    page.get_by_label("akkoord", exact=True).check()
    page.locator("form:has(input[value=standpunt])").get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Zei nog niets: Mama.")).to_be_visible()
    _looks(page, axe, screenshot, "rondetafel")
    assert Position.objects.get().view == "akkoord"


def test_partner_has_its_own_page_on_wide_and_on_a_phone(world, sign_in, axe, screenshot):
    page = sign_in(world.staff("partner"))
    page.goto(reverse("case-parts"))
    axe(page)
    page.get_by_role("link", name=str(world.pupil)).click()
    page.get_by_text("Aanwezigheid noteren").click()
    page.get_by_label("was er", exact=True).check()
    page.locator("form:has(input[value=aanwezigheid])").get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text(": was er")).to_be_visible()
    _looks(page, axe, screenshot, "deel-van-partner")
