from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access import acts
from leerrecht.access.policy import Denied
from leerrecht.enrolment import domain
from leerrecht.enrolment.domain.queries import calendar
from leerrecht.enrolment.models import FreeDay
from leerrecht.facts.models import Change
from tests.factories import SYSTEM, EnrolmentFactory, SchoolFactory, half_day, principal

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)


def refused(**arguments):
    with pytest.raises(ValidationError) as caught:
        domain.add_free_day(by=SYSTEM, **arguments)
    return caught.value.message_dict


def free(school, day, part="", reason="studiedag"):
    return FreeDay.objects.create(school=school, date=day, part=part, reason=reason)


def school_days(school):
    found = calendar.school_days(
        to=SYSTEM, act=acts.SCHOOL_VIEW, schools=[school.pk], first=date(2026, 9, 1), last=date(2027, 8, 31)
    )
    return found[school.pk]


def test_a_week_holds_nine_half_days_less_the_schools_own_free_ones(django_assert_num_queries):
    school = SchoolFactory.create()
    assert len(calendar.held_between(school.pk, MONDAY, FRIDAY)) == 9
    free(school, date(2026, 11, 17))
    free(school, date(2026, 11, 19), "nm")
    with django_assert_num_queries(1):
        held = calendar.held_between(school.pk, MONDAY, FRIDAY)
    assert held == [
        (MONDAY, "vm"),
        (MONDAY, "nm"),
        (date(2026, 11, 18), "vm"),
        (date(2026, 11, 19), "vm"),
        (FRIDAY, "vm"),
        (FRIDAY, "nm"),
    ]
    days = school_days(school)
    assert [(at.date, at.part) for at in days.held_between(MONDAY, FRIDAY)] == held
    assert days.why_free_day(date(2026, 11, 17)) == "studiedag"
    assert days.why_free_day(date(2026, 11, 19)) == ""


def test_half_days_over_two_school_years_come_in_order():
    school = SchoolFactory.create()
    assert calendar.held_between(school.pk, date(2026, 6, 30), date(2026, 9, 1)) == [
        (date(2026, 6, 30), "vm"), (date(2026, 6, 30), "nm"), (date(2026, 9, 1), "vm"), (date(2026, 9, 1), "nm")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "part", "reason"),
    [
        (MONDAY, "vm", ""),
        (MONDAY, "nm", "studiedag"),
        (date(2026, 11, 18), "nm", "woensdagnamiddag"),
        (date(2026, 11, 22), "vm", "weekend"),
        (date(2026, 11, 3), "vm", "herfstvakantie"),
        (date(2026, 11, 11), "vm", "Wapenstilstand"),
        (date(1990, 11, 12), "vm", "voor dit schooljaar is er geen schoolkalender"),
    ],
)
def test_why_there_are_no_lessons(day, part, reason):
    school = SchoolFactory.create()
    free(school, MONDAY, "nm")
    assert school_days(school).why_free(day, part) == reason


def test_free_day_of_another_school_counts_not():
    school = SchoolFactory.create()
    free(SchoolFactory.create(), MONDAY)
    assert (MONDAY, "vm") in calendar.held_between(school.pk, MONDAY, MONDAY)
    assert school_days(school).held(MONDAY) == ["vm", "nm"]


def test_last_school_day_and_the_half_days_around():
    school = SchoolFactory.create()
    free(school, date(2026, 11, 9))
    assert calendar.last_school_day(school.pk, date(2026, 11, 22)) == FRIDAY
    assert calendar.last_school_day(school.pk, date(2026, 11, 9)) == date(2026, 10, 30)
    days = school_days(school)
    assert days.last_school_day(date(2026, 11, 9)) == date(2026, 10, 30)
    assert days.step(date(2026, 10, 30), "nm", 1) == calendar.HalfDayAt(date(2026, 11, 10), "vm")
    assert days.step(date(2026, 11, 10), "vm", -1) == calendar.HalfDayAt(date(2026, 10, 30), "nm")


def test_an_afternoon_begins_at_noon():
    keys = [(FRIDAY, "vm"), (FRIDAY, "nm"), (date(2026, 11, 23), "vm")]
    assert calendar.begun(keys, datetime(2026, 11, 20, 11, 59)) == keys[:1]
    assert calendar.begun(keys, datetime(2026, 11, 20, 12)) == keys[:2]
    assert sorted([keys[1], keys[0]], key=calendar.in_order) == keys[:2]


def test_no_last_school_day_before_the_first():
    school = SchoolFactory.create()
    free(school, date(2026, 9, 1))
    assert calendar.last_school_day(school.pk, date(2026, 9, 1)) is None


@pytest.mark.parametrize(("day", "year"), [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026)])
def test_school_year_turns_on_the_first_of_september(day, year):
    assert calendar.current_school_year(day) == year
    assert calendar.school_year_label(2026) == "2026-2027"


def test_free_days_of_several_schools_in_one_query(django_assert_num_queries):
    one, two = SchoolFactory.create(), SchoolFactory.create()
    free(one, MONDAY)
    free(one, FRIDAY, "vm")
    with django_assert_num_queries(1):
        found = calendar.free_days_of([one.pk, two.pk])
    assert (found[one.pk].days, found[one.pk].parts) == ({MONDAY}, {(FRIDAY, "vm")})
    assert (found[two.pk].days, found[two.pk].parts) == (frozenset(), frozenset())


def test_free_day_is_added_and_tells_on_all_pupils_of_the_year():
    enrolment = EnrolmentFactory.create()
    EnrolmentFactory.create()
    domain.add_free_day(by=SYSTEM, school=enrolment.school, date=MONDAY, reason="studiedag")
    assert calendar.held_between(enrolment.school_id, MONDAY, MONDAY) == []
    assert list(Change.objects.values_list("pupil_id", flat=True)) == [enrolment.pupil_id]


def test_free_day_twice_is_refused():
    school = SchoolFactory.create()
    free(school, MONDAY)
    assert refused(school=school, date=MONDAY, reason="x") == {
        "date": ["16/11/2026 staat al als vrije dag. Haal die eerst weg om ze te wijzigen."]
    }


@pytest.mark.parametrize(
    ("day", "part", "message"),
    [
        (date(2026, 11, 11), "", "Op 11/11/2026 is er al geen les: Wapenstilstand. Kies een andere dag."),
        (date(2026, 11, 18), "nm", "Op 18/11/2026 is er al geen les: woensdagnamiddag. Kies een andere dag."),
        (date(1990, 11, 12), "", "Voor 12/11/1990 is er geen schoolkalender."),
    ],
)
def test_free_day_without_lessons_is_refused(day, part, message):
    assert refused(school=SchoolFactory.create(), date=day, part=part, reason="x") == {"date": [message]}


def test_free_day_without_a_reason_is_refused():
    assert list(refused(school=SchoolFactory.create(), date=MONDAY, reason="  ")) == ["reason"]


def test_free_day_with_marks_is_refused_with_their_number():
    enrolment = EnrolmentFactory.create()
    half_day(enrolment, MONDAY, "vm")
    half_day(enrolment, MONDAY, "nm")
    half_day(EnrolmentFactory.create(), date(2026, 11, 17), "vm")
    assert refused(school=enrolment.school, date=MONDAY, reason="x") == {
        "date": ["Op 16/11/2026 zijn al 2 halve dagen ingevuld in het register. Haal die eerst weg."]
    }
    assert refused(school=enrolment.school, date=MONDAY, part="nm", reason="x") == {
        "date": ["Op 16/11/2026 is al 1 halve dag ingevuld in het register. Haal die eerst weg."]
    }
    domain.add_free_day(by=SYSTEM, school=enrolment.school, date=date(2026, 11, 17), reason="x")


def test_free_day_is_removed_by_who_manages_the_school():
    school = SchoolFactory.create()
    day = free(school, MONDAY)
    with pytest.raises(Denied):
        domain.remove_free_day(by=principal("directeur", SchoolFactory.create()), free_day=day)
    with pytest.raises(Denied):
        domain.add_free_day(by=principal("begeleider", school), school=school, date=FRIDAY, reason="x")
    domain.remove_free_day(by=principal("directeur", school), free_day=day)
    assert FreeDay.objects.count() == 0
