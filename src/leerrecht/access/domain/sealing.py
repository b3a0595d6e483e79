"""Sealing the log: closing off what was written, organisation by organisation, so that a gap shows later.

Not in the save path, where a chain is one lock for everybody: a job takes all that settled since.
"""

import hashlib
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import connection, transaction
from django.utils import timezone

from leerrecht.access.models import LogSeal

# Numbers that one statement hashes; the first run of an old installation has many.
CHUNK = 200_000
_LOCK = 730_303

# An entry as the hash covers it. The moment as microseconds: its text would depend on the session's time zone.
ENTRY = """
sha256(convert_to(jsonb_build_array(
    id, (extract(epoch FROM at) * 1000000)::bigint, actor_id, actor, act, kind, object_id, pupil_id, organisation_id,
    why, detail, compartments)::text, 'UTF8'))
"""
DIGEST = f"encode(sha256(string_agg({ENTRY}, '\\x'::bytea ORDER BY id)), 'hex')"

_BATCHES = f"""
SELECT organisation_id, count(*), {DIGEST}
FROM access_logentry WHERE id > %s AND id <= %s
GROUP BY organisation_id ORDER BY organisation_id
"""

_WRITING = """
SELECT virtualtransaction FROM pg_locks
WHERE relation = 'access_logentry'::regclass AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def hash_of(seal: LogSeal) -> str:
    """What the seal itself hashes to: all that it says, and the seal before it."""
    moment = seal.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [seal.organisation_id, seal.first_id, seal.last_id, seal.count, seal.entries, seal.previous, moment]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def seal_settled(*, patience: float = 20, wait: Callable[[float], None] = time.sleep) -> int:
    """Seal all entries whose transactions are over; returns how many seals were made.

    Waits at most ``patience`` seconds for whoever is writing entries, else leaves it to the next time.
    """
    bound = _last_written()
    # A writer locks the table before it takes a number: whoever still owes one up to the bound is among these.
    writing = _writing()
    until = time.monotonic() + patience
    while writing & _writing():
        if time.monotonic() > until:
            return 0
        wait(0.2)
    return seal(bound)


@transaction.atomic
def seal(bound: int) -> int:
    """Seal every entry up to number ``bound``; the caller knows that no number up to there is still to be written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    newest = LogSeal.objects.order_by("-pk").first()
    sealed = newest.last_id if newest else 0
    heads: dict[int | None, LogSeal | None] = {}
    made: list[LogSeal] = []
    now = timezone.now()
    while sealed < bound:
        upto = min(bound, sealed + CHUNK)
        for organisation, count, entries in _batches(sealed, upto):
            head = heads[organisation] if organisation in heads else _head(organisation)
            one = _next(head, organisation, upto, count, entries, now)
            heads[organisation] = one
            made.append(one)
        sealed = upto
    LogSeal.objects.bulk_create(made, batch_size=1000)
    return len(made)


def heads_of() -> list[LogSeal]:
    """The last seal of each organisation, ordered."""
    return list(LogSeal.objects.order_by("organisation_id", "-last_id").distinct("organisation_id"))


def _head(organisation: int | None) -> LogSeal | None:
    """By the index: the table of seals grows for ever, and this runs each minute."""
    return LogSeal.objects.filter(organisation_id=organisation).order_by("-last_id").first()


def _next(
    head: LogSeal | None, organisation: int | None, upto: int, count: int, entries: str, at: datetime
) -> LogSeal:  # fmt: skip
    made = LogSeal(
        organisation_id=organisation, first_id=head.last_id + 1 if head else 1, last_id=upto, count=count,
        entries=entries, previous=head.hash if head else "", at=at,
    )  # fmt: skip
    made.hash = hash_of(made)
    return made


def _batches(after: int, upto: int) -> list[tuple[int | None, int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_BATCHES, [after, upto])
        return list(cursor.fetchall())


def _last_written() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM access_logentry")
        return int(cursor.fetchone()[0])


def _writing() -> set[str]:
    """The transactions that write entries now."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITING)
        return {transaction for (transaction,) in cursor.fetchall()}
