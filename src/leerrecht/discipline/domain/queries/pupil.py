"""Order and discipline of one pupil: what happened, what was tried as care, and what was imposed, side by side."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.discipline.domain.measures import forgotten
from leerrecht.discipline.domain.stepping import CARE
from leerrecht.discipline.models import Incident, Involved, Measure, Procedure, Search
from leerrecht.guidance.models import Entry
from leerrecht.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Sanction:
    """A measure or a procedure, with what was tried as care before it since the one before."""

    on: dt.date
    what: str
    measure: Measure | None
    procedure: Procedure | None
    care: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class History:
    """``seen`` says which parts the reader may see at all, so that an empty list does not say more than it knows."""

    incidents: Sequence[Incident]
    involved: Sequence[Involved]
    sanctions: Sequence[Sanction]
    searches: Sequence[Search]
    forgotten: int
    care_total: int
    sees_care: bool


def history(by: Principal, pupil: Pupil, on: dt.date) -> History:
    """Everything of one pupil that this reader may see, latest first, in a fixed number of queries. Logged."""
    incidents = list(policy.visible(Incident, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil))
    involved = list(
        policy.visible(Involved, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil).select_related("incident", "note")
    )
    kept = list(policy.visible(Measure, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil).select_related("note"))
    measures = [one for one in kept if not forgotten(one, on)]
    procedures = list(
        policy.visible(Procedure, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil).select_related("grounds")
    )
    searches = list(policy.visible(Search, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil).select_related("note"))
    care = list(
        policy.visible(Entry, to=by, act=acts.NOTE_VIEW)
        .filter(pupil=pupil, kind__in=CARE, withdrawn_at=None)
        .order_by("on", "pk")
    )
    _log(by, pupil, [*incidents, *involved, *kept, *procedures, *searches, *care])
    return History(
        incidents, involved, _sanctions(measures, procedures, care), searches, len(kept) - len(measures), len(care),
        sees_care=by.can(acts.GUIDANCE_KEEP),
    )  # fmt: skip


def _sanctions(measures: Sequence[Measure], procedures: Sequence[Procedure], care: Sequence[Entry]) -> list[Sanction]:
    rows: list[tuple[dt.date, Measure | None, Procedure | None]] = [(one.on, one, None) for one in measures]
    rows += [(one.first_day or one.opened_on, None, one) for one in procedures]
    rows.sort(key=lambda row: row[0])
    found: list[Sanction] = []
    since = dt.date.min
    for on, measure, procedure in rows:
        tried = [entry for entry in care if since <= entry.on <= on]
        name = measure.name if measure is not None else procedure.get_kind_display() if procedure is not None else ""
        found.append(Sanction(on, name, measure, procedure, tried))
        since = on
    return found[::-1]


def _log(
    by: Principal, pupil: Pupil, shown: Sequence[Incident | Involved | Measure | Procedure | Search | Entry]
) -> None:
    """One entry for each house and compartment of which something was shown."""
    places = sorted({(one.organisation_id, one.compartment) for one in shown})
    for organisation_id, compartment in places:
        log.record(
            by=by, act="tucht.history", kind=Procedure._meta.label_lower, pupil_id=pupil.pk,
            organisation_id=organisation_id, detail={"compartment": compartment},
        )  # fmt: skip
