"""One board with a secondary and a primary school, and pupils with numbers of their school package."""

from datetime import date
from io import BytesIO

import pytest
import time_machine

from leerrecht.exchange.domain.importing import bring_in, open_source
from tests.factories import (
    SYSTEM,
    TODAY,
    BoardFactory,
    EnrolmentFactory,
    PupilFactory,
    PupilNumberFactory,
    SchoolFactory,
)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def board():
    return BoardFactory.create(name="Grand Bend")


@pytest.fixture
def school(board):
    return SchoolFactory.create(board=board, number="901001", name="Grand Bend High School")


@pytest.fixture
def pupils(school):
    """Two pupils with numbers 0000000001 and 0000000002."""
    return [enrolled(school, number) for number in (1, 2)]


def enrolled(school, number, *, born=date(2011, 5, 3), **enrolment):
    pupil = PupilFactory.create(first_name=f"Noor{number}", birth_date=born)
    PupilNumberFactory.create(pupil=pupil, board=school.board, number=f"{number:010d}")
    EnrolmentFactory.create(pupil=pupil, school=school, **enrolment)
    return pupil


class Imported:
    """What an import told: the counts as the command prints them, and the refused rows."""

    def __init__(self, kind, content, **options):
        self.refused = []
        data = content if isinstance(content, bytes) else content.encode()
        options = {"by": SYSTEM, "board_name": "Grand Bend", "schools": None, "profile": None} | options
        self.counts = bring_in(
            kind=kind,
            source=open_source(BytesIO(data), options.pop("name", "bestand.txt"), kind=kind),
            refuse=self.refused.append,
            **options,
        )

    @property
    def numbers(self):
        """(gelezen, opgenomen, ongewijzigd, vervangen) and the refusals that are not nought."""
        told = self.counts.as_dict()
        refused = {reason: number for reason, number in told["geweigerd"].items() if number}
        total = told["opgenomen"] + told["ongewijzigd"] + told["vervangen"] + sum(refused.values())
        assert told["gelezen"] == total
        return told["gelezen"], told["opgenomen"], told["ongewijzigd"], told["vervangen"], refused


def block(*lines):
    return "\r\n".join(lines) + "\r\n"
