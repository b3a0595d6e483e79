"""Giving somebody back an account: two people vouch, nobody does it alone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.crypto import salted_hmac

from leerrecht.access.domain import codes, recovery
from leerrecht.access.models import LogEntry, Recovery, Session, User
from leerrecht.access.policy import Denied
from leerrecht.access.principal import principal_of
from leerrecht.organisations.models import Membership, Organisation
from tests.access.conftest import PASSWORD, drawn_for, entries_of, said
from tests.factories import SYSTEM, MembershipFactory, SchoolFactory

pytestmark = pytest.mark.django_db
NEW = "zeven gele boten op zee"


def by(user):
    return principal_of(user_id=user.pk, name=user.username, on=timezone.localdate())


@pytest.fixture
def people(member):
    """Two directors and the teacher who lost a phone."""
    return member("an"), member("bo"), member("cas", "leerkracht")


@pytest.fixture
def operator(member):
    return member("ops", "beheerder", Organisation.objects.create(kind="beheer", name="Beheer"))


def begin(asker, account):
    return recovery.request_recovery(by=by(asker), account=account, reason="gsm kwijt")


def finish(account, *codes, password=NEW):
    return recovery.finish_recovery(username=account.username, given=codes, password=password)


def test_two_people_give_an_account_back_and_everything_of_before_is_gone(people):
    an, bo, cas = people
    Client().force_login(cas)
    Authenticator.objects.create(user=cas, type="totp", data={})
    SocialAccount.objects.create(user=cas, provider="x", uid="1")
    found, first = begin(an, cas)
    assert recovery.lacking(found) == "Nog iemand anders die dit account beheert, moet het herstel goedkeuren."
    second = recovery.approve_recovery(by=by(bo), recovery=found)
    assert recovery.lacking(found) == ""
    finish(cas, second, first.upper())
    cas.refresh_from_db()
    assert cas.check_password(NEW)
    assert [model.objects.count() for model in (Authenticator, SocialAccount, Session)] == [0, 0, 0]
    record, director = ("access.user", str(cas.pk)), "directeur van Sint-Jan"
    assert entries_of("recovery.request", "recovery.approve", "recovery.finish") == [
        ("recovery.request", "an", an.pk, *record, director, {}),
        ("recovery.approve", "bo", bo.pk, *record, director, {}),
        ("recovery.finish", "cas", cas.pk, *record, "eigen account", {}),
    ]


def test_codes_are_kept_nowhere(people):
    an, _bo, cas = people
    found, code = begin(an, cas)
    assert found.approvals.get().code != code
    assert code not in str(list(LogEntry.objects.values_list("detail", flat=True)))


def test_one_person_alone_gives_nothing_back(people):
    an, _bo, cas = people
    found, code = begin(an, cas)
    for given in ([code], [code, code], [code, "aaaaa-bbbbb"], []):
        with pytest.raises(ValidationError):
            finish(cas, *given)
    with pytest.raises(ValidationError) as refused:
        recovery.approve_recovery(by=by(an), recovery=found)
    assert refused.value.messages == ["U keurde dit herstel al goed. Iemand anders moet het ook doen."]
    cas.refresh_from_db()
    assert cas.check_password(PASSWORD)


def test_code_of_one_of_two_is_not_enough(people):
    an, bo, cas = people
    found, first = begin(an, cas)
    recovery.approve_recovery(by=by(bo), recovery=found)
    with pytest.raises(ValidationError, match="codes kloppen niet"):
        finish(cas, first)


def test_nobody_vouches_for_oneself(people):
    an, _bo, _cas = people
    with pytest.raises(Denied) as denied:
        begin(an, an)
    assert str(denied.value) == "Voor een herstel staan twee andere mensen in, met een eigen account."


def test_command_does_not_vouch(people):
    with pytest.raises(Denied) as denied:
        recovery.request_recovery(by=SYSTEM, account=people[2], reason="x")
    assert str(denied.value) == "Voor een herstel staan twee andere mensen in, met een eigen account."


def test_somebody_without_the_role_or_from_elsewhere_is_refused(people, member):
    cas = people[2]
    found, _code = begin(people[0], cas)
    for stranger in (member("dre", "secretariaat"), member("eva", "directeur", SchoolFactory.create())):
        with pytest.raises(Denied):
            begin(stranger, cas)
        with pytest.raises(Denied):
            recovery.approve_recovery(by=by(stranger), recovery=found)
        with pytest.raises(Denied):
            recovery.withdraw_recovery(by=by(stranger), recovery=found)


def test_account_that_works_elsewhere_needs_somebody_from_there(people, member, operator):
    an, bo, cas = people
    MembershipFactory.create(user=cas, organisation=SchoolFactory.create(name="Sint-Anna"), role="leerkracht")
    MembershipFactory.create(user=cas, organisation=SchoolFactory.create(name="De Bron"), role="leerkracht")
    found, first = begin(an, cas)
    second = recovery.approve_recovery(by=by(bo), recovery=found)
    assert recovery.lacking(found) == "Ook iemand van De Bron, Sint-Anna moet het herstel goedkeuren."
    with pytest.raises(ValidationError) as refused:
        finish(cas, first, second)
    assert refused.value.message_dict == {
        "codes": ["Ook iemand van De Bron, Sint-Anna moet het herstel goedkeuren."]
    }  # fmt: skip
    third = recovery.approve_recovery(by=by(operator), recovery=found)
    finish(cas, first, second, third)


def test_word_of_somebody_who_lost_the_role_since_does_not_count(people):
    an, bo, cas = people
    found, first = begin(an, cas)
    second = recovery.approve_recovery(by=by(bo), recovery=found)
    Membership.objects.filter(user=bo).update(role="leerkracht")
    with pytest.raises(ValidationError, match="Nog iemand anders"):
        finish(cas, first, second)
    Membership.objects.filter(user=bo).update(role="directeur")
    User.objects.filter(pk=bo.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="Nog iemand anders"):
        finish(cas, first, second)


def test_recovery_ends_after_two_days_and_another_can_begin(people):
    an, bo, cas = people
    found, first = begin(an, cas)
    second = recovery.approve_recovery(by=by(bo), recovery=found)
    late = timezone.now() - timedelta(hours=50)
    Recovery.objects.update(at=late, until=late + timedelta(hours=48))
    with pytest.raises(ValidationError, match="afgelopen"):
        finish(cas, first, second)
    with pytest.raises(ValidationError) as refused:
        recovery.approve_recovery(by=by(bo), recovery=found)
    assert refused.value.messages == ["Dit herstel is afgelopen of gestopt. Begin een nieuw."]
    begin(an, cas)


def test_second_recovery_beside_one_that_runs_is_refused(people):
    an, bo, cas = people
    begin(an, cas)
    with pytest.raises(ValidationError) as refused:
        begin(bo, cas)
    assert refused.value.messages == [
        "Voor dit account loopt al een herstel. Keur dat goed, of stop het eerst."
    ]  # fmt: skip


def test_closed_account_is_opened_first(people):
    an, _bo, cas = people
    cas.is_active = False
    cas.save()
    with pytest.raises(ValidationError) as refused:
        begin(an, cas)
    assert refused.value.messages == ["Dit account is niet actief. Maak het eerst weer actief."]


def test_short_password_is_refused_and_the_codes_still_count(people):
    an, bo, cas = people
    found, first = begin(an, cas)
    second = recovery.approve_recovery(by=by(bo), recovery=found)
    with pytest.raises(ValidationError) as refused:
        finish(cas, first, second, password="kort")
    assert refused.value.message_dict == {"password1": ["Dit wachtwoord is te kort: neem minstens 14 tekens."]}
    finish(cas, first, second)
    with pytest.raises(ValidationError):
        finish(cas, first, second)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


ASK = {"username": "CAS", "reason": "gsm kwijt", "seen": "on"}


def test_pages_lead_from_the_desk_to_a_new_password(people):
    an, bo, cas = (client_of(user) for user in people)
    assert an.get("/herstel/nieuw/").status_code == 200
    page = an.post("/herstel/nieuw/", ASK)
    first, pk = page.context["code"], page.context["recovery"].pk
    assert (page.headers["Cache-Control"], first in page.content.decode()) == ("no-store", True)
    listed = bo.get("/herstel/")
    assert "Cas Maes" in listed.content.decode()
    assert bo.get(f"/herstel/{pk}/goedkeuren/").status_code == 200
    assert bo.post(f"/herstel/{pk}/goedkeuren/", {}).context["form"].errors == {
        "seen": ["Bevestig dat u de persoon zelf zag of sprak."]
    }
    second = bo.post(f"/herstel/{pk}/goedkeuren/", {"seen": "on"}).context["code"]
    again = bo.post(f"/herstel/{pk}/goedkeuren/", {"seen": "on"})
    assert again.context["form"].non_field_errors() == [
        "U keurde dit herstel al goed. Iemand anders moet het ook doen."
    ]
    assert "An Maes" in cas.get("/beveiliging/").content.decode()
    visitor = Client()
    assert visitor.get("/aanmelden/herstel/").status_code == 200
    form = {"username": "cas", "codes": f" {first}  {second}", "password1": NEW, "password2": NEW}
    unlike = visitor.post("/aanmelden/herstel/", form | {"password2": "iets anders"})
    assert unlike.context["form"].errors["password2"] == ["De twee wachtwoorden zijn niet gelijk. Typ ze opnieuw."]
    assert visitor.post("/aanmelden/herstel/", form).headers["Location"] == "/aanmelden/"
    assert visitor.post("/aanmelden/", {"login": "cas", "password": NEW}).headers["Location"] == "/"


@pytest.mark.parametrize("username", ["cas", "niemand"])
def test_wrong_codes_and_an_unknown_account_say_the_same(people, username):
    form = {"username": username, "codes": "aaaaa-bbbbb", "password1": NEW, "password2": NEW}
    errors = Client().post("/aanmelden/herstel/", form).context["form"].errors
    says = (
        "De gebruikersnaam of de codes kloppen niet, of het herstel is afgelopen. "
        "Typ alle codes die u kreeg, met een spatie ertussen."
    )
    assert errors == {"codes": [says]}


def test_codes_cannot_be_guessed_for_long(people):
    form = {"username": "cas", "codes": "x", "password1": NEW, "password2": NEW}
    answers = [Client().post("/aanmelden/herstel/", form).status_code for _try in range(6)]
    assert answers == [200] * 5 + [429]


def test_asking_is_limited_too(people, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "recovery_request": "1/h/user"}
    client = client_of(people[0])
    answers = [client.post("/herstel/nieuw/", ASK | {"username": "x"}).status_code for _try in range(2)]
    assert answers == [200, 429]


def test_account_of_elsewhere_reads_as_one_that_does_not_exist(people, member):
    member("eva", "leerkracht", SchoolFactory.create())
    client = client_of(people[0])
    pages = [client.post("/herstel/nieuw/", ASK | {"username": name}) for name in ("eva", "niemand")]
    said = [page.context["form"].errors["username"] for page in pages]
    assert said == [["Bij u is er geen account met deze gebruikersnaam. Kijk na hoe u het schreef."]] * 2


def test_second_recovery_is_refused_on_the_page_too(people):
    client = client_of(people[0])
    client.post("/herstel/nieuw/", ASK)
    assert client.post("/herstel/nieuw/", ASK).context["form"].non_field_errors() == [
        "Voor dit account loopt al een herstel. Keur dat goed, of stop het eerst."
    ]


def test_user_who_did_not_ask_stops_it_and_so_does_a_director(people):
    an, _bo, cas = people
    for stopper, goes_to in ((cas, "/beveiliging/"), (an, "/herstel/")):
        found, _code = begin(an, cas)
        answer = client_of(stopper).post(f"/herstel/{found.pk}/stoppen/")
        found.refresh_from_db()
        assert (answer.headers["Location"], recovery.is_open(found)) == (goes_to, False)


def test_own_recovery_stays_where_one_stops_that_of_another(people):
    an, bo, cas = people
    own, _code = begin(bo, an)
    found, _code = begin(an, cas)
    answer = client_of(an).post(f"/herstel/{found.pk}/stoppen/")
    for each in (own, found):
        each.refresh_from_db()
    assert (answer.headers["Location"], recovery.is_open(own), recovery.is_open(found)) == ("/herstel/", True, False)


def test_each_page_is_drawn_for_whoever_asks(people, settings):
    settings.ACCOUNT_RATE_LIMITS = {"recovery_request": "1/h/user", "recovery": "1/m/key"}
    an, bo, visitor = client_of(people[0]), client_of(people[1]), Client()
    asked = an.post("/herstel/nieuw/", ASK)
    pages = [
        asked, an.get("/herstel/"), an.get("/herstel/nieuw/"), an.post("/herstel/nieuw/", ASK),
        bo.get(f"/herstel/{asked.context['recovery'].pk}/goedkeuren/"),
    ]  # fmt: skip
    pages += [visitor.get("/aanmelden/herstel/"), *(visitor.post("/aanmelden/herstel/") for _try in range(2))]
    assert [(page.status_code, drawn_for(page)) for page in pages] == [
        (200, "an"), (200, "an"), (200, "an"), (429, "an"), (200, "bo"), (200, ""), (200, ""), (429, ""),
    ]  # fmt: skip
    assert list(pages[-2].context["form"].errors) == ["username", "codes", "password1", "password2"]


def test_pages_are_not_for_others(people, member):
    found, _code = begin(people[0], people[2])
    teacher = client_of(member("dre", "leerkracht"))
    assert [teacher.get(path).status_code for path in ("/herstel/", "/herstel/nieuw/", "/accounts/")] == [403] * 3
    stranger = client_of(member("eva", "directeur", SchoolFactory.create()))
    assert stranger.get("/herstel/").context["recoveries"] == []
    pages = [stranger.post(f"/herstel/{found.pk}/{what}/", {"seen": "on"}) for what in ("goedkeuren", "stoppen")]
    assert [(page.status_code, page.context["exception"]) for page in pages] == [(404, "Geen herstel gevonden.")] * 2


NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LASTS = timedelta(hours=48)


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as moving:
        yield moving


def test_recovery_lasts_until_the_minute_at_which_it_ends(people, clock):
    an, bo, cas = people
    found, first = begin(an, cas)
    second = recovery.approve_recovery(by=by(bo), recovery=found)
    found.refresh_from_db()
    assert (found.at, found.until, found.reason) == (NOON, NOON + LASTS, "gsm kwijt")
    assert list(found.approvals.order_by("pk").values_list("by", "at")) == [(an.pk, NOON), (bo.pk, NOON)]
    clock.shift(LASTS - timedelta(seconds=1))
    assert (recovery.is_open(found), recovery.own_recovery(by(cas))) == (True, found)
    assert list(recovery.open_recoveries(by(an))) == [found]
    clock.shift(1)
    assert (recovery.is_open(found), recovery.own_recovery(by(cas))) == (False, None)
    assert list(recovery.open_recoveries(by(an))) == []
    with pytest.raises(ValidationError):
        finish(cas, first, second)
    another, _code = begin(bo, cas)
    found.refresh_from_db()
    assert (found.withdrawn_at, another.until) == (NOON + LASTS, NOON + LASTS + LASTS)


def test_recovery_that_was_used_or_stopped_runs_no_more(people, member, clock):
    an, bo, cas = people
    stopped, _code = begin(an, cas)
    recovery.withdraw_recovery(by=by(cas), recovery=stopped)
    used, first = begin(an, cas)
    finish(cas, first, recovery.approve_recovery(by=by(bo), recovery=used))
    for each in (stopped, used):
        each.refresh_from_db()
    assert [(each.used_at, each.withdrawn_at, recovery.is_open(each)) for each in (stopped, used)] == [
        (None, NOON, False), (NOON, None, False),
    ]  # fmt: skip
    assert (list(recovery.open_recoveries(by(an))), recovery.own_recovery(by(cas))) == ([], None)
    with pytest.raises(ValidationError):
        recovery.approve_recovery(by=by(bo), recovery=stopped)


def test_stopping_is_logged_with_its_ground_and_writes_nothing_else(people):
    an, _bo, cas = people
    for stopper in (cas, an):
        found, _code = begin(an, cas)
        found.reason = "niet bewaard"
        assert recovery.withdraw_recovery(by=by(stopper), recovery=found) == found
        found.refresh_from_db()
        assert found.reason == "gsm kwijt"
    record = ("access.user", str(cas.pk))
    assert entries_of("recovery.withdraw") == [
        ("recovery.withdraw", "cas", cas.pk, *record, "eigen account", {}),
        ("recovery.withdraw", "an", an.pk, *record, "directeur van Sint-Jan", {}),
    ]


def test_recoveries_that_run_are_read_at_once_the_oldest_first(people, member, clock, django_assert_num_queries):
    an, bo, cas = people
    dre = member("dre", "leerkracht")
    later, _code = begin(an, cas)
    clock.shift(-60)
    earlier, _code = begin(bo, dre)
    clock.shift(60)
    same, _code = begin(bo, an)
    who = by(an)
    with django_assert_num_queries(3):
        found = [
            (each, each.account.username, [approval.by.username for approval in each.approvals.all()])
            for each in recovery.open_recoveries(who)
        ]
    assert found == [(earlier, "dre", ["bo"]), (later, "cas", ["an"]), (same, "an", ["bo"])]
    assert [recovery.own_recovery(by(user)) for user in (an, bo, cas, dre)] == [same, None, later, earlier]


def test_list_says_of_each_recovery_what_is_lacking_and_whose_it_is(people):
    an, bo, cas = people
    found, _code = begin(an, cas)
    own, _code = begin(bo, an)
    recovery.approve_recovery(by=by(bo), recovery=found)
    still = "Nog iemand anders die dit account beheert, moet het herstel goedkeuren."
    assert client_of(an).get("/herstel/").context["recoveries"] == [
        {"recovery": found, "people": [an, bo], "mine": True, "own": False, "lacking": ""},
        {"recovery": own, "people": [bo], "mine": False, "own": True, "lacking": still},
    ]


def test_password_like_the_account_is_refused(people):
    an, bo, cas = people
    User.objects.filter(pk=cas.pk).update(last_name="Vandenbroeckhoven")
    found, first = begin(an, cas)
    second = recovery.approve_recovery(by=by(bo), recovery=found)
    with pytest.raises(ValidationError) as refused:
        finish(cas, first, second, password="vandenbroeckhoven")
    assert list(refused.value.message_dict) == ["password1"]


def test_beginning_anew_writes_the_password_and_nothing_else_of_the_account(people):
    _an, bo, cas = people
    for user in (bo, cas):
        Client().force_login(user)
        Authenticator.objects.create(user=user, type="totp", data={})
        SocialAccount.objects.create(user=user, provider="x", uid=user.username)
    cas.first_name = "Niet bewaard"
    recovery.begin_anew(cas, NEW)
    cas.refresh_from_db()
    assert (cas.first_name, cas.check_password(NEW)) == ("Cas", True)
    assert [
        list(model.objects.values_list(field, flat=True))
        for model, field in ((Authenticator, "user"), (SocialAccount, "user"), (Session, "account_id"))
    ] == [[bo.pk]] * 3


def test_code_is_said_in_groups_and_only_its_trace_is_kept(people):
    found, code = begin(people[0], people[2])
    kept = found.approvals.get().code
    assert re.fullmatch(r"[a-z2-9]{5}-[a-z2-9]{5}", code)
    assert kept == salted_hmac(f"leerrecht.herstel.{found.pk}", code, algorithm="sha256").hexdigest()
    assert codes.trace("doel", " ABC-def ") == salted_hmac("doel", "abc-def", algorithm="sha256").hexdigest()
    assert [codes.matches(purpose, "ABC", codes.trace("doel", "abc")) for purpose in ("doel", "ander")] == [True, False]
    assert re.fullmatch(r"[a-z2-9]{5}(-[a-z2-9]{5}){3}", codes.spoken(4))


def test_username_is_taken_with_spaces_and_capitals(people):
    an, bo, cas = people
    found, first = begin(an, cas)
    second = recovery.approve_recovery(by=by(bo), recovery=found)
    assert recovery.finish_recovery(username=" CAS ", given=iter([first, second]), password=NEW) == cas


def test_account_that_was_closed_since_is_not_given_back(people):
    an, bo, cas = people
    found, first = begin(an, cas)
    second = recovery.approve_recovery(by=by(bo), recovery=found)
    User.objects.filter(pk=cas.pk).update(is_active=False)
    with pytest.raises(ValidationError) as refused:
        finish(cas, first, second)
    assert list(refused.value.message_dict) == ["codes"]


def test_one_code_too_many_is_refused(people):
    an, bo, cas = people
    found, first = begin(an, cas)
    second = recovery.approve_recovery(by=by(bo), recovery=found)
    with pytest.raises(ValidationError):
        finish(cas, first, second, "aaaaa-bbbbb")


def test_pages_say_what_happened_and_show_whose_account_it_is(people):
    an, bo, cas = people
    client, other, visitor = client_of(an), client_of(bo), Client()
    asked = client.post("/herstel/nieuw/", ASK)
    found = Recovery.objects.get()
    still = "Nog iemand anders die dit account beheert, moet het herstel goedkeuren."
    assert (asked.context["recovery"], asked.context["lacking"], found.reason) == (found, still, "gsm kwijt")
    assert other.get(f"/herstel/{found.pk}/goedkeuren/").context["recovery"] == found
    approved = other.post(f"/herstel/{found.pk}/goedkeuren/", {"seen": "on"})
    assert (approved.context["recovery"], approved.context["lacking"]) == (found, "")
    assert client_of(cas).get("/beveiliging/").context["recovery"] == found
    form = {
        "username": "cas", "codes": f"{asked.context['code']} {approved.context['code']}", "password1": NEW,
        "password2": NEW,
    }  # fmt: skip
    finished = visitor.post("/aanmelden/herstel/", form)
    assert said(finished) == "Uw wachtwoord is gewijzigd. Meld u nu aan met het nieuwe."
    begin(an, cas)
    stopped = client.post(f"/herstel/{Recovery.objects.latest('pk').pk}/stoppen/")
    assert said(stopped) == "Het herstel is gestopt. De codes gelden niet meer."


def test_pages_of_others_are_refused_with_the_reason(people, member):
    begin(people[0], people[2])
    teacher = client_of(member("dre", "leerkracht"))
    for path in ("/herstel/", "/herstel/nieuw/", f"/herstel/{Recovery.objects.get().pk}/goedkeuren/"):
        assert teacher.get(path).context["exception"] == "Uw functie laat dit niet toe."


def test_codes_of_one_account_are_counted_whatever_the_capitals(people):
    form = {"codes": "x", "password1": NEW, "password2": NEW}
    names = ["cas", "CAS", " cas ", "Cas", "cAs", "cas", "bo"]
    answers = [Client().post("/aanmelden/herstel/", form | {"username": name}).status_code for name in names]
    assert answers == [200] * 5 + [429, 200]


def test_recovery_reads_as_a_word(people):
    found, _code = begin(people[0], people[2])
    assert (str(found), str(found.approvals.get())) == (f"herstel {found.pk}", f"An Maes bij herstel {found.pk}")
