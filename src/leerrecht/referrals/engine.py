"""The engine: reads a flow and what was done, and says what may be done now, and why something may not. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from leerrecht.access.numbers import whole
from leerrecht.law import REGELS
from leerrecht.law.dates import voluit
from leerrecht.law.state import Uitkomst
from leerrecht.referrals.flows import Field, Flow, Must, Side, Sort, StepKind
from leerrecht.referrals.flows.kinds import NO, YES
from leerrecht.referrals.judging import Done, Told

FULFILLED = "vervuld"
LONGEST_NAME = 160
MOST_HOURS = 60


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something cannot be (``stops``), or is not advised; with the places where that stands."""

    text: str
    sources: tuple[str, ...] = ()
    stops: bool = True


@dataclass(frozen=True, slots=True)
class State:
    """A step as it stands: how often it was taken, and whether it can be taken now."""

    step: StepKind
    done: tuple[Done, ...]
    reasons: tuple[Reason, ...]

    @property
    def open(self) -> bool:
        """Whether it is still to be taken, perhaps once more."""
        return not self.done or self.step.repeats

    @property
    def stopped(self) -> bool:
        return any(one.stops for one in self.reasons)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the law says: as it is, and as if a step were taken."""

    before: Sequence[Uitkomst]
    after: Sequence[Uitkomst]
    on: date


def begin_reasons(flow: Flow, side: Side, facts: Mapping[str, Any], outcomes: Sequence[Uitkomst]) -> list[Reason]:
    """Why a flow cannot begin, or is not advised."""
    if side not in flow.homes:
        return [Reason(str(flow.refused))]
    return [*_musts(flow.musts, facts), *_of_law(flow.blocks, flow.needs, outcomes)]


def step_reasons(
    told: Told, step: StepKind, judged: Judged | None, facts: Mapping[str, Any] | None, side: Side
) -> list[Reason]:
    """Why a step cannot be taken, or is not advised.

    ``judged`` is None where the law is not asked. ``facts`` is what is filled in, None while nothing is.
    """
    found = [] if side in step.by else [Reason(str(step.by_why), references(step.source))]
    found += [
        Reason(_("Eerst: %(step)s.") % {"step": told.flow.step(key).name})
        for key in step.after
        if told.first(key) is None
    ]
    found += [
        Reason(_("Beter eerst: %(step)s.") % {"step": told.flow.step(key).name}, stops=False)
        for key in step.advised_after
        if told.first(key) is None
    ]
    if judged is None:
        return found
    eased = step.unless[0] != "" and told.facts.get(step.unless[0]) == step.unless[1]
    blocks = step.blocks if facts is None else (*step.blocks, *step.checks)
    found += _of_law(blocks, step.needs, judged.after, stops=not eased, supposed=judged.on)
    if told.first(step.key) is not None and told.facts.get(step.again_when[0], "") == step.again_when[1]:
        found += _of_law((), step.again, judged.before)
    if facts is not None:
        found += _musts(step.musts, facts)
    return found


def asked(told: Told) -> list[StepKind]:
    """The steps of the flow that are asked of this referral."""
    return [one for one in told.flow.steps if not one.when[0] or told.facts.get(one.when[0]) == one.when[1]]


def term_of(step: StepKind, outcomes: Iterable[Uitkomst]) -> date | None:
    """The last day for a step, as the law says."""
    return next((one.uiterlijk for one in outcomes if step.term and one.regel == step.term and one.uiterlijk), None)


def next_step(states: Sequence[State]) -> State | None:
    """What comes next: the first step that is still to be taken and does not have to wait, else what repeats."""
    due = [one for one in states if not one.done and not one.step.optional]
    free = [one for one in due if not one.stopped]
    repeated = [one for one in states if one.done and one.step.repeats and one.step.term and not one.stopped]
    return next(iter([*free, *repeated, *due]), None)


def clean(fields: Iterable[Field], side: Side, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The facts as they are stored, and what is wrong by field."""
    kept: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for field in fields:
        if not field.asked(side, kept):
            continue
        value, fault = _value(field, values.get(field.name))
        if fault:
            wrong[field.name] = fault
        elif value in ("", [], None):
            if field.required:
                wrong[field.name] = _("Vul dit in.")
        else:
            kept[field.name] = value
    return kept, wrong


def _value(field: Field, value: Any) -> tuple[Any, str]:
    readers = {Sort.DAY: _day, Sort.NUMBER: _number, Sort.LIST: _list, Sort.NAME: _name}
    return readers.get(field.sort, _choice)(field, value)


def _day(_field: Field, value: Any) -> tuple[Any, str]:
    if isinstance(value, date):
        return value.isoformat(), ""
    try:
        return (date.fromisoformat(value).isoformat() if value else ""), ""
    except (TypeError, ValueError):
        return "", _("Geef een datum, zoals 2026-11-20.")


def _number(_field: Field, value: Any) -> tuple[Any, str]:
    text = str(value if value is not None else "").strip()
    if not text:
        return "", ""
    number = whole(text, most=MOST_HOURS)
    if not number:
        return "", _("Geef een getal van 1 tot %(most)d.") % {"most": MOST_HOURS}
    return number, ""


def _list(field: Field, value: Any) -> tuple[Any, str]:
    chosen = list(value or ())
    keys = [key for key, _label in field.options]
    if not set(chosen) <= set(keys):
        return [], _("Kies alleen uit de lijst.")
    return [key for key in keys if key in chosen], ""


def _name(_field: Field, value: Any) -> tuple[Any, str]:
    text = " ".join(str(value or "").split())
    if len(text) > LONGEST_NAME:
        return "", _("Hou de naam korter: hoogstens %(n)d tekens.") % {"n": LONGEST_NAME}
    return text, ""


def _choice(field: Field, value: Any) -> tuple[Any, str]:
    keys = (YES, NO) if field.sort == Sort.YES_NO else tuple(key for key, _label in field.options)
    text = str(value or "")
    return (text, "") if not text or text in keys else ("", _("Kies uit de lijst."))


def _musts(musts: Iterable[Must], facts: Mapping[str, Any]) -> list[Reason]:
    found = []
    for must in musts:
        value = facts.get(must.field)
        values = value if isinstance(value, list) else [value]
        if not set(values) & set(must.values):
            found.append(Reason(str(must.why), references(must.source), stops=not must.advice))
    return found


def _of_law(
    blocks: Iterable[str],
    needs: Iterable[str],
    outcomes: Sequence[Uitkomst],
    *,
    stops: bool = True,
    supposed: date | None = None,
) -> list[Reason]:
    found = []
    standing = {one.regel: one for one in outcomes if one.status != FULFILLED}
    for name in dict.fromkeys(blocks):
        if name in standing:
            rule = REGELS[name]
            text = f"{rule.titel}. {rule.uitleg}"
            # What rests on the day on which it would be done, is no fact yet.
            known = [one for one in standing[name].omdat if supposed is None or voluit(supposed) not in one]
            found.append(Reason(f"{text} ({'; '.join(known)})" if known else text, rule.bron, stops=stops))
    for name in dict.fromkeys(needs):
        if name not in standing:
            rule = REGELS[name]
            found.append(Reason(_("Dit kan nu niet. %(why)s") % {"why": rule.uitleg}, rule.bron))
    return found


def references(source: str) -> tuple[str, ...]:
    """``"001:12-14, 20; 002:3"`` as references by themselves."""
    found: list[str] = []
    document = ""
    for part in source.replace(";", ",").split(","):
        text = part.strip()
        if ":" in text:
            document = text.partition(":")[0]
        if text:
            found.append(text if ":" in text else f"{document}:{text}")
    return tuple(found)
