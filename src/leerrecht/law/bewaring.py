"""From which day on a confidential record may be destroyed, and the number in the tables that says so."""

from datetime import date

from leerrecht.law.dates import ONE_DAY, add_years
from leerrecht.law.tables import waarde
from leerrecht.law.topics.clb_dossier import vrij_vanaf

CLB = "clb_dossier.bewaren"
_VAN_DE_SCHOOL = {"tucht": "bewaren.tucht", "leerling": "bewaren.vertrouwen"}
_VAN_HET_CLB = frozenset({"clb", "medisch", "partner"})


def grond(vak: str, *, clb: bool = False) -> str:
    """The number that holds for a compartment; ``clb``: the record belongs to a CLB."""
    if clb or vak in _VAN_HET_CLB:
        return CLB
    return _VAN_DE_SCHOOL.get(vak, "bewaren.school")


def vrij_na_vertrek(naam: str, vertrek: date) -> date:
    """The first day on which a record of a school may go, from the last day of the pupil there."""
    return add_years(vertrek, waarde(naam)) + ONE_DAY


def vrij_bij_clb(geboortedatum: date, contact: date, *, buitengewoon: bool) -> date:
    """The same of a record of a CLB or its partner, from the last contact."""
    return vrij_vanaf(geboortedatum, contact, buitengewoon=buitengewoon)
