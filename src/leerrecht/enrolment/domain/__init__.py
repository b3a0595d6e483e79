"""The verbs of this room."""

from leerrecht.enrolment.domain.classes import (
    create_class,
    delete_class,
    edit_class,
    join_team,
    leave_team,
    set_team,
)
from leerrecht.enrolment.domain.enrolments import (
    admit,
    change_class,
    correct_enrolment,
    deregister,
    enrol,
    remove_enrolment,
)
from leerrecht.enrolment.domain.free_days import add_free_day, remove_free_day
from leerrecht.enrolment.domain.results import record_result, stamp_of

__all__ = [
    "add_free_day",
    "admit",
    "change_class",
    "correct_enrolment",
    "create_class",
    "delete_class",
    "deregister",
    "edit_class",
    "enrol",
    "join_team",
    "leave_team",
    "record_result",
    "remove_enrolment",
    "remove_free_day",
    "set_team",
    "stamp_of",
]
