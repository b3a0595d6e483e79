"""Bare facts: what people did for a pupil, as the law core counts it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.facts.domain import changes
from leerrecht.facts.models import Fact
from leerrecht.law.casus import GEBEURTENIS_SOORTEN, Gebeurtenis

REACHED, NOT_REACHED = "ouders_bereikt", "ouders_niet_bereikt"
KNOWN, NOT_KNOWN = "gekende_moeilijkheid", "geen_gekende_moeilijkheid"
MARKS = frozenset({REACHED, NOT_REACHED, KNOWN, NOT_KNOWN})
"""Facts of which the law counts nothing, and the order of urgency does."""
CHANNELS = frozenset({"telefoon", "gesprek", "huisbezoek", "bericht", "brief"})

Follower = Callable[[Principal, Fact], None]
_followers: dict[str, Follower] = {}

_MARKS = """
SELECT pupil_id, date, kind FROM facts_fact
WHERE pupil_id = ANY(%s) AND kind = ANY(%s) AND date <= %s AND compartment IN ('zorg', 'gedeeld') ORDER BY date, id
"""
_EVENTS = """
SELECT pupil_id, date, kind, school_id, object FROM facts_fact
WHERE pupil_id = ANY(%s) AND kind = ANY(%s) ORDER BY date, id
"""


def register_follower(kind: str, follower: Follower) -> None:
    """Have a room above told, in the same transaction, of each new fact of a kind, whatever page recorded it."""
    if kind in _followers:
        raise RuntimeError(f"somebody follows {kind} already")
    _followers[kind] = follower


@transaction.atomic
def record_fact(
    *,
    by: Principal,
    pupil_id: int,
    date: dt.date,
    kind: str,
    school_id: int,
    object: str = "",  # noqa: A002 - the word of the model
    compartment: str = "zorg",
    act: str = acts.DUTY_CLOSE,
) -> Fact:
    """Write one bare fact and have the duties of the pupil computed anew.

    ``kind`` is one of ``law.casus.GEBEURTENIS_SOORTEN`` or of ``MARKS``; ``object`` the begin date (ISO) of the
    measure or period that it is about, for a mark one of ``CHANNELS``; ``act`` what the principal must be allowed
    to do at the school. Safe to repeat: the same fact of the same day is kept once. Raises ``Denied``, or
    ``ValidationError`` for a kind or channel that does not exist and a date in the future.
    """
    policy.require_at(by, act, school_id)
    if kind not in GEBEURTENIS_SOORTEN and kind not in MARKS:
        raise ValidationError(
            {"kind": _("“%(kind)s” is geen soort gebeurtenis die de regels kennen.") % {"kind": kind}}
        )
    if date > timezone.localdate():
        raise ValidationError({"date": _("De datum ligt in de toekomst. Leg vast wat al gebeurd is.")})
    if object and kind in MARKS:
        _check_channel(object)
    elif object:
        _check_begin(object)
    fact, created = Fact.objects.get_or_create(
        pupil_id=pupil_id,
        date=date,
        kind=kind,
        school_id=school_id,
        object=object,
        compartment=compartment,
        defaults={"by_id": by.user_id},
    )
    if created:
        # The kind stays out of the log: it may belong to a compartment that readers of the log do not see.
        log.record(by=by, act="fact.record", on=fact, pupil_id=pupil_id, organisation_id=school_id)
        changes.notify([pupil_id])
        if kind in _followers:
            _followers[kind](by, fact)
    return fact


def contribute(pupil_ids: Sequence[int], on: dt.date) -> Mapping[int, list[Gebeurtenis]]:  # noqa: ARG001
    """The bare facts of the pupils as events of the casus; see ``facts.contributors``."""
    events: dict[int, list[Gebeurtenis]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, [list(pupil_ids), list(GEBEURTENIS_SOORTEN)])
        for pupil_id, day, kind, school_id, about in cursor.fetchall():
            event = Gebeurtenis(
                datum=day,
                soort=kind,
                school=None if school_id is None else str(school_id),
                bij=dt.date.fromisoformat(about) if about else None,
            )
            events.setdefault(pupil_id, []).append(event)
    return events


def marks(pupil_ids: Sequence[int], on: dt.date) -> dict[int, dict[str, dt.date]]:
    """Per pupil the last day of each kind of ``MARKS`` up to ``on``, where it was not taken back later: one query.

    Only what the school noted or shares: whatever rests on it may be told to school and CLB alike.
    """
    opposite = {REACHED: NOT_REACHED, NOT_REACHED: REACHED, KNOWN: NOT_KNOWN, NOT_KNOWN: KNOWN}
    found: dict[int, dict[str, dt.date]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_MARKS, [list(pupil_ids), sorted(MARKS), on])
        for pupil_id, day, kind in cursor.fetchall():
            own = found.setdefault(pupil_id, {})
            own.pop(opposite[kind], None)
            own[kind] = day
    return found


def _check_channel(about: str) -> None:
    if about not in CHANNELS:
        raise ValidationError({"channel": _("Kies uit de lijst hoe u de ouders probeerde te bereiken.")})


def _check_begin(about: str) -> None:
    try:
        dt.date.fromisoformat(about)
    except ValueError as error:
        raise ValidationError({"object": _("Waarover het gaat, is een begindatum zoals 2026-10-06.")}) from error
