"""Sending and accepting a transfer: from then on the receiver holds a copy as it was, and the sender keeps its own."""

import hashlib
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Zorg
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.models import User
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.attendance.models import HalfDay, Mark
from leerrecht.documents.models import Upload
from leerrecht.enrolment.domain.enrolments import correct_enrolment
from leerrecht.enrolment.models import Enrolment
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.domain.periods import in_words
from leerrecht.people.domain.schools import centres_of, schools_of
from leerrecht.transfers.domain.grounds import GROUNDS, NOTHING, planned
from leerrecht.transfers.domain.preparing import note_act, open_transfer, refuse_missing_reports, take_whole_file
from leerrecht.transfers.models import Sort, Summary, Transfer, TransferCopy, TransferItem, TransferKind
from leerrecht.transfers.models.transfer import TRAVELS


@transaction.atomic
def send(*, by: Principal, transfer: Transfer) -> Transfer:
    """What nobody objected to goes: a copy of each piece becomes a record of the receiver.

    Raises ``Denied``; ``ValidationError`` where the pupil is not at the receiver, nobody was told, the term still
    runs, a school did not look for reports, or a piece can no longer be read.
    """
    transfer, why = open_transfer(by, transfer)
    take_whole_file(by, transfer)
    # What the sender may not see: whether the pupil is at the receiver, and the records that it gets.
    with stand(_carrier(by)):
        _check_receiver(transfer, by)
    refuse_missing_reports(by, transfer)
    going, summary = pieces(transfer)
    _check_ready(transfer, by, waits=summary is not None or any(GROUNDS[item.sort].objectable for item in going))
    notes = _notes(by, going)
    copies = [_copy(by, transfer, item, notes[item.source_id]) for item in going]
    for item, copy in zip(going, copies, strict=True):
        item.went, item.digest = True, copy.digest
    TransferItem.objects.bulk_update(going, ["went", "digest"])
    if summary is not None:
        copies.append(_copy_of_summary(transfer, summary))
        summary.digest = copies[-1].digest
        summary.save(update_fields=["digest"])
    with stand(_carrier(by)):
        TransferCopy.objects.bulk_create(copies)
    if transfer.kind == TransferKind.SCHOOL:
        transfer.b_school_year, transfer.b_total = _b_of(transfer, by)
    transfer.sent_at, transfer.sent_by, transfer.sent_by_id = timezone.now(), name_of(by), by.user_id
    transfer.save()
    note_act(
        by, "transfer.send", transfer, why,
        {"receiver": transfer.receiver_id, "pieces": len(copies), "b": transfer.b_total},
    )  # fmt: skip
    return transfer


def _carrier(by: Principal) -> Principal:
    return command("overdracht", by.on, vaults=TRAVELS)


def pieces(transfer: Transfer) -> tuple[list[TransferItem], Summary | None]:
    """What goes as things stand: everything chosen, less what was objected to."""
    standing = list(transfer.objections.filter(withdrawn_at=None))
    whole = any(objection.whole for objection in standing)
    refused = {objection.item_id for objection in standing}
    going = [
        item for item in transfer.items.all() if not GROUNDS[item.sort].objectable or not (whole or item.pk in refused)
    ]
    summary = Summary.objects.filter(transfer=transfer, agreed=True).first()
    if whole or any(objection.summary for objection in standing):
        summary = None
    return going, summary


def _check_receiver(transfer: Transfer, by: Principal) -> None:
    if transfer.kind == TransferKind.SCHOOL:
        there = Enrolment.objects.filter(pupil_id=transfer.pupil_id, school_id=transfer.receiver_id).filter(
            Q(period__contains=by.on) | Q(period__startswith__gt=by.on)
        )
        if not there.exists():
            raise ValidationError(
                _("De leerling is nog niet ingeschreven in die school. Verstuur zodra de inschrijving er is.")
            )
        return
    schools = schools_of(transfer.pupil_id, by.on)
    if transfer.receiver_id not in centres_of(schools, by.on):
        raise ValidationError(
            _("Dat CLB begeleidt de school van de leerling niet. Kijk na naar welk CLB het dossier gaat.")
        )


def _check_ready(transfer: Transfer, by: Principal, *, waits: bool) -> None:
    if transfer.announced_on is None or transfer.object_until is None:
        raise ValidationError(_("Deel eerst aan leerling en ouders mee wat er meegaat."))
    if transfer.kind == TransferKind.SCHOOL and not transfer.reports_checked:
        raise ValidationError(_("Kijk eerst na of er een GC-, IAC- of OV4-verslag is: dat gaat altijd mee."))
    waits = waits or transfer.kind == TransferKind.CENTRE
    if waits and transfer.agreed_on is None and by.on <= transfer.object_until:
        raise ValidationError(
            _("Verzet kan nog tot en met %(day)s. Verstuur daarna, of noteer het akkoord (alleen voor een school).")
            % {"day": in_words(transfer.object_until)}
        )


def _notes(by: Principal, going: list[TransferItem]) -> dict[object, Aantekening]:
    wanted = {item.source_id for item in going}
    found: dict[object, Aantekening] = {
        note.pk: note
        for note in policy.visible(Aantekening, to=by, act=acts.NOTE_VIEW)
        .filter(pk__in=wanted, withdrawn_at=None)
        .select_related("file")
    }
    if wanted - found.keys():
        raise ValidationError(
            _("Een gekozen stuk is ingetrokken, of u mag het niet meer lezen. Haal het weg en verstuur opnieuw.")
        )
    return found


def _copy(by: Principal, transfer: Transfer, item: TransferItem, note: Aantekening) -> TransferCopy:
    upload = _copy_of_file(by, transfer, note.file) if note.file else None
    return TransferCopy(
        transfer=transfer, pupil_id=transfer.pupil_id, organisation_id=transfer.receiver_id,
        compartment=note.compartment, parents_excluded=note.parents_excluded, sort=item.sort, source_id=note.pk,
        written_on=item.written_on, title=note.title, text=note.text, file=upload,
        digest=_digest(note.title, note.text, upload.sha256 if upload else ""),
    )  # fmt: skip


def _copy_of_file(by: Principal, transfer: Transfer, kept: Upload) -> Upload:
    made = Upload(
        organisation_id=transfer.receiver_id, pupil_id=transfer.pupil_id, compartment=kept.compartment, name=kept.name,
        content_type=kept.content_type, size=kept.size, sha256=kept.sha256, scan=kept.scan, content=kept.content,
        by_id=by.user_id,
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def _copy_of_summary(transfer: Transfer, summary: Summary) -> TransferCopy:
    parts = (
        (_("Wat goed gaat"), summary.strengths),
        (_("Wat helpt"), summary.helps),
        (_("Wat ik zelf wil vertellen"), summary.wishes),
    )
    text = "\n\n".join(f"{head}\n{body}" for head, body in parts if body)
    title = str(Sort.SUMMARY.label).capitalize()
    return TransferCopy(
        transfer=transfer, pupil_id=transfer.pupil_id, organisation_id=transfer.receiver_id,
        compartment=summary.compartment, parents_excluded=summary.parents_excluded, sort=Sort.SUMMARY,
        source_id=summary.pk, written_on=summary.written_on, title=title, text=text, digest=_digest(title, text, ""),
    )  # fmt: skip


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _b_of(transfer: Transfer, by: Principal) -> tuple[int | None, int | None]:
    """The last school year at the sender, and all B of it: with what the pupil brought along when it came."""
    there = Enrolment.objects.filter(
        pupil_id=transfer.pupil_id, school_id=transfer.sender_id, period__startswith__lte=by.on
    ).order_by("-school_year", "period")
    first = there.first()
    if first is None:
        return None, None
    marks = policy.visible(HalfDay, to=by, act=acts.REGISTER_VIEW).filter(
        pupil_id=transfer.pupil_id, school_id=transfer.sender_id, school_year=first.school_year, mark=Mark.B
    )
    return first.school_year, marks.count() + first.b_brought_along


@transaction.atomic
def accept(*, by: Principal, transfer: Transfer) -> Transfer:
    """The receiver takes it in: its people read the copies, and the total of B counts on in the new enrolment.

    Raises ``Denied``, ``ValidationError`` where it was accepted before.
    """
    why = policy.require(by, acts.TRANSFER_ACCEPT, transfer)
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if transfer.accepted_at is not None:
        raise ValidationError(_("Deze overdracht is al aanvaard."))
    transfer.accepted_at, transfer.accepted_by, transfer.accepted_by_id = timezone.now(), name_of(by), by.user_id
    transfer.save(update_fields=["accepted_at", "accepted_by", "accepted_by_id"])
    carried = _carry_b(transfer, by)
    log.record(
        by=by, act=acts.TRANSFER_ACCEPT, on=transfer, pupil_id=transfer.pupil_id, organisation_id=transfer.receiver_id,
        why=why, detail={"sender": transfer.sender_id, "b": carried},
    )  # fmt: skip
    return transfer


def _carry_b(transfer: Transfer, by: Principal) -> int | None:
    """Only in the same school year: each year counts from nothing."""
    if transfer.b_total is None or transfer.b_school_year is None:
        return None
    enrolment = (
        Enrolment.objects.filter(
            pupil_id=transfer.pupil_id, school_id=transfer.receiver_id, school_year=transfer.b_school_year
        )
        .order_by("period")
        .first()
    )
    if enrolment is None:
        return None
    # Whoever may accept need not be who keeps enrolments: this one number comes along with the acceptance.
    correct_enrolment(
        by=command("aanvaarding van een overdracht", by.on), enrolment=enrolment, b_brought_along=transfer.b_total
    )
    return transfer.b_total


@transaction.atomic
def give_measures(
    *, by: Principal, transfer: Transfer, reader: User, text: str, settings: Mapping[str, object] = NOTHING
) -> TransferCopy:
    """The announced transfer of guidance measures, to one named reader at the receiver: off until the law is there.

    Never the tuchtdossier itself. Raises ``Denied``; ``ValidationError`` while it is off.
    """
    why = policy.require(by, acts.TRANSFER_PREPARE, transfer)
    plan = planned(by.on, settings)
    if not plan.on:
        raise ValidationError(_("Deze overdracht is aangekondigd, maar nog geen recht. Ze staat uit."))
    transfer = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if transfer.sent_at is None or transfer.kind != TransferKind.SCHOOL:
        raise ValidationError(_("Dit volgt op een overdracht van school naar school die verstuurd is."))
    if not reader.memberships.filter(organisation_id=transfer.receiver_id, period__contains=by.on).exists():
        raise ValidationError({"reader": _("Kies iemand die vandaag in die school werkt.")})
    title = str(Sort.MEASURES.label).capitalize()
    made = TransferCopy(
        transfer=transfer, pupil_id=transfer.pupil_id, organisation_id=transfer.receiver_id, compartment=Zorg.key,
        sort=Sort.MEASURES, source_id=transfer.pk, written_on=by.on, title=title, text=text.strip(), reader=reader,
        digest=_digest(title, text.strip(), ""),
    )  # fmt: skip
    with stand(_carrier(by)):
        made.save(force_insert=True)
    note_act(by, "transfer.measures", transfer, why, {"reader": reader.pk})
    return made
