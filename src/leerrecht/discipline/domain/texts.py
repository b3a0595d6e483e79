"""Texts of this room are notes, in the file of the pupil and its compartment."""

from typing import Any

from leerrecht.access.compartments import Tucht
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.notes.domain import write_note
from leerrecht.notes.domain.places import Place
from leerrecht.notes.models import Aantekening
from leerrecht.people.models import Pupil


def text(
    by: Principal, pupil: Pupil, *, compartment: str, school_id: int, title: str, words: str, place: Place | None = None
) -> Aantekening | None:
    """The words as a note; None where there are none."""
    if not words.strip():
        return None
    return write_note(
        by=by, pupil=pupil, compartment=compartment, organisation_id=school_id, title=title[:120], text=words,
        place=place,
    )  # fmt: skip


def in_tucht(school_id: int, why: str) -> Place:
    """The place of a procedure, for who leads it: the verb asked the policy already."""
    return Place(Tucht.key, school_id, None, why)


def columns(by: Principal, pupil: Pupil, school_id: int, compartment: str) -> dict[str, Any]:
    """What every record of this room begins with."""
    return {
        "pupil": pupil, "organisation_id": school_id, "compartment": compartment, "written_by_id": by.user_id,
        "written_by": name_of(by),
    }  # fmt: skip
