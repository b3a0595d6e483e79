"""The list of certificates of a school: what it shows, to whom, and how it filters."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from leerrecht.access.models import LogEntry, User
from leerrecht.attendance.domain.certificates import withdraw_certificate
from leerrecht.attendance.models import Certificate
from tests.attendance.test_certificates import FRIDAY, MONDAY, add
from tests.documents.test_uploads import PDF
from tests.factories import SYSTEM, ClassGroupFactory, PlacementFactory, principal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _friday_afternoon():
    with time_machine.travel("2026-11-20 14:00:00+01:00", tick=False):
        yield


@pytest.fixture
def group():
    return ClassGroupFactory.create(name="3A", school__name="Sint-Jozef")


def pupil(group, name):
    return PlacementFactory.create(
        class_group=group, enrolment__pupil__first_name=name, enrolment__pupil__last_name="Aerts"
    )


@pytest.fixture
def office(group):
    by = principal("secretariaat", group.school)
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client


@pytest.fixture
def four(group):
    """Four certificates of four pupils."""
    add(SYSTEM, pupil(group, "Amina"), MONDAY, FRIDAY, "medisch", scan=SimpleUploadedFile("a.pdf", PDF))
    add(SYSTEM, pupil(group, "Bram"), date(2026, 10, 5), date(2026, 10, 6), "ouderverklaring")
    add(SYSTEM, pupil(group, "Chloé"), date(2026, 9, 14), date(2026, 9, 18), "medisch", doubtful=True)
    gone = add(SYSTEM, pupil(group, "Dries"), date(2026, 9, 7), date(2026, 9, 8), "medisch")
    withdraw_certificate(by=SYSTEM, certificate_id=gone.certificate.pk)


def names(client, query=""):
    response = client.get(f"/attesten/{query}")
    assert response.status_code == 200
    return [row.record.pupil.first_name for row in response.context["table"].rows]


def test_list_shows_what_counts_latest_first(office, four):
    page = office.get("/attesten/")
    cells = [[str(cell) for cell in row.cells] for row in page.context["table"].rows]
    assert [row[1:2] + row[3:5] for row in cells] == [
        ["3A", "ma 16/11/2026", "vr 20/11/2026"],
        ["3A", "ma 05/10/2026", "di 06/10/2026"],
        ["3A", "ma 14/09/2026", "vr 18/09/2026"],
    ]
    body = page.content.decode()
    assert "3 attesten" in body
    assert "twijfelachtig" in body
    assert LogEntry.objects.filter(act="certificate.list", detail={"shown": 3}).count() == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?soort=medisch", ["Amina", "Chloé"]),
        ("?twijfel=ja", ["Chloé"]),
        ("?twijfel=nee", ["Amina", "Bram"]),
        ("?scan=ja", ["Amina"]),
        ("?scan=nee", ["Bram", "Chloé"]),
        ("?van=2026-10-06&tot=2026-11-16", ["Amina", "Bram"]),
        ("?naam=bram+aer", ["Bram"]),
        ("?ingetrokken=on", ["Amina", "Bram", "Chloé", "Dries"]),
        ("?soort=onzin", ["Amina", "Bram", "Chloé"]),
        ("?van=geen-datum", ["Amina", "Bram", "Chloé"]),
    ],
)
def test_list_filters(office, four, query, found):
    assert names(office, query) == found


def test_list_filters_on_class(office, four, group):
    other = ClassGroupFactory.create(name="4B", school=group.school)
    add(SYSTEM, pupil(other, "Elif"), MONDAY, MONDAY, "medisch")
    assert names(office, f"?klas={other.pk}") == ["Elif"]


def test_list_holds_no_certificate_of_another_school(office, four):
    elsewhere = ClassGroupFactory.create(name="9Z", school__name="Geheime School")
    add(SYSTEM, pupil(elsewhere, "Zoë"), MONDAY, MONDAY, "medisch")
    body = office.get(f"/attesten/?school={elsewhere.school_id}").content.decode()
    assert "Zoë" not in body
    assert "Geheime School" not in body
    assert Certificate.objects.filter(pupil__first_name="Zoë").exists()


@pytest.mark.parametrize("role", ["leerkracht", "directeur", "begeleider"])
def test_list_is_for_who_may_see_certificates(group, four, role):
    by = principal(role, group.school)
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    assert client.get("/attesten/").status_code == (403 if role == "leerkracht" else 200)


def test_empty_list_says_what_to_do(office):
    body = office.get("/attesten/").content.decode()
    assert "Nog geen attesten" in body
    assert 'href="/werklijst/zonder-reden/"' in body


@pytest.mark.parametrize("count", [1, 12])
def test_list_keeps_its_query_budget(office, group, count, django_assert_max_num_queries):
    for number in range(count):
        add(SYSTEM, pupil(group, f"Noor {number}"))
    with django_assert_max_num_queries(12):
        assert len(names(office)) == count
