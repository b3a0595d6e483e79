"""What rooms hold of help, waiting and leaving, as days and kinds: read for a snapshot, never a word of a file.

Each function takes pupils and gives (pupil, day, columns): the day on which it arose, and the columns of the table
beside what every table holds of a pupil.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch

from leerrecht.cases.kinds import TrackKind
from leerrecht.cases.models import Exit, Mediation, RoundTable, Track
from leerrecht.cases.models.mediation import Taken
from leerrecht.cases.models.table import TableKind
from leerrecht.discipline.models import Incident, Measure
from leerrecht.guidance.models import Entry
from leerrecht.guidance.models.file import Kind as EntryKind
from leerrecht.law import calendar
from leerrecht.placement.models import Approach, SchoolSearch
from leerrecht.places.models import Application
from leerrecht.places.models.application import State as Waiting
from leerrecht.referrals.flows import FLOWS
from leerrecht.referrals.models import Referral, Step
from leerrecht.sick.models import Kind, Ziekteonderwijs
from leerrecht.trajectories.models import HomeEducation, Signal
from leerrecht.trajectories.models.signal import About, Answer, AnswerKind, State

Row = tuple[int, date, dict[str, Any]]
CLB, NEW_SCHOOL = "clb_afwezigheid", "nieuwe_school"
GUIDED = (State.TAKEN, State.CLOSED)
TALKED = ("rondetafel", "intake", "overleg", "consult")
# What keeps somebody with the school, and what helps before anything went wrong (002:1590-1651).
CONNECTING = {EntryKind.WELCOME: "verbindend", EntryKind.VISIT: "verbindend"}
CARING = {EntryKind.MEASURE: "preventief", EntryKind.ADAPTATION: "preventief", EntryKind.AGREEMENT: "preventief"}
OF_SCHOOL = {TrackKind.SCHOOLPLAN, TrackKind.CLB, TrackKind.CLASS_HELP, TrackKind.LEARNING_SUPPORT}


def trajectories(pupils: Sequence[int], today: date) -> Iterator[Row]:
    """Education during illness, referrals, other tracks of a case, guidance by the CLB, and who waits for one."""
    known: set[Any] = set()
    yield from _ill(pupils, today, known)
    for one in _referrals(pupils):
        known.add(one.track_id)
        flow = FLOWS.get(one.flow)
        if flow is not None and flow.track:
            yield one.pupil_id, one.begun_on, _days(flow.track, *_of_referral(one))
    for track in Track.objects.filter(pupil__in=pupils).order_by("asked_on", "pk"):
        if track.pk not in known and track.kind not in OF_SCHOOL:
            yield (
                track.pupil_id, track.asked_on,
                _days(track.kind, track.asked_on, track.taken_up_on, track.since, track.until),
            )  # fmt: skip
        if track.taken_up_on is not None and track.since != track.taken_up_on:
            waits = _days("wachtlijst", track.taken_up_on, None, track.since, track.until)
            yield track.pupil_id, track.taken_up_on, waits | {"waarvoor": track.kind}
    yield from _of_the_clb(pupils)
    for line in Application.objects.filter(pupil__in=pupils).order_by("asked_on", "pk"):
        here = line.state_on if line.state == Waiting.ENROLLED else None
        off = line.state_on if line.state in (Waiting.REFUSED, Waiting.WITHDRAWN, Waiting.CARRIED) else None
        waits = _days("wachtlijst", line.asked_on, None, here, off)
        yield line.pupil_id, line.asked_on, waits | {"waarvoor": "school"}


def _days(
    kind: str, asked: date, discussed: date | None, begun: date | None, ended: date | None,
    right: int | None = None, given: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "traject": str(kind), "waarvoor": "", "gevraagd_op": asked, "besproken_op": discussed, "gestart_op": begun,
        "geeindigd_op": ended, "lestijden_recht": right, "lestijden_gegeven": given,
    }  # fmt: skip


def _ill(pupils: Sequence[int], today: date, known: set[Any]) -> Iterator[Row]:
    rows = Ziekteonderwijs.objects.filter(pupil__in=pupils).order_by("asked_on", "recorded_at")
    for one in rows.prefetch_related("weeks"):
        known.add(one.track_id)
        right = given = None
        if one.kind == Kind.TOAH and one.since is not None and one.hours_a_week:
            last = min(one.ended_on or one.until or today, today)
            right = one.hours_a_week * (len(calendar.school_weeks(one.since, last)) if one.since <= last else 0)
            given = sum(week.given or 0 for week in one.weeks.all())
        yield (
            one.pupil_id, one.asked_on,
            _days(one.kind, one.asked_on, one.granted_on or one.refused_on, one.since, one.ended_on or one.refused_on,
                  right, given),
        )  # fmt: skip


def _referrals(pupils: Sequence[int]) -> Iterable[Referral]:
    steps = Prefetch("steps", Step.objects.order_by("on", "pk"))
    return Referral.objects.filter(pupil__in=pupils).order_by("begun_on", "pk").prefetch_related(steps)


def _of_referral(one: Referral) -> tuple[date, date | None, date | None, date | None]:
    done = {step.kind: step.on for step in reversed(one.steps.all()) if step.on is not None}
    first = FLOWS[one.flow].begins_track
    talked = next((done[kind] for kind in TALKED if kind in done), None)
    return one.begun_on, talked, done.get(first.key) if first else None, one.closed_on


def _signals(pupils: Sequence[int]) -> Iterable[Signal]:
    rows = Signal.objects.filter(pupil__in=pupils, about=About.ABSENCE).order_by("arisen_on", "pk")
    return rows.prefetch_related(Prefetch("answers", Answer.objects.order_by("at", "pk")), "trajects")


def _of_the_clb(pupils: Sequence[int]) -> Iterator[Row]:
    for one in _signals(pupils):
        asked = one.reported_on or one.arisen_on
        answers = list(one.answers.all())
        traject = next(iter(one.trajects.all()), None)
        taken = next((answer.on for answer in answers if answer.kind == AnswerKind.TAKEN), None)
        begun = traject.began_on if traject else taken
        ended = traject.closed_on if traject else one.answered_on if one.state == State.CLOSED else None
        if begun is not None or one.state in GUIDED:
            seen = answers[0].on if answers else None
            yield one.pupil_id, asked, _days(CLB, asked, seen, begun, ended)
        waits = next((answer.on for answer in answers if answer.kind == AnswerKind.WAITING), None)
        if waits is not None:
            over = (AnswerKind.DECLINED, AnswerKind.CLOSED)
            no = next((answer.on for answer in answers if answer.kind in over), None)
            yield one.pupil_id, waits, _days("wachtlijst", waits, None, begun, no) | {"waarvoor": "clb"}


def home_education(pupils: Sequence[int], year: int) -> Iterator[Row]:
    """Whoever learns at home on some day of the school year, each time once."""
    first, last = calendar.first_day(year), calendar.last_day(year)
    rows = HomeEducation.objects.filter(pupil__in=pupils, begins_on__lte=last).order_by("begins_on")
    for one in rows:
        if one.ends_on is None or one.ends_on >= first:
            since = max(one.begins_on, first)
            yield one.pupil_id, since, _days("huisonderwijs", since, None, since, one.ends_on)


def at_home(year: int) -> set[int]:
    """Pupils who learn at home in the school year, also who is enrolled nowhere."""
    last = calendar.last_day(year)
    rows = HomeEducation.objects.filter(begins_on__lte=last).exclude(ends_on__lt=calendar.first_day(year))
    return set(rows.values_list("pupil_id", flat=True))


def steps(pupils: Sequence[int]) -> Iterator[Row]:
    """Each step of a referral and of a question to the CLB, from the one before."""
    for one in _referrals(pupils):
        before = one.begun_on
        done = [step for step in one.steps.all() if step.on is not None]
        for step in done:
            yield one.pupil_id, before, _step(one.flow, step.kind, before, step.on)
            before = step.on or before
        for step in one.steps.all():
            if step.on is None and one.closed_on is None:
                yield one.pupil_id, before, _step(one.flow, step.kind, before, None)
    for signal in _signals(pupils):
        before = signal.arisen_on
        made = [("melding", signal.reported_on)] if signal.reported_on else []
        made += [(answer.kind, answer.on) for answer in signal.answers.all() if answer.kind != AnswerKind.FEEDBACK]
        made += [("start", traject.began_on) for traject in signal.trajects.all()]
        for kind, on in made:
            yield signal.pupil_id, before, _step(CLB, kind, before, on)
            before = max(before, on)
        if signal.is_open:
            yield signal.pupil_id, before, _step(CLB, "antwoord", before, None)
    yield from _searches(pupils)


def _searches(pupils: Sequence[int]) -> Iterator[Row]:
    """Looking for a school: until the search begins, each school that is asked, and until there is one."""
    rows = SchoolSearch.objects.filter(pupil__in=pupils).order_by("since", "pk")
    for one in rows.prefetch_related(Prefetch("approaches", Approach.objects.order_by("on", "pk"))):
        yield one.pupil_id, one.since, _step(NEW_SCHOOL, "begin", one.since, one.begun_on)
        for asked in one.approaches.all():
            yield one.pupil_id, asked.on, _step(NEW_SCHOOL, "antwoord", asked.on, asked.answered_on)
        yield one.pupil_id, one.since, _step(NEW_SCHOOL, "gevonden", one.since, one.ended_on)


def _step(kind: str, step: str, since: date, on: date | None) -> dict[str, Any]:
    return {"traject": str(kind), "stap": str(step), "van_op": since, "gedaan_op": on and max(on, since)}


def exits(pupils: Sequence[int]) -> Iterator[Row]:
    """Who left education, where to, and whether somebody walked along."""
    for one in Exit.objects.filter(pupil__in=pupils).order_by("left_on", "pk"):
        yield (
            one.pupil_id, one.left_on,
            {"vertrokken_op": one.left_on, "bestemming": one.destination, "overgedragen": bool(one.handed_over),
             "nagevraagd_op": one.looked_on},
        )  # fmt: skip


def other_measures(pupils: Sequence[int]) -> Iterator[tuple[int, date, str]]:
    """Measures of order, and what a school does that connects or prevents: (pupil, day, kind), each once a day."""
    found: dict[tuple[int, date, str], None] = {}
    of = {"pupil__in": pupils}
    for pupil, on in Measure.objects.filter(**of).values_list("pupil_id", "on"):
        found[pupil, on, "ordemaatregel"] = None
    for pupil, day in Incident.objects.filter(**of, restored_on__isnull=False).values_list("pupil_id", "restored_on"):
        if day is not None:
            found[pupil, day, "verbindend"] = None
    for pupil, on in Mediation.objects.filter(**of, taken=Taken.YES).values_list("pupil_id", "offered_on"):
        found[pupil, on, "verbindend"] = None
    tables = RoundTable.objects.filter(**of, kind__in=(TableKind.MEDIATION, TableKind.RESTORING))
    for pupil, on in tables.values_list("pupil_id", "on"):
        found[pupil, on, "verbindend"] = None
    kinds = CONNECTING | CARING
    entries = Entry.objects.filter(**of, kind__in=kinds, withdrawn_at=None)
    for pupil, on, kind in entries.values_list("pupil_id", "on", "kind"):
        found[pupil, on, kinds[EntryKind(kind)]] = None
    yield from sorted(found)


def poverty(pupils: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """Per school the mean number of characteristics of its pupils, in hundredths, of (school, number)."""
    sums: dict[int, list[int]] = defaultdict(list)
    for school, number in pupils:
        if number is not None:
            sums[school].append(number)
    return {school: round(100 * sum(numbers) / len(numbers)) for school, numbers in sums.items()}
