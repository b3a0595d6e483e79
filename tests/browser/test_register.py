"""The register in a real browser: keyboard alone, a phone, a lost connection, two people at once."""

import time
from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from playwright.sync_api import expect

from leerrecht import law
from leerrecht.attendance.domain.entries import Entry
from leerrecht.attendance.domain.register import save_register
from leerrecht.attendance.models import HalfDay, HalfDayNote, Register, SubCode
from leerrecht.organisations.models import Organisation
from tests.browser.conftest import PHONE, WIDE, overflows
from tests.factories import (
    SYSTEM,
    ClassGroupFactory,
    ClassTeamFactory,
    EnrolmentFactory,
    MembershipFactory,
    PlacementFactory,
    PupilFactory,
    UserFactory,
)

NAMES = [
    ("Amina", "Aerts"), ("Bram", "Baert"), ("Chloé", "Claes"), ("Dries", "De Smet"), ("Elif", "Erdogan"),
    ("Finn", "Fobe"), ("Gitte", "Goossens"), ("Hamza", "Haddad"),
]  # fmt: skip


@pytest.fixture
def day():
    """The last day with lessons on all of it, today included: the browser knows no other today."""
    found = timezone.localdate()
    while law.why_free(found, "vm") or law.why_free(found, "nm"):
        found -= timedelta(days=1)
    return found


@pytest.fixture
def group(live_server, day):
    year = law.school_year(day)
    made = ClassGroupFactory.create(name="3A", school__name="Sint-Jozef", school_year=year)
    period = law_year(year)
    for first, last in NAMES:
        pupil = PupilFactory.create(first_name=first, last_name=last)
        enrolment = EnrolmentFactory.create(pupil=pupil, school=made.school, school_year=year, period=period)
        PlacementFactory.create(class_group=made, enrolment=enrolment, period=period)
    return made


def law_year(year):
    return DateRange(date(year, 9, 1), date(year + 1, 9, 1))


def pupils(group):
    return list(group.placements.order_by("enrolment__pupil__sort_key").values_list("enrolment__pupil_id", flat=True))


@pytest.fixture
def teacher(group):
    user = UserFactory.create(first_name="Tom", last_name="Peeters")
    MembershipFactory.create(user=user, organisation=Organisation.objects.get(pk=group.school_id), role="leerkracht")
    ClassTeamFactory.create(class_group=group, user=user, period=law_year(group.school_year))
    return user


@pytest.fixture
def secretary(group):
    user = UserFactory.create(first_name="Sara", last_name="Maes")
    MembershipFactory.create(user=user, organisation=Organisation.objects.get(pk=group.school_id), role="secretariaat")
    return user


def address(group, day, part="vm"):
    return f"/registers/{group.pk}/{day.isoformat()}/{part}/"


def marks(day, part="vm"):
    """What is stored, in the order of the class."""
    found = HalfDay.objects.filter(date=day, part=part).order_by("pupil__sort_key")
    return [(half.pupil.first_name, half.mark, half.late_minutes) for half in found.select_related("pupil")]


def state(page):
    return page.locator("[data-save-state]")


def saved(page):
    expect(state(page)).to_contain_text("Alles bewaard")


def stay(page, who, mark):
    row = page.locator(".register-row", has_text=who)
    expect(row.locator(f"input[type=radio][value='{mark}']")).to_be_checked()


def test_whole_class_with_the_keyboard_alone(sign_in, teacher, group, day, axe, screenshot):
    save_register(
        by=SYSTEM, class_group_id=group.pk, date=day, part="vm", entries=[Entry(pupils(group)[2], "Z", 0)], taken=False
    )
    page = sign_in(teacher)
    page.goto(address(group, day))
    axe(page)
    keys = page.keyboard
    keys.press("b")  # Amina: B, on to Bram
    keys.press(" ")  # Bram: present
    keys.press("ArrowDown")  # past Chloé, who is ill already
    keys.press("l")
    keys.type("12")
    keys.press("Enter")  # Dries: 12 minutes late
    keys.press("-")  # Elif: not known
    keys.press("ArrowUp")
    keys.press("r")  # Elif after all by right
    keys.press("Control+z")  # not so
    keys.press("ArrowDown")
    keys.press("p")  # no code for a teacher
    expect(state(page)).to_have_text("Code P geeft u hier niet zelf in bij Finn Fobe.")
    keys.press("v")
    saved(page)
    stay(page, "Chloé", "Z")
    stay(page, "Finn", ".")
    assert marks(day) == [("Amina", "B", None), ("Chloé", "Z", None), ("Dries", "L", 12), ("Elif", "-", None)]
    assert Register.objects.filter(class_group=group, date=day, part="vm", taken_by_id=teacher.pk).count() == 1
    axe(page)
    screenshot(page, "register")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    axe(page)
    page.reload()
    stay(page, "Amina", "B")
    stay(page, "Bram", ".")


def test_fill_never_overwrites_and_backspace_clears(sign_in, teacher, group, day):
    page = sign_in(teacher)
    page.goto(address(group, day))
    page.keyboard.press("z")
    page.keyboard.press("b")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Backspace")
    saved(page)
    assert marks(day) == [("Amina", "Z", None)]
    page.get_by_role("button", name="Alle anderen aanwezig").click()
    saved(page)
    expect(page.get_by_role("button", name="Alle anderen aanwezig")).to_be_hidden()
    assert marks(day) == [("Amina", "Z", None)]
    assert Register.objects.count() == 1


def test_register_on_a_phone_with_a_thumb(sign_in, teacher, group, day, axe, screenshot):
    page = sign_in(teacher, viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(address(group, day))
    assert not overflows(page)
    for box in page.locator(".register-row").first.locator(".register-choice").all():
        size = box.bounding_box()
        assert size["width"] >= 40
        assert size["height"] >= 44
    page.locator(".register-row", has_text="Bram").get_by_role("radio", name="B, problematisch").tap()
    page.locator(".register-row", has_text="Dries").get_by_role("radio", name="L, te laat, wel aanwezig").tap()
    page.get_by_label("Dries De Smet, minuten te laat").fill("5")
    page.get_by_role("button", name="Alle anderen aanwezig").tap()
    saved(page)
    assert marks(day) == [("Bram", "B", None), ("Dries", "L", 5)]
    axe(page)
    # A second tap takes the mark away again.
    page.locator(".register-row", has_text="Bram").get_by_role("radio", name="B, problematisch").tap()
    saved(page)
    stay(page, "Bram", ".")
    expect(state(page)).to_contain_text("Alles bewaard")
    page.wait_for_function(
        "Object.keys(localStorage).filter((key) => key.startsWith('leerrecht-register/')).length === 0"
    )
    assert marks(day) == [("Dries", "L", 5)]


def test_lost_connection_keeps_marks_and_sends_them_later(sign_in, teacher, group, day):
    page = sign_in(teacher)
    page.goto(address(group, day))
    page.context.set_offline(True)
    page.keyboard.press("b")
    page.keyboard.press("z")
    expect(state(page)).to_contain_text("Geen verbinding. 2 wijzigingen blijven op dit toestel staan")
    assert marks(day) == []
    page.keyboard.press("v")
    page.context.set_offline(False)
    saved(page)
    assert marks(day) == [("Amina", "B", None), ("Bram", "Z", None)]
    assert Register.objects.count() == 1


def test_marks_kept_offline_leave_at_the_next_visit(sign_in, teacher, group, day):
    page = sign_in(teacher)
    page.goto(address(group, day))
    page.route("**/opslaan/", lambda route: route.abort("internetdisconnected"))
    page.keyboard.press("b")
    expect(state(page)).to_contain_text("Geen verbinding. 1 wijziging")
    page.unroute("**/opslaan/")
    page.goto("/")
    expect(page.get_by_role("status").first).to_contain_text("Alles bewaard")
    assert marks(day) == [("Amina", "B", None)]


def test_closing_the_page_at_once_loses_nothing(sign_in, teacher, group, day):
    page = sign_in(teacher)
    page.goto(address(group, day))
    other = page.context.new_page()
    page.keyboard.press("b")
    page.close(run_before_unload=True)
    deadline = time.monotonic() + 30
    while not marks(day) and time.monotonic() < deadline:
        other.wait_for_timeout(50)
    assert marks(day) == [("Amina", "B", None)]


def test_answer_that_never_came_is_no_conflict_with_oneself(sign_in, teacher, group, day):
    page = sign_in(teacher)
    page.goto(address(group, day))

    def lose(route):
        route.fetch()
        route.abort("internetdisconnected")

    page.route("**/opslaan/", lose)
    page.keyboard.press("b")
    expect(state(page)).to_contain_text("Geen verbinding")
    assert marks(day) == [("Amina", "B", None)]
    page.unroute("**/opslaan/")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("z")
    saved(page)
    assert marks(day) == [("Amina", "Z", None)]


@pytest.mark.parametrize(("button", "left"), [("Laat Z staan", "Z"), ("Zet op B", "B")])
def test_conflict_is_shown_and_decided_by_the_user(sign_in, teacher, secretary, group, day, axe, button, left):
    page = sign_in(teacher)
    page.goto(address(group, day))
    office = sign_in(secretary)
    office.goto(address(group, day))
    office.keyboard.press("z")
    saved(office)
    page.keyboard.press("b")
    problem = page.locator(".register-problem:visible")
    expect(problem).to_contain_text("Intussen door Sara Maes om")
    expect(problem).to_contain_text("op Z (ziekte) gezet; u koos B (problematisch afwezig).")
    expect(state(page)).to_contain_text("Niet alles is bewaard")
    axe(page)
    page.reload()
    expect(problem).to_contain_text("u koos B")
    page.get_by_role("button", name=button).click()
    expect(problem).to_have_count(0)
    saved(page)
    stay(page, "Amina", left)
    assert marks(day) == [("Amina", left, None)]


def test_expired_sign_in_keeps_the_marks_until_signed_in_again(sign_in, teacher, group, day, live_server):
    teacher.set_password("een lang wachtwoord")
    teacher.save()
    page = sign_in(teacher)
    page.goto(address(group, day))
    page.context.clear_cookies()
    page.keyboard.press("b")
    expect(state(page)).to_contain_text("Uw aanmelding is verlopen. 1 wijziging blijft")
    page.get_by_role("link", name="Opnieuw aanmelden").click()
    page.get_by_label("Gebruikersnaam").fill(teacher.username)
    page.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    saved(page)
    assert marks(day) == [("Amina", "B", None)]


def test_marks_of_another_user_on_the_device_are_never_sent(sign_in, teacher, secretary, group, day):
    page = sign_in(teacher)
    page.goto(address(group, day))
    page.route("**/opslaan/", lambda route: route.abort("internetdisconnected"))
    page.keyboard.press("b")
    expect(state(page)).to_contain_text("Geen verbinding")
    page.unroute("**/opslaan/")
    cookies = sign_in(secretary).context.cookies()
    # The page of the teacher is still open, somebody else is signed in now.
    page.context.clear_cookies()
    page.context.add_cookies(cookies)
    page.keyboard.press("b")
    expect(state(page)).to_contain_text("Hier is intussen iemand anders aangemeld. 2 wijzigingen")
    page.goto(address(group, day))
    expect(page.locator("#messages")).to_contain_text("nog 2 niet verzonden wijzigingen van een andere gebruiker")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("z")
    saved(page)
    assert marks(day) == [("Bram", "Z", None)]


def test_signing_out_with_unsent_marks_warns_and_then_wipes(sign_in, teacher, group, day, axe):
    page = sign_in(teacher)
    page.goto(address(group, day))
    page.route("**/opslaan/", lambda route: route.abort("internetdisconnected"))
    page.keyboard.press("b")
    expect(state(page)).to_contain_text("Geen verbinding")
    page.get_by_text("Tom Peeters").click()
    page.get_by_role("button", name="Afmelden", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 wijziging in een register is nog niet bewaard")
    axe(page)
    dialog.get_by_role("button", name="Aangemeld blijven").click()
    expect(dialog).to_have_count(0)
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('leerrecht-register/')).length"
    assert page.evaluate(kept) == 1
    page.get_by_text("Tom Peeters").click()
    page.get_by_role("button", name="Afmelden", exact=True).click()
    page.get_by_role("button", name="Afmelden en wissen").click()
    page.wait_for_url("**/aanmelden/")
    assert page.evaluate(kept) == 0
    assert marks(day) == []


def test_refused_mark_is_shown_and_the_others_are_saved(sign_in, teacher, group, day):
    page = sign_in(teacher)
    page.goto(address(group, day))
    gone = pupils(group)[0]
    group.placements.filter(enrolment__pupil_id=gone).delete()
    page.keyboard.press("b")
    page.keyboard.press("z")
    expect(page.locator(".register-problem:visible")).to_contain_text("Een leerling zit op die dag niet in deze klas.")
    expect(state(page)).to_contain_text("Niet alles is bewaard")
    assert marks(day) == [("Bram", "Z", None)]
    page.get_by_role("button", name="Begrepen, wis mijn keuze").click()
    expect(page.locator(".register-row")).to_have_count(7)


def test_list_of_the_day_leads_to_the_register(sign_in, teacher, group, day, axe, screenshot):
    page = sign_in(teacher)
    page.goto("/registers/")
    axe(page)
    screenshot(page, "registers")
    page.get_by_role("link", name="3A, voormiddag").click()
    page.wait_for_url(f"**{address(group, day)}")
    page.get_by_role("link", name="volgende halve dag").click()
    page.wait_for_url(f"**{address(group, day, 'nm')}")


def test_week_with_the_keyboard(sign_in, secretary, group, day, axe, screenshot):
    page = sign_in(secretary)
    page.set_viewport_size(PHONE)
    page.goto(f"/registers/{group.pk}/week/{day.isoformat()}/")
    assert not overflows(page)
    page.set_viewport_size(WIDE)
    axe(page)
    page.get_by_label(f"Amina Aerts, {weekday(day)} voormiddag").focus()
    page.keyboard.press("z")  # on to Bram
    page.keyboard.press("p")  # on to Chloé
    page.keyboard.press("b")
    page.keyboard.press("Control+z")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("b")
    saved(page)
    assert marks(day) == [("Amina", "Z", None), ("Bram", "P", None)]
    assert marks(day, "nm") == [("Chloé", "B", None)]
    page.locator(f"tfoot [data-half='{day.isoformat()}-vm'] button").click()
    expect(page.locator(f"tfoot [data-half='{day.isoformat()}-vm']")).to_contain_text("genomen")
    assert marks(day) == [("Amina", "Z", None), ("Bram", "P", None)]
    axe(page)
    screenshot(page, "week")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    axe(page)


def weekday(day):
    return ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"][day.weekday()]


def test_period_shows_what_changes_before_it_saves(sign_in, secretary, group, day, axe, screenshot):
    save_register(
        by=SYSTEM, class_group_id=group.pk, date=day, part="vm", entries=[Entry(pupils(group)[0], "B", 0)], taken=False
    )
    page = sign_in(secretary)
    page.goto("/registers/periode/")
    axe(page)
    page.get_by_label("Zoek een leerling op naam of nummer").fill("aerds")
    page.get_by_role("button", name="Zoek leerling").click()
    page.get_by_label("Amina Aerts").check()
    page.get_by_label("Van", exact=True).fill(day.isoformat())
    page.get_by_label("Code", exact=True).select_option("Z")
    page.get_by_role("button", name="Toon wat er verandert").click()
    expect(page.get_by_role("status")).to_have_text(
        "Halve dagen in te vullen: 1. Te vervangen: 0. Blijft staan: 1. Stond al zo: 0."
    )
    axe(page)
    screenshot(page, "periode")
    page.get_by_role("button", name="Bewaar 1 halve dag").click()
    expect(page.locator("#messages")).to_contain_text("Bewaard. Ingevulde halve dagen: 1")
    assert marks(day) == [("Amina", "B", None)]
    assert marks(day, "nm") == [("Amina", "Z", None)]


def test_group_of_an_outing_from_start_to_register(sign_in, teacher, group, day, axe, screenshot):
    page = sign_in(teacher)
    page.goto("/groepen/")
    axe(page)
    page.get_by_role("link", name="Nieuwe groep").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuwe groep")
    axe(page)
    page.get_by_label("Naam").fill("Zwemmen")
    page.get_by_label("Datum").fill(day.isoformat())
    page.get_by_label("3A").check()
    page.get_by_role("button", name="Groep maken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zwemmen")
    axe(page)
    page.get_by_label("Hamza Haddad (3A)").uncheck()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("#messages")).to_contain_text("De groep is aangepast.")
    page.get_by_role("link", name="Register voormiddag").click()
    expect(page.locator(".register-row")).to_have_count(7)
    axe(page)
    page.keyboard.press("z")
    page.keyboard.press("v")
    saved(page)
    assert marks(day) == [("Amina", "Z", None)]
    assert Register.objects.count() == 0


def test_card_with_the_keyboard_gives_ground_and_note(sign_in, secretary, group, day, axe, screenshot):
    SubCode.objects.create(school=group.school, code="Z", name="ZK", label="ziekenhuis")
    page = sign_in(secretary)
    page.goto(address(group, day))
    page.keyboard.press("g")
    card = page.get_by_role("dialog", name="Amina Aerts")
    expect(card.get_by_label("Wat er staat")).to_be_focused()
    expect(card.get_by_label("Minuten te laat")).to_be_hidden()
    card.get_by_label("Wat er staat").select_option("Z.ziek_medisch")
    card.get_by_label("Eigen code van de school").select_option(label="Z · ZK ziekenhuis")
    card.get_by_label("Opmerking").fill("opgehaald door oma")
    axe(page)
    screenshot(page, "kaart")
    card.get_by_role("button", name="Bewaar de kaart").click()
    saved(page)
    stay(page, "Amina", "Z")
    expect(page.locator(".register-row", has_text="Amina").get_by_text("met opmerking")).to_be_visible()
    half = HalfDay.objects.get()
    assert (half.mark, half.ground, half.sub_code.name) == ("Z", "ziek_medisch", "ZK")
    assert HalfDayNote.objects.get().text == "opgehaald door oma"
    # The focus is back in the row; a letter overtakes the mark, the note stays.
    page.keyboard.press("b")
    saved(page)
    page.reload()
    page.get_by_role("link", name="Kaart van Amina Aerts").click()
    expect(card.get_by_label("Opmerking")).to_have_value("opgehaald door oma")
    card.get_by_text("Wat er eerder stond (2 wijzigingen)").click()
    expect(card.locator(".card-steps").first).to_contain_text("Sara Maes")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)


def test_card_on_a_phone_goes_through_a_lost_connection(sign_in, teacher, group, day, axe):
    page = sign_in(teacher, viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(address(group, day))
    link = page.get_by_role("link", name="Kaart van Bram Baert")
    size = link.bounding_box()
    assert size["width"] >= 44
    assert size["height"] >= 44
    link.tap()
    card = page.get_by_role("dialog", name="Bram Baert")
    card.get_by_label("Wat er staat").select_option("L")
    card.get_by_label("Minuten te laat").fill("9")
    card.get_by_label("Opmerking").fill("bus")
    assert not overflows(page)
    axe(page)
    page.context.set_offline(True)
    card.get_by_role("button", name="Bewaar de kaart").tap()
    expect(state(page)).to_contain_text("Geen verbinding. 1 wijziging")
    link.tap()
    expect(state(page)).to_contain_text("De kaart kan nu niet open")
    page.locator(".register-row", has_text="Bram").get_by_role("radio", name="B, problematisch").tap()
    page.context.set_offline(False)
    saved(page)
    assert marks(day) == [("Bram", "B", None)]
    assert HalfDayNote.objects.get().text == "bus"


def test_card_of_a_cell_in_the_week(sign_in, secretary, group, day):
    page = sign_in(secretary)
    page.goto(f"/registers/{group.pk}/week/{day.isoformat()}/")
    page.locator(f".register-letter[data-half='{day.isoformat()}-vm']").nth(2).focus()
    page.keyboard.press("g")
    card = page.get_by_role("dialog", name="Chloé Claes")
    card.get_by_label("Wat er staat").select_option("R.rechtbank")
    card.get_by_role("button", name="Bewaar de kaart").click()
    saved(page)
    assert marks(day) == [("Chloé", "R", None)]
    assert HalfDay.objects.get().ground == "rechtbank"
    page.keyboard.press("z")
    saved(page)
    page.get_by_role("button", name="Kaart van dit vak").click()
    expect(page.get_by_role("dialog", name="Dries De Smet")).to_be_visible()
