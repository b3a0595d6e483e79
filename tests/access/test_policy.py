"""The policy and who asks it: what a seat allows, where, and on which ground."""

from datetime import date

import pytest
from django.db.models import Q
from django.http import Http404
from django.test import RequestFactory

from leerrecht.access import acts, context, policy
from leerrecht.access import principal as principals
from leerrecht.access.models import Session, User
from leerrecht.access.principal import NOBODY, Principal, Seat, command, principal_of
from leerrecht.access.requests import allowed
from leerrecht.access.roles import ROLES, Reach
from tests.factories import SYSTEM, TODAY, MembershipFactory, UserFactory

TEACHER = Seat(ROLES["leerkracht"], 1, "Sint-Jan", frozenset({1}))
OFFICE = Seat(ROLES["secretariaat"], 2, "Sint-Anna", frozenset({2}))
CLB = Seat(ROLES["clb"], 5, "De Brug", frozenset({2, 3}))
BOARD = Seat(ROLES["bestuur"], 6, "Bestuur", frozenset({1, 2, 3}))


def asker(*seats):
    return Principal(name="an", user_id=7, seats=seats, on=TODAY)


def test_act_is_allowed_where_one_of_the_seats_has_it():
    an = asker(TEACHER, OFFICE)
    assert (an.can(acts.CERTIFICATE_ADD), an.can(acts.P_APPROVE)) == (True, False)
    assert (NOBODY.can(acts.PUPIL_VIEW), command("nacht", TODAY).can(acts.P_APPROVE)) == (False, True)


def test_places_of_an_act_are_those_of_seats_that_reach_all_pupils():
    an = asker(TEACHER, OFFICE, CLB, BOARD)
    found = [an.places(acts.PUPIL_VIEW, reach) for reach in (None, Reach.CLASSES, Reach.SCHOOL, Reach.SERVED)]
    assert found == [{2, 3}, {1}, {2}, {2, 3}]
    # Asked again, and for another act, by the same principal.
    assert (an.places(acts.PUPIL_VIEW), an.places(acts.PUPIL_EDIT), an.places(acts.SCHOOL_VIEW)) == (
        {2, 3}, {2}, {2, 3},
    )  # fmt: skip


def test_organisations_and_schools_of_an_act_are_those_of_all_seats_with_it():
    an = asker(TEACHER, OFFICE, CLB, BOARD)
    assert (an.organisations(acts.PUPIL_VIEW), an.organisations(acts.PUPIL_EDIT)) == ({1, 2, 5}, {2})
    assert (an.schools(acts.SCHOOL_VIEW), an.schools(acts.PUPIL_EDIT), an.schools(acts.P_APPROVE)) == (
        {1, 2, 3}, {2}, set(),
    )  # fmt: skip


def test_ground_is_the_first_seat_that_allows_it_there():
    an = asker(TEACHER, OFFICE, CLB)
    assert [an.why(acts.PUPIL_VIEW, school) for school in (None, 1, 2, 3, 9)] == [
        "leerkracht van Sint-Jan", "leerkracht van Sint-Jan", "secretariaat van Sint-Anna",
        "CLB-medewerker van De Brug", "",
    ]  # fmt: skip
    assert (an.why(acts.PUPIL_EDIT), an.why(acts.P_APPROVE)) == ("secretariaat van Sint-Anna", "")
    assert command("nacht", TODAY).why(acts.P_APPROVE, 9) == "nacht"


def test_seats_that_were_read_become_a_principal_and_unknown_roles_are_none():
    read = [["leerkracht", 1, "Sint-Jan", [1]], ["afgeschaft", 1, "Sint-Jan", [1]]]
    assert principal_of(user_id=7, name="an", on=TODAY, seats=read) == asker(TEACHER)
    assert principal_of(user_id=7, name="an", on=TODAY, seats=[]) == asker()


@pytest.mark.django_db
def test_seats_are_those_of_the_day():
    member = MembershipFactory.create()
    school = member.organisation
    seat = Seat(ROLES["secretariaat"], school.pk, school.name, frozenset({school.pk}))
    found = [principal_of(user_id=member.user_id, name="an", on=on) for on in (TODAY, date(1999, 12, 31))]
    assert found == [
        Principal(name="an", user_id=member.user_id, seats=seats, on=on)
        for seats, on in (((seat,), TODAY), ((), date(1999, 12, 31)))
    ]


def test_command_has_a_name_the_whole_installation_and_the_compartments_of_its_work():
    assert command("nacht", TODAY, vaults=["zorg"]) == Principal(
        name="nacht", user_id=None, seats=(), on=TODAY, system=True, vaults=frozenset({"zorg"})
    )


def test_expression_of_the_seats_is_the_last_one_told(monkeypatch):
    monkeypatch.setattr(principals, "_seats", ["vroeger"])
    principals.register_seats("seats_of({user}, {on})")
    assert principals.seats_expression("u.id", "$2::date") == "seats_of(u.id, $2::date)"


@pytest.fixture
def nothing_told(monkeypatch):
    """Without what the rooms told of their models."""
    for name in ("_scopes", "_beyond_roles", "_grounds"):
        monkeypatch.setattr(policy, name, {})


@pytest.fixture
def people(db, nothing_told):
    return UserFactory.create(username="een"), UserFactory.create(username="twee")


def test_scope_says_who_sees_what_and_alone_decides_where_no_seat_is_needed(people):
    asked = []

    def scope(who, act):
        asked.append((who.name, act))
        return Q(username="een")

    policy.register_scope(User, scope, beyond_roles=frozenset({acts.CASE_VIEW}))
    family = Principal(name="ouder", user_id=8, on=TODAY)
    seen = {
        (who.name, act): sorted(user.username for user in policy.visible(User, to=who, act=act))
        for who in (asker(TEACHER), family, NOBODY, SYSTEM)
        for act in (acts.CASE_VIEW, acts.PUPIL_VIEW, acts.P_APPROVE)
    }
    assert seen == {
        ("an", acts.CASE_VIEW): ["een"], ("an", acts.PUPIL_VIEW): ["een"], ("an", acts.P_APPROVE): [],
        ("ouder", acts.CASE_VIEW): ["een"], ("ouder", acts.PUPIL_VIEW): [], ("ouder", acts.P_APPROVE): [],
        ("", acts.CASE_VIEW): [], ("", acts.PUPIL_VIEW): [], ("", acts.P_APPROVE): [],
        ("test", acts.CASE_VIEW): ["een", "twee"], ("test", acts.PUPIL_VIEW): ["een", "twee"],
        ("test", acts.P_APPROVE): ["een", "twee"],
    }  # fmt: skip
    assert asked == [("an", acts.CASE_VIEW), ("an", acts.PUPIL_VIEW), ("ouder", acts.CASE_VIEW)]


def test_model_that_nobody_told_of_is_an_error_and_one_is_told_of_once(people):
    with pytest.raises(KeyError):
        policy.visible(Session, to=SYSTEM, act=acts.PUPIL_VIEW)
    policy.register_scope(User, lambda _who, _act: Q())
    with pytest.raises(RuntimeError) as refused:
        policy.register_scope(User, lambda _who, _act: Q())
    assert (str(refused.value), policy.scoped_models()) == ("User has a scope already", {User})


def test_decision_tells_the_ground_or_why_not(people):
    one, two = people
    policy.register_scope(User, lambda _who, _act: Q(pk=one.pk))
    an = asker(TEACHER, OFFICE)
    yes, no = policy.may(an, acts.PUPIL_EDIT, one), policy.may(an, acts.PUPIL_EDIT, two)
    assert (yes, no) == (
        policy.Decision(True, "secretariaat van Sint-Anna"),
        policy.Decision(False, "Uw functie laat dit hier niet toe."),
    )
    assert (bool(yes), bool(no), policy.may(SYSTEM, acts.P_APPROVE, two)) == (
        True,
        False,
        policy.Decision(True, "test"),
    )
    assert policy.require(an, acts.PUPIL_EDIT, one) == "secretariaat van Sint-Anna"
    with pytest.raises(policy.Denied) as denied:
        policy.require(an, acts.PUPIL_EDIT, two)
    assert str(denied.value) == "Uw functie laat dit hier niet toe."


def test_ground_that_a_room_tells_goes_before_the_seat(people):
    one, _two = people
    policy.register_scope(
        User, lambda _who, _act: Q(), ground=lambda who, act, record: f"{who.name}, {act}, {record.username}"
    )
    grounds = [policy.may(who, acts.PUPIL_VIEW, one).why for who in (asker(TEACHER), SYSTEM)]
    assert grounds == ["an, pupil.view, een", "test"]


@pytest.mark.parametrize(
    ("school", "ground"),
    [(2, "secretariaat van Sint-Anna"), (9, "leerkracht van Sint-Jan"), (None, "leerkracht van Sint-Jan")],
)
def test_ground_is_the_seat_at_the_school_of_the_record_or_any_that_allows_it(nothing_told, school, ground):
    class Record:
        school_id = school

    assert policy.ground_of(asker(TEACHER, OFFICE), acts.PUPIL_VIEW, Record()) == ground


def test_ground_for_a_record_of_no_school_is_any_seat_that_allows_it(nothing_told):
    assert policy.ground_of(asker(TEACHER, OFFICE), acts.PUPIL_EDIT, object()) == "secretariaat van Sint-Anna"


def test_act_at_a_school_as_a_whole_asks_for_a_seat_there():
    an = asker(TEACHER, OFFICE)
    assert policy.require_at(an, acts.PUPIL_EDIT, 2) == "secretariaat van Sint-Anna"
    assert policy.require_at(SYSTEM, acts.PUPIL_EDIT, 9) == "test"
    for school in (1, 9):
        with pytest.raises(policy.Denied) as denied:
            policy.require_at(an, acts.PUPIL_EDIT, school)
        assert str(denied.value) == "Uw functie laat dit aan deze school niet toe."


def test_record_that_may_not_be_seen_reads_as_one_that_is_not_there(people):
    one, two = people
    policy.register_scope(User, lambda _who, _act: Q(pk=one.pk))
    an = asker(TEACHER)
    assert policy.find(User, str(one.pk), by=an, act=acts.PUPIL_VIEW) == one
    for pk in (two.pk, 0, "geen nummer"):
        with pytest.raises(Http404) as missing:
            policy.find(User, pk, by=an, act=acts.PUPIL_VIEW)
        assert str(missing.value) == "Geen gebruiker gevonden."


def test_field_that_a_page_has_no_business_with_is_not_read(people):
    one, _two = people
    policy.register_scope(User, lambda _who, _act: Q())
    found = [
        policy.find(User, one.pk, by=SYSTEM, act=acts.PUPIL_VIEW, without=without)
        for without in ((), ("password", "email"))
    ]
    assert [each.get_deferred_fields() for each in found] == [set(), {"password", "email"}]


def test_page_without_a_record_asks_whether_the_act_is_allowed_anywhere():
    request = RequestFactory().get("/")
    request.principal = asker(TEACHER)
    assert allowed(request, acts.PUPIL_VIEW) is request.principal
    with pytest.raises(policy.Denied) as denied:
        allowed(request, acts.PUPIL_EDIT)
    assert str(denied.value) == "Uw functie laat dit niet toe."


def test_templates_get_the_principal_and_nobody_where_there_is_none():
    request = RequestFactory().get("/")
    assert context.principal(request) == {"principal": NOBODY}
    request.principal = asker(TEACHER)
    assert context.principal(request) == {"principal": asker(TEACHER)}
