"""Targets: those that were published, and those that a reader sets beside a figure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from leerrecht.indicators.definition import REGISTRY, Kind
from leerrecht.law.tables import GETALLEN

PUBLISHED = ("vsv.doel_europa", "vsv.doel_vlaanderen", "vsv.doel_pact2020", "vsv.doel_gekwalificeerd")
WHOLE = 100
MET, MISSED, UNCERTAIN, UNKNOWN = "ja", "nee", "te onzeker om te zeggen", "niet gekend"
SHAPE = re.compile(r"(?P<naam>\w+)(?::(?P<uit>\w+)=(?P<waarde>[^=]+))?=(?P<procent>\d+(?:[.,]\d+)?)")
NO_GOAL = "Aan het VSV-cijfer zelf is geen streefcijfer verbonden (002:361-363, 002:656-657)."


class GoalError(ValueError):
    """A target cannot be read; the message, in Dutch, says what is wrong and how to write it."""


@dataclass(frozen=True, slots=True)
class Goal:
    """At most so many percent, for the whole or for one value of a breakdown."""

    indicator: str
    percent: float
    breakdown: str = ""
    value: str = ""

    @property
    def of(self) -> dict[str, str]:
        return {self.breakdown: self.value} if self.breakdown else {}


def parse(text: str) -> Goal:
    """``vsv=10`` or ``vsv:onderwijsvorm=bso=15``; raises GoalError."""
    how = f"“{text}” is geen doel: schrijf bijvoorbeeld vsv=10 of vsv:onderwijsvorm=bso=15."
    found = SHAPE.fullmatch(text)
    if found is None:
        raise GoalError(how)
    name, breakdown, value, percent = found["naam"], found["uit"] or "", found["waarde"] or "", found["procent"]
    indicator = REGISTRY.found.get(name)
    if indicator is None or indicator.kind not in (Kind.SHARE, Kind.EXPECTED):
        raise GoalError(f"“{name}” is geen indicator met een aandeel. Alle namen staan in docs/indicators.")
    number = float(percent.replace(",", "."))
    if number > WHOLE:
        raise GoalError("Een doel ligt tussen 0 en 100 procent.")
    if breakdown and (breakdown,) not in indicator.breakdowns:
        raise GoalError(f"{indicator.title} is niet uitgesplitst naar “{breakdown}”.")
    return Goal(name, number, breakdown, value)


def published() -> list[dict[str, Any]]:
    """The targets of governments, as the law tables hold them; all of them are about other figures than ours."""
    return [
        {
            "wat": one.uitleg,
            "waarde": one.waarde,
            "eenheid": one.eenheid,
            "operator": one.operator,
            "tot": one.valid_to.isoformat() if one.valid_to else None,
            "bron": ", ".join(one.bron),
        }
        for one in GETALLEN
        if one.naam in PUBLISHED
    ]


def judged(goals: Iterable[Goal], figures: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """Each target beside its figure; the interval decides, so that chance is no success and no failure."""
    found = []
    for goal in goals:
        matching = [one for one in figures.get(goal.indicator, ()) if _same(one["uitsplitsing"], goal.of)]
        figure = matching[0] if matching else None
        found.append(
            {
                "indicator": goal.indicator,
                "uitsplitsing": goal.of,
                "doel": goal.percent,
                "aandeel": figure.get("aandeel") if figure else None,
                "gehaald": judge(goal.percent / WHOLE, figure.get("interval") if figure else None),
            }
        )
    return found


def _same(values: Mapping[str, Any], wanted: Mapping[str, str]) -> bool:
    return {name: str(value) for name, value in values.items()} == dict(wanted)


def judge(limit: float, interval: list[float] | None) -> str:
    """Whether a share stays at or below a limit: its interval decides."""
    if interval is None:
        return UNKNOWN
    low, high = interval
    return MET if high <= limit else MISSED if low > limit else UNCERTAIN
