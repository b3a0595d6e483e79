from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.utils import timezone

from leerrecht.access import principal as principals
from leerrecht.access.adapter import AccountAdapter
from leerrecht.access.backends import PasswordBackend
from leerrecht.access.domain.names import name_of
from leerrecht.access.domain.users import create_user
from leerrecht.access.models import LogEntry, Session, User
from leerrecht.access.policy import register_scope, scoped_models
from leerrecht.access.principal import Principal
from leerrecht.access.sessions import SessionStore, _end, account_of
from leerrecht.people.models import Pupil
from tests.access.conftest import drawn_for, entries_of
from tests.factories import SYSTEM, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def _user(**details):
    details = {"username": "an", "first_name": "An", "last_name": "Maes", "password": None, **details}
    return create_user(by=SYSTEM, **details)


def test_user_without_a_password_cannot_sign_in():
    user = _user()
    assert (user.has_usable_password(), str(user)) == (False, "An Maes")


def test_user_is_found_by_name_whatever_the_capitals():
    assert User.objects.get_by_natural_key("AN") if _user() else None


@pytest.mark.parametrize(("demo", "allowed"), [(False, True), (True, False)])
def test_user_of_the_demo_outside_the_demo_is_refused(settings, demo, allowed):
    settings.DEMO = False
    user = _user(password="een lange zin voor an", demo=demo)
    found = authenticate(None, username="an", password="een lange zin voor an")
    assert found == (user if allowed else None)


def test_account_without_a_session_is_read_with_its_seats():
    member = MembershipFactory.create()
    found = account_of(member.user_id)
    assert (found, found.seats_on[0]) == (member.user, timezone.localdate())
    school = member.organisation
    assert (found.seats_on[1], found.family) == ([["secretariaat", school.pk, school.name, [school.pk]]], False)


def test_account_of_nobody_in_a_role_has_no_seats_and_reads_as_any_other():
    user = _user()
    found = account_of(user.pk)
    plain = User.objects.get(pk=user.pk)
    assert (found.seats_on, found._state.db, found._state.adding) == ((timezone.localdate(), []), "default", False)
    names = [field.attname for field in User._meta.concrete_fields]
    assert [getattr(found, name) for name in names] == [getattr(plain, name) for name in names]


def test_account_that_came_with_a_session_is_given_once_and_only_as_itself(django_assert_num_queries):
    client = Client()
    one, other = UserFactory.create(), UserFactory.create()
    client.force_login(one)
    key = client.session.session_key
    SessionStore(key).load()
    with django_assert_num_queries(0):
        assert account_of(one.pk) == one
    with django_assert_num_queries(1):
        assert account_of(one.pk) == one
    SessionStore(key).load()
    assert account_of(other.pk) == other


def test_session_without_a_sign_in_names_nobody_and_ends_after_an_hour():
    before = timezone.now()
    store = SessionStore()
    store.create()
    found = Session.objects.get()
    assert (found.account_id, found.begun_at, found.device) == (None, None, "")
    assert found.expire_date - found.seen_at == timedelta(hours=1)
    assert before <= found.seen_at <= timezone.now()
    unknown = SessionStore("onbekend")
    assert (unknown.load(), unknown.session_key) == ({}, None)


@pytest.mark.parametrize(
    ("begun", "end"),
    [(None, 60), (0, 60), (11 * 60, 60), (11 * 60 + 30, 30), (12 * 60, 0)],
)
def test_sign_in_ends_an_hour_after_its_use_and_twelve_hours_after_its_beginning(begun, end):
    now = timezone.now()
    begun_at = None if begun is None else now - timedelta(minutes=begun)
    assert _end(begun_at, now) == now + timedelta(minutes=end)


def test_account_that_is_made_is_logged_and_has_what_was_given():
    user = _user(password="een lange zin voor an")
    kept = User.objects.get()
    assert (kept.username, kept.first_name, kept.last_name, kept.email, kept.is_active, kept.demo) == (
        "an", "An", "Maes", "", True, False,
    )  # fmt: skip
    assert kept.check_password("een lange zin voor an")
    assert entries_of("user.create") == [("user.create", "test", None, "access.user", str(user.pk), "test", {})]


def test_name_under_a_text_is_the_full_name_or_that_of_the_command():
    user = _user()
    by = [Principal(name="an", user_id=user.pk), Principal(name="an", user_id=0), Principal(name="weg", user_id=-1)]
    assert [name_of(each) for each in (*by, SYSTEM)] == ["An Maes", "an", "weg", "test"]


def test_account_that_is_gone_is_none():
    assert account_of(0) is None
    assert PasswordBackend().get_user(0) is None


def test_session_names_its_account():
    client = Client()
    user = UserFactory.create()
    client.force_login(user)
    assert list(Session.objects.values_list("account_id", flat=True)) == [user.pk]
    assert Session.get_session_store_class() is SessionStore


def test_session_past_its_end_is_asked_to_sign_in_again():
    client = Client()
    client.force_login(UserFactory.create())
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/").headers["Location"] == "/aanmelden/?next=/"


def test_session_saved_after_it_was_ended_elsewhere_is_refused():
    store = SessionStore()
    store.create()
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        store.save()


def test_sign_in_is_bound_to_the_password_and_to_the_key_of_the_installation(settings):
    user = _user(password="een lange zin voor an")
    found = [user.get_session_auth_hash()]
    settings.SECRET_KEY = "een andere sleutel"
    found.append(user.get_session_auth_hash())
    assert found[-1] == AbstractBaseUser.get_session_auth_hash(user)
    user.set_password("een andere zin voor an")
    found.append(user.get_session_auth_hash())
    assert found[-1] == AbstractBaseUser.get_session_auth_hash(user)
    assert len(set(found)) == 3


def test_django_permissions_give_nothing():
    user = UserFactory.create()
    assert PasswordBackend().has_perm(user, "people.view_pupil") is False


def test_nobody_signs_up():
    assert AccountAdapter().is_open_for_signup(None) is False


def test_scope_of_a_model_is_registered_once():
    assert Pupil in scoped_models()
    with pytest.raises(RuntimeError, match="Pupil has a scope already"):
        register_scope(Pupil, lambda _principal, _act: None)


def test_seats_without_a_room_that_knows_memberships_are_an_error(monkeypatch):
    monkeypatch.setattr(principals, "_seats", [])
    with pytest.raises(RuntimeError) as refused:
        principals.seats_expression("u.id", "current_date")
    assert str(refused.value) == "no app has registered memberships"


def test_family_without_a_room_that_knows_accounts_is_never_ruled_out(monkeypatch):
    monkeypatch.setattr(principals, "_family", [])
    assert principals.family_expression("u.id") == "true"
    principals.register_family("has_family({user})")
    assert principals.family_expression("u.id") == "has_family(u.id)"


def test_log_entry_reads_as_a_line():
    entry = LogEntry(
        at=timezone.datetime(2026, 11, 20, 9, 5), actor="an", act="pupil.view", kind="people.pupil", object_id="7"
    )
    assert str(entry) == "2026-11-20 09:05 an pupil.view people.pupil 7"


def test_account_that_was_closed_is_told_so_or_refused():
    user = _user(password="een lange zin voor an")
    User.objects.filter(pk=user.pk).update(is_active=False)
    response = Client().post("/aanmelden/", {"login": "an", "password": "een lange zin voor an"})
    assert "Dit account is niet actief" in response.content.decode()
    assert (response.status_code, drawn_for(response)) == (403, "")
