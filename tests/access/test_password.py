import pytest
from django.test import Client
from django.urls import reverse

from leerrecht.access.domain.users import create_user
from tests.access.conftest import entries_of, said
from tests.factories import SYSTEM

pytestmark = pytest.mark.django_db
ADDRESS = "/wachtwoord/"


@pytest.fixture
def user():
    return create_user(by=SYSTEM, username="nieuw", first_name="An", last_name="Maes", password="eenmalig-wachtwoord")


def _change(user, old, new):
    client = Client()
    client.force_login(user)
    return client.post(ADDRESS, {"oldpassword": old, "password1": new, "password2": new})


def test_password_changed_by_its_user_signs_in_from_then_on(user):
    response = _change(user, "eenmalig-wachtwoord", "vier rode fietsen in de regen")
    assert response.headers["Location"] == reverse("start")
    user.refresh_from_db()
    assert user.check_password("vier rode fietsen in de regen")
    assert said(response) == "Uw wachtwoord is gewijzigd."
    assert entries_of("password.change") == [
        ("password.change", "nieuw", user.pk, "access.user", str(user.pk), "", {}),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("eenmalig-wachtwoord", "kort", "Dit wachtwoord is te kort: neem minstens 14 tekens."),
        ("iets anders", "vier rode fietsen in de regen", "Dit is niet uw huidige wachtwoord. Probeer opnieuw."),
    ],
)
def test_password_that_is_short_or_not_known_is_refused_with_the_reason(user, old, new, message):
    response = _change(user, old, new)
    assert response.status_code == 200
    assert [error for errors in response.context["form"].errors.values() for error in errors] == [message]
    user.refresh_from_db()
    assert user.check_password("eenmalig-wachtwoord")


def test_password_page_without_sign_in_asks_to_sign_in():
    assert Client().get(ADDRESS).headers["Location"] == f"/aanmelden/?next={ADDRESS}"


def test_account_without_a_password_is_told_how_to_get_one(user):
    user.set_unusable_password()
    user.save()
    client = Client()
    client.force_login(user)
    answer = client.get(ADDRESS)
    assert (answer.headers["Location"], said(answer)) == (
        "/beveiliging/", "U meldt zich aan zonder wachtwoord. Wilt u er een, vraag dan een herstel aan.",
    )  # fmt: skip
