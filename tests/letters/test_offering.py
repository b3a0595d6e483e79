"""From the worklists to the letter that fits: per row, for a selection, and what closes a duty."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from leerrecht.duties.domain.recompute import recompute
from leerrecht.duties.models import Outcome
from leerrecht.facts.domain.facts import record_fact
from leerrecht.law import REGELS
from leerrecht.letters.domain import posted
from leerrecht.letters.domain.catalogue import delivered
from leerrecht.letters.domain.offering import offers
from leerrecht.letters.models import Letter
from tests.duties.helpers import absent
from tests.factories import SYSTEM, TODAY
from tests.letters.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


@pytest.fixture
def world():
    found = World()
    absent(found.enrolment, 6)
    recompute([found.pupil.pk], TODAY).raise_refused()
    return found


def offered(by):
    outcomes = list(Outcome.objects.filter(status__in=("open", "geldt")))
    found = offers(by, outcomes)
    return {(one.regel, offer.key) for one in outcomes for offer in found.get(one.pk, ())}


def test_reasons_of_templates_are_rules_and_a_letter_that_counts_is_an_act_of_its_rule():
    known = {key: one for key, one in delivered().items() if one.reasons}
    assert {rule for one in known.values() for rule in one.reasons} <= set(REGELS)
    closing = {key: one for key, one in known.items() if one.fact}
    assert {key: all(one.fact in REGELS[rule].handeling for rule in one.reasons) for key, one in closing.items()} == {
        "melding-clb": True, "toah-informatie": True,
    }  # fmt: skip


def test_each_is_offered_what_they_may_write(world):
    assert offered(world.by("begeleider")) == {
        ("b.begeleiding", "uitnodiging-gesprek"), ("b5.melding_clb", "melding-clb"),
        ("onthechting", "uitnodiging-gesprek"),
    }  # fmt: skip
    assert offered(world.by("secretariaat")) == set()
    assert offered(world.by("leerkracht")) == set()
    assert not {key for _regel, key in offered(world.by("clb"))}
    world.case()
    assert {key for _regel, key in offered(world.by("clb"))} <= {"clb-uitnodiging"}


def test_worklist_leads_to_the_letter_for_a_row_and_for_who_was_ticked(world):
    browser = Client()
    browser.force_login(world.staff("begeleider"))
    page = browser.get(reverse("worklist-who")).content.decode()
    row = f"sjabloon=melding-clb&amp;school={world.school.pk}&amp;leerling={world.pupil.pk}"
    assert (page.count(row), f'name="leerling" value="{world.pupil.pk}" form="brieven"' in page) == (1, True)
    assert '<option value="melding-clb">Melding aan het CLB</option>' in page
    chosen = browser.get(reverse("letter-new"), {"sjabloon": "melding-clb", "leerling": [world.pupil.pk]})
    assert f'value="{world.pupil.pk}" id="leerling-{world.pupil.pk}" checked' in chosen.content.decode()


def test_letter_is_prefilled_with_what_was_done_already(world):
    record_fact(
        by=SYSTEM, pupil_id=world.pupil.pk, date=date(2026, 11, 16), kind="contact_ouders", school_id=world.school.pk
    )
    browser = Client()
    browser.force_login(world.staff("begeleider"))
    page = browser.get(reverse("letter-new"), {"sjabloon": "melding-clb", "leerling": world.pupil.pk})
    assert "- Contact gehad met de ouders, 16 november 2026" in page.content.decode()
    page = browser.get(reverse("letter-new"), {"sjabloon": "uitnodiging-gesprek", "leerling": world.pupil.pk})
    assert 'value="Begeleider Test"' in page.content.decode()


def test_duty_closes_when_the_letter_left_and_only_where_the_law_says_so(world):
    world.start(key="melding-clb", values={"stappen": "- gebeld"})
    recompute([world.pupil.pk], TODAY).raise_refused()
    assert Outcome.objects.get(regel="b5.melding_clb").status == "open"
    posted(by=world.by("begeleider"), letters=Letter.objects.all())
    recompute([world.pupil.pk], TODAY).raise_refused()
    assert Outcome.objects.get(regel="b5.melding_clb").status == "vervuld"
    world.start()
    posted(by=world.by("begeleider"), letters=Letter.objects.all())
    recompute([world.pupil.pk], TODAY).raise_refused()
    assert Outcome.objects.get(regel="b.begeleiding").status == "open"


def test_lists_of_absences_and_notes_lead_to_the_letter(world):
    world.unknown(date(2026, 10, 6))
    note = world.note_of_parents(date(2026, 10, 12))
    browser = Client()
    browser.force_login(world.staff("secretariaat"))
    page = browser.get(reverse("worklist-unknown")).content.decode()
    assert ("Brief over" in page, "Brief voor de gekozen leerlingen" in page) == (True, True)
    key = f"{world.pupil.pk}:{world.school.pk}:2026-10-06:2026-10-06"
    choose = reverse("letter-choose") + "?sjabloon=afwezig-zonder-reden"
    response = browser.post(choose, {"keys": [key, key]})
    assert response.url == f"{reverse('letter-new')}?sjabloon=afwezig-zonder-reden&leerling={world.pupil.pk}"
    assert "Kim Ouder" in browser.get(response.url).content.decode()
    response = browser.post(reverse("letter-choose") + "?sjabloon=vierde-briefje", {"certificates": [note.pk]})
    assert response.url == f"{reverse('letter-new')}?sjabloon=vierde-briefje&leerling={world.pupil.pk}"
    for wrong in ({"keys": ["x"]}, {"certificates": ["x"]}):
        assert browser.post(choose, wrong).url == f"{reverse('letter-new')}?sjabloon=afwezig-zonder-reden"
    elsewhere = Client()
    elsewhere.force_login(world.user("elders", "directeur", world.other))
    assert elsewhere.post(choose, {"certificates": [note.pk]}).url.endswith("reden")
