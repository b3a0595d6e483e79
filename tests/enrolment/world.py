"""Two schools that have nothing to do with each other, and a user for each role of the first."""

from dataclasses import dataclass, field

from django.test import Client

from leerrecht.access.models import User
from leerrecht.enrolment.models import ClassTeam, FreeDay, Placement
from leerrecht.organisations.models import Centre, Location, Membership, Organisation, School
from leerrecht.people.models import Contact, Pupil
from tests.factories import (
    ClassGroupFactory,
    ClassTeamFactory,
    MembershipFactory,
    PlacementFactory,
    PupilNumberFactory,
    ServiceFactory,
    UserFactory,
)

ROLES = (
    "secretariaat", "directeur", "begeleider", "leerkracht", "clb", "clbhoofd", "bestuur", "beheerder", "elders",
)  # fmt: skip


@dataclass
class Place:
    """A school with a class, a pupil in it, and one of everything that hangs on them."""

    school: School
    placement: Placement
    contact: Contact
    team: ClassTeam
    location: Location
    free_day: FreeDay
    membership: Membership

    @property
    def pupil(self) -> Pupil:
        return self.placement.enrolment.pupil

    @property
    def pks(self) -> dict[str, int]:
        """The id that an address with this name wants."""
        return {
            "pupil": self.pupil.pk,
            "contact": self.contact.pk,
            "enrolment": self.placement.enrolment_id,
            "class": self.placement.class_group_id,
            "team": self.team.pk,
            "school": self.school.pk,
            "location": self.location.pk,
            "free-day": self.free_day.pk,
            "member": self.membership.pk,
        }


def place(word: str) -> Place:
    """A school of which every name holds ``word``."""
    group = ClassGroupFactory.create(school__name=f"School {word}", name=f"3{word}")
    placement = PlacementFactory.create(
        class_group=group,
        enrolment__pupil__last_name=f"Janssens {word}",
        enrolment__pupil__sort_key=f"janssens {word} noor".lower(),
    )
    pupil = placement.enrolment.pupil
    PupilNumberFactory.create(pupil=pupil, board=group.school.board)
    teacher = UserFactory.create(last_name=f"Leerkracht {word}")
    membership = MembershipFactory.create(user=teacher, organisation=group.school, role="leerkracht")
    return Place(
        school=group.school,
        placement=placement,
        contact=Contact.objects.create(pupil=pupil, name=f"Ouder {word}", legal_role="ouder"),
        team=ClassTeamFactory.create(class_group=group, user=teacher),
        location=Location.objects.create(school=group.school, number="1", name=f"Kerkstraat {word}"),
        free_day=FreeDay.objects.create(school=group.school, date="2026-11-16", reason=f"studiedag {word}"),
        membership=membership,
    )


@dataclass
class World:
    a: Place = field(default_factory=lambda: place("Alfa"))
    b: Place = field(default_factory=lambda: place("Beta"))
    centre: Centre = field(init=False)

    def __post_init__(self) -> None:
        self.centre = ServiceFactory.create(school=self.a.school).centre
        self.operator = Organisation.objects.create(kind="beheer", name="Beheer")

    def user(self, role: str) -> User:
        """A user with a role in school A (``elders``: the director of school B)."""
        organisation: Organisation = {
            "clb": self.centre,
            "clbhoofd": self.centre,
            "bestuur": self.a.school.board,
            "beheerder": self.operator,
            "elders": self.b.school,
        }.get(role, self.a.school)
        user = UserFactory.create(last_name=f"Gebruiker {role}")
        MembershipFactory.create(
            user=user,
            organisation=Organisation.objects.get(pk=organisation.pk),
            role="directeur" if role == "elders" else role,
        )
        if role == "leerkracht":
            ClassTeamFactory.create(class_group=self.a.placement.class_group, user=user)
        return user

    def client(self, role: str) -> Client:
        client = Client()
        client.force_login(self.user(role))
        return client
