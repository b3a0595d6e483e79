"""What the law says of the pupils of a board, asked now and not read from what is stored."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerrecht import law
from leerrecht.access import acts
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.duties.domain.casus import casus_of
from leerrecht.enrolment.models import Enrolment
from leerrecht.law.engine import outcome_dict
from leerrecht.organisations.models import Board
from leerrecht.people.models import Pupil, PupilNumber

BATCH = 500
STATUS_WORDS = {
    "open": _("nog te doen"),
    "vervuld": _("gedaan"),
    "geldt": _("geldt nu"),
}


class UnknownBoardError(Exception):
    """No board of that name; ``known`` are those that there are."""

    def __init__(self, known: list[str]) -> None:
        super().__init__(", ".join(known))
        self.known = known


@dataclass(frozen=True, slots=True)
class PupilDuties:
    """One pupil of the board: the board's number for the pupil, the name, what the law says."""

    number: str | None
    name: str
    outcomes: tuple[law.Uitkomst, ...]

    def rows(self) -> list[dict[str, Any]]:
        """The outcomes in the form of the contract, each with the number of the pupil."""
        return [{"leerling": self.number, **outcome_dict(outcome)} for outcome in self.outcomes]


def duties_of_board(*, board: str, on: date, to: Principal) -> list[PupilDuties]:
    """The outcomes on a day of whoever was enrolled at a school of the board in the school year of that day.

    In order of number, and per pupil of rule. Raises ``UnknownBoardError``, ``law.BuitenKalender`` for a day
    without a known calendar, and ``law.CasusFout`` where the facts of a pupil contradict each other.
    """
    boards = visible(Board, to=to, act=acts.DUTY_VIEW)
    owner = boards.filter(name=board).first()
    if owner is None:
        raise UnknownBoardError(sorted(boards.values_list("name", flat=True)))
    enrolled: QuerySet[Enrolment] = visible(Enrolment, to=to, act=acts.DUTY_VIEW).filter(
        school__board=owner, school_year=law.school_year(on)
    )
    pupils = visible(Pupil, to=to, act=acts.DUTY_VIEW).filter(pk__in=enrolled.values("pupil_id"))
    names = {pupil.pk: str(pupil) for pupil in pupils}
    numbers = dict(
        visible(PupilNumber, to=to, act=acts.DUTY_VIEW)
        .filter(board=owner, pupil_id__in=names)
        .order_by("-number")
        .values_list("pupil_id", "number")
    )
    found = [
        PupilDuties(numbers.get(pupil_id), names[pupil_id], tuple(sorted(outcomes, key=_by_rule)))
        for pupil_id, outcomes in _outcomes(sorted(names), on)
    ]
    return sorted(found, key=lambda pupil: (pupil.number or "", pupil.name))


def _outcomes(pupil_ids: list[int], on: date) -> list[tuple[int, tuple[law.Uitkomst, ...]]]:
    return [
        (pupil_id, law.antwoord(casus, on, verandert=False).uitkomsten)
        for start in range(0, len(pupil_ids), BATCH)
        for pupil_id, casus in casus_of(pupil_ids[start : start + BATCH], on).items()
    ]


def _by_rule(outcome: law.Uitkomst) -> tuple[str, str, date]:
    return outcome.regel, outcome.voorwerp or "", outcome.sinds
