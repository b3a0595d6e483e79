"""Signing in with the identity provider of a school, against an issuer of our own on a port."""

import json
import re
import time
from html import unescape
from types import SimpleNamespace

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from leerrecht.access.models import LogEntry, User
from leerrecht.access.school_identity import SchoolAccountAdapter, SchoolIdentity, _by_address
from leerrecht.config.identity import read_providers
from tests.access.conftest import PASSWORD, drawn_for, entries_of, said
from tests.access.doubles import Issuer

pytestmark = pytest.mark.django_db
START = "/aanmelden/school/sint-jan/"


@pytest.fixture(scope="module")
def running():
    found = Issuer()
    yield found
    found.stop()


@pytest.fixture
def issuer(running, settings):
    running.person = {"sub": "p-17", "email": "An.Maes@sintjan.example", "email_verified": True}
    running.spoil, running.signs_with = (lambda claims: claims), running.private
    running.token_requests.clear()
    configure(settings, running, email_domains=["SintJan.example"])
    return running


def configure(settings, issuer, **more):

    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": read_providers(json.dumps([issuer.configuration(**more)]))}
    }


def address_of(page):
    return unescape(re.search(r'<a class="button button-primary" href="([^"]+)"', page.content.decode()).group(1))


def sign_in(issuer, client=None, data=None):
    client = client or Client()
    back = issuer.authorise(address_of(client.post(START, data or {})))
    return client.get(back.removeprefix("http://testserver"))


def signed_in(client):
    return client.get("/").status_code == 200


@pytest.fixture
def an(member):
    return member("an", "leerkracht", password=None)


def with_address(user, email):
    User.objects.filter(pk=user.pk).update(email=email)


def test_page_offers_the_providers_of_the_installation(issuer, client):
    assert "Aanmelden met Sint-Jan" in client.get("/aanmelden/").content.decode()


def test_way_to_the_school_is_a_page_of_ours_and_only_by_a_form(issuer, client):
    page = client.post(START)
    assert (page.status_code, page.headers["Content-Security-Policy"].count("form-action 'self'")) == (200, 1)
    assert address_of(page).startswith(f"{issuer.url}/authorize?")
    assert client.get(START).status_code == 405


def test_account_with_the_address_that_the_school_vouches_for_is_found_and_linked(issuer, an):
    with_address(an, "an.maes@sintjan.example")
    client = Client()
    assert sign_in(issuer, client).headers["Location"] == "/"
    assert client.get("/").wsgi_request.user == an
    assert list(SocialAccount.objects.values_list("user", "provider", "uid", "extra_data")) == [
        (an.pk, "sint-jan", "p-17", {})
    ]
    assert list(LogEntry.objects.filter(object_id=str(an.pk), actor_id=an.pk).order_by("pk").values_list("act")) == [
        ("identity.link",), ("session.begin",),
    ]  # fmt: skip
    assert entries_of("identity.link") == [
        ("identity.link", "an", an.pk, "access.user", str(an.pk), "eigen account", {"provider": "sint-jan"}),
    ]
    assert set(issuer.token_requests[0]) >= {"code", "code_verifier", "client_secret", "redirect_uri"}


def test_account_that_was_linked_is_found_whatever_the_address_says_later(issuer, an, settings):
    # Another school beside it: the answer is for the one that the address names.
    both = [issuer.configuration(key="sint-anna", name="Sint-Anna", client_id="ander"), issuer.configuration()]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": read_providers(json.dumps(both))}}
    SocialAccount.objects.create(user=an, provider="sint-jan", uid="p-17")
    issuer.person = {"sub": "p-17", "email": "iemand@elders.example", "email_verified": False}
    client = Client()
    sign_in(issuer, client)
    assert client.get("/").wsgi_request.user == an


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": "an.maes@elders.example"},
        {"email": "an.maes@nep-sintjan.example"},
        {"email": "bo@sintjan.example"},
        {"email": None},
    ],
)
def test_address_that_the_school_cannot_vouch_for_opens_no_account(issuer, an, claims):
    with_address(an, claims.get("email") or "an.maes@sintjan.example")
    if claims.get("email") == "bo@sintjan.example":
        with_address(an, "an.maes@sintjan.example")
    issuer.person = {**issuer.person, **claims}
    client = Client()
    answer = sign_in(issuer, client)
    assert (answer.status_code, "Nog geen account" in answer.content.decode(), drawn_for(answer)) == (403, True, "")
    assert (signed_in(client), User.objects.count(), SocialAccount.objects.count()) == (False, 1, 0)


def test_address_of_two_accounts_opens_neither(issuer, an, member):
    with_address(an, "an.maes@sintjan.example")
    with_address(member("bo"), "An.Maes@sintjan.example")
    assert sign_in(issuer).status_code == 403


def test_school_that_may_vouch_for_no_address_opens_no_account_by_it(issuer, an, settings):
    configure(settings, issuer)
    with_address(an, "an.maes@sintjan.example")
    assert sign_in(issuer).status_code == 403


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "iemand anders"},
        {"iss": "https://nep.example"},
        {"exp": 1_000_000},
    ],
)
def test_token_for_somebody_else_or_of_long_ago_is_refused(issuer, an, claims):
    SocialAccount.objects.create(user=an, provider="sint-jan", uid="p-17")
    issuer.spoil = lambda good: {**good, **claims}
    client = Client()
    answer = sign_in(issuer, client)
    assert (answer.status_code, signed_in(client)) == (403, False)
    assert "Het antwoord van uw school klopte niet" in answer.content.decode()


@pytest.mark.parametrize("lacking", ["sub", "exp", "iat"])
def test_token_without_a_name_an_end_or_a_beginning_is_refused(issuer, an, lacking):
    SocialAccount.objects.create(user=an, provider="sint-jan", uid="p-17")
    issuer.spoil = lambda good: {name: value for name, value in good.items() if name != lacking}
    assert sign_in(issuer).status_code == 403


@pytest.mark.parametrize(("ago", "status"), [(40, 302), (80, 403)])
def test_clocks_of_two_servers_may_differ_by_a_minute(issuer, an, ago, status):
    SocialAccount.objects.create(user=an, provider="sint-jan", uid="p-17")
    issuer.spoil = lambda good: {**good, "exp": int(time.time()) - ago}
    assert sign_in(issuer).status_code == status


def test_token_signed_with_another_key_is_refused(issuer, an):
    SocialAccount.objects.create(user=an, provider="sint-jan", uid="p-17")
    issuer.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    client = Client()
    assert (sign_in(issuer, client).status_code, signed_in(client)) == (403, False)


def test_answer_without_a_signed_token_is_refused(issuer, an, monkeypatch):
    monkeypatch.setattr(issuer, "_token", lambda _form: (200, {"access_token": "x", "token_type": "Bearer"}))
    assert sign_in(issuer).status_code == 403


def test_answer_in_another_browser_than_it_was_asked_in_is_refused(issuer, an):
    SocialAccount.objects.create(user=an, provider="sint-jan", uid="p-17")
    back = issuer.authorise(address_of(Client().post(START)))
    thief = Client()
    answer = thief.get(back.removeprefix("http://testserver"))
    assert (answer.status_code, signed_in(thief)) == (403, False)


def test_sign_in_that_is_broken_off_says_so(issuer, client):
    client.post(START)
    state = re.search(r"state=([^&]+)", address_of(client.post(START))).group(1)
    answer = client.get(f"{START}terug/?error=access_denied&state={state}")
    assert (answer.status_code, "U brak het aanmelden bij uw school af." in answer.content.decode()) == (403, True)


def test_school_that_is_away_says_so(settings, client):
    gone = Issuer()
    gone.stop()
    configure(settings, gone)
    answer = client.post(START)
    assert (answer.status_code, "nu niet te bereiken" in answer.content.decode(), drawn_for(answer)) == (503, True, "")


def test_way_to_the_school_is_limited(issuer, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    answers = [client.post(START) for _try in range(2)]
    assert [(answer.status_code, drawn_for(answer)) for answer in answers] == [(200, ""), (429, "")]


def test_school_that_is_not_configured_is_not_found(client):
    pages = client.post(START), client.get(f"{START}terug/")
    assert [(page.status_code, page.context["exception"]) for page in pages] == [
        (404, "Geen aanmelding van een school met deze naam.")
    ] * 2


def test_account_that_is_closed_or_of_the_demo_is_refused(issuer, an, settings):
    SocialAccount.objects.create(user=an, provider="sint-jan", uid="p-17")
    User.objects.filter(pk=an.pk).update(is_active=False)
    assert "Dit account is niet actief" in sign_in(issuer).content.decode()
    User.objects.filter(pk=an.pk).update(is_active=True, demo=True)
    settings.DEMO = False
    page = sign_in(issuer)
    assert ("Dit account is niet actief" in page.content.decode(), drawn_for(page)) == (True, "")


def test_role_that_demands_two_steps_demands_them_here_too(issuer, member, outside_the_demo):
    user = member("eva", "directeur", password=None)
    SocialAccount.objects.create(user=user, provider="sint-jan", uid="p-17")
    client = Client()
    sign_in(issuer, client)
    assert client.get("/").headers["Location"] == "/beveiliging/"


def test_user_links_and_unlinks_the_sign_in_of_the_school(issuer, member):
    user = member("bo", "leerkracht")
    client = Client()
    client.post("/aanmelden/", {"login": "bo", "password": PASSWORD})
    assert "Koppelen met Sint-Jan" in client.get("/beveiliging/").content.decode()
    assert sign_in(issuer, client, {"process": "connect"}).headers["Location"] == "/beveiliging/"
    link = SocialAccount.objects.get()
    assert (link.user, link.uid) == (user, "p-17")
    other = Client()
    sign_in(issuer, other)
    assert other.get("/").wsgi_request.user == user
    assert "Sint-Jan is gekoppeld." in client.get("/beveiliging/").content.decode()
    SocialAccount.objects.create(user=user, provider="sint-anna", uid="p-17")
    answer = client.post(f"/beveiliging/school/{link.pk}/ontkoppelen/")
    assert (answer.headers["Location"], said(answer)) == (
        "/beveiliging/", "De koppeling met de aanmelding van uw school is weg.",
    )  # fmt: skip
    assert list(SocialAccount.objects.values_list("provider", flat=True)) == ["sint-anna"]
    assert entries_of("identity.unlink") == [
        ("identity.unlink", "bo", user.pk, "access.user", str(user.pk), "eigen account", {"provider": "sint-jan"}),
    ]


def test_only_way_to_sign_in_is_not_undone(issuer, an):
    link = SocialAccount.objects.create(user=an, provider="sint-jan", uid="p-17")
    client = Client()
    client.force_login(an)
    answer = client.post(f"/beveiliging/school/{link.pk}/ontkoppelen/")
    assert (answer.headers["Location"], said(answer)) == (
        "/beveiliging/", "Zonder wachtwoord is dit uw enige manier om u aan te melden.",
    )  # fmt: skip
    assert SocialAccount.objects.count() == 1


def test_link_of_somebody_else_is_not_found(issuer, an, member):
    link = SocialAccount.objects.create(user=an, provider="sint-jan", uid="p-17")
    client = Client()
    client.force_login(member("bo"))
    assert client.post(f"/beveiliging/school/{link.pk}/ontkoppelen/").status_code == 404


def test_nobody_gets_an_account_by_the_way_of_the_library(issuer, rf):
    assert SchoolAccountAdapter(rf.get("/")).is_open_for_signup(rf.get("/"), None) is False


def test_providers_are_those_of_the_configuration_by_name_and_key(issuer, rf):
    adapter, request = SchoolAccountAdapter(rf.get("/")), rf.get("/")
    asked = [
        (None, None), ("openid_connect", None), ("sint-jan", None), ("sint-jan", "leerrecht"), ("sint-jan", "ander"),
        ("sint-anna", None), (None, "ander"),
    ]  # fmt: skip
    found = [[app.provider_id for app in adapter.list_apps(request, *each)] for each in asked]
    assert found == [["sint-jan"]] * 4 + [[]] * 3
    (app,) = adapter.list_apps(request)
    assert (app.provider, app.client_id, app.secret) == ("openid_connect", issuer.client_id, issuer.client_secret)


def test_user_sees_the_schools_and_which_one_is_linked(issuer, an):
    client = Client()
    client.force_login(an)
    before = client.get("/beveiliging/").context["schools"]
    link = SocialAccount.objects.create(user=an, provider="sint-jan", uid="p-17")
    after = client.get("/beveiliging/").context["schools"]
    assert (before, after) == tuple([{"key": "sint-jan", "name": "Sint-Jan", "link": each}] for each in (None, link))


def test_way_to_the_school_names_it_and_is_not_kept(issuer, client):
    page = client.post(START)
    assert (page.context["name"], page.context["address"]) == ("Sint-Jan", address_of(page))
    assert "no-store" in page.headers["Cache-Control"]


def test_page_of_a_broken_sign_in_tells_the_two_apart(issuer, client):
    state = re.search(r"state=([^&]+)", address_of(client.post(START))).group(1)
    pages = [
        client.get(f"{START}terug/", {"error": error, "state": state}) for error in ("access_denied", "server_error")
    ]
    assert [(page.status_code, page.context["cancelled"], drawn_for(page)) for page in pages] == [
        (403, True, ""), (403, False, ""),
    ]  # fmt: skip


def test_account_linked_by_one_user_is_not_linked_by_another(issuer, an, member):
    SocialAccount.objects.create(user=an, provider="sint-jan", uid="p-17")
    client = Client()
    client.force_login(member("bo", "leerkracht"))
    sign_in(issuer, client, {"process": "connect"})
    assert list(SocialAccount.objects.values_list("user", flat=True)) == [an.pk]


def test_what_is_wrong_with_an_answer_is_told_to_the_library(issuer, rf):
    request = rf.get("/")
    identity, (app,) = SchoolIdentity(request, "sint-jan"), SchoolAccountAdapter(request).list_apps(request)
    with pytest.raises(OAuth2Error) as without:
        identity.complete_login(request, app, None, response={})
    with pytest.raises(OAuth2Error) as refused:
        identity._decode_id_token(app, "geen token")
    assert (str(without.value), str(refused.value)) == ("no id_token", "id_token refused")


def test_domain_of_an_address_is_what_follows_the_last_sign(an):
    with_address(an, '"an@maes"@sintjan.example')
    given = [SimpleNamespace(email='"an@maes"@sintjan.example', verified=True)]
    app = SimpleNamespace(settings={"email_domains": ["sintjan.example"]})
    assert _by_address(SimpleNamespace(provider=SimpleNamespace(app=app), email_addresses=given)) == an


def test_each_address_is_looked_at_until_one_is_vouched_for(an):
    with_address(an, "an.maes@sintjan.example")
    given = [
        SimpleNamespace(email="an.maes@elders.example", verified=True),
        SimpleNamespace(email="an.maes@sintjan.example", verified=False),
        SimpleNamespace(email="An.Maes@SintJan.example", verified=True),
    ]
    app = SimpleNamespace(settings={"email_domains": ["sintjan.example"]})
    found = [
        _by_address(SimpleNamespace(provider=SimpleNamespace(app=app), email_addresses=given[:number]))
        for number in (2, 3)
    ]
    assert found == [None, an]
