"""A flow as data: who may begin it, what must be known, its steps with their documents, and how it ends.

Nothing here is code that runs: :mod:`leerrecht.referrals.engine` reads it. A number or term never stands here: a step
names the rule of the law core that gives its term or that forbids it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


class Side(StrEnum):
    """On whose behalf somebody acts."""

    SCHOOL = "school"
    CLB = "clb"


class Sort(StrEnum):
    """What a field holds. None is free text: what people tell goes to a note, in its compartment."""

    DAY = "datum"
    NUMBER = "getal"
    YES_NO = "janee"
    CHOICE = "keuze"
    LIST = "lijst"
    NAME = "naam"


YES, NO = "ja", "nee"
BOTH = frozenset({Side.SCHOOL, Side.CLB})


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One fact that is asked. ``when`` is a field and value of the same step or of the beginning."""

    name: str
    sort: Sort
    label: Text
    options: tuple[tuple[str, Text], ...] = ()
    required: bool = True
    help: Text = ""
    when: tuple[str, str] = ("", "")
    sides: frozenset[Side] = BOTH

    def asked(self, side: Side, known: Mapping[str, Any]) -> bool:
        name, wanted = self.when
        return side in self.sides and (not name or known.get(name) == wanted)

    def words(self, value: Any) -> str:
        """A value as people read it."""
        named = {key: str(label) for key, label in self.options}
        if isinstance(value, list):
            return ", ".join(named.get(one, str(one)) for one in value)
        return named.get(value, str(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Must:
    """A fact that has to have one of these values; else ``why``, with the place where that stands."""

    field: str
    values: tuple[str, ...]
    why: Text
    source: str = ""
    # Advice: it is said, and nothing stops.
    advice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepKind:
    """A step that somebody takes.

    ``after`` are steps that come first. ``blocks`` are rules of the law that stop it, judged by what is known before
    it is taken; ``checks`` the same, judged with what is filled in; ``needs`` are rights without which it cannot be,
    and ``again`` those without which it is not done once more. Under the fact ``unless`` its ``blocks`` only advise.
    ``term`` is the rule whose term is the day by which it is due. ``forms`` are keys of forms that belong to it, all
    of which must be there where ``whole``. ``says`` is the compartment of what is told with it, empty where nothing is.
    """

    key: str
    name: Text
    explanation: Text
    who: Text
    by: frozenset[Side] = BOTH
    by_why: Text = ""
    fields: tuple[Field, ...] = ()
    musts: tuple[Must, ...] = ()
    after: tuple[str, ...] = ()
    advised_after: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    again_when: tuple[str, str] = ("", "")
    unless: tuple[str, str] = ("", "")
    term: str = ""
    forms: tuple[str, ...] = ()
    whole: bool = False
    sheet: bool = False
    says: str = "zelfde"
    repeats: bool = False
    optional: bool = False
    when: tuple[str, str] = ("", "")
    begins: bool = False
    answers: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How it can end; ``track`` is how the track of the case then ends."""

    key: str
    name: Text
    track: str = "bereikt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A way to somebody else. It never closes the file of the school.

    ``homes`` are the compartments in which it may lie, by who begins it, the usual one first. ``track`` is the kind
    of track of the case that its first day begins. ``topic`` is the topic of the law core that judges it.
    """

    key: str
    name: Text
    explanation: Text
    to: Text
    homes: Mapping[Side, tuple[str, ...]]
    refused: Text
    fields: tuple[Field, ...] = ()
    musts: tuple[Must, ...] = ()
    steps: tuple[StepKind, ...] = ()
    endings: tuple[Ending, ...] = ()
    topic: str = ""
    blocks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    warns: tuple[str, ...] = ()
    track: str = ""
    # Facts that others already wrote down and that count here: a finding about the parents.
    finding: bool = False
    next: tuple[str, ...] = ()
    source: str = ""

    def step(self, key: str) -> StepKind:
        return next(one for one in self.steps if one.key == key)

    def ending(self, key: str) -> Ending:
        return next(one for one in self.endings if one.key == key)

    @property
    def begins_track(self) -> StepKind | None:
        return next((one for one in self.steps if one.begins), None)
