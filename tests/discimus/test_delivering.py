"""In order, once, and asked after where the answer was lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.utils import timezone

from leerrecht.access.models import LogEntry
from leerrecht.discimus.domain import connecting
from leerrecht.discimus.models import Attempt, Message
from leerrecht.discimus.tasks import clean_yearly, exchange
from leerrecht.discimus.transport import Refused, Unreachable, deliver, transport
from leerrecht.discimus.transport.test_double import NAME, TestDouble
from tests.discimus.world import MONDAY, TUESDAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
MINUTE = timedelta(minutes=1)


def test_lost_answer_is_asked_after_and_later_messages_of_the_pupil_wait():
    world = World()
    one, other = world.known(), world.known()
    for enrolment in (one, other):
        world.mark(enrolment, "B")
        world.mark(enrolment, "Z", TUESDAY)
    double, now = TestDouble(failures=1), timezone.now()
    assert world.run(double, now=now) == 2
    assert [state for _subject, _value, state in world.states()] == ["later", "wacht", "bevestigd", "bevestigd"]
    first = Message.objects.get(state="later")
    assert (first.tries, first.next_at, first.channel) == (1, now + 5 * MINUTE, NAME)
    assert world.run(double, now=now + 4 * MINUTE) == 0
    calls = double.calls
    assert world.run(double, now=now + 6 * MINUTE) == 2
    # One question, and one message that was not sent before.
    assert (double.calls - calls, len(double.taken)) == (2, 4)
    first.refresh_from_db()
    assert (first.state, first.receipt) == ("bevestigd", f"PROEF-{str(first.key)[:8]}")
    assert [(one.number, one.answer) for one in first.attempts.all()] == [(1, "geen antwoord"), (2, first.receipt)]


def test_message_that_never_arrived_is_sent_again_with_its_key():
    world = World()
    world.mark(world.known(), "B")
    double, now = TestDouble(failures=2, arrives=False), timezone.now()
    world.run(double, now=now)
    assert double.taken == {}
    world.run(double, now=now + 6 * MINUTE)
    message = Message.objects.get(kind="afwezigheid")
    assert (message.tries, message.next_at) == (2, now + 36 * MINUTE)
    assert world.run(double, now=now + 40 * MINUTE) == 1
    assert list(double.taken) == [str(message.key)]


def test_try_of_a_process_that_was_killed_is_asked_after_when_it_is_lost():
    world = World()
    world.mark(world.known(), "B")
    world.offer()
    now, message = timezone.now(), Message.objects.get(kind="afwezigheid")
    Message.objects.filter(pk=message.pk).update(tries=1)
    Attempt.objects.create(message=message, number=1, begun_at=now)
    assert world.run(now=now + 9 * MINUTE) == 0
    assert world.run(now=now + 11 * MINUTE) == 1


def test_change_while_nobody_knows_whether_it_arrived_waits_for_the_answer():
    world = World()
    enrolment = world.known()
    world.mark(enrolment, "B")
    double, now = TestDouble(failures=1), timezone.now()
    world.run(double, now=now)
    world.mark(enrolment, "Z")
    assert world.offer() == 0
    world.run(double, now=now + 6 * MINUTE)
    world.run(double, now=now + 7 * MINUTE)
    assert [(value, state) for _subject, value, state in world.states()] == [("B", "bevestigd"), ("Z", "bevestigd")]
    assert [content["code"] for _kind, content in double.taken.values()] == ["B", "Z"]


def test_refusal_stands_until_it_is_put_right_or_offered_again():
    world = World()
    enrolment = world.known(insz=None)
    message = Message.objects.get()
    assert (message.state, message.refused_because, message.about) == (
        "geweigerd", "het rijksregisternummer ontbreekt", "leerling",
    )  # fmt: skip
    assert world.run() == 0
    enrolment.pupil.insz = "12091599959"
    enrolment.pupil.save()
    assert connecting.offer_again(by=world.by("secretariaat"), school=world.school, keys=[message.pk]) == 1
    assert world.run() == 1
    assert list(Message.objects.order_by("pk").values_list("state", flat=True)) == ["vervallen", "bevestigd"]
    with pytest.raises(ValidationError, match="minstens één"):
        connecting.offer_again(by=world.by("secretariaat"), school=world.school, keys=[message.pk])


def test_refused_code_that_changes_goes_by_itself_and_a_later_message_passes_it():
    world = World()
    enrolment = world.known()
    world.mark(enrolment, "H")
    world.mark(enrolment, "B", TUESDAY)
    world.double.refuses = lambda _kind, content: Refused("mag niet", "code") if content["waarde"] == "H" else None
    assert world.run() == 1
    world.mark(enrolment, "P")
    world.run()
    assert world.states() == [
        ("2026-11-16 vm", "H", "vervallen"),
        ("2026-11-17 vm", "B", "bevestigd"),
        ("2026-11-16 vm", "P", "bevestigd"),
    ]
    world.mark(enrolment, "H")
    world.run()
    world.mark(enrolment, "P")
    world.run()
    # What AGODI still knows is right again: nothing to send.
    assert world.states()[-1] == ("2026-11-16 vm", "H", "vervallen")


def test_message_without_an_answer_is_asked_after_at_once_where_somebody_asks():
    world = World()
    world.mark(world.known(), "B")
    double, now = TestDouble(failures=1), timezone.now()
    world.run(double, now=now)
    later = Message.objects.get(state="later")
    connecting.offer_again(by=world.by("directeur"), school=world.school, keys=[later.pk])
    assert world.run(double, now=now + MINUTE) == 1
    assert LogEntry.objects.get(act="discimus.again").detail == {"refused": 0, "later": 1}


def test_run_ends_where_the_service_is_away():
    world = World()
    for _number in range(5):
        world.pupil()
    double = TestDouble(failures=99)
    world.run(double)
    assert double.calls == 3


def test_run_sends_no_more_than_it_was_given():
    world = World()
    for _number in range(3):
        world.mark(world.pupil(), "B", MONDAY)
    assert [world.run(most=2), world.run(most=3), world.run()] == [2, 3, 1]


def test_each_answer_is_logged_with_the_pupil_and_without_the_code():
    world = World()
    enrolment = world.known()
    entry = LogEntry.objects.get(act="discimus.answer")
    assert (entry.pupil_id, entry.organisation_id, entry.detail) == (
        enrolment.pupil_id, world.school.pk, {"state": "bevestigd", "kind": "inschrijving"},
    )  # fmt: skip


def test_job_lays_out_without_a_transport_and_sends_with_one():
    world = World()
    world.pupil()
    exchange(0)
    clean_yearly(0)
    assert (transport(), Message.objects.get().state) == (None, "wacht")
    with override_settings(AGODI_CHANNEL="leerrecht.discimus.transport.test_double.TestDouble"):
        exchange(0)
    assert Message.objects.get().state == "bevestigd"


def test_what_a_double_answered_is_told_anew_once_there_is_a_real_transport():
    world = World()
    world.mark(world.known(), "B")
    world.known(insz=None)
    world.mark(world.pupil(), "Z")
    world.run(TestDouble(failures=1))
    path = f"{__name__}.Real"
    with override_settings(AGODI_CHANNEL=path):
        exchange(0)
        exchange(0)
    found = Message.objects.exclude(state="vervallen").order_by("pk")
    assert set(found.values_list("state", "channel", "trial")) == {
        ("bevestigd", "echt", False), ("geweigerd", "echt", False),
    }  # fmt: skip
    assert (found.count(), LogEntry.objects.filter(act="discimus.forget").count()) == (5, 1)


class Real(TestDouble):
    name, double = "echt", False


def test_answer_to_a_question_that_gets_none_is_no_answer():
    class Away(TestDouble):
        def ask(self, key):
            raise Unreachable(key)

    answer = deliver(Away(), "k", "melding", {"van": "2026-11-20"}, again=True)
    assert isinstance(answer, Unreachable)
    assert TestDouble().send("k", "melding", {}) == Refused("de begindatum ontbreekt")
    assert TestDouble().send("k", "afwezigheid", {"leerling": "1", "waarde": "Q"}) == Refused(
        "de code bestaat niet", "code"
    )
