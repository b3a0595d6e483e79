"""What was done in searches as facts of the casus: schools that were asked, opvang, manifest unwillingness."""

from collections.abc import Mapping, Sequence
from datetime import date

from leerrecht.access.compartments import Gedeeld
from leerrecht.law.casus import Gebeurtenis
from leerrecht.placement.models import SchoolSearch, StepKind

KINDS = {
    StepKind.SHELTER: "opvang_aangeboden",
    StepKind.NO_SHELTER: "opvang_gemotiveerd_geweigerd",
    StepKind.UNWILLING: "manifeste_onwil_schoolaanbod",
}


def contribute(pupil_ids: Sequence[int], on: date) -> Mapping[int, list[Gebeurtenis]]:  # noqa: ARG001
    """Per pupil what counts for its exclusion: one query where there is no search, else three.

    What a CLB does alone stays with it: outcomes are read by the school as well.
    """
    found: dict[int, list[Gebeurtenis]] = {}
    rows = SchoolSearch.objects.filter(
        pupil__one_of=pupil_ids, excluded_on__isnull=False, school__isnull=False, compartment=Gedeeld.key
    )
    for search in (
        rows.only("pupil", "excluded_on", "school").prefetch_related("approaches", "steps").order_by("since", "pk")
    ):
        own = found.setdefault(search.pupil_id, [])
        own += [_event(search, "zoekactie_school", one.on) for one in search.approaches.all()]
        own += [_event(search, KINDS[StepKind(one.kind)], one.on) for one in search.steps.all() if one.kind in KINDS]
    return found


def _event(search: SchoolSearch, kind: str, day: date) -> Gebeurtenis:
    return Gebeurtenis(datum=day, soort=kind, school=str(search.school_id), bij=search.excluded_on)
