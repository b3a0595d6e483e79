"""The page of one pupil: rights and duties as the law says them today, and everything that was asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.compartments import Attest
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.roles import Reach
from leerrecht.access.standing import lend
from leerrecht.duties.domain.casus import casus_of
from leerrecht.law.state import Uitkomst
from leerrecht.law.tables import waarde
from leerrecht.law.topics import sio, ziekzijn
from leerrecht.organisations.models import School
from leerrecht.people import rules as people
from leerrecht.people.domain.schools import schools_of
from leerrecht.people.models import Pupil
from leerrecht.sick import rules
from leerrecht.sick.domain.asking import too_far
from leerrecht.sick.models import Ground, Inlichting, Kind, Lesweek, Verlenging, Ziekteonderwijs

ABOUT = ("toah.", "sio.", "ziekzijn.", "opname.", "poah.")
_SIDES = {"school": {"school", "leerling", "ouders"}, "clb": {"clb"}, "family": {"leerling", "ouders"}}
WEEKS = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """One request: its steps (key, words, day), its last weeks, and how the lessons compare with the right."""

    sick: Ziekteonderwijs
    steps: Sequence[tuple[str, str, date | None]]
    weeks: Sequence[Lesweek]
    extensions: Sequence[Verlenging]
    given: int
    right: int | None
    too_far: bool
    organises: bool
    keeps: bool

    @property
    def next(self) -> str:
        """What is to be done first: the name of an act of the pages, empty where nothing is."""
        sick = self.sick
        if not sick.running:
            return ""
        if sick.granted_on is None:
            return "toekennen"
        if sick.since is None:
            return "leerkracht" if sick.kind in rules.TEACHER_SOUGHT and sick.found_on is None else "beginnen"
        if sick.kind == Kind.TOAH and sick.reported_on is None:
            return "melden"
        return "week" if sick.kind in rules.TAUGHT else ""

    @property
    def steps_too(self) -> bool:
        return self.organises or self.sick.kind in rules.ASKED_BY_ANYBODY

    @property
    def taught(self) -> bool:
        return self.sick.running and self.sick.since is not None and self.sick.kind in rules.TAUGHT

    @property
    def to_report(self) -> bool:
        """Whether an extension, or that it stopped early, still has to be reported."""
        sick = self.sick
        if sick.kind != Kind.TOAH or sick.since is None:
            return False
        if sick.reported_on is None or any(one.reported_on is None for one in self.extensions):
            return True
        early = sick.ended_on is not None and sick.until is not None and sick.ended_on < sick.until
        return early and sick.stop_reported_on is None


@dataclass(frozen=True, slots=True)
class SickPage:
    side: str
    outcomes: Sequence[Uitkomst]
    shown: Sequence[Shown]
    told: Sequence[Inlichting]
    schools: Sequence[School]
    organises: bool


def side_of(by: Principal, pupil: Pupil) -> str:
    """As whom somebody reads: ``school``, ``clb`` or ``family``; empty where not at all."""
    if policy.visible(Pupil, to=by, act=acts.SICK_VIEW).filter(pk=pupil.pk).exists():
        return "school" if by.system or by.places(acts.SICK_VIEW, Reach.SCHOOL) else "clb"
    own = people.own_accounts(by).filter(pupil=pupil).exists()
    return "family" if own or people.children(by).filter(contact__pupil=pupil).exists() else ""


def sick_page(by: Principal, pupil: Pupil, side: str) -> SickPage:
    """What this reader sees of the pupil; that it was looked at is logged. A fixed number of queries."""
    schools = houses(by, pupil)
    rows = list(of_pupil(by, pupil).prefetch_related("steps", "weeks", "extensions", "school"))
    told = list(policy.visible(Inlichting, to=by, act=acts.SICK_VIEW).filter(pupil=pupil))
    organised = by.places(acts.SICK_KEEP, Reach.SCHOOL)
    kept = by.places(acts.SICK_KEEP)
    shown = [_shown(row, pupil, by.system or row.school_id in organised, row.school_id in kept) for row in rows]
    log_pupil(by, pupil)
    organises = any(school.pk in organised for school in schools)
    return SickPage(side, outcomes_of(pupil, by.on, side), shown, told, schools, organises)


def log_pupil(by: Principal, pupil: Pupil) -> None:
    """Somebody looked at what is known of the education of this pupil during illness."""
    log.record(
        by=by, act=acts.SICK_VIEW, on=pupil, pupil_id=pupil.pk, why=policy.ground_of(by, acts.CASE_VIEW, pupil),
        compartments={Attest.key},
    )  # fmt: skip


def of_pupil(by: Principal, pupil: Pupil) -> "QuerySet[Ziekteonderwijs]":
    return policy.visible(Ziekteonderwijs, to=by, act=acts.SICK_VIEW).filter(pupil=pupil)


def houses(by: Principal, pupil: Pupil) -> list[School]:
    """The schools of the pupil at which this person keeps it."""
    keys = schools_of(pupil.pk, by.on) & by.places(acts.SICK_KEEP)
    return list(School.objects.filter(pk__in=keys).order_by("pk")) if keys else []


def outcomes_of(pupil: Pupil, on: date, side: str) -> list[Uitkomst]:
    """What the law says of education during illness, today, to this side: asked anew, with what may be had besides."""
    with lend(command("onderwijs voor zieke leerlingen", on, vaults={Attest.key})):
        casus = casus_of([pupil.pk], on).get(pupil.pk)
    if casus is None:
        return []
    more: dict[str, tuple[Any, ...]] = {"sio": (sio.Feiten(),), "ziekzijn": (ziekzijn.Feiten(),)}
    answer = law.antwoord(replace(casus, meer=more | dict(casus.meer)), on, verandert=False)
    return [
        outcome
        for outcome in answer.uitkomsten
        if outcome.regel.startswith(ABOUT) and _SIDES[side].intersection(outcome.voor)
    ]


def _shown(row: Ziekteonderwijs, pupil: Pupil, organises: bool, keeps: bool) -> Shown:
    row.pupil = pupil
    days = {step.key: step.on for step in row.steps.all()}
    weeks = list(row.weeks.all())
    return Shown(
        row, [(key, str(words), days.get(key)) for key, words in rules.STEPS[Kind(row.kind)].items()], weeks[:WEEKS],
        list(row.extensions.all()), sum(week.given or 0 for week in weeks), right_of(row), too_far(row),
        organises, keeps,
    )  # fmt: skip


def right_of(row: Ziekteonderwijs) -> int | None:
    """Lessons a week that the law gives, where it gives them by the week."""
    if row.kind == Kind.TOAH and row.ground == Ground.LONG:
        return int(waarde("toah.lestijden"))
    return int(waarde("poah.uren")) if row.kind == Kind.POAH else None
