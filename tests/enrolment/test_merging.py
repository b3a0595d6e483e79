from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.attendance.models import HalfDay, HalfDayHistory
from leerrecht.enrolment.models import Enrolment
from leerrecht.facts.models import Change, Fact
from leerrecht.people import domain
from leerrecht.people.models import Contact, Pupil
from tests.factories import (
    SYSTEM,
    EnrolmentFactory,
    PlacementFactory,
    PupilFactory,
    PupilNumberFactory,
    SchoolFactory,
    half_day,
    principal,
)

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)


def two_records():
    """One child at two schools, one after the other, with a record each."""
    first = EnrolmentFactory.create(period=DateRange(date(2026, 9, 1), OCTOBER))
    second = EnrolmentFactory.create(period=DateRange(OCTOBER, date(2027, 9, 1)))
    return first, second


def test_merge_moves_everything_and_leaves_a_pointer():
    first, second = two_records()
    keep, drop = second.pupil, first.pupil
    sibling = PupilFactory.create()
    drop.siblings.add(sibling)
    number = PupilNumberFactory.create(pupil=drop)
    contact = Contact.objects.create(pupil=drop, name="Els", legal_role="ouder")
    fact = Fact.objects.create(pupil_id=drop.pk, date=OCTOBER, kind="contact_ouders")
    mark = half_day(first, date(2026, 9, 7), "vm")
    Pupil.objects.filter(pk=drop.pk).update(insz="85073003328", home_language="ar")
    domain.merge_pupils(by=SYSTEM, keep=keep, drop=drop)
    keep.refresh_from_db()
    drop.refresh_from_db()
    for record in (number, contact, fact, first):
        record.refresh_from_db()
    assert (drop.merged_into, drop.insz, keep.insz, keep.home_language) == (keep, None, "85073003328", "ar")
    assert {number.pupil, contact.pupil, first.pupil} == {keep}
    assert fact.pupil_id == keep.pk
    assert list(keep.siblings.all()) == [sibling]
    assert list(HalfDay.objects.values_list("pupil_id", "date", "part", "mark", "enrolment_id")) == [
        (keep.pk, mark.date, "vm", mark.mark, first.pk)
    ]
    assert set(Change.objects.values_list("pupil_id", flat=True)) == {keep.pk, drop.pk}
    assert set(LogEntry.objects.values_list("act", "pupil_id")) == {("pupil.merge", keep.pk), ("pupil.merge", drop.pk)}


def test_merge_keeps_the_mark_of_the_kept_record_and_the_other_in_history():
    pupil = PupilFactory.create()
    keep_enrolment = EnrolmentFactory.create(pupil=pupil, share="deel1")
    drop_enrolment = EnrolmentFactory.create(share="deel2")
    half_day(keep_enrolment, date(2026, 9, 7), "vm", mark="B")
    half_day(drop_enrolment, date(2026, 9, 7), "vm", mark="Z")
    half_day(drop_enrolment, date(2026, 9, 7), "nm", mark="R")
    domain.merge_pupils(by=SYSTEM, keep=pupil, drop=drop_enrolment.pupil)
    marks = HalfDay.objects.order_by("part").values_list("pupil_id", "part", "mark")
    assert list(marks) == [(pupil.pk, "nm", "R"), (pupil.pk, "vm", "B")]
    history = HalfDayHistory.objects.filter(change="D").values_list("pupil_id", "part", "mark")
    assert list(history) == [(pupil.pk, "vm", "Z")]


def test_merge_with_overlapping_enrolments_is_refused_and_moves_nothing():
    keep = EnrolmentFactory.create()
    drop = EnrolmentFactory.create(school__name="Sint-Jan")
    number = PupilNumberFactory.create(pupil=drop.pupil)
    with pytest.raises(ValidationError) as caught:
        domain.merge_pupils(by=SYSTEM, keep=keep.pupil, drop=drop.pupil)
    assert caught.value.messages == [
        (
            "De inschrijvingen van de twee fiches overlappen: Sint-Jan van 01/09/2026 tot en met 31/08/2027. "
            "Verkort of verwijder eerst één van beide inschrijvingen, voeg daarna samen."
        )
    ]
    number.refresh_from_db()
    assert (number.pupil, Enrolment.objects.get(pk=drop.pk).pupil) == (drop.pupil, drop.pupil)
    assert (Change.objects.count(), LogEntry.objects.count()) == (0, 0)


def test_merge_of_two_children_with_different_national_numbers_is_refused():
    keep, drop = PupilFactory.create(insz="85073003328"), PupilFactory.create(insz="17073003384")
    with pytest.raises(ValidationError) as caught:
        domain.merge_pupils(by=SYSTEM, keep=keep, drop=drop)
    assert caught.value.messages == [
        (
            "De twee fiches hebben een verschillend rijksregister- of BIS-nummer. Het zijn twee kinderen, "
            "of één nummer is fout: verbeter dat eerst."
        )
    ]


def test_a_bis_number_gives_way_to_a_national_number():
    keep, drop = PupilFactory.create(insz="98472899765"), PupilFactory.create(insz="85073003328")
    assert domain.merge_pupils(by=SYSTEM, keep=keep, drop=drop).insz == "85073003328"


def test_merge_with_itself_or_with_a_merged_record_is_refused():
    keep, drop = PupilFactory.create(), PupilFactory.create()
    with pytest.raises(ValidationError):
        domain.merge_pupils(by=SYSTEM, keep=keep, drop=keep)
    domain.merge_pupils(by=SYSTEM, keep=keep, drop=drop)
    with pytest.raises(ValidationError):
        domain.merge_pupils(by=SYSTEM, keep=PupilFactory.create(), drop=drop)


def test_a_record_to_which_another_points_takes_that_one_along():
    first, second, third = PupilFactory.create_batch(3)
    domain.merge_pupils(by=SYSTEM, keep=second, drop=first)
    domain.merge_pupils(by=SYSTEM, keep=third, drop=second)
    first.refresh_from_db()
    assert first.merged_into == third


def test_a_contact_on_both_records_stays_once_but_a_judges_decision_always():
    keep, drop = PupilFactory.create(), PupilFactory.create()
    Contact.objects.create(pupil=keep, name="Els Maes", legal_role="ouder")
    Contact.objects.create(pupil=drop, name="els maes", legal_role="ouder")
    Contact.objects.create(pupil=keep, name="Jan", legal_role="ouder")
    Contact.objects.create(pupil=drop, name="Jan", legal_role="ouder", barred=True, lives_with=False)
    domain.merge_pupils(by=SYSTEM, keep=keep, drop=drop)
    assert sorted(keep.contacts.values_list("name", "barred")) == [("Els Maes", False), ("Jan", False), ("Jan", True)]


def test_merge_with_a_pupil_of_another_school_is_denied():
    mine, theirs = PlacementFactory.create(), PlacementFactory.create()
    who = principal("secretariaat", mine.class_group.school)
    for keep, drop in ((mine, theirs), (theirs, mine)):
        with pytest.raises(Denied):
            domain.merge_pupils(by=who, keep=keep.enrolment.pupil, drop=drop.enrolment.pupil)


def test_merge_by_who_only_reads_is_denied():
    school = SchoolFactory.create()
    one = PlacementFactory.create(class_group__school=school)
    two = PlacementFactory.create(class_group__school=school)
    with pytest.raises(Denied):
        domain.merge_pupils(by=principal("begeleider", school), keep=one.enrolment.pupil, drop=two.enrolment.pupil)
