import pytest
from django.test import Client

from leerrecht.access.models import LogEntry
from leerrecht.consent.models import Consent, Judgement, ParentsWish
from leerrecht.people.models import Contact
from tests.consent.test_consent import consent, wish
from tests.factories import TODAY
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
WISH = "Wat de leerling de ouders niet wil laten weten"


@pytest.fixture
def world():
    return World()


@pytest.fixture(autouse=True)
def _one_step(settings):
    settings.DEMO = True


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def page(world, user):
    return client_of(user).get(f"/leerlingen/{world.pupil.pk}/toestemmingen/")


def test_page_shows_answers_wish_and_ability_and_the_look_is_logged(world, django_assert_max_num_queries):
    consent(world)
    wish(world)
    client = client_of(world.staff("begeleider"))
    with django_assert_max_num_queries(24):
        answer = client.get(f"/leerlingen/{world.pupil.pk}/toestemmingen/")
    text = answer.content.decode()
    assert [word in text for word in ("gegevens voor hulp buiten de school", "Bang voor thuis", "Vanaf 12 jaar")] == [
        True
    ] * 3
    entry = LogEntry.objects.get(act="consent.view")
    assert (entry.pupil_id, entry.organisation_id, entry.compartments) == (
        world.pupil.pk, world.school.pk, ["gedeeld"],
    )  # fmt: skip


def test_page_takes_as_many_queries_for_many_answers(world, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    consent(world)
    client = client_of(world.staff("begeleider"))
    address = f"/leerlingen/{world.pupil.pk}/toestemmingen/"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(5):
        consent(world, contact=Contact.objects.create(pupil=world.pupil, name=f"Ouder {number}", legal_role="ouder"))
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_parent_sees_neither_the_wish_nor_what_it_hides(world):
    consent(world)
    parent = world.parent()
    user = parent.user_id
    from leerrecht.access.models import User

    before = page(world, User.objects.get(pk=user)).content.decode()
    wish(world)
    after = page(world, User.objects.get(pk=user)).content.decode()
    assert ("hulp buiten de school" in before, "hulp buiten de school" in after) == (True, False)
    assert (WISH in before, WISH in after, "Bang voor thuis" in after) == (False, False, False)


@pytest.mark.parametrize("role", ["leerkracht", "secretariaat"])
def test_page_is_refused_to_who_does_not_work_with_it(world, role):
    assert page(world, world.staff(role)).status_code == 403


def test_page_of_a_pupil_elsewhere_does_not_exist(world):
    assert page(world, world.user("vreemd", "directeur", world.other)).status_code == 404


def test_answer_is_noted_and_withdrawn_on_the_pages(world):
    client = client_of(world.staff("begeleider"))
    contact = Contact.objects.create(pupil=world.pupil, name="Moeder", legal_role="ouder")
    details = {
        "organisation_id": world.school.pk, "purpose": "overleg", "answer": "toestemming", "giver": contact.pk,
        "how": "papier", "first": "2026-11-20",
    }  # fmt: skip
    address = f"/leerlingen/{world.pupil.pk}/toestemmingen/nieuw/"
    assert client.get(address).status_code == 200
    wrong = client.post(address, details | {"answer": "bezwaar"})
    assert "wordt toestemming gevraagd" in wrong.content.decode()
    assert client.post(address, details).status_code == 302
    found = Consent.objects.get()
    assert (found.giver_name, found.purpose) == ("Moeder", "overleg")
    away = f"/toestemmingen/{found.pk}/intrekken/"
    assert client.get(away).status_code == 200
    assert client.post(away, {"on": "2026-11-20", "how": "gesprek"}).status_code == 302
    assert Consent.objects.get().withdrawn_on == TODAY


def test_wish_is_noted_and_ended_on_the_pages(world):
    client = client_of(world.staff("directeur"))
    address = f"/leerlingen/{world.pupil.pk}/wens/"
    details = {"organisation_id": world.school.pk, "stated_on": "2026-11-20", "how": "gesprek", "respected": "ja"}
    assert client.get(address).status_code == 200
    assert client.post(address, details).status_code == 200
    assert client.post(address, details | {"reason": "Bang"}).status_code == 302
    found = ParentsWish.objects.get()
    assert (found.respected, found.reason) == (True, "Bang")
    assert client.get(f"/wensen/{found.pk}/einde/").status_code == 200
    assert client.post(f"/wensen/{found.pk}/einde/", {"reason": "Mag"}).status_code == 302
    assert ParentsWish.objects.get().ended_on == TODAY


def test_ability_is_judged_and_ended_on_the_pages(world):
    world.case()
    client = client_of(world.staff("clb"))
    address = f"/leerlingen/{world.pupil.pk}/bekwaamheid/"
    assert client.get(address).status_code == 200
    details = {"organisation_id": world.centre.pk, "able": "nee", "reason": "Nog niet"}
    assert client.post(address, details).status_code == 302
    found = Judgement.objects.get()
    assert "zo is beoordeeld" in page(world, world.staff("clb")).content.decode()
    assert client.get(f"/beoordelingen/{found.pk}/einde/").status_code == 200
    assert client.post(f"/beoordelingen/{found.pk}/einde/").status_code == 302
    assert Judgement.objects.get().ended_on == TODAY


@pytest.mark.parametrize("name", ["toestemmingen/nieuw", "wens", "bekwaamheid"])
def test_forms_are_refused_to_who_may_not(world, name):
    parent = world.child()
    from leerrecht.access.models import User

    assert (
        client_of(User.objects.get(pk=parent.user_id)).get(f"/leerlingen/{world.pupil.pk}/{name}/").status_code == 403
    )
