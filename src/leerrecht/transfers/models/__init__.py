from leerrecht.transfers.models.retention import DestructionLine, DestructionList, DestructionProof
from leerrecht.transfers.models.transfer import (
    Objection,
    Sort,
    Summary,
    Transfer,
    TransferCopy,
    TransferItem,
    TransferKind,
    Who,
)

__all__ = [
    "DestructionLine",
    "DestructionList",
    "DestructionProof",
    "Objection",
    "Sort",
    "Summary",
    "Transfer",
    "TransferCopy",
    "TransferItem",
    "TransferKind",
    "Who",
]
