"""Reading a self-audit: the grid, one cell, each beside what the round before said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.law.begeleiding import DOMEINEN, FASEN
from leerrecht.quality.domain.definitions import Norm, Place, norms_at, places
from leerrecht.quality.models import WHOLE, Answer, Cell, Evidence, PolicyAction, Round


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the grid: now, before, and how many actions wait there."""

    place: Place
    cell: Cell | None
    former: Cell | None
    waiting: int

    @property
    def moved(self) -> bool:
        """Whether the round before said something else, or nothing is said yet."""
        return self.former is not None and (self.cell.step if self.cell else "") != self.former.step


@dataclass(frozen=True, slots=True)
class Grid:
    """A row for each domain with a square for each phase; and the policy as a whole."""

    whole: Square
    phases: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Square]]]
    judged: int

    @property
    def number(self) -> int:
        return len(places())


@dataclass(frozen=True, slots=True)
class Line:
    """A norm with its answer of now and before."""

    norm: Norm
    answer: str
    former: str


@dataclass(frozen=True, slots=True)
class Detail:
    place: Place
    about: Sequence[str]
    cell: Cell | None
    former: Cell | None
    lines: Sequence[Line]
    evidence: Sequence[Evidence]
    former_evidence: Sequence[Evidence]
    actions: Sequence[PolicyAction]
    before: Place | None
    after: Place | None


def rounds(by: Principal, school_id: int) -> list[Round]:
    """The rounds of one school, the latest first, without their norms."""
    return list(policy.visible(Round, to=by, act=acts.QUALITY_KEEP).filter(school_id=school_id).defer("norms"))


def former_of(by: Principal, round_: Round) -> Round | None:
    """The last round that was fixed before this one, of the same school."""
    own = policy.visible(Round, to=by, act=acts.QUALITY_KEEP).filter(school_id=round_.school_id)
    earlier = own.exclude(pk=round_.pk).filter(fixed_on__isnull=False, held_on__lte=round_.held_on)
    if round_.fixed_on is not None:
        earlier = earlier.filter(fixed_on__lte=round_.fixed_on)
    return earlier.order_by("-held_on", "-fixed_on").first()


def grid(by: Principal, round_: Round, former: Round | None) -> Grid:
    """The whole round beside the one before: three queries."""
    now, before = _cells(by, round_), _cells(by, former)
    waiting: dict[str, int] = {}
    for place in _actions(by, round_.school_id).filter(evaluated_on=None).values_list("place", flat=True):
        waiting[place] = waiting.get(place, 0) + 1
    squares = {
        key: Square(place, now.get(key), before.get(key), waiting.get(key, 0)) for key, place in places().items()
    }
    rows = [(name, [squares[f"{domain}-{phase}"] for phase in FASEN]) for domain, name in DOMEINEN.items()]
    judged = sum(bool(cell.step) for cell in now.values())
    return Grid(squares[WHOLE], list(FASEN.values()), rows, judged)


def detail(by: Principal, round_: Round, place: Place) -> Detail:
    """One cell with its norms, evidence and actions, beside the round before."""
    former = former_of(by, round_)
    now, before = _cells(by, round_).get(place.key), _cells(by, former).get(place.key)
    answers, earlier = (now.answers if now else {}), (before.answers if before else {})
    shown = list(
        policy.visible(Evidence, to=by, act=acts.QUALITY_KEEP).filter(cell__in=[c for c in (now, before) if c])
    )
    keys = list(places())
    at = keys.index(place.key)
    return Detail(
        place, _about(round_.norms, place), now, before,
        [
            Line(norm, str(answers.get(norm.code, "")), _in_words(earlier.get(norm.code)))
            for norm in norms_at(round_.norms, place.key)
        ],
        [one for one in shown if now and one.cell_id == now.pk],
        [one for one in shown if before and one.cell_id == before.pk],
        list(_actions(by, round_.school_id).filter(place=place.key).order_by("-until", "pk")),
        places()[keys[at - 1]] if at else None,
        places()[keys[at + 1]] if at + 1 < len(keys) else None,
    )  # fmt: skip


def _about(norms: Mapping[str, Any], place: Place) -> list[str]:
    if place.phase is None:
        return []
    return [norms["domains"][place.domain], norms["phases"][str(place.phase)]]


def _in_words(answer: str | None) -> str:
    return str(Answer(answer).label) if answer else ""


def _cells(by: Principal, round_: Round | None) -> dict[str, Cell]:
    if round_ is None:
        return {}
    return {cell.place: cell for cell in policy.visible(Cell, to=by, act=acts.QUALITY_KEEP).filter(round=round_)}


def _actions(by: Principal, school_id: int) -> Any:
    return policy.visible(PolicyAction, to=by, act=acts.QUALITY_KEEP).filter(school_id=school_id).exclude(place="")


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell on paper."""

    title: str
    lines: Sequence[tuple[str, str]]


def on_paper(by: Principal, round_: Round) -> list[Printed]:
    """Everything of a round, cell by cell: question and answer."""
    former = former_of(by, round_)
    now, before = _cells(by, round_), _cells(by, former)
    shown = policy.visible(Evidence, to=by, act=acts.QUALITY_KEEP).filter(cell__round=round_)
    evidence: dict[object, list[Evidence]] = {}
    for one in shown:
        evidence.setdefault(one.cell_id, []).append(one)
    found = []
    for key, place in places().items():
        cell, earlier = now.get(key), before.get(key)
        lines = [(_("Oordeel"), cell.get_step_display() if cell else "")]
        if earlier:
            lines.append((_("Vorige keer"), earlier.get_step_display()))
        lines.append((_("Wat we zien"), cell.text if cell else ""))
        answers = cell.answers if cell else {}
        lines += [(norm.text, _in_words(answers.get(norm.code))) for norm in norms_at(round_.norms, key)]
        lines += _evidence(evidence.get(cell.pk, ()) if cell else ())
        found.append(Printed(place.title, lines))
    return found


def _evidence(shown: Iterable[Evidence]) -> list[tuple[str, str]]:
    texts = [f"{one.label}{': ' if one.figure or one.address else ''}{one.figure or one.address}" for one in shown]
    return [(_("Bewijs"), "\n".join(texts))] if texts else []
