"""The verbs of this room."""

from leerrecht.people.domain.accounts import link_contact, link_pupil
from leerrecht.people.domain.contacts import add_contact, change_contact, remove_contact
from leerrecht.people.domain.danger import break_glass, see_notice
from leerrecht.people.domain.grants import give_grant, withdraw_grant
from leerrecht.people.domain.merging import conflicts, merge_pupils, register_chooser, register_merger
from leerrecht.people.domain.pupils import change_pupil, create_pupil, link_siblings, unlink_sibling
from leerrecht.people.domain.requests import answer_request, request_access

__all__ = [
    "add_contact",
    "answer_request",
    "break_glass",
    "change_contact",
    "change_pupil",
    "conflicts",
    "create_pupil",
    "give_grant",
    "link_contact",
    "link_pupil",
    "link_siblings",
    "merge_pupils",
    "register_chooser",
    "register_merger",
    "remove_contact",
    "request_access",
    "see_notice",
    "unlink_sibling",
    "withdraw_grant",
]
