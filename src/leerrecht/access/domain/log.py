"""The log of acts and looks; written in the transaction of the act itself."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Model

from leerrecht.access.principal import Principal


def record(
    *,
    by: Principal,
    act: str,
    on: Model | None = None,
    kind: str = "",
    pupil_id: int | None = None,
    organisation_id: int | None = None,
    why: str = "",
    detail: dict[str, Any] | None = None,
    compartments: Iterable[str] | None = None,
) -> None:
    """Write one entry. ``detail`` holds references and counts, never confidential text.

    ``compartments`` are those of the record, taken from ``on`` or ``detail`` where they name them: only who reads
    one of them sees the entry. Where ``on`` is kept from the parents, so is the entry. An act that names no
    organisation belongs to the one on whose behalf it was done.
    """
    ground = why or by.why(act, organisation_id)
    detail = detail or {}
    if getattr(on, "parents_excluded", False):
        detail = {**detail, "parents": False}
    with connection.cursor() as cursor:
        cursor.execute(
            _ONE,
            [
                by.user_id, by.name, act, on._meta.label_lower if on is not None else kind,
                str(on.pk) if on is not None else "", pupil_id,
                organisation_id or (_behalf(by, ground) if pupil_id else None), ground, json.dumps(detail),
                sorted(_compartments_of(on, detail) if compartments is None else compartments),
            ],
        )  # fmt: skip


# Nothing comes back: whoever writes an entry need not be who may read it.
_ONE = """
INSERT INTO access_logentry
    (actor_id, actor, act, kind, object_id, pupil_id, organisation_id, why, detail, compartments)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
# One statement for the look at a list and the pupils on it.
_LIST = """
WITH list AS (
    INSERT INTO access_logentry (actor_id, actor, act, kind, object_id, organisation_id, why, detail, compartments)
    VALUES (%(actor_id)s, %(actor)s, %(act)s, %(kind)s, '', %(organisation)s, %(why)s,
            jsonb_build_object('shown', %(number)s::int), %(compartments)s::text[])
    RETURNING id
)
INSERT INTO access_logentry
    (actor_id, actor, act, kind, object_id, pupil_id, organisation_id, why, detail, compartments)
SELECT %(actor_id)s, %(actor)s, %(act)s, %(kind)s, '', shown.pupil, shown.organisation, %(why)s,
       jsonb_build_object('list', list.id), %(compartments)s::text[]
FROM list, (SELECT DISTINCT * FROM unnest(%(pupils)s::bigint[], %(organisations)s::bigint[]) AS t (pupil, organisation))
     AS shown
"""


def record_list(
    *,
    by: Principal,
    act: str,
    kind: str,
    shown: Iterable[tuple[int, int | None]],
    compartments: Iterable[str],
    why: str = "",
) -> None:
    """Write that somebody looked at a list that shows confidential data: one statement.

    ``shown`` gives pupil and organisation of each row. The list itself is one entry with the number of rows; each
    pupil on it gets one that refers to that entry, so that the page of the pupil tells of the look too.
    """
    rows = list(shown)
    ground = why or by.why(act)
    with connection.cursor() as cursor:
        cursor.execute(
            _LIST,
            {
                "actor_id": by.user_id, "actor": by.name, "act": act, "kind": kind, "why": ground,
                "organisation": _behalf(by, ground), "number": len(rows), "compartments": sorted(compartments),
                "pupils": [pupil for pupil, _organisation in rows],
                "organisations": [organisation for _pupil, organisation in rows],
            },
        )  # fmt: skip


def _behalf(by: Principal, why: str) -> int | None:
    """The organisation of the seat on which the act rests; the only one where no seat says so."""
    for seat in by.seats:
        if seat.why == why:
            return seat.organisation_id
    places = {seat.organisation_id for seat in by.seats}
    return places.pop() if len(places) == 1 else None


def _compartments_of(on: Model | None, detail: dict[str, Any]) -> set[str]:
    one = getattr(on, "compartment", "") or detail.get("compartment", "")
    return {one} if one else set(getattr(on, "compartments", ()) or detail.get("compartments", ()))
