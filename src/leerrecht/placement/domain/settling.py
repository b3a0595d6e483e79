"""What happens by itself: a search ends where the pupil is enrolled, and the silence of a school is an answer."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access.compartments import Clb, Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import command
from leerrecht.access.standing import lend
from leerrecht.facts.domain import changes
from leerrecht.law.dates import ONE_DAY
from leerrecht.placement.domain.standing import enrolment_of
from leerrecht.placement.domain.terms import days_to_answer, silent_on
from leerrecht.placement.models import Answer, Approach, Ended, SchoolSearch


@transaction.atomic
def settle(pupil_ids: Iterable[int] | None = None, *, on: date) -> tuple[int, int]:
    """End searches of pupils who are enrolled by ``on``, and note silence: of these pupils, else of all.

    Gives how many searches ended and how many schools stayed silent. The school that excluded is not told which
    school it was.
    """
    by = command("zoeken naar een school", on, vaults={Gedeeld.key, Clb.key})
    with lend(by):
        rows = SchoolSearch.objects.filter(ended_on=None)
        if pupil_ids is not None:
            rows = rows.filter(pupil__in=list(pupil_ids))
        ended = silent = 0
        for search in rows.select_for_update(of=("self",)).order_by("pk"):
            first = enrolled_from(search, on)
            if first is None:
                silent += _silence(search, on)
                continue
            _end(search, first)
            ended += 1
            log.record(
                by=by, act="placement.end", on=search, pupil_id=search.pupil_id,
                organisation_id=search.organisation_id, why=by.name, detail={"compartment": search.compartment},
            )  # fmt: skip
            changes.notify([search.pupil_id])
    return ended, silent


def enrolled_from(search: SchoolSearch, on: date) -> date | None:
    """The first day at a school again, by what is enrolled."""
    excluded = search.school_id if search.excluded_on is not None else None
    found = enrolment_of(search.pupil_id, on, since=search.since, without=excluded)
    return None if found is None else max(found.period.lower, search.since)


def _end(search: SchoolSearch, first: date) -> None:
    search.ended_on, search.ended_how, search.ended_by = first, Ended.ENROLLED, _("de inschrijving zelf")
    search.save(update_fields=["ended_on", "ended_how", "ended_by"])


def _silence(search: SchoolSearch, on: date) -> int:
    """Schools that were reminded and still say nothing."""
    waiting = list(
        Approach.objects.filter(search=search, answer=Answer.WAITING, reminded_on__isnull=False).select_related(
            "school"
        )
    )
    found, days = 0, days_to_answer(search, on) if waiting else None
    for approach in waiting:
        day = silent_on(approach, days)
        if day is not None and day < on:
            approach.answer, approach.answered_on = Answer.SILENT, day + ONE_DAY
            approach.save(update_fields=["answer", "answered_on"])
            found += 1
    return found
