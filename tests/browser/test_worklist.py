"""The worklist "Wie heeft ons nodig": on a wide screen, on a phone, with the keyboard and without scripts."""

import pytest

from leerrecht.access.models import User
from leerrecht.duties.domain.recompute import recompute
from leerrecht.duties.models import Outcome
from tests.browser.conftest import PHONE, overflows
from tests.duties.helpers import TODAY, absent
from tests.factories import ClassGroupFactory, PlacementFactory, principal


@pytest.fixture
def counsellor(live_server) -> User:
    group = ClassGroupFactory.create(name="3A", school__name="Sint-Jozef")
    for first, last, number, code in (
        ("Amir", "Haddad", 11, "B"),
        ("Noor", "Janssens", 1, "B"),
        ("Lena", "Maes", 21, "Z"),
    ):
        placement = PlacementFactory.create(
            class_group=group, enrolment__pupil__first_name=first, enrolment__pupil__last_name=last
        )
        absent(placement.enrolment, number, code)
        recompute([placement.enrolment.pupil_id], TODAY)
    return User.objects.get(pk=principal("begeleider", group.school).user_id)


def test_the_worklist_records_an_act_in_the_line_by_keyboard(sign_in, counsellor, axe, screenshot):
    page = sign_in(counsellor)
    page.goto("/werklijst/")
    axe(page)
    screenshot(page, "wie-heeft-ons-nodig")
    card = page.locator(".need", has_text="Janssens Noor")
    card.get_by_role("link", name="Leg vast wat u deed Neem contact op").press("Enter")
    card.get_by_label("gesprek gehad met de leerling").check()
    axe(page)
    card.get_by_role("button", name="Bewaren").press("Enter")
    said = card.get_by_role("status")
    said.wait_for()
    assert said.inner_text() == "Vastgelegd voor Noor Janssens: gesprek gehad met de leerling."
    assert said.evaluate("element => element === document.activeElement")
    assert card.get_by_role("heading", level=3).all_inner_texts() == ["Spreek een begeleidingsmaatregel af"]
    axe(page)


def test_the_worklist_says_what_is_wrong_in_the_line(sign_in, counsellor):
    page = sign_in(counsellor)
    page.goto("/werklijst/")
    card = page.locator(".need", has_text="Janssens Noor")
    card.get_by_role("link", name="Gezien, geen actie Neem contact op").click()
    card.get_by_role("button", name="Bewaren").click()
    assert "Dit veld is verplicht" in card.get_by_role("alert").inner_text()
    card.get_by_label("Gezien, geen actie, omdat").fill("De ouders belden zelf.")
    card.get_by_role("button", name="Bewaren").click()
    card.get_by_role("status").wait_for()
    assert card.get_by_role("heading", level=3).all_inner_texts() == ["Spreek een begeleidingsmaatregel af"]


def test_the_worklist_works_without_scripts_and_on_a_phone(sign_in, counsellor):
    page = sign_in(counsellor, java_script_enabled=False, viewport=PHONE)
    page.goto("/werklijst/")
    card = page.locator(".need", has_text="Janssens Noor")
    card.get_by_role("link", name="Leg vast wat u deed Neem contact op").click()
    page.get_by_label("contact met de ouders gezocht").check()
    page.get_by_label("bereikt", exact=True).check()
    page.get_by_role("button", name="Bewaren").click()
    page.wait_for_url("**/werklijst/")
    assert "Vastgelegd voor Noor Janssens" in page.locator("#messages").inner_text()


def test_the_pages_of_an_outcome_and_of_what_is_settled_are_accessible(sign_in, counsellor, axe, screenshot):
    page = sign_in(counsellor)
    outcome = Outcome.objects.filter(regel="b10.politie").get()
    page.goto(f"/plichten/{outcome.pk}/")
    axe(page)
    screenshot(page, "waarom-zie-ik-dit")
    page.get_by_role("link", name="Gezien, geen actie").click()
    page.get_by_label("Gezien, geen actie, omdat").wait_for()
    axe(page)
    page.get_by_label("Gezien, geen actie, omdat").fill("Nog te vroeg: eerst een gesprek.")
    page.get_by_role("button", name="Bewaren").click()
    page.wait_for_url(f"**/plichten/{outcome.pk}/")
    axe(page)
    page.goto("/werklijst/afgehandeld/")
    assert "Nog te vroeg: eerst een gesprek." in page.get_by_role("main").inner_text()
    axe(page)
    for address in (
        "/werklijst/",
        "/werklijst/afgehandeld/",
        f"/plichten/{outcome.pk}/",
        f"/plichten/{outcome.pk}/handeling/",
    ):
        page.set_viewport_size(PHONE)
        page.goto(address)
        assert not overflows(page), address
