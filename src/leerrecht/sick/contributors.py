"""What this room adds to the casus of a pupil: periods of TOAH, and the facts of the topics about illness.

Of a pupil with a medical certificate and no request yet, the law is asked all the same whether lessons at home come.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from leerrecht.enrolment.models import Enrolment
from leerrecht.law import calendar
from leerrecht.law.casus import Toah
from leerrecht.law.codes import KLEUTER
from leerrecht.law.tables import waarde
from leerrecht.law.topics import opname, poah, sio, toah, toah_uitvoering, ziekzijn
from leerrecht.sick import rules
from leerrecht.sick.models import Ground, Kind, Refused, Ziekteonderwijs

_CERTIFIED = """
SELECT DISTINCT pupil_id FROM attendance_certificate
WHERE withdrawn_at IS NULL AND NOT doubtful AND kind IN ('medisch', 'chronisch') AND last_day >= %s
  AND pupil_id = ANY(%s)
"""


def contribute(pupil_ids: Sequence[int], on: date) -> Mapping[int, list[Any]]:
    """Per pupil the pieces: six queries, and two where nobody asked for anything."""
    found: dict[int, list[Any]] = {}
    asked: dict[int, list[Ziekteonderwijs]] = {}
    rows = Ziekteonderwijs.objects.filter(pupil__one_of=pupil_ids).order_by("asked_on", "recorded_at")
    for row in rows.prefetch_related("extensions", "weeks", "steps"):
        asked.setdefault(row.pupil_id, []).append(row)
    with connection.cursor() as cursor:
        cursor.execute(_CERTIFIED, [calendar.first_day(calendar.school_year(on)), list(pupil_ids)])
        for (pupil_id,) in cursor.fetchall():
            found[pupil_id] = []
    by_internet = [pupil_id for pupil_id, own in asked.items() if any(row.kind == Kind.SIO for row in own)]
    oldest = _in_the_last_of_kleuter(by_internet, on) if by_internet else frozenset()
    for pupil_id in {*asked, *found}:
        own = asked.get(pupil_id, [])
        found[pupil_id] = [*_at_home(own), *_elsewhere(own, last_of_kleuter=pupil_id in oldest)]
    return found


def _in_the_last_of_kleuter(pupil_ids: Sequence[int], on: date) -> frozenset[int]:
    here = Enrolment.objects.filter(pupil__one_of=pupil_ids, period__contains=on, level=KLEUTER)
    return frozenset(here.filter(grade=waarde("sio.kleuterklas")).values_list("pupil_id", flat=True))


def _at_home(rows: list[Ziekteonderwijs]) -> list[Any]:
    own = [row for row in rows if row.kind == Kind.TOAH]
    if not own:
        return [toah_uitvoering.Feiten()]
    last = own[-1]
    lessons = tuple(
        toah.Les(week=week.monday, lestijden=week.given)
        for row in own
        for week in sorted(row.weeks.all(), key=lambda one: one.monday)
        if week.given is not None
    )
    periods = [
        Toah(van=row.since, tot=row.ended_on or row.until, grond=row.ground) for row in own if row.since is not None
    ]
    early = next((row for row in reversed(own) if _stopped_early(row)), None)
    refused = last.refused_on if last.refused_why == Refused.NOT_WANTED else None
    return [
        *periods,
        toah.Feiten(
            lessen=lessons,
            verlengingen=tuple(
                toah.Verlenging(van=one.since, tot=one.until, gemeld=one.reported_on)
                for row in own
                for one in row.extensions.all()
            ),
            plaats=last.place,
            akkoord=last.place_agreed_on,
            behandeling_maanden=last.treatment_months,
            stopgezet=early.ended_on if early is not None else None,
            stopzetting_gemeld=early.stop_reported_on if early is not None else None,
        ),
        toah_uitvoering.Feiten(
            lessen=lessons,
            leerkracht_gezocht=last.sought_on if last.running else None,
            leerkracht_gevonden=last.found_on,
            gevraagd=last.asked_on if last.running else None,
            gevraagd_tot=last.until or last.wanted_until,
            terugkeer_besproken=_days(last).get(rules.WAY_BACK),
            afgezien=refused,
        ),
    ]


def _stopped_early(row: Ziekteonderwijs) -> bool:
    return row.since is not None and row.ended_on is not None and row.until is not None and row.ended_on < row.until


def _elsewhere(rows: list[Ziekteonderwijs], *, last_of_kleuter: bool) -> list[Any]:
    """The last request of each other kind; of stays all."""
    pieces: list[Any] = []
    last = {row.kind: row for row in rows if row.refused_on is None}
    if (row := last.get(Kind.SIO)) is not None:
        days = _days(row)
        chronic = row.ground == Ground.CHRONIC
        pieces.append(
            sio.Feiten(
                aard=row.ground, weken=None if chronic else row.expected, halve_dagen=row.expected if chronic else None,
                aanvraag=row.asked_on, contact=days.get(rules.CONTACT), geplaatst=days.get(rules.INSTALLED),
                retour=days.get(rules.RETURNED) or row.ended_on, derde_kleuter=last_of_kleuter,
            )
        )  # fmt: skip
    if (row := last.get(Kind.VOLUNTEERS)) is not None:
        days = _days(row)
        pieces.append(
            ziekzijn.Feiten(
                aanvraag=row.asked_on, vakken=days.get(rules.SUBJECTS), lesmateriaal=days.get(rules.MATERIAL)
            )
        )
    if (row := last.get(Kind.POAH)) is not None:
        days = _days(row)
        given = days.get(rules.FOR) or days.get(rules.AGAINST)
        pieces.append(
            poah.Feiten(
                aanvraag=row.asked_on, advies_op=given, advies="gunstig" if rules.FOR in days else "ongunstig",
                begin=row.since, uren=row.hours_a_week,
            )
        )  # fmt: skip
    pieces += [_stay(row) for row in rows if row.kind == Kind.TYPE5 and row.since is not None]
    return pieces


def _stay(row: Ziekteonderwijs) -> opname.Feiten:
    assert row.since is not None  # noqa: S101 - asked for by whoever calls
    days = _days(row)
    return opname.Feiten(
        van=row.since, tot=row.ended_on or row.until, soort="k_dienst" if row.in_k_service else "type5",
        informatie=days.get(rules.INFORMED), terugkeer=days.get(rules.PREPARED),
    )  # fmt: skip


def _days(row: Ziekteonderwijs) -> dict[str, date]:
    return {step.key: step.on for step in row.steps.all()}
