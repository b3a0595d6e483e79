"""What this room adds to the casus of a pupil: how far the yearly check came."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from leerrecht.law.topics.leerplichtcontrole import Feiten
from leerrecht.leerplicht.models import CheckKind, ListedChild, State, Where

ELSEWHERE = (Where.FRENCH, Where.ABROAD, Where.ALTERNATIVE)


def facts_of(child: ListedChild) -> Feiten:
    """The check of one child as the law takes it."""
    closed = child.state in (State.FOUND, State.CLOSED)
    elsewhere = child.settled_on if closed and child.where in ELSEWHERE else None
    # Whatever ended it otherwise, such as a mistake in the list, ends what is asked of parents and AGODI too.
    ended = child.settled_on if closed and child.where != Where.PROSECUTOR and elsewhere is None else None
    return Feiten(
        elders=elsewhere,
        brief=child.letter_on,
        antwoord=ended,
        herinnering=child.reminder_on,
        gemeente=child.handed_on,
        wijkagent=child.visited_on,
        parket=child.prosecutor_on,
    )


def check_facts(pupil_ids: Sequence[int], on: date) -> dict[int, list[Any]]:  # noqa: ARG001
    """The latest check of pupils who were nowhere on its day: one query."""
    found: dict[int, list[Any]] = {}
    rows = (
        ListedChild.objects.filter(pupil_id__one_of=pupil_ids, check_list__kind=CheckKind.COMPULSORY)
        .exclude(state=State.FOUND, letter_on=None)
        .exclude(state=State.DOUBT)
        .order_by("pupil_id", "check_list__reference_date")
    )
    for child in rows:
        found[child.pupil_id or 0] = [facts_of(child)]
    return found
