import pytest
from django.urls import reverse

from leerrecht.access.models import LogEntry
from tests.guidance.test_file_page import client_of
from tests.guidance.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def test_sheet_holds_what_the_school_did_and_nothing_else():
    world = World()
    world.case()
    world.notes()
    world.b(6)
    by = world.by("begeleider")
    world.entry(by, "zorg", kind="contact", whom="ouders", channel="telefoon", reached=True, text="GEHEIM1")
    world.entry(by, "zorg", kind="maatregel", whom="", text="Onthaal aan de poort", fase=1)
    world.entry(by, "gedeeld", kind="maatregel", whom="", text="GEHEIM2", not_for_parents="Vraag van de leerling")
    for kind in ("woorden", "sterkte", "bezorgdheid", "observatie"):
        world.entry(by, "gedeeld", kind=kind, whom="", text="GEHEIM3")
    world.entry(by, "gedeeld", kind="bevinding", finding="onmacht", whom="", text="GEHEIM4")
    world.entry(world.by("leerkracht"), "team", kind="maatregel", whom="", text="GEHEIM5")
    client, url = client_of(by), reverse("guidance-verification", args=[world.pupil.pk])
    plain, full = client.get(url).content.decode(), client.get(url, {"tekst": "ja"}).content.decode()
    assert ("Onthaal aan de poort" in plain, "Onthaal aan de poort" in full) == (False, True)
    for text in (plain, full):
        assert [word for word in ("GEHEIM", "[[", "onmacht") if word in text] == []
    sheet = client.get(url).context["sheet"]
    assert (sheet.total, len(sheet.contacts), len(sheet.measures), len(sheet.files)) == (6, 1, 2, 1)
    assert LogEntry.objects.filter(act="guidance.print", pupil_id=world.pupil.pk).count() == 3


@pytest.mark.parametrize("who", ["leerkracht", "secretariaat", "clb", "child", "parent"])
def test_only_who_keeps_the_file_at_the_school_prints_it(who):
    world = World()
    world.case()
    by = getattr(world, who)() if who in ("child", "parent") else world.by(who)
    assert client_of(by).get(reverse("guidance-verification", args=[world.pupil.pk])).status_code == 403
