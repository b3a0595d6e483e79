"""Pure: from answers to a place on the 2x2, with how sure that is.

Each answer sheet gives a mean per axis; a group the mean of those, with the interval in which the mean would lie if
more had answered (Student's t). Whoever did not answer may think otherwise: the interval does not know that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, mean, stdev
from typing import Any

from leerrecht.quality.rules import SURE

LOW, HIGH = "laag", "hoog"
AXES = ("warmte", "eisen")


@dataclass(frozen=True, slots=True)
class Axis:
    """A mean on an axis, and the interval around it, within the scale."""

    value: float
    low: float
    high: float

    def sides(self, middle: float) -> list[str]:
        """On which sides of the middle it may lie; first the side of the mean."""
        own = HIGH if self.value > middle else LOW
        other = LOW if own == HIGH else HIGH
        return [own, other] if self.low <= middle <= self.high else [own]


def t_quantile(freedom: int, sure: int = SURE) -> float:
    """The two-sided quantile of Student's t, by the expansion of Cornish and Fisher: within 0.02 from 4 degrees on."""
    z = NormalDist().inv_cdf(0.5 + sure / 200)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return float(z + sum(term / freedom**power for power, term in enumerate(terms, start=1)))


def axis_of(number: int, middle: float, spread: float, top: int) -> Axis:
    half = t_quantile(number - 1) * spread / sqrt(number)
    return Axis(middle, max(1.0, middle - half), min(float(top), middle + half))


def scored(content: Mapping[str, Any], answer: Mapping[str, int], axis: str) -> float | None:
    """The mean of one sheet on an axis; None where nothing of it was answered."""
    top = len(content["scale"])
    given = [
        top + 1 - answer[item["code"]] if item["reversed"] else answer[item["code"]]
        for item in content["items"]
        if item["axis"] == axis and item["code"] in answer
    ]
    return mean(given) if given else None


def counted(
    content: Mapping[str, Any], answers: Sequence[Mapping[str, int]], *, handed: int, least: int, least_item: int
) -> dict[str, Any]:
    """What is kept of a group when a survey closes: counts, and means where the group is not too small."""
    kept: dict[str, Any] = {"handed": handed, "answered": len(answers)}
    axes = {}
    for axis in AXES:
        scores = [score for score in (scored(content, one, axis) for one in answers) if score is not None]
        if len(scores) >= least:
            axes[axis] = {"n": len(scores), "mean": round(mean(scores), 3), "spread": round(stdev(scores), 3)}
    if len(axes) == len(AXES):
        kept["axes"] = axes
        kept["items"] = _items(content, answers, least_item)
    return kept


def _items(content: Mapping[str, Any], answers: Sequence[Mapping[str, int]], least: int) -> dict[str, float]:
    found = {}
    for item in content["items"]:
        given = [one[item["code"]] for one in answers if item["code"] in one]
        if len(given) >= least:
            found[item["code"]] = round(mean(given), 1)
    return found


def climates(content: Mapping[str, Any], warmth: Axis, demands: Axis) -> list[str]:
    """The climates that fit, the likeliest first, as keys of the content."""
    middle = content["middle"]
    return [f"{one}-{other}" for one in warmth.sides(middle) for other in demands.sides(middle)]
