"""With what every record of the guidance file begins."""

from typing import Any

from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.notes.domain.places import Place
from leerrecht.people.models import Pupil


def columns(by: Principal, pupil: Pupil, place: Place) -> dict[str, Any]:
    """What every record of this room begins with."""
    return {
        "pupil": pupil,
        "organisation_id": place.organisation_id,
        "counterpart_id": place.counterpart_id,
        "compartment": place.compartment,
        "written_by_id": by.user_id,
        "written_by": name_of(by),
    }
