"""The answer of the law in words that a parent can follow."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerrecht.law import Antwoord
from leerrecht.law.regel import AARDEN
from leerrecht.law.state import VERVULD
from leerrecht.ui.codes import Code, code_of
from leerrecht.ui.explanation import Explanation, day_in_words, explain
from leerrecht.ui.words import HEADINGS

_NO_CODES = ("schooljaar", "lestijden_toah")


@dataclass(frozen=True, slots=True)
class Kind:
    """What the law says of one nature: duties, rights and so on; what is done stands last."""

    aard: str
    heading: str
    outcomes: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    op: date
    status: tuple[str, ...]
    school_year: str
    counts: tuple[tuple[Code, int], ...]
    kinds: tuple[Kind, ...]
    changes_on: date | None
    summary: str


def shown_answer(answer: Antwoord) -> ShownAnswer:
    """What ``regelwijzer/_answer.html`` draws."""
    ordered = sorted(answer.uitkomsten, key=lambda outcome: outcome.status == VERVULD)
    kinds = tuple(
        Kind(aard, str(HEADINGS[aard]), tuple(explain(outcome) for outcome in ordered if outcome.aard == aard))
        for aard in AARDEN
    )
    counts = tuple((code_of(mark), n) for mark, n in answer.tellers.items() if mark not in _NO_CODES and n)
    return ShownAnswer(
        answer.op,
        tuple(_status(answer.status, answer.tellers["lestijden_toah"])),
        answer.tellers["schooljaar"],
        counts,
        tuple(kind for kind in kinds if kind.outcomes),
        answer.verandert_op,
        _summary(answer),
    )


def _status(status: dict[str, Any], lesson_hours: int) -> list[str]:
    here = _("De leerling is ingeschreven.") if status["ingeschreven"] else _("De leerling is niet ingeschreven.")
    found = [_compulsory(status), here]
    if status["deeltijds_toegelaten"]:
        found.append(_("Deeltijds leren mag."))
    if status["thuiszitter"]:
        found.append(_("De leerling zit thuis: langdurig niet op school."))
    if lesson_hours:
        one, more = _("Recht op %(n)d lestijd onderwijs aan huis."), _("Recht op %(n)d lestijden onderwijs aan huis.")
        found.append((one if lesson_hours == 1 else more) % {"n": lesson_hours})
    return found


def _compulsory(status: dict[str, Any]) -> str:
    van, tot = status["leerplicht_van"], status["leerplicht_tot"]
    span = {"van": day_in_words(van), "tot": day_in_words(tot)} if van and tot else None
    if status["leerplichtig"]:
        return _("De leerling is leerplichtig, van %(van)s tot %(tot)s.") % span
    if span:
        return _("De leerling is nu niet leerplichtig. De leerplicht loopt van %(van)s tot %(tot)s.") % span
    return _("De leerling is niet leerplichtig.")


def _summary(answer: Antwoord) -> str:
    """One line for who cannot see the answer change."""
    duties = sum(outcome.status == "open" for outcome in answer.uitkomsten)
    others = sum(outcome.status == "geldt" for outcome in answer.uitkomsten)
    todo = ngettext("%(n)d plicht staat open", "%(n)d plichten staan open", duties) % {"n": duties}
    rest = ngettext("%(n)d ander punt", "%(n)d andere punten", others) % {"n": others}
    return _("%(todo)s, %(rest)s.") % {"todo": todo, "rest": rest}
