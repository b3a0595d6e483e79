"""The pages of pupil and parents: what they show, to whom, and how little they weigh."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.test import Client

from leerrecht.access.models import LogEntry
from leerrecht.attendance.models import HalfDay
from leerrecht.guidance.domain.agreements import agree
from leerrecht.guidance.models import Signature
from leerrecht.letters.models import HouseStyle
from leerrecht.people.models import Contact
from leerrecht.portal.domain.queries.presence import presence
from leerrecht.quality.domain.definitions import survey_content
from leerrecht.quality.models import Survey
from tests.duties.helpers import absent
from tests.factories import TODAY, PlacementFactory
from tests.portal.world import World, client_of, text_of

pytestmark = pytest.mark.django_db
PAGES = ("", "jaar/", "afspraken/", "rechten/", "instellingen/", "vragen/", "waarom/", "vragen/fout/", "vragen/klacht/")


@pytest.fixture
def world():
    return World()


def _agree(world, text="Elke vrijdag bellen we"):
    return agree(
        by=world.by("begeleider"), pupil=world.pupil, compartment="gedeeld", organisation_id=world.school.pk,
        kind="afspraken", text=text, begins_on=TODAY, review_on=TODAY + timedelta(days=14),
    )  # fmt: skip


def test_sign_in_leads_pupil_and_parent_to_their_page_and_staff_to_work(world):
    child, parent = client_of(world.child()), client_of(world.household("An"))
    own = f"/mijn/{world.pupil.pk}/"
    assert [(one.get("/").url, one.get("/mijn/").url) for one in (child, parent)] == [("/mijn/", own)] * 2
    assert client_of(world.by("leerkracht")).get("/").status_code == 200
    assert client_of(world.by("leerkracht")).get(own).status_code == 404
    assert Client().get(own).status_code == 302


def test_each_household_sees_the_child_and_a_barred_parent_nothing(world):
    _agree(world, "[[gedeeld]] bellen")
    an, bert = world.household("An"), world.household("Bert", lives_with=False)
    barred = world.household("Frank", lives_with=False)
    Contact.objects.filter(name="Frank Ouder").update(barred=True)
    without = world.household("Oom", legal_role="andere")
    for page in PAGES:
        address = f"/mijn/{world.pupil.pk}/{page}"
        answers = [client_of(one).get(address).status_code for one in (an, bert, barred, without)]
        assert answers == [200, 200, 404, 404], address
    shown = [text_of(client_of(one).get("/mijn/", follow=True)) for one in (an, bert, barred, without)]
    assert ["[[gedeeld]]" in text for text in shown] == [True, True, False, False]
    assert [str(world.pupil) in text for text in shown] == [True, True, False, False]
    assert "Ga met uw identiteitskaart naar het secretariaat" in shown[2]


def test_pupil_below_twelve_reads_no_agreements_that_parents_read(world):
    _agree(world, "[[gedeeld]] bellen")
    world.pupil.birth_date = date(2016, 5, 1)
    world.pupil.save()
    child, parent = client_of(world.child()), client_of(world.household("An"))
    own = f"/mijn/{world.pupil.pk}/"
    assert ("[[gedeeld]]" in text_of(child.get(own)), "[[gedeeld]]" in text_of(parent.get(own))) == (False, True)
    assert (child.get(f"{own}vragen/thuis/").status_code, parent.get(f"{own}vragen/thuis/").status_code) == (404, 200)


def test_year_shows_words_and_only_what_is_confirmed(world):
    days = absent(world.placement.enrolment, 3, until=TODAY)
    HalfDay.objects.filter(pupil_id=world.pupil.pk, date=days[0]).update(mark="Z")
    HalfDay.objects.filter(pupil_id=world.pupil.pk, date=days[-1]).update(mark="P", approved_at=None)
    parent = world.household("An")
    seen = presence(parent, world.pupil)
    waiting = [half for half in seen.open if half.waits]
    assert {half.date for half in waiting} == {days[-1]}
    assert all(half.date != days[-1] for month in seen.months for half in month.halves)
    text = text_of(client_of(parent).get(f"/mijn/{world.pupil.pk}/jaar/"))
    assert ("ziek" in text, "de directeur heeft nog niet geantwoord" in text) == (True, True)
    assert re.search(r"code [ABHMPRZ]\b", text) is None
    assert presence(world.by("leerkracht"), world.pupil).months == []


def test_overview_asks_and_foretells_and_each_look_is_in_the_log(world):
    agreement = _agree(world)
    parent = world.household("An")
    client = client_of(parent)
    text = text_of(client.get(f"/mijn/{world.pupil.pk}/"))
    asked = text[text.index("Dit vraagt de school u") : text.index("Wat komt er?")]
    ahead = text[text.index("Wat komt er?") : text.index("Een afwezigheid melden")]
    assert "Lees de afspraken en zeg of u akkoord gaat" in asked
    assert re.search(r"4 december 2026</span>\s+We bekijken de afspraken opnieuw", ahead)
    assert [world.school.name in text, world.centre.name in text] == [True, True]
    look = LogEntry.objects.filter(act="own.view", pupil_id=world.pupil.pk).latest("pk")
    assert (look.actor_id, look.detail["compartments"]) == (parent.user_id, {"gedeeld": 1})
    version = agreement.versions.get()
    address = f"/mijn/{world.pupil.pk}/afspraken/"
    client.post(address, {"version": version.pk, f"v{version.pk}-how": "portaal"})
    client_of(world.child()).post(address, {"version": version.pk, f"v{version.pk}-how": "niet"})
    assert list(Signature.objects.order_by("pk").values_list("party", "name", "how")) == [
        ("ouders", "An Ouder", "portaal"), ("leerling", str(world.pupil), "niet"),
    ]  # fmt: skip
    assert "Lees de afspraken" not in text_of(client.get(f"/mijn/{world.pupil.pk}/"))


def test_first_page_is_light_and_works_without_scripts(world):
    _agree(world)
    response = client_of(world.child()).get(f"/mijn/{world.pupil.pk}/")
    text = text_of(response)
    files = re.findall(r'(?:href|src)="/static/([^"]+)"', text)
    weight = len(response.content) + sum(Path(finders.find(name)).stat().st_size for name in files)
    assert weight < 100_000
    assert ("htmx" in text, 'id="quick-exit"' in text, "defer" in text) == (False, True, True)
    assert response["Cache-Control"] == "private, no-store"


def test_overview_asks_the_database_as_much_with_many_records_as_with_few(world, django_assert_max_num_queries):
    client = client_of(world.household("An"))
    _agree(world)
    address = f"/mijn/{world.pupil.pk}/"
    client.get(address)
    with django_assert_max_num_queries(38) as few:
        client.get(address)
    for number in range(4):
        _agree(world, f"Afspraak {number}")
    with django_assert_max_num_queries(len(few)):
        client.get(address)


def test_quick_exit_signs_out_and_shows_nothing_of_here(world):
    client = client_of(world.child())
    answer = client.post("/afmelden/snel/")
    assert (answer.status_code, answer["Clear-Site-Data"]) == (200, '"cache"')
    assert ("Leerrecht" in text_of(answer), 'http-equiv="refresh"' in text_of(answer)) == (False, True)
    assert client.get(f"/mijn/{world.pupil.pk}/").status_code == 302
    assert client.get("/afmelden/snel/").status_code == 405


def test_page_that_was_left_alone_ends_the_sign_in(world):
    client, own = client_of(world.child()), f"/mijn/{world.pupil.pk}/"
    with time_machine.travel("2026-11-20T10:00:00+01:00", tick=False) as clock:
        assert client.get(own).status_code == 200
        clock.shift(timedelta(minutes=10))
        assert client.get(own).status_code == 200
        clock.shift(timedelta(minutes=16))
        assert client.get(own).url == "/aanmelden/"
        assert client.get(own).status_code == 302


def test_several_children_give_a_choice_and_each_page_its_own_child(world):
    parent, second = world.household("An"), PlacementFactory.create().enrolment.pupil
    contact = Contact.objects.create(name="An Ouder", legal_role="ouder", pupil=second)
    contact.accounts.create(user_id=parent.user_id)
    client = client_of(parent)
    text = text_of(client.get("/mijn/"))
    assert [f"/mijn/{one.pk}/" in text for one in (world.pupil, second)] == [True, True]
    assert [client.get(f"/mijn/{one.pk}/").status_code for one in (world.pupil, second)] == [200, 200]


def test_rights_name_the_school_the_centre_and_the_bodies_outside(world):
    text = text_of(client_of(world.child()).get(f"/mijn/{world.pupil.pk}/rechten/"))
    for words in (
        world.school.name, world.centre.name, "Leuvenseweg 86, 1000 Brussel", "Lokaal overlegplatform",
        "Commissie inzake Leerlingenrechten", "Een vertrouwenspersoon kiezen", "Te verifiëren",
    ):  # fmt: skip
        assert words in text


def test_language_channel_and_interpreter_are_chosen_and_kept(world):
    parent = world.household("An")
    client, own = client_of(parent), f"/mijn/{world.pupil.pk}/"
    assert 'lang="nl" dir="ltr"' in text_of(client.get(own))
    client.post("/mijn/taal/", {"language": "ar", "pupil": world.pupil.pk})
    assert 'lang="ar" dir="rtl"' in text_of(client.get(own))
    client.post(f"{own}instellingen/", {"language": "fr", "channel": "brief", "interpreter": "on"})
    assert 'lang="fr" dir="ltr"' in text_of(client.get(own))
    assert 'lang="fr"' in text_of(client_of(parent).get(own))
    contact = Contact.objects.get(name="An Ouder")
    assert (contact.language, contact.interpreter) == ("fr", True)
    wrong = client.post(f"{own}instellingen/", {"language": "xx", "channel": "brief"})
    assert wrong.status_code == 200
    assert client.post("/mijn/taal/", {"language": "xx"}).status_code == 302


def test_messages_home_are_stilled_with_who_and_why_and_the_family_sees_nothing_of_it(world):
    keeper, address = client_of(world.by("begeleider")), f"/leerlingen/{world.pupil.pk}/stilte/"
    assert keeper.post(address, {"reason": ""}).status_code == 200
    assert keeper.post(address, {"reason": "[[zorg]] beschermd adres"}).status_code == 302
    shown = text_of(keeper.get(address))
    assert ("[[zorg]] beschermd adres" in shown, "Begeleider Test" in shown) == (True, True)
    for by in (world.child(), world.household("An"), world.by("leerkracht")):
        assert client_of(by).get(address).status_code == 404
    assert keeper.post(address).status_code == 302
    assert set(LogEntry.objects.filter(act__startswith="quiet.").values_list("act", flat=True)) == {
        "quiet.set",
        "quiet.end",
    }


def test_survey_of_the_school_is_shown_to_pupils_without_a_trace_of_them(world):
    child, parent, own = client_of(world.child()), client_of(world.household("An")), f"/mijn/{world.pupil.pk}/"
    assert "Antwoorden met een code" not in text_of(child.get(own))
    survey = Survey.objects.create(
        school=world.school, opens_on=TODAY, closes_on=TODAY, content=survey_content(), made_by="x"
    )
    link = '<a class="button" href="/bevraging/" rel="noreferrer">'
    assert (link in text_of(child.get(own)), link in text_of(parent.get(own))) == (True, False)
    Survey.objects.filter(pk=survey.pk).update(closes_on=TODAY + timedelta(days=9), opens_on=TODAY + timedelta(days=1))
    assert link not in text_of(child.get(own))


def test_dates_and_words_of_other_rooms_are_in_the_language_of_the_reader(world):
    procedure = world.begin()
    parent, address = client_of(world.household("An")), f"/mijn/{world.pupil.pk}/gesprek/{procedure.pk}/"
    world.step(procedure, "begeleiding", no_care="onveilig")
    shown = {}
    for language in ("nl", "fr", "en"):
        parent.post("/mijn/taal/", {"language": language, "pupil": world.pupil.pk})
        shown[language] = text_of(parent.get(address))
    for language, words in (
        ("nl", ("definitieve uitsluiting", "Begeleiding vooraf, 20 november 2026", "Moeilijke woorden")),
        ("fr", ("exclusion définitive", "Accompagnement préalable, 20 novembre 2026")),
        ("en", ("permanent exclusion", "Guidance beforehand, 20 November 2026")),
    ):
        assert [one for one in words if one not in shown[language]] == []
    assert "definitieve uitsluiting" not in shown["fr"]


def test_first_page_says_how_the_school_and_its_clb_are_reached(world):
    HouseStyle.objects.create(organisation_id=world.school.pk, phone="09 111 22 33", email="school@test.be")
    page = text_of(client_of(world.child()).get(f"/mijn/{world.pupil.pk}/"))
    assert '<a href="tel:091112233"><bdi dir="ltr">09 111 22 33</bdi></a>' in page
    assert '<a href="mailto:school@test.be">' in page
    assert page.count("tel:") == 1
