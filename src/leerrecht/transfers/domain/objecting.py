"""Telling pupil and parents what will go, and keeping what they say to it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.law.dates import add_years
from leerrecht.law.tables import waarde
from leerrecht.law.topics.clb_dossier import verzet_tot
from leerrecht.organisations.domain.periods import in_words
from leerrecht.people import rules as people
from leerrecht.people.models import Contact, Pupil
from leerrecht.transfers.domain.grounds import GROUNDS
from leerrecht.transfers.domain.preparing import note_act, open_transfer
from leerrecht.transfers.models import Objection, Transfer, TransferItem, TransferKind, Who


@transaction.atomic
def announce(*, by: Principal, transfer: Transfer, on: date, how: str) -> Transfer:
    """Keep that pupil and parents were told what will go; from that day the term to object runs.

    Raises ``Denied``; ``ValidationError`` for a day in the future, or no word on how they were told.
    """
    transfer, why = open_transfer(by, transfer)
    text = " ".join(how.split())
    if not text:
        raise ValidationError({"how": _("Schrijf hoe u het meedeelde, bijvoorbeeld: brief aan de ouders.")})
    if on > by.on:
        raise ValidationError({"on": _("De dag ligt in de toekomst. Deel het eerst mee.")})
    if transfer.announced_on is not None:
        raise ValidationError(_("De overdracht is al meegedeeld."))
    transfer.announced_on, transfer.announced_how = on, text
    transfer.object_until = on if transfer.kind == TransferKind.MEDICAL else verzet_tot(on)
    transfer.save(update_fields=["announced_on", "announced_how", "object_until"])
    note_act(by, "transfer.announce", transfer, why, {"until": transfer.object_until.isoformat()})
    return transfer


@transaction.atomic
def retract_notice(*, by: Principal, transfer: Transfer) -> Transfer:
    """Something changes after all: they are told anew, and the term begins again. What was objected to stays so."""
    transfer, why = open_transfer(by, transfer)
    transfer.announced_on, transfer.announced_how, transfer.object_until = None, "", None
    transfer.agreed_on, transfer.agreed_by = None, ""
    transfer.save(update_fields=["announced_on", "announced_how", "object_until", "agreed_on", "agreed_by"])
    note_act(by, "transfer.retract_notice", transfer, why, {})
    return transfer


@transaction.atomic
def agree(*, by: Principal, transfer: Transfer, by_whom: str, on: date) -> Transfer:
    """They said yes: a school need not wait for the end of the term. Raises ``Denied``, ``ValidationError``."""
    transfer, why = open_transfer(by, transfer)
    if transfer.kind != TransferKind.SCHOOL:
        raise ValidationError(_("Een CLB wacht de termijn af: het dossier verhuist pas daarna."))
    if transfer.announced_on is None or on < transfer.announced_on or on > by.on:
        raise ValidationError({"on": _("Het akkoord komt na de mededeling, en niet in de toekomst.")})
    _check_decides(transfer, by_whom, on)
    transfer.agreed_on, transfer.agreed_by = on, by_whom
    transfer.save(update_fields=["agreed_on", "agreed_by"])
    note_act(by, "transfer.agree", transfer, why, {"by": by_whom})
    return transfer


@transaction.atomic
def object_to(
    *,
    by: Principal,
    transfer: Transfer,
    by_whom: str,
    on: date,
    item: TransferItem | None = None,
    summary: bool = False,
    contact: Contact | None = None,
) -> Objection:
    """Keep an objection: to one piece, to the summary, or (neither) to everything that may be objected to.

    By pupil or parents with their own account, or at the desk on paper. Raises ``Denied``; ``ValidationError``
    for a piece that always goes, after the term of a CLB, and for whoever does not decide on this file.
    """
    why = policy.require(by, acts.TRANSFER_OBJECT, transfer)
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    family = _account(by, transfer.pupil)
    by_whom = family or by_whom
    if not transfer.open:
        raise ValidationError(_("Deze overdracht is al verstuurd of geannuleerd. Vraag de ontvanger om te wissen."))
    _check_term(transfer, on, by.on)
    _check_decides(transfer, by_whom, on)
    if transfer.kind == TransferKind.MEDICAL or (item is not None and not GROUNDS[item.sort].objectable):
        raise ValidationError({"item": _("Tegen dit stuk kan geen verzet: het gaat altijd mee.")})
    if item is not None and item.transfer_id != transfer.pk:
        raise ValidationError({"item": _("Kies een stuk van deze overdracht.")})
    if contact is not None and contact.pupil_id != transfer.pupil_id:
        raise ValidationError({"contact": _("Kies een contactpersoon van deze leerling.")})
    made = Objection.objects.create(
        transfer=transfer, item=item, summary=summary, whole=item is None and not summary, by_whom=by_whom,
        contact=contact if by_whom == Who.PARENTS else None, on=on, paper=not family, recorded_by_id=by.user_id,
    )  # fmt: skip
    log.record(
        by=by, act=acts.TRANSFER_OBJECT, on=made, pupil_id=transfer.pupil_id, organisation_id=transfer.sender_id,
        why=why or _("leerling of ouder"),
        detail={"transfer": str(transfer.pk), "whole": made.whole, "parents": by_whom == Who.PARENTS},
    )  # fmt: skip
    return made


@transaction.atomic
def withdraw_objection(*, by: Principal, objection: Objection) -> Objection:
    """It may go after all. At the desk, or by whoever objected. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.TRANSFER_OBJECT, objection.transfer)
    transfer = Transfer.objects.select_for_update().get(pk=objection.transfer_id)
    if not transfer.open or objection.withdrawn_at is not None:
        raise ValidationError(_("Dit verzet verandert niet meer."))
    family = _account(by, transfer.pupil)
    if family and family != objection.by_whom:
        raise ValidationError(_("Alleen wie verzet aantekende, trekt het in."))
    objection.withdrawn_at = timezone.now()
    objection.save(update_fields=["withdrawn_at"])
    log.record(
        by=by, act="transfer.unobject", on=objection, pupil_id=transfer.pupil_id, organisation_id=transfer.sender_id,
        why=why or _("leerling of ouder"),
        detail={"transfer": str(transfer.pk), "parents": objection.by_whom == Who.PARENTS},
    )  # fmt: skip
    return objection


def _account(by: Principal, pupil: Pupil) -> str:
    """Whom of the family the account is of, empty for staff."""
    if people.own_accounts(by).filter(pupil=pupil).exists():
        return Who.PUPIL.value
    return Who.PARENTS.value if people.children(by).filter(contact__pupil=pupil).exists() else ""


def _check_term(transfer: Transfer, on: date, today: date) -> None:
    if transfer.announced_on is None or transfer.object_until is None:
        raise ValidationError(_("Deel eerst mee wat er zou meegaan; dan pas loopt de termijn."))
    if on > today or on < transfer.announced_on:
        raise ValidationError({"on": _("Het verzet komt na de mededeling, en niet in de toekomst.")})
    if transfer.kind == TransferKind.CENTRE and on > transfer.object_until:
        raise ValidationError(
            {"on": _("De termijn liep tot en met %(day)s.") % {"day": in_words(transfer.object_until)}}
        )  # fmt: skip


def able(pupil: Pupil, on: date) -> bool:
    """Whether the pupil is able to judge: as was judged, else presumed from the age that the law gives."""
    known = Pupil.objects.filter(pk=pupil.pk)
    if known.filter(people.judged_able("pk", able=True)).exists():
        return True
    if known.filter(people.judged_able("pk", able=False)).exists():
        return False
    return add_years(pupil.birth_date, waarde("clb_dossier.bekwaam")) <= on


def adult(pupil: Pupil, on: date) -> bool:
    return add_years(pupil.birth_date, waarde("leerplicht.einde")) <= on


def decides(transfer: Transfer, on: date) -> tuple[str, ...]:
    """Who may object: on a CLB file the pupil who is able to judge, else the parents; at a school either."""
    pupil = transfer.pupil
    if adult(pupil, on):
        return (Who.PUPIL.value,)
    if not able(pupil, on):
        return (Who.PARENTS.value,)
    return (Who.PUPIL.value,) if transfer.kind != TransferKind.SCHOOL else (Who.PUPIL.value, Who.PARENTS.value)


def _check_decides(transfer: Transfer, by_whom: str, on: date) -> None:
    if by_whom not in decides(transfer, on):
        raise ValidationError(
            {"by_whom": _("Over deze overdracht beslist iemand anders: %(who)s.") % {
                "who": " of ".join(str(Who(who).label) for who in decides(transfer, on))
            }}
        )  # fmt: skip
