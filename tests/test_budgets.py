"""Lists of the rooms about secrecy: as many queries for many rows as for one, within a budget."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerrecht.access.domain import recovery
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.organisations.models import Organisation
from leerrecht.people import domain
from leerrecht.transfers.models import DestructionLine, DestructionList
from tests.factories import TODAY, MembershipFactory, PlacementFactory, UserFactory
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


def _request(world: World) -> None:
    """Somebody asks for access to one more pupil."""
    pupil = PlacementFactory.create(class_group=world.placement.class_group).enrolment.pupil
    domain.request_access(
        by=world.by("leerkracht"), pupil=pupil, organisation_id=world.school.pk, compartments=["zorg"],
        reason="Vraagt hulp", until=TODAY + timedelta(days=3),
    )  # fmt: skip


def _recovery(world: World) -> None:
    account = UserFactory.create()
    MembershipFactory.create(user=account, organisation=Organisation.objects.get(pk=world.school.pk), role="leerkracht")
    recovery.request_recovery(by=world.by("directeur"), account=account, reason="gsm kwijt")


def _sign_in(world: World) -> None:
    Client().force_login(world.staff("directeur"))


def _look(world: World) -> None:
    someone = world.user(f"collega{User.objects.count()}", "begeleider", world.school)
    client = Client()
    client.force_login(someone)
    client.get(reverse("dossier", args=[world.pupil.pk]))


def _destruction(world: World) -> None:
    """One more line on the open list, and one more list that was decided."""
    kept, _new = DestructionList.objects.get_or_create(
        organisation_id=world.school.pk, decided_at=None, defaults={"proposed_on": TODAY}
    )
    note = world.note("zorg")
    DestructionLine.objects.create(
        list=kept, kind="notes.aantekening", object_id=note.pk, pupil_id=world.pupil.pk, compartment="zorg",
        due_on=TODAY, ground="bewaren.school",
    )  # fmt: skip
    DestructionList.objects.create(
        organisation_id=world.school.pk, proposed_on=TODAY, decided_at="2026-11-01T10:00+01:00", decided_by="x"
    )


def _list(world: World) -> str:
    return reverse("destruction", args=[DestructionList.objects.get(decided_at=None).pk])


PAGES = [
    pytest.param(_request, lambda _world: reverse("access-request-list"), 8, id="vragen"),
    pytest.param(_recovery, lambda _world: reverse("recovery-list"), 12, id="herstel"),
    pytest.param(_sign_in, lambda _world: reverse("sign-in-list"), 6, id="aanmeldingen"),
    pytest.param(_look, lambda world: reverse("pupil-looks", args=[world.pupil.pk]), 14, id="wie keek"),
    pytest.param(_destruction, lambda _world: reverse("destruction-list"), 6, id="vernietiging"),
    pytest.param(_destruction, _list, 10, id="lijst"),
]


@pytest.mark.parametrize(("add", "address", "most"), PAGES)
def test_list_takes_the_same_queries_for_many_as_for_one(add, address, most):
    world, asked = World(), []
    director: Principal = world.by("directeur")
    client = Client()
    client.force_login(User.objects.get(pk=director.user_id))
    for rows in (1, 4):
        for _row in range(rows):
            add(world)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(world)).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1] <= most
