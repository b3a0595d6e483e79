"""The policy cycle in the browser: a cell is filled in, a survey answered on a phone; the pages pass wide and small."""

from datetime import date

from django.urls import reverse

from leerrecht.access.models import User
from leerrecht.quality.domain import acting, surveying
from leerrecht.quality.models import Box, Cell
from tests.browser.conftest import PHONE, WIDE, overflows
from tests.notes.world import World
from tests.quality.helpers import a_round, a_survey, agreed, answered, fixed, sheet


def test_policy_is_looked_at_and_a_survey_answered(live_server, sign_in, new_context, axe, screenshot):
    world = World()
    by = world.by("directeur")
    fixed(by, world.school, date(2025, 11, 20), text="Staat in het plan van vorig jaar")
    round_ = a_round(by, world.school)
    acting.plan_action(
        by=by, school=world.school, place="leren-0", what="Taalcoach", who="Zorgteam", until=date(2026, 11, 27),
        signs="Minder vragen",
    )  # fmt: skip
    former = a_survey(world.by("directeur", on=date(2025, 11, 20)), world.school)
    answered(world.by("directeur", on=date(2025, 11, 20)), former, "leerlingen", [sheet(4, 3), sheet(3, 4)] * 6)
    answered(world.by("directeur", on=date(2025, 11, 20)), former, "personeel", [sheet(2, 4), sheet(3, 5)] * 3)
    surveying.close_survey(by=by, survey=former, handed={})
    survey = a_survey(by, world.school)
    (code,) = surveying.make_codes(by=by, survey=survey, group="leerlingen", number=1)
    found = agreed(world, by).cooperation

    page = sign_in(User.objects.get(pk=by.user_id))
    cell = reverse("quality-cell", args=[round_.pk, "leren-0"])
    page.goto(cell)
    page.get_by_label("we doen het ook").check()
    page.get_by_label("Wat we zien").fill("Het taalbeleid loopt in elke les")
    asked = page.get_by_role("group", name="Er is een talenbeleid dat uitgewerkt is en nog klopt.")
    asked.get_by_label("deels").check()
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("Bewaard.").wait_for()
    screenshot(page, "zelfaudit-vak")
    kept = Cell.objects.get(round=round_)
    assert (kept.step, kept.answers) == ("gedaan", {"C22": "deels"})

    phone = new_context(viewport=PHONE).new_page()
    phone.goto(f"{reverse('survey-answer')}?code={code}")
    axe(phone)
    phone.get_by_role("button", name="Verder").click()
    phone.get_by_role("group", name="Ik voel mij veilig op school.").get_by_label("eerder wel").check()
    axe(phone)
    assert not overflows(phone)
    screenshot(phone, "bevraging-antwoorden")
    phone.get_by_role("button", name="Versturen").click()
    phone.get_by_text("Uw antwoord is aangekomen, zonder naam.").wait_for()
    axe(phone)
    assert Box.objects.get(group="leerlingen").answers == [{"w3": 4}]

    pages = {
        "schoolbeleid": reverse("quality-home"),
        "zelfaudit": reverse("quality-round", args=[round_.pk]),
        "bevraging-resultaat": reverse("quality-survey", args=[former.pk]),
        "": cell,
        "samenwerking": reverse("quality-cooperation", args=[found.pk]),
    }
    others = [
        reverse("quality-survey", args=[survey.pk]), reverse("quality-survey-codes", args=[survey.pk]),
        reverse("quality-survey-close", args=[survey.pk]), reverse("quality-evidence-new", args=[round_.pk, "leren-0"]),
        reverse("quality-cooperation-write", args=[found.pk]),
        reverse("quality-cell-action", args=[round_.pk, "leren-0"]),
    ]  # fmt: skip
    for name, address in [*pages.items(), *(("", other) for other in others)]:
        page.set_viewport_size(WIDE)
        assert page.goto(address).status == 200, address
        axe(page)
        if name:
            screenshot(page, name)
        page.set_viewport_size(PHONE)
        assert not overflows(page), address
