from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import acts, policy
from leerrecht.access.models import LogEntry
from leerrecht.directory.domain import keeping
from leerrecht.directory.models import CapacityReport, Offer, Region
from leerrecht.organisations.models import Organisation
from tests.directory.world import World
from tests.factories import SYSTEM, TODAY, principal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def world():
    return World()


def _visible(by, act=acts.DIRECTORY_VIEW):
    return set(policy.visible(Offer, to=by, act=act).values_list("name", flat=True))


def test_offer_is_seen_in_its_region_and_everywhere_without_one(world):
    world.offer(name="Hier")
    world.offer(name="Elders", regions=(world.elsewhere.pk,))
    world.offer(name="Beide", regions=(world.here.pk, world.elsewhere.pk))
    world.offer(name="Overal", regions=())
    for role in ("begeleider", "clb", "partner"):
        assert _visible(world.by(role)) == {"Hier", "Beide", "Overal"}
    assert _visible(world.by("beheerder")) == {"Hier", "Elders", "Beide", "Overal"}
    assert _visible(world.by("leerkracht")) == set()
    outside = principal("lop", Organisation.objects.create(kind="lop", name="LOP"))
    assert _visible(outside) == {"Overal"}
    assert policy.find(Offer, Offer.objects.get(name="Beide").pk, by=world.by("clb"), act=acts.DIRECTORY_VIEW)


def test_network_keeps_what_is_of_its_region_and_a_partner_its_own(world):
    world.offer(name="Van de partner", organisation_id=world.partner.pk)
    world.offer(name="Van een ander")
    world.offer(name="Overal", regions=())
    keep = acts.DIRECTORY_KEEP
    assert _visible(world.by("clb"), keep) == {"Van de partner", "Van een ander"}
    assert _visible(world.by("partner"), keep) == {"Van de partner"}
    assert _visible(world.by("begeleider"), keep) == set()
    with pytest.raises(policy.Denied):
        world.offer(by=world.by("partner"), name="Voor een ander")
    with pytest.raises(policy.Denied):
        world.offer(by=world.by("begeleider"), name="Van de school")
    own = world.offer(by=world.by("partner"), name="Eigen", organisation_id=world.partner.pk)
    assert (own.confirmed_on, own.confirmed_by) == (TODAY, "De Boei")


def test_offer_asks_a_region_of_ones_own_and_keeps_the_others(world):
    clb = world.by("clb")
    for regions, words in (((), "Kies een streek"), ((world.elsewhere.pk,), "Kies uit de streken")):
        with pytest.raises(ValidationError, match=words):
            world.offer(by=clb, regions=regions)
    both = world.offer(regions=(world.here.pk, world.elsewhere.pk))
    keeping.change_offer(by=clb, offer=both, wanted=world.wanted(name="Anders"))
    assert set(both.regions.values_list("name", flat=True)) == {"Hier", "Elders"}
    with pytest.raises(ValidationError, match="staat er al"):
        world.offer(by=clb, name="Anders")
    with pytest.raises(ValidationError, match="hoogste leeftijd"):
        world.offer(by=clb, name="Nieuw", age_from=16, age_to=12)


def test_room_is_told_with_day_and_by_whom_and_older_reports_stay(world):
    offer, clb = world.offer(), world.by("clb")
    world.room(offer, TODAY - timedelta(days=30), waiting_weeks=6)
    room = keeping.Room(on=TODAY, places=10, free=2, said_by="telefoon  met de intake")
    report = keeping.report_room(by=clb, offer=offer, room=room)
    assert (report.said_by, report.reported_for) == ("telefoon met de intake", world.centre.name)
    assert CapacityReport.objects.count() == 2
    for wrong, words in (
        (keeping.Room(on=TODAY + timedelta(days=1), free=1), "toekomst"),
        (keeping.Room(on=TODAY), "minstens één getal"),
        (keeping.Room(on=TODAY, places=1, free=2), "niet meer plaatsen vrij"),
    ):
        with pytest.raises(ValidationError, match=words):
            keeping.report_room(by=clb, offer=offer, room=wrong)
    assert LogEntry.objects.filter(act=acts.DIRECTORY_KEEP, kind="directory.capacityreport").count() == 2


def test_ended_offer_says_since_when_and_twice_is_once(world):
    offer, clb = world.offer(), world.by("clb")
    keeping.end_offer(by=clb, offer=offer)
    assert keeping.end_offer(by=clb, offer=offer).ended_on == TODAY
    assert LogEntry.objects.filter(actor_id=clb.user_id, act=acts.DIRECTORY_KEEP).count() == 1


def test_regions_are_of_the_operator(world):
    with pytest.raises(policy.Denied):
        keeping.keep_region(by=world.by("clb"), region=None, name="Nieuw", members=())
    with pytest.raises(ValidationError, match="al een streek"):
        keeping.keep_region(by=world.by("beheerder"), region=None, name="Hier", members=())
    keeping.keep_region(by=world.by("beheerder"), region=world.here, name="Ginds", members=[world.centre.pk])
    assert list(Region.objects.get(name="Ginds").members.values_list("pk", flat=True)) == [world.centre.pk]
    assert keeping.keep_region(by=SYSTEM, region=None, name="Van het systeem", members=()).pk
