"""A class in a week."""

from datetime import date

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.attendance.domain.entries import Entry
from leerrecht.attendance.domain.register import save_register
from leerrecht.attendance.models import HalfDay
from leerrecht.enrolment.models import FreeDay
from tests.attendance.test_register_screen import NOW, client_of, member, teacher_of
from tests.factories import SYSTEM, TODAY, ClassGroupFactory, PlacementFactory, ServiceFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def group():
    return ClassGroupFactory.create(name="3A")


def address(group, day=TODAY):
    return f"/registers/{group.pk}/week/{day.isoformat()}/"


def test_week_shows_every_half_day_with_the_reason_where_there_is_none(group):
    FreeDay.objects.create(school=group.school, date=date(2026, 11, 19), reason="pedagogische studiedag")
    pupil = PlacementFactory.create(class_group=group).enrolment.pupil
    save_register(
        by=SYSTEM, class_group_id=group.pk, date=MONDAY, part="nm", entries=[Entry(pupil.pk, "Z", 0)], taken=True
    )
    week = client_of(teacher_of(group)).get(address(group)).context["week"]
    assert week.monday == MONDAY
    assert [(column.date.day, column.part, column.closed, column.taken) for column in week.columns] == [
        (16, "vm", "", False), (16, "nm", "", True), (17, "vm", "", False), (17, "nm", "", False),
        (18, "vm", "", False), (18, "nm", "woensdagnamiddag", False),
        (19, "vm", "pedagogische studiedag", False), (19, "nm", "pedagogische studiedag", False),
        (20, "vm", "", False), (20, "nm", "", False),
    ]  # fmt: skip
    assert [cell.cell.mark for cell in week.rows[0].cells] == ["", "Z", "", "", "", "", "", "", "", ""]


def test_pupil_who_came_in_the_week_has_cells_from_that_day_on(group):
    PlacementFactory.create(class_group=group, period=DateRange(date(2026, 11, 18), date(2027, 9, 1)))
    week = client_of(teacher_of(group)).get(address(group)).context["week"]
    assert [cell.enrolled for cell in week.rows[0].cells] == [False] * 4 + [True] * 6


def test_week_of_another_class_is_not_found_and_the_clb_only_looks(group):
    PlacementFactory.create(class_group=group)
    other = ClassGroupFactory.create(school=group.school, name="4Z")
    assert client_of(teacher_of(other)).get(address(group)).status_code == 404
    clb = client_of(member("clb", ServiceFactory.create(school=group.school).centre))
    page = clb.get(address(group))
    assert (page.status_code, page.context["may_take"]) == (200, False)
    assert b"register-letter" not in page.content


def fields(pupil, day, part, mark, was="", seen=0):
    end = f"{pupil.pk}-{day.isoformat()}-{part}"
    return {f"mark-{end}": mark, f"was-{end}": was, f"seen-{end}": str(seen)}


def test_plain_form_of_a_week_saves_each_half_day(group):
    pupil = PlacementFactory.create(class_group=group).enrolment.pupil
    typed = {
        **fields(pupil, MONDAY, "vm", "z"),
        **fields(pupil, MONDAY, "nm", ""),
        **fields(pupil, TODAY, "vm", "B"),
    }
    client_of(teacher_of(group)).post(address(group), typed)
    found = HalfDay.objects.order_by("date", "part").values_list("date", "part", "mark")
    assert list(found) == [(MONDAY, "vm", "Z"), (TODAY, "vm", "B")]
    client_of(teacher_of(group)).post(address(group), fields(pupil, MONDAY, "vm", "", was="Z", seen=1))
    assert list(HalfDay.objects.values_list("date", "mark")) == [(TODAY, "B")]


def test_plain_form_of_a_week_with_one_bad_letter_writes_nothing(group):
    pupil = PlacementFactory.create(class_group=group).enrolment.pupil
    typed = {**fields(pupil, MONDAY, "vm", "Z"), **fields(pupil, TODAY, "vm", "H")}
    page = client_of(teacher_of(group)).post(address(group), typed, follow=True)
    (message,) = page.context["messages"]
    assert str(message).endswith("Er is niets bewaard.")
    assert HalfDay.objects.count() == 0


@pytest.mark.parametrize("count", [2, 12])
def test_week_keeps_its_query_budget(group, count, django_assert_max_num_queries):
    PlacementFactory.create_batch(count, class_group=group)
    client = client_of(teacher_of(group))
    with django_assert_max_num_queries(9):
        assert len(client.get(address(group)).context["week"].rows) == count
