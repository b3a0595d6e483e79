from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import acts, policy
from leerrecht.access.models import LogEntry
from leerrecht.organisations.domain import remove_location
from leerrecht.places.domain import reporting
from leerrecht.places.domain.queries import free_places, kind_of
from leerrecht.places.models import PlaceReport, Slot, SlotKind
from tests.factories import SYSTEM, TODAY, YEAR, EnrolmentFactory, SchoolFactory
from tests.places.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def world():
    return World()


def _seen(by, act=acts.PLACES_VIEW):
    return sorted(policy.visible(Slot, to=by, act=act).values_list("school__name", flat=True))


def test_places_are_seen_in_the_region_and_told_by_the_school_and_its_clb(world):
    for school in (world.school, world.twin, world.other, world.far):
        world.slot(school)
    near = ["De Linde", "De Meander", "De Wissel"]
    for role in ("secretariaat", "begeleider", "directeur", "clb", "bestuur"):
        assert _seen(world.by(role)) == near, role
    assert _seen(world.by("leerkracht")) == []
    assert _seen(world.by("lop")) == []
    assert _seen(world.by("secretariaat"), acts.PLACES_KEEP) == ["De Linde"]
    assert _seen(world.by("clb"), acts.PLACES_KEEP) == ["De Linde", "De Meander"]
    assert _seen(world.by("lop"), acts.PLACES_KEEP) == []


def test_every_report_is_kept_and_the_newest_counts(world):
    slot, desk = world.slot(), world.by("secretariaat")
    world.room(slot, TODAY - timedelta(days=90), capacity=24, free=3)
    old = free_places(desk, on=TODAY)
    assert [(one.free, one.stale, TODAY - one.report.on) for one in old] == [(3, True, timedelta(days=90))]
    new = reporting.report_places(
        by=desk, slot=slot, room=reporting.Room(on=TODAY, capacity=24, full=True, said_by="de  directeur")
    )
    assert (new.said_by, new.reported_for) == ("de directeur", "De Linde")
    assert PlaceReport.objects.count() == 2
    found = free_places(desk, on=TODAY, only_free=False)
    assert [(one.free, one.full, one.stale) for one in found] == [(0, True, False)]
    assert free_places(desk, on=TODAY) == []
    assert LogEntry.objects.filter(act=acts.PLACES_KEEP, kind="places.placereport").count() == 2


def test_a_report_says_something_that_can_be(world):
    slot = world.slot()
    for room, words in (
        (reporting.Room(on=TODAY + timedelta(days=1), free=1), "toekomst"),
        (reporting.Room(on=TODAY), "minstens één getal"),
        (reporting.Room(on=TODAY, capacity=1, free=2), "niet meer plaatsen vrij"),
        (reporting.Room(on=TODAY, free=2, full=True), "niet volzet"),
    ):
        with pytest.raises(ValidationError, match=words):
            reporting.report_places(by=SYSTEM, slot=slot, room=room)
    for role in ("lop", "leerkracht", "bestuur"):
        with pytest.raises(policy.Denied):
            reporting.report_places(by=world.by(role), slot=slot, room=reporting.Room(on=TODAY, free=1))


def test_a_kind_of_place_is_there_once_and_fits_the_school(world):
    assert world.slot(study=" Hout ").pk == world.slot(study="Hout").pk
    special = SchoolFactory.create(name="Buso", school_kind="buitengewoon")
    slot = world.slot(special, kind="buso", buo_type="9", opleidingsvorm="OV1")
    assert slot.words == "buitengewoon secundair onderwijs, type 9 (autismespectrumstoornis), opleidingsvorm 1"
    basis = SchoolFactory.create(name="Basis", level="basis")
    assert reporting.kinds_of(basis) == [SlotKind.KLEUTER, SlotKind.LAGER]
    for school, what, words in (
        (world.school, {"kind": "buso"}, "heeft zulke plaatsen niet"),
        (world.school, {"school_year": YEAR - 1}, "dit schooljaar of het volgende"),
        (world.school, {"buo_type": "9"}, "alleen in het buitengewoon"),
        (world.school, {"opleidingsvorm": "OV1"}, "alleen in het buitengewoon"),
        (basis, {"kind": "lager", "study": "Hout"}, "alleen in het secundair"),
        (world.twin, {"location_id": world.site.pk}, "vestigingsplaats van deze school"),
        (world.school, {"grade": 9}, "van 1 tot 7"),
    ):
        with pytest.raises(ValidationError, match=words):
            world.slot(school, **what)
    bubao = SchoolFactory.create(name="Bubao", level="lager", school_kind="buitengewoon")
    with pytest.raises(ValidationError, match="alleen in het secundair"):
        world.slot(bubao, kind="bubao", opleidingsvorm="OV1")


def test_free_places_fit_what_is_looked_for_most_free_first(world):
    here, there = world.slot(study="Hout"), world.slot(world.other)
    world.room(here, free=1)
    world.room(there, free=4)
    world.slot(world.twin, kind="okan")
    clb = world.by("clb")

    def names(**wanted):
        return [one.slot.school.name for one in free_places(clb, on=TODAY, **wanted)]

    assert names() == ["De Wissel", "De Linde", "De Meander"]
    assert names(kinds=["stroom_b"]) == ["De Wissel", "De Linde"]
    assert names(kinds=["stroom_b"], study="hout", grade=1, region=world.region.pk) == ["De Wissel", "De Linde"]
    assert names(study="metaal") == ["De Wissel", "De Meander"]
    assert names(year=YEAR + 1) == []


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"level": "kleuter"}, SlotKind.KLEUTER),
        ({"level": "lager"}, SlotKind.LAGER),
        ({"level": "lager", "kind": "buitengewoon"}, SlotKind.BUBAO),
        ({"kind": "buitengewoon"}, SlotKind.BUSO),
        ({"onderwijsvorm": "OKAN"}, SlotKind.OKAN),
        ({"stroom": "B", "grade": 1}, SlotKind.STREAM_B),
        ({"stroom": "A"}, SlotKind.STREAM_A),
        ({"grade": 2}, SlotKind.STREAM_A),
        ({"grade": 3}, SlotKind.UPPER),
        ({}, SlotKind.UPPER),
    ],
)
def test_kind_of_an_enrolment(fields, kind):
    assert kind_of(EnrolmentFactory.build(school=None, pupil=None, **{"level": "secundair", **fields})) == kind


def test_report_of_another_day_does_not_go_before_a_newer_one(world):
    slot = world.slot()
    world.room(slot, TODAY, free=0)
    world.room(slot, date(2026, 10, 1), free=9)
    assert reporting.newest_free(slot.pk) == 0
    assert reporting.newest_free(world.slot(world.twin).pk) is None


def test_a_site_that_is_taken_away_leaves_its_places_to_the_school(world):
    there, here = world.slot(location_id=world.site.pk), world.slot()
    remove_location(by=SYSTEM, location=world.site)
    there.refresh_from_db()
    assert there.location is None
    assert Slot.objects.count() == 2
    assert world.slot().pk in {there.pk, here.pk}
