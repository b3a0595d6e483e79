"""How a story is told: a scene, days that pass, people who act by the verbs of the rooms, and what each then sees.

Whoever acts or looks stands before the second wall as on the pages. The year of the stories is moved to 2026-2027.
"""

from collections.abc import Callable, Collection, Sequence
from copy import copy
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from leerrecht.access import acts, policy
from leerrecht.access.models import User
from leerrecht.access.principal import Principal, principal_of
from leerrecht.access.standing import stand
from leerrecht.attendance.domain import certificates
from leerrecht.attendance.domain.period import Period, enter_period
from leerrecht.cases.domain import cases, partners, tables, tracks
from leerrecht.cases.domain.queries.page import case_page
from leerrecht.cases.domain.queries.parts import invited, part_list, part_page, table_page
from leerrecht.cases.domain.queries.worklist import case_rows
from leerrecht.cases.models import Case, RoundTable, Track
from leerrecht.consent.domain import record_consent
from leerrecht.duties.domain.queries.worklist import row_of
from leerrecht.duties.domain.recompute import recompute
from leerrecht.forms.domain.definitions import delivered
from leerrecht.guidance.domain.entries import Draft, write_entry
from leerrecht.guidance.domain.queries.digest import digest
from leerrecht.guidance.domain.queries.home import home_faults
from leerrecht.guidance.domain.queries.today import today
from leerrecht.law import calendar
from leerrecht.notes.domain.reading import dossier
from leerrecht.organisations.models import Organisation
from leerrecht.people.models import Contact, ContactAccount, Pupil
from leerrecht.referrals import domain as referring
from leerrecht.referrals.domain.queries import lists as referrals
from leerrecht.referrals.models import Referral
from leerrecht.sick.domain.queries.page import sick_page, side_of
from leerrecht.sick.domain.queries.worklist import sick_list
from leerrecht.trajectories.domain.queries import queue, signals
from leerrecht.trajectories.models import Signal
from tests.factories import PlacementFactory, SchoolFactory, ServiceFactory, UserFactory
from tests.notes.world import World as Notes

BRUSSELS = ZoneInfo("Europe/Brussels")
WEEK = ("ma", "di", "wo", "do", "vr")
CLB = ("clb", "clbarts", "clbhoofd")
SCHOOL = ("begeleider", "directeur", "secretariaat")
FAMILY = ("leerling", "ouders")


class Story(Notes):
    """One pupil with the school, the CLB and a partner around it, and a clock."""

    def __init__(
        self, *, on: date, name: str, born: date, level: str = "secundair", kind: str = "gewoon", **enrolment: Any
    ) -> None:
        self.users: dict[str, User] = {}
        self.clock = time_machine.travel(moment(on), tick=True)
        self.now = self.clock.start()
        basis = level != "secundair"
        self.placement = PlacementFactory.create(
            class_group__school__level="basis" if basis else "secundair",
            class_group__school__school_kind=kind, enrolment__level=level, enrolment__kind=kind,
            enrolment__pupil__first_name=name, enrolment__pupil__birth_date=born,
            **{f"enrolment__{key}": value for key, value in enrolment.items()},
        )  # fmt: skip
        self.pupil: Pupil = self.placement.enrolment.pupil
        self.school = self.placement.class_group.school
        self.centre = ServiceFactory.create(school=self.school).centre
        self.partner = Organisation.objects.create(kind="partner", name="Groep Intro")
        self.family: dict[str, User] = {}

    def stop(self) -> None:
        self.clock.stop()

    def beside(self, name: str) -> "Story":
        """The story of another pupil of the same class, with the same people and the same clock."""
        other = copy(self)
        pupil = {"first_name": name, "birth_date": self.pupil.birth_date}
        other.placement = PlacementFactory.create(
            class_group=self.placement.class_group, enrolment__level=self.placement.enrolment.level,
            **{f"enrolment__pupil__{key}": value for key, value in pupil.items()},
        )  # fmt: skip
        other.pupil, other.family = other.placement.enrolment.pupil, {}
        return other

    # The days.

    def day(self, month: int, day: int) -> date:
        """It is that day of the school year 2026-2027; the law is asked anew, as every night."""
        on = date(2026 if month > 8 else 2027, month, day)
        self.now.move_to(moment(on))
        self.ask()
        return on

    @property
    def on(self) -> date:
        return timezone.localdate()

    def ask(self, *pupils: Pupil) -> None:
        recompute([pupil.pk for pupil in pupils or (self.pupil,)], self.on).raise_refused()

    # The people.

    def by(self, role: str, on: date | None = None) -> Principal:
        if role in FAMILY:
            return self._family(role, on or self.on)
        return super().by(role, on or self.on)

    def _family(self, who: str, on: date) -> Principal:
        if who == "leerling":
            return self.child(on)
        if who not in self.family:
            self.family[who] = UserFactory.create(username=f"ouder-{self.pupil.pk}")
            parent = Contact.objects.create(name="Ouder", legal_role="ouder", pupil=self.pupil)
            ContactAccount.objects.create(user=self.family[who], contact=parent)
        user = self.family[who]
        return principal_of(user_id=user.pk, name=user.username, on=on)

    def named(self, key: str, role: str, place: Any) -> Principal:
        """Somebody who works elsewhere."""
        return self.of(self.user(key, role, place), self.on)

    def other_school(self, **values: Any) -> Any:
        """Another school with a CLB of its own."""
        school = SchoolFactory.create(**values)
        ServiceFactory.create(school=school)
        return school

    def parents(self) -> Contact:
        self.by("ouders")
        return Contact.objects.get(pupil=self.pupil)

    # What people do.

    def do(self, who: str | Principal, verb: Callable[..., Any], /, **values: Any) -> Any:
        """Somebody does something, as the page that does so calls it."""
        by = self.by(who) if isinstance(who, str) else who
        with stand(by):
            return verb(by=by, **values)

    def refused(self, who: str | Principal, verb: Callable[..., Any], /, **values: Any) -> list[str]:
        """The reasons for which it may not be done."""
        try:
            self.do(who, verb, **values)
        except ValidationError as error:
            return error.messages
        except policy.Denied as error:
            return [str(error)]
        raise AssertionError("it was not refused")

    def marks(
        self, mark: str, first: date, last: date | None = None, *, parts: Sequence[str] = (),
        days: Collection[str] = WEEK, who: str = "", ground: str = "",
    ) -> None:  # fmt: skip
        """The desk enters an absence over a period; ``days`` are those of the week that it holds for.

        Code P is of the director, who agrees to it.
        """
        who, last = who or ("directeur" if mark == "P" else "secretariaat"), last or first
        for one, other in _stretches(first, last, days):
            period = Period((self.pupil.pk,), one, other, tuple(parts), mark, ground)
            self.do(who, enter_period, period=period)
        self.ask()

    def attest(self, first: date, last: date, kind: str = "medisch") -> Any:
        done = self.do(
            "secretariaat", certificates.add_certificate, pupil_id=self.pupil.pk, school_id=self.school.pk, kind=kind,
            first_day=first, last_day=last, received_on=min(first, self.on),
        )  # fmt: skip
        self.ask()
        return done.certificate

    def writes(self, who: str, compartment: str, kind: str, text: str = "", **draft: Any) -> Any:
        """Something on the timeline of the file."""
        said = Draft(kind=kind, on=self.on, text=text, **draft)
        house = self.centre.pk if compartment == "clb" else self.school.pk
        return self.do(who, write_entry, pupil=self.pupil, compartment=compartment, organisation_id=house, draft=said)

    def consents(self, *purposes: str) -> None:
        for purpose in purposes:
            self.do(
                "begeleider", record_consent, pupil=self.pupil, organisation_id=self.school.pk, purpose=purpose,
                answer="toestemming", how="gesprek", first=self.on, contact=self.parents(),
            )  # fmt: skip

    def opens(self, who: str) -> Case:
        house = self.centre if who in CLB else self.school
        case: Case = self.do(who, cases.open_case, pupil=self.pupil, on=self.on, organisation=house)
        return case

    def track(self, who: str, kind: str, body: str = "", **values: Any) -> Track:
        """A track of the case; ``since`` is left out as long as it is only asked for."""
        rest = {"organisation": None if body else self.school, "since": None, "body": body} | values
        track: Track = self.do(who, tracks.start_track, pupil=self.pupil, kind=kind, **rest)
        return track

    def table(self, who: str, question: str, *names: tuple[str, str]) -> tuple[RoundTable, list[Any]]:
        """A round table today, with whom the case asks to it."""
        when = tables.When(self.on, datetime(2026, 1, 1, 14).time(), "lokaal 12")
        kept = self.do(who, tables.plan_table, case=self.opens(who), kind="rondetafel", when=when, question=question)
        return kept, [self.do(who, tables.invite, table=kept, party=party, name=name) for party, name in names]

    def joins(self, question: str, last: date, **values: Any) -> Any:
        """The CLB has the partner join, for one pupil and for a time."""
        rest = {"kind": "naft", "since": self.on, "users": [self.staff("partner")], "with_story": False} | values
        return self.do(
            "clb", partners.invite_partner, case=self.opens("clb"), organisation=self.partner, last=last,
            question=question, **rest,
        )  # fmt: skip

    def refers(self, who: str, flow: str, compartment: str = "gedeeld", **facts: Any) -> Referral:
        house = self.centre.pk if compartment == "clb" else self.school.pk
        referral: Referral = self.do(
            who, referring.begin_referral, pupil=self.pupil, flow=flow, compartment=compartment, organisation_id=house,
            facts=facts,
        )  # fmt: skip
        return referral

    def step(self, who: str, referral: Referral, kind: str, text: str = "", **facts: Any) -> None:
        self.do(who, referring.take_step, referral=referral, kind=kind, on=self.on, facts=facts, text=text)

    def fills(self, who: str, referral: Referral, key: str) -> None:
        """The form that goes along, filled in whole."""
        answers: dict[str, Any] = {}
        for one in delivered()[key].questions:
            chosen = one.choices[0] if one.choices else "iets"
            answers[one.code] = [chosen] if one.kind == "lijst" else chosen
            if one.kind == "datum":
                answers[one.code] = self.on.isoformat()
        self.do(who, referring.attach_form, referral=referral, key=key, answers=answers, finish=True)

    def of_child(self, pupil: Pupil) -> "Story":
        """The story of a child without a school."""
        other = copy(self)
        other.pupil, other.family = pupil, {}
        return other

    def signal(self, about: str = "verzuim") -> Signal:
        return Signal.objects.filter(pupil=self.pupil, about=about).latest("made_at")

    # What each sees.

    def sees(self, who: str | Principal, *keys: str) -> dict[str, Any]:
        """What the own pages of somebody say of this pupil today, without what says nothing.

        ``vraagt``: rules on "Wie heeft ons nodig"; ``vandaag``: other things to do today; ``thuis``: who stays at
        home without what must be there; ``ziek``: alarms of the list of ill pupils; ``deur``: the front door of the
        CLB; ``clb``: what the CLB answered; ``casus``: tracks of the case with their alarms; ``stil``: school days
        in which nobody acted, once that rises; ``lijst``: whether a day of the case has passed; ``verder``: referrals
        with what comes next; ``deel``: the part of a partner; ``klas``: the week of the class; ``recht``: what the
        family is told of rights; ``leest``: texts of the file.
        """
        by = self.by(who) if isinstance(who, str) else who
        found = {}
        with stand(by):
            for key, look in _LOOKS.items():
                if (not keys or key in keys) and (seen := look(self, by)):
                    found[key] = seen
        return found

    def decisions(self, who: str, table: RoundTable) -> list[tuple[str, bool, list[str]]]:
        """What the table proposes, whether that is joint, and who said nothing."""
        by = self.by(who)
        with stand(by):
            page = table_page(by, table)
        return [(one.decision.what, one.joint, list(one.silent)) for one in page.decisions]


def moment(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 16, 30, tzinfo=BRUSSELS)


def _stretches(first: date, last: date, days: Collection[str]) -> list[tuple[date, date]]:
    """The days of the week between two days, each run of days together."""
    if set(days) == set(WEEK):
        return [(first, last)]
    found: list[tuple[date, date]] = []
    day = first
    while day <= last:
        if calendar.is_school_day(day) and WEEK[day.weekday()] in days:
            joined = bool(found) and found[-1][1] == day - timedelta(days=1)
            found = [*found[:-1], (found[-1][0], day)] if joined else [*found, (day, day)]
        day += timedelta(days=1)
    return found


def _asks(story: Story, by: Principal) -> list[str]:
    row = row_of(story.pupil.pk, to=by, on=story.on) if by.can(acts.DUTY_VIEW) else None
    return sorted({line.outcome.regel for line in row.lines}) if row else []


def _today(story: Story, by: Principal) -> list[str]:
    """Beyond signals, which stand under ``vraagt``."""
    if not by.can(acts.GUIDANCE_KEEP):
        return []
    sections = [section for section in today(by, story.on, whole=True).sections if section.key != "signalen"]
    items = [item for section in sections for item in section.items if item.pupil.pk == story.pupil.pk]
    return [f"{item.what}: {item.why}" for item in items]


def _home(story: Story, by: Principal) -> list[str]:
    if not by.can(acts.GUIDANCE_KEEP):
        return []
    return [fault.what for fault in home_faults(by, story.on) if fault.pupil.pk == story.pupil.pk]


def _ill(story: Story, by: Principal) -> list[str]:
    if not by.can(acts.SICK_VIEW) or not by.can(acts.DUTY_VIEW):
        return []
    _page, rows = sick_list(by, story.on, pupils=[story.pupil.pk])
    return sorted(alarm.rule.regel for row in rows for alarm in row.alarms)


def _door(story: Story, by: Principal) -> list[tuple[str, ...]]:
    """Who brought what, with the reasons for which it stands where it stands."""
    if not by.can(acts.CLB_DOOR):
        return []
    _page, lines = queue.queue(to=by, on=story.on, filters=queue.Filters())
    mine = [line for line in lines if line.signal.pupil == story.pupil]
    return sorted((line.signal.about, line.signal.state, *line.reasons) for line in mine)


def _answers(story: Story, by: Principal) -> list[tuple[str, str]]:
    """What the CLB let the school know, with its words."""
    if not by.can(acts.CLB_REPORT):
        return []
    _page, rows = signals.of_school(to=by, school=None, on=story.on)
    return [
        (told.answer.kind, told.text or told.answer.who or told.answer.why_not)
        for row in rows
        for told in row.answers
        if row.signal.pupil == story.pupil
    ]


def _case(story: Story, by: Principal) -> list[tuple[Any, ...]]:
    """Of each track that runs or is asked: what, how it stands, and what asks attention."""
    if by.can(acts.CASE_JOIN):
        return []
    case = policy.visible(Case, to=by, act=acts.NOTE_VIEW).filter(pupil=story.pupil, closed_on=None).first()
    if case is None or not by.can(acts.GUIDANCE_KEEP):
        return []
    found = []
    for one in case_page(by, case).tracks:
        track = one.track
        how = "gevraagd" if track.unanswered else "wacht" if track.waiting else track.ended_how or "loopt"
        found.append((track.kind, how, *one.alarms))
    return sorted(found)


def _referrals(story: Story, by: Principal) -> list[tuple[str, str, bool]]:
    """Of each referral: what comes next, or how it ended, and whether that is late."""
    if not by.can(acts.REFERRAL_MAKE):
        return []
    lines = referrals.of_pupil(by, story.pupil)
    return sorted((line.flow.key, line.next.key if line.next else line.referral.ending, line.late) for line in lines)


def _still(story: Story, by: Principal) -> int:
    if not by.can(acts.GUIDANCE_KEEP):
        return 0
    rows = [row for row in case_rows(by) if row.case.pupil == story.pupil]
    return next((row.still for row in rows if row.rises), 0)


def _due(story: Story, by: Principal) -> str:
    """What the list of cases says of days: whether one has passed."""
    if not by.can(acts.GUIDANCE_KEEP):
        return ""
    return "te laat" if any(row.late for row in case_rows(by) if row.case.pupil == story.pupil) else ""


def _part(story: Story, by: Principal) -> dict[str, list[str]]:
    if not by.can(acts.CASE_JOIN):
        return {}
    pages = [part_page(by, part) for part in part_list(by) if part.pupil == story.pupil]
    found = {
        "vraag": [page.part.note.text for page in pages if page.part.note],
        "verhaal": [page.part.story.text for page in pages if page.part.story],
        "taken": [task.what for page in pages for task in page.tasks],
        "overleg": [str(one.on) for one in invited(by) if one.pupil == story.pupil],
    }
    return {key: said for key, said in found.items() if said}


def _class(story: Story, by: Principal) -> list[Any]:
    if by.can(acts.DUTY_VIEW) or not by.can(acts.REGISTER_TAKE):
        return []
    rows = [row for row in digest(by, story.placement.class_group, story.on) if row.pupil == story.pupil]
    return [*(mark for row in rows for mark in row.marks), *(
        entry.note.text for row in rows for entry in row.entries if entry.note
    )]  # fmt: skip


def _rights(story: Story, by: Principal) -> list[str]:
    """What the page about education during illness tells the pupil and the parents."""
    if side_of(by, story.pupil) != "family":
        return []
    said = sick_page(by, story.pupil, "family").outcomes
    return sorted({outcome.regel for outcome in said if outcome.aard == "recht"})


def _texts(story: Story, by: Principal) -> list[str]:
    if not policy.visible(Pupil, to=by, act=acts.CASE_VIEW).filter(pk=story.pupil.pk).exists():
        return []
    sections = dossier(by, story.pupil).sections
    return sorted(shown.note.text for section in sections for shown in section.notes if shown.note.text)


_LOOKS: dict[str, Callable[[Story, Principal], Any]] = {
    "vraagt": _asks, "vandaag": _today, "thuis": _home, "ziek": _ill, "deur": _door, "clb": _answers, "casus": _case,
    "verder": _referrals,
    "stil": _still, "lijst": _due, "deel": _part, "klas": _class, "recht": _rights, "leest": _texts,
}  # fmt: skip
