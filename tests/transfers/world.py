"""Two schools, each with its CLB; a pupil who moves from the one to the other, with everything that could leak."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from leerrecht.access.models import User
from leerrecht.access.principal import Principal, principal_of
from leerrecht.documents.models import Upload
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Organisation
from leerrecht.people.models import Contact, ContactAccount, Grant, Pupil, PupilAccount
from tests.factories import (
    ALWAYS,
    TODAY,
    CentreFactory,
    ClassGroupFactory,
    EnrolmentFactory,
    PlacementFactory,
    PupilFactory,
    SchoolFactory,
    ServiceFactory,
    UserFactory,
    half_day,
    principal,
)

MOVED = date(2026, 11, 16)
COMPARTMENTS = ("team", "zorg", "gedeeld", "tucht", "attest", "leerling", "clb", "medisch", "partner")
PDF = b"%PDF-1.4\n%[[bestand]]\nstartxref\n%%EOF"


def marker(compartment: str) -> str:
    return f"[[{compartment}:oud]]"


class World:
    """``old`` sends, ``new`` receives; one note per compartment, each with its marker in title and text."""

    def __init__(self) -> None:
        self.old, self.new, self.elsewhere = (
            SchoolFactory.create(name=f"School {name}") for name in ("Oud", "Nieuw", "Elders")
        )
        self.old_clb, self.new_clb = CentreFactory.create(name="CLB Oud"), CentreFactory.create(name="CLB Nieuw")
        ServiceFactory.create(centre=self.old_clb, school=self.old)
        ServiceFactory.create(centre=self.new_clb, school=self.new)
        self.pupil: Pupil = PupilFactory.create(first_name="Noor", last_name="Vermeiren")
        group = ClassGroupFactory.create(school=self.old, name="3A")
        self.before = PlacementFactory.create(
            class_group=group,
            period=DateRange(date(2026, 9, 1), MOVED),
            enrolment=EnrolmentFactory.create(
                pupil=self.pupil, school=self.old, period=DateRange(date(2026, 9, 1), MOVED), b_brought_along=2
            ),
        ).enrolment
        self.after = PlacementFactory.create(
            class_group=ClassGroupFactory.create(school=self.new, name="3B"),
            period=DateRange(MOVED, date(2027, 9, 1)),
            enrolment=EnrolmentFactory.create(
                pupil=self.pupil, school=self.new, period=DateRange(MOVED, date(2027, 9, 1))
            ),
        ).enrolment
        for part in ("vm", "nm"):
            half_day(self.before, date(2026, 10, 6), part)
        half_day(self.before, date(2026, 10, 8), "vm", "Z")
        self.notes = {key: self._note(key) for key in COMPARTMENTS}

    def _note(self, key: str) -> Aantekening:
        owner = self.old_clb if key in ("clb", "medisch") else self.old
        return note(self.pupil, owner, key, marker(key))

    def staff(self, role: str, organisation: Organisation) -> Principal:
        return principal(role, organisation)

    def case(self, by: Principal, organisation: Organisation, compartments: tuple[str, ...] = ("clb",)) -> Principal:
        Grant.objects.create(
            user_id=by.user_id, pupil=self.pupil, organisation_id=organisation.pk, held_at_id=organisation.pk,
            kind="zaak", compartments=list(compartments), reason="op het dossier", period=ALWAYS,
        )  # fmt: skip
        return by

    def pupil_account(self) -> Principal:
        user = UserFactory.create(username="leerling-noor")
        PupilAccount.objects.create(user=user, pupil=self.pupil)
        return principal_of(user_id=user.pk, name=user.username, on=TODAY)

    def parent_account(self, name: str = "Rita Vermeiren", *, barred: bool = False) -> Principal:
        contact = Contact.objects.create(
            pupil=self.pupil, name=name, legal_role="ouder", lives_with=not barred, barred=barred, phone="0470 11 22 33"
        )
        user = UserFactory.create()
        ContactAccount.objects.create(user=user, contact=contact)
        return principal_of(user_id=user.pk, name=user.username, on=TODAY)


def note(pupil: Pupil, owner: Organisation, key: str, text: str, **more: object) -> Aantekening:
    values = {"title": f"Titel {text}", "text": f"Tekst {text}", "written_by": "Sofie Nijs"} | more
    return Aantekening.objects.create(pupil=pupil, organisation_id=owner.pk, compartment=key, **values)


def upload(pupil: Pupil, owner: Organisation, key: str, name: str, content: bytes = PDF) -> Upload:
    return Upload.objects.create(
        organisation_id=owner.pk, pupil_id=pupil.pk, compartment=key, name=name, content_type="application/pdf",
        size=len(content), sha256="0" * 64, content=content,
    )  # fmt: skip


def client_of(by: Principal) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client
