"""Reads of parents: who came to a meeting, and whose parents nobody saw or heard for a while."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Team, Zorg
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.access.sql import among
from leerrecht.duties.domain.queries.worklist import classes_of
from leerrecht.enrolment.models import ClassGroup, Enrolment, Placement
from leerrecht.guidance.domain.entries import TRIES
from leerrecht.guidance.models import Came, Channel, Entry, Kind, Ouderaanwezigheid, Oudercontact, Whom
from leerrecht.law.calendar import first_day, school_year
from leerrecht.people.models import Contact, Pupil
from leerrecht.people.rules import PARENTAL


def meetings(by: Principal, on: date) -> "QuerySet[Oudercontact]":
    """The meetings of this school year for whom the reader notes who came, latest first."""
    found = policy.visible(Oudercontact, to=by, act=acts.PARENTS_MEET).filter(on__gte=first_day(school_year(on)))
    return found.select_related("school", "class_group").order_by("-on", "-pk")


def classes(by: Principal, on: date) -> "QuerySet[ClassGroup]":
    """Classes of this school year whose parents the reader may receive."""
    found = policy.visible(ClassGroup, to=by, act=acts.PARENTS_MEET).filter(school_year=school_year(on))
    return found.select_related("school").order_by("school__name", "name")


@dataclass(frozen=True, slots=True)
class Parent:
    """One line to fill in: a parent by name, or the parents as a whole where the reader knows no names."""

    key: str
    name: str
    came: str


@dataclass(frozen=True, slots=True)
class Row:
    pupil: Pupil
    parents: Sequence[Parent]


def key_of(pupil_id: int, contact_id: int | None) -> str:
    """The name of a line in the form."""
    return f"kwam-{pupil_id}-{contact_id or 0}"


@transaction.atomic
def sheet(by: Principal, meeting: Oudercontact, group: ClassGroup) -> list[Row]:
    """The pupils of a class with what was noted of their parents; the look is logged. Three queries and the log."""
    placements = (
        policy.visible(Placement, to=by, act=acts.PARENTS_MEET)
        .filter(class_group=group, period__contains=meeting.on)
        .select_related("enrolment__pupil")
        .order_by("enrolment__pupil__sort_key", "enrolment__pupil_id")
    )
    pupils = [placement.enrolment.pupil for placement in placements]
    names: dict[int, list[tuple[int, str]]] = {}
    contacts = policy.visible(Contact, to=by, act=acts.PARENTS_MEET).filter(
        pupil_id__in=[pupil.pk for pupil in pupils], legal_role__in=PARENTAL, barred=False
    )
    for pupil_id, pk, name in contacts.order_by("order", "pk").values_list("pupil_id", "pk", "name"):
        names.setdefault(pupil_id, []).append((pk, name))
    noted: dict[tuple[int, int | None], str] = {
        (pupil_id, contact_id): came
        for pupil_id, contact_id, came in policy.visible(Ouderaanwezigheid, to=by, act=acts.NOTE_VIEW)
        .filter(meeting=meeting, pupil_id__in=[pupil.pk for pupil in pupils])
        .values_list("pupil_id", "contact_id", "came")
    }
    if pupils:
        log.record_list(
            by=by, act=acts.NOTE_VIEW, kind=Ouderaanwezigheid._meta.label_lower, compartments={Team.key},
            shown=[(pupil.pk, meeting.school_id) for pupil in pupils],
        )  # fmt: skip
    return [Row(pupil, _parents(pupil, names.get(pupil.pk, []), noted)) for pupil in pupils]


def _parents(pupil: Pupil, names: Sequence[tuple[int, str]], noted: dict[tuple[int, int | None], str]) -> list[Parent]:
    known = {pk for pk, _name in names}
    lines: list[tuple[int | None, str]] = list(names)
    # What was noted by somebody who knows names that this reader does not, or the other way round, still stands.
    others = [pk for pupil_id, pk in noted if pupil_id == pupil.pk and pk is not None and pk not in known]
    lines += [(pk, _("een ouder")) for pk in others]
    if not lines or (pupil.pk, None) in noted:
        lines.append((None, _("de ouders")))
    return [Parent(key_of(pupil.pk, pk), name, noted.get((pupil.pk, pk), "")) for pk, name in lines]


def seen_at_meetings(by: Principal, pupil: Pupil) -> Sequence[Ouderaanwezigheid]:
    """What was noted of the parents of one pupil in this school year, latest first: one query."""
    found = policy.visible(Ouderaanwezigheid, to=by, act=acts.NOTE_VIEW).filter(
        pupil=pupil, meeting__on__gte=first_day(school_year(by.on))
    )
    return list(found.select_related("meeting").order_by("-meeting__on", "pk"))


@dataclass(slots=True)
class _Trace:
    """What was recorded of the parents of one pupil in this school year."""

    seen: date | None = None
    tries: list[tuple[date, str]] = field(default_factory=list)
    missed: list[tuple[date, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OutOfSight:
    """A pupil whose parents were not reached or did not come since they were last seen or heard, and why we say so."""

    pupil: Pupil
    class_name: str
    reasons: Sequence[str]
    seen: date | None


@transaction.atomic
def out_of_sight(by: Principal, on: date) -> list[OutOfSight]:
    """Pupils of the own schools whose parents are lost from sight, longest unseen first; the look is logged.

    Only by what is recorded in this school year: tries that reached nobody, and meetings to which no parent came or
    sent word. Whatever happened before parents were seen or heard again, no longer counts. Five queries and the log.
    """
    schools = sorted(by.places(acts.GUIDANCE_KEEP, Reach.SCHOOL))
    traces = _traces(by, schools, on)
    lost = {pupil_id: reasons for pupil_id, trace in traces.items() if (reasons := _reasons(trace))}
    here = (
        policy.visible(Enrolment, to=by, act=acts.PUPIL_VIEW)
        .filter(pupil_id__in=among(lost), school_id__in=schools, period__contains=on)
        .select_related("pupil")
    )
    pupils = {one.pupil_id: (one.pupil, one.school_id) for one in here}
    classes_ = classes_of(list(pupils), to=by, on=on)
    found = [
        OutOfSight(pupil, classes_.get((pupil.pk, school_id), ""), lost[pupil.pk], traces[pupil.pk].seen)
        for pupil, school_id in pupils.values()
    ]
    if found:
        log.record_list(
            by=by, act=acts.NOTE_VIEW, kind=Entry._meta.label_lower, compartments={Zorg.key, Team.key},
            shown=[(pupil.pk, school_id) for pupil, school_id in pupils.values()],
        )  # fmt: skip
    return sorted(found, key=lambda one: (one.seen or date.min, one.pupil.sort_key, one.pupil.pk))


def _traces(by: Principal, schools: Sequence[int], on: date) -> dict[int, _Trace]:
    traces: dict[int, _Trace] = {}
    year = (first_day(school_year(on)), on)
    entries = (
        policy.visible(Entry, to=by, act=acts.NOTE_VIEW)
        .filter(
            kind__in=(*TRIES, Kind.TALK), organisation_id__in=schools, on__range=year,
            whom__in=(Whom.PARENTS, Whom.BOTH), withdrawn_at=None,
        )
        .order_by("on", "written_at")
        .values_list("pupil_id", "on", "kind", "channel", "reached")
    )  # fmt: skip
    for pupil_id, day, kind, channel, reached in entries:
        trace = traces.setdefault(pupil_id, _Trace())
        if kind in TRIES and reached is False:
            trace.tries.append((day, channel or Channel.VISIT.value))
        else:
            trace.seen = max(trace.seen or day, day)
    came: dict[tuple[int, int], tuple[date, str, set[str]]] = {}
    rows = policy.visible(Ouderaanwezigheid, to=by, act=acts.NOTE_VIEW).filter(
        organisation_id__in=schools, meeting__on__range=year
    )
    for pupil_id, meeting, day, title, state in rows.values_list(
        "pupil_id", "meeting_id", "meeting__on", "meeting__title", "came"
    ):
        came.setdefault((pupil_id, meeting), (day, title, set()))[2].add(state)
    for (pupil_id, _meeting), (day, title, states) in came.items():
        trace = traces.setdefault(pupil_id, _Trace())
        if states <= {Came.ABSENT}:
            trace.missed.append((day, title))
        else:
            trace.seen = max(trace.seen or day, day)
    return traces


def _reasons(trace: _Trace) -> list[str]:
    reasons = []
    tries = [one for one in trace.tries if trace.seen is None or one[0] > trace.seen]
    missed = sorted(one for one in trace.missed if trace.seen is None or one[0] > trace.seen)
    if tries:
        words = ngettext(
            "%(n)d poging zonder antwoord (%(how)s), het laatst op %(day)s",
            "%(n)d pogingen zonder antwoord (%(how)s), het laatst op %(day)s", len(tries),
        )  # fmt: skip
        reasons.append(words % {"n": len(tries), "how": _ways(way for _on, way in tries), "day": _day(tries[-1][0])})
    reasons += [_("kwam niet naar %(title)s van %(day)s") % {"title": title, "day": _day(day)} for day, title in missed]
    return reasons


def _ways(channels: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(str(Channel(channel).label) for channel in channels))


def _day(day: date) -> str:
    return date_format(day, "j F Y")
