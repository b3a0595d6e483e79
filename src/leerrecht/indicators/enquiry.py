"""Schools that are asked about what they registered: strikingly few as much as strikingly many (003:939-945).

A plan names no limit for "striking". Here a school is compared with the others of its level and kind by the square
root of its count, which makes few and many equally far from what its number of pupils would give; the spread among
schools widens the limit, since schools differ for good reasons too. A later snapshot of the same year shows what was
corrected after the question.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import Any

from leerrecht.indicators.definition import REGISTRY, Kind
from leerrecht.indicators.engine import Computation, indicators
from leerrecht.indicators.numbers import OUTLYING
from leerrecht.ui.cells import is_small

ASKED = ("preventieve_schorsing", "tijdelijke_uitsluiting", "definitieve_uitsluiting", "schoolwissel")
PUPILS = "schoolwissel"  # its denominator: pupils by their last school
MANY, FEW = "veel", "weinig"
TO_SIGMA = 0.6745  # the median of deviations without their sign, of a normal spread
LEAST_SCHOOLS = 10  # among fewer, the spread says nothing
WORDS = {
    MANY: "Klopt dit aantal? Staat er niets dubbel in?",
    FEW: "Klopt dit aantal? Is alles ingevoerd, ook wat maar één dag duurde?",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One school, one indicator; ``expected`` is what the other schools of its kind would have with its pupils."""

    school: int
    indicator: str
    direction: str
    count: int
    pupils: int
    expected: float


@dataclass(frozen=True, slots=True)
class Correction:
    """A question and what a later snapshot holds; ``again`` where the school still stands out."""

    question: Question
    count: int | None
    again: bool

    @property
    def outcome(self) -> str:
        if self.count is None:
            return "de school staat niet in de latere momentopname"
        if self.count == self.question.count:
            return "niets veranderd"
        return "verbeterd, nog opvallend" if self.again else "verbeterd"


@dataclass(frozen=True, slots=True)
class Registered:
    """Counts per indicator and school, pupils per school, and the schools of each level and kind."""

    counts: dict[str, dict[int, int]]
    pupils: dict[int, int]
    kinds: dict[tuple[str, str], list[int]]


def questions(computation: Computation, year: int) -> list[Question]:
    """The schools to be asked, ordered by indicator and school."""
    return striking(registered(computation, year))


def striking(known: Registered) -> list[Question]:
    """The schools among these that are to be asked, ordered by indicator and school."""
    found = []
    for name in ASKED:
        for places in known.kinds.values():
            found += _striking(name, known.counts[name], known.pupils, places)
    return sorted(found, key=lambda one: (ASKED.index(one.indicator), one.school))


def corrections(asked: Iterable[Question], later: Computation, year: int) -> list[Correction]:
    """What became of each question in a later snapshot of the same school year."""
    now = registered(later, year)
    again = {(one.indicator, one.school, one.direction) for one in striking(now)}
    return [
        Correction(
            one,
            now.counts[one.indicator].get(one.school, 0) if one.school in now.pupils else None,
            (one.indicator, one.school, one.direction) in again,
        )
        for one in asked
    ]


def registered(computation: Computation, year: int) -> Registered:
    """What schools registered of whatever is asked about."""
    counts: dict[str, dict[int, int]] = {name: {} for name in ASKED}
    pupils: dict[int, int] = {}
    for answer in computation.answers(indicators(ASKED), year):
        if answer.breakdown != ("school",):
            continue
        for cell in answer.cells:
            counts[answer.indicator.name][cell.values[0]] = cell.numerator
            if answer.indicator.name == PUPILS:
                pupils[cell.values[0]] = cell.denominator or 0
    kinds: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows = computation.frame(year).table("scholen").select("school", "niveau", "soort").distinct()
    for row in rows.to_pyarrow().to_pylist():
        if pupils.get(row["school"]):
            kinds[row["niveau"], row["soort"]].append(row["school"])
    return Registered(counts, pupils, kinds)


def _striking(name: str, counts: dict[int, int], pupils: dict[int, int], places: list[int]) -> list[Question]:
    whole, everybody = sum(counts.get(one, 0) for one in places), sum(pupils[one] for one in places)
    away: dict[int, tuple[float, float]] = {}
    for one in places:
        others = everybody - pupils[one]
        if others > 0:
            expected = pupils[one] * (whole - counts.get(one, 0)) / others
            away[one] = expected, 2 * (sqrt(counts.get(one, 0)) - sqrt(expected))
    spread = median(abs(distance) for _, distance in away.values()) / TO_SIGMA if len(away) >= LEAST_SCHOOLS else 1.0
    limit = OUTLYING * max(1.0, spread)
    return [
        Question(one, name, MANY if distance > 0 else FEW, counts.get(one, 0), pupils[one], expected)
        for one, (expected, distance) in away.items()
        if abs(distance) > limit
    ]


def plain(one: Question, least: int, correction: Correction | None = None) -> dict[str, Any]:
    """A question as plain data; counts that tell of a few are left out below ``least``."""
    indicator = REGISTRY.found[one.indicator]
    total = one.pupils if indicator.kind is Kind.SHARE else None
    hidden = least > 0 and is_small(one.count, total, least)
    found: dict[str, Any] = {
        "school": one.school,
        "indicator": one.indicator,
        "titel": indicator.title,
        "opvallend": one.direction,
        "aantal": None if hidden else one.count,
        "leerlingen": one.pupils,
        "verwacht": round(one.expected, 1),
        "vraag": WORDS[one.direction],
    }
    if correction is not None:
        small = least > 0 and correction.count is not None and is_small(correction.count, total, least)
        found |= {"aantal_later": None if small or hidden else correction.count, "uitkomst": correction.outcome}
    return found
