"""The second step: compulsory for some roles, by app, key or code on paper."""

import base64
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.cache import cache
from django.test import Client

from leerrecht.access import second_factor
from leerrecht.access.adapter import SecondStepAdapter
from leerrecht.access.forms import EmailForm, _without_placeholders
from leerrecht.access.models import LogEntry, User
from leerrecht.access.principal import Principal, Seat
from leerrecht.access.roles import ROLES
from leerrecht.organisations.models import Membership
from tests.access.conftest import PASSWORD, drawn_for, entries_of, said
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
    code = code_of(secret, MOMENT + 30)
    kept = f"leerrecht.code.{User.objects.get().pk}.{code}"
    typed = {"code": f"{code[:3]} {code[3:]}"}
    assert sign_in("an").post("/aanmelden/tweede-stap/", typed).status_code == 302
    clock.shift(31)
    answer = sign_in("an").post("/aanmelden/tweede-stap/", {"code": f"{code[:3]}-{code[3:]}"})
    assert answer.context["form"].errors["code"] == ["Deze code is al gebruikt. Wacht tot uw app een nieuwe toont."]
    found = cache.get(kept)
    clock.shift(60)
    assert (found, cache.get(kept)) == (True, None)


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
    assert (answer.status_code, "Sleutel niet herkend" in answer.content.decode(), drawn_for(answer)) == (403, True, "")
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
    answer = client.post(f"/beveiliging/sleutels/{key.pk}/weg/")
    assert (answer.headers["Location"], said(answer)) == (
        "/beveiliging/", "Uw functie vraagt een tweede stap. Voeg eerst een andere toe; daarna kan deze weg.",
    )  # fmt: skip
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


def test_step_is_demanded_by_one_role_that_asks_it_and_never_in_the_demo(settings):
    teacher, director = (Seat(ROLES[role], 1, "Sint-Jan", frozenset({1})) for role in ("leerkracht", "directeur"))
    people = [Principal(name="an", user_id=7, seats=seats) for seats in ((), (teacher,), (teacher, director))]
    found = []
    for demo in (False, True):
        settings.DEMO = demo
        found.append([second_factor.demanded(person) for person in people])
    assert found == [[False, False, True], [False, False, False]]


def test_steps_of_an_account_are_an_app_and_keys_and_no_codes_on_paper(member):
    an, bo, cas = (member(name) for name in ("an", "bo", "cas"))
    for user, kind in ((an, "totp"), (an, "webauthn"), (an, "recovery_codes"), (bo, "recovery_codes")):
        Authenticator.objects.create(user=user, type=kind, data={})
    assert [second_factor.steps(user.pk) for user in (an, bo, cas)] == [{"totp", "webauthn"}, set(), set()]
    accounts = second_factor.with_steps(User.objects.order_by("username"))
    assert [each.two_steps for each in accounts] == [True, False, False]


def test_changes_of_the_second_step_are_said_and_logged(outside_the_demo, member, clock):
    user = member("an", "secretariaat")
    client = sign_in("an")
    secret = client.get("/beveiliging/app/").context["form"].secret
    answers = [client.post("/beveiliging/app/", {"code": code_of(secret, MOMENT)}), add_key(client, SoftKey())]
    client.post("/beveiliging/codes/nieuw/")
    key = Authenticator.objects.get(type="webauthn")
    answers += [client.post(path) for path in (f"/beveiliging/sleutels/{key.pk}/weg/", "/beveiliging/app/weg/")]
    assert [said(answer) for answer in answers] == [
        "Uw tweede stap staat klaar.", "Uw tweede stap staat klaar.", "Deze tweede stap is weg.",
        "Deze tweede stap is weg.",
    ]  # fmt: skip
    acts = ("second_factor.add", "second_factor.codes", "second_factor.remove")
    assert [(act, kind, ground, detail) for act, *_who, kind, _pk, ground, detail in entries_of(*acts)] == [
        ("second_factor.add", "access.user", "eigen account", {"kind": "app"}),
        ("second_factor.add", "access.user", "eigen account", {"kind": "sleutel"}),
        ("second_factor.codes", "access.user", "eigen account", {}),
        ("second_factor.remove", "access.user", "eigen account", {"kind": "sleutel"}),
        ("second_factor.remove", "access.user", "eigen account", {"kind": "app"}),
    ]
    assert {(who, number, pk) for _act, who, number, _kind, pk, *_rest in entries_of(*acts)} == {
        ("an", user.pk, str(user.pk)),
    }  # fmt: skip


def test_code_that_failed_and_one_on_paper_are_logged_by_the_account_itself(outside_the_demo, member, clock):
    user = member("an")
    _secret, codes = set_up_app(sign_in("an"), MOMENT)
    client = sign_in("an")
    for code in ("000000", codes[0]):
        client.post("/aanmelden/tweede-stap/", {"code": code})
    assert entries_of("second_factor.failed", "second_factor.code_used") == [
        (act, "an", user.pk, "access.user", str(user.pk), "eigen account", {})
        for act in ("second_factor.failed", "second_factor.code_used")
    ]


@pytest.mark.parametrize(("seconds", "status"), [(299, 200), (300, 302)])
def test_who_it_is_is_asked_again_after_five_minutes(member, clock, seconds, status):
    member("an")
    client = sign_in("an")
    clock.shift(seconds)
    assert client.get("/beveiliging/app/").status_code == status


def test_app_shows_the_installation_and_the_username(member, clock):
    member("an")
    client = sign_in("an")
    page = client.get("/beveiliging/app/")
    address = urlsplit(page.context["totp_url"])
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert (address.path, asked) == ("/an", {"secret": page.context["form"].secret, "issuer": "Leerrecht"})
    options = json.loads(json.dumps(client.get("/beveiliging/sleutels/nieuw/").context["js_data"]))
    assert options["creation_options"]["publicKey"]["rp"] == {"id": "localhost", "name": "Leerrecht"}


def test_what_was_locked_is_opened_by_the_key_of_the_installation_alone(settings):
    settings.SECRET_KEY = "sleutel van de installatie"
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"leerrecht second step").derive(
        settings.SECRET_KEY.encode()
    )
    outside = Fernet(base64.urlsafe_b64encode(key))
    assert outside.decrypt(SecondStepAdapter().encrypt("geheim").encode()) == b"geheim"
    assert SecondStepAdapter().decrypt(outside.encrypt(b"geheim").decode()) == "geheim"


def test_next_key_gets_the_next_name_and_a_long_one_is_refused(member):
    member("an")
    client = sign_in("an")
    add_key(client, SoftKey())
    page = client.get("/beveiliging/sleutels/nieuw/")
    assert page.context["form"].initial["name"] == "Sleutel 2"
    answer = add_key(client, SoftKey(), name="x" * 41)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["name"])
    assert add_key(client, SoftKey(), name="x" * 40).status_code == 302
    answer = client.post("/beveiliging/sleutels/nieuw/", {"name": "leeg"})
    assert answer.context["form"].errors["credential"] == ["De sleutel gaf geen antwoord. Probeer opnieuw."]


def test_same_code_of_another_account_counts(outside_the_demo, member, clock):
    secrets = {}
    for name in ("an", "bo"):
        member(name)
        secrets[name], _codes = set_up_app(sign_in(name), MOMENT)
    shared = Authenticator.objects.get(user__username="an", type="totp").data
    Authenticator.objects.filter(user__username="bo", type="totp").update(data=shared)
    clock.shift(30)
    code = {"code": code_of(secrets["an"], MOMENT + 30)}
    assert [sign_in(name).post("/aanmelden/tweede-stap/", code).status_code for name in ("an", "bo")] == [302, 302]


def _shown(form):
    return {
        name: (str(field.label), str(field.help_text), field.widget.attrs.get("placeholder"))
        for name, field in form.fields.items()
    }


def test_forms_say_what_goes_where_and_repeat_it_in_no_placeholder(outside_the_demo, member, clock):
    member("an", "secretariaat")
    client = sign_in("an")
    set_up_app(client, MOMENT)
    entrance = Client().get("/aanmelden/").context["form"]
    step = sign_in("an").get("/aanmelden/tweede-stap/").context["form"]
    confirm = client.get("/beveiliging/bevestigen/code/").context["form"]
    password = client.get("/beveiliging/bevestigen/").context["form"]
    six = "De zes cijfers die uw app nu toont, of een van uw herstelcodes van acht cijfers."
    assert {name: label for name, (label, _help, _placeholder) in _shown(entrance).items()} == {
        "login": "Gebruikersnaam", "password": "Wachtwoord",
    }  # fmt: skip
    assert (_shown(step), _shown(confirm)) == ({"code": ("Code", six, None)},) * 2
    assert {name: label for name, (label, *_rest) in _shown(password).items()} == {"password": "Wachtwoord"}
    assert [
        (form.fields["code"].widget.attrs["inputmode"], form.fields["code"].widget.attrs["autocomplete"])
        for form in (step, confirm)
    ] == [("numeric", "one-time-code")] * 2
    login = entrance.fields["login"].widget.attrs
    assert (login["autocapitalize"], login["spellcheck"]) == ("none", "false")
    assert {shown[2] for form in (entrance, password) for shown in _shown(form).values()} == {None}


def test_field_without_a_placeholder_stays_as_it_is():
    form = EmailForm()
    _without_placeholders(form)
    assert form.fields["email"].widget.attrs == EmailForm.base_fields["email"].widget.attrs


def test_forms_of_the_app_the_key_and_the_password_say_what_goes_where(member, clock):
    member("an")
    client = sign_in("an")
    pages = [client.get(path).context["form"] for path in ("/beveiliging/app/", "/beveiliging/sleutels/nieuw/")]
    app, key = pages
    assert _shown(app) == {"code": ("Code die de app toont", "", None)}
    assert app.fields["code"].widget.attrs["inputmode"] == "numeric"
    name = ("Naam van de sleutel", "Zoals “laptop van school” of “gsm”.", None)
    shown = _shown(key)
    assert (shown["name"], shown["passwordless"]) == (
        name,
        (
            "Ook aanmelden zonder wachtwoord",
            "De sleutel vraagt dan zelf een vingerafdruk, uw gezicht of een pincode.",
            None,
        ),
    )
    add_key(client, SoftKey())
    pk = Authenticator.objects.get(type="webauthn").pk
    assert _shown(client.get(f"/beveiliging/sleutels/{pk}/naam/").context["form"])["name"] == name
    password = client.get("/wachtwoord/").context["form"]
    assert [(field, label, placeholder) for field, (label, _help, placeholder) in _shown(password).items()] == [
        ("oldpassword", "Huidig wachtwoord", None), ("password1", "Nieuw wachtwoord", None),
        ("password2", "Nieuw wachtwoord, nog eens", None),
    ]  # fmt: skip


def test_confirming_offers_the_other_ways(outside_the_demo, member, clock):
    member("an", "secretariaat")
    client, key = sign_in("an"), SoftKey()
    set_up_app(client, MOMENT)
    add_key(client, key)
    ways = {
        "/beveiliging/bevestigen/": "Met uw wachtwoord", "/beveiliging/bevestigen/code/": "Met een code",
        "/beveiliging/bevestigen/sleutel/": "Met een sleutel",
    }  # fmt: skip
    for path in ways:
        others = client.get(path).context["others"]
        assert {other["url"]: other["label"] for other in others} == {
            url: label for url, label in ways.items() if url != path
        }
