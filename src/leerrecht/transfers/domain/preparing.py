"""Preparing a transfer: to whom, which pieces, and what the pupil wants to tell once."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld, Medisch
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, Seat
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Centre, Organisation, School
from leerrecht.people.models import Pupil
from leerrecht.people.rules import cases
from leerrecht.transfers.domain.grounds import COMPARTMENTS, GROUNDS, REPORTS, SORTS
from leerrecht.transfers.domain.offers import offers
from leerrecht.transfers.models import Sort, Summary, Transfer, TransferItem, TransferKind, Who


@transaction.atomic
def prepare_transfer(*, by: Principal, pupil: Pupil, kind: str, receiver: Organisation, sender_id: int) -> Transfer:
    """Begin a transfer to a school or CLB. Of a CLB file all pieces are in it from the start.

    Raises ``Denied`` where ``by`` may not send for ``sender_id``, ``ValidationError`` by field.
    """
    seat = _seat(by, pupil, kind, sender_id)
    if receiver.pk == sender_id:
        raise ValidationError({"receiver": _("Kies een andere plaats dan de uwe.")})
    kinds: type[School | Centre] = School if kind == TransferKind.SCHOOL else Centre
    if not kinds._default_manager.filter(pk=receiver.pk).exists():
        raise ValidationError({"receiver": _("Een school draagt over aan een school, een CLB aan een CLB.")})
    made = Transfer(
        pupil=pupil, kind=kind, sender_id=sender_id, receiver_id=receiver.pk, prepared_by=name_of(by),
        prepared_by_id=by.user_id,
    )  # fmt: skip
    twice = _("Deze overdracht is al in voorbereiding. Werk die af, of annuleer ze eerst.")
    with refusals({"transfer_prepared_once": {"receiver": twice}}):
        made.save(force_insert=True)
    take_whole_file(by, made)
    note_act(by, "transfer.prepare", made, seat.why, {"kind": kind, "receiver": receiver.pk})
    return made


def seats_of(by: Principal, pupil: Pupil) -> list[tuple[str, Seat]]:
    """For which organisation somebody may prepare which kind of transfer of this pupil."""
    if not policy.visible(Pupil, to=by, act=acts.TRANSFER_PREPARE).filter(pk=pupil.pk).exists():
        return []
    found: list[tuple[str, Seat]] = []
    for seat in by.seats:
        if acts.TRANSFER_PREPARE not in seat.role.acts:
            continue
        if seat.role.organisation_kind != "clb":
            if pupil.enrolments.filter(school_id__in=seat.schools).exists():
                found.append((TransferKind.SCHOOL.value, seat))
            continue
        if cases(by, seat.organisation_id).filter(pupil=pupil).exists():
            found.append((TransferKind.CENTRE.value, seat))
        if Medisch.key in seat.role.compartments:
            found.append((TransferKind.MEDICAL.value, seat))
    return found


def _seat(by: Principal, pupil: Pupil, kind: str, sender_id: int) -> Seat:
    for found, seat in seats_of(by, pupil):
        if (found, seat.organisation_id) == (kind, sender_id):
            return seat
    raise policy.Denied(_("Uw functie laat niet toe deze overdracht voor te bereiden."))


def take_whole_file(by: Principal, transfer: Transfer) -> None:
    """Of a CLB every piece goes: add what was written since. A school chooses one by one."""
    if transfer.kind == TransferKind.SCHOOL:
        return
    sort = Sort.HEALTH if transfer.kind == TransferKind.MEDICAL else Sort.FILE
    known = set(transfer.items.values_list("source_id", flat=True))
    TransferItem.objects.bulk_create(
        _item(transfer, note, sort) for note in own_notes(by, transfer) if note.pk not in known
    )  # fmt: skip


def own_notes(by: Principal, transfer: Transfer) -> list[Aantekening]:
    """What the sender keeps of the pupil and ``by`` reads, in the compartments that can go with this transfer.

    Of a school less what its room says never goes to another one; of a CLB the whole file moves.
    """
    found = list(
        policy.visible(Aantekening, to=by, act=acts.NOTE_VIEW)
        .filter(
            pupil_id=transfer.pupil_id, organisation_id=transfer.sender_id, withdrawn_at=None,
            compartment__in=COMPARTMENTS[transfer.kind],
        )
        .select_related("file")
        .defer("file__content")
        .order_by("-written_at", "pk")
    )  # fmt: skip
    if transfer.kind != TransferKind.SCHOOL:
        return found
    stays = {pk for pk, offer in offers(by, found).items() if not offer.travels}
    return [note for note in found if note.pk not in stays]


def missing_reports(by: Principal, transfer: Transfer) -> list[str]:
    """Reports that the sender keeps, always go along, and were not chosen as what they are; in words."""
    notes = own_notes(by, transfer)
    chosen = set(transfer.items.filter(sort__in=REPORTS).values_list("source_id", flat=True))
    return [offer.words for pk, offer in offers(by, notes).items() if offer.sort in REPORTS and pk not in chosen]


def refuse_missing_reports(by: Principal, transfer: Transfer) -> None:
    """Raises ``ValidationError`` where a report would stay behind."""
    missing = missing_reports(by, transfer) if transfer.kind == TransferKind.SCHOOL else []
    if missing:
        raise ValidationError(
            _("Dit verslag gaat altijd mee en is nog niet gekozen: %(reports)s. Kies het stuk eerst.")
            % {"reports": "; ".join(missing)}
        )


def _item(transfer: Transfer, note: Aantekening, sort: str) -> TransferItem:
    return TransferItem(
        transfer=transfer, pupil_id=transfer.pupil_id, organisation_id=transfer.sender_id, sort=sort,
        compartment=note.compartment, parents_excluded=note.parents_excluded, source_id=note.pk,
        written_on=timezone.localdate(note.written_at),
    )  # fmt: skip


@transaction.atomic
def choose(
    *,
    by: Principal,
    transfer: Transfer,
    note: Aantekening,
    sort: str,
    consent_by: str = "",
    consent_on: date | None = None,
) -> TransferItem:
    """Let one note go along, as what it is; once more changes what it is. Raises ``Denied``, ``ValidationError``.

    Discipline and what was said in confidence are refused; what is socio-emotional asks who agreed, and when.
    """
    transfer, why = open_transfer(by, transfer)
    if note not in own_notes(by, transfer):
        raise ValidationError(
            {"note": _("Dit stuk gaat nooit mee: het is tucht, in vertrouwen gezegd, of niet van dit dossier.")}
        )
    if sort not in SORTS[transfer.kind]:
        raise ValidationError({"sort": _("Kies uit de lijst wat dit stuk is.")})
    if GROUNDS[sort].consent:
        _check_consent(by, consent_by, consent_on)
    else:
        consent_by, consent_on = "", None
    _refuse_announced(transfer, sort)
    item = transfer.items.filter(source_id=note.pk).first() or _item(transfer, note, sort)
    item.sort, item.consent_by, item.consent_on = sort, consent_by, consent_on
    item.save()
    note_act(
        by,
        "transfer.choose",
        transfer,
        why,
        {"item": str(item.pk), "sort": str(sort), "parents": not item.parents_excluded},
        [item.compartment],
    )
    return item


def _check_consent(by: Principal, consent_by: str, consent_on: date | None) -> None:
    if consent_by not in Who.values or consent_on is None:
        raise ValidationError(
            {"consent_by": _("Dit gaat alleen mee met toestemming. Noteer wie toestemde, en op welke dag.")}
        )
    if consent_on > by.on:
        raise ValidationError({"consent_on": _("De dag van de toestemming ligt in de toekomst.")})


def _refuse_announced(transfer: Transfer, sort: str) -> None:
    """What pupil and parents were told of, is what goes: something new is told first, but for what is compulsory."""
    if transfer.announced_on is not None and GROUNDS[sort].objectable and transfer.kind == TransferKind.SCHOOL:
        raise ValidationError(
            {"note": _("De overdracht is al meegedeeld. Trek de mededeling eerst in, en deel daarna opnieuw mee.")}
        )


@transaction.atomic
def leave_out(*, by: Principal, item: TransferItem) -> None:
    """The piece does not go after all. Raises ``Denied``, ``ValidationError`` for what a CLB has to give."""
    transfer, why = open_transfer(by, item.transfer)
    if transfer.kind != TransferKind.SCHOOL:
        raise ValidationError(_("Van een CLB verhuist het hele dossier. Alleen na verzet blijft een stuk achter."))
    note_act(by, "transfer.leave_out", transfer, why, {"item": str(item.pk)})
    item.delete()


@transaction.atomic
def check_reports(*, by: Principal, transfer: Transfer) -> Transfer:
    """Say that it was looked up whether there is a GC, IAC or OV4 report: all there are have been chosen."""
    transfer, why = open_transfer(by, transfer)
    refuse_missing_reports(by, transfer)
    transfer.reports_checked = True
    transfer.save(update_fields=["reports_checked"])
    count = transfer.items.filter(sort__in=REPORTS).count()
    note_act(by, "transfer.reports", transfer, why, {"reports": count})
    return transfer


@transaction.atomic
def write_summary(
    *,
    by: Principal,
    transfer: Transfer,
    strengths: str,
    helps: str = "",
    wishes: str = "",
    written_on: date,
    agreed: bool,
    parents_excluded: bool = False,
) -> Summary:
    """Keep what the pupil wants to tell once, strengths first; it goes only where the pupil agrees."""
    transfer, why = open_transfer(by, transfer)
    if transfer.kind != TransferKind.SCHOOL:
        raise ValidationError(_("De samenvatting hoort bij een overdracht van school naar school."))
    if not strengths.strip():
        raise ValidationError({"strengths": _("Begin met wat goed gaat.")})
    if written_on > by.on:
        raise ValidationError({"written_on": _("De dag ligt in de toekomst.")})
    if transfer.announced_on is not None:
        raise ValidationError(_("De overdracht is al meegedeeld. Trek de mededeling eerst in."))
    summary, _new = Summary.objects.update_or_create(
        transfer=transfer,
        defaults={
            "pupil_id": transfer.pupil_id, "organisation_id": transfer.sender_id, "compartment": Gedeeld.key,
            "strengths": strengths.strip(), "helps": helps.strip(), "wishes": wishes.strip(),
            "written_on": written_on, "agreed": agreed, "parents_excluded": parents_excluded,
        },
    )  # fmt: skip
    note_act(by, "transfer.summary", transfer, why, {"agreed": agreed, "parents": not parents_excluded})
    return summary


@transaction.atomic
def cancel(*, by: Principal, transfer: Transfer) -> Transfer:
    """The transfer is off; nothing went. Raises ``Denied``, ``ValidationError`` where it was sent."""
    transfer, why = open_transfer(by, transfer)
    transfer.cancelled_at = timezone.now()
    transfer.save(update_fields=["cancelled_at"])
    note_act(by, "transfer.cancel", transfer, why, {})
    return transfer


def open_transfer(by: Principal, transfer: Transfer) -> tuple[Transfer, str]:
    """The transfer, locked, and why ``by`` may change it; refused once it was sent or cancelled."""
    why = policy.require(by, acts.TRANSFER_PREPARE, transfer)
    found = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if not found.open:
        raise ValidationError(_("Deze overdracht is verstuurd of geannuleerd, en verandert niet meer."))
    return found, why


def note_act(
    by: Principal, act: str, transfer: Transfer, why: str, detail: dict[str, object], compartments: Iterable[str] = ()
) -> None:
    """The entry in the log of an act of the sender."""
    log.record(
        by=by, act=act, on=transfer, pupil_id=transfer.pupil_id, organisation_id=transfer.sender_id, why=why,
        detail=detail, compartments=compartments,
    )  # fmt: skip
