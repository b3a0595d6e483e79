"""A file of 500 entries costs its pages no more queries than a small one, and shows no more at a time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leerrecht.guidance.models import Entry
from leerrecht.notes.models import Aantekening
from tests.guidance.test_file_page import client_of
from tests.guidance.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def fill(world, entries=400, alone=100):
    place = {"pupil": world.pupil, "organisation_id": world.school.pk, "written_by": "An Peeters"}
    notes = Aantekening.objects.bulk_create(
        Aantekening(
            **place, compartment=("team", "zorg", "gedeeld")[number % 3], title=f"Stap {number}", text="Tekst",
            written_at=timezone.now() - timedelta(hours=number),
        )
        for number in range(entries + alone)
    )  # fmt: skip
    Entry.objects.bulk_create(
        Entry(
            **place, compartment=note.compartment, kind="gesprek", whom="leerling", note=note,
            on=timezone.localdate(note.written_at), written_at=note.written_at,
        )
        for note in notes[:entries]
    )  # fmt: skip


@pytest.mark.parametrize(("page", "shown"), [("guidance", "moment"), ("pupil", None), ("dossier", None)])
@pytest.mark.parametrize("who", ["begeleider", "directeur", "leerkracht"])
def test_page_of_a_file_of_500_entries_takes_25_queries_at_most(page, shown, who, django_assert_max_num_queries):
    world = World()
    world.b(6)
    fill(world)
    client, url = client_of(world.by(who)), reverse(page, args=[world.pupil.pk])
    client.get(url)
    with django_assert_max_num_queries(25):
        text = client.get(url).content.decode()
    assert (text.count('<li class="moment">') if shown else text.count("<h4>Stap")) <= 25


def test_pupil_page_shows_the_latest_notes_and_leads_to_all_of_them():
    world = World()
    fill(world, entries=0, alone=30)
    client = client_of(world.by("begeleider"))
    page = client.get(reverse("pupil", args=[world.pupil.pk])).content.decode()
    assert (page.count("<h4>Stap"), "Alle aantekeningen" in page) == (10, True)
    url = reverse("dossier", args=[world.pupil.pk])
    numbers = [client.get(url, {"pagina": number}).content.decode().count("<h4>Stap") for number in (1, 2)]
    assert numbers == [25, 5]
