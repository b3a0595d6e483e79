"""Refusals that were reported: the list, one page, and which term comes first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Clb, Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.law import REGELS
from leerrecht.law.regel import Regel
from leerrecht.law.state import Uitkomst
from leerrecht.people.models import Pupil
from leerrecht.places.domain.judging import of_application, of_refusal
from leerrecht.places.models import Application, Refusal, RefusalStep

PAGE_SIZE = 25
# What one of the house does something about; the last of the others is for the family to choose.
TERMS = ("weigering.document", "weigering.bemiddeling", "weigering.bemiddelen", "weigering.klacht", "weigering.oordeel")


@dataclass(frozen=True, slots=True)
class Said:
    """What the law says of a refusal, with its rule."""

    outcome: Uitkomst
    rule: Regel


@dataclass(frozen=True, slots=True)
class Row:
    refusal: Refusal
    due: date | None
    what: str
    late: bool


@dataclass(frozen=True, slots=True)
class RefusalPage:
    refusal: Refusal
    steps: Sequence[RefusalStep]
    said: Sequence[Said]
    due: date | None
    what: str
    keeps: bool
    reads: bool


def days_of(refusal: Refusal) -> Mapping[str, date]:
    """The first day of each kind of step."""
    days: dict[str, date] = {}
    for step in sorted(refusal.steps.all(), key=lambda one: one.on):
        days.setdefault(step.kind, step.on)
    return days


def term_of(refusal: Refusal, on: date) -> tuple[date | None, str]:
    """The first day by which something is to be done, and what; the own day to look again where the law says none."""
    if refusal.closed_on is not None:
        return None, ""
    terms = [
        (outcome.uiterlijk, REGELS[outcome.regel].titel)
        for outcome in of_refusal(refusal, days_of(refusal), on)
        if outcome.regel in TERMS and outcome.status in ("open", "geldt") and outcome.uiterlijk is not None
    ]
    if refusal.look_on is not None:
        terms.append((refusal.look_on, _("Vraag wat de school antwoordt")))
    return min(terms, default=(None, ""))


def refusal_list(by: Principal, on: date, *, whole: bool = False, number: int | str = 1) -> tuple[Page[Row], list[Row]]:
    """One page of reports, those without an answer first and what is due soonest on top; logged. Three queries."""
    found = policy.visible(Refusal, to=by, act=acts.REFUSAL_KEEP)
    if not whole:
        found = found.filter(closed_on=None)
    rows = []
    for one in found.select_related("pupil", "location", "handled_by").prefetch_related("steps"):
        due, what = term_of(one, on)
        rows.append(Row(one, due, what, due is not None and due < on))
    rows.sort(key=lambda row: (row.due is None, row.due or date.max, -row.refusal.on.toordinal(), str(row.refusal.pk)))
    page = Paginator(rows, PAGE_SIZE).get_page(number)
    shown = list(page)
    if shown:
        log.record_list(
            by=by, act=acts.REFUSAL_VIEW, kind=Refusal._meta.label_lower, compartments={Gedeeld.key},
            shown=[(row.refusal.pupil_id, row.refusal.handled_by_id) for row in shown],
        )  # fmt: skip
    return page, shown


def refusal_page(by: Principal, refusal: Refusal) -> RefusalPage:
    """One report with its steps and what the law says; that somebody looked is logged."""
    due, what = term_of(refusal, by.on)
    keeps = policy.visible(Refusal, to=by, act=acts.REFUSAL_KEEP).filter(pk=refusal.pk).exists()
    log_refusal(by, refusal)
    return RefusalPage(
        refusal, list(refusal.steps.all()), said_of(of_refusal(refusal, days_of(refusal), by.on)), due, what, keeps,
        reads=keeps,
    )  # fmt: skip


def kept_refusal(by: Principal, pk: object) -> Refusal:
    """One report for a form about it; that somebody looked is logged. Raises ``Http404``."""
    found = policy.find(Refusal, pk, by=by, act=acts.REFUSAL_KEEP)
    log_refusal(by, found)
    return found


def log_refusal(by: Principal, refusal: Refusal) -> None:
    log.record(
        by=by, act=acts.REFUSAL_VIEW, on=refusal, pupil_id=refusal.pupil_id, organisation_id=refusal.handled_by_id,
        compartments={Clb.key if refusal.centre else Gedeeld.key},
    )  # fmt: skip


def of_pupil(by: Principal, pupil: Pupil) -> list[Refusal]:
    """Every report of one child that the reader sees, newest first."""
    found = policy.visible(Refusal, to=by, act=acts.REFUSAL_VIEW).filter(pupil=pupil)
    return list(found.select_related("handled_by").prefetch_related("steps"))


def said_of(outcomes: Sequence[Uitkomst]) -> list[Said]:
    return [Said(one, REGELS[one.regel]) for one in outcomes]


def of_line(application: Application, on: date) -> list[Said]:
    """What the law says of a refusal that the school decided itself."""
    return said_of(of_application(application, on))
