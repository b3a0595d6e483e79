"""Who was leerplichtig on the day of the list and is found nowhere: for rooms above, without a principal."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from leerrecht.leerplicht.domain.path import next_of, next_step
from leerrecht.leerplicht.models import CheckKind, ListedChild, State


@dataclass(frozen=True, slots=True)
class Absentee:
    """A child without a school or home education. ``pupil_id`` is None for who is no pupil of the system."""

    child_id: UUID
    pupil_id: int | None
    since: date
    next_step: str
    due_on: date | None
    municipality_id: int | None
    centre_id: int | None


def open_absentees(on: date, *, pupil_ids: Collection[int] | None = None) -> list[Absentee]:
    """Open children of the latest check: one query. Whoever asks stands for a command, and has asked the policy."""
    rows = (
        ListedChild.objects.filter(check_list__kind=CheckKind.COMPULSORY, state=State.OPEN)
        .filter(check_list__reference_date__lte=on)
        .select_related("check_list")
        .annotate(next=next_step(on))
        .order_by("-check_list__reference_date", "sort_key", "pk")
    )
    if pupil_ids is not None:
        rows = rows.filter(pupil_id__in=pupil_ids)
    found: list[Absentee] = []
    latest: dict[int, int] = {}
    for child in rows:
        # Of an earlier year only where no later check of the same agency knows open children.
        if latest.setdefault(child.owner_id, child.check_list.school_year) != child.check_list.school_year:
            continue
        step = next_of(child, child.next)
        found.append(
            Absentee(
                child.pk, child.pupil_id, child.check_list.reference_date, str(step.name), step.due,
                child.municipality_id, child.centre_id,
            )
        )  # fmt: skip
    return found
