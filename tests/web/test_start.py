from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from leerrecht.attendance.models import HalfDay, Register
from leerrecht.organisations.models import Organisation
from leerrecht.web.tasks import Task, tasks
from tests.factories import (
    SCHOOL_YEAR,
    TODAY,
    YEAR,
    BoardFactory,
    ClassGroupFactory,
    ClassTeamFactory,
    MembershipFactory,
    PlacementFactory,
    PupilFactory,
    SchoolFactory,
    UserFactory,
    principal,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 30, tzinfo=ZoneInfo("Europe/Brussels"))


@pytest.fixture(autouse=True)
def friday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def member(role, place):
    user = UserFactory.create(first_name="Mieke")
    MembershipFactory.create(user=user, organisation=Organisation.objects.get(pk=place.pk), role=role)
    return user


def absent(placement, mark, day=TODAY, part="vm"):
    enrolment = placement.enrolment
    return HalfDay.objects.create(
        school_year=YEAR,
        pupil_id=enrolment.pupil_id,
        date=day,
        part=part,
        enrolment_id=enrolment.pk,
        school_id=enrolment.school_id,
        mark=mark,
        source="register",
        entered_at=timezone.now(),
        version=1,
    )


def only_today_open(group):
    """All registers of the year taken but the one of this forenoon."""
    from leerrecht.law import calendar

    school = calendar.school_calendar(YEAR)
    start = calendar.first_day(YEAR)
    for place, byte in enumerate(school.held):
        day = start.fromordinal(start.toordinal() + place // 2)
        if byte == ord(".") and day < TODAY:
            part = calendar.PARTS[place % 2]
            Register.objects.create(class_group=group, date=day, part=part, taken_at=timezone.now())


def test_cards_count_what_waits_and_say_what_is_in_order():
    placement = PlacementFactory.create()
    only_today_open(placement.class_group)
    absent(placement, "-")
    absent(placement, "P", part="nm")
    assert tasks(principal("directeur", placement.class_group.school), timezone.localtime()) == [
        Task("worklist-who", "Wie heeft ons nodig", 0, "Geen enkele leerling heeft iets openstaan."),
        Task("worklist-registers", "Registers nog niet genomen", 1, "1 van vandaag"),
        Task(
            "worklist-unknown",
            "Afwezigheden zonder reden",
            1,
            "halve dag van 1 leerling, van 20 november",
        ),
        Task(
            "worklist-p",
            "P ter goedkeuring",
            1,
            "halve dag P (persoonlijke reden) van 1 leerling wacht op uw beslissing",
        ),
        Task("worklist-notes", "Ouderbriefje: vierde en volgende", 0, "Geen enkel briefje vraagt nog om een brief."),
    ]


def test_cards_of_another_school_do_not_count():
    absent(PlacementFactory.create(), "-")
    own = SchoolFactory.create()
    assert [task.count for task in tasks(principal("directeur", own), timezone.localtime())] == [0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("leerkracht", ["worklist-registers"]),
        ("secretariaat", ["worklist-who", "worklist-registers", "worklist-unknown", "worklist-notes"]),
        ("begeleider", ["worklist-who", "worklist-registers", "worklist-unknown", "worklist-notes"]),
    ],
)
def test_cards_are_those_of_the_role(role, names):
    assert [task.name for task in tasks(principal(role, SchoolFactory.create()), timezone.localtime())] == names


def test_teacher_sees_the_registers_of_own_classes_of_today_and_no_other(client):
    school = SchoolFactory.create()
    own = PlacementFactory.create(class_group=ClassGroupFactory.create(school=school, name="3MTA")).class_group
    PlacementFactory.create(class_group=ClassGroupFactory.create(school=school, name="5LAW"))
    teacher = member("leerkracht", school)
    ClassTeamFactory.create(class_group=own, user=teacher, period=SCHOOL_YEAR)
    client.force_login(teacher)
    html = client.get("/").content.decode()
    assert f'href="/registers/{own.pk}/2026-11-20/vm/"' in html
    assert "3MTA" in html
    assert "5LAW" not in html


def test_board_sees_numbers_of_its_schools_and_no_pupil(client):
    school = SchoolFactory.create(name="Sint-Jozef")
    group = ClassGroupFactory.create(school=school)
    for number in range(3):
        pupil = PupilFactory.create(first_name="Zwijger", last_name=f"Geheim {number}")
        PlacementFactory.create(class_group=group, enrolment__pupil=pupil)
    other = SchoolFactory.create(name="Elders")
    client.force_login(member("bestuur", school.board))
    response = client.get("/")
    html = response.content.decode()
    assert [(s.name, s.class_count, s.pupil_count) for s in response.context["schools"]] == [("Sint-Jozef", 1, 3)]
    assert other.name not in html
    assert "Geheim" not in html
    assert "Zwijger" not in html


def test_operator_sees_how_many_organisations_there_are(client):
    SchoolFactory.create()
    operator = Organisation.objects.create(kind="beheer", name="Beheer")
    client.force_login(member("beheerder", operator))
    assert [(kind.count, kind.label) for kind in client.get("/").context["kinds"]] == [
        (1, "schoolbestuur"), (1, "school"), (0, "CLB's"),
    ]  # fmt: skip


def test_somebody_without_a_role_is_told_why_there_is_nothing(client):
    client.force_login(UserFactory.create())
    assert "U hebt op dit ogenblik geen functie" in client.get("/").content.decode()


@pytest.mark.parametrize("number", [1, 12])
def test_start_of_a_board_costs_the_same_number_of_queries_for_any_number_of_schools(
    client, number, django_assert_max_num_queries
):
    board = BoardFactory.create()
    for _number in range(number):
        school = SchoolFactory.create(board=board)
        PlacementFactory.create(class_group=ClassGroupFactory.create(school=school))
    client.force_login(member("bestuur", board))
    with django_assert_max_num_queries(4):
        client.get("/")


def test_start_of_a_board_with_many_schools_tells_their_numbers_and_lets_look_for_one(client):
    board = BoardFactory.create()
    for name in ("Abeel", "Berk", "Ceder", "Den"):
        PlacementFactory.create(class_group__school=SchoolFactory.create(name=f"Verre {name}", board=board))
    PlacementFactory.create()
    client.force_login(member("bestuur", board))
    response = client.get("/")
    html = response.content.decode()
    assert response.context["totals"] == {"schools": 4, "classes": 4, "pupils": 4}
    assert "Verre" not in html
    assert 'action="/scholen/"' in html
    found = client.get("/scholen/", {"q": "verre ceder"}).context["schools"]
    assert [school.name for school in found] == ["Verre Ceder"]


@pytest.mark.parametrize("number", [1, 12])
def test_start_of_a_teacher_costs_the_same_number_of_queries_for_any_number_of_classes(
    client, number, django_assert_max_num_queries
):
    school = SchoolFactory.create()
    teacher = member("leerkracht", school)
    for _number in range(number):
        group = PlacementFactory.create(class_group=ClassGroupFactory.create(school=school)).class_group
        ClassTeamFactory.create(class_group=group, user=teacher, period=SCHOOL_YEAR)
    client.force_login(teacher)
    with django_assert_max_num_queries(15):
        client.get("/")


@pytest.mark.parametrize(("role", "way"), [("secretariaat", 'href="/invoer/"'), ("leerkracht", "Het secretariaat")])
def test_start_of_a_school_without_pupils_says_how_to_begin(client, role, way):
    school = SchoolFactory.create()
    client.force_login(member(role, school))
    body = client.get("/").content.decode()
    assert "Nog geen leerlingen" in body
    assert way in body
    assert "Alle registers zijn genomen" not in body
    PlacementFactory.create(class_group__school=school)
    client.force_login(member("directeur", school))
    assert "Nog geen leerlingen" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("/leerlingen/", "Nog geen leerlingen"),
        ("/klassen/", "Leerlingen invoeren"),
        ("/registers/", "Leerlingen invoeren"),
        ("/groepen/nieuw/", "Een groep bestaat uit leerlingen van klassen."),
        ("/attesten/", "Nog geen attesten"),
    ],
)
def test_empty_list_of_a_new_school_has_a_next_step(client, address, text):
    client.force_login(member("secretariaat", SchoolFactory.create()))
    body = client.get(address).content.decode()
    assert text in body
