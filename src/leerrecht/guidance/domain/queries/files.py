"""Reads of files as a whole: who keeps which, and which are mine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.duties.domain.queries.worklist import classes_of
from leerrecht.guidance.domain.keeping import current_counsellors, keeping_on
from leerrecht.guidance.models import Begeleidingsdossier, Counsellor
from leerrecht.organisations.models import School

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Mine:
    """Pupils whose open file I keep, and those whose file only others keep."""

    own: frozenset[int]
    others: frozenset[int]


def mine_of(by: Principal, on: date) -> Mine:
    """One query."""
    rows = list(
        policy.visible(Counsellor, to=by, act=acts.GUIDANCE_KEEP)
        .filter(keeping_on(on), file__closed_on=None)
        .values_list("file__pupil_id", "who_id")
    )
    own = frozenset(pupil_id for pupil_id, who in rows if who == by.user_id)
    return Mine(own, frozenset(pupil_id for pupil_id, _who in rows) - own)


def counsellors_of(by: Principal, file: Begeleidingsdossier) -> Sequence[Counsellor]:
    """Everybody who kept or keeps this file, latest first."""
    found = policy.visible(Counsellor, to=by, act=acts.GUIDANCE_KEEP).filter(file=file)
    return list(found.order_by("-first", "-pk"))


@dataclass(frozen=True, slots=True)
class FileLine:
    file: Begeleidingsdossier
    class_name: str
    counsellors: Sequence[Counsellor]

    @property
    def key(self) -> str:
        return str(self.file.pk)


def open_files(by: Principal, on: date, *, whose: str, number: int | str = 1) -> tuple[Page[Any], list[FileLine]]:
    """One page of the open files of the own schools, by name; that they were listed is logged.

    ``whose``: ``mij`` those that I keep, ``niemand`` those that nobody keeps, anything else all.
    """
    found = _open_files(by).order_by("pupil__sort_key", "pupil_id").select_related("pupil")
    keeping = Counsellor.objects.filter(keeping_on(on), file=OuterRef("pk"))
    if whose == "mij":
        found = found.filter(Exists(keeping.filter(who_id=by.user_id or 0)))
    elif whose == "niemand":
        found = found.filter(~Exists(keeping))
    page = Paginator(found.prefetch_related(current_counsellors(on)), PAGE_SIZE).get_page(number)
    classes = classes_of([file.pupil_id for file in page], to=by, on=on)
    lines = [
        FileLine(file, classes.get((file.pupil_id, file.organisation_id), ""), file.current)  # type: ignore[attr-defined]
        for file in page
    ]
    if lines:
        log.record_list(
            by=by, act=acts.NOTE_VIEW, kind=Begeleidingsdossier._meta.label_lower,
            compartments={line.file.compartment for line in lines},
            shown=[(line.file.pupil_id, line.file.organisation_id) for line in lines],
        )  # fmt: skip
    return page, lines


def schools_of(by: Principal, act: str) -> list[School]:
    """Schools at which the reader may do this for every pupil, by name."""
    found = policy.visible(School, to=by, act=acts.SCHOOL_VIEW).filter(pk__in=by.places(act, Reach.SCHOOL))
    return list(found.order_by("name"))


def files_among(by: Principal, keys: Sequence[str]) -> list[Begeleidingsdossier]:
    """Of these keys the open files of the own schools."""
    return list(_open_files(by).filter(pk__in=keys))


def without_counsellor(by: Principal, on: date) -> int:
    """How many open files of the own schools nobody keeps."""
    keeping = Counsellor.objects.filter(keeping_on(on), file=OuterRef("pk"))
    return _open_files(by).filter(~Exists(keeping)).count()


def _open_files(by: Principal) -> "QuerySet[Begeleidingsdossier]":
    found = policy.visible(Begeleidingsdossier, to=by, act=acts.GUIDANCE_KEEP)
    return found.filter(closed_on=None, organisation_id__in=by.organisations(acts.GUIDANCE_KEEP))
