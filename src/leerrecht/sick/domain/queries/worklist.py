"""Who is ill, what is asked of whom, and who has a right and gets no lesson: for the school and for its CLB."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Attest
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.duties.domain.offers import Offer
from leerrecht.duties.models import Outcome
from leerrecht.law import REGELS, Regel
from leerrecht.people.models import Pupil
from leerrecht.sick.domain.queries.page import ABOUT
from leerrecht.sick.models import Ziekteonderwijs

PAGE_SIZE = 25
# What stands on top, in this order; the rest of what is open follows, then what runs.
ALARMS = ("toah.onvervuld", "toah.geen_leerkracht", "toah.informeren", "toah.melding", "toah.heel_schooljaar")
ASKS = ("plicht", "signaal", "fout")


@dataclass(frozen=True, slots=True)
class Alarm:
    outcome: Outcome
    rule: Regel
    late: bool

    @property
    def urgent(self) -> bool:
        return self.late or self.rule.regel in ALARMS[:2]


@dataclass(slots=True)
class Row:
    """One pupil: what is asked, which rights there are, and what runs."""

    pupil: Pupil
    alarms: list[Alarm] = field(default_factory=list)
    rights: list[Regel] = field(default_factory=list)
    running: list[Ziekteonderwijs] = field(default_factory=list)

    @property
    def rank(self) -> tuple[int, date, str]:
        places = [ALARMS.index(one.rule.regel) if one.rule.regel in ALARMS else len(ALARMS) for one in self.alarms]
        oldest = min((one.outcome.sinds for one in self.alarms), default=date.max)
        return min(places, default=len(ALARMS) + 1), oldest, self.pupil.sort_key


def sick_list(
    by: Principal, on: date, *, pupils: Collection[int] = (), alarm: bool = False, number: int | str = 1
) -> tuple[Page[Row], list[Row]]:
    """One page of pupils, those with a right and no lesson first; in a fixed number of queries, and logged."""
    about = reduce(or_, (Q(regel__startswith=start) for start in ABOUT))
    outcomes = policy.visible(Outcome, to=by, act=acts.DUTY_VIEW).filter(about, status__in=("open", "geldt"))
    running = policy.visible(Ziekteonderwijs, to=by, act=acts.SICK_VIEW).filter(ended_on=None, refused_on=None)
    if pupils:
        outcomes, running = outcomes.filter(pupil_id__in=pupils), running.filter(pupil_id__in=pupils)
    rows: dict[int, Row] = {}
    for outcome in outcomes.select_related("pupil").order_by("sinds", "pk"):
        row = rows.setdefault(outcome.pupil_id, Row(outcome.pupil))
        rule = REGELS[outcome.regel]
        if rule.aard in ASKS:
            row.alarms.append(Alarm(outcome, rule, outcome.uiterlijk is not None and outcome.uiterlijk < on))
        else:
            row.rights.append(rule)
    for sick in running.select_related("pupil").order_by("asked_on", "pk"):
        rows.setdefault(sick.pupil_id, Row(sick.pupil)).running.append(sick)
    chosen = [row for row in rows.values() if row.alarms or not alarm]
    page = Paginator(sorted(chosen, key=lambda row: row.rank), PAGE_SIZE).get_page(number)
    shown = list(page)
    if shown:
        log.record_list(
            by=by, act=acts.SICK_VIEW, kind=Ziekteonderwijs._meta.label_lower, compartments={Attest.key},
            shown=[(row.pupil.pk, None) for row in shown],
        )  # fmt: skip
    return page, shown


def offers(by: Principal, outcomes: Sequence[Outcome]) -> Mapping[int, Sequence[Offer]]:
    """On the worklist: to what was asked and given of education during illness. No query."""
    places = by.places(acts.SICK_VIEW)
    return {
        outcome.pk: [Offer("ziek", _("Onderwijs bij ziekte"), f"{reverse('sick-list')}?leerling={outcome.pupil_id}")]
        for outcome in outcomes
        if outcome.regel.startswith(ABOUT) and outcome.school_id in places
    }
