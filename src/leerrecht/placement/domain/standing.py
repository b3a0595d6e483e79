"""What is known of a pupil beyond the reach of who asks: a definitive exclusion that stands, and where one is enrolled.

A search decides by these facts; whoever works at it reads no procedure and no enrolment elsewhere.
"""

import datetime as dt
from dataclasses import dataclass

from leerrecht.access.compartments import Tucht
from leerrecht.access.principal import command
from leerrecht.access.standing import lend
from leerrecht.discipline.contributors import measure_of
from leerrecht.discipline.models import Procedure, Verdict
from leerrecht.enrolment.models import Enrolment
from leerrecht.law.tucht import DEFINITIEF


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A definitive exclusion that stands: at which school, and its first day."""

    school_id: int
    since: dt.date


def exclusion_of(pupil_id: int, on: dt.date) -> Exclusion | None:
    """The last definitive exclusion of a pupil that began by ``on`` and was not undone: one query."""
    with lend(command("zoeken naar een school", on, vaults={Tucht.key})):
        rows = Procedure.objects.filter(
            pupil_id=pupil_id, kind=DEFINITIEF, verdict=Verdict.TAKEN, first_day__lte=on
        ).order_by("-first_day", "-pk")
        for row in rows:
            measure = measure_of(row)
            if measure is not None:
                return Exclusion(row.organisation_id, measure.van)
    return None


def enrolment_of(pupil_id: int, on: dt.date, *, since: dt.date, without: int | None = None) -> Enrolment | None:
    """The enrolment that ends being without school: it holds on a day from ``since`` to ``on``, at another school.

    ``without`` is the school that excluded, whose own enrolment goes on.
    """
    with lend(command("zoeken naar een school", on)):
        found = Enrolment.objects.filter(pupil_id=pupil_id, period__startswith__lte=on, period__endswith__gt=since)
        if without is not None:
            found = found.exclude(school_id=without)
        return found.select_related("school").order_by("period").first()


def last_enrolment(pupil_id: int, on: dt.date) -> Enrolment | None:
    """The enrolment that holds on ``on``, else the last one before."""
    with lend(command("zoeken naar een school", on)):
        rows = Enrolment.objects.filter(pupil_id=pupil_id, period__startswith__lte=on)
        return rows.select_related("school").order_by("-period").first()
