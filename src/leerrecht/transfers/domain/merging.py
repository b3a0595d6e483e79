"""Transfers follow the pupil when two records of one child become one."""

from django.utils.translation import gettext as _

from leerrecht.access.principal import Principal
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.people.models import Pupil
from leerrecht.transfers.models import DestructionLine, Summary, Transfer, TransferCopy, TransferItem


def merge(*, by: Principal, keep: Pupil, drop: Pupil) -> dict[str, int]:  # noqa: ARG001 - the merge is logged whole
    """Move all of ``drop``. Raises ValidationError where both have the same transfer in preparation."""
    twice = _("Voor beide fiches is dezelfde overdracht in voorbereiding. Annuleer er eerst één.")
    with refusals({"transfer_prepared_once": twice}):
        moved = Transfer.objects.filter(pupil=drop).update(pupil=keep)
    for model in (TransferItem, Summary, TransferCopy):
        model._default_manager.filter(pupil=drop).update(pupil=keep)
    DestructionLine.objects.filter(pupil_id=drop.pk).update(pupil_id=keep.pk)
    return {"transfers": moved}
