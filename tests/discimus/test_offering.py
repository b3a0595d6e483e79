"""What is laid out for AGODI, and what never is."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from leerrecht.access.models import LogEntry
from leerrecht.access.policy import Denied
from leerrecht.attendance.models import HalfDay
from leerrecht.discimus.domain import cleaning, connecting
from leerrecht.discimus.models import Attempt, Connection, Message
from leerrecht.enrolment.models import Enrolment
from leerrecht.people.domain.merging import merge_pupils
from tests.discimus.world import DAY, MONDAY, TUESDAY, World
from tests.factories import SYSTEM, TODAY, EnrolmentFactory, SchoolFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SENT = ("A", "B", "H", "M", "P", "R", "Z")


def test_seven_codes_are_laid_out_and_the_other_two_marks_never():
    world = World()
    pupils = {mark: world.known() for mark in (*SENT, "L", "-")}
    undecided = world.known()
    for mark, enrolment in pupils.items():
        world.mark(enrolment, mark)
    world.mark(undecided, "P")
    HalfDay.objects.filter(pupil_id=undecided.pupil_id).update(approved_at=None)
    assert world.offer() == 7
    assert sorted(world.states()) == [("2026-11-16 vm", mark, "wacht") for mark in SENT]
    assert world.offer() == 0


def test_what_is_from_before_the_connection_or_still_to_come_is_not_told():
    world = World()
    enrolment = world.known()
    world.mark(enrolment, "Z", MONDAY - 3 * DAY)
    world.mark(enrolment, "Z", TODAY + 3 * DAY)
    assert world.offer() == 0
    assert world.offer(TODAY + 3 * DAY) == 1


def test_enrolment_goes_before_absences_and_its_end_is_told():
    world = World()
    enrolment = world.pupil()
    world.mark(enrolment, "B")
    world.run()
    subject = f"inschrijving {enrolment.pk}"
    school, insz = world.school.number, enrolment.pupil.insz
    assert [content["over"] for _kind, content in world.double.taken.values()] == [subject, "2026-11-16 vm"]
    assert world.double.knows == {
        (school, insz, subject): "2026-09-01/",
        (school, insz, "2026-11-16 vm"): "B",
    }
    Enrolment.objects.filter(pk=enrolment.pk).update(period=(date(2026, 9, 1), TODAY))
    world.run()
    assert world.double.knows[school, insz, subject] == "2026-09-01/2026-11-19"


def test_content_has_no_name_and_no_ground():
    world = World()
    enrolment = world.known(first_name="Noor", last_name="Claes")
    world.mark(enrolment, "Z")
    HalfDay.objects.update(ground="jeugdbescherming")
    world.run()
    kind, content = list(world.double.taken.values())[-1]
    assert (kind, content) == (
        "afwezigheid",
        {
            "instellingsnummer": "912345", "leerling": enrolment.pupil.insz, "over": "2026-11-16 vm", "waarde": "Z",
            "datum": "2026-11-16", "dagdeel": "vm", "code": "Z",
        },
    )  # fmt: skip


def test_change_before_sending_replaces_and_after_sending_adds():
    world = World()
    enrolment = world.known()
    world.mark(enrolment, "B")
    world.offer()
    world.mark(enrolment, "Z")
    assert (world.offer(), world.offer()) == (1, 0)
    world.run()
    world.mark(enrolment, "")
    world.run()
    assert world.states() == [
        ("2026-11-16 vm", "B", "vervallen"),
        ("2026-11-16 vm", "Z", "bevestigd"),
        ("2026-11-16 vm", "", "bevestigd"),
    ]
    assert list(Message.objects.filter(current=True, kind="afwezigheid").values_list("value", flat=True)) == [""]
    assert len(world.double.knows) == 1


def test_reason_that_is_unknown_again_waits_and_late_withdraws():
    world = World()
    enrolment = world.known()
    world.mark(enrolment, "Z")
    world.run()
    world.mark(enrolment, "-")
    assert world.offer() == 0
    world.mark(enrolment, "L")
    assert world.offer() == 1
    assert world.states()[-1] == ("2026-11-16 vm", "", "wacht")


def test_school_that_is_not_connected_tells_nothing():
    world = World(connected=False)
    world.mark(world.pupil(), "B")
    elsewhere = EnrolmentFactory.create(school=SchoolFactory.create())
    world.mark(elsewhere, "B", TUESDAY)
    assert (world.offer(), Message.objects.count()) == (0, 0)
    world.connect()
    assert set(Message.objects.values_list("school_id", flat=True)) == {world.school.pk}


def test_connecting_is_for_the_desk_and_for_days_of_this_school_year():
    world = World(connected=False)
    for wrong in (TODAY + DAY, date(2026, 8, 31)):
        with pytest.raises(ValidationError, match="dit schooljaar"):
            world.connect(wrong)
    for role in ("leerkracht", "begeleider"):
        with pytest.raises(Denied):
            connecting.connect(by=world.by(role), school=world.school, since=MONDAY)
    world.connect()
    assert Connection.objects.get().since == MONDAY
    assert list(
        LogEntry.objects.filter(organisation_id=world.school.pk).order_by("pk").values_list("act", flat=True)
    ) == ["discimus.connect"]


def test_disconnecting_drops_what_was_not_sent_and_keeps_what_may_have_arrived():
    world = World()
    first, second = world.known(), world.known()
    world.mark(first, "B")
    world.double.failures = 1
    world.run()
    world.mark(second, "B")
    world.offer()
    connecting.disconnect(by=world.by("directeur"), school=world.school)
    assert [state for _subject, _value, state in world.states()] == ["later", "vervallen"]
    assert world.offer() == 0
    with pytest.raises(ValidationError, match="niets door"):
        connecting.disconnect(by=world.by("directeur"), school=world.school)
    with pytest.raises(Denied):
        connecting.offer_again(by=world.by("leerkracht"), school=world.school, keys=[])


def test_messages_follow_when_two_records_become_one():
    world = World()
    keep, drop = world.known(), world.known()
    world.mark(keep, "Z")
    world.mark(drop, "Z")
    world.mark(drop, "B", TUESDAY)
    world.run()
    world.mark(drop, "R", MONDAY, "nm")
    world.offer()
    Enrolment.objects.filter(pk=drop.pk).update(period=(date(2026, 9, 1), date(2026, 9, 2)))
    Enrolment.objects.filter(pk=keep.pk).update(period=(date(2026, 9, 2), date(2027, 9, 1)))
    drop.pupil.insz = None
    drop.pupil.save()
    merge_pupils(by=SYSTEM, keep=keep.pupil, drop=drop.pupil)
    assert not Message.objects.filter(pupil=drop.pupil).exists()
    current = Message.objects.filter(current=True, kind="afwezigheid").order_by("subject")
    assert [(one.subject, one.value) for one in current] == [("2026-11-16 vm", "Z"), ("2026-11-17 vm", "B")]
    world.run()
    assert world.double.knows[world.school.number, keep.pupil.insz, "2026-11-16 nm"] == "R"


def test_records_do_not_become_one_while_an_answer_is_lost():
    world = World()
    keep, drop = world.known(), world.known(insz=None)
    world.double.refuses = lambda _kind, _content: None
    world.mark(keep, "B")
    world.double.failures = 1
    world.run()
    with pytest.raises(ValidationError, match="nog geen antwoord"):
        merge_pupils(by=SYSTEM, keep=keep.pupil, drop=drop.pupil)


def test_messages_go_when_they_are_compared_no_longer():
    world = World()
    enrolment = world.known()
    world.mark(enrolment, "B")
    world.run()
    assert cleaning.clean(TODAY) == 0
    Message.objects.filter(kind="inschrijving").update(school_year=2024)
    assert (cleaning.clean(TODAY), Message.objects.count(), Attempt.objects.count()) == (1, 1, 1)
