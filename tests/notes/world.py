"""A school with its CLB, a partner, and one pupil around whom everybody works; beside it a school with none of that."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from leerrecht.access.models import User
from leerrecht.access.principal import Principal, principal_of
from leerrecht.notes.domain import write_note
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Organisation
from leerrecht.people import domain as people
from leerrecht.people.models import Contact, ContactAccount, Grant, Pupil, PupilAccount
from tests.factories import (
    SYSTEM,
    TODAY,
    ClassTeamFactory,
    MembershipFactory,
    PlacementFactory,
    SchoolFactory,
    ServiceFactory,
    UserFactory,
)

OF_SCHOOL = ("team", "zorg", "gedeeld", "tucht", "leerling", "attest")
ALL = ("team", "zorg", "gedeeld", "tucht", "clb", "medisch", "partner", "leerling", "attest")
CASE = ("clb", "gedeeld", "partner", "tucht")


@dataclass
class World:
    users: dict[str, User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.placement = PlacementFactory.create()
        self.pupil: Pupil = self.placement.enrolment.pupil
        self.school = self.placement.class_group.school
        self.centre = ServiceFactory.create(school=self.school).centre
        self.partner = Organisation.objects.create(kind="partner", name="NAFT")
        self.other = SchoolFactory.create()
        self.other_centre = ServiceFactory.create(school=self.other).centre

    def user(self, key: str, role: str, place: Any) -> User:
        if key not in self.users:
            self.users[key] = UserFactory.create(username=key, first_name=key.capitalize(), last_name="Test")
            MembershipFactory.create(
                user=self.users[key], organisation=Organisation.objects.get(pk=place.pk), role=role
            )
        return self.users[key]

    def staff(self, role: str) -> User:
        place = {"clb": self.centre, "clbarts": self.centre, "clbhoofd": self.centre, "partner": self.partner}
        user = self.user(role, role, place.get(role, self.school))
        if role == "leerkracht" and not user.classes.exists():
            ClassTeamFactory.create(class_group=self.placement.class_group, user=user)
        return user

    def by(self, role: str, on: date = TODAY) -> Principal:
        user = self.staff(role)
        return principal_of(user_id=user.pk, name=user.username, on=on)

    def of(self, user: User, on: date = TODAY) -> Principal:
        return principal_of(user_id=user.pk, name=user.username, on=on)

    def child(self, on: date = TODAY) -> Principal:
        account = PupilAccount.objects.filter(pupil=self.pupil).first()
        user = account.user if account else UserFactory.create(username="kind")
        if account is None:
            PupilAccount.objects.create(user=user, pupil=self.pupil)
        return self.of(user, on)

    def parent(self, on: date = TODAY, **contact: Any) -> Principal:
        values = {"name": "Ouder", "legal_role": "ouder", "pupil": self.pupil} | contact
        user = UserFactory.create()
        ContactAccount.objects.create(user=user, contact=Contact.objects.create(**values))
        return self.of(user, on)

    def case(self, compartments: tuple[str, ...] = CASE, role: str = "clb") -> Grant:
        return people.give_grant(
            by=self.by("clbhoofd"), pupil=self.pupil, user=self.staff(role), kind="zaak",
            organisation_id=self.centre.pk, compartments=compartments, reason="Volgt op",
        )  # fmt: skip

    def note(self, compartment: str, organisation_id: int | None = None, **values: Any) -> Aantekening:
        houses = {"clb": self.centre.pk, "medisch": self.centre.pk, "partner": self.partner.pk}
        note = write_note(
            by=SYSTEM, pupil=self.pupil, compartment=compartment,
            organisation_id=organisation_id or houses.get(compartment, self.school.pk), title=compartment,
            text=f"[[{compartment}]]", **values,
        )  # fmt: skip
        if compartment == "partner":
            Aantekening.objects.filter(pk=note.pk).update(counterpart_id=self.centre.pk)
        return note

    def notes(self) -> None:
        for compartment in ALL:
            self.note(compartment)
