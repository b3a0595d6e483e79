"""The registers of a day and the register of a class on a half-day, per persona."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from leerrecht.access.models import User
from leerrecht.attendance.domain.entries import Entry
from leerrecht.attendance.domain.register import save_register
from leerrecht.attendance.models import Register
from leerrecht.enrolment.models import FreeDay
from leerrecht.organisations.models import Organisation
from tests.factories import (
    SYSTEM,
    TODAY,
    ClassGroupFactory,
    ClassTeamFactory,
    MembershipFactory,
    PlacementFactory,
    ServiceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOW = "2026-11-20 10:00:00+01:00"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def group():
    return ClassGroupFactory.create(name="3A", school__name="Sint-Jozef")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def member(role: str, organisation, **names) -> User:
    user = UserFactory.create(**names)
    MembershipFactory.create(user=user, organisation=Organisation.objects.get(pk=organisation.pk), role=role)
    return user


def teacher_of(group) -> User:
    user = member("leerkracht", group.school)
    ClassTeamFactory.create(class_group=group, user=user)
    return user


def url(group, day=TODAY, part="vm", name="register"):
    return reverse(name, args=[group.pk, day.isoformat(), part])


def test_register_of_own_class_shows_pupils_and_what_is_known(group):
    noor = PlacementFactory.create(class_group=group, enrolment__pupil__last_name="Aerts").enrolment.pupil
    PlacementFactory.create(class_group=group, enrolment__pupil__last_name="Baert")
    save_register(
        by=SYSTEM, class_group_id=group.pk, date=TODAY, part="vm", entries=[Entry(noor.pk, "Z", 0)], taken=False
    )
    response = client_of(teacher_of(group)).get(url(group))
    assert response.status_code == 200
    assert [(row.name, row.cell.mark, row.cell.version) for row in response.context["sheet"].rows] == [
        ("Noor Aerts", "Z", 1),
        ("Noor Baert", "", 0),
    ]
    assert response.context["sheet"].taken_at is None


def test_register_of_another_class_is_not_found_for_a_teacher(group):
    other = ClassGroupFactory.create(school=group.school, name="4Z")
    assert client_of(teacher_of(group)).get(url(other)).status_code == 404


@pytest.mark.parametrize(
    ("role", "status", "may_take"), [("secretariaat", 200, True), ("directeur", 200, True), ("begeleider", 200, True)]
)
def test_register_is_taken_by_those_who_work_at_the_school(group, role, status, may_take):
    PlacementFactory.create(class_group=group)
    response = client_of(member(role, group.school)).get(url(group))
    assert (response.status_code, response.context["may_take"]) == (status, may_take)


def test_register_is_seen_and_not_taken_by_the_clb(group):
    PlacementFactory.create(class_group=group)
    clb = member("clb", ServiceFactory.create(school=group.school).centre)
    response = client_of(clb).get(url(group))
    assert (response.status_code, response.context["may_take"]) == (200, False)
    assert b"opslaan" in response.content
    assert b'type="radio"' not in response.content
    assert client_of(clb).post(url(group), {"taken": "1"}).status_code == 403
    assert Register.objects.count() == 0


def test_register_is_not_found_for_the_board_or_another_school(group):
    other = ClassGroupFactory.create()
    for user in (member("bestuur", group.school.board), member("secretariaat", other.school)):
        assert client_of(user).get(url(group)).status_code == 404


def test_register_without_sign_in_asks_for_it(group):
    response = Client().get(url(group))
    assert (response.status_code, response["Location"]) == (302, f"/aanmelden/?next={url(group)}")


@pytest.mark.parametrize(
    ("day", "part", "reason"),
    [
        (date(2026, 11, 3), "vm", "herfstvakantie"),
        (date(2026, 11, 11), "vm", "Wapenstilstand"),
        (date(2026, 11, 18), "nm", "woensdagnamiddag"),
        (date(2026, 11, 21), "vm", "weekend"),
        (date(2026, 11, 19), "vm", "pedagogische studiedag"),
        (date(2025, 11, 20), "vm", "deze klas bestond in een ander schooljaar"),
    ],
)
def test_register_on_a_half_day_without_lessons_says_why_and_where_to_go(group, day, part, reason):
    FreeDay.objects.create(school=group.school, date=date(2026, 11, 19), reason="pedagogische studiedag")
    PlacementFactory.create(class_group=group)
    response = client_of(teacher_of(group)).get(url(group, day, part))
    assert response.status_code == 200
    assert response.context["sheet"].closed == reason
    assert b"register-rows" not in response.content
    assert response.context["previous"] is not None


def test_neighbours_skip_wednesday_afternoon_weekend_and_holiday(group):
    client = client_of(teacher_of(group))
    wednesday = client.get(url(group, date(2026, 11, 18), "vm")).context
    assert (wednesday["next"].date, wednesday["next"].part) == (date(2026, 11, 19), "vm")
    monday = client.get(url(group, date(2026, 11, 9), "vm")).context
    assert (monday["previous"].date, monday["previous"].part) == (date(2026, 10, 30), "nm")


@pytest.mark.parametrize(("day", "part"), [
        ("2026-13-01", "vm"), ("gisteren", "vm"), ("2026-11-20", "avond"), ("0001-01-01", "vm"), ("9999-12-31", "vm"),
    ],
)  # fmt: skip
def test_register_of_no_half_day_is_not_found(group, day, part):
    assert client_of(teacher_of(group)).get(f"/registers/{group.pk}/{day}/{part}/").status_code == 404


def test_codes_follow_level_and_role(group):
    PlacementFactory.create(class_group=group)
    teacher = client_of(teacher_of(group)).get(url(group)).context["sheet"].rows[0]
    office = client_of(member("secretariaat", group.school)).get(url(group)).context["sheet"].rows[0]
    assert "".join(choice.letter for choice in teacher.choices) == "RZMB-L"
    assert "".join(choice.letter for choice in office.choices) == "RZMPB-L"


def test_code_a_is_offered_only_before_compulsory_education(group):
    for last_name, born in (("Aerts", date(2023, 5, 1)), ("Baert", date(2021, 5, 1))):
        PlacementFactory.create(
            class_group=group, enrolment__level="kleuter", enrolment__pupil__last_name=last_name,
            enrolment__pupil__birth_date=born,
        )  # fmt: skip
    rows = client_of(teacher_of(group)).get(url(group)).context["sheet"].rows
    assert ["".join(choice.letter for choice in row.choices) for row in rows] == ["ARZB-L", "RZB-L"]


def test_future_register_offers_only_what_can_be_known_ahead(group):
    PlacementFactory.create(class_group=group)
    response = client_of(member("secretariaat", group.school)).get(url(group, date(2026, 11, 23)))
    assert [choice.letter for choice in response.context["legend"]] == [".", "R", "Z", "M", "P"]
    assert b"data-fill" not in response.content


def test_teacher_never_sees_the_certificate_only_that_there_is_one(group):
    from leerrecht.attendance.domain import half_days
    from leerrecht.attendance.models import Certificate, Source

    place = PlacementFactory.create(class_group=group)
    certificate = Certificate.objects.create(
        pupil=place.enrolment.pupil, school=group.school, kind="medisch", first_day=TODAY, last_day=TODAY,
        note="[[attest:a]] griep", received_on=TODAY,
    )  # fmt: skip
    change = half_days.Change(
        2026, place.enrolment.pupil_id, TODAY, "vm", place.enrolment_id, group.school_id, "Z",
        certificate_id=certificate.pk,
    )  # fmt: skip
    half_days.write([change], by=SYSTEM, source=Source.CERTIFICATE)
    response = client_of(teacher_of(group)).get(url(group))
    assert response.context["sheet"].rows[0].cell.origin == "attest aanwezig"
    assert b"griep" not in response.content
    assert b"medisch" not in response.content


def test_plain_form_saves_what_was_changed_and_takes_the_register(group):
    noor = PlacementFactory.create(class_group=group, enrolment__pupil__last_name="Aerts").enrolment.pupil
    bo = PlacementFactory.create(class_group=group, enrolment__pupil__last_name="Baert").enrolment.pupil
    client = client_of(teacher_of(group))
    typed = {
        f"mark-{noor.pk}": "B", f"seen-{noor.pk}": "0", f"was-{noor.pk}": "",
        f"mark-{bo.pk}": "L", f"seen-{bo.pk}": "0", f"was-{bo.pk}": "", f"minutes-{bo.pk}": "12", "taken": "1",
    }  # fmt: skip
    response = client.post(url(group), typed, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Bewaard: het register is genomen."]
    assert [(row.cell.mark, row.cell.minutes) for row in response.context["sheet"].rows] == [("B", None), ("L", 12)]
    assert response.context["sheet"].taken_at is not None


def test_plain_form_shows_a_conflict_and_overwrites_nothing(group):
    noor = PlacementFactory.create(class_group=group, enrolment__pupil__last_name="Aerts").enrolment.pupil
    office = member("secretariaat", group.school, first_name="Sara", last_name="Maes")
    client_of(office).post(url(group), {f"mark-{noor.pk}": "Z", f"seen-{noor.pk}": "0", f"was-{noor.pk}": ""})
    response = client_of(teacher_of(group)).post(
        url(group), {f"mark-{noor.pk}": "B", f"seen-{noor.pk}": "0", f"was-{noor.pk}": ""}, follow=True
    )
    assert [str(message) for message in response.context["messages"]] == [
        (
            "Noor Aerts: intussen door Sara Maes op ziekte gezet; u koos problematisch afwezig. "
            "Er is niets overschreven: kies zo nodig opnieuw."
        ),
        "Bewaard: 0 wijziging(en).",
    ]
    assert response.context["sheet"].rows[0].cell.mark == "Z"


@pytest.mark.parametrize("typed", [{"mark": "Q"}, {"mark": "L", "minutes": "veel"}, {"mark": "B", "seen": "x"}])
def test_plain_form_refuses_what_it_cannot_read(group, typed):
    pupil = PlacementFactory.create(class_group=group).enrolment.pupil_id
    response = client_of(teacher_of(group)).post(
        url(group), {f"{name}-{pupil}": value for name, value in typed.items()}, follow=True
    )
    assert response.context["sheet"].rows[0].cell.mark == ""
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


@pytest.mark.parametrize("count", [2, 12])
def test_register_page_keeps_its_query_budget(group, count, django_assert_max_num_queries):
    PlacementFactory.create_batch(count, class_group=group)
    client = client_of(teacher_of(group))
    with django_assert_max_num_queries(11):
        assert len(client.get(url(group)).context["sheet"].rows) == count


def listed(response):
    return [
        (
            state.group.name,
            state.pupils,
            [(half.part, bool(half.closed), half.taken, half.absent) for half in state.parts],
        )
        for state in response.context["overview"].classes
    ]


def test_list_shows_own_classes_with_what_was_taken_and_who_is_absent(group):
    noor = PlacementFactory.create(class_group=group).enrolment.pupil
    bo = PlacementFactory.create(class_group=group).enrolment.pupil
    ClassGroupFactory.create(school=group.school, name="4B")
    save_register(
        by=SYSTEM, class_group_id=group.pk, date=TODAY, part="vm",
        entries=[Entry(noor.pk, "Z", 0), Entry(bo.pk, "L", 0, minutes=5)], taken=True,
    )  # fmt: skip
    response = client_of(teacher_of(group)).get("/registers/")
    assert listed(response) == [("3A", 2, [("vm", False, True, 1), ("nm", False, False, 0)])]


def test_list_on_a_wednesday_has_no_afternoon(group):
    response = client_of(teacher_of(group)).get("/registers/?datum=2026-11-18")
    assert listed(response) == [("3A", 0, [("vm", False, False, 0), ("nm", True, False, 0)])]


def test_list_on_a_day_without_school_opens_on_the_last_school_day(group):
    with time_machine.travel("2026-11-22 10:00:00+01:00", tick=False):
        response = client_of(teacher_of(group)).get("/registers/")
    assert response.context["overview"].date == TODAY
    assert response.context["why_moved"] == "weekend"
    assert "Op zondag 22 november is er geen les: weekend." in response.content.decode()


def test_list_of_a_holiday_asked_for_says_why_it_is_empty(group):
    response = client_of(teacher_of(group)).get("/registers/?datum=2026-11-03")
    assert response.context["overview"].closed == "herfstvakantie"
    assert response.context["overview"].school_day == date(2026, 10, 30)


def test_list_with_a_date_that_is_none_says_so(group):
    response = client_of(teacher_of(group)).get("/registers/?datum=morgen")
    assert response.context["wrong"] == "“morgen” is geen datum. Hieronder staat vandaag."
    assert response.context["overview"].date == TODAY


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31"])
def test_list_of_a_day_without_calendar_says_so(group, typed):
    response = client_of(teacher_of(group)).get(f"/registers/?datum={typed}")
    assert response.context["wrong"] == f"Voor “{typed}” is er geen schoolkalender. Hieronder staat vandaag."


def test_list_is_refused_to_the_board(group):
    assert client_of(member("bestuur", group.school.board)).get("/registers/").status_code == 403


def test_list_of_a_teacher_without_class_says_what_to_do(group):
    response = client_of(member("leerkracht", group.school)).get("/registers/")
    assert listed(response) == []
    assert "nog aan geen klas verbonden" in response.content.decode()


@pytest.mark.parametrize("count", [1, 6])
def test_list_keeps_its_query_budget(group, count, django_assert_max_num_queries):
    PlacementFactory.create(class_group=group)
    for number in range(count):
        PlacementFactory.create(class_group__school=group.school, class_group__name=f"5{number}")
    client = client_of(member("secretariaat", group.school))
    with django_assert_max_num_queries(9):
        assert len(listed(client.get("/registers/"))) == count + 1
