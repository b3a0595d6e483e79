"""Whether an account of a pupil or a parent stands behind a user: read with the seats, and what it spares."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerrecht.access import acts, policy
from leerrecht.people.models import ContactAccount, PupilAccount
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
OF_FAMILY = ("people_pupilaccount", "people_contactaccount")


@pytest.fixture
def world():
    return World()


def test_family_is_who_has_an_account_of_a_pupil_or_a_parent_that_was_not_withdrawn(world):
    child, parent, staff = world.child(), world.parent(), world.by("begeleider")
    assert (child.family, parent.family, staff.family) == (True, True, False)
    for kind in (PupilAccount, ContactAccount):
        kind.objects.update(withdrawn_at=timezone.now())
    assert [world.of(user).family for user in (world.users["begeleider"], PupilAccount.objects.get().user)] == [
        False, False,
    ]  # fmt: skip


def test_who_works_at_a_school_and_is_a_parent_reads_by_both(world):
    user = world.staff("leerkracht")
    world.parent(legal_role="ouder")
    ContactAccount.objects.update(user=user)
    world.note("gedeeld")
    seen = policy.visible(type(world.note("team")), to=world.of(user), act=acts.NOTE_VIEW)
    assert sorted(seen.values_list("compartment", flat=True)) == ["gedeeld", "team"]


def test_staff_without_a_family_account_do_not_ask_the_database_for_one(world):
    world.note("zorg")
    client = Client()
    client.force_login(world.staff("begeleider"))
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("dossier", args=[world.pupil.pk]))
    assert "[[zorg]]" in page.content.decode()
    told = [query["sql"] for query in asked if any(f'"{table}"' in query["sql"] for table in OF_FAMILY)]
    assert told == []


def test_account_made_after_the_sign_in_counts_at_the_next_page(world):
    user = world.staff("leerkracht")
    client = Client()
    client.force_login(user)
    own = reverse("portal", args=[world.pupil.pk])
    before = client.get(own).status_code
    world.parent()
    ContactAccount.objects.update(user=user)
    assert (before, client.get(own).status_code) == (404, 200)
