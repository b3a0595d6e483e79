"""Checking the log against its seals, and naming the first thing that is wrong."""

import hashlib
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from leerrecht.access import acts, policy
from leerrecht.access.domain.sealing import DIGEST, hash_of, heads_of
from leerrecht.access.models import LogCheck, LogEntry, LogSeal
from leerrecht.access.principal import Principal

# Entries by the sealing in which they belong and by organisation: what the sealings found then, found again.
_FOUND = f"""
SELECT width_bucket(id - 1, %(bounds)s::bigint[]), organisation_id, count(*), {DIGEST}
FROM access_logentry WHERE id > %(after)s AND id <= %(upto)s
GROUP BY 1, 2
"""
# Sealings that are compared at once.
_CHUNK = 200
# The job that checks everything, and the lock by which only one of them waits.
TASK = "leerrecht.access.check_log"
LOCK = "logboek-controle"


@dataclass(frozen=True, slots=True)
class Found:
    """``state`` is one text for all chains: written down elsewhere, it proves later that nothing was cut off."""

    seals: int
    entries: int
    waiting: int
    state: str
    gap: str


def check_log(*, by: Principal) -> LogCheck:
    """Check everything and keep the result. Raises ``Denied``."""
    if not by.can(acts.LOG_VERIFY):
        raise policy.Denied(_("Uw functie laat dit niet toe."))
    found = inspect()
    return LogCheck.objects.create(
        by=by.name, seals=found.seals, entries=found.entries, waiting=found.waiting, state=found.state, gap=found.gap
    )


def checks(by: Principal) -> "QuerySet[LogCheck]":
    """The checks that were done, the last one first. Raises ``Denied``."""
    if not by.can(acts.LOG_VERIFY):
        raise policy.Denied(_("Uw functie laat dit niet toe."))
    return LogCheck.objects.order_by("-pk")


def ask(by: Principal) -> bool:
    """Have a job check everything; False where one waits already. Raises ``Denied``."""
    if not by.can(acts.LOG_VERIFY):
        raise policy.Denied(_("Uw functie laat dit niet toe."))
    try:
        with transaction.atomic():
            app.configure_task(TASK, queueing_lock=LOCK).defer(name=by.name)
    except AlreadyEnqueued:
        return False
    return True


def inspect() -> Found:
    """Compare every seal with the one before it and with the log; stop at the first that does not agree."""
    bounds = list(LogSeal.objects.order_by("last_id").values_list("last_id", flat=True).distinct())
    heads: dict[int | None, LogSeal] = {}
    seals = entries = after = 0
    for start in range(0, len(bounds), _CHUNK):
        chunk = bounds[start : start + _CHUNK]
        found = _found(after, chunk)
        for seal in LogSeal.objects.filter(last_id__in=chunk).order_by(
            "last_id", F("organisation_id").asc(nulls_first=True)
        ):
            there = found.pop((seal.last_id, seal.organisation_id), (0, ""))
            gap = _wrong(seal, heads.get(seal.organisation_id), *there)
            if gap:
                return Found(seals, entries, 0, "", gap)
            heads[seal.organisation_id] = seal
            seals, entries = seals + 1, entries + seal.count
        if found:
            return Found(seals, entries, 0, "", _behind(min(found, key=lambda key: (key[0], key[1] or 0))))
        after = chunk[-1]
    return Found(seals, entries, LogEntry.objects.filter(pk__gt=after).count(), state_of(), "")


def state_of() -> str:
    """One hash over the last seal of every organisation; empty where nothing is sealed."""
    heads = [f"{head.organisation_id}:{head.hash}" for head in heads_of()]
    return hashlib.sha256("\n".join(heads).encode()).hexdigest() if heads else ""


def was_state(state: str) -> bool:
    """Whether an earlier check gave this state, or a seal that is still there has this hash."""
    return LogCheck.objects.filter(state=state).exists() or LogSeal.objects.filter(hash=state).exists()


def _found(after: int, bounds: list[int]) -> dict[tuple[int, int | None], tuple[int, str]]:
    """By the last number of the sealing and the organisation: how many entries there are, and their hash."""
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, {"bounds": [after, *bounds], "after": after, "upto": bounds[-1]})
        return {(bounds[place - 1], organisation): (count, digest) for place, organisation, count, digest in cursor}


def _wrong(seal: LogSeal, before: LogSeal | None, count: int, digest: str) -> str:
    where = {
        "organisation": seal.organisation_id or _("zonder organisatie"), "first": seal.first_id, "last": seal.last_id,
        "at": f"{seal.at:%d/%m/%Y %H:%M}", "count": seal.count, "found": count,
    }  # fmt: skip
    if seal.hash != hash_of(seal):
        return _("Een zegel werd gewijzigd: organisatie %(organisation)s, nummers %(first)s tot %(last)s.") % where
    if seal.previous != (before.hash if before else "") or seal.first_id != (before.last_id + 1 if before else 1):
        return _("Vóór nummer %(first)s ontbreekt een zegel van organisatie %(organisation)s.") % where
    if count != seal.count:
        return (
            _(
                "Organisatie %(organisation)s, nummers %(first)s tot %(last)s, verzegeld op %(at)s (UTC): er horen "
                "%(count)s regels te staan, er staan er %(found)s."
            )
            % where
        )
    if digest != seal.entries:
        return (
            _(
                "Organisatie %(organisation)s, nummers %(first)s tot %(last)s, verzegeld op %(at)s (UTC): de regels "
                "zijn niet meer die van toen."
            )
            % where
        )
    return ""


def _behind(key: tuple[int, int | None]) -> str:
    text = _(
        "Bij organisatie %(organisation)s staan vóór nummer %(last)s regels die bij het verzegelen niet bestonden."
    )
    return text % {"organisation": key[1] or _("zonder organisatie"), "last": key[0]}
