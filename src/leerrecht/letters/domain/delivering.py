"""Letters going out: by e-mail through the school's mail server, or on paper by hand; and what became of it."""

from collections.abc import Iterable
from datetime import timedelta
from email.utils import make_msgid
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.attendance.domain.letters import record_letter
from leerrecht.facts.domain.facts import record_fact
from leerrecht.letters.domain.catalogue import delivered
from leerrecht.letters.languages import tongue_of
from leerrecht.letters.models import Attempt, Delivery, DeliveryState, HouseStyle, Letter, Occasion, Run, Way
from leerrecht.organisations.models import Organisation

TASK = "leerrecht.letters.send_run"
# After each try that the mail server put off: a busy server is back within the hour, a broken one within two days.
WAITS = (
    timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6), timedelta(hours=12),
    timedelta(hours=24),
)  # fmt: skip
# A try that began so long ago and has no end, lost its process: nobody knows whether the letter left.
LOST = timedelta(minutes=10)
# A refusal for good, in the answers of SMTP: trying again gives the same answer.
_FOR_GOOD = range(500, 600)
_OPEN = (DeliveryState.WAITING, DeliveryState.LATER)


def send_later(run: Run) -> None:
    """Leave the sending of a run to a job."""
    app.configure_task(TASK).defer(run_id=str(run.pk))


def send_run(run_id: str) -> int:
    """Send what waits of a run by e-mail; returns how many left."""
    with stand(_postman()):
        found = list(
            Delivery.objects.filter(letter__run_id=run_id, way=Way.EMAIL, state=DeliveryState.WAITING).values_list(
                "pk", flat=True
            )
        )
    return _send_all(found)


def send_again() -> int:
    """Send what was put off until now, and what a stopped process left lying; returns how many left.

    A try whose end nobody knows is never made again: a person looks, and prints the letter if need be.
    """
    now = timezone.now()
    with transaction.atomic(), stand(_postman()):
        for lost in Delivery.objects.filter(state=DeliveryState.BUSY, at__lt=now - LOST).select_related("letter"):
            lost.state, lost.error = DeliveryState.FAILED, _("Onderbroken: het is niet zeker of de mail vertrok.")
            lost.save(update_fields=["state", "error"])
            _note_unsent(_postman(), lost, lost.attempts.count())
    with stand(_postman()):
        mails = Delivery.objects.filter(way=Way.EMAIL)
        found = [
            *mails.filter(state=DeliveryState.LATER, next_at__lte=now).values_list("pk", flat=True),
            *mails.filter(state=DeliveryState.WAITING, letter__run__finished_at__lt=now - LOST).values_list(
                "pk", flat=True
            ),
        ]
    return _send_all(found)


@transaction.atomic
def posted(*, by: Principal, letters: Iterable[Letter]) -> int:
    """Note that letters went out on paper today; returns how many were not noted before. Raises ``Denied``."""
    count = 0
    for letter in letters:
        why = policy.require(by, acts.LETTER_SEND, letter)
        one, _made = Delivery.objects.select_for_update().get_or_create(letter=letter, way=Way.PAPER)
        if one.state == DeliveryState.SENT:
            continue
        one.state, one.at, one.by_name = DeliveryState.SENT, timezone.now(), by.name
        one.save(update_fields=["state", "at", "by_name"])
        # What still waits to be mailed, is not mailed as well.
        Delivery.objects.filter(letter=letter, way=Way.EMAIL, state__in=_OPEN).update(
            state=DeliveryState.FAILED, at=one.at, next_at=None, error=_("Intussen op papier verstuurd.")
        )
        _went_out(by, letter, why, Way.PAPER)
        count += 1
    return count


def _postman() -> Principal:
    return command("brieven", timezone.localdate(), vaults=COMPARTMENTS)


def _send_all(deliveries: list[int]) -> int:
    """Each in three steps: say that it is tried, try, and keep what came of it. What left is never tried again."""
    connection = get_connection()
    sent = 0
    for pk in deliveries:
        attempt = _begin(pk)
        if attempt is not None:
            sent += _try(attempt, connection)
    return sent


@transaction.atomic
def _begin(pk: int) -> Attempt | None:
    """The next try of a delivery that is still open; None where another job has it, or it left."""
    now = timezone.now()
    with stand(_postman()):
        one = Delivery.objects.select_for_update().get(pk=pk)
        if one.state not in _OPEN or (one.next_at is not None and one.next_at > now):
            return None
        one.state, one.at, one.next_at, one.error = DeliveryState.BUSY, now, None, ""
        one.save(update_fields=["state", "at", "next_at", "error"])
        return Attempt.objects.create(delivery=one, number=one.attempts.count() + 1, begun_at=now)


def _try(attempt: Attempt, connection: BaseEmailBackend) -> int:
    by = _postman()
    with transaction.atomic(), stand(by):
        one = Delivery.objects.select_related("letter__file").get(pk=attempt.delivery_id)
        message = _message(one.letter, one, connection)
    answer, for_good, left = "", False, False
    try:
        left = bool(message.send(fail_silently=False))
    except (SMTPException, OSError) as error:
        answer, for_good = _words(error), refused_for_good(error)
    with transaction.atomic(), stand(by):
        _keep(by, attempt, message, answer, for_good=for_good, left=left, pretended=_pretends(connection))
    return int(left and not _pretends(connection))


def _pretends(connection: BaseEmailBackend) -> bool:
    return bool(getattr(connection, "only_pretends", False))


def _keep(
    by: Principal, attempt: Attempt, message: EmailMessage, answer: str, *, for_good: bool, left: bool, pretended: bool
) -> None:
    """What came of a try: it left, it is tried again, or a person has to print it."""
    now, one = timezone.now(), attempt.delivery
    attempt.done_at, attempt.answer, attempt.left = now, answer, left and not pretended
    attempt.save(update_fields=["done_at", "answer", "left"])
    one.at, one.by_name, one.error = now, by.name, answer
    one.message_id = str(message.extra_headers["Message-ID"])
    if left:
        one.state = DeliveryState.TRIED if pretended else DeliveryState.SENT
    elif for_good or attempt.number > len(WAITS):
        one.state = DeliveryState.FAILED
    else:
        one.state, one.next_at = DeliveryState.LATER, now + WAITS[attempt.number - 1]
    one.save()
    if one.state == DeliveryState.SENT:
        _went_out(by, one.letter, "", Way.EMAIL)
        return
    _note_unsent(by, one, attempt.number)


def _note_unsent(by: Principal, one: Delivery, number: int) -> None:
    letter = one.letter
    log.record(
        by=by, act="letter.unsent", on=letter, pupil_id=letter.pupil_id, organisation_id=letter.organisation_id,
        detail={"compartment": letter.compartment, "state": str(one.state), "attempt": number},
    )  # fmt: skip


def refused_for_good(error: Exception) -> bool:
    """Whether a mail server gives the same answer however often one tries."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code in _FOR_GOOD for code, _text in error.recipients.values())
    return isinstance(error, SMTPResponseException) and error.smtp_code in _FOR_GOOD


def _words(error: Exception) -> str:
    """What the server said, as text; that there was none to say anything, in our words."""
    if isinstance(error, SMTPRecipientsRefused):
        said = [f"{code} {_text(text)}" for code, text in error.recipients.values()]
        return "; ".join(said)[:300]
    if isinstance(error, SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"[:300]
    if isinstance(error, SMTPServerDisconnected | TimeoutError) or getattr(error, "errno", None):
        return _("De mailserver antwoordt niet.")
    return str(error)[:300]


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said


def _message(letter: Letter, one: Delivery, connection: BaseEmailBackend) -> EmailMessage:
    """A mail that tells nothing by itself: no name of the pupil, no subject of the letter; the letter goes along.

    It is in the language of the letter.
    """
    tongue = tongue_of(letter.language)
    school = Organisation.objects.get(pk=letter.organisation_id).name
    style = HouseStyle.objects.filter(organisation_id=letter.organisation_id).first()
    message = EmailMessage(
        subject=tongue.mail_subject.format(school=school),
        body=tongue.mail_text.format(school=school),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[one.address],
        reply_to=[style.email] if style and style.email else None,
        headers={"Message-ID": make_msgid(domain="leerrecht.invalid")},
        connection=connection,
    )
    message.attach(tongue.file, bytes(letter.file.content), "application/pdf")
    return message


def _went_out(by: Principal, letter: Letter, why: str, way: Way) -> None:
    """Log it, and tell the law what it counts, once for each letter."""
    log.record(
        by=by, act="letter.sent", on=letter, pupil_id=letter.pupil_id, organisation_id=letter.organisation_id,
        why=why, detail={"compartment": letter.compartment, "way": way.value},
    )  # fmt: skip
    template = delivered().get(letter.template_key)
    if template is None:
        return
    if template.fact:
        record_fact(
            by=by, pupil_id=letter.pupil_id, date=timezone.localdate(), kind=template.fact,
            school_id=letter.organisation_id, act=acts.LETTER_SEND,
        )  # fmt: skip
    if template.occasion == Occasion.NOTE:
        record_letter(by=by, certificate_ids=[int(letter.occasion.rpartition(" ")[2])])
