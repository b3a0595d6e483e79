import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from leerrecht.access import policy
from leerrecht.access.models import User
from leerrecht.documents.domain.tables import recognise
from leerrecht.places.domain.taking_in import take_in
from leerrecht.places.models import Application, PlaceReport, Slot
from tests.factories import TODAY
from tests.places.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def world():
    return World()


def _take(world, text, by=None):
    source = recognise(io.BytesIO(text.encode()), "plaatsen.csv")
    return take_in(by=by or world.by("secretariaat"), school=world.school, source=source, on=TODAY)


def test_file_of_places_is_reported_row_by_row(world):
    taken = _take(world, "Soort;Leerjaar;Plaatsen;Vrij;Volzet\n1B;1;24;0;ja\nOKAN;;15;2;\nB-stroom;2;20;;nee\n")
    assert (taken.rows, taken.waiting) == (3, False)
    assert sorted(PlaceReport.objects.values_list("slot__kind", "slot__grade", "capacity", "free", "full")) == [
        ("okan", None, 15, 2, False), ("stroom_b", 1, 24, 0, True), ("stroom_b", 2, 20, None, False),
    ]  # fmt: skip


def test_file_of_who_waits_puts_each_child_on_the_list_once(world):
    text = (
        "soort;naam;voornaam;geboortedatum;gevraagd op\nokan;Haddad;Lina;2013-04-05;2026-10-01\n"
        "okan;Haddad;Sami;05/04/2012;\n"
    )
    assert _take(world, text).waiting
    assert sorted(Application.objects.values_list("pupil__first_name", "channel")) == [
        ("Lina", "aanmelden"), ("Sami", "aanmelden"),
    ]  # fmt: skip
    with pytest.raises(ValidationError) as caught:
        _take(world, text)
    assert [str(one)[:40] for one in caught.value.messages][:2] == [
        "Rij 2: Dit kind staat al op deze wachtli", "Rij 3: Dit kind staat al op deze wachtli",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kleur;vrij\nrood;1\n", "De kolom soort ontbreekt"),
        ("soort;leerjaar\n1B;1\n", "plaatsen, vrij of volzet ontbreekt"),
        ("soort;vrij\n", "geen enkele rij"),
        ("soort;vrij\niets;1\n", "Rij 2: “iets” is geen soort plaats"),
        ("soort;vrij\n1B;veel\n", "Rij 2: “veel” is geen aantal"),
        ("soort;vrij;type\n1B;1;77\n", "geen type van het buitengewoon"),
        ("soort;volzet\n1B;misschien\n", "ja of nee"),
        ("soort;vrij;plaatsen\n1B;2;1\n", "niet meer plaatsen vrij"),
        ("soort;naam;voornaam;geboortedatum\nokan;Haddad;Lina;morgen\n", "Vul naam, voornaam"),
        ("soort;vrij\n" + "1B;1\n" * 2001, "meer dan 2000 rijen"),
    ],
)
def test_a_wrong_row_keeps_nothing_and_says_where(world, text, words):
    text += "okan;1\n" if text.count("\n") == 2 and "kleur" not in text else ""
    with pytest.raises(ValidationError, match=words):
        _take(world, text)


def test_only_who_reports_places_takes_a_file_in(world):
    with pytest.raises(policy.Denied):
        _take(world, "soort;vrij\n1B;1\n", by=world.by("lop"))


def test_file_comes_in_on_its_page(world):
    client = Client()
    client.force_login(User.objects.get(pk=world.by("secretariaat").user_id))
    address = reverse("places-file", args=[world.school.pk])
    for name, content, status in (
        ("a.csv", b"soort;vrij\n1B;1\n", 302), ("b.csv", b"", 200), ("c.csv", b"%PDF-1", 200),
        ("d.csv", b"soort;naam;voornaam;geboortedatum\nokan;Haddad;Lina;2013-04-05\n", 302),
    ):  # fmt: skip
        sent = {"on": TODAY.isoformat(), "file": SimpleUploadedFile(name, content)}
        assert client.post(address, sent).status_code == status, name
    assert (Slot.objects.count(), Application.objects.count()) == (2, 1)
    assert "multipart/form-data" in client.get(address).content.decode()
