from leerrecht.people.models.account import ContactAccount, PupilAccount
from leerrecht.people.models.contact import Contact, LegalRole
from leerrecht.people.models.grant import AccessRequest, Grant, GrantKind, Notice
from leerrecht.people.models.pupil import Gender, Pupil, PupilNumber, Residence

__all__ = [
    "AccessRequest",
    "Contact",
    "ContactAccount",
    "Gender",
    "Grant",
    "GrantKind",
    "LegalRole",
    "Notice",
    "Pupil",
    "PupilAccount",
    "PupilNumber",
    "Residence",
]
