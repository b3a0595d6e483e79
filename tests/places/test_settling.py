"""A child that is enrolled where it waited, waits there no longer; of the other lists somebody is asked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from leerrecht.access.models import LogEntry, User
from leerrecht.access.policy import Denied
from leerrecht.cases.domain.cases import open_case
from leerrecht.guidance.domain.queries.today import today
from leerrecht.places.domain import waiting
from leerrecht.places.domain.queries.pages import panel, pupil_page
from leerrecht.places.domain.settling import settle
from leerrecht.places.models import State
from leerrecht.places.tasks import settle_waiting
from tests.factories import TODAY, YEAR, EnrolmentFactory, PlacementFactory
from tests.places.world import ASKED, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
BEGAN = ASKED + timedelta(days=7)


@pytest.fixture
def world():
    return World()


def enrol(pupil, school, first=BEGAN, **fields):
    found = EnrolmentFactory.create(pupil=pupil, school=school, **{"stroom": "B", "grade": 1, **fields})
    type(found).objects.filter(pk=found.pk).update(period=(first, found.period.upper))
    return found


def state(line):
    line.refresh_from_db()
    return (line.state, line.state_on)


def client_of(by):
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client


def test_an_enrolment_closes_the_line_of_that_school_alone(world):
    pupil = world.pupil()
    here, there = world.waits(world.slot(), pupil), world.waits(world.slot(world.other), pupil)
    waits = world.waits(world.slot(), asked_on=BEGAN)
    enrol(pupil, world.school)
    settle_waiting(timestamp=0)
    assert state(here) == (State.ENROLLED, BEGAN)
    assert (state(there), state(waits)) == ((State.WAITING, ASKED), (State.WAITING, BEGAN))
    assert LogEntry.objects.filter(act="waiting.settle", pupil_id=pupil.pk).count() == 1
    assert settle(on=TODAY) == 0


@pytest.mark.parametrize(
    ("slot", "enrolment"),
    [
        ({"kind": "okan"}, {}),
        ({"grade": 2}, {}),
        ({"school_year": YEAR + 1}, {}),
        ({}, {"first": ASKED - timedelta(days=1)}),
        ({}, {"first": TODAY + timedelta(days=1)}),
    ],
)
def test_another_kind_another_grade_or_another_time_closes_nothing(world, slot, enrolment):
    line = world.waits(world.slot(**slot))
    enrol(line.pupil, world.school, **enrolment)
    assert settle([line.pupil_id], on=TODAY) == 0
    assert state(line) == (State.WAITING, ASKED)


def test_the_clb_is_asked_whether_the_child_still_waits_elsewhere(world):
    clb, desk, pupil = world.by("clb"), world.by("directeur", world.other), world.pupil()
    line = world.waits(world.slot(world.other), pupil)
    PlacementFactory.create(enrolment=enrol(pupil, world.school))

    def asked(by):
        return [item.what for section in today(by, TODAY).sections for item in section.items]

    question = "Staat dit kind nog op de lijst van De Wissel?"
    assert question in asked(clb)
    # Whoever keeps the list does not learn of the other school.
    assert question not in asked(desk)
    client = client_of(clb)
    page = client.get(reverse("places-pupil", args=[pupil.pk])).content.decode()
    assert "Staat het nog op de lijst van De Wissel?" in page
    assert "begon intussen in een school" in client.get(reverse("waiting-line", args=[line.pk])).content.decode()
    own = client_of(desk).get(reverse("waiting-line", args=[line.pk])).content.decode()
    assert "begon intussen" not in own
    answer = client.post(reverse("waiting-act", args=[line.pk, "blijft"]), {"on": TODAY.isoformat()})
    assert (answer.status_code, state(line)) == (302, (State.WAITING, TODAY))
    assert question not in asked(clb)
    assert pupil_page(clb, pupil).again == frozenset()
    waiting.withdraw(by=clb, application=line, on=TODAY)
    assert state(line) == (State.WITHDRAWN, TODAY)


def test_who_keeps_no_lists_finds_no_page_and_who_does_a_link(world):
    pupil = world.pupil()
    PlacementFactory.create(enrolment=enrol(pupil, world.school))
    address = reverse("places-pupil", args=[pupil.pk])
    for role in ("secretariaat", "begeleider", "clb"):
        client = client_of(world.by(role))
        assert client.get(address).status_code == 200, role
        assert address in client.get(reverse("pupil", args=[pupil.pk])).content.decode(), role
    for role in ("leerkracht", "vertrouwenspersoon", "bestuur", "lop"):
        assert client_of(world.by(role)).get(address).status_code == 404, role


def test_the_case_tells_where_the_child_waits(world):
    pupil = world.pupil()
    PlacementFactory.create(enrolment=enrol(pupil, world.school))
    clb = world.by("clb")
    case = open_case(by=world.by("begeleider"), pupil=pupil, on=TODAY, organisation=world.school)
    assert panel(case, to=clb) is None
    line, one = world.waits(world.slot(world.other), pupil), world.refusal(pupil)
    shown = panel(case, to=clb)
    assert shown is not None
    assert (shown.context["lines"], shown.context["refusals"]) == ([line], [one])
    # The school reads its own list, and neither the other nor what the CLB follows up.
    world.waits(world.slot(kind="okan"), pupil)
    page = client_of(world.by("begeleider")).get(f"/casussen/{case.pk}/").content.decode()
    assert ("Wacht bij De Linde" in page, "De Wissel" in page) == (True, False)
    with pytest.raises(Denied):
        waiting.keep_waiting(by=world.by("leerkracht"), application=line, on=TODAY)
