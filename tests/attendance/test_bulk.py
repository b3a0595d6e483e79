"""Many half-days at once: what is written, what gives way, who may."""

from datetime import date

import pytest
from django.db import connection

from leerrecht.access.policy import Denied
from leerrecht.attendance.domain import bulk
from leerrecht.attendance.models import HalfDay
from leerrecht.facts.models import Change
from tests.factories import SYSTEM, EnrolmentFactory, principal

pytestmark = pytest.mark.django_db
DAYS = [date(2026, 9, day) for day in (1, 2, 3, 4, 7)]


@pytest.fixture
def enrolment():
    return EnrolmentFactory.create()


def incoming(enrolment, marks):
    with connection.cursor() as cursor:
        bulk.open_incoming(cursor)
        cursor.executemany(
            f"INSERT INTO {bulk.INCOMING} (school_year, pupil_id, date, part, enrolment_id, school_id, mark, ground) "
            "VALUES (2026, %s, %s, 'vm', %s, %s, %s, '')",
            [
                (enrolment.pupil_id, day, enrolment.pk, enrolment.school_id, mark)
                for day, mark in zip(DAYS, marks, strict=True)
            ],
        )


def stored():
    return "".join(HalfDay.objects.order_by("date").values_list("mark", flat=True))


def test_marks_are_merged_chunk_by_chunk_and_the_pupil_is_noticed(enrolment, monkeypatch):
    monkeypatch.setattr(bulk, "CHUNK", 2)
    done = []
    incoming(enrolment, "BBZR-")
    assert bulk.merge_marks(by=SYSTEM, progress=done.append) == bulk.Merged(written=5, same=0, kept=0)
    assert (stored(), done) == ("BBZR-", [0.6, 1.0, 1.0])
    assert set(Change.objects.values_list("pupil_id", flat=True)) == {enrolment.pupil_id}


def test_marks_by_a_person_are_kept_and_equal_ones_left(enrolment):
    incoming(enrolment, "BBZR-")
    bulk.merge_marks(by=SYSTEM, progress=lambda _part: None)
    HalfDay.objects.filter(date=DAYS[1]).update(source="register")
    incoming(enrolment, "ZZZZZ")
    assert bulk.merge_marks(by=SYSTEM, trial=True, progress=lambda _part: None) == bulk.Merged(3, 1, 1)
    assert stored() == "BBZR-"
    assert bulk.merge_marks(by=SYSTEM, progress=lambda _part: None) == bulk.Merged(3, 1, 1)
    assert stored() == "ZBZZZ"


def test_who_may_not_import_at_the_school_is_denied(enrolment):
    incoming(enrolment, "BBZR-")
    with pytest.raises(Denied):
        bulk.merge_marks(by=principal("begeleider", enrolment.school), progress=lambda _part: None)
    assert stored() == ""
