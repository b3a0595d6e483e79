"""Where a record of the guidance file goes, and whose file it is."""

from typing import Any

from django.utils.translation import gettext as _

from leerrecht.access import policy
from leerrecht.access.principal import Principal
from leerrecht.guidance.domain.opening import name_of
from leerrecht.notes.domain.places import Place, places, system_place
from leerrecht.people.models import Pupil


def place_of(by: Principal, pupil: Pupil, compartment: str, organisation_id: int) -> Place:
    """The place, where ``by`` may write there about this pupil. Raises ``Denied``."""
    if by.system:
        return system_place(by, compartment, organisation_id)
    for place in places(by, pupil):
        if (place.compartment, place.organisation_id) == (compartment, organisation_id):
            return place
    raise policy.Denied(_("In dit vak van deze leerling mag u niet schrijven."))


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
