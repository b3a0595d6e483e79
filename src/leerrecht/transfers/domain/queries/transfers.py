"""Transfers as their pages show them: of each piece as much as this reader may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.documents.models import Upload
from leerrecht.notes.models import Aantekening
from leerrecht.people.models import Pupil
from leerrecht.transfers.domain.grounds import GROUNDS, Ground
from leerrecht.transfers.domain.sending import pieces
from leerrecht.transfers.models import Objection, Summary, Transfer, TransferCopy, TransferItem


@dataclass(frozen=True, slots=True)
class Line:
    """A piece; ``title`` is empty for who may know that it is there and not read it."""

    item: TransferItem
    title: str
    ground: Ground
    goes: bool
    may_leave_out: bool


@dataclass(frozen=True, slots=True)
class Arrived:
    copy: TransferCopy
    ground: Ground


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page of one transfer shows to one reader."""

    transfer: Transfer
    lines: list[Line]
    summary: Summary | None
    summary_goes: bool
    arrived: list[Arrived]
    objections: list[Objection]
    may_prepare: bool
    may_object: bool
    may_accept: bool


def transfers_of(principal: Principal, pupil: Pupil | None = None) -> "QuerySet[Transfer]":
    """Transfers that somebody may see, latest first, with both places and the pupil."""
    found = policy.visible(Transfer, to=principal, act=acts.TRANSFER_VIEW)
    if pupil is not None:
        found = found.filter(pupil=pupil)
    return found.select_related("pupil", "sender", "receiver").order_by("-prepared_at", "pk")


def waiting(principal: Principal) -> "QuerySet[Transfer]":
    """What was sent to a place of the principal and nobody accepted yet."""
    found = policy.visible(Transfer, to=principal, act=acts.TRANSFER_ACCEPT).filter(accepted_at=None)
    return found.select_related("pupil", "sender", "receiver").order_by("sent_at", "pk")


def preparing(principal: Principal) -> "QuerySet[Transfer]":
    """What a place of the principal has in preparation."""
    found = policy.visible(Transfer, to=principal, act=acts.TRANSFER_PREPARE).filter(sent_at=None, cancelled_at=None)
    return found.select_related("pupil", "sender", "receiver").order_by("prepared_at", "pk")


@transaction.atomic
def page(principal: Principal, pk: object) -> Page:
    """One transfer; the look is logged, with the compartments of what was read. Raises ``Http404``."""
    transfer = policy.find(Transfer, pk, by=principal, act=acts.TRANSFER_VIEW)
    asked = (acts.TRANSFER_PREPARE, acts.TRANSFER_OBJECT, acts.TRANSFER_ACCEPT)
    may = {act: _may(principal, act, transfer) for act in asked}
    lines = _lines(principal, transfer, may_prepare=may[acts.TRANSFER_PREPARE])
    summary = policy.visible(Summary, to=principal, act=acts.TRANSFER_VIEW).filter(transfer=transfer).first()
    copies = list(
        policy.visible(TransferCopy, to=principal, act=acts.NOTE_VIEW)
        .filter(transfer=transfer)
        .select_related("file", "reader")
        .defer("file__content")
        .order_by("sort", "-written_on", "pk")
    )
    log.record(
        by=principal, act=acts.TRANSFER_VIEW, on=transfer, pupil_id=transfer.pupil_id,
        organisation_id=transfer.receiver_id if may[acts.TRANSFER_ACCEPT] else transfer.sender_id,
        why=_why(principal, transfer), detail={"read": len(copies)},
        compartments=sorted({copy.compartment for copy in copies}),
    )  # fmt: skip
    return Page(
        transfer=transfer,
        lines=lines,
        summary=summary,
        summary_goes=summary is not None and pieces(transfer)[1] is not None,
        arrived=[Arrived(copy, GROUNDS[copy.sort]) for copy in copies],
        objections=_objections(principal, transfer),
        may_prepare=may[acts.TRANSFER_PREPARE] and transfer.open,
        may_object=may[acts.TRANSFER_OBJECT] and transfer.open and transfer.announced_on is not None,
        may_accept=may[acts.TRANSFER_ACCEPT] and transfer.accepted_at is None,
    )


def summary_of(principal: Principal, transfer: Transfer, fields: Iterable[str]) -> dict[str, Any] | None:
    """What is written so far of what the pupil wants to tell once; None where nothing is."""
    seen = policy.visible(Summary, to=principal, act=acts.TRANSFER_VIEW).filter(transfer=transfer)
    found: dict[str, Any] | None = seen.values(*fields).first()
    return found


@transaction.atomic
def received(principal: Principal, pupil: Pupil) -> list[Arrived]:
    """What arrived of a pupil and this reader may read; the look is logged with its compartments."""
    copies = list(
        policy.visible(TransferCopy, to=principal, act=acts.NOTE_VIEW)
        .filter(pupil=pupil)
        .select_related("file", "reader", "transfer__sender")
        .defer("file__content")
        .order_by("-transfer__sent_at", "sort", "-written_on", "pk")
    )
    for organisation_id in sorted({copy.organisation_id for copy in copies}):
        log.record(
            by=principal, act=acts.TRANSFER_VIEW, on=pupil, pupil_id=pupil.pk, organisation_id=organisation_id,
            why=principal.why(acts.NOTE_VIEW) or policy.ground_of(principal, acts.CASE_VIEW, pupil),
            compartments=sorted({copy.compartment for copy in copies if copy.organisation_id == organisation_id}),
        )  # fmt: skip
    return [Arrived(copy, GROUNDS[copy.sort]) for copy in copies]


def _may(principal: Principal, act: str, transfer: Transfer) -> bool:
    return policy.visible(Transfer, to=principal, act=act).filter(pk=transfer.pk).exists()


def _why(principal: Principal, transfer: Transfer) -> str:
    return principal.why(acts.TRANSFER_VIEW) or policy.ground_of(principal, acts.CASE_VIEW, transfer.pupil)


def _lines(principal: Principal, transfer: Transfer, *, may_prepare: bool) -> list[Line]:
    items = list(policy.visible(TransferItem, to=principal, act=acts.TRANSFER_VIEW).filter(transfer=transfer))
    readable = policy.visible(Aantekening, to=principal, act=acts.NOTE_VIEW).filter(withdrawn_at=None)
    titles = dict(readable.filter(pk__in=[item.source_id for item in items]).values_list("pk", "title"))
    going = {item.pk for item in pieces(transfer)[0]}
    return [
        Line(
            item=item,
            title=titles.get(item.source_id, ""),
            ground=GROUNDS[item.sort],
            goes=item.went if transfer.sent_at else item.pk in going,
            may_leave_out=may_prepare and transfer.open and transfer.kind == "school",
        )
        for item in items
    ]


def _objections(principal: Principal, transfer: Transfer) -> list[Objection]:
    found = policy.visible(Objection, to=principal, act=acts.TRANSFER_OBJECT).filter(transfer=transfer)
    return list(found.filter(withdrawn_at=None).select_related("item", "contact").order_by("recorded_at", "pk"))


@transaction.atomic
def file_of(principal: Principal, pk: object) -> Upload:
    """The file of a piece that arrived; the look is logged. Raises ``Http404``."""
    copy = policy.find(TransferCopy, pk, by=principal, act=acts.NOTE_VIEW)
    if copy.file_id is None:
        raise policy.missing(Upload)
    log.record(
        by=principal, act="transfer.file", on=copy, pupil_id=copy.pupil_id, organisation_id=copy.organisation_id,
        why=_why(principal, copy.transfer),
    )  # fmt: skip
    return Upload.objects.get(pk=copy.file_id)
