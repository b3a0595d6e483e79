"""The page of one search: what was asked, what the law says of it, which schools have a place, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import lend
from leerrecht.cases.models import Case
from leerrecht.cases.panels import Panel
from leerrecht.directory.models import Region
from leerrecht.discipline.models import Procedure
from leerrecht.duties.domain.casus import casus_of
from leerrecht.enrolment.domain.queries.calendar import free_days_of
from leerrecht.law.state import Uitkomst
from leerrecht.law.tables import waarde
from leerrecht.law.topics import uitsluiting, weigering
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil
from leerrecht.placement.domain.platform import rota_of
from leerrecht.placement.domain.queries.worklist import Line, line_of, lines_of
from leerrecht.placement.domain.settling import enrolled_from
from leerrecht.placement.domain.standing import exclusion_of
from leerrecht.placement.domain.terms import agreement_of, remind_on, silent_on
from leerrecht.placement.models import Approach, LopAgreement, RotaPlace, SchoolSearch, Step, Why
from leerrecht.placement.rules import REMIND_AFTER, SILENT_AFTER

# What school, CLB and family may all know; measures themselves are told to few.
_TOLD = ("du.", "uitsluiting.groep_2b", "verzuim.absoluut")


@dataclass(frozen=True, slots=True)
class Asked:
    """A school that was asked, with what the law says of its refusal, and by when something is due."""

    approach: Approach
    outcomes: Sequence[Uitkomst]
    remind_on: date | None
    silent_on: date | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``keeps``: whether the reader works at it; ``case`` is where the others meet."""

    search: SchoolSearch
    line: Line
    asked: Sequence[Asked]
    steps: Sequence[Step]
    outcomes: Sequence[Uitkomst]
    agreement: LopAgreement | None
    rota: Sequence[RotaPlace]
    case: Case | None
    keeps: bool
    appeal: bool
    gone: bool
    enrolled: date | None
    answer_days: int
    silent_days: int

    @property
    def open(self) -> bool:
        return self.search.ended_on is None

    @property
    def nobody(self) -> bool:
        """The school or the CLB has nobody on it yet."""
        shared = self.search.compartment == Gedeeld.key
        return not self.search.centre_who or (shared and not self.search.school_who)


def search_page(by: Principal, search: SchoolSearch) -> SearchPage:
    """Everything of a search that the reader found by ``policy.find``; the look is logged."""
    prefetch_related_objects([search], Prefetch("approaches", Approach.objects.select_related("school", "note")))
    approaches = list(search.approaches.all())
    steps = list(search.steps.select_related("school", "note"))
    agreed = agreement_of(search.region_id, by.on)
    days = agreed.answer_days if agreed is not None else None
    keeps = policy.visible(SchoolSearch, to=by, act=acts.PLACEMENT_KEEP).filter(pk=search.pk).exists()
    own, of_refusal = outcomes_of(search, approaches, by.on, agreed)
    line = line_of(search, by.on, free_days_of([search.school_id] if search.school_id else []), days)
    log.record(
        by=by, act="placement.view", on=search, pupil_id=search.pupil_id, organisation_id=search.organisation_id,
        why=policy.ground_of(by, acts.NOTE_VIEW, search), detail={"compartment": search.compartment},
    )  # fmt: skip
    open_ = search.ended_on is None
    return SearchPage(
        search=search,
        line=line,
        asked=[
            Asked(one, of_refusal.get(one.pk, ()), remind_on(one, days), silent_on(one, days)) for one in approaches
        ],
        steps=steps,
        outcomes=own,
        agreement=agreed,
        rota=rota_of(agreed.lop_id, by.on) if agreed is not None and keeps else (),
        case=policy.visible(Case, to=by, act=acts.NOTE_VIEW).filter(pupil=search.pupil_id, closed_on=None).first(),
        keeps=keeps,
        appeal=_appeal(by, search),
        gone=open_ and _gone(search, by.on),
        enrolled=enrolled_from(search, by.on) if open_ else None,
        answer_days=days or REMIND_AFTER,
        silent_days=days or SILENT_AFTER,
    )


def _appeal(by: Principal, search: SchoolSearch) -> bool:
    """Whether an appeal runs, for who reads procedures: nobody else learns it here."""
    if search.excluded_on is None:
        return False
    found = policy.visible(Procedure, to=by, act=acts.NOTE_VIEW).filter(
        pupil=search.pupil_id, first_day=search.excluded_on, closed_on=None, done__step="beroep"
    )
    return found.exclude(done__step="commissie").exists()


def _gone(search: SchoolSearch, on: date) -> bool:
    """The exclusion of which the search came does not stand any more."""
    if search.why != Why.EXCLUDED or search.school_id is None:
        return False
    known = exclusion_of(search.pupil_id, on)
    return known is None or known.since != search.excluded_on


def outcomes_of(
    search: SchoolSearch, approaches: Sequence[Approach], on: date, agreed: LopAgreement | None
) -> tuple[list[Uitkomst], Mapping[int, list[Uitkomst]]]:
    """What the law says to school and CLB of being without a school, and by approach of each refusal."""
    with lend(command("zoeken naar een school", on, vaults={"tucht"})):
        casus = casus_of([search.pupil_id], on).get(search.pupil_id)
    if casus is None:
        return [], {}
    here = law.antwoord(
        replace(casus, meer=dict(casus.meer) | {"uitsluiting": (uitsluiting.Feiten(leerjaar_2b=search.from_2b),)}),
        on, verandert=False,
    )  # fmt: skip
    own = [one for one in here.uitkomsten if one.regel.startswith(_TOLD)] if search.ended_on is None else []
    by_approach: dict[int, list[Uitkomst]] = {}
    for approach in approaches:
        if approach.refused and approach.answered_on is not None:
            asked = replace(casus, meer={"weigering": (_refusal(search, approach, agreed),)})
            told = law.antwoord(asked, on, verandert=False).uitkomsten
            by_approach[approach.pk] = [one for one in told if one.regel.startswith("weigering.")]
    return own, by_approach


def _refusal(search: SchoolSearch, approach: Approach, agreed: LopAgreement | None) -> weigering.Feiten:
    school = approach.school
    return weigering.Feiten(
        datum=approach.answered_on or approach.on,
        grond=approach.ground or weigering.ANDERE,
        niveau=search.level,
        soort=school.school_kind if school is not None else search.kind,
        uitgesloten_op=search.excluded_on,
        lop_afspraak=agreed is not None,
        criteria=(weigering.DOSSIERS, weigering.INGESCHREVEN) if agreed is not None else (),
        document=approach.attest_on,
        bemiddeling_gevraagd=approach.mediation_on,
        bemiddeling_einde=approach.mediated_on,
        klacht=approach.complaint_on,
        oordeel=approach.judged_on,
    )


def of_pupil(by: Principal, pupil: Pupil) -> list[Line]:
    """The searches of a pupil that the reader may see, the open one first; the look is logged."""
    rows = (
        policy.visible(SchoolSearch, to=by, act=acts.NOTE_VIEW)
        .filter(pupil=pupil)
        .select_related("pupil", "school", "region")
        .prefetch_related("approaches")
        .order_by("-since", "pk")
    )
    lines = sorted(lines_of(rows, by.on), key=lambda line: line.search.ended_on is not None)
    log.record(
        by=by, act=acts.CASE_VIEW, on=pupil, pupil_id=pupil.pk, why=policy.ground_of(by, acts.CASE_VIEW, pupil),
        compartments={line.search.compartment for line in lines},
    )  # fmt: skip
    return lines


def panel(case: Any, *, to: Principal) -> Panel | None:
    """What a case shows of finding a school: two queries, and two more where there is a search."""
    rows = list(
        policy.visible(SchoolSearch, to=to, act=acts.NOTE_VIEW)
        .filter(pupil=case.pupil_id)
        .prefetch_related("approaches")
        .order_by("-since")
    )
    if not rows:
        return None
    lines = sorted(lines_of(rows, to.on), key=lambda line: line.search.ended_on is not None)
    return Panel(_("Zoeken naar een school"), "placement/_panel.html", {"lines": lines, "most": waarde("du.thuis")})


def schools_to_ask(by: Principal, search: SchoolSearch) -> list[School]:
    """Schools of the system in the region of the search, else of the own regions: names are public."""
    near = policy.visible(Region, to=by, act=acts.DIRECTORY_VIEW)
    chosen = near.filter(pk=search.region_id) if search.region_id else near
    here = Region.members.through.objects.filter(region__in=chosen.values("pk")).values("organisation_id")
    found = School.objects.filter(pk__in=here).exclude(pk=search.school_id or 0)
    return list(found.order_by("name", "pk"))
