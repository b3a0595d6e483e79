"""Two schools that have nothing to do with each other, each with a class, pupils, marks and a director."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from leerrecht.access.domain import sealing
from leerrecht.api.domain.tokens import make_token
from leerrecht.api.rules import SCOPES
from leerrecht.attendance.domain.entries import Entry
from leerrecht.attendance.domain.register import save_register
from leerrecht.people.models import Contact
from tests.factories import (
    TODAY,
    BoardFactory,
    ClassGroupFactory,
    EnrolmentFactory,
    PlacementFactory,
    PupilFactory,
    PupilNumberFactory,
    SchoolFactory,
    half_day,
    principal,
)

DAY = TODAY - timedelta(days=1)
ALL = sorted(SCOPES)


@pytest.fixture(autouse=True)
def today():
    # The rest of the day, so that what a worker or a browser does is not in the past.
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False) as traveller:
        yield traveller


@dataclass
class World:
    """One school with everything that a token could read."""

    name: str
    school: object = None
    director: object = None
    group: object = None
    pupils: list = field(default_factory=list)
    enrolments: list = field(default_factory=list)

    def token(self, *scopes, until=TODAY + timedelta(days=30)):
        """The text of a token with these scopes (all of them where none is named)."""
        _token, text = make_token(
            by=self.director, organisation_id=self.school.pk, purpose="Proef", scopes=list(scopes or ALL), until=until
        )
        return text

    def client(self, *scopes):
        return bearer(self.token(*scopes))


def bearer(text):
    return Client(headers={"authorization": f"Bearer {text}"})


def _world(name):
    board = BoardFactory.create(name=f"Bestuur {name}")
    world = World(name, school=SchoolFactory.create(name=f"School {name}", board=board))
    world.director = principal("directeur", world.school, username=f"directeur-{name}")
    world.group = ClassGroupFactory.create(school=world.school, name=f"3{name}")
    for number in range(3):
        pupil = PupilFactory.create(first_name=f"Kind{name}{number}", last_name=f"Familie{name}")
        enrolment = EnrolmentFactory.create(pupil=pupil, school=world.school)
        PlacementFactory.create(class_group=world.group, enrolment=enrolment)
        PupilNumberFactory.create(pupil=pupil, board=board, number=f"{number + 1:010d}")
        Contact.objects.create(
            pupil=pupil, name=f"Ouder{name}{number}", legal_role="ouder", phone=f"0470{name}{number}"
        )
        world.pupils.append(pupil)
        world.enrolments.append(enrolment)
    half_day(world.enrolments[0], DAY, "vm", "B")
    half_day(world.enrolments[1], DAY, "nm", "Z")
    return world


@pytest.fixture
def a(db):
    return _world("A")


@pytest.fixture
def b(db):
    return _world("B")


def settle():
    """Seal the log, as the job does each minute: what is sealed, is settled."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM access_logentry")
        sealing.seal(cursor.fetchone()[0])


def mark(world, number, letter, seen=0, *, taken=False):
    entries = [Entry(world.pupils[number].pk, letter, seen)]
    save_register(by=world.director, class_group_id=world.group.pk, date=DAY, part="nm", entries=entries, taken=taken)


def born(years):
    return date(TODAY.year - years, 5, 3)


@pytest.fixture
def time_machine_to(today):
    """Let so much time go by."""
    return today.shift
