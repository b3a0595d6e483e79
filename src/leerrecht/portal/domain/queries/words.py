"""Reading what pupils say in their own words."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.people.models import Pupil
from leerrecht.portal.models import OwnWord, WordKind
from leerrecht.portal.rules import TODAY_LASTS


def words_of(to: Principal, pupil: Pupil) -> "QuerySet[OwnWord]":
    """What stands today and this reader may read, latest first."""
    found = policy.visible(OwnWord, to=to, act=acts.NOTE_VIEW).filter(pupil=pupil, withdrawn_at=None)
    return found.select_related("note").order_by("-written_at", "pk")


def first_in_file(to: Principal, pupil: Pupil) -> Sequence[OwnWord]:
    """What staff reads first in the file of a pupil; how it went on a day passes after a while. Logged where shown."""
    since = timezone.now() - TODAY_LASTS
    seen: dict[Any, OwnWord] = {}
    for row in words_of(to, pupil):
        if row.kind != WordKind.TODAY or row.written_at >= since:
            seen.setdefault(row.word, row)
    rows = list(seen.values())
    if rows:
        log.record(
            by=to, act="own_word.read", kind=OwnWord._meta.label_lower, pupil_id=pupil.pk,
            organisation_id=rows[0].organisation_id, why=policy.ground_of(to, acts.NOTE_VIEW, rows[0]),
            detail={"compartments": dict.fromkeys(sorted({row.compartment for row in rows}), 1)},
        )  # fmt: skip
    return rows


def mine(by: Principal, pupil: Pupil) -> list[OwnWord]:
    """The pupil's own rows."""
    return [row for row in words_of(by, pupil) if row.written_by_id == by.user_id]


def my_word(by: Principal, pupil: Pupil, key: object) -> OwnWord:
    """One of them, still standing. Raises ``Http404``."""
    word = policy.find(OwnWord, key, by=by, act=acts.NOTE_WITHDRAW)
    if word.pupil_id != pupil.pk or word.withdrawn_at is not None:
        raise policy.missing(OwnWord)
    return word
