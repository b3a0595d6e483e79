"""Letters going out: by e-mail through the school's mail server, or on paper by hand; and what became of it."""

from collections.abc import Iterable
from email.utils import make_msgid
from smtplib import SMTPException

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
from leerrecht.letters.models import Delivery, DeliveryState, HouseStyle, Letter, Occasion, Run, Way
from leerrecht.organisations.models import Organisation

TASK = "leerrecht.letters.send_run"


def send_later(run: Run) -> None:
    """Leave the sending of a run to a job."""
    app.configure_task(TASK).defer(run_id=str(run.pk))


def send_run(run_id: str) -> int:
    """Send what waits of a run by e-mail; returns how many left. Each is kept as sent before the next is tried."""
    by = command("brieven", timezone.localdate(), vaults=COMPARTMENTS)
    sent = 0
    connection = get_connection()
    only_pretends = getattr(connection, "only_pretends", False)
    waiting = Delivery.objects.filter(
        letter__run_id=run_id, way=Way.EMAIL, state=DeliveryState.WAITING
    ).values_list("pk", flat=True)  # fmt: skip
    with stand(by):
        letters = list(waiting)
    for pk in letters:
        with transaction.atomic(), stand(by):
            one = Delivery.objects.select_for_update().select_related("letter").get(pk=pk)
            if one.state == DeliveryState.WAITING:
                sent += _send(by, one, connection, only_pretends=only_pretends)
    return sent


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
        _went_out(by, letter, why, Way.PAPER)
        count += 1
    return count


def _send(by: Principal, one: Delivery, connection: BaseEmailBackend, *, only_pretends: bool) -> int:
    letter = one.letter
    message = _message(letter, one, connection)
    one.at, one.by_name, one.message_id = timezone.now(), by.name, str(message.extra_headers["Message-ID"])
    try:
        message.send(fail_silently=False)
    except (SMTPException, OSError) as error:
        one.state, one.error = DeliveryState.FAILED, str(error)[:300]
    else:
        one.state = DeliveryState.TRIED if only_pretends else DeliveryState.SENT
    one.save()
    if one.state == DeliveryState.SENT:
        _went_out(by, letter, "", Way.EMAIL)
        return 1
    log.record(
        by=by, act="letter.unsent", on=letter, pupil_id=letter.pupil_id, organisation_id=letter.organisation_id,
        detail={"compartment": letter.compartment, "state": one.state},
    )  # fmt: skip
    return 0


def _message(letter: Letter, one: Delivery, connection: BaseEmailBackend) -> EmailMessage:
    """A mail that tells nothing by itself: no name of the pupil, no subject of the letter; the letter goes along."""
    school = Organisation.objects.get(pk=letter.organisation_id).name
    style = HouseStyle.objects.filter(school_id=letter.organisation_id).first()
    message = EmailMessage(
        subject=_("Brief van %(school)s") % {"school": school},
        body=_("In bijlage zit een brief van %(school)s. Hij is alleen voor u bedoeld.") % {"school": school},
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[one.address],
        reply_to=[style.email] if style and style.email else None,
        headers={"Message-ID": make_msgid(domain="leerrecht.invalid")},
        connection=connection,
    )
    message.attach(_("brief.pdf"), bytes(letter.file.content), "application/pdf")
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
