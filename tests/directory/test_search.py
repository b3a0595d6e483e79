from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from leerrecht.access import acts
from leerrecht.access.models import LogEntry, User
from leerrecht.directory.domain.queries.search import (
    Condition,
    Filters,
    Profile,
    conditions_of,
    find_offers,
    profile_of,
)
from leerrecht.directory.models import CapacityReport, Offer
from tests.directory.world import World
from tests.factories import TODAY, PupilFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
LIST = reverse("directory-list")


@pytest.fixture
def world():
    return World()


def _client(by):
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client


def _names(by, filters=None, profile=None):
    return [one.offer.name for one in find_offers(by, TODAY, filters=filters or Filters(), profile=profile)[1]]


def _page(response):
    assert response.status_code == 200, response.content
    return response.content.decode()


def test_conditions_are_answered_for_a_pupil_or_not_known(world):
    offer = world.offer(
        age_from=12, age_to=16, levels=("secundair",), domains=("leren",), referrers=("clb",), regions=(world.here.pk,)
    )
    regions = {world.here.pk}
    profile = profile_of(world.by("begeleider"), world.pupil, domain="leren")
    assert profile == Profile(15, "secundair", frozenset(regions), "leren", frozenset({"school"}))
    assert conditions_of(offer, regions, profile) == [
        Condition("12 tot en met 16 jaar", True), Condition("secundair", True), Condition("in de streek", True),
        Condition("leren en studeren", True), Condition("verwijzen mag: het CLB", False),
    ]  # fmt: skip
    assert [one.met for one in conditions_of(offer, regions, Profile())] == [None, None, None, None]
    assert [one.met for one in conditions_of(offer, set(), Profile(age=17, level="lager"))] == [False, False, None]
    looked = LogEntry.objects.get(act=acts.DIRECTORY_VIEW)
    assert (looked.pupil_id, looked.organisation_id) == (world.pupil.pk, world.school.pk)


def test_ages_in_words(world):
    clb = world.by("clb")
    for name, ages in (("Jong", {"age_to": 11}), ("Oud", {"age_from": 16}), ("Elk", {})):
        world.offer(name=name, **ages)
    found = {one.offer.name: one.ages for one in find_offers(clb, TODAY, filters=Filters(), profile=None)[1]}
    assert found == {"Jong": "tot en met 11 jaar", "Oud": "vanaf 16 jaar", "Elk": ""}


def test_what_fits_and_has_room_soonest_comes_first(world):
    by = world.by("clb")
    world.offer(name="Past niet", levels=("lager",))
    world.offer(name="Niet gekend", age_from=3)
    world.room(world.offer(name="Lang"), waiting_weeks=20)
    world.room(world.offer(name="Vrij"), free=1, waiting_weeks=30)
    world.room(world.offer(name="Oud bericht"), TODAY - timedelta(days=90), waiting_weeks=2)
    profile = Profile(level="secundair", regions=frozenset({world.here.pk}))
    order = ["Vrij", "Oud bericht", "Lang", "Niet gekend", "Past niet"]
    assert _names(by, profile=profile) == order
    assert _names(by, Filters(fitting=True), profile) == order[:-1]
    found = find_offers(by, TODAY, filters=Filters(), profile=None)[1]
    assert {one.offer.name for one in found if one.stale} == {"Oud bericht"}


def test_filters_narrow(world):
    by = world.by("clb")
    world.offer(name="Hier", domains=("leren",), asks="een intake")
    world.offer(name="Overal", kind="sio", regions=())
    world.offer(name="Weg")
    Offer.objects.filter(name="Weg").update(ended_on=TODAY)
    assert _names(by) == ["Hier", "Overal"]
    assert _names(by, Filters(kind="sio")) == ["Overal"]
    assert _names(by, Filters(region=world.elsewhere.pk)) == ["Overal"]
    assert _names(by, Filters(domain="gezondheid")) == ["Overal"]
    assert _names(by, Filters(words="intake BOEI")) == ["Hier"]


def test_list_has_a_budget(world, django_assert_num_queries):
    by = world.by("clb")
    for number in (1, 4):
        for place in range(number):
            world.room(world.offer(name=f"{number}-{place}"))
        with django_assert_num_queries(3):
            find_offers(by, TODAY, filters=Filters(), profile=None)


def test_flow_through_the_pages(world):
    clb, school = _client(world.by("clb")), _client(world.by("begeleider"))
    assert "Geen aanbod gevonden" in _page(school.get(LIST))
    assert "Aanbod toevoegen" not in _page(school.get(LIST))
    assert school.get(reverse("directory-offer-new")).status_code == 403
    new = reverse("directory-offer-new")
    assert "Streken" in _page(clb.get(new))
    typed = {"name": "Time-out", "partner": "De Boei", "kind": "naft", "description": "Drie weken <iets> anders"}
    assert "Kies een streek" in _page(clb.post(new, typed))
    response = clb.post(new, typed | {"regions": [world.here.pk], "age_from": "12", "levels": ["secundair"]})
    offer = Offer.objects.get()
    assert response.url == reverse("directory-offer", args=[offer.pk])
    room = reverse("directory-room-new", args=[offer.pk])
    assert "minstens één getal" in _page(clb.post(room, {"on": "2026-11-20"}))
    clb.post(room, {"on": "2026-11-20", "free": "2", "places": "9", "waiting": "1", "waiting_weeks": "3"})
    assert CapacityReport.objects.count() == 1
    shown = _page(school.get(response.url))
    assert ("2 plaatsen vrij" in shown, "vanaf 12 jaar" in shown, "Plaats melden" in shown) == (True, True, False)
    shown = _page(school.get(LIST, {"leerling": world.pupil.pk}))
    assert ("U zoekt voor" in shown, "past</span>" in shown) == (True, True)
    stranger = PupilFactory.create()
    assert school.get(LIST, {"leerling": stranger.pk}).status_code == 404
    change = reverse("directory-offer-change", args=[offer.pk])
    assert "De Boei" in _page(clb.get(change))
    clb.post(change, typed | {"regions": [world.here.pk], "name": "Time-in"})
    assert Offer.objects.get().name == "Time-in"
    end = reverse("directory-offer-end", args=[offer.pk])
    assert "Aanbod stoppen" in _page(clb.get(end))
    clb.post(end)
    assert "bestaat niet meer" in _page(school.get(response.url))


def test_partner_keeps_its_own_offer_and_operator_the_regions(world):
    partner, operator = _client(world.by("partner")), _client(world.by("beheerder"))
    typed = {"name": "Eigen", "partner": "De Boei", "kind": "naft", "description": "x", "regions": [world.here.pk]}
    new = reverse("directory-offer-new")
    assert "Dit veld is verplicht" in _page(partner.post(new, typed))
    assert partner.post(new, typed | {"organisation_id": world.partner.pk}).status_code == 302
    regions = reverse("directory-region-list")
    assert partner.get(regions).status_code == 403
    assert partner.get(reverse("directory-region-new")).status_code == 403
    assert "Hier" in _page(operator.get(regions))
    assert operator.post(reverse("directory-region-new"), {"name": "Ginds"}).url == regions
    change = reverse("directory-region-change", args=[world.here.pk])
    assert "De Boei (partner" in _page(operator.get(change))
    assert operator.post(change, {"name": "Hier", "members": [world.school.pk]}).url == regions
