"""Referrals as facts, and what the law core says of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Attest, Gedeeld, Zorg
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.duties.domain.casus import casus_of
from leerrecht.guidance.models import Entry, Kind
from leerrecht.law.casus import Casus
from leerrecht.law.state import Uitkomst
from leerrecht.law.topics import ONDERWERPEN
from leerrecht.people.models import Pupil
from leerrecht.referrals.engine import Judged
from leerrecht.referrals.flows import FLOWS, Flow, Side
from leerrecht.referrals.judging import Done, Finding, Told, judge, pieces
from leerrecht.referrals.models import Referral, Step

# What both school and CLB may know: what lies with the CLB alone is judged on its own page, and told to nobody else.
OPEN_TO_BOTH = (Zorg.key, Gedeeld.key)


def told_of(referral: Referral, steps: Iterable[Step]) -> Told:
    """The facts of a referral with those of its steps."""
    done = tuple(Done(one.kind, one.on, one.facts) for one in steps if one.on is not None)
    return Told(FLOWS[referral.flow], Side(referral.side), referral.begun_on, referral.facts, done, referral.closed_on)


def casus(pupil_id: int, on: date) -> Casus:
    """What the law knows of a pupil, whoever asks: it answers what may be done, and shows no record."""
    with stand(command("doorverwijzen", on, vaults={Attest.key})):
        return casus_of([pupil_id], on)[pupil_id]


def finding_of(by: Principal, pupil: Pupil) -> Finding | None:
    """What was last found of the parents, in what school and CLB share or in the file of the school."""
    found = (
        policy.visible(Entry, to=by, act=acts.NOTE_VIEW)
        .filter(pupil=pupil, kind=Kind.FINDING, withdrawn_at=None, compartment__in=OPEN_TO_BOTH)
        .order_by("-on", "-written_at")
        .values_list("finding", "on")
        .first()
    )
    return Finding(*found) if found and found[0] else None


def earlier(by: Principal, pupil: Pupil, flow: Flow, without: Referral | None = None) -> list[Told]:
    """Referrals of the same kind that this person sees, the first one first."""
    rows = policy.visible(Referral, to=by, act=acts.REFERRAL_MAKE).filter(pupil=pupil, flow=flow.key)
    if without is not None:
        rows = rows.exclude(pk=without.pk)
    return [told_of(one, one.steps.all()) for one in rows.prefetch_related("steps").order_by("begun_on", "pk")]


class Court:
    """Asks the law about one referral, as it is and as it would be: the casus is read once."""

    def __init__(self, by: Principal, pupil: Pupil, flow: Flow, without: Referral | None = None) -> None:
        self.on = by.on
        self.before = earlier(by, pupil, flow, without) if flow.finding else []
        self.finding = finding_of(by, pupil) if flow.finding else None
        self.casus = casus(pupil.pk, by.on) if flow.topic else None

    def of(self, told: Told, *, begun: bool = True) -> list[Uitkomst]:
        """``begun`` False: as if it began today."""
        if self.casus is None:
            return []
        found = pieces([*self.before, told], self.finding, None if begun else self.on)
        return judge(self.casus, found, self.on)

    def if_taken(self, told: Told, kind: str, on: date | None = None, facts: Mapping[str, Any] | None = None) -> Judged:
        """As it is, and as if a step were taken."""
        day = on or self.on
        return Judged(self.of(told), self.of(told.with_step(Done(kind, day, facts or {}))), day)


_FINDINGS = """
SELECT DISTINCT ON (pupil_id) pupil_id, finding, "on" FROM guidance_entry
WHERE pupil_id = ANY(%s) AND kind = 'bevinding' AND withdrawn_at IS NULL AND compartment = ANY(%s) AND finding <> ''
ORDER BY pupil_id, "on" DESC, written_at DESC
"""


def contribute(pupil_ids: Sequence[int], on: date) -> Mapping[int, list[Any]]:
    """The facts of topics for the casus of each pupil; see ``facts.contributors``. Two queries or three."""
    # Also in a process that stands for the duties alone, and reads certificates only.
    with stand(command("doorverwijzen", on, vaults=OPEN_TO_BOTH)):
        return _contribute(pupil_ids)


def _contribute(pupil_ids: Sequence[int]) -> Mapping[int, list[Any]]:
    rows = (
        Referral.objects.filter(pupil_id__one_of=pupil_ids, compartment__in=OPEN_TO_BOTH)
        .prefetch_related("steps")
        .order_by("begun_on", "pk")
    )
    by_pupil: dict[int, list[Told]] = {}
    for one in rows:
        by_pupil.setdefault(one.pupil_id, []).append(told_of(one, one.steps.all()))
    asking = [pupil_id for pupil_id, told in by_pupil.items() if any(one.flow.finding for one in told)]
    findings = _findings(asking) if asking else {}
    return {
        pupil_id: _each_once(found)
        for pupil_id, told in by_pupil.items()
        if (found := pieces(told, findings.get(pupil_id)))
    }


def _each_once(found: Iterable[tuple[str, Any]]) -> list[Any]:
    """Of a topic that is asked once, the facts of the last referral."""
    kept: list[Any] = []
    once: dict[str, Any] = {}
    for name, fact in found:
        if ONDERWERPEN[name].meerdere:
            kept.append(fact)
        else:
            once[name] = fact
    return [*kept, *once.values()]


def _findings(pupil_ids: list[int]) -> dict[int, Finding]:
    with connection.cursor() as cursor:
        cursor.execute(_FINDINGS, [pupil_ids, list(OPEN_TO_BOTH)])
        return {pupil_id: Finding(kind, on) for pupil_id, kind, on in cursor.fetchall()}
