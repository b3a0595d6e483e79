"""Questions to schools that stand out, and what they corrected: of the own school with counts, above it without."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Tucht
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import lend
from leerrecht.indicators.models import Description, Question
from leerrecht.indicators.rules import ABOVE, asked_at

# What a question asks: of few as much as of many.
WORDS = {
    Question.Direction.MANY: gettext_lazy("Klopt dit aantal? Staat er niets dubbel in?"),
    Question.Direction.FEW: gettext_lazy("Klopt dit aantal? Is alles ingevoerd, ook wat maar één dag duurde?"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question; ``count`` and ``now`` None for who sees no small numbers."""

    school: str
    title: str
    year: int
    direction: str
    asks: str
    asked_on: date
    count: int | None
    now: int | None
    changed_on: date | None
    outcome: str


def may_see(by: Principal) -> bool:
    """Whoever leads a school, for its own; who stands above regions, of all."""
    return bool(asked_at(by, acts.FIGURES_VIEW)) or _above(by)


def asked(by: Principal) -> list[Asked]:
    """The questions of this and former years, the newest first; two queries. Raises ``Denied``."""
    if not may_see(by):
        raise policy.Denied(_("Deze vragen zijn voor wie een school leidt, en voor wie erover waakt."))
    titles = dict(policy.visible(Description, to=by, act=acts.FIGURES_VIEW).values_list("name", "title"))
    own = policy.visible(Question, to=by, act=acts.FIGURES_VIEW).select_related("organisation")
    if not _above(by):
        return [_told(one, titles, counts=True) for one in own]
    # Counts of a few are taken out before the rows come here; which school is asked is what the question is about.
    with lend(command("bevraging", by.on, vaults={Tucht.key})):
        rows = list(Question.objects.select_related("organisation"))
    return [_told(one, titles, counts=False) for one in rows]


def _above(by: Principal) -> bool:
    return any(seat.role.key in ABOVE and acts.FIGURES_VIEW in seat.role.acts for seat in by.seats)


def _told(one: Question, titles: dict[str, str], *, counts: bool) -> Asked:
    return Asked(
        one.organisation.name, titles.get(one.indicator, one.indicator), one.school_year, one.get_direction_display(),
        str(WORDS[Question.Direction(one.direction)]), one.asked_on, one.count if counts else None,
        one.count_now if counts else None, one.changed_on, _outcome(one),
    )  # fmt: skip


def _outcome(one: Question) -> str:
    if one.changed_on is None:
        return _("niets veranderd")
    return _("verbeterd, valt nog op") if one.stands_out else _("verbeterd")
