from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.models import User
from leerrecht.access.policy import Denied
from leerrecht.placement.domain import approaches
from leerrecht.placement.domain.passing_on import pass_on
from leerrecht.placement.domain.queries.page import outcomes_of, search_page
from leerrecht.placement.domain.searches import Wishes
from leerrecht.placement.domain.settling import settle
from leerrecht.placement.models import Approach, LopAgreement, SchoolSearch
from leerrecht.places.models import Refusal
from tests.factories import TODAY
from tests.placement.world import EXCLUDED, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def test_each_school_that_was_asked_stands_in_what_the_law_says():
    world = World()
    search = world.search()
    assert world.outcome("du.zoeken").omdat[-1] == "er is nog geen zoekactie genoteerd"
    world.ask_at(search, on=date(2026, 11, 12))
    duty = world.outcome("du.zoeken")
    assert (duty.status, set(duty.voor)) == ("open", {"school", "clb"})
    assert duty.omdat[-1] == "zoekactie naar een nieuwe school op 12 november 2026"


def test_school_is_asked_once_until_it_answers():
    world = World()
    search = world.search()
    approach = world.ask_at(search, school_id=world.near.pk, name="", km=12)
    assert (approach.name, approach.km, approach.asked_by) == (world.near.name, 12, "Begeleider Test")
    refused = {
        "al gevraagd": {"school_id": world.near.pk},
        "sloot de leerling uit": {"school_id": world.school.pk},
        "bestaat niet": {"school_id": 10**9},
        "schrijf haar naam": {"name": "  "},
        "Kies uit de lijst": {"channel": "post"},
        "kilometer": {"km": 900},
        "toekomst": {"on": TODAY + timedelta(days=1)},
        "op of na 9 november": {"on": EXCLUDED - timedelta(days=1)},
    }
    for words, asked in refused.items():
        with pytest.raises(ValidationError, match=words):
            world.ask_at(search, **asked)
    world.answered(approach, "wachtlijst")
    assert world.ask_at(search, school_id=world.near.pk).answer == "wacht"


def test_answers_keep_their_ground_and_lose_it_with_another_answer():
    world = World()
    approach = world.ask_at(world.search())
    with pytest.raises(ValidationError, match="Welke reden gaf de school"):
        world.answered(approach, "geweigerd")
    with pytest.raises(ValidationError, match="Kies waarom leerling of ouders"):
        world.answered(approach, "niet_aanvaard")
    with pytest.raises(ValidationError, match="Kies uit de lijst"):
        world.answered(approach, "misschien")
    told = world.answered(approach, "geweigerd", ground="volzet", attest_on=TODAY, words="[[gedeeld]] vol")
    assert (told.ground, told.attest_on, told.note.text, told.note.compartment) == (
        "volzet", TODAY, "[[gedeeld]] vol", "gedeeld",
    )  # fmt: skip
    told = world.answered(approach, "niet_aanvaard", declined="te_ver")
    assert (told.ground, told.attest_on, told.declined) == ("", None, "te_ver")
    assert world.answered(approach, "wacht").answered_on is None


def test_refusal_for_an_exclusion_elsewhere_stands_only_with_an_agreement_of_the_lop():
    world = World()
    search = world.search()
    approach = world.ask_at(search, school_id=world.near.pk)
    world.answered(approach, "geweigerd", ground="elders_uitgesloten", on=date(2026, 11, 12))
    page = search_page(world.by("begeleider"), search)
    told = {one.regel: one for one in page.asked[0].outcomes}
    assert told["weigering.onwettig"].omdat == ("het LOP maakte daar geen afspraken over",)
    assert told["weigering.document"].uiterlijk == date(2026, 11, 16)
    assert told["weigering.klacht"].uiterlijk == date(2026, 12, 12)
    agreed = LopAgreement(
        lop=world.lop, since=date(2026, 9, 1), files=3, taken_in=2, measured="klasgroep", made_by="LOP"
    )
    agreed.save()
    approach.refresh_from_db()
    _own, by_approach = outcomes_of(search, [approach], TODAY, agreed)
    assert "weigering.onwettig" not in {one.regel for one in by_approach[approach.pk]}


def test_silence_after_a_reminder_counts_as_a_refusal_without_paper():
    world = World()
    search = world.search()
    approach = world.ask_at(search, on=date(2026, 11, 9))
    assert settle(on=TODAY) == (0, 0)
    approaches.remind(by=world.by("begeleider"), approach=approach, on=date(2026, 11, 12))
    assert settle(on=date(2026, 11, 19)) == (0, 0)
    assert settle(on=TODAY) == (0, 1)
    approach.refresh_from_db()
    assert (approach.answer, approach.answered_on, approach.refused) == ("geen_antwoord", TODAY, True)
    page = search_page(world.by("begeleider"), search)
    told = {one.regel: one for one in page.asked[0].outcomes}
    assert told["weigering.onwettig"].omdat == ("de reden staat niet in de regels",)
    with pytest.raises(ValidationError, match="antwoordde al"):
        approaches.remind(by=world.by("begeleider"), approach=approach, on=TODAY)


def test_lop_may_agree_a_shorter_term_to_answer():
    world = World()
    search = world.search()
    search.region = world.region
    search.save()
    LopAgreement.objects.create(
        lop=world.lop, since=date(2026, 9, 1), files=3, taken_in=2, measured="school", answer_days=2, made_by="LOP"
    )
    approach = world.ask_at(search)
    approaches.remind(by=world.by("begeleider"), approach=approach, on=date(2026, 11, 12))
    assert settle(on=date(2026, 11, 16)) == (0, 0)
    assert settle(on=date(2026, 11, 17)) == (0, 1)


def test_refusal_is_followed_up_in_order():
    world = World()
    approach = world.ask_at(world.search())
    by = world.by("begeleider")
    with pytest.raises(ValidationError, match="weigerde niet"):
        approaches.contest(by=by, approach=approach, complaint_on=TODAY)
    world.answered(approach, "onder_tafel", on=date(2026, 11, 13))
    for words, done in {
        "eerst de weigering": {"attest_on": TODAY},
        "LOP om bemiddeling": {"mediated_on": TODAY},
        "het oordeel samen": {"judged_on": TODAY},
        "klacht ingediend": {"judged_on": TODAY, "verdict": "gegrond"},
        "op of na 13 november": {"complaint_on": date(2026, 11, 12)},
    }.items():
        with pytest.raises(ValidationError, match=words):
            approaches.contest(by=by, approach=Approach.objects.get(pk=approach.pk), **done)
    approaches.contest(by=by, approach=approach, mediation_on=date(2026, 11, 16), complaint_on=date(2026, 11, 18))
    found = approaches.contest(by=by, approach=approach, mediated_on=TODAY, judged_on=TODAY, verdict="gegrond")
    assert (found.mediation_on, found.complaint_on, found.verdict) == (
        date(2026, 11, 16), date(2026, 11, 18), "gegrond",
    )  # fmt: skip


def test_what_was_noted_by_mistake_goes_on_the_day_itself():
    world = World()
    search = world.search()
    old, new = world.ask_at(search), world.ask_at(search, on=TODAY, name="Andere")
    with pytest.raises(ValidationError, match="Alleen wat u vandaag"):
        approaches.take_back(by=world.by("begeleider"), approach=old)
    with pytest.raises(Denied):
        approaches.take_back(by=world.by("leerkracht"), approach=new)
    approaches.take_back(by=world.by("begeleider"), approach=new)
    assert list(search.approaches.all()) == [old]


def test_a_refusal_goes_to_the_meldpunt_as_it_stands_and_once(client):
    world = World()
    search = world.search(wishes=Wishes(level="secundair", study="Hout"))
    near = world.ask_at(search, school_id=world.near.pk, name="")
    with pytest.raises(ValidationError, match="weigerde niet"):
        pass_on(by=world.by("begeleider"), approach=near)
    world.answered(near, "geweigerd", ground="volzet", attest_on=TODAY, words="[[gedeeld]] vol")
    client.force_login(User.objects.get(pk=world.by("begeleider").user_id))
    address = f"/zoektochten/scholen/{near.pk}/meldpunt/"
    assert address in client.get(f"/zoektochten/{search.pk}/").content.decode()
    there = client.post(address).headers["Location"]
    one = Refusal.objects.get()
    assert there == f"/weigeringen/{one.pk}/"
    assert (one.school, one.on, one.way, one.ground, one.study, one.about, one.impact, one.excluded_on) == (
        world.near, TODAY, "formeel", "volzet", "Hout", "uitgesloten", "zonder_school", EXCLUDED,
    )  # fmt: skip
    assert (one.handled_by_id, one.reporter, one.lawful) == (world.school.pk, "school", True)
    assert one.note is not None
    assert (one.note.text, one.note.compartment) == ("[[gedeeld]] vol", "gedeeld")
    assert [step.kind for step in one.steps.all()] == ["attest"]
    assert client.post(address).headers["Location"] == there
    assert Refusal.objects.count() == 1
    # One that is on no paper, and of a school outside.
    silent = world.ask_at(search)
    world.answered(silent, "onder_tafel")
    table = pass_on(by=world.by("begeleider"), approach=silent)
    assert (table.school, table.school_name, table.way, table.ground, table.note) == (
        None, "Buiten het systeem", "anders", "", None,
    )  # fmt: skip
    with pytest.raises(Denied):
        pass_on(by=world.by("leerkracht"), approach=silent)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, "bovenbouw"),
        ({"from_2b": True}, "stroom_b"),
        ({"level": "lager"}, "lager"),
        ({"kind": "buitengewoon"}, "buso"),
    ],
)
def test_the_kind_of_place_is_that_of_the_search(fields, kind):
    world = World()
    search = world.search()
    approach = world.ask_at(search)
    world.answered(approach, "onder_tafel")
    SchoolSearch.objects.filter(pk=search.pk).update(**fields)
    approach.refresh_from_db()
    assert pass_on(by=world.by("begeleider"), approach=approach).kind == kind
