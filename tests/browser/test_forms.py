"""Forms in the browser: a question shows when its condition holds; the pages pass wide and on a phone."""

from django.urls import reverse

from leerrecht.access.models import User
from leerrecht.forms.models import FilledForm, Form
from tests.browser.conftest import PHONE, WIDE, overflows
from tests.notes.world import World


def test_form_is_filled_in_and_made_by_hand(live_server, sign_in, axe, screenshot):
    world = World()
    page = sign_in(User.objects.get(pk=world.by("directeur").user_id))
    page.goto(reverse("form-fill", args=[world.pupil.pk, "terugkeer"]))
    hidden = page.get_by_text("Wat wil de leerling dat de klas weet, en hoe?")
    assert not hidden.is_visible()
    asked = page.get_by_role("group", name="Vindt de leerling het goed dat de klas iets hoort?")
    asked.get_by_label("ja").check()
    page.get_by_label("Wat wil de leerling dat de klas weet, en hoe?").fill("Dat het beter gaat")
    screenshot(page, "formulier-invullen")
    axe(page)
    page.get_by_role("button", name="Afwerken en bewaren").click()
    page.get_by_text("Het formulier is afgewerkt en bewaard.").wait_for()
    screenshot(page, "formulier-ingevuld")

    page.goto(reverse("own-form-new", args=[world.school.pk]))
    page.get_by_label("Naam").fill("Onze leidraad")
    page.get_by_label("Vak").select_option("zorg")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Onderdeel toevoegen").click()
    page.get_by_label("Titel van het onderdeel").fill("Bij de start")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("link", name="Vraag toevoegen").click()
    page.get_by_label("Vraag", exact=True).fill("Hoe gaat het?")
    page.get_by_label("Soort").select_option("schaal")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("button", name="Uitgeven").wait_for()
    screenshot(page, "formulier-bouwen")
    axe(page)
    page.get_by_role("button", name="Uitgeven").click()
    page.get_by_text("Versie 1 is uitgegeven").wait_for()

    form, filled = Form.objects.get(school=world.school), FilledForm.objects.get()
    for address in (
        reverse("form-list"), reverse("pupil-forms", args=[world.pupil.pk]), reverse("form-filled", args=[filled.pk]),
        reverse("form-fill", args=[world.pupil.pk, f"eigen-{form.pk}"]),
        reverse("form-fill", args=[world.pupil.pk, "inschrijvingsgesprek"]), reverse("form-build", args=[form.pk]),
        reverse("policy-fill", args=[world.school.pk, "visie-verzuim"]),
    ):  # fmt: skip
        page.set_viewport_size(WIDE)
        assert page.goto(address).status == 200, address
        axe(page)
        page.set_viewport_size(PHONE)
        assert not overflows(page), address
