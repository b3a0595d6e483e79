from leerrecht.people.models.contact import Contact, LegalRole
from leerrecht.people.models.pupil import Gender, Pupil, PupilNumber, Residence

__all__ = ["Contact", "Gender", "LegalRole", "Pupil", "PupilNumber", "Residence"]
