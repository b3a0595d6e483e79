"""Managing accounts without reading a file."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from leerrecht.access.domain import accounts
from leerrecht.access.models import LogEntry, Session, User
from leerrecht.access.policy import Denied
from leerrecht.access.principal import principal_of
from leerrecht.organisations.models import Organisation
from tests.access.conftest import drawn_for, entries_of, said
from tests.factories import SYSTEM, MembershipFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def by(user):
    return principal_of(user_id=user.pk, name=user.username, on=timezone.localdate())


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def operator(member):
    return member("ops", "beheerder", Organisation.objects.create(kind="beheer", name="Beheer"))


@pytest.fixture
def teacher(member):
    return member("cas", "leerkracht")


def test_list_holds_the_accounts_that_one_manages(member, teacher, operator, django_assert_num_queries):
    an = member("an")
    member("eva", "directeur", SchoolFactory.create())
    client = client_of(an)
    with django_assert_num_queries(3):
        page = client.get("/accounts/")
    assert ([each.username for each in page.context["page"]], drawn_for(page)) == (["an", "cas"], "an")
    assert [each.username for each in client_of(operator).get("/accounts/").context["page"]] == [
        "an", "cas", "eva", "ops",
    ]  # fmt: skip


def test_account_is_closed_signed_out_and_opened_again(member, teacher):
    an = client_of(member("an"))
    there = client_of(teacher)
    assert an.get(f"/accounts/{teacher.pk}/").context["sign_ins"] == 1
    an.post(f"/accounts/{teacher.pk}/wijzigen/", {"do": "close"})
    teacher.refresh_from_db()
    assert (teacher.is_active, Session.objects.filter(account_id=teacher.pk).count()) == (False, 0)
    assert there.get("/").status_code == 302
    assert "Weer actief maken" in an.get(f"/accounts/{teacher.pk}/").content.decode()
    an.post(f"/accounts/{teacher.pk}/wijzigen/", {"do": "open"})
    teacher.refresh_from_db()
    assert teacher.is_active
    traces = LogEntry.objects.filter(act__in=["user.close", "user.open"]).order_by("pk")
    assert list(traces.values_list("act", "why")) == [
        ("user.close", "directeur van Sint-Jan"), ("user.open", "directeur van Sint-Jan"),
    ]  # fmt: skip


def test_account_is_signed_out_everywhere(member, teacher):
    client_of(teacher)
    client_of(member("an")).post(f"/accounts/{teacher.pk}/wijzigen/", {"do": "sign-out"})
    teacher.refresh_from_db()
    assert (teacher.is_active, Session.objects.filter(account_id=teacher.pk).count()) == (True, 0)


def test_account_that_works_elsewhere_is_closed_by_the_operator_alone(member, teacher, operator):
    MembershipFactory.create(user=teacher, organisation=SchoolFactory.create(name="Sint-Anna"), role="leerkracht")
    an = member("an")
    MembershipFactory.create(user=teacher, organisation=SchoolFactory.create(name="De Bron"), role="leerkracht")
    with pytest.raises(Denied) as denied:
        accounts.close_account(by=by(an), account=teacher)
    assert str(denied.value) == (
        "Dit account heeft ook een functie bij De Bron, Sint-Anna. "
        "Beëindig de functie bij u, of vraag het de beheerder."
    )
    page = client_of(an).get(f"/accounts/{teacher.pk}/")
    assert (page.context["whole"], "Sint-Anna" in page.content.decode()) == (False, True)
    assert accounts.close_account(by=by(operator), account=teacher).is_active is False


def test_nobody_closes_the_own_account(member):
    an = member("an")
    with pytest.raises(Denied) as denied:
        accounts.close_account(by=by(an), account=an)
    assert str(denied.value) == "Dit is uw eigen account. Vraag het aan iemand anders."


@pytest.mark.parametrize("role", ["leerkracht", "secretariaat"])
def test_somebody_without_the_role_manages_nothing(member, teacher, role):
    colleague = client_of(member("dre", role))
    assert colleague.get(f"/accounts/{teacher.pk}/").status_code == 404
    assert colleague.post(f"/accounts/{teacher.pk}/wijzigen/", {"do": "close"}).status_code == 404


def test_director_of_elsewhere_finds_nothing(member, teacher):
    stranger = client_of(member("eva", "directeur", SchoolFactory.create()))
    assert stranger.get(f"/accounts/{teacher.pk}/").status_code == 404


def test_address_is_written_once_for_one_account(member, teacher):
    an = member("an")
    client = client_of(an)
    assert client.post(f"/accounts/{teacher.pk}/", {"email": "cas@sintjan.example "}).status_code == 302
    assert User.objects.get(pk=teacher.pk).email == "cas@sintjan.example"
    member_two = member("dre", "leerkracht")
    answer = client.post(f"/accounts/{member_two.pk}/", {"email": "CAS@sintjan.example"})
    assert answer.context["form"].errors == {"email": ["Dit e-mailadres hoort al bij een ander account."]}
    with pytest.raises(ValidationError):
        accounts.set_email(by=by(an), account=teacher, email="geen adres")
    accounts.set_email(by=by(an), account=teacher, email="")
    assert User.objects.get(pk=teacher.pk).email == ""


def test_operator_sees_accounts_and_no_file(operator, teacher):
    client = client_of(operator)
    assert client.get(f"/accounts/{teacher.pk}/").status_code == 200
    assert client.get("/leerlingen/").status_code == 403


def test_operator_and_commands_manage_accounts_everywhere(member, operator):
    assert [accounts.runs_all(who) for who in (by(operator), SYSTEM, by(member("an")))] == [True, True, False]


def test_each_change_of_an_account_is_logged_with_its_ground(member, teacher):
    an = member("an")
    client_of(teacher)
    client_of(teacher)
    assert accounts.sign_out_everywhere(by=by(an), account=teacher) == 2
    client_of(teacher)
    accounts.close_account(by=by(an), account=teacher)
    accounts.open_account(by=by(an), account=teacher)
    accounts.set_email(by=by(an), account=teacher, email="cas@sintjan.example")
    acts = ("session.end", "user.close", "user.open", "user.email")
    details = ({"count": 2}, {"sessions": 1}, {}, {})
    assert entries_of(*acts) == [
        (act, "an", an.pk, "access.user", str(teacher.pk), "directeur van Sint-Jan", detail)
        for act, detail in zip(acts, details, strict=True)
    ]


def test_change_of_an_account_writes_nothing_else_of_it(member, teacher):
    an = member("an")
    teacher.first_name = "Niet bewaard"
    accounts.close_account(by=by(an), account=teacher)
    accounts.open_account(by=by(an), account=teacher)
    accounts.set_email(by=by(an), account=teacher, email="cas@sintjan.example")
    kept = User.objects.get(pk=teacher.pk)
    assert (kept.first_name, kept.is_active, kept.email) == ("Cas", True, "cas@sintjan.example")


def test_change_by_somebody_without_the_role_there_is_refused_by_the_verb(member, teacher):
    for stranger in (by(member("dre", "secretariaat")), by(member("eva", "directeur", SchoolFactory.create()))):
        for change in (
            accounts.close_account,
            accounts.open_account,
            accounts.sign_out_everywhere,
            lambda **given: accounts.set_email(email="x@sintjan.example", **given),
        ):
            with pytest.raises(Denied) as denied:
                change(by=stranger, account=teacher)
            assert str(denied.value) == "Uw functie laat dit hier niet toe."


def test_own_address_may_be_written_again(member, teacher):
    an = by(member("an"))
    accounts.set_email(by=an, account=teacher, email="cas@sintjan.example")
    assert accounts.set_email(by=an, account=teacher, email=" Cas@sintjan.example ").email == "Cas@sintjan.example"


def test_page_of_an_account_says_what_happened(member, teacher):
    client = client_of(member("an"))
    path = f"/accounts/{teacher.pk}/"
    answers = [client.post(f"{path}wijzigen/", {"do": do}) for do in ("close", "open", "sign-out")]
    answers.append(client.post(path, {"email": "cas@sintjan.example"}))
    assert [(answer.headers["Location"], said(answer)) for answer in answers] == [
        (path, "Dit account is gesloten en overal afgemeld."),
        (path, "Dit account is weer actief."),
        (path, "Dit account is overal afgemeld."),
        (path, "Het e-mailadres is bewaard."),
    ]
    page = client.get(path)
    shown = {name: page.context[name] for name in ("account", "others", "whole", "sign_ins", "two_steps")}
    assert shown == {"account": teacher, "others": [], "whole": True, "sign_ins": 0, "two_steps": False}
    assert (page.context["form"].initial, drawn_for(page)) == ({"email": "cas@sintjan.example"}, "an")


def test_page_of_the_own_account_offers_no_change(member):
    an = member("an")
    assert client_of(an).get(f"/accounts/{an.pk}/").context["whole"] is False


def test_only_a_second_step_that_works_by_itself_counts(member, teacher):
    an = member("an")
    Authenticator.objects.create(user=teacher, type="recovery_codes", data={})
    Authenticator.objects.create(user=an, type="totp", data={})
    client = client_of(an)
    listed = {each.username: each.two_steps for each in client.get("/accounts/").context["page"]}
    pages = {user.username: client.get(f"/accounts/{user.pk}/").context["two_steps"] for user in (an, teacher)}
    assert (listed, pages) == ({"an": True, "cas": False}, {"an": True, "cas": False})


def test_list_goes_by_last_and_first_name_fifty_on_a_page(member, school):
    an = member("an", last_name="Aerts")
    others = [("dre", "Zoe", "Bos"), ("cas", "Bo", "Claes"), ("bo", "An", "Claes")]
    for username, first_name, last_name in others:
        member(username, "leerkracht", first_name=first_name, last_name=last_name)
    for number in range(47):
        user = User.objects.create(username=f"z{number:02}", first_name="Zoe", last_name="Zwart", password="!")
        MembershipFactory.create(user=user, organisation=school, role="leerkracht")
    # Written anew, and so no longer in its place by itself.
    User.objects.filter(username="z00").update(email="z00@sintjan.example")
    client = client_of(an)
    first, second = (client.get("/accounts/", {"pagina": number}).context["page"] for number in (1, 2))
    assert [each.username for each in first][:5] == ["an", "dre", "bo", "cas", "z00"]
    assert (len(first), [each.username for each in second]) == (50, ["z46"])


def test_list_of_accounts_is_refused_with_the_reason(member):
    page = client_of(member("dre", "secretariaat")).get("/accounts/")
    assert (page.status_code, page.context["exception"]) == (403, "Uw functie laat dit niet toe.")
