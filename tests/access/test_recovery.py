"""Giving somebody back an account: two people vouch, nobody does it alone."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from leerrecht.access.domain import recovery
from leerrecht.access.models import LogEntry, Recovery, Session, User
from leerrecht.access.policy import Denied
from leerrecht.access.principal import principal_of
from leerrecht.organisations.models import Membership, Organisation
from tests.access.conftest import PASSWORD
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
    assert list(
        LogEntry.objects.filter(act__startswith="recovery").order_by("pk").values_list("act", "actor", "object_id")
    ) == [
        ("recovery.request", "an", str(cas.pk)),
        ("recovery.approve", "bo", str(cas.pk)),
        ("recovery.finish", "cas", str(cas.pk)),
    ]


def test_codes_are_kept_nowhere(people):
    an, _bo, cas = people
    found, code = begin(an, cas)
    assert found.approvals.get().code != code
    assert code not in str(list(LogEntry.objects.values_list("detail", flat=True)))


def test_one_person_alone_gives_nothing_back(people):
    an, _bo, cas = people
    found, code = begin(an, cas)
    for codes in ([code], [code, code], [code, "aaaaa-bbbbb"], []):
        with pytest.raises(ValidationError):
            finish(cas, *codes)
    with pytest.raises(ValidationError, match="U keurde dit herstel al goed"):
        recovery.approve_recovery(by=by(an), recovery=found)
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
    with pytest.raises(Denied, match="twee andere mensen"):
        begin(an, an)


def test_command_does_not_vouch(people):
    with pytest.raises(Denied, match="twee andere mensen"):
        recovery.request_recovery(by=SYSTEM, account=people[2], reason="x")


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
    found, first = begin(an, cas)
    second = recovery.approve_recovery(by=by(bo), recovery=found)
    assert recovery.lacking(found) == "Ook iemand van Sint-Anna moet het herstel goedkeuren."
    with pytest.raises(ValidationError, match="Ook iemand van Sint-Anna"):
        finish(cas, first, second)
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
    with pytest.raises(ValidationError, match="afgelopen of gestopt"):
        recovery.approve_recovery(by=by(bo), recovery=found)
    begin(an, cas)


def test_second_recovery_beside_one_that_runs_is_refused(people):
    an, bo, cas = people
    begin(an, cas)
    with pytest.raises(ValidationError, match="loopt al een herstel"):
        begin(bo, cas)


def test_closed_account_is_opened_first(people):
    an, _bo, cas = people
    cas.is_active = False
    cas.save()
    with pytest.raises(ValidationError, match="niet actief"):
        begin(an, cas)


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


def test_pages_are_not_for_others(people, member):
    found, _code = begin(people[0], people[2])
    teacher = client_of(member("dre", "leerkracht"))
    assert [teacher.get(path).status_code for path in ("/herstel/", "/herstel/nieuw/", "/accounts/")] == [403] * 3
    stranger = client_of(member("eva", "directeur", SchoolFactory.create()))
    assert stranger.get("/herstel/").context["recoveries"] == []
    assert stranger.post(f"/herstel/{found.pk}/goedkeuren/", {"seen": "on"}).status_code == 404
    assert stranger.post(f"/herstel/{found.pk}/stoppen/").status_code == 404


def test_recovery_reads_as_a_word(people):
    found, _code = begin(people[0], people[2])
    assert (str(found), str(found.approvals.get())) == (f"herstel {found.pk}", f"An Maes bij herstel {found.pk}")
