"""Letters in the browser: the drawing follows what one types, and the pages pass wide and on a phone."""

from django.urls import reverse

from leerrecht.access.models import User
from leerrecht.letters.models import Letter
from tests.browser.conftest import PHONE, WIDE, overflows
from tests.letters.world import World


def test_letter_is_made_with_a_preview_and_template_is_drawn_as_one_types(live_server, sign_in, axe, screenshot):
    world = World()
    world.classmate(name="Mo Ouder")
    world.unknown()
    page = sign_in(User.objects.get(pk=world.by("directeur").user_id))
    page.goto(f"{reverse('letter-new')}?sjabloon=uitnodiging-gesprek&klas={world.placement.class_group.pk}")
    page.get_by_label("Datum van het gesprek").fill("2026-11-27")
    page.get_by_label("Uur van het gesprek").fill("16:30")
    page.get_by_label("Plaats van het gesprek").fill("lokaal 12")
    page.get_by_label("Met wie het gesprek is").fill("An Peeters")
    page.get_by_role("button", name="Voorbeeld van de eerste").click()
    page.locator("img.letter-page").wait_for()
    screenshot(page, "brief-nieuw")
    axe(page)
    page.get_by_role("button", name="Brieven maken").click()
    page.get_by_text("Er zijn 2 brieven gemaakt.").wait_for()
    assert Letter.objects.count() == 2

    page.goto(reverse("letter-template", args=[world.school.pk, "vierde-briefje"]))
    page.get_by_label("Onderwerp").fill("Een heel ander onderwerp voor {voornaam}")
    page.get_by_text("Het voorbeeld als tekst").click()
    page.locator("#voorbeeld").get_by_text("Een heel ander onderwerp voor Sam").wait_for(state="attached")
    screenshot(page, "brief-sjabloon")

    school = [world.school.pk]
    for address in (
        reverse("letter-list"), reverse("letter-templates", args=school), reverse("letter-style", args=school),
        reverse("letter-template-new", args=school), reverse("letter-template", args=[*school, "toah-informatie"]),
        reverse("pupil-letters", args=[world.pupil.pk]), reverse("letter-run", args=[Letter.objects.first().run_id]),
        f"{reverse('letter-new')}?sjabloon=uitnodiging-gesprek&leerling={world.pupil.pk}",
    ):  # fmt: skip
        page.set_viewport_size(WIDE)
        assert page.goto(address).status == 200, address
        axe(page)
        page.set_viewport_size(PHONE)
        assert not overflows(page), address
