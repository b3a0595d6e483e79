"""The second step: compulsory for some roles, by app, key or code on paper."""

import json
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client

from leerrecht.access.models import LogEntry, User
from leerrecht.access.roles import ROLES
from leerrecht.organisations.models import Membership
from tests.access.conftest import PASSWORD
from tests.access.doubles import SoftKey

pytestmark = pytest.mark.django_db
MOMENT = 1_795_000_000


def sign_in(username, password=PASSWORD, client=None):
    client = client or Client(SERVER_NAME="localhost")
    client.post("/aanmelden/", {"login": username, "password": password})
    return client


def code_of(secret, moment):
    return format_hotp_value(hotp_value(secret, int(moment) // 30))


def set_up_app(client, moment):
    """Sets up an app and returns its secret and the codes on paper."""
    secret = client.get("/beveiliging/app/").context["form"].secret
    answer = client.post("/beveiliging/app/", {"code": code_of(secret, moment)})
    assert answer.headers["Location"] == "/beveiliging/codes/"
    return secret, client.get("/beveiliging/codes/").context["unused_codes"]


@pytest.fixture
def clock():
    with time_machine.travel(MOMENT, tick=False) as moving:
        yield moving


def test_roles_that_demand_two_steps():
    assert {key for key, role in ROLES.items() if role.second_factor} >= {
        "clb", "clbarts", "clbhoofd", "directeur", "beheerder",
    }  # fmt: skip
    assert not any(ROLES[key].second_factor for key in ("leerkracht", "secretariaat", "begeleider"))


def test_somebody_whose_role_demands_it_can_do_nothing_before_setting_it_up(outside_the_demo, member):
    member("an")
    client = sign_in("an")
    assert client.get("/").headers["Location"] == "/beveiliging/"
    assert [client.get(path).headers["Location"] for path in ("/leerlingen/", "/leden/")] == ["/beveiliging/"] * 2
    assert client.post("/leden/nieuw/").headers["Location"] == "/beveiliging/"
    page = client.get("/beveiliging/")
    assert "Uw functie vraagt een tweede stap" in page.content.decode()
    assert page.wsgi_request.principal.seats == ()


def test_somebody_else_is_not_asked_for_it(outside_the_demo, member):
    member("bo", "secretariaat")
    assert sign_in("bo").get("/").status_code == 200


def test_the_demo_asks_nobody(member):
    member("an")
    assert sign_in("an").get("/").status_code == 200


def test_app_that_is_set_up_opens_everything_and_is_asked_at_the_next_sign_in(outside_the_demo, member, clock):
    user = member("an")
    client = sign_in("an")
    secret, codes = set_up_app(client, MOMENT)
    assert (len(codes), client.get("/").status_code) == (10, 200)
    assert client.get("/beveiliging/codes/").context["can_view_codes"] is False
    again = Client()
    answer = again.post("/aanmelden/", {"login": "an", "password": PASSWORD})
    assert answer.headers["Location"] == "/aanmelden/tweede-stap/"
    assert again.get("/").headers["Location"] == "/aanmelden/?next=/"
    page = again.get("/aanmelden/tweede-stap/")
    assert (page.context["with_app"], page.context["with_key"]) == (True, False)
    wrong = again.post("/aanmelden/tweede-stap/", {"code": "000000"})
    assert wrong.context["form"].errors["code"] == ["Deze code of sleutel klopt niet. Probeer opnieuw."]
    clock.shift(60)
    assert again.post("/aanmelden/tweede-stap/", {"code": code_of(secret, MOMENT + 60)}).headers["Location"] == "/"
    assert again.get("/").status_code == 200
    assert list(LogEntry.objects.filter(actor_id=user.pk).order_by("pk").values_list("act", "detail__kind")) == [
        ("session.begin", None), ("second_factor.add", "app"), ("second_factor.failed", None),
        ("session.begin", None),
    ]  # fmt: skip


def test_code_counts_once(outside_the_demo, member, clock):
    member("an")
    secret, _codes = set_up_app(sign_in("an"), MOMENT)
    clock.shift(30)
    code = {"code": code_of(secret, MOMENT + 30)}
    assert sign_in("an").post("/aanmelden/tweede-stap/", code).status_code == 302
    clock.shift(31)
    answer = sign_in("an").post("/aanmelden/tweede-stap/", code)
    assert answer.context["form"].errors["code"] == ["Deze code is al gebruikt. Wacht tot uw app een nieuwe toont."]


@pytest.mark.parametrize(
    ("language", "asked", "wrong"),
    [
        ("fr", "Deuxième étape", "Ce code ou cette clé n’est pas exact."),
        ("en", "Second step", "This code or key is not right."),
        ("ar", "الخطوة الثانية", "هذا الرمز أو المفتاح غير صحيح."),
    ],
)
def test_second_step_is_asked_in_the_language_of_the_door(outside_the_demo, member, clock, language, asked, wrong):
    member("an")
    set_up_app(sign_in("an"), MOMENT)
    client = Client(SERVER_NAME="localhost")
    client.get("/aanmelden/", {"taal": language})
    page = client.post("/aanmelden/", {"login": "an", "password": PASSWORD}, follow=True)
    assert page.redirect_chain[-1][0].startswith("/aanmelden/tweede-stap/")
    assert asked in page.content.decode()
    assert wrong in client.post("/aanmelden/tweede-stap/", {"code": "000000"}).content.decode()


def test_code_on_paper_works_once_and_is_logged(outside_the_demo, member, clock):
    user = member("an")
    _secret, codes = set_up_app(sign_in("an"), MOMENT)
    client = sign_in("an")
    assert client.post("/aanmelden/tweede-stap/", {"code": codes[0]}).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    cache.clear()
    again = sign_in("an").post("/aanmelden/tweede-stap/", {"code": codes[0]})
    assert again.context["form"].errors["code"] == ["Deze code of sleutel klopt niet. Probeer opnieuw."]
    assert LogEntry.objects.filter(act="second_factor.code_used", object_id=str(user.pk)).count() == 1


def test_new_codes_replace_the_old_ones(outside_the_demo, member, clock):
    member("an")
    client = sign_in("an")
    _secret, codes = set_up_app(client, MOMENT)
    assert client.get("/beveiliging/codes/nieuw/").status_code == 200
    assert client.post("/beveiliging/codes/nieuw/").headers["Location"] == "/beveiliging/codes/"
    fresh = client.get("/beveiliging/codes/").context["unused_codes"]
    assert set(fresh) & set(codes) == set()
    assert LogEntry.objects.filter(act="second_factor.codes").count() == 1


def test_too_many_wrong_codes_lock_the_second_step_for_a_while(outside_the_demo, member, clock):
    member("an")
    secret, _codes = set_up_app(sign_in("an"), MOMENT)
    client = sign_in("an")
    clock.shift(30)
    answers = [client.post("/aanmelden/tweede-stap/", {"code": f"00000{n}"}) for n in range(6)]
    assert answers[-1].context["form"].errors["code"] == [
        "Te veel pogingen na elkaar. Wacht vijf minuten en probeer het dan opnieuw."
    ]
    assert client.post("/aanmelden/tweede-stap/", {"code": code_of(secret, MOMENT + 30)}).status_code == 200
    clock.shift(301)
    right = {"code": code_of(secret, MOMENT + 331)}
    assert client.post("/aanmelden/tweede-stap/", right).headers["Location"] == "/"


def test_second_step_proved_for_one_account_says_nothing_of_another(outside_the_demo, member, clock):
    member("an")
    _secret, codes = set_up_app(sign_in("an"), MOMENT)
    member("eva")
    client = sign_in("an")
    client.post("/aanmelden/tweede-stap/", {"code": codes[0]})
    session = client.session
    session["second_factor_of"] = User.objects.get(username="an").pk
    session.save()
    client.force_login(User.objects.get(username="eva"))
    session = client.session
    session["second_factor_of"] = User.objects.get(username="an").pk
    session.save()
    assert client.get("/").headers["Location"] == "/beveiliging/"


def test_role_that_comes_later_asks_the_step_of_a_sign_in_without_it(outside_the_demo, member, clock):
    user = member("an", "secretariaat")
    client = sign_in("an")
    secret, _codes = set_up_app(sign_in("an"), MOMENT)
    Membership.objects.filter(user=user).update(role="directeur")
    assert client.get("/leden/").headers["Location"] == "/beveiliging/bevestigen/code/?next=%2Fleden%2F"
    assert client.post("/leden/nieuw/").headers["Location"] == "/beveiliging/bevestigen/code/?next=%2F"
    # Setting up another step is not the way round.
    assert client.get("/beveiliging/app/").headers["Location"].startswith("/beveiliging/bevestigen/code/")
    assert client.get("/beveiliging/bevestigen/code/").context["others"] == [
        {"url": "/beveiliging/bevestigen/", "label": "Met uw wachtwoord"}
    ]
    clock.shift(30)
    answer = client.post("/beveiliging/bevestigen/code/?next=/leden/", {"code": code_of(secret, MOMENT + 30)})
    assert answer.headers["Location"] == "/leden/"
    assert client.get("/leden/").status_code == 200


def test_last_second_step_cannot_go_while_the_role_demands_it(outside_the_demo, member, clock):
    user = member("an")
    client = sign_in("an")
    set_up_app(client, MOMENT)
    page = client.get("/beveiliging/app/weg/")
    assert "Uw functie vraagt een tweede stap. Voeg eerst een andere toe" in page.content.decode()
    client.post("/beveiliging/app/weg/")
    assert Authenticator.objects.filter(type="totp").count() == 1
    Membership.objects.filter(user=user).update(role="leerkracht")
    assert client.post("/beveiliging/app/weg/").headers["Location"] == "/beveiliging/"
    assert Authenticator.objects.count() == 0
    assert LogEntry.objects.filter(act="second_factor.remove", detail__kind="app").count() == 1


def test_setting_up_asks_again_who_it_is_after_a_while(member, clock):
    member("an")
    client = sign_in("an")
    assert client.get("/beveiliging/app/").status_code == 200
    clock.shift(301)
    ask = client.get("/beveiliging/app/")
    assert ask.headers["Location"] == "/beveiliging/bevestigen/?next=%2Fbeveiliging%2Fapp%2F"
    wrong = client.post(ask.headers["Location"], {"password": "iets anders"})
    assert wrong.context["form"].errors["password"] == ["Dit is niet uw wachtwoord. Probeer opnieuw."]
    assert client.post(ask.headers["Location"], {"password": PASSWORD}).headers["Location"] == "/beveiliging/app/"
    assert client.get("/beveiliging/app/").status_code == 200


def test_secret_of_the_app_is_locked_in_the_database(outside_the_demo, member, clock):
    member("an")
    secret, _codes = set_up_app(sign_in("an"), MOMENT)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept


def test_second_step_under_another_key_of_the_installation_opens_nothing(outside_the_demo, member, clock, settings):
    member("an")
    _secret, codes = set_up_app(sign_in("an"), MOMENT)
    client = sign_in("an")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "een andere sleutel"
    answer = client.post("/aanmelden/tweede-stap/", {"code": codes[0]})
    assert answer.context["form"].errors["code"] == [
        "Uw tweede stap is niet meer te lezen. Ga langs bij de directie of de beheerder."
    ]


def add_key(client, key, *, passwordless=False, name="laptop"):
    options = client.get("/beveiliging/sleutels/nieuw/").context["js_data"]
    sent = {"name": name, "credential": key.make(json.loads(json.dumps(options)), passwordless=passwordless)}
    return client.post("/beveiliging/sleutels/nieuw/", sent | ({"passwordless": "on"} if passwordless else {}))


def test_key_that_is_added_is_asked_at_the_next_sign_in(outside_the_demo, member):
    member("an")
    client, key = sign_in("an"), SoftKey()
    assert add_key(client, key).headers["Location"] == "/beveiliging/codes/"
    assert client.get("/").status_code == 200
    again = sign_in("an")
    page = again.get("/aanmelden/tweede-stap/")
    assert (page.context["with_app"], page.context["with_key"]) == (False, True)
    answer = again.post("/aanmelden/tweede-stap/", {"credential": key.use(page.context["js_data"])})
    assert (answer.headers["Location"], again.get("/").status_code) == ("/", 200)


def test_answer_of_another_key_is_refused(outside_the_demo, member):
    member("an")
    add_key(sign_in("an"), SoftKey())
    again = sign_in("an")
    options = again.get("/aanmelden/tweede-stap/").context["js_data"]
    answer = again.post("/aanmelden/tweede-stap/", {"credential": SoftKey().use(options)})
    assert answer.status_code == 200
    assert "Deze code of sleutel klopt niet. Probeer opnieuw." in answer.content.decode()
    assert again.get("/").status_code == 302


def test_key_alone_signs_in_where_it_was_made_for_that(outside_the_demo, member):
    user = member("an")
    key = SoftKey()
    add_key(sign_in("an"), key, passwordless=True)
    client = Client(SERVER_NAME="localhost")
    options = client.get("/aanmelden/sleutel/", headers={"accept": "application/json"}).json()
    assert client.post("/aanmelden/sleutel/", {"credential": key.use(options)}).headers["Location"] == "/"
    assert (client.get("/").status_code, client.get("/").wsgi_request.user) == (200, user)


def test_key_alone_of_nobody_is_refused(member):
    key = SoftKey()
    client = Client(SERVER_NAME="localhost")
    options = client.get("/aanmelden/sleutel/", headers={"accept": "application/json"}).json()
    answer = client.post("/aanmelden/sleutel/", {"credential": key.use(options)})
    assert (answer.status_code, "Sleutel niet herkend" in answer.content.decode()) == (403, True)
    assert client.get("/aanmelden/sleutel/").headers["Location"] == "/aanmelden/"


def test_key_of_the_demo_is_refused_outside_the_demo(settings, member):
    key = SoftKey()
    member("an", demo=True)
    add_key(sign_in("an"), key, passwordless=True)
    settings.DEMO = False
    client = Client(SERVER_NAME="localhost")
    options = client.get("/aanmelden/sleutel/", headers={"accept": "application/json"}).json()
    assert client.post("/aanmelden/sleutel/", {"credential": key.use(options)}).status_code == 403


def test_key_that_gives_no_right_answer_is_not_added(member):
    member("an")
    client = sign_in("an")
    options = client.get("/beveiliging/sleutels/nieuw/").context["js_data"]
    wrong = SoftKey(origin="https://elders.example").make(options)
    answer = client.post("/beveiliging/sleutels/nieuw/", {"name": "laptop", "credential": wrong})
    assert "Deze code of sleutel klopt niet. Probeer opnieuw." in answer.content.decode()
    assert Authenticator.objects.count() == 0


def test_key_is_renamed_and_removed(outside_the_demo, member):
    user = member("an", "secretariaat")
    client = sign_in("an")
    assert client.get("/beveiliging/sleutels/nieuw/").context["form"].initial["name"] == "Sleutel 1"
    add_key(client, SoftKey())
    key = Authenticator.objects.get(type="webauthn")
    assert client.get(f"/beveiliging/sleutels/{key.pk}/naam/").status_code == 200
    client.post(f"/beveiliging/sleutels/{key.pk}/naam/", {"name": "stick"})
    assert re.search(r"<th scope=\"row\">stick</th>", client.get("/beveiliging/").content.decode())
    Membership.objects.filter(user=user).update(role="directeur")
    assert client.get(f"/beveiliging/sleutels/{key.pk}/weg/").status_code == 200
    client.post(f"/beveiliging/sleutels/{key.pk}/weg/")
    assert "Voeg eerst een andere toe" in client.get("/beveiliging/").content.decode()
    Membership.objects.filter(user=user).update(role="secretariaat")
    client.post(f"/beveiliging/sleutels/{key.pk}/weg/")
    assert Authenticator.objects.count() == 0


def test_key_may_go_where_an_app_stays(outside_the_demo, member, clock):
    member("an")
    client = sign_in("an")
    add_key(client, SoftKey())
    secret = client.get("/beveiliging/app/").context["form"].secret
    assert client.post("/beveiliging/app/", {"code": code_of(secret, MOMENT)}).headers["Location"] == "/beveiliging/"
    key = Authenticator.objects.get(type="webauthn")
    client.post(f"/beveiliging/sleutels/{key.pk}/weg/")
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}


def test_key_confirms_who_it_is(outside_the_demo, member):
    user = member("an", "secretariaat")
    client, key = sign_in("an"), SoftKey()
    earlier = sign_in("an")
    add_key(client, key)
    Membership.objects.filter(user=user).update(role="directeur")
    place = earlier.get("/").headers["Location"]
    assert place == "/beveiliging/bevestigen/sleutel/?next=%2F"
    page = earlier.get(place)
    wrong = earlier.post(place, {"credential": SoftKey().use(page.context["js_data"])})
    assert "klopt niet" in wrong.content.decode()
    page = earlier.get(place)
    assert earlier.post(place, {"credential": key.use(page.context["js_data"])}).headers["Location"] == "/"
    assert earlier.get("/").status_code == 200


def test_key_of_somebody_else_is_not_found(member):
    member("an")
    add_key(sign_in("an"), SoftKey())
    member("eva")
    key = Authenticator.objects.get(type="webauthn")
    client = sign_in("eva")
    paths = [f"/beveiliging/sleutels/{key.pk}/{what}/" for what in ("naam", "weg")]
    assert [client.get(path).status_code for path in paths] == [404, 404]
