"""The regelwijzer: filled in and painted, shared by a link, printed, with the keyboard and without scripts."""

import re

import pytest

from leerrecht.duties.models import Outcome
from tests.browser.conftest import PHONE, overflows
from tests.browser.world import make_world


@pytest.fixture
def page(visitor, live_server):
    visitor.goto("/regelwijzer/")
    return visitor


def rules(page):
    return page.locator("#antwoord [data-rule]").evaluate_all("items => items.map(item => item.dataset.rule)")


def half(page, key):
    return page.locator(f"[data-h='{key}']")


def fill_in(page):
    page.get_by_label("Op", exact=True).fill("2025-10-10")
    page.get_by_label("Geboortedatum").fill("2011-05-03")
    page.get_by_role("button", name="Inschrijving toevoegen").click()
    row = page.get_by_role("group", name="Inschrijving 1")
    row.get_by_label("School", exact=True).fill("A")
    row.get_by_label("Niveau").select_option("secundair onderwijs")
    row.get_by_label("Van", exact=True).fill("2025-09-01")
    page.get_by_text("De leerling is ingeschreven.").wait_for()


def drag(page, first, last):
    half(page, first).scroll_into_view_if_needed()
    half(page, first).hover()
    page.mouse.down()
    half(page, last).hover()
    page.mouse.up()


def test_five_painted_half_days_make_a_duty_and_the_link_tells_the_same(page, new_context, axe, screenshot):
    fill_in(page)
    axe(page)
    assert page.get_by_label("Schooljaar", exact=True).input_value() == "2025"
    half(page, "2025-10-06vm").wait_for()
    for place in ("2025-10-06vm", "2025-10-06nm"):
        half(page, place).click()
    page.locator("#antwoord [data-rule='b1.contact']").wait_for()
    assert "b5.melding_clb" not in rules(page)
    for place in ("2025-10-07vm", "2025-10-07nm", "2025-10-08vm"):
        half(page, place).click()
    page.locator("#antwoord [data-rule='b5.melding_clb']").wait_for()
    assert half(page, "2025-10-08vm").get_attribute("aria-label") == "wo 8 oktober, voormiddag: B problematisch afwezig"
    assert page.locator("#rijen .row").count() == 1
    page.locator("[data-rule='b5.melding_clb']").get_by_text("Waarom zie ik dit?").click()
    assert "regel 784-786" in page.locator("[data-rule='b5.melding_clb']").inner_text()
    axe(page)
    page.evaluate("window.scrollTo(0, 0)")
    screenshot(page, "regelwijzer")
    told = rules(page)
    page.get_by_role("button", name="Kopieer een link").click()
    page.wait_for_url("**/regelwijzer/#op=2025-10-10&casus=*")
    other = new_context().new_page()
    seen = []
    other.on("request", lambda request: seen.append(request.url))
    other.goto(page.url)
    other.locator("#antwoord [data-rule='b5.melding_clb']").wait_for()
    assert rules(other) == told
    assert other.get_by_label("Geboortedatum").input_value() == "2011-05-03"
    assert half(other, "2025-10-08vm").get_attribute("data-c") == "B"
    assert [url for url in seen if "casus=" in url.partition("#")[0]] == []


def test_dragging_erasing_and_the_keyboard_paint(page):
    page.goto("/regelwijzer/?voorbeeld=eerste-b")
    strip = page.locator("#strook")
    assert strip.locator("[data-c=B]").count() == 1
    page.get_by_role("radio", name="Z ziekte").check()
    page.get_by_label("Reden achter deze code").select_option("ziek, medisch attest")
    drag(page, "2025-09-15vm", "2025-09-16nm")
    half(page, "2025-10-06nm").click()
    page.get_by_text("Als lijst").click()
    page.get_by_role("group", name="Afwezigheid 2").wait_for()
    half(page, "2025-10-13vm").focus()
    page.keyboard.press("b")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("?")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("p")
    page.keyboard.press("Delete")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowRight")
    text = page.get_by_label("De casus als tekst")
    wanted = re.compile(r"van: 2025-10-14", re.DOTALL)
    page.wait_for_function("() => document.getElementById('tekst').value.includes('2025-10-14')")
    assert wanted.search(text.input_value())
    marks = strip.locator("[data-c]:not([data-c=''])").evaluate_all(
        "cells => cells.map(cell => [cell.dataset.h, cell.dataset.c, cell.dataset.g])"
    )
    assert marks == [
        ["2025-09-15vm", "Z", "ziek_medisch"], ["2025-09-15nm", "Z", "ziek_medisch"],
        ["2025-09-16vm", "Z", "ziek_medisch"], ["2025-09-16nm", "Z", "ziek_medisch"],
        ["2025-10-06nm", "Z", "ziek_medisch"], ["2025-10-13vm", "B", ""], ["2025-10-13nm", "-", ""],
        ["2025-10-14vm", "-", ""],
    ]  # fmt: skip
    half(page, "2025-10-06nm").click()
    assert half(page, "2025-10-06nm").get_attribute("data-c") == ""


def test_error_stands_at_the_field_and_goes_when_it_is_right(page, axe):
    page.goto("/regelwijzer/?voorbeeld=vijfde-b")
    until = page.get_by_role("group", name="Inschrijving 1").get_by_label("Tot en met")
    until.fill("2025-08-01")
    page.locator("#inschrijvingen-0-tot[aria-invalid]").wait_for()
    assert "ligt voor het begin" in page.locator("#inschrijvingen-0-tot-fout").inner_text()
    axe(page)
    page.get_by_role("link", name="Inschrijving 1, tot en met").click()
    until.fill("2026-06-30")
    page.locator("#antwoord [data-rule='b5.melding_clb']").wait_for()
    assert page.locator("#inschrijvingen-0-tot[aria-invalid]").count() == 0


def test_button_looks_at_the_next_date_on_which_something_changes(page):
    page.goto("/regelwijzer/?voorbeeld=vijfde-b")
    before = page.get_by_role("button", name="Kijk op die datum").get_attribute("value")
    page.get_by_role("button", name="Kijk op die datum").click()
    page.wait_for_function("day => document.getElementById('op').value === day", arg=before)
    page.wait_for_function("day => document.querySelector('[name=kijk_op]').value > day", arg=before)


def test_link_that_was_cut_off_says_so(page, live_server):
    page.goto("/regelwijzer/#casus=AAAA")
    page.reload()
    page.get_by_text("Deze link is niet volledig of beschadigd").first.wait_for()


def test_another_question_is_asked_and_kept(page, axe):
    page.goto("/regelwijzer/?voorbeeld=vijfde-b")
    page.get_by_text("Meer vragen").click()
    page.get_by_label("Waarover?").select_option("De lokale politie")
    page.get_by_role("button", name="Voeg toe").click()
    page.get_by_role("group", name="De lokale politie").wait_for()
    assert half(page, "2025-10-08vm").get_attribute("data-c") == "B"
    axe(page)


def test_page_works_without_scripts_on_a_phone(new_context, live_server, axe):
    page = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto("/regelwijzer/?voorbeeld=vijfde-b")
    assert not overflows(page)
    page.get_by_role("group", name="Afwezigheid 2").get_by_label("Van").fill("2025-10-09")
    page.get_by_role("group", name="Afwezigheid 2").get_by_label("Tot en met").fill("2025-10-09")
    page.get_by_role("group", name="Afwezigheid 2").get_by_label("Code").select_option("B: problematisch afwezig")
    page.get_by_role("button", name="Toon het antwoord").last.click()
    assert "b10.politie" not in rules(page)
    assert page.get_by_role("group", name="Afwezigheid 2").get_by_label("Van").input_value() == "2025-10-09"
    assert "7" in page.locator(".answer-count").inner_text()


def test_phone_leads_to_the_answer_and_does_not_scroll_sideways(new_context, live_server, axe):
    page = new_context(viewport=PHONE, has_touch=True).new_page()
    page.goto("/regelwijzer/?voorbeeld=vijfde-b")
    assert not overflows(page)
    half(page, "2025-09-02vm").tap()
    assert half(page, "2025-09-02vm").get_attribute("data-c") == "B"
    axe(page)
    page.get_by_role("link", name="Naar het antwoord").click()
    page.get_by_role("link", name="Naar het antwoord").wait_for(state="hidden")


def test_paper_holds_the_casus_and_the_answer_and_no_form(page):
    page.goto("/regelwijzer/?voorbeeld=uitsluiting")
    page.emulate_media(media="print")
    assert page.get_by_label("Geboortedatum").is_hidden()
    assert page.get_by_text("22 maart 2010").is_visible()
    assert page.get_by_text("Dit is uitleg bij de regels").is_visible()
    assert page.locator("[data-rule='du.zoeken'] .why").is_visible()


def test_a_duty_opens_in_the_regelwijzer_without_a_name(sign_in, live_server, axe):
    world = make_world()
    page = sign_in(world.users["begeleider"])
    found = Outcome.objects.filter(pupil=world.pupil, aard="plicht").first()
    page.goto(f"/plichten/{found.pk}/")
    axe(page)
    page.get_by_role("button", name="Reken na in de regelwijzer").click()
    page.locator(f"#antwoord [data-rule='{found.regel}']").wait_for()
    assert page.url.endswith("/narekenen/")
    assert "Janssens" not in page.get_by_role("main").inner_text()
    axe(page)
