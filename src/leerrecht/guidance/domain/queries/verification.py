"""What a verifier of AGODI is shown of one pupil: what the school did about absences, and nothing else.

Left out are the CLB's own file, health, discipline, what was said in confidence, what teachers note for each other,
the pupil's own words, strengths, concerns, observations, and what was found about the parents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld, Zorg
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.queries import marks
from leerrecht.enrolment.models import Enrolment
from leerrecht.facts.models import Fact
from leerrecht.guidance.domain.opening import require_house
from leerrecht.guidance.models import Agreement, Begeleidingsdossier, Entry, Kind, Plan
from leerrecht.law import calendar
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil
from leerrecht.ui.strip import Row, year_strip

SHOWN = (Kind.CONTACT, Kind.TALK, Kind.VISIT, Kind.WELCOME, Kind.MEETING)
MEASURES = (Kind.MEASURE, Kind.ADAPTATION, Kind.AGREEMENT)
REPORTED = ("melding_clb",)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The file as it is printed."""

    pupil: Pupil
    school: School
    enrolment: Enrolment | None
    year: str
    absences: Sequence[Row]
    total: int
    files: Sequence[Begeleidingsdossier]
    contacts: Sequence[Entry]
    measures: Sequence[Entry]
    reports: Sequence[date]
    plans: Sequence[Plan]
    agreements: Sequence[Agreement]


@transaction.atomic
def sheet(by: Principal, pupil: Pupil, school_id: int) -> Sheet:
    """The sheet of this school year; printing it is logged. Raises ``Denied``."""
    why = require_house(by, school_id)
    year = calendar.school_year(by.on)
    first = calendar.first_day(year)
    strip = year_strip(year=year, strip=marks.strip_of(by, pupil, year), today=by.on)
    absences = [row for row in strip.rows if row.code.mark == "B"]
    entries = list(
        policy.visible(Entry, to=by, act=acts.GUIDANCE_PRINT)
        .filter(
            pupil=pupil, organisation_id=school_id, compartment__in=[Zorg.key, Gedeeld.key], withdrawn_at=None,
            on__gte=first, kind__in=[*SHOWN, *MEASURES],
        )
        .select_related("note")
        .order_by("on", "written_at")
    )  # fmt: skip
    facts = policy.visible(Fact, to=by, act=acts.DUTY_VIEW).filter(
        pupil_id=pupil.pk, school_id=school_id, kind__in=REPORTED, date__gte=first, compartment__in=["zorg", "gedeeld"]
    )
    log.record(
        by=by, act="guidance.print", on=pupil, pupil_id=pupil.pk, organisation_id=school_id, why=why,
        detail={"compartments": {"zorg": len(entries)}},
    )  # fmt: skip
    return Sheet(
        pupil=pupil,
        school=School.objects.get(pk=school_id),
        enrolment=policy.visible(Enrolment, to=by, act=acts.PUPIL_VIEW)
        .filter(pupil=pupil, school_id=school_id, school_year=year)
        .order_by("-period")
        .first(),
        year=calendar.label(year),
        absences=absences,
        total=len(absences),
        files=list(_own(Begeleidingsdossier, by, pupil, school_id)),
        contacts=[entry for entry in entries if entry.kind in SHOWN],
        measures=[entry for entry in entries if entry.kind in MEASURES],
        reports=sorted(set(facts.values_list("date", flat=True))),
        plans=list(_own(Plan, by, pupil, school_id)),
        agreements=list(_own(Agreement, by, pupil, school_id).prefetch_related("versions__signatures")),
    )


def _own(model: Any, by: Principal, pupil: Pupil, school_id: int) -> "QuerySet[Any]":
    found = policy.visible(model, to=by, act=acts.GUIDANCE_PRINT)
    return found.filter(pupil=pupil, organisation_id=school_id, compartment__in=[Zorg.key, Gedeeld.key])
