"""What the law says now of pupils, beside what is stored of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from leerrecht import law
from leerrecht.duties.domain.casus import casus_of
from leerrecht.facts.domain import facts
from leerrecht.law.calendar import first_day, school_year
from leerrecht.law.casus import Casus
from leerrecht.law.tables import waarde
from leerrecht.law.urgency import DERDE_GRAAD_VAN

KEY = ("pupil_id", "regel", "voorwerp", "sinds")
VALUES = (
    "school_id", "school_year", "aard", "status", "voor", "uiterlijk", "vervuld_op", "omdat", "bron", "advies",
)  # fmt: skip
ANSWER = ("answered_on", "changes_on", "status", "counts", "urgency")

_THIRD_GRADE = """
SELECT pupil_id FROM enrolment_enrolment
WHERE pupil_id = ANY(%(pupils)s) AND period @> %(on)s::date AND level = 'secundair' AND grade >= %(grade)s
"""

Key = tuple[int, str, str, date]
Values = tuple[Any, ...]


@dataclass(slots=True)
class Answers:
    """Outcomes by key, the answer of each pupil (values of ``ANSWER``), and pupils on whom the law refused."""

    outcomes: dict[Key, Values] = field(default_factory=dict)
    pupils: dict[int, Values] = field(default_factory=dict)
    refused: dict[int, Exception] = field(default_factory=dict)


@dataclass(slots=True)
class Stored:
    outcomes: dict[Key, Values] = field(default_factory=dict)
    ids: dict[Key, int] = field(default_factory=dict)


def compute(pupil_ids: Sequence[int], on: date) -> Answers:
    """Ask the law about each pupil on a day, from nothing but the facts.

    A pupil who does not exist (any more) has no answer. One whom the law refuses stands in ``refused``, for
    the caller to raise: the others are not held up.
    """
    answers = Answers()
    third = _in_third_grade(pupil_ids, on)
    noted = facts.marks(pupil_ids, on)
    for pupil_id, casus in casus_of(pupil_ids, on).items():
        try:
            answer = law.antwoord(casus, on)
            known = _known(casus, answer, pupil_id in third, noted.get(pupil_id, {}))
        except Exception as error:  # noqa: BLE001 - kept in full, and raised by the caller
            answers.refused[pupil_id] = error
            continue
        school_id = _school_of(casus, on)
        for outcome in answer.uitkomsten:
            values = (
                _school_of_measure(casus, outcome.voorwerp) or school_id,
                school_year(outcome.sinds),
                outcome.aard,
                outcome.status,
                list(outcome.voor),
                outcome.uiterlijk,
                outcome.vervuld_op,
                list(outcome.omdat),
                list(outcome.bron),
                outcome.advies,
            )
            answers.outcomes[pupil_id, outcome.regel, outcome.voorwerp or "", outcome.sinds] = values
        answers.pupils[pupil_id] = (on, answer.verandert_op, answer.status, answer.tellers, known)
    return answers


def stored(pupil_ids: Sequence[int]) -> Stored:
    """The outcomes that are kept of these pupils: one query."""
    found = Stored()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {', '.join(KEY + VALUES)} FROM duties_outcome WHERE pupil_id = ANY(%s)", [list(pupil_ids)]
        )
        for row in cursor.fetchall():
            key = row[1:5]
            found.ids[key], found.outcomes[key] = row[0], row[5:]
    return found


def stored_answers(pupil_ids: Sequence[int]) -> dict[int, Values]:
    """What else is kept of these pupils, values of ``ANSWER``: one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT pupil_id, {', '.join(ANSWER)} FROM duties_pupilanswer WHERE pupil_id = ANY(%s)", [list(pupil_ids)]
        )
        return {row[0]: (*row[1:3], *(json.loads(text) for text in row[3:])) for row in cursor.fetchall()}


def _known(casus: Casus, answer: law.Antwoord, third_grade: bool, noted: dict[str, date]) -> dict[str, Any]:
    """What the criteria of urgency ask of a pupil and what stays so until a fact changes: fields of ``Feiten``.

    Whether parents are reached is asked anew each school year; a known difficulty stays until it is taken back.
    """
    year = school_year(answer.op)
    before = casus.strip(year - 1).count(b"B")
    this_year = {kind for kind, day in noted.items() if school_year(day) == year}
    known: dict[str, Any] = {}
    if this_year & {facts.REACHED, facts.NOT_REACHED}:
        known["ouders_bereikt"] = facts.REACHED in this_year
    if facts.KNOWN in noted:
        known["gekende_moeilijkheid"] = True
    return known | {
        "derde_graad": third_grade,
        "b_halve_dagen": answer.tellers["B"],
        "afwezig_vorige_jaren": before >= waarde("b.melding", first_day(year - 1)),
    }


def _in_third_grade(pupil_ids: Sequence[int], on: date) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_THIRD_GRADE, {"pupils": list(pupil_ids), "on": on, "grade": DERDE_GRAAD_VAN})
        return {row[0] for row in cursor.fetchall()}


def _school_of(casus: Casus, on: date) -> int | None:
    """The school of today, else the last one, else the first to come."""
    here = casus.inschrijving_op(on)
    if here is None and casus.perioden:
        before = [enrolment for van, _tot, enrolment in casus.perioden if van <= on]
        here = before[-1] if before else casus.perioden[0][2]
    return int(here.school) if here is not None else None


def _school_of_measure(casus: Casus, voorwerp: str | None) -> int | None:
    for measure in casus.maatregelen if voorwerp else ():
        if measure.van.isoformat() == voorwerp:
            return int(measure.school)
    return None
