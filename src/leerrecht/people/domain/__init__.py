"""The verbs of this room."""

from leerrecht.people.domain.accounts import link_contact, link_pupil
from leerrecht.people.domain.contacts import add_contact, change_contact, remove_contact
from leerrecht.people.domain.danger import break_glass, see_notice
from leerrecht.people.domain.grants import give_grant, withdraw_grant
from leerrecht.people.domain.invitations import invite_contact, invite_pupil, use_invitation, withdraw_account
from leerrecht.people.domain.merging import conflicts, merge_pupils, register_chooser, register_merger
from leerrecht.people.domain.protocols import end_protocol, make_protocol
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
    "end_protocol",
    "give_grant",
    "invite_contact",
    "invite_pupil",
    "link_contact",
    "link_pupil",
    "link_siblings",
    "make_protocol",
    "merge_pupils",
    "register_chooser",
    "register_merger",
    "remove_contact",
    "request_access",
    "see_notice",
    "unlink_sibling",
    "use_invitation",
    "withdraw_account",
    "withdraw_grant",
]
