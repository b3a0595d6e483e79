"""The organisations of the demo: per community a board, a basisschool, a secondary school and a CLB."""

from dataclasses import dataclass, field
from datetime import date

from leerrecht.access.domain.users import create_user
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.demo.personae import PASSWORD, PERSONAE, Persona
from leerrecht.enrolment.domain import classes, free_days
from leerrecht.enrolment.models import ClassGroup
from leerrecht.organisations.domain import memberships, organisations
from leerrecht.organisations.models import Board, Centre, Organisation, School

LONG_AGO = date(2015, 9, 1)
AUTHORITIES = {
    "lop": "LOP van de streek", "gemeente": "Stadsbestuur", "agodi": "AGODI", "inspectie": "Onderwijsinspectie",
}  # fmt: skip
TEACHER_CLASSES = ("1A1", "2A1", "3B1")


@dataclass(frozen=True, slots=True)
class Names:
    board: str
    lager: str
    secundair: str
    centre: str
    partner: str
    first_number: int


NAMES = {
    "a": Names(
        "Scholen De Lindeboom", "Basisschool De Lindeboom", "Lindeatheneum", "CLB Lindestreek", "NAFT De Brugge", 910001
    ),
    "b": Names(
        "Scholengroep Het Anker", "Basisschool Het Anker", "Ankercollege", "CLB Waterkant", "NAFT Het Veer", 920001
    ),
}

# (class, level, year of study, age on 31 December of the school year)
LAGER_CLASSES = [(f"K{n}", "kleuter", n, 2 + n) for n in (1, 2, 3)] + [
    (f"L{n}", "lager", n, 5 + n) for n in range(1, 7)
]
SECUNDAIR_CLASSES = [
    (f"{grade}{stream}{number}", "secundair", grade, 11 + grade)
    for grade in range(1, 7)
    for stream, number in (("A", 1), ("B", 1))
]


@dataclass
class Community:
    """What was made, for the steps that follow."""

    key: str
    year: int
    board: Board
    lager: School
    secundair: School
    centre: Centre
    partner: Organisation
    users: dict[str, User] = field(default_factory=dict)
    classes: dict[int, list[tuple[ClassGroup, str, int]]] = field(default_factory=dict)


def make_community(key: str, *, by: Principal, year: int) -> Community:
    """Boards, schools, CLB, people who work there, classes and free days of one community."""
    names = NAMES[key]
    board = organisations.create_board(by=by, name=names.board)
    lager = organisations.create_school(
        by=by, board=board, number=str(names.first_number), name=names.lager, level="basis"
    )
    secundair = organisations.create_school(
        by=by, board=board, number=str(names.first_number + 1), name=names.secundair, level="secundair"
    )
    centre = organisations.create_centre(by=by, name=names.centre)
    partner = organisations.create_service(by=by, kind="partner", name=names.partner)
    community = Community(key, year, board, lager, secundair, centre, partner)
    for school, place in ((lager, "Dorpsstraat 4"), (secundair, "Parklaan 12")):
        organisations.serve_school(by=by, centre=centre, school=school, first=LONG_AGO)
        organisations.create_location(by=by, school=school, number="1", name="Hoofdgebouw", address=place)
        free_days.add_free_day(by=by, school=school, date=date(year, 10, 5), reason="facultatieve verlofdag")
        free_days.add_free_day(by=by, school=school, date=date(year + 1, 2, 1), reason="pedagogische studiedag")
    _make_classes(community, by=by)
    for persona in PERSONAE:
        if not (persona.shared or persona.family):
            _make_user(community, persona, by=by)
    return community


def make_shared(*, by: Principal) -> None:
    """Who runs the installation, and the authorities: they belong to neither community."""
    places = {kind: organisations.create_service(by=by, kind=kind, name=name) for kind, name in AUTHORITIES.items()}
    places["beheer"] = organisations.create_operator(by=by, name="Beheer van de demo")
    for persona in PERSONAE:
        if persona.shared:
            user = create_user(
                by=by, username=persona.key, first_name=persona.names[""][0], last_name=persona.names[""][1],
                password=PASSWORD, demo=True,
            )  # fmt: skip
            memberships.appoint(by=by, user=user, organisation=places[persona.place], role=persona.role, first=LONG_AGO)


def _make_classes(community: Community, *, by: Principal) -> None:
    for school, listed in ((community.lager, LAGER_CLASSES), (community.secundair, SECUNDAIR_CLASSES)):
        community.classes[school.pk] = [
            (
                classes.create_class(by=by, school=school, school_year=community.year, name=name, grade=grade),
                level,
                age,
            )
            for name, level, grade, age in listed
        ]


def _make_user(community: Community, persona: Persona, *, by: Principal) -> None:
    places: dict[str, Organisation] = {
        "secundair": community.secundair, "clb": community.centre, "bestuur": community.board,
        "partner": community.partner,
    }  # fmt: skip
    first_name, last_name = persona.names[community.key]
    user = create_user(
        by=by, username=persona.username(community.key), first_name=first_name, last_name=last_name,
        password=PASSWORD, demo=True,
    )  # fmt: skip
    memberships.appoint(by=by, user=user, organisation=places[persona.place], role=persona.role, first=LONG_AGO)
    if persona.role in {"secretariaat", "directeur", "begeleider"}:
        memberships.appoint(by=by, user=user, organisation=community.lager, role=persona.role, first=LONG_AGO)
    if persona.role == "leerkracht":
        for group, _level, _age in community.classes[community.secundair.pk]:
            if group.name in TEACHER_CLASSES:
                classes.join_team(by=by, class_group=group, user=user, first=date(community.year, 9, 1))
    community.users[persona.key] = user
