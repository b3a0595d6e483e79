from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.enrolment.contributors import inschrijvingen
from leerrecht.enrolment.models import FreeDay
from leerrecht.law.casus import Inschrijving, Leerling
from leerrecht.people.contributors import leerlingen
from tests.factories import TODAY, EnrolmentFactory, PupilFactory, SchoolFactory

pytestmark = pytest.mark.django_db
CHRISTMAS = date(2026, 12, 25)


def of(pupil):
    return inschrijvingen([pupil.pk], TODAY)[pupil.pk]


def test_pupil_as_the_law_sees_it():
    pupil = PupilFactory.create(nationality="SY", register_entry=date(2026, 1, 5), distance_km="4.2")
    PupilFactory.create(merged_into=pupil)
    assert leerlingen([pupil.pk, pupil.pk + 1], TODAY) == {
        pupil.pk: [
            Leerling(
                date(2011, 5, 3),
                nationaliteit="SY",
                register_inschrijving=date(2026, 1, 5),
                afstand_school_km=4.2,
            )
        ]
    }


def test_enrolment_as_the_law_sees_it(django_assert_num_queries):
    enrolment = EnrolmentFactory.create(b_brought_along=3, track="duaal")
    school = enrolment.school
    FreeDay.objects.create(school=school, date=date(2026, 11, 16), reason="x")
    FreeDay.objects.create(school=school, date=date(2026, 11, 17), part="nm", reason="x")
    with django_assert_num_queries(2):
        found = of(enrolment.pupil)
    assert found == [
        Inschrijving(
            van=date(2026, 9, 1),
            tot=date(2027, 8, 31),
            school=str(school.pk),
            niveau="secundair",
            soort="gewoon",
            stelsel="duaal",
            b_vorige_school=3,
            vrije_dagen=frozenset({date(2026, 11, 16)}),
            vrije_halve_dagen=frozenset({(date(2026, 11, 17), "nm")}),
        )
    ]


def test_pupil_without_enrolment_gives_nothing():
    assert of(PupilFactory.create()) == []


def spans(found):
    return [(item.school, item.van, item.tot, item.b_vorige_school) for item in found]


def test_years_at_the_same_school_are_one_enrolment():
    this = EnrolmentFactory.create()
    label = str(this.school.pk)
    EnrolmentFactory.create(
        pupil=this.pupil, school=this.school, school_year=2025, period=DateRange(date(2025, 9, 1), date(2026, 9, 1))
    )
    assert spans(of(this.pupil)) == [(label, date(2025, 9, 1), date(2027, 8, 31), None)]


def test_change_of_school_within_the_year_counts_no_total_twice():
    first = EnrolmentFactory.create(period=DateRange(date(2026, 9, 1), CHRISTMAS), b_brought_along=1)
    second = EnrolmentFactory.create(
        pupil=first.pupil, period=DateRange(CHRISTMAS, date(2027, 9, 1)), b_brought_along=4
    )
    assert spans(of(first.pupil)) == [
        (str(first.school.pk), date(2026, 9, 1), date(2026, 12, 24), 1),
        (str(second.school.pk), CHRISTMAS, date(2027, 8, 31), None),
    ]


def test_of_two_part_time_enrolments_the_first_leads():
    first = EnrolmentFactory.create(share="deel1", period=DateRange(date(2026, 10, 1), CHRISTMAS))
    second = EnrolmentFactory.create(pupil=first.pupil, share="deel2", school=SchoolFactory.create())
    assert spans(of(first.pupil)) == [
        (str(second.school.pk), date(2026, 9, 1), date(2026, 9, 30), None),
        (str(first.school.pk), date(2026, 10, 1), date(2026, 12, 24), None),
        (str(second.school.pk), CHRISTMAS, date(2027, 8, 31), None),
    ]
