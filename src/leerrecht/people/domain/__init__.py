"""The verbs of this room."""

from leerrecht.people.domain.contacts import add_contact, change_contact, remove_contact
from leerrecht.people.domain.merging import conflicts, merge_pupils, register_chooser, register_merger
from leerrecht.people.domain.pupils import change_pupil, create_pupil, link_siblings, unlink_sibling

__all__ = [
    "add_contact",
    "change_contact",
    "change_pupil",
    "conflicts",
    "create_pupil",
    "link_siblings",
    "merge_pupils",
    "register_chooser",
    "register_merger",
    "remove_contact",
    "unlink_sibling",
]
