"""Writing many half-days at once: each compare-and-set, with the history of who replaced what."""

from dataclasses import replace
from datetime import date

import pytest

from leerrecht.attendance.domain.half_days import Change, remove, write
from leerrecht.attendance.models import HalfDay, HalfDayHistory
from tests.factories import SYSTEM, PlacementFactory, half_day, principal

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)


@pytest.fixture
def change():
    enrolment = PlacementFactory.create().enrolment
    return Change(
        school_year=2026,
        pupil_id=enrolment.pupil_id,
        date=MONDAY,
        part="vm",
        enrolment_id=enrolment.pk,
        school_id=enrolment.school_id,
        mark="Z",
    )


def stored():
    return list(HalfDay.objects.values_list("mark", "version"))


def test_half_day_is_written_when_nothing_stood_there(change):
    assert write([change], by=SYSTEM, source="attest") == {change.id}
    assert stored() == [("Z", 1)]


def test_half_day_that_somebody_changed_meanwhile_is_left(change):
    half_day(HalfDay(enrolment_id=change.enrolment_id).enrolment, MONDAY, "vm", "B")
    assert write([change], by=SYSTEM, source="attest") == set()
    assert write([replace(change, seen=2)], by=SYSTEM, source="attest") == set()
    assert remove([replace(change, seen=2)], by=SYSTEM) == set()
    assert stored() == [("B", 1)]


def test_half_day_that_was_seen_is_replaced_and_kept_in_the_history(change):
    half_day(HalfDay(enrolment_id=change.enrolment_id).enrolment, MONDAY, "vm", "-")
    who = principal("secretariaat", HalfDay.objects.get().school)
    assert write([replace(change, seen=1)], by=who, source="attest") == {change.id}
    assert remove([replace(change, seen=2)], by=who) == {change.id}
    assert stored() == []
    kept = HalfDayHistory.objects.filter(pupil_id=change.pupil_id).order_by("id")
    assert list(kept.values_list("mark", "change", "replaced_by_id")) == [
        ("-", "U", who.user_id),
        ("Z", "D", who.user_id),
    ]


def test_nothing_to_write_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert (write([], by=SYSTEM, source="attest"), remove([], by=SYSTEM)) == (set(), set())
