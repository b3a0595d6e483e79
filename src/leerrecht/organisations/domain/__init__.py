"""The verbs of this room."""

from leerrecht.organisations.domain.memberships import appoint, appoint_new, end_membership
from leerrecht.organisations.domain.organisations import (
    change_location,
    change_school,
    create_board,
    create_centre,
    create_location,
    create_operator,
    create_school,
    create_service,
    form_group,
    leave_group,
    remove_location,
    serve_school,
)

__all__ = [
    "appoint",
    "appoint_new",
    "change_location",
    "change_school",
    "create_board",
    "create_centre",
    "create_location",
    "create_operator",
    "create_school",
    "create_service",
    "end_membership",
    "form_group",
    "leave_group",
    "remove_location",
    "serve_school",
]
