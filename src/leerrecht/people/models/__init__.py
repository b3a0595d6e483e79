from leerrecht.people.models.account import ContactAccount, Invitation, PupilAccount
from leerrecht.people.models.contact import Contact, LegalRole
from leerrecht.people.models.grant import AccessRequest, Grant, GrantKind, Notice
from leerrecht.people.models.protocol import Protocol
from leerrecht.people.models.pupil import Gender, Pupil, PupilNumber, Residence

__all__ = [
    "AccessRequest",
    "Contact",
    "ContactAccount",
    "Gender",
    "Grant",
    "GrantKind",
    "Invitation",
    "LegalRole",
    "Notice",
    "Protocol",
    "Pupil",
    "PupilAccount",
    "PupilNumber",
    "Residence",
]
