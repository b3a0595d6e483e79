from datetime import date

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from leerrecht.access.models import LogEntry
from leerrecht.attendance.domain.queries.notes import LETTER
from leerrecht.facts.models import Fact
from leerrecht.letters.domain import posted
from leerrecht.letters.domain.delivering import send_run
from leerrecht.letters.models import Delivery, Letter
from tests.letters.world import World

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
    assert (send_run(str(run.pk)), states()) == (0, [("email", "kim@test.be", "mislukt", "geen verbinding")])


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
