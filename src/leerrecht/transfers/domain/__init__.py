"""The verbs of this room."""

from leerrecht.transfers.domain.objecting import agree, announce, object_to, retract_notice, withdraw_objection
from leerrecht.transfers.domain.preparing import (
    cancel,
    check_reports,
    choose,
    leave_out,
    prepare_transfer,
    write_summary,
)
from leerrecht.transfers.domain.sending import accept, give_measures, send

__all__ = [
    "accept",
    "agree",
    "announce",
    "cancel",
    "check_reports",
    "choose",
    "give_measures",
    "leave_out",
    "object_to",
    "prepare_transfer",
    "retract_notice",
    "send",
    "withdraw_objection",
    "write_summary",
]
