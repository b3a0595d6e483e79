"""Reading a survey: how many answered, and where a group stands on the 2x2; never an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.law.tables import waarde
from leerrecht.quality.domain.common import WORKER
from leerrecht.quality.domain.measuring import AXES, Axis, axis_of, climates
from leerrecht.quality.models import Box, Group, PolicyAction, Survey


@dataclass(frozen=True, slots=True)
class Taking:
    """Of a group while the survey is open: codes made, and how many were used."""

    group: str
    name: str
    made: int
    answered: int


@dataclass(frozen=True, slots=True)
class AxisResult:
    name: str
    axis: Axis
    text: str


@dataclass(frozen=True, slots=True)
class ItemResult:
    text: str
    axis: str
    value: float
    reversed: bool


@dataclass(frozen=True, slots=True)
class Result:
    """Of a group after the survey: ``axes`` empty where too few answered."""

    group: str
    name: str
    handed: int
    answered: int
    axes: Sequence[AxisResult] = ()
    likely: str = ""
    explanation: str = ""
    also: Sequence[str] = ()
    items: Sequence[ItemResult] = ()

    @property
    def share(self) -> int | None:
        return round(100 * self.answered / self.handed) if self.handed else None


@dataclass(frozen=True, slots=True)
class Point:
    """A group in the drawing: the middle, and the box of its intervals; in units of the drawing."""

    group: str
    name: str
    x: float
    y: float
    left: float
    top: float
    width: float
    height: float


# Of the drawing: its side, and where the scale begins.
SIDE, EDGE = 320, 20


def surveys(by: Principal, school_id: int) -> list[Survey]:
    """The surveys of one school, the latest first."""
    return list(policy.visible(Survey, to=by, act=acts.QUALITY_KEEP).filter(school_id=school_id))


def taking(survey: Survey, on: date) -> list[Taking]:
    """How many answered so far, counted by the command that may open the boxes. Call it behind the survey."""
    with stand(command(WORKER, on)):
        boxes = {box.group: box for box in Box.objects.filter(survey=survey)}
        return [
            Taking(group, str(Group(group).label), boxes[group].made, len(boxes[group].answers))
            for group in Group.values
            if group in boxes
        ]


def results(survey: Survey) -> list[Result]:
    """What a closed survey says of each group."""
    return [_result(survey, group, survey.result[group]) for group in Group.values if group in survey.result]


def _result(survey: Survey, group: str, kept: Mapping[str, Any]) -> Result:
    name, content = str(Group(group).label), survey.content
    if "axes" not in kept:
        return Result(group, name, kept["handed"], kept["answered"])
    found = {axis: _axis(content, kept["axes"][axis]) for axis in AXES}
    fitting = [content["climates"][key] for key in climates(content, found["warmte"], found["eisen"])]
    return Result(
        group, name, kept["handed"], kept["answered"],
        [AxisResult(content["axes"][key]["naam"], axis, _words(axis)) for key, axis in found.items()],
        fitting[0]["naam"], fitting[0]["uitleg"], [one["naam"] for one in fitting[1:]],
        [
            ItemResult(
                item[group], content["axes"][item["axis"]]["naam"], kept["items"][item["code"]], item["reversed"]
            )
            for item in content["items"]
            if item["code"] in kept["items"]
        ],
    )  # fmt: skip


def _axis(content: Mapping[str, Any], kept: Mapping[str, Any]) -> Axis:
    return axis_of(kept["n"], kept["mean"], kept["spread"], len(content["scale"]))


def _words(axis: Axis) -> str:
    return _("%(mean)s (van %(low)s tot %(high)s)") % {
        "mean": _number(axis.value), "low": _number(axis.low), "high": _number(axis.high),
    }  # fmt: skip


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def points(survey: Survey) -> list[Point]:
    """The groups in the drawing: warmth to the right, demands upward."""
    top = len(survey.content["scale"])
    unit = (SIDE - 2 * EDGE) / (top - 1)
    found = []
    for result in results(survey):
        if not result.axes:
            continue
        warmth, demands = (one.axis for one in result.axes)
        found.append(
            Point(
                result.group, result.name,
                round(EDGE + (warmth.value - 1) * unit, 1), round(SIDE - EDGE - (demands.value - 1) * unit, 1),
                round(EDGE + (warmth.low - 1) * unit, 1), round(SIDE - EDGE - (demands.high - 1) * unit, 1),
                round((warmth.high - warmth.low) * unit, 1), round((demands.high - demands.low) * unit, 1),
            )
        )  # fmt: skip
    return found


def development(found: Sequence[Survey]) -> list[tuple[Survey, Result]]:
    """Every closed survey of a school with each group, the first one first."""
    closed = sorted((one for one in found if one.closed_on), key=lambda one: one.opens_on)
    return [(survey, result) for survey in closed for result in results(survey)]


def least() -> int:
    return waarde("bevraging.groep")


def actions_of(by: Principal, survey: Survey) -> list[PolicyAction]:
    return list(policy.visible(PolicyAction, to=by, act=acts.QUALITY_KEEP).filter(survey=survey))
