import pytest
from django.test import Client
from django.urls import reverse

from leerrecht.access import acts
from leerrecht.access.models import LogEntry, User
from leerrecht.people.models import Pupil, PupilAccount
from leerrecht.places.models import Application, PlaceReport, Refusal, Slot
from tests.factories import TODAY, YEAR, UserFactory
from tests.places.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
DAY = TODAY.isoformat()


@pytest.fixture
def world():
    return World()


def _client(by):
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client


def _text(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def _post(client, name, *args, **data):
    response = client.post(reverse(name, args=args), data)
    assert response.status_code == 302, response.content.decode()
    return response


def test_school_tells_how_many_places_there_are(world):
    client = _client(world.by("secretariaat"))
    assert "Nog geen plaatsen gemeld" in _text(client, "places-list")
    _post(client, "places-new", world.school.pk, kind="stroom_b", school_year=YEAR, location_id=world.site.pk)
    slot = Slot.objects.get()
    assert slot.location == world.site
    _post(client, "places-room", slot.pk, on=DAY, capacity=24, free=2, said_by="de directeur")
    assert PlaceReport.objects.get().reported_for == "De Linde"
    page = _text(client, "places-list", beeld="stroom_b", free="on")
    assert "2 plaatsen vrij" in page
    assert "Gemeld op 20 november 2026 door De Linde" in page
    assert "Niets gevonden" in _text(client, "places-list", beeld="okan")
    wrong = client.post(reverse("places-room", args=[slot.pk]), {"on": DAY, "capacity": 1, "free": 2})
    assert "niet meer plaatsen vrij" in wrong.content.decode()


def test_school_keeps_its_waiting_list(world):
    client, slot = _client(world.by("directeur")), world.slot()
    child = {"first_name": "Ilse", "last_name": "Wouters", "birth_date": "2014-01-05", "asked_on": DAY}
    _post(client, "waiting-ask", slot.pk, **child, channel="school")
    line = Application.objects.get()
    page = _text(client, "places-slot", slot.pk)
    assert "Ilse Wouters" in page
    assert "Echt aanwezig" in page
    assert "geen school" in _text(client, "waiting-list", without="on")
    assert "Ingeschreven" in _text(client, "waiting-line", line.pk)
    _post(client, "waiting-refuse", line.pk, on=DAY, ground="volzet")
    page = _text(client, "waiting-line", line.pk)
    assert "Geef de ouders het document van de weigering" in page
    assert "tot en met 24 november 2026" in page
    _post(client, "waiting-act", line.pk, "attest", on=DAY)
    _post(client, "waiting-act", line.pk, "toewijzen", on=DAY)
    assert client.get(reverse("waiting-act", args=[line.pk, "zo"])).status_code == 404
    assert "2027-2028" in _text(client, "waiting-carry", world.school.pk)
    _post(client, "waiting-carry", world.school.pk)
    assert Application.objects.filter(school_year=YEAR + 1).count() == 1
    assert LogEntry.objects.filter(act=acts.WAITING_VIEW, pupil_id=line.pupil_id).exists()


def test_clb_asks_a_place_and_follows_a_refusal(world):
    client, pupil = _client(world.by("clb")), world.pupil(world.school, last_name="Claes")
    slot = world.slot(world.other)
    _post(client, "waiting-ask-for", pupil.pk, slot=slot.pk, asked_on=DAY, channel="clb")
    assert "De Wissel" in _text(client, "places-pupil", pupil.pk)
    assert "Geen open melding" in _text(client, "refusal-list")
    assert "Claes" in _text(client, "refusal-choose", zoek="Claes")
    assert "Niemand gevonden" in _text(client, "refusal-choose", zoek="Onbestaand")
    told = {"on": DAY, "school_id": world.other.pk, "kind": "stroom_b", "way": "ontraden", "about": "iac_ov4",
            "impact": "blijft", "reporter": "ouders", "words": "[[clb]] te moeilijk, zeiden ze"}  # fmt: skip
    _post(client, "refusal-new", pupil.pk, **told)
    one = Refusal.objects.get()
    page = _text(client, "refusal", one.pk)
    assert "Zonder attest is er geen reden" in page
    assert "[[clb]]" not in page
    assert "onder de tafel" in _text(client, "refusal-list")
    _post(client, "refusal-step", one.pk, kind="gebeld", on=DAY, words="niemand nam op")
    _post(client, "refusal-ground", one.pk, ground="andere")
    assert "Deze weigering kan niet" in _text(client, "refusal", one.pk)
    _post(client, "refusal-answer", one.pk, how="ingeschreven", on=DAY)
    assert "Antwoord op 20 november 2026" in _text(
        client,
        "refusal",
        one.pk,
    )
    assert "toch in" in _text(client, "refusal-list", alles="1")
    desk = _client(world.by("secretariaat", world.other))
    assert desk.get(reverse("refusal", args=[one.pk])).status_code == 404
    assert "Claes" in _text(desk, "places-slot", slot.pk)


def test_family_reads_what_was_asked_and_refused(world):
    pupil, user = world.pupil(world.school), UserFactory.create()
    PupilAccount.objects.create(pupil=pupil, user=user)
    world.waits(world.slot(world.other), pupil)
    one = world.refusal(pupil)
    client = Client()
    client.force_login(user)
    page = _text(client, "places-pupil", pupil.pk)
    assert "De Wissel" in page
    assert "Weigering melden" not in page
    merged = world.pupil(world.school)
    Pupil.objects.filter(pk=merged.pk).update(merged_into=pupil)
    clb = _client(world.by("clb"))
    assert clb.get(reverse("places-pupil", args=[merged.pk])).headers["Location"].endswith(f"/{pupil.pk}/plaatsen/")
    wrong = {"on": DAY, "kind": "zo"}
    for name, key in (("refusal-step", one.pk), ("refusal-answer", one.pk), ("refusal-ground", one.pk),
                      ("refusal-new", pupil.pk), ("waiting-ask-for", pupil.pk)):  # fmt: skip
        assert clb.post(reverse(name, args=[key]), wrong).status_code == 200, name
    line = Application.objects.get()
    assert clb.post(reverse("waiting-refuse", args=[line.pk]), wrong).status_code == 200
    assert clb.post(reverse("waiting-act", args=[line.pk, "stopzetten"]), {"on": "x"}).status_code == 200
    assert "Stap noteren" not in _text(client, "refusal", one.pk)
    assert client.get(reverse("refusal-step", args=[one.pk])).status_code == 404
    assert client.get(reverse("waiting-list")).status_code == 403


def test_who_sees_numbers_only_comes_to_the_numbers(world):
    client, slot = _client(world.by("lop")), world.slot()
    assert client.get(reverse("places-list")).headers["Location"] == reverse("places-figures")
    page = _text(client, "places-figures")
    assert "verborgen" in page
    assert "De Linde" not in page
    for name, args in (("places-slot", [slot.pk]), ("places-room", [slot.pk])):
        assert client.get(reverse(name, args=args)).status_code == 404
    assert client.get(reverse("refusal-list")).status_code == 403
    teacher = _client(world.by("leerkracht"))
    assert [teacher.get(reverse(name)).status_code for name in ("places-list", "places-figures")] == [403, 403]
    assert "Belasting" in _text(_client(world.by("directeur")), "places-figures")


@pytest.mark.parametrize("name", ["places-list", "waiting-list", "refusal-list", "places-figures"])
def test_lists_ask_as_many_queries_for_few_as_for_many(world, name, django_assert_max_num_queries):
    client, slots = _client(world.by("clb")), [world.slot(), world.slot(world.twin)]

    def more(number):
        for _number in range(number):
            pupil = world.pupil(world.school)
            world.waits(slots[0], pupil)
            world.waits(slots[1], pupil)
            world.refusal(pupil)
        world.room(slots[0], free=number)

    more(1)
    _text(client, name)
    with django_assert_max_num_queries(60) as few:
        _text(client, name)
    more(4)
    with django_assert_max_num_queries(len(few)):
        _text(client, name)
