"""What happens by itself: a child that is enrolled at the school it asked, waits there no longer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import command
from leerrecht.access.standing import lend
from leerrecht.enrolment.models import Enrolment
from leerrecht.facts.domain import changes
from leerrecht.places.domain.queries.free import kind_of
from leerrecht.places.models import LIVE, Application, Slot, State


@transaction.atomic
def settle(pupil_ids: Iterable[int] | None = None, *, on: date) -> int:
    """Close the lines of children who are enrolled by ``on`` in the place that they asked: of these, else of all.

    An enrolment counts that began since the child asked, at that school and in that school year, of the same kind;
    another grade or type at the same school closes nothing. How many lines were closed.
    """
    by = command("wachtlijsten", on, vaults={Gedeeld.key})
    with lend(by):
        began = Enrolment.objects.filter(
            pupil_id=OuterRef("pupil_id"), school_id=OuterRef("school_id"), school_year=OuterRef("school_year"),
            period__startswith__gte=OuterRef("asked_on"), period__startswith__lte=on,
        )  # fmt: skip
        rows = Application.objects.filter(Exists(began), state__in=LIVE)
        if pupil_ids is not None:
            rows = rows.filter(pupil__in=list(pupil_ids))
        lines = list(rows.select_for_update(of=("self",)).select_related("slot").order_by("pk"))
        enrolled = _enrolments(lines, on)
        closed = set()
        for line in lines:
            first = _enrolled_on(line, enrolled[line.pupil_id])
            if first is None:
                continue
            line.state, line.state_on = State.ENROLLED, first
            line.save(update_fields=["state", "state_on"])
            closed.add(line)
            log.record(
                by=by, act="waiting.settle", on=line, pupil_id=line.pupil_id, organisation_id=line.school_id,
                why=by.name,
            )  # fmt: skip
        changes.notify({line.pupil_id for line in closed})
    return len(closed)


def _enrolments(lines: Sequence[Application], on: date) -> dict[int, list[Enrolment]]:
    """What each of these children is enrolled in by ``on``: one query."""
    found: dict[int, list[Enrolment]] = defaultdict(list)
    children = {line.pupil_id for line in lines}
    for one in Enrolment.objects.filter(pupil_id__in=children, period__startswith__lte=on):
        found[one.pupil_id].append(one)
    return found


def _enrolled_on(line: Application, enrolled: Sequence[Enrolment]) -> date | None:
    """The first day in the place that was asked."""
    days: list[date] = [
        one.period.lower
        for one in enrolled
        if (one.school_id, one.school_year) == (line.school_id, line.school_year)
        and one.period.lower >= line.asked_on
        and _fits(line.slot, one)
    ]
    return min(days, default=None)


def _fits(slot: Slot, enrolment: Enrolment) -> bool:
    """The place that was asked: what one of both does not say, does not differ."""
    pairs = (
        (slot.grade, enrolment.grade), (slot.buo_type, enrolment.buo_type.casefold().removeprefix("type").strip()),
        (slot.opleidingsvorm, enrolment.opleidingsvorm),
    )  # fmt: skip
    return kind_of(enrolment) == slot.kind and all(not a or not b or str(a) == str(b) for a, b in pairs)
