"""Where each room says how long what it keeps is kept: a record knows its date of destruction, and the ground.

``register(model, ground, date_of)``: ``ground(ref, kept)`` names the number in the tables of the law, ``date_of`` of
the same gives the first day on which the record may go, or None while that cannot be said.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Ref:
    """A record without its content."""

    pk: object
    pupil_id: int
    organisation_id: int
    compartment: str
    made_on: date


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of the pupil: ``left_on`` the last day at that school, ``contact`` the last one with that CLB."""

    birth_date: date
    left_on: date | None
    contact: date | None
    special: bool
    centre: bool


@dataclass(frozen=True, slots=True)
class Term:
    """How one model is kept. ``organisation``, ``made`` and ``compartment`` are names of fields.

    ``whole`` is the compartment of all records, where they have no field for it. ``view`` is the act by which somebody
    sees such a record, and ``address`` the name of the page of a pupil on which it stands: for who looks up how long
    it is kept.
    """

    model: type[Model]
    ground: Callable[[Ref, Kept], str]
    date_of: Callable[[Ref, Kept], date | None]
    organisation: str = "organisation_id"
    made: str = "written_at"
    compartment: str = "compartment"
    whole: str = ""
    view: str = ""
    address: str = ""


_terms: dict[type[Model], Term] = {}


def register(
    model: type[Model],
    ground: Callable[[Ref, Kept], str],
    date_of: Callable[[Ref, Kept], date | None],
    *,
    organisation: str = "organisation_id",
    made: str = "written_at",
    compartment: str = "compartment",
    whole: str = "",
    view: str = "",
    address: str = "",
) -> None:
    """Say how long a model is kept; rooms call it in ``AppConfig.ready()``. Each model once."""
    if model in _terms:
        raise RuntimeError(f"{model.__name__} has a term already")
    _terms[model] = Term(model, ground, date_of, organisation, made, compartment, whole, view, address)


def terms() -> Mapping[type[Model], Term]:
    return _terms
