"""Managing accounts without reading a file."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from leerrecht.access.domain import accounts
from leerrecht.access.models import LogEntry, Session, User
from leerrecht.access.policy import Denied
from leerrecht.access.principal import principal_of
from leerrecht.organisations.models import Organisation
from tests.factories import MembershipFactory, SchoolFactory

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
    assert [each.username for each in page.context["page"]] == ["an", "cas"]
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
    with pytest.raises(Denied, match="ook een functie bij Sint-Anna"):
        accounts.close_account(by=by(an), account=teacher)
    page = client_of(an).get(f"/accounts/{teacher.pk}/")
    assert (page.context["whole"], "Sint-Anna" in page.content.decode()) == (False, True)
    assert accounts.close_account(by=by(operator), account=teacher).is_active is False


def test_nobody_closes_the_own_account(member):
    an = member("an")
    with pytest.raises(Denied, match="uw eigen account"):
        accounts.close_account(by=by(an), account=an)


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
