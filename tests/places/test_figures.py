from datetime import date, timedelta

import pytest

from leerrecht.access import acts
from leerrecht.access.models import User
from leerrecht.directory.models import Region
from leerrecht.discipline.models import Procedure
from leerrecht.enrolment.models import Enrolment
from leerrecht.guidance.models import Begeleidingsdossier
from leerrecht.law.calendar import is_half_day
from leerrecht.organisations.models import Organisation
from leerrecht.places.domain import waiting
from leerrecht.places.domain.judging import Refused
from leerrecht.places.domain.queries.figures import LOAD, figures, may_see, sees_all
from leerrecht.places.domain.queries.occupation import Why, occupation
from leerrecht.places.rules import LONG_ABSENT
from leerrecht.sick.models import Ziekteonderwijs
from tests.factories import SYSTEM, TODAY, EnrolmentFactory, PlacementFactory, half_day, principal
from tests.places.world import ASKED, World

B = {"stroom": "B", "grade": 1}


@pytest.fixture
def world(friday):
    return World()


def _excluded(pupil, school, day=TODAY - timedelta(days=3)):
    return Procedure.objects.create(
        pupil=pupil, organisation_id=school.pk, compartment="tucht", written_by="x", kind="definitieve_uitsluiting",
        level="secundair", track="voltijds", opened_on=day, verdict="genomen", decided_on=day, decided_by="x",
        first_day=day,
    )  # fmt: skip


@pytest.mark.django_db
def test_places_that_are_taken_on_paper_and_really(world):
    school, slot = world.school, world.slot()
    away = {
        name: EnrolmentFactory.create(school=school, **B)
        for name in ("there", "excluded", "ill", "long", "half", "late")
    }
    Enrolment.objects.filter(pk=away["half"].pk).update(share="deel1")
    EnrolmentFactory.create(school=school, stroom="A")
    _excluded(away["excluded"].pupil, school)
    Ziekteonderwijs.objects.create(
        pupil=away["ill"].pupil, school=school, kind="type5", asked_on=ASKED, asked_by="ouders", wanted_from=ASKED,
        granted_on=ASKED, since=ASKED, asked_of="x", changed_on=ASKED,
    )  # fmt: skip
    day, seen = TODAY, 0
    while seen < LONG_ABSENT:
        day -= timedelta(days=1)
        held = [part for part in ("vm", "nm") if is_half_day(day, part)]
        seen += bool(held)
        for part in held:
            half_day(away["long"], day, part, "Z")
            if day != TODAY - timedelta(days=1):
                half_day(away["late"], day, part, "B")
    found = occupation([slot, world.slot(grade=2)], TODAY)[slot.pk]
    assert (found.enrolled, found.there, found.partly) == (6, 3, 1)
    assert dict(found.away) == {Why.EXCLUDED: 1, Why.ILL: 1, Why.LONG: 1}


@pytest.mark.django_db
def test_school_sees_its_numbers_as_they_are_with_load_by_class(world):
    slot = world.slot()
    children = [world.waits(slot) for _number in range(2)]
    world.waits(world.slot(world.twin), children[0].pupil)
    world.waits(world.slot(kind="okan"), children[0].pupil, asked_on=ASKED + timedelta(days=1))
    waiting.refuse(by=SYSTEM, application=children[1], refused=Refused(on=TODAY, ground="volzet"))
    world.refusal(world.pupil(world.twin), school_id=world.school.pk, location_id=world.site.pk)
    sits = PlacementFactory.create(class_group__school=world.school, class_group__name="2B1").enrolment
    _excluded(sits.pupil, world.other, TODAY - timedelta(days=60))
    Begeleidingsdossier.objects.create(
        pupil=sits.pupil, organisation_id=world.school.pk, compartment="zorg", written_by="x",
        opened_on=TODAY, opening="plicht",
    )  # fmt: skip
    found = figures(world.by("directeur"), TODAY)
    assert (found.exact, found.schools) == (True, 1)
    assert {one.kind: one.waiting for one in found.shortage if one.waiting} == {"stroom_b": 2}
    assert [line.numbers for line in found.waiting if line.name == "Samen"] == [[2, 0, 0, 2]]
    assert [line.numbers for line in found.meanwhile if line.name == "Samen"] == [[0, 2, 2]]
    assert [(line.name, line.depth, line.numbers) for line in found.refusals] == [
        ("De Singel (treden op als één)", 0, [1, 0, 1, 2]),
        ("De Linde", 1, [1, 0, 1, 2]),
        ("1 Kerkstraat", 2, [0, 0, 1, 1]),
        ("De Linde, zonder vestigingsplaats", 2, [1, 0, 0, 1]),
        ("Samen", 0, [1, 0, 1, 2]),
    ]
    assert [line.numbers for line in found.load if line.name == "De Linde"] == [[1, 1, 0]]
    assert [(line.name, line.numbers) for line in found.classes] == [("De Linde: 2B1", [1, 1, 0])]
    both = figures(world.by("clb"), TODAY)
    assert both.schools == 2
    assert [line.numbers for line in both.load if line.name == "Samen"] == [[1, 1, 0]]


@pytest.mark.django_db
def test_platform_and_authority_see_numbers_only_with_small_ones_hidden(world):
    for _number in range(6):
        world.waits(world.slot())
    world.waits(world.slot(kind="okan"))
    _excluded(world.pupil(world.other), world.other)
    found = figures(world.by("lop"), TODAY)
    assert (found.exact, found.schools, found.classes) == (False, 3, ())
    assert {one.kind: one.waiting for one in found.shortage if one.waiting != 0} == {"stroom_b": None, "okan": None}
    names = {line.name for line in [*found.refusals, *found.occupation, *found.load]}
    assert names == {"Scholen die met een andere als één optreden", "Andere scholen", "Samen"}
    assert [line.numbers for line in found.load if line.name == "Samen"] == [[0, 0, None]]
    board = figures(world.by("bestuur"), TODAY)
    assert (board.exact, board.schools) == (False, 2)
    assert "De Meander" in {line.name for line in board.occupation}
    agodi = Organisation.objects.create(kind="agodi", name="AGODI")
    assert figures(principal("agodi", agodi), TODAY).schools == 4
    nobody = world.by("leerkracht")
    assert (may_see(nobody), figures(nobody, TODAY).schools) == (False, 0)
    assert [world.by(role).can(acts.PLACES_VIEW) for role in ("lop", "bestuur")] == [False, True]
    assert len(LOAD) == 3


@pytest.mark.django_db
def test_excluded_here_and_gone_counts_for_this_school(world):
    pupil = world.pupil()
    EnrolmentFactory.create(pupil=pupil, school=world.other)
    _excluded(pupil, world.school, date(2026, 10, 1))
    annulled = _excluded(world.pupil(world.school), world.school)
    Procedure.objects.filter(pk=annulled.pk).update(closed_on=TODAY, closed_how="vernietigd")
    found = figures(world.by("directeur"), TODAY)
    assert [line.numbers for line in found.load if line.name == "Samen"] == [[0, 0, 1]]


@pytest.mark.django_db
def test_platform_without_schools_in_its_region_sees_all_of_them_without_names(world, client):
    for _number in range(6):
        world.waits(world.slot())
    town = Organisation.objects.create(kind="gemeente", name="Stadsbestuur")
    by = principal("gemeente", town)
    found = figures(by, TODAY)
    assert (sees_all(by), found.schools, found.exact) == (True, 4, False)
    assert sees_all(world.by("lop")) is False
    region = Region.objects.create(name="Verte")
    region.members.set([town.pk, world.far.pk])
    assert (sees_all(by), figures(by, TODAY).schools) == (False, 1)
    region.members.set([town.pk])
    client.force_login(User.objects.get(pk=by.user_id))
    page = client.get("/plaatsen/cijfers/").content.decode()
    assert "Uw streek telt in dit systeem nog geen school" in page
    for school in (world.school, world.twin, world.other, world.far):
        assert school.name not in page
    # A board without schools sees nothing; only who looks at a region has no smaller whole.
    board = principal("bestuur", Organisation.objects.create(kind="bestuur", name="Leeg bestuur"))
    assert (sees_all(board), figures(board, TODAY).schools) == (False, 0)
