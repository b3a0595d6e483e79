"""The pages of the confidential file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from leerrecht.access.models import LogEntry
from leerrecht.demo.absences import PDF
from leerrecht.notes.models import Aantekening
from tests.notes.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


@pytest.fixture
def world():
    return World()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def page(client, name, pk):
    return client.get(reverse(name, args=[pk])).content.decode()


def test_file_shows_each_note_with_the_reason_why_it_is_read(world):
    world.notes()
    shown = page(signed_in(world.staff("begeleider")), "dossier", world.pupil.pk)
    assert f"U leest dit als: leerlingenbegeleider of zorgcoördinator van {world.school}" in shown
    assert {key for key in ("team", "zorg", "gedeeld", "attest") if f"[[{key}]]" in shown} == {
        "team", "zorg", "gedeeld", "attest",
    }  # fmt: skip
    assert not {key for key in ("tucht", "clb", "medisch", "partner", "leerling") if f"[[{key}]]" in shown}


def test_page_of_the_pupil_shows_the_same_section_and_logs_the_look(world):
    world.note("zorg")
    client = signed_in(world.staff("begeleider"))
    assert "[[zorg]]" in page(client, "pupil", world.pupil.pk)
    entry = LogEntry.objects.get(act="note.view")
    assert (entry.pupil_id, entry.organisation_id, entry.detail) == (
        world.pupil.pk, world.school.pk, {"compartments": {"zorg": 1}},
    )  # fmt: skip


def test_note_is_written_with_a_file_read_and_withdrawn(world):
    client = signed_in(world.staff("begeleider"))
    values = {
        "place": f"zorg-{world.school.pk}", "title": "Gesprek", "text": "Slaapt slecht",
        "file": SimpleUploadedFile("verslag.pdf", PDF, "application/pdf"),
    }  # fmt: skip
    assert client.get(reverse("note-new", args=[world.pupil.pk])).status_code == 200
    assert client.post(reverse("note-new", args=[world.pupil.pk]), values).status_code == 302
    note = Aantekening.objects.get()
    shown = page(client, "dossier", world.pupil.pk)
    assert "Slaapt slecht" in shown
    assert "verslag.pdf" in shown
    response = client.get(reverse("note-file", args=[note.pk]))
    assert (response.status_code, response.content) == (200, PDF)
    assert signed_in(world.staff("leerkracht")).get(reverse("note-file", args=[note.pk])).status_code == 404
    assert "Slaapt slecht" not in page(client, "note-withdraw", note.pk)
    assert client.post(reverse("note-withdraw", args=[note.pk])).status_code == 302
    after = page(client, "dossier", world.pupil.pk)
    assert "Slaapt slecht" not in after
    assert "ingetrokken op 20 november 2026 door Begeleider Test" in after
    assert client.get(reverse("note-file", args=[note.pk])).status_code == 404
    assert client.get(reverse("note-withdraw", args=[note.pk])).status_code == 404


def test_bad_input_is_told_and_what_was_typed_stays(world):
    client = signed_in(world.staff("begeleider"))
    values = {"place": f"zorg-{world.school.pk}", "title": "", "text": "Slaapt slecht"}
    shown = client.post(reverse("note-new", args=[world.pupil.pk]), values).content.decode()
    assert "Slaapt slecht" in shown
    assert Aantekening.objects.count() == 0


@pytest.mark.parametrize("place", ["zorg-{other}", "clb-{centre}", "tucht-{school}", "onzin"])
def test_place_that_is_not_offered_is_refused(world, place):
    client = signed_in(world.staff("begeleider"))
    where = place.format(other=world.other.pk, centre=world.centre.pk, school=world.school.pk)
    values = {"place": where, "title": "x", "text": "x"}
    assert client.post(reverse("note-new", args=[world.pupil.pk]), values).status_code == 200
    assert Aantekening.objects.count() == 0


def test_pupil_and_parent_find_their_file_from_the_start_page_and_barred_parent_does_not(world):
    world.notes()
    own, address = (reverse(name, args=[world.pupil.pk]) for name in ("portal-file", "dossier"))
    from leerrecht.access.models import User

    for who, key in ((world.child(), "leerling"), (world.parent(), "gedeeld")):
        client = signed_in(User.objects.get(pk=who.user_id))
        assert own in client.get("/", follow=True).content.decode()
        assert f"[[{key}]]" in client.get(address).content.decode()
        assert client.get(reverse("pupil", args=[world.pupil.pk])).status_code == 404
    barred = signed_in(User.objects.get(pk=world.parent(barred=True, lives_with=False).user_id))
    assert own not in barred.get("/", follow=True).content.decode()
    assert [barred.get(one).status_code for one in (own, address)] == [404, 404]


def test_file_of_somebody_out_of_reach_is_not_found(world):
    stranger = world.user("vreemd", "directeur", world.other)
    client = signed_in(stranger)
    for name in ("dossier", "note-new", "pupil-access"):
        assert client.get(reverse(name, args=[world.pupil.pk])).status_code == 404


def test_centre_without_a_case_opens_an_empty_file(world):
    world.notes()
    shown = page(signed_in(world.staff("clb")), "dossier", world.pupil.pk)
    assert "Er is geen aantekening die u mag lezen" in shown
    assert "[[" not in shown
