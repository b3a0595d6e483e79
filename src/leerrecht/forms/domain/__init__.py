"""The verbs of this room."""

from leerrecht.forms.domain.building import (
    make_form,
    move_question,
    open_draft,
    publish,
    put_question,
    put_section,
    remove_question,
    remove_section,
    retire,
)
from leerrecht.forms.domain.filling import change_form, change_policy, fill_form, fill_policy, withdraw_form

__all__ = [
    "change_form",
    "change_policy",
    "fill_form",
    "fill_policy",
    "make_form",
    "move_question",
    "open_draft",
    "publish",
    "put_question",
    "put_section",
    "remove_question",
    "remove_section",
    "retire",
    "withdraw_form",
]
