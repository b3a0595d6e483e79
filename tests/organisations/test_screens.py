import re
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from leerrecht.access.models import User
from leerrecht.organisations.models import Board, Centre, Membership, Organisation, School
from tests.enrolment.world import World
from tests.factories import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


def shown(response):
    return [row.record.user.last_name for row in response.context["table"].page.object_list]


def at(world, **more):
    organisation = Organisation.objects.get(pk=world.a.school.pk)
    return MembershipFactory.create(organisation=organisation, **more)


def test_who_works_here_now_later_and_before():
    world = World()
    at(world, user__last_name="Later", period=DateRange(date(2026, 12, 1), None))
    at(world, user__last_name="Vroeger", period=DateRange(date(2020, 9, 1), date(2026, 9, 1)))
    client = world.client("directeur")
    address = reverse("member-list")
    assert shown(client.get(address)) == ["Gebruiker directeur", "Leerkracht Alfa"]
    assert shown(client.get(address, {"when": "later"})) == ["Later"]
    assert shown(client.get(address, {"when": "vroeger"})) == ["Vroeger"]
    assert len(shown(client.get(address, {"when": "alle"}))) == 4
    assert shown(client.get(address, {"role": "leerkracht"})) == ["Leerkracht Alfa"]
    assert shown(client.get(address, {"organisation": world.b.school.pk})) == []


def test_head_of_a_centre_sees_the_centre_alone():
    world = World()
    assert shown(world.client("clbhoofd").get(reverse("member-list"))) == ["Gebruiker clbhoofd"]


def test_list_takes_the_same_queries_for_many_as_for_few(django_assert_max_num_queries):
    world = World()
    client = world.client("directeur")
    with django_assert_max_num_queries(10) as few:
        client.get(reverse("member-list"))
    for _number in range(60):
        at(world)
    with django_assert_max_num_queries(10) as many:
        assert len(shown(client.get(reverse("member-list")))) == 50
    assert len(many) == len(few)


def test_somebody_with_an_account_is_appointed_by_name():
    world = World()
    user = world.b.team.user
    data = {
        "user": user.username.upper(),
        "organisation": world.a.school.pk,
        "role": "begeleider",
        "first": "2026-11-20",
    }
    assert world.client("directeur").post(reverse("member-new"), data).url == reverse("member-list")
    made = Membership.objects.get(user=user, organisation=world.a.school.pk)
    assert (made.role, made.period) == ("begeleider", DateRange(date(2026, 11, 20), None))


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        (
            {"user": "niemand"},
            {"user": ["Er is geen account met deze gebruikersnaam. Kijk de naam na, of maak een nieuw account."]},
        ),
        ({"last": "2026-11-19"}, {"last": ["De laatste dag (19/11/2026) ligt vóór de eerste dag (20/11/2026)."]}),
        ({"first": ""}, {"first": ["Dit veld is verplicht."]}),
    ],
)
def test_wrong_appointment_is_told(wrong, errors):
    world = World()
    user = world.b.team.user
    data = {"user": user.username, "organisation": world.a.school.pk, "role": "begeleider", "first": "2026-11-20"}
    response = world.client("directeur").post(reverse("member-new"), data | wrong)
    assert response.context["form"].errors == errors


def test_new_account_shows_its_password_once():
    world = World()
    client = world.client("directeur")
    data = {
        "first_name": "An", "last_name": "Baert", "username": "an.baert", "organisation": world.a.school.pk,
        "role": "leerkracht", "first": "2026-11-20",
    }  # fmt: skip
    response = client.post(reverse("member-account"), data)
    password = re.search(r"<code>([a-z2-9-]{23})</code>", response.content.decode())[1]
    assert response["Cache-Control"] == "no-store"
    assert User.objects.get(username="an.baert").check_password(password)
    assert password not in client.get(reverse("member-list")).content.decode()
    again = client.post(reverse("member-account"), data)
    assert list(again.context["form"].errors) == ["username"]
    assert User.objects.filter(username="an.baert").count() == 1


def test_username_with_spaces_is_refused():
    response = World().client("directeur").post(reverse("member-account"), {"username": "an baert"})
    assert response.context["form"].errors["username"] == ["Gebruik alleen letters, cijfers en . - _ @."]


def test_role_ends():
    world = World()
    client = world.client("directeur")
    address = reverse("member-end", args=[world.a.membership.pk])
    assert client.post(address, {"last": "1999-01-01"}).context["form"].errors == {
        "last": ["De functie begon op 01/01/2000; de laatste dag kan niet vroeger zijn."]
    }
    client.post(address, {"last": "2026-11-20"})
    assert Membership.objects.get(pk=world.a.membership.pk).period.upper == date(2026, 11, 21)


def test_operator_makes_board_centre_and_school():
    world = World()
    client = world.client("beheerder")
    client.post(reverse("board-new"), {"name": "Kogeka"})
    client.post(reverse("centre-new"), {"name": "CLB Kempen"})
    board = Board.objects.get(name="Kogeka")
    data = {"name": "Sint-Jan", "number": "034567", "level": "secundair", "school_kind": "gewoon", "board": board.pk}
    assert client.post(reverse("school-new"), data).url == reverse("school-list")
    assert Centre.objects.filter(name="CLB Kempen").exists()
    school = School.objects.get(number="034567")
    assert client.post(reverse("school-new"), data).context["form"].errors == {
        "number": ["Instellingsnummer 034567 is al van Sint-Jan. Kijk het nummer na."]
    }
    client.post(reverse("school-edit", args=[school.pk]), data | {"name": "Sint-Jan en Marie"})
    assert School.objects.get(pk=school.pk).name == "Sint-Jan en Marie"


def test_a_name_twice_is_told_and_kept():
    world = World()
    response = world.client("beheerder").post(reverse("board-new"), {"name": world.a.school.board.name})
    assert list(response.context["form"].errors) == ["name"]
    assert world.a.school.board.name in response.content.decode()
