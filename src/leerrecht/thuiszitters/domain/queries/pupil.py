"""The register of one pupil: for the page, for the card on the pupil's page, and for the page of the case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.cases.models import Case
from leerrecht.cases.panels import Panel
from leerrecht.law.tables import waarde
from leerrecht.notes.models import Aantekening
from leerrecht.people.models import Pupil
from leerrecht.placement.models import SchoolSearch
from leerrecht.places.models import LIVE, Application
from leerrecht.thuiszitters.domain.queries.register import Line, lines_of
from leerrecht.thuiszitters.models import Judgement, Thuiszitter


@dataclass(frozen=True, slots=True)
class OfPupil:
    """The line of now, what was said of it, the ended ones; what this reader may know of searches and lists."""

    line: Line | None
    judgements: Sequence[Judgement]
    ended: Sequence[Thuiszitter]
    notes: dict[Any, Aantekening]
    searching: bool
    waiting: int
    may_keep: bool

    @property
    def limits(self) -> str:
        """What of it rests on numbers of ours."""
        return str(
            _("Te verifiëren: %(weeks)d weken met elk %(least)d gemiste halve dagen is een grens van Leerrecht.")
            % {"weeks": waarde("thuiszitten.weken"), "least": waarde("thuiszitten.halve_dagen")}
        )


def of_pupil(pupil: Pupil, *, to: Principal, on: date) -> OfPupil:
    """All of one pupil in a fixed number of queries; the look is logged."""
    records = list(
        visible(Thuiszitter, to=to, act=acts.SITTER_VIEW)
        .filter(pupil=pupil)
        .select_related("pupil", "school", "centre", "lead_house")
        .prefetch_related(Prefetch("judgements", Judgement.objects.order_by("-at", "-pk")))
        .order_by("-since", "pk")
    )
    open_ = next((record for record in records if record.ended_on is None), None)
    for record in records:
        log.record(
            by=to, act="thuis.view", on=record, pupil_id=pupil.pk, organisation_id=record.organisation_id,
            why=to.why(acts.SITTER_VIEW, record.school_id),
        )  # fmt: skip
    said = [judgement for record in records for judgement in record.judgements.all()]
    keys = [judgement.note_id for judgement in said if judgement.note_id is not None]
    notes = visible(Aantekening, to=to, act=acts.NOTE_VIEW).filter(pk__in=keys, withdrawn_at=None) if keys else ()
    return OfPupil(
        lines_of([open_], to=to, on=on)[0] if open_ is not None else None,
        said, [record for record in records if record.ended_on is not None], {note.pk: note for note in notes},
        visible(SchoolSearch, to=to, act=acts.NOTE_VIEW).filter(pupil=pupil, ended_on=None).exists(),
        visible(Application, to=to, act=acts.WAITING_VIEW).filter(pupil=pupil, state__in=LIVE).count(),
        may_keep(to, pupil, open_),
    )  # fmt: skip


def may_keep(to: Principal, pupil: Pupil, record: Thuiszitter | None) -> bool:
    """Whether the reader works on this record, or may add the pupil where there is none."""
    if record is not None:
        return bool(policy.may(to, acts.SITTER_KEEP, record))
    return to.can(acts.SITTER_KEEP) and visible(Pupil, to=to, act=acts.CASE_VIEW).filter(pk=pupil.pk).exists()


def open_record(pk: object, *, by: Principal) -> Thuiszitter:
    """A record to work on; the look is logged. Raises ``Http404``."""
    found = policy.find(Thuiszitter, pk, by=by, act=acts.SITTER_KEEP)
    record = Thuiszitter.objects.select_related("pupil", "school", "centre").get(pk=found.pk)
    log.record(
        by=by, act="thuis.view", on=record, pupil_id=record.pupil_id, organisation_id=record.organisation_id,
        why=by.why(acts.SITTER_KEEP, record.school_id),
    )  # fmt: skip
    return record


def card(pupil: Pupil, *, to: Principal, on: date) -> Line | None:
    """For the page of the pupil: one query where there is nothing; that page logs the look itself."""
    if not to.can(acts.SITTER_VIEW):
        return None
    found = (
        visible(Thuiszitter, to=to, act=acts.SITTER_VIEW)
        .filter(pupil=pupil, ended_on=None)
        .select_related("school", "centre", "lead_house")
        .first()
    )
    return None if found is None else lines_of([found], to=to, on=on)[0]


def panel(case: Case, *, to: Principal) -> Panel | None:
    """On the page of the case: whether the pupil gets full education now, in one sentence; one query more or less."""
    if not to.can(acts.SITTER_VIEW):
        return None
    found = visible(Thuiszitter, to=to, act=acts.SITTER_VIEW).filter(pupil_id=case.pupil_id, ended_on=None).first()
    if found is None:
        return None
    return Panel(title="Zonder voltijds onderwijs", template="thuiszitters/_panel.html", context={"record": found})
