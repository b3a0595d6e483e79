"""Who stays at home without what must be there: open faults, for the school and its CLB."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.duties.models import Outcome
from leerrecht.facts.models import Fact
from leerrecht.guidance.domain.home import AGREED
from leerrecht.guidance.models import ClbView, ThuisOpVraag
from leerrecht.law.calendar import first_day, school_year
from leerrecht.people.models import Pupil

RULES = ("patroon.deeltijds", "deeltijds.waarborg")


@dataclass(frozen=True, slots=True)
class Fault:
    """A pupil who stays at home without a record, or with one that is not in order."""

    pupil: Pupil
    school_id: int | None
    what: str
    because: str
    home: ThuisOpVraag | None


def home_faults(by: Principal, on: date) -> list[Fault]:
    """Every open fault that this reader may know of, without a record first: a fixed number of queries.

    Who reads no record (a CLB worker not on the case) knows by the bare fact that one was made. What a list shows
    of the records themselves is logged.
    """
    outcomes = list(
        policy.visible(Outcome, to=by, act=acts.DUTY_VIEW)
        .filter(regel__in=RULES, status__in=("open", "geldt", "vervuld"))
        .select_related("pupil")
        .order_by("pupil__sort_key", "pupil_id", "regel")
    )
    homes = list(
        policy.visible(ThuisOpVraag, to=by, act=acts.NOTE_VIEW)
        .filter(stopped_on=None, last__gte=on)
        .select_related("pupil")
        .order_by("pupil__sort_key", "first")
    )
    if homes:
        log.record_list(
            by=by, act=acts.NOTE_VIEW, kind=ThuisOpVraag._meta.label_lower, compartments={"gedeeld"},
            shown=[(home.pupil_id, home.organisation_id) for home in homes],
        )  # fmt: skip
    return [*_without(by, outcomes, homes, on), *_not_in_order(homes, on)]


def _without(by: Principal, outcomes: Sequence[Outcome], homes: Sequence[ThuisOpVraag], on: date) -> list[Fault]:
    covered = {home.pupil_id for home in homes if home.first <= on}
    told = set(
        policy.visible(Fact, to=by, act=acts.DUTY_VIEW)
        .filter(
            pupil_id__in={outcome.pupil_id for outcome in outcomes}, kind=AGREED,
            date__gte=first_day(school_year(on)),
        )
        .exclude(object="")
        .values_list("pupil_id", flat=True)
    )  # fmt: skip
    own = by.organisations(acts.GUIDANCE_KEEP)
    away = {outcome.pupil_id for outcome in outcomes if outcome.regel == RULES[0]}
    found: dict[int, Fault] = {}
    for outcome in outcomes:
        reads_all = by.system or outcome.school_id in own
        if outcome.pupil_id in covered or (not reads_all and outcome.pupil_id in told):
            continue
        # What was agreed at another time stays fulfilled: only who still stays away needs a record now.
        if outcome.regel != RULES[0] and outcome.status == "vervuld":
            continue
        found.setdefault(
            outcome.pupil_id,
            Fault(
                outcome.pupil, outcome.school_id,
                # The duty outlives the pattern: who is back still has no agreement of the CLB for that time.
                _("blijft op vaste momenten thuis zonder afspraak") if outcome.pupil_id in away
                else _("bleef op vaste momenten thuis zonder afspraak"),
                "; ".join(outcome.omdat), None,
            ),
        )  # fmt: skip
    return list(found.values())


def _not_in_order(homes: Sequence[ThuisOpVraag], on: date) -> list[Fault]:
    found = []
    for home in homes:
        if home.clb_view == ClbView.DOUBTS:
            what, because = _("het CLB gaat niet akkoord"), _("overleg op %(day)s") % {"day": _day(home.clb_on)}
        elif home.review_on < on and (home.reviewed_on is None or home.reviewed_on < home.review_on):
            what = _("is niet opnieuw bekeken")
            because = _("dat moest op %(day)s") % {"day": _day(home.review_on)}
        else:
            continue
        found.append(Fault(home.pupil, home.organisation_id, what, because, home))
    return found


def _day(day: date) -> str:
    return date_format(day, "j F Y")
