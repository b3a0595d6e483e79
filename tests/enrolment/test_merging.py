from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.attendance.models import HalfDay, HalfDayHistory, HalfDayNote, LessonMark
from leerrecht.documents.models import Upload
from leerrecht.enrolment.models import Enrolment, Placement, YearResult
from leerrecht.facts.models import Change, Fact
from leerrecht.people import domain
from leerrecht.people.models import Contact, Pupil
from tests.factories import (
    SYSTEM,
    ClassGroupFactory,
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


def two_halves():
    """A record for each part of the week, with one half-day that both have marked."""
    keep, drop = EnrolmentFactory.create(share="deel1"), EnrolmentFactory.create(share="deel2")
    half_day(keep, date(2026, 9, 7), "vm", mark="B")
    half_day(drop, date(2026, 9, 7), "vm", mark="Z")
    half_day(drop, date(2026, 9, 7), "nm", mark="R")
    return keep, drop


def test_merge_names_half_days_that_differ_and_moves_nothing():
    keep, drop = two_halves()
    with pytest.raises(ValidationError) as caught:
        domain.merge_pupils(by=SYSTEM, keep=keep.pupil, drop=drop.pupil)
    assert caught.value.messages == [
        "De twee fiches spreken elkaar tegen. Kies wat juist is:",
        "07/09/2026, voormiddag: B (problematisch afwezig) tegenover Z (ziek).",
    ]
    assert (HalfDay.objects.filter(pupil_id=drop.pupil_id).count(), LogEntry.objects.count()) == (2, 0)


@pytest.mark.parametrize(("choice", "stays", "goes"), [("keep", "B", "Z"), ("drop", "Z", "B")])
def test_merge_keeps_the_mark_that_was_chosen_and_the_other_in_history(choice, stays, goes):
    keep, drop = two_halves()
    domain.merge_pupils(by=SYSTEM, keep=keep.pupil, drop=drop.pupil, choices={"2026-09-07-vm": choice})
    marks = HalfDay.objects.order_by("part").values_list("pupil_id", "part", "mark")
    assert list(marks) == [(keep.pupil_id, "nm", "R"), (keep.pupil_id, "vm", stays)]
    history = HalfDayHistory.objects.filter(change="D", pupil=keep.pupil).values_list("part", "mark")
    assert list(history) == [("vm", goes)]


def test_merge_keeps_of_two_equal_marks_the_one_with_a_ground():
    keep, drop = EnrolmentFactory.create(share="deel1"), EnrolmentFactory.create(share="deel2")
    for part, mine, theirs in (("vm", "", "ziek_medisch"), ("nm", "ziek_ouderverklaring", "")):
        half_day(keep, date(2026, 9, 7), part, mark="Z")
        half_day(drop, date(2026, 9, 7), part, mark="Z")
        HalfDay.objects.filter(pupil=keep.pupil, part=part).update(ground=mine)
        HalfDay.objects.filter(pupil=drop.pupil, part=part).update(ground=theirs)
    domain.merge_pupils(by=SYSTEM, keep=keep.pupil, drop=drop.pupil)
    assert list(HalfDay.objects.order_by("part").values_list("pupil_id", "part", "ground")) == [
        (keep.pupil_id, "nm", "ziek_ouderverklaring"), (keep.pupil_id, "vm", "ziek_medisch")
    ]  # fmt: skip


def test_merge_tells_no_code_of_a_school_that_is_not_ones_own():
    keep, drop = two_halves()
    who = principal("secretariaat", keep.school)
    told = [(one.what, one.keep, one.drop) for one in domain.conflicts(by=who, keep=keep.pupil, drop=drop.pupil)]
    assert told == [("07/09/2026, voormiddag", "B (problematisch afwezig)", "een code van een andere school")]


def test_merge_names_a_dozen_and_counts_the_rest():
    keep, drop = EnrolmentFactory.create(share="deel1"), EnrolmentFactory.create(share="deel2")
    for day in range(1, 30):
        on = date(2026, 9, day)
        if on.weekday() < 5:
            half_day(keep, on, "vm", mark="B")
            half_day(drop, on, "vm", mark="Z")
    with pytest.raises(ValidationError) as caught:
        domain.merge_pupils(by=SYSTEM, keep=keep.pupil, drop=drop.pupil)
    assert (len(caught.value.messages), caught.value.messages[-1]) == (14, "En nog 9 andere.")


def same_school(**more):
    """One child enrolled twice at one school: from September, and from November."""
    keep = PlacementFactory.create(
        enrolment__period=DateRange(date(2026, 9, 1), date(2026, 12, 1)), enrolment__grade=3,
        period=DateRange(date(2026, 9, 1), date(2026, 12, 1)),
    )  # fmt: skip
    year = DateRange(date(2026, 11, 2), date(2027, 9, 1))
    drop = PlacementFactory.create(
        class_group=ClassGroupFactory.create(school=keep.class_group.school), enrolment__period=year, period=year,
        enrolment__studierichting="Latijn", enrolment__b_brought_along=4, **more,
    )  # fmt: skip
    return keep, drop


def test_overlapping_enrolments_at_one_school_become_one():
    keep, drop = same_school()
    old = half_day(keep.enrolment, date(2026, 9, 7), "vm", mark="Z")
    new = half_day(drop.enrolment, date(2026, 12, 7), "vm", mark="B")
    lesson = LessonMark.objects.create(
        pupil=drop.enrolment.pupil, enrolment=drop.enrolment, date=date(2026, 12, 8), part="vm", hour=2
    )
    YearResult.objects.create(enrolment=drop.enrolment, attest="A", decided_on=date(2027, 6, 30))
    pupil = keep.enrolment.pupil
    domain.merge_pupils(by=SYSTEM, keep=pupil, drop=drop.enrolment.pupil)
    (enrolment,) = Enrolment.objects.all()
    assert (enrolment.pk, enrolment.pupil, enrolment.period) == (
        keep.enrolment_id, pupil, DateRange(date(2026, 9, 1), date(2027, 9, 1))
    )  # fmt: skip
    assert (enrolment.grade, enrolment.studierichting, enrolment.b_brought_along) == (3, "Latijn", 4)
    assert enrolment.result.attest == "A"
    assert list(enrolment.placements.order_by("period").values_list("class_group_id", "period")) == [
        (keep.class_group_id, DateRange(date(2026, 9, 1), date(2026, 12, 1))),
        (drop.class_group_id, DateRange(date(2026, 12, 1), date(2027, 9, 1))),
    ]
    assert list(HalfDay.objects.order_by("date").values_list("pupil_id", "date", "enrolment_id")) == [
        (pupil.pk, old.date, enrolment.pk), (pupil.pk, new.date, enrolment.pk)
    ]  # fmt: skip
    lesson.refresh_from_db()
    assert (lesson.pupil, lesson.enrolment) == (pupil, enrolment)
    assert LogEntry.objects.get(pupil_id=pupil.pk).detail["moved"]["enrolments_joined"] == 1


def test_join_takes_along_a_second_enrolment_of_the_kept_record():
    keep, drop = same_school()
    later = EnrolmentFactory.create(
        pupil=keep.enrolment.pupil, school=keep.class_group.school,
        period=DateRange(date(2027, 1, 11), date(2027, 9, 1)), share="deel1",
    )  # fmt: skip
    domain.merge_pupils(by=SYSTEM, keep=keep.enrolment.pupil, drop=drop.enrolment.pupil)
    (enrolment,) = Enrolment.objects.all()
    assert (enrolment.pk, enrolment.share) == (keep.enrolment_id, "voltijds")
    assert not Enrolment.objects.filter(pk=later.pk).exists()


def test_join_leaves_a_class_where_the_kept_record_has_one():
    keep, drop = same_school()
    Placement.objects.filter(pk=keep.pk).update(period=DateRange(date(2026, 11, 16), None))
    domain.merge_pupils(by=SYSTEM, keep=keep.enrolment.pupil, drop=drop.enrolment.pupil)
    assert list(Placement.objects.order_by("period").values_list("class_group_id", "period")) == [
        (drop.class_group_id, DateRange(date(2026, 11, 2), date(2026, 11, 16))),
        (keep.class_group_id, DateRange(date(2026, 11, 16), None)),
    ]


def test_two_parts_of_the_week_at_one_school_stay_two():
    keep, drop = same_school(enrolment__share="deel2")
    Enrolment.objects.filter(pk=keep.enrolment_id).update(share="deel1")
    domain.merge_pupils(by=SYSTEM, keep=keep.enrolment.pupil, drop=drop.enrolment.pupil)
    assert Enrolment.objects.filter(pupil=keep.enrolment.pupil).count() == 2


def test_join_of_different_levels_or_results_is_refused():
    keep, drop = same_school(enrolment__kind="buitengewoon")
    with pytest.raises(ValidationError, match="ander niveau, soort onderwijs"):
        domain.merge_pupils(by=SYSTEM, keep=keep.enrolment.pupil, drop=drop.enrolment.pupil)
    Enrolment.objects.filter(pk=drop.enrolment_id).update(kind="gewoon")
    YearResult.objects.create(enrolment=keep.enrolment, attest="A", decided_on=date(2027, 6, 30))
    theirs = YearResult.objects.create(enrolment=drop.enrolment, attest="C", decided_on=date(2027, 6, 30))
    with pytest.raises(ValidationError, match="verschillend eindresultaat"):
        domain.merge_pupils(by=SYSTEM, keep=keep.enrolment.pupil, drop=drop.enrolment.pupil)
    assert Enrolment.objects.get(pk=drop.enrolment_id).pupil == drop.enrolment.pupil
    theirs.attest = "A"
    theirs.save()
    domain.merge_pupils(by=SYSTEM, keep=keep.enrolment.pupil, drop=drop.enrolment.pupil)
    assert YearResult.objects.get().enrolment_id == keep.enrolment_id


def test_merge_moves_files_and_notes():
    first, second = two_records()
    file = Upload.objects.create(
        organisation_id=first.school_id, pupil_id=first.pupil_id, compartment="attest", name="a.pdf",
        content_type="application/pdf", size=1, sha256="x", content=b"x",
    )  # fmt: skip
    note = HalfDayNote.objects.create(
        pupil=first.pupil, school=first.school, date=date(2026, 9, 7), part="vm", text="moeder belde"
    )
    domain.merge_pupils(by=SYSTEM, keep=second.pupil, drop=first.pupil)
    file.refresh_from_db()
    note.refresh_from_db()
    assert (file.pupil_id, note.pupil) == (second.pupil_id, second.pupil)


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
