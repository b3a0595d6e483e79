import smtplib
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import timezone

from leerrecht.access.models import LogEntry
from leerrecht.attendance.domain.queries.notes import LETTER
from leerrecht.facts.models import Fact
from leerrecht.letters.domain import posted
from leerrecht.letters.domain.delivering import WAITS, send_again, send_run
from leerrecht.letters.models import Attempt, Delivery, Letter
from tests.letters.smtp_double import GREETING, mail_server
from tests.letters.world import World
from tests.running import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-20 10:00 +0100", tick=False)]


@pytest.fixture
def world():
    return World()


class BrokenBackend(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise ConnectionRefusedError("geen verbinding")


def states():
    return list(Delivery.objects.order_by("pk").values_list("way", "address", "state", "error"))


def test_mail_tells_nothing_itself_and_carries_the_letter(world):
    run = world.start(way="email")
    assert states() == [("email", "kim@test.be", "wacht", "")]
    assert (send_run(str(run.pk)), send_run(str(run.pk))) == (1, 0)
    (message,) = mail.outbox
    assert (message.to, message.reply_to, message.subject) == (
        ["kim@test.be"], ["school@test.be"], f"Brief van {world.school.name}",
    )  # fmt: skip
    assert "Noor" not in message.subject + message.body
    (attached,) = message.attachments
    assert (attached.filename, attached.mimetype, bytes(attached.content)) == (
        "brief.pdf", "application/pdf", bytes(Letter.objects.get().file.content),
    )  # fmt: skip
    assert states() == [("email", "kim@test.be", "verstuurd", "")]
    assert Delivery.objects.get().message_id == message.extra_headers["Message-ID"]


def test_letter_without_an_address_goes_on_paper(world):
    world.pupil.contacts.update(email="")
    world.start(way="email")
    assert states() == [("papier", "", "wacht", "")]


def test_installation_without_mail_server_says_that_nothing_left(world, settings):
    settings.EMAIL_BACKEND = "leerrecht.letters.domain.testmail.NowhereBackend"
    run = world.start(way="email")
    assert (send_run(str(run.pk)), states()) == (0, [("email", "kim@test.be", "proef", "")])
    assert not LogEntry.objects.filter(act="letter.sent").exists()


def test_mail_server_that_refuses_is_kept_with_what_it_said(world, settings):
    settings.EMAIL_BACKEND = "tests.letters.test_delivering.BrokenBackend"
    run = world.start(way="email")
    assert (send_run(str(run.pk)), states()) == (0, [("email", "kim@test.be", "later", "geen verbinding")])


def test_letter_about_toah_that_left_is_a_fact_for_the_law(world):
    world.start(by=world.by("secretariaat"), key="toah-informatie", values={})
    assert Fact.objects.count() == 0
    posted(by=world.by("secretariaat"), letters=Letter.objects.all())
    assert list(Fact.objects.values_list("pupil_id", "kind", "school_id", "date")) == [
        (world.pupil.pk, "ouders_geinformeerd_toah", world.school.pk, date(2026, 11, 20))
    ]


def test_letter_about_the_last_note_is_noted_at_the_note(world):
    note = world.note_of_parents(date(2026, 11, 9))
    world.start(key="vierde-briefje", values={})
    posted(by=world.by("begeleider"), letters=Letter.objects.all())
    assert list(Fact.objects.values_list("kind", "object")) == [(LETTER, str(note.pk))]


@pytest.fixture
def server(settings):
    with mail_server() as double:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", double.port, False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield double


def tries():
    return list(Attempt.objects.order_by("number").values_list("number", "left", "answer"))


def test_mail_server_of_the_tests_says_that_it_is_none(server):
    with smtplib.SMTP() as client:
        assert client.connect("127.0.0.1", server.port) == (220, GREETING[4:].encode())


def test_mail_that_is_put_off_is_tried_again_after_its_wait_and_leaves_once(world, server, time_machine):
    server.answers = ["451 even vol", "451 nog altijd vol"]
    run = world.start(way="email")
    assert (send_run(str(run.pk)), states()) == (0, [("email", "kim@test.be", "later", "451 even vol")])
    begun = timezone.now()
    assert Delivery.objects.get().next_at == begun + WAITS[0]
    assert (send_run(str(run.pk)), send_again(), tries()) == (0, 0, [(1, False, "451 even vol")])
    time_machine.move_to(begun + WAITS[0])
    assert (send_again(), Delivery.objects.get().next_at) == (0, begun + WAITS[0] + WAITS[1])
    time_machine.move_to(begun + WAITS[0] + WAITS[1])
    assert (send_again(), send_again(), send_run(str(run.pk))) == (1, 0, 0)
    assert tries() == [(1, False, "451 even vol"), (2, False, "451 nog altijd vol"), (3, True, "")]
    assert (states(), len(server.taken)) == ([("email", "kim@test.be", "verstuurd", "")], 1)
    assert LogEntry.objects.filter(act="letter.sent").count() == 1


def test_letters_wait_while_the_mail_server_is_down_as_the_page_says_and_leave_once(
    world, server, settings, time_machine, client
):
    settings.EMAIL_PORT = free_port()
    run = world.start(way="email", pupil_ids=[world.pupil.pk, world.classmate(email="bo@test.be").pk])
    assert (send_run(str(run.pk)), len(server.taken)) == (0, 0)
    assert {state[2:] for state in states()} == {("later", "De mailserver antwoordt niet.")}
    client.force_login(world.staff("begeleider"))
    page = client.get(reverse("letter-run", args=[run.pk])).content.decode()
    assert ("wordt opnieuw geprobeerd" in page, "De mailserver antwoordt niet." in page) == (True, True)
    settings.EMAIL_PORT = server.port
    time_machine.move_to(timezone.now() + WAITS[0])
    assert (send_again(), send_again(), send_run(str(run.pk)), len(server.taken)) == (2, 0, 0, 2)
    assert {state[2:] for state in states()} == {("verstuurd", "")}


def test_refusal_for_good_is_not_tried_again_and_says_what_to_do(world, server, client):
    server.answers = ["550 bestaat niet"]
    run = world.start(way="email")
    send_run(str(run.pk))
    assert (states(), send_again()) == ([("email", "kim@test.be", "mislukt", "550 bestaat niet")], 0)
    client.force_login(world.staff("begeleider"))
    page = client.get(reverse("letter-run", args=[run.pk])).content.decode()
    assert ("550 bestaat niet" in page, "druk de brief af" in page, "Is op papier verstuurd" in page) == (
        True, True, False,
    )  # fmt: skip
    page = client.get(reverse("pupil-letters", args=[world.pupil.pk])).content.decode()
    assert "Is op papier verstuurd" in page
    client.post(reverse("letter-posted", args=[Letter.objects.get().pk]))
    assert ("papier", "", "verstuurd", "") in states()


def test_after_the_last_wait_the_mail_is_given_up(world, settings, time_machine):
    settings.EMAIL_BACKEND = "tests.letters.test_delivering.BrokenBackend"
    run = world.start(way="email")
    send_run(str(run.pk))
    for wait in WAITS:
        time_machine.move_to(timezone.now() + wait)
        send_again()
    assert (states(), len(tries())) == ([("email", "kim@test.be", "mislukt", "geen verbinding")], len(WAITS) + 1)
    assert sorted(WAITS) == list(WAITS)


def test_mail_whose_process_was_stopped_halfway_is_never_sent_twice(world, server, time_machine):
    """The letter may have left just before: nobody knows, so a person looks."""
    run = world.start(way="email")
    Delivery.objects.update(state="bezig", at=timezone.now())
    assert (send_run(str(run.pk)), send_again()) == (0, 0)
    time_machine.move_to(timezone.now() + timedelta(minutes=11))
    assert (send_again(), server.taken) == (0, [])
    assert states() == [("email", "kim@test.be", "mislukt", "Onderbroken: het is niet zeker of de mail vertrok.")]


def test_mail_whose_job_was_lost_goes_with_the_next_round(world, server, time_machine):
    world.start(way="email")
    assert send_again() == 0
    time_machine.move_to(timezone.now() + timedelta(minutes=11))
    assert (send_again(), len(server.taken)) == (1, 1)


def test_letter_that_was_posted_meanwhile_is_not_mailed_any_more(world, server, time_machine):
    server.answers = ["451 even vol"]
    send_run(str(world.start(way="email").pk))
    posted(by=world.by("begeleider"), letters=Letter.objects.all())
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert (send_again(), server.taken) == (0, [])
    assert states() == [
        ("email", "kim@test.be", "mislukt", "Intussen op papier verstuurd."), ("papier", "", "verstuurd", ""),
    ]  # fmt: skip
