"""What the law core says of referrals: they are told to it as the facts of its topics. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from leerrecht.law.casus import Casus
from leerrecht.law.engine import antwoord
from leerrecht.law.state import Uitkomst
from leerrecht.law.topics import (
    clb_begeleiding,
    leren_werken,
    naft,
    parket,
    politie,
    rots,
    transitie,
    uitstroom,
    verwijzen,
    zorgwekkend,
)
from leerrecht.referrals.flows import FLOWS, Flow, Side

Pieces = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was taken."""

    kind: str
    on: date
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of the parents: onwil, onmacht or onbereikbaar."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Told:
    """A referral as facts, without a word of what people said."""

    flow: Flow
    side: Side
    on: date
    facts: Mapping[str, Any]
    done: tuple[Done, ...] = ()
    closed_on: date | None = None

    def days(self, kind: str) -> tuple[date, ...]:
        return tuple(sorted(one.on for one in self.done if one.kind == kind))

    def first(self, kind: str) -> date | None:
        return next(iter(self.days(kind)), None)

    def last(self, kind: str) -> Done | None:
        return max((one for one in self.done if one.kind == kind), key=lambda one: one.on, default=None)

    def fact(self, kind: str, name: str) -> Any:
        """A fact of the last time that a step was taken."""
        found = self.last(kind)
        return None if found is None else found.facts.get(name)

    def where(self, kind: str, name: str, value: Any) -> date | None:
        """The first day on which a step was taken with this answer."""
        return min((one.on for one in self.done if one.kind == kind and one.facts.get(name) == value), default=None)

    def with_step(self, step: Done) -> "Told":
        return replace(self, done=(*self.done, step))


def day(value: Any) -> date | None:
    """A day as it is stored."""
    return date.fromisoformat(value) if value else None


def number(value: Any) -> int:
    return int(value) if value not in (None, "") else 0


def pieces(told: Sequence[Told], finding: Finding | None = None, probe: date | None = None) -> Pieces:
    """The facts of topics. ``probe`` is the day on which the last one would begin, where it has not."""
    found: Pieces = []
    for place, one in enumerate(told):
        begun = probe if place == len(told) - 1 else None
        teller = _TELLERS.get(one.flow.key)
        if teller is not None:
            found += teller(one, begun)
    reports = [one for one in told if one.flow.key == FLOWS["politie"].key]
    if reports:
        found.append(("politie", _politie(reports, finding)))
    return found


def judge(casus: Casus, found: Iterable[tuple[str, Any]], on: date) -> list[Uitkomst]:
    """What the topics say of the casus on a day, with these facts and no others of topics."""
    asked: dict[str, tuple[Any, ...]] = {}
    for name, fact in found:
        asked[name] = (*asked.get(name, ()), fact)
    answer = antwoord(replace(casus, meer=asked), on, verandert=False)
    return list(answer.uitkomsten)


def _naft(told: Told, probe: date | None) -> Pieces:
    van = told.first("start") or probe
    if van is None:
        return []
    hoe = told.fact("instemming", "hoe")
    return [
        (
            "naft",
            naft.Feiten(
                van=van, tot=told.closed_on, voorstel_clb=told.first("voorstel"),
                instemming=told.first("instemming") if hoe in ("samen", "leerling") else None,
                gerechtelijk=hoe == "rechter", rondetafel=told.first("rondetafel"), evaluaties=told.days("evaluatie"),
            ),
        )
    ]  # fmt: skip


def _aanloop(told: Told, probe: date | None) -> Pieces:
    van = told.first("start") or probe
    if van is None:
        return []
    return [
        (
            "leren_werken",
            leren_werken.Feiten(
                van=van, tot=told.closed_on, invulling=leren_werken.AANLOOP, screening=told.first("screening"),
                uren_leren=number(told.fact("start", "uren_leren")), uren_werkplek=number(told.fact("start", "uren")),
            ),
        )
    ]  # fmt: skip


def _transitie(told: Told, _probe: date | None) -> Pieces:
    return [
        (
            "transitie",
            transitie.Feiten(
                vorm=told.facts["vorm"], graad=number(told.facts["graad"]),
                gesignaleerd=day(told.facts["gesignaleerd"]),
                aanmelding=told.first("aanmelding"), door=told.side.value,
                akkoord=tuple(told.fact("akkoord", "wie") or ()), duurzaam_gestart=told.first("duurzaam"),
            ),
        )
    ]  # fmt: skip


def _outside(told: Told, probe: date | None) -> Pieces:
    van = told.first("start") or probe
    if van is None:
        return []
    return [
        (
            "verwijzen",
            verwijzen.Feiten(
                soort=told.flow.key, van=van, tot=told.closed_on, door=told.side.value,
                overleg_clb=told.first("overleg"), grond=told.facts["grond"],
            ),
        )
    ]  # fmt: skip


def _a_document(told: Told, probe: date | None) -> Pieces:
    van = told.first("verzonden") or probe
    willing = told.facts["vrijwillig"] == "ja"
    if van is None:
        return []
    return [
        ("verwijzen", verwijzen.Feiten(soort=verwijzen.A_DOCUMENT, van=van, door=told.side.value, vrijwillig=willing))
    ]


def _m_document(told: Told, probe: date | None) -> Pieces:
    sent = told.first("verzonden")
    found: Pieces = [
        (
            "clb_begeleiding",
            clb_begeleiding.Feiten(
                m_document=sent, m_gemeld=told.first("ingelicht"), gv_van=told.where("beslissing", "uitkomst", "hulp"),
                gv_tot=told.closed_on, gv_evaluaties=told.days("evaluatie"),
            ),
        )
    ]  # fmt: skip
    van = sent or probe
    if van is not None:
        found.append(("verwijzen", verwijzen.Feiten(soort=verwijzen.M_DOCUMENT, van=van, door=told.side.value)))
    return found


def _rots(told: Told, _probe: date | None) -> Pieces:
    return [
        (
            "rots",
            rots.Feiten(
                vastgesteld=told.on, criteria=tuple(told.facts["criteria"]), aanmelding=told.first("aanmelding"),
                door=told.facts["door"], akkoord_clb=day(told.facts.get("akkoord_clb")),
                consult=told.first("consult"), terugkoppeling=told.first("terugkoppeling") or told.first("tafel"),
            ),
        )
    ]  # fmt: skip


def _zorgwekkend(told: Told, _probe: date | None) -> Pieces:
    found = day(told.facts["vastgesteld"])
    unwilling = told.facts["reden"] == "onwil"
    return [
        (
            "zorgwekkend",
            zorgwekkend.Feiten(
                hulp_uitgeput=None if unwilling else found, totale_onwil=found if unwilling else None,
                melding=told.first("melding"), delen=tuple(told.fact("melding", "delen") or ()),
                overleg=told.first("overleg"), brief=told.first("brief"), kopie=told.first("kopie"),
            ),
        )
    ]  # fmt: skip


def _parket(told: Told, _probe: date | None) -> Pieces:
    return [
        (
            "parket",
            parket.Feiten(
                bron=told.facts["bron"], datum=told.on, onwil=told.facts["onwil"] == "ja",
                hoogdringend=told.facts["hoogdringend"] == "ja", advies=told.first("advies"),
                attest=told.first("attest"), hulp=told.first("hulp") or told.where("beslissing", "uitkomst", "hulp"),
            ),
        )
    ]  # fmt: skip


def _uitstroom(told: Told, _probe: date | None) -> Pieces:
    return [
        (
            "uitstroom",
            uitstroom.Feiten(
                dreigt=day(told.facts["dreigt"]), gesprek=told.first("gesprek"), flyer=told.first("flyer"),
                in_begeleiding=told.side == Side.CLB,
            ),
        )
    ]  # fmt: skip


def _politie(told: Sequence[Told], finding: Finding | None) -> politie.Feiten:
    """One set of facts: the ground is that of the last report that was begun."""
    last = told[-1]
    stubborn = last.facts["reden"] == "leerling"
    reports = [
        politie.Melding(
            datum=one.on, door=report.side.value, grond=report.facts.get("grond") or "geen",
            afwezigheidslijst=day(one.facts.get("lijst_tot")), clb_vermeld=one.facts.get("clb") == "ja",
        )
        for report in told
        for one in report.done
        if one.kind == "melding"
    ]  # fmt: skip
    contract = max((one for report in told if (one := report.first("contract"))), default=None)
    broken = max((one for report in told if (one := report.first("geschonden"))), default=None)
    return politie.Feiten(
        ouders=finding.kind if finding and not stubborn else politie.ONWIL,
        vastgesteld=finding.on if finding and not stubborn else None,
        leerling_onbuigzaam=last.on if stubborn else None, meldingen=tuple(reports), contract=contract,
        contract_geschonden=broken,
    )  # fmt: skip


_TELLERS = {
    "naft": _naft, "aanloopfase": _aanloop, "transitie": _transitie, "groene_zorg": _outside,
    "dagactiviteit": _outside, "a_document": _a_document, "m_document": _m_document, "rots": _rots,
    "zorgwekkend": _zorgwekkend, "parket": _parket, "uitstroom": _uitstroom,
}  # fmt: skip
