import re

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "een lang wachtwoord"


@pytest.fixture(autouse=True)
def no_earlier_attempts():
    cache.clear()


@pytest.fixture
def user():
    user = UserFactory.create(username="mieke")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, login="mieke", password=PASSWORD, url="/aanmelden/"):
    return client.post(url, {"login": login, "password": password})


def test_page_asks_for_login_and_password(client):
    html = client.get("/aanmelden/").content.decode()
    assert re.findall(r'<input type="(?:text|password)" name="(\w+)"', html) == ["login", "password"]


def test_right_password_leads_to_start_or_to_the_page_asked_for(client, user):
    assert sign_in(client).headers["Location"] == "/"
    assert sign_in(Client(), url="/aanmelden/?next=/leerlingen/3/").headers["Location"] == "/leerlingen/3/"


def test_next_page_at_another_site_is_ignored(client, user):
    assert sign_in(client, url="/aanmelden/?next=https://elders.example/").headers["Location"] == "/"


@pytest.mark.parametrize("login", ["mieke", "niemand"])
def test_wrong_password_and_unknown_name_say_the_same(client, user, login):
    response = sign_in(client, login=login, password="fout")
    assert response.status_code == 200
    assert "De gebruikersnaam of het wachtwoord klopt niet." in response.content.decode()


def test_somebody_without_an_active_account_is_told_so(client, user):
    user.is_active = False
    user.save()
    response = sign_in(client)
    assert response.status_code == 403
    assert "Dit account is niet actief" in response.content.decode()


def test_account_of_the_demo_is_refused_outside_the_demo(client, user, settings):
    user.demo = True
    user.save()
    settings.DEMO = False
    assert sign_in(client).status_code == 200
    settings.DEMO = True
    assert sign_in(client).status_code == 302


def test_too_many_sign_ins_get_a_page_in_dutch(client, user, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    assert [sign_in(client, password="fout").status_code for _attempt in range(3)] == [200, 200, 429]
    response = sign_in(client)
    assert "Wacht vijf minuten" in response.content.decode()


def test_sign_out_asks_first_and_then_leaves(client, user):
    client.force_login(user)
    page = client.get("/afmelden/")
    assert "Wilt u zich afmelden op dit toestel?" in page.content.decode()
    assert client.post("/afmelden/").headers["Location"] == "/aanmelden/"
    assert client.get("/").status_code == 302


def test_form_without_a_token_is_refused_in_dutch(user):
    response = sign_in(Client(enforce_csrf_checks=True))
    assert response.status_code == 403
    assert "Deze pagina stond te lang open" in response.content.decode()


def test_pages_for_whoever_is_not_signed_in_lead_to_sign_in(client):
    assert client.get("/leerlingen/1/").headers["Location"] == "/aanmelden/?next=/leerlingen/1/"


def test_no_other_page_of_the_library_for_accounts_can_be_reached(client, user):
    MembershipFactory.create(user=user)
    client.force_login(user)
    paths = ["/accounts/login/", "/signup/", "/password/reset/", "/inactive/", "/email/"]
    assert [client.get(path).status_code for path in paths] == [404] * 5


def test_policy_for_content_goes_with_every_page(client):
    assert client.get("/aanmelden/").headers["Content-Security-Policy"].startswith("default-src 'self'; ")
