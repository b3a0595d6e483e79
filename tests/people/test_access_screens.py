"""The pages of access to one pupil's file."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from leerrecht.access.models import LogEntry, User
from leerrecht.people import domain
from leerrecht.people.models import AccessRequest, Grant, Notice
from tests.factories import TODAY
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]
LATER = (TODAY + timedelta(days=30)).isoformat()


@pytest.fixture
def world():
    return World()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def text_of(response):
    return response.content.decode()


def test_director_gives_access_sees_it_and_takes_it_back(world):
    client, expert = signed_in(world.staff("directeur")), world.staff("gedragsexpert")
    address = reverse("grant-new", args=[world.pupil.pk])
    values = {
        "what": f"toegang-{world.school.pk}", "user": "gedragsexpert", "compartments": ["zorg"],
        "reason": "Observeert in de klas", "last": LATER,
    }  # fmt: skip
    assert client.post(address, values).status_code == 302
    grant = Grant.objects.get()
    assert (grant.user, grant.compartments) == (expert, ["zorg"])
    page = text_of(client.get(reverse("pupil-access", args=[world.pupil.pk])))
    assert "toegang verleend door Directeur Test tot en met 20/12/2026" in page
    assert "Observeert in de klas" in page
    assert client.get(reverse("grant-withdraw", args=[grant.pk])).status_code == 200
    assert client.post(reverse("grant-withdraw", args=[grant.pk])).status_code == 302
    assert "ingetrokken op 20 november 2026" in text_of(client.get(reverse("pupil-access", args=[world.pupil.pk])))
    assert client.get(reverse("grant-withdraw", args=[grant.pk])).status_code == 404


def test_refused_grant_keeps_what_was_typed_and_says_what_is_wrong(world):
    client = signed_in(world.staff("directeur"))
    values = {
        "what": f"toegang-{world.school.pk}", "user": "nergens", "compartments": ["zorg"], "reason": "Observeert",
        "last": LATER,
    }  # fmt: skip
    page = text_of(client.post(reverse("grant-new", args=[world.pupil.pk]), values))
    assert "Er is geen account met deze gebruikersnaam" in page
    assert "Observeert" in page
    assert Grant.objects.count() == 0


def test_holder_gives_the_access_back_and_no_longer_sees_the_page(world):
    domain.give_grant(
        by=world.by("directeur"), pupil=world.pupil, user=world.staff("gedragsexpert"), kind="toegang",
        organisation_id=world.school.pk, compartments=["zorg"], reason="x", last=TODAY,
    )  # fmt: skip
    client = signed_in(world.staff("gedragsexpert"))
    assert str(world.pupil) in text_of(client.get("/"))
    response = client.post(reverse("grant-withdraw", args=[Grant.objects.get().pk]))
    assert response.url == "/"
    assert client.get(reverse("pupil-access", args=[world.pupil.pk])).status_code == 404


@pytest.mark.parametrize("name", ["grant-new", "access-request", "glass-break"])
def test_pages_that_a_role_may_not_use_are_closed(world, name):
    secretariat, outsider = signed_in(world.staff("secretariaat")), signed_in(world.staff("partner"))
    assert secretariat.get(reverse(name, args=[world.pupil.pk])).status_code == 403
    assert outsider.get(reverse(name, args=[world.pupil.pk])).status_code == 404


def test_teacher_asks_and_begeleider_finds_the_question_on_the_start_page_and_answers(world):
    teacher, counsellor = signed_in(world.staff("leerkracht")), signed_in(world.staff("begeleider"))
    values = {
        "what": f"toegang-{world.school.pk}", "compartments": ["zorg"], "reason": "Wil helpen", "until": LATER,
    }  # fmt: skip
    assert teacher.get(reverse("access-request", args=[world.pupil.pk])).status_code == 200
    assert teacher.post(reverse("access-request", args=[world.pupil.pk]), values).status_code == 302
    asked = AccessRequest.objects.get()
    assert "wacht op antwoord" in text_of(teacher.get(reverse("pupil-access", args=[world.pupil.pk])))
    assert reverse("access-request-list") in text_of(counsellor.get("/"))
    assert "Leerkracht Test" in text_of(counsellor.get(reverse("access-request-list")))
    answer = reverse("access-request-answer", args=[asked.pk])
    assert "Wil helpen" in text_of(counsellor.get(answer))
    assert teacher.get(answer).status_code == 404
    refused = text_of(counsellor.post(answer, {"yes": "nee", "answer": ""}))
    assert "Schrijf waarom u weigert" in refused
    assert counsellor.post(answer, {"yes": "ja", "answer": "Goed idee"}).status_code == 302
    assert "Goed idee" in text_of(teacher.get(reverse("pupil-access", args=[world.pupil.pk])))
    assert counsellor.get(answer).status_code == 404


def test_glass_asks_the_reason_first_and_director_and_centre_read_it_on_the_start_page(world):
    world.note("zorg")
    teacher = signed_in(world.staff("leerkracht"))
    address = reverse("glass-break", args=[world.pupil.pk])
    assert "[[zorg]]" not in text_of(teacher.get(address))
    assert "[[zorg]]" not in text_of(teacher.post(address, {"organisation_id": world.school.pk, "reason": ""}))
    response = teacher.post(address, {"organisation_id": world.school.pk, "reason": "Sprak over weglopen"}, follow=True)
    assert "[[zorg]]" in text_of(response)
    for role in ("directeur", "clbhoofd"):
        assert "Sprak over weglopen" in text_of(signed_in(world.staff(role)).get("/"))
    director = signed_in(world.staff("directeur"))
    notice = Notice.objects.get(organisation_id=world.school.pk)
    assert director.post(reverse("notice-seen", args=[notice.pk])).status_code == 302
    assert "Sprak over weglopen" not in text_of(director.get("/"))
    assert signed_in(world.staff("begeleider")).post(reverse("notice-seen", args=[notice.pk])).status_code == 404


def test_look_at_who_has_access_is_logged(world):
    client = signed_in(world.staff("begeleider"))
    client.get(reverse("pupil-access", args=[world.pupil.pk]))
    entry = LogEntry.objects.get(act="grant.view")
    assert (entry.pupil_id, entry.why) == (
        world.pupil.pk,
        f"leerlingenbegeleider of zorgcoördinator van {world.school}",
    )


@pytest.mark.parametrize("number", [1, 6])
def test_page_of_access_costs_the_same_number_of_queries(world, number, django_assert_max_num_queries):
    client = signed_in(world.staff("directeur"))
    for place in range(number):
        domain.give_grant(
            by=world.by("directeur"), pupil=world.pupil, kind="toegang", organisation_id=world.school.pk,
            user=world.user(f"expert{place}", "gedragsexpert", world.school), compartments=["zorg"], reason="x",
            last=TODAY,
        )  # fmt: skip
    with django_assert_max_num_queries(22):
        assert client.get(reverse("pupil-access", args=[world.pupil.pk])).status_code == 200


def test_every_page_says_on_which_ground_it_is_shown(world):
    director, child, expert = world.staff("directeur"), world.child(), world.staff("gedragsexpert")
    domain.give_grant(
        by=world.by("directeur"), pupil=world.pupil, user=expert, kind="toegang", organisation_id=world.school.pk,
        compartments=["zorg"], reason="x", last=TODAY,
    )  # fmt: skip
    address, pupil = reverse("dossier", args=[world.pupil.pk]), world.pupil
    for user, words in (
        (director, f"{pupil} ziet u als: directeur van {world.school.name}."),
        (expert, f"{pupil} ziet u als: toegang verleend door Directeur Test tot en met 20/11/2026."),
        (User.objects.get(pk=child.user_id), f"{pupil} ziet u als: de leerling zelf."),
    ):
        page = text_of(signed_in(user).get(address))
        assert ("Waarom mag ik dit zien?" in page, words in page) == (True, True), user
    start = text_of(signed_in(director).get("/"))
    assert (f"Uw functies vandaag: directeur van {world.school.name}." in start, "ziet u als" in start) == (True, False)
    assert "Waarom mag ik dit zien?" not in text_of(Client().get("/aanmelden/"))
