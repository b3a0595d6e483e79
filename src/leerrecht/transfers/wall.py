"""What the second wall knows of transfers and of lists for destruction."""

from leerrecht.access import wall
from leerrecht.documents.models import Upload
from leerrecht.people.models import Pupil
from leerrecht.transfers import models


def guard() -> None:
    # Whose transfer arrived is known before the first day at the new school.
    wall.widen(Pupil, wall.having(models.Transfer))
    arrived = f"receiver_id = ANY ({wall.PLACES}) AND sent_at IS NOT NULL"
    wall.guard(
        models.Transfer,
        f"{wall.EVERYWHERE} OR sender_id = ANY ({wall.PLACES}) OR ({arrived}) OR pupil_id = ANY ({wall.PUPILS})",
    )
    for part in (models.TransferItem, models.Objection):
        wall.guard(part, wall.with_record(models.Transfer, "transfer_id"))
    for text in (models.Summary, models.TransferCopy):
        wall.guard(text, wall.in_compartment())
    wall.widen(Upload, wall.having(models.TransferCopy, "file_id"))
    for paper in (models.DestructionList, models.DestructionProof):
        wall.guard(paper, f"{wall.EVERYWHERE} OR organisation_id = ANY ({wall.PLACES})")
    wall.guard(models.DestructionLine, wall.with_record(models.DestructionList, "list_id"))
