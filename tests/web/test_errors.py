import pytest
from django.test import Client

from leerrecht.organisations.models import Organisation
from tests.factories import MembershipFactory, SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(client):
    user = UserFactory.create()
    school = SchoolFactory.create()
    MembershipFactory.create(user=user, organisation=Organisation.objects.get(pk=school.pk), role="leerkracht")
    client.force_login(user)
    return client


def test_page_that_does_not_exist_is_told_in_the_frame_of_the_product(teacher):
    response = teacher.get("/bestaat-niet/")
    html = response.content.decode()
    assert response.status_code == 404
    assert "Niet gevonden" in html
    assert "Hoofdnavigatie" in html
    assert "Resolver404" not in html


def test_act_that_is_denied_says_why(teacher):
    response = teacher.get("/werklijst/")
    assert response.status_code == 403
    html = response.content.decode()
    assert "Dit mag u hier niet" in html
    assert "Uw functie laat niet toe om te zien wat er voor leerlingen moet gebeuren." in html


def test_fault_of_ours_is_told_without_what_went_wrong(settings):
    settings.ROOT_URLCONF = "tests.web.urls_that_fail"
    response = Client(raise_request_exception=False).get("/stuk/")
    html = response.content.decode()
    assert response.status_code == 500
    assert "De fout ligt bij Leerrecht, niet bij u." in html
    assert "[[zorg:a]]" not in html


def test_question_that_makes_no_sense_is_told_in_dutch():
    response = Client(raise_request_exception=False).get("/aanmelden/", headers={"host": "elders.example"})
    assert response.status_code == 400
    assert "Deze vraag klopt niet" in response.content.decode()
