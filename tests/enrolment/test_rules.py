from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.access import acts
from leerrecht.access.policy import visible
from leerrecht.enrolment import domain
from leerrecht.people.models import Contact, Pupil
from tests.factories import EnrolmentFactory, principal

pytestmark = pytest.mark.django_db
MOVED = date(2026, 10, 1)


def moved():
    """A pupil who went from one school to another in October."""
    first = EnrolmentFactory.create(period=DateRange(date(2026, 9, 1), MOVED))
    second = EnrolmentFactory.create(pupil=first.pupil, period=DateRange(MOVED, date(2027, 9, 1)))
    Contact.objects.create(pupil=first.pupil, name="Els", legal_role="ouder")
    return first, second


def counts(who):
    return [
        visible(Pupil, to=who, act=acts.PUPIL_VIEW).count(),
        visible(Pupil, to=who, act=acts.PUPIL_EDIT).count(),
        visible(Contact, to=who, act=acts.PUPIL_VIEW).count(),
    ]


def test_the_school_of_before_sees_that_the_pupil_was_there_and_no_contacts():
    first, second = moved()
    assert counts(principal("secretariaat", first.school)) == [1, 0, 0]
    assert counts(principal("secretariaat", second.school)) == [1, 1, 1]


def test_a_school_keeps_the_record_of_who_left_to_nowhere_that_is_known():
    first = EnrolmentFactory.create(period=DateRange(date(2026, 9, 1), MOVED))
    assert counts(principal("secretariaat", first.school)) == [1, 1, 0]


def test_both_schools_of_a_pupil_in_two_parts_keep_the_record():
    first = EnrolmentFactory.create(share="deel1")
    second = EnrolmentFactory.create(share="deel2", pupil=first.pupil, period=DateRange(MOVED, date(2027, 9, 1)))
    for enrolment in (first, second):
        assert counts(principal("secretariaat", enrolment.school)) == [1, 1, 0]


def test_a_pupil_who_comes_back_is_enrolled_again_by_the_school_of_before():
    first, second = moved()
    second.period = DateRange(MOVED, date(2026, 11, 1))
    second.save()
    who = principal("secretariaat", first.school)
    domain.enrol(by=who, pupil=first.pupil, school=first.school, first_day=date(2026, 11, 20))
    assert counts(who) == [1, 1, 1]
