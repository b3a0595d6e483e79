"""Reads of the register: the list of a school or a CLB, and plain rows for figures."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from leerrecht.access import acts
from leerrecht.access.compartments import Clb
from leerrecht.access.domain import log
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.cases.models import Case
from leerrecht.duties.domain.queries.worklist import classes_of
from leerrecht.enrolment.domain.queries.calendar import FreeSet, free_days_of
from leerrecht.facts.models import Fact
from leerrecht.law.calendar import school_days
from leerrecht.law.tables import waarde
from leerrecht.organisations.models import School
from leerrecht.people.domain.queries.pupils import search
from leerrecht.people.models import Pupil
from leerrecht.thuiszitters.models import REASONS, Alternative, Judgement, Thuiszitter, Verdict
from leerrecht.thuiszitters.rules import CONTACT_SCHOOL_DAYS

PAGE_SIZE = 25
SPEAKING = ("contact_ouders", "gesprek_leerling")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty values narrow nothing."""

    school_id: int | None = None
    reason: str = ""
    state: str = ""
    search: str = ""
    level: str = ""
    order: str = ""


NEW, CONFIRMED, RISEN, WRONG, UNSEEN, ASKED, STUCK, ENDED = (
    "nieuw", "bevestigd", "opnieuw", "klopt_niet", "ongemeld", "vraag", "zonder_stap", "gedaan",
)  # fmt: skip
BY_LENGTH, BY_STEP, BY_NAME = "langst", "stap", "naam"


@dataclass(frozen=True, slots=True)
class Line:
    """One pupil on the register, with what somebody said of it and what is told beside it."""

    record: Thuiszitter
    class_name: str
    judgement: Judgement | None
    school_days: int
    lead: str
    contact_on: date | None
    contact_days: int | None

    @property
    def reason(self) -> str:
        """The reason as it stands: what a person says goes before what was computed."""
        return effective(self.record, self.judgement)[0]

    @property
    def reason_words(self) -> str:
        return dict(REASONS).get(self.reason, "")

    @property
    def since(self) -> date:
        return effective(self.record, self.judgement)[1]

    @property
    def half_days(self) -> Decimal | None:
        return effective(self.record, self.judgement)[2]

    @property
    def alternatives(self) -> Sequence[str]:
        """What is found in tracks, and what a person noted."""
        own = self.record.own_alternative
        said = [str(self.record.get_own_alternative_display())] if own else []
        return [*self.record.alternative, *said]

    @property
    def silent(self) -> bool:
        return self.contact_days is None or self.contact_days > CONTACT_SCHOOL_DAYS

    @property
    def silent_words(self) -> str:
        said = _("meer dan %(n)d schooldagen geen contact (te verifiëren)") % {"n": CONTACT_SCHOOL_DAYS}
        return str(said) if self.silent else ""

    @property
    def long(self) -> bool:
        """More than so many school days: it rises (000:3842-3870)."""
        return self.school_days > waarde("du.thuis")

    @property
    def long_words(self) -> str:
        return str(_("meer dan %(n)d schooldagen") % {"n": waarde("du.thuis")}) if self.long else ""


def effective(record: Thuiszitter, judgement: Judgement | None) -> tuple[str, date, Decimal | None]:
    """Reason, since and half-days a week, with a person's correction as long as it is about these facts."""
    if judgement is None or judgement.verdict != Verdict.OTHERWISE or not record.stands:
        return record.reason, record.since, record.half_days
    half_days = record.half_days if judgement.half_days is None else judgement.half_days
    return judgement.reason or record.reason, judgement.since or record.since, half_days


def register(*, to: Principal, on: date, filters: Filters, page: int | str = 1) -> tuple[Page[Any], list[Line]]:
    """One page of the register in a fixed number of queries: what nobody looked at first, then who is away longest.

    The look is logged for each pupil on it.
    """
    shown = Paginator(_ordered(to, filters), PAGE_SIZE).get_page(page)
    rows: Any = shown.object_list
    return shown, _looked_at(rows, to, on)


def all_lines(*, to: Principal, on: date, filters: Filters) -> list[Line]:
    """The whole register as narrowed, for a file, in a fixed number of queries; the look is logged for each pupil."""
    return _looked_at(_ordered(to, filters), to, on)


def chosen(*, to: Principal, on: date, keys: Sequence[str]) -> list[Line]:
    """What somebody ticked to work on, of what still stands: one page at most. The look is logged."""
    found = visible(Thuiszitter, to=to, act=acts.SITTER_KEEP).filter(ended_on=None, pk__in=readable(keys)[:PAGE_SIZE])
    return _looked_at(found.order_by("pupil__sort_key", "pk"), to, on)


def readable(keys: Sequence[str]) -> list[UUID]:
    """Keys as a form sends them; what is no key is left out."""
    found = []
    for key in keys:
        with suppress(ValueError):
            found.append(UUID(key))
    return found


def _ordered(to: Principal, filters: Filters) -> "QuerySet[Thuiszitter]":
    found = _narrow(visible(Thuiszitter, to=to, act=acts.SITTER_VIEW), filters, to)
    return found.order_by(*_ORDERS.get(filters.order, _ORDER))


def _looked_at(rows: "QuerySet[Thuiszitter]", to: Principal, on: date) -> list[Line]:
    records = list(rows.select_related("pupil", "school", "centre", "lead_house"))
    log_look(to, records)
    return lines_of(records, to=to, on=on)


_ORDER = (F("verdict").asc(), "half_days", "since", "pupil__sort_key", "pk")
_ORDERS: dict[str, tuple[Any, ...]] = {
    BY_LENGTH: ("since", "pupil__sort_key", "pk"),
    BY_STEP: (F("next_on").asc(nulls_first=True), "since", "pk"),
    BY_NAME: ("pupil__sort_key", "since", "pk"),
}


def counts(*, to: Principal) -> Mapping[str, int]:
    """How many stand on the register now, how many nobody reported, and how many may be at the school's request."""
    rows = visible(Thuiszitter, to=to, act=acts.SITTER_VIEW).filter(ended_on=None)
    found = {"alle": 0, "niets": 0, UNSEEN: 0, ASKED: 0, "zonder_school": 0}
    for record in rows.only("verdict", "marks", "verdict_marks", "half_days", "reported", "noted", "asked", "enrolled"):
        if record.wrong:
            continue
        found["alle"] += 1
        found["niets"] += record.half_days == 0
        found[UNSEEN] += unseen(record)
        found[ASKED] += record.asked and not record.verdict
        found["zonder_school"] += not record.enrolled
    return found


def unseen(record: Thuiszitter) -> bool:
    """Nobody reported, noted or judged anything: found by what the register holds alone."""
    return not (record.reported or record.noted or record.verdict)


def _narrow(found: QuerySet[Thuiszitter], filters: Filters, to: Principal) -> QuerySet[Thuiszitter]:
    found = found.exclude(ended_on=None) if filters.state == ENDED else found.filter(ended_on=None)
    # Facts added since what somebody said: an array that is not contained.
    stands = Q(marks__contained_by=F("verdict_marks"))
    by_state: dict[str, Q] = {
        NEW: Q(verdict=""),
        CONFIRMED: Q(verdict__in=(Verdict.RIGHT, Verdict.OTHERWISE)) & stands,
        RISEN: ~Q(verdict="") & ~stands,
        WRONG: Q(verdict=Verdict.WRONG) & stands,
        UNSEEN: Q(verdict="", reported=False, noted=False),
        ASKED: Q(asked=True),
        STUCK: Q(next_on=None) | Q(next_on__lt=to.on),
    }
    if filters.state in by_state:
        found = found.filter(by_state[filters.state])
    if filters.state in ("", STUCK):
        found = found.exclude(by_state[WRONG])
    if filters.level:
        found = found.filter(level=filters.level)
    if filters.school_id is not None:
        found = found.filter(school_id=filters.school_id)
    if filters.reason:
        found = found.filter(reason=filters.reason)
    if filters.search.strip():
        pupils = Pupil.objects.filter(pk__in=found.order_by().values("pupil_id"))
        found = found.filter(pupil_id__in=search(to, filters.search, act=acts.DUTY_VIEW, pupils=pupils))
    return found


def lines_of(records: Sequence[Thuiszitter], *, to: Principal, on: date) -> list[Line]:
    """The records as lines: five queries, however many there are."""
    ids = [record.pupil_id for record in records]
    classes = classes_of(ids, to=to, on=on)
    said: dict[Any, Judgement] = {}
    for judgement in Judgement.objects.filter(record__in=records).select_related("note").order_by("at", "pk"):
        said[judgement.record_id] = judgement
    contacts = _contacts(ids, to)
    leads = _leads(ids, to)
    free = free_days_of({record.school_id for record in records if record.school_id is not None})
    lines = []
    for record in records:
        calendar = free.get(record.school_id or 0)
        until = min(on, record.ended_on or on)
        spoken = max(filter(None, (record.contact_on, contacts.get(record.pupil_id))), default=None)
        since = effective(record, said.get(record.pk))[1]
        lines.append(
            Line(
                record, classes.get((record.pupil_id, record.school_id), ""), said.get(record.pk),
                days_between(since, until, calendar), record.lead or leads.get(record.pupil_id, ""), spoken,
                None if spoken is None else max(0, days_between(spoken, on, calendar) - 1),
            )
        )  # fmt: skip
    return lines


def days_between(first: date, last: date, free: FreeSet | None) -> int:
    """School days from the first day on, both counted, by the calendar of the school where there is one."""
    if last < first:
        return 0
    return school_days(first, last) if free is None else school_days(first, last, free.days, free.parts)


def _contacts(pupil_ids: Sequence[int], to: Principal) -> dict[int, date]:
    """The last talk with pupil or parents that this reader may know of."""
    found = visible(Fact, to=to, act=acts.DUTY_VIEW).filter(pupil_id__in=pupil_ids, kind__in=SPEAKING)
    return dict(found.order_by("date").values_list("pupil_id", "date"))


def _leads(pupil_ids: Sequence[int], to: Principal) -> dict[int, str]:
    found = visible(Case, to=to, act=acts.NOTE_VIEW).filter(pupil_id__in=pupil_ids, closed_on=None)
    return dict(found.values_list("pupil_id", "lead"))


def log_look(to: Principal, records: Sequence[Thuiszitter]) -> None:
    """One entry for what schools know, one that only the CLB reads for the rest."""
    for key in ("", Clb.key):
        own = [one for one in records if (one.compartment == Clb.key) is (key == Clb.key)]
        rows = [(one.pupil_id, one.organisation_id) for one in own]
        if rows:
            log.record_list(
                by=to, act="thuis.list", kind=Thuiszitter._meta.label_lower, shown=rows,
                compartments=(key,) if key else (), why=to.why(acts.SITTER_VIEW),
            )  # fmt: skip


def schools(*, to: Principal) -> list[School]:
    """The schools whose register the reader sees, by name."""
    return list(visible(School, to=to, act=acts.SITTER_VIEW).order_by("name", "pk"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """One thuiszitter as figures need it: no name, no text. ``reason`` is as people corrected it."""

    pupil_id: int
    school_id: int | None
    centre_id: int | None
    level: str
    kind: str
    reason: str
    since: date
    ended_on: date | None
    ended_how: str
    half_days: Decimal | None
    leerplichtig: bool
    enrolled: bool
    alternative: str
    hours: Decimal | None
    asked: bool
    reported: bool
    confirmed: bool
    found_on: date


def stock(*, on: date, since: date | None = None, to: Principal) -> list[Stock]:
    """Who stands on the register on a day; with ``since`` who stood on it at any time between those days.

    Left out is what a person called wrong, about the facts as they are. ``to`` sees the register as a whole: a
    command that stands for itself (``stand``). Half-days, reason and the rest are those of now, or of the end.
    """
    rows = visible(Thuiszitter, to=to, act=acts.SITTER_VIEW).filter(
        Q(ended_on=None) | Q(ended_on__gt=since or on), since__lte=on
    )
    records = list(rows.select_related("school").order_by("pupil_id", "since", "pk"))
    said: dict[Any, Judgement] = {}
    for judgement in Judgement.objects.filter(record__in=[one.pk for one in records]).order_by("at", "pk"):
        said[judgement.record_id] = judgement
    return [_stock(one, said.get(one.pk)) for one in records if not one.wrong]


def _stock(record: Thuiszitter, judgement: Judgement | None) -> Stock:
    reason, since, half_days = effective(record, judgement)
    hours = [one for one in (record.hours, record.own_hours) if one is not None]
    return Stock(
        pupil_id=record.pupil_id, school_id=record.school_id, centre_id=record.centre_id, level=record.level,
        kind=record.school.school_kind if record.school is not None else "", reason=reason, since=since,
        ended_on=record.ended_on, ended_how=record.ended_how, half_days=half_days, leerplichtig=record.leerplichtig,
        enrolled=record.enrolled, alternative=alternative_of(record), hours=sum(hours, Decimal(0)) if hours else None,
        asked=record.asked, reported=not unseen(record), confirmed=bool(record.verdict) and record.stands,
        found_on=record.found_on,
    )  # fmt: skip


def alternative_of(record: Thuiszitter) -> str:
    """One word for figures: what a person noted, else whether a track was found, else unknown."""
    if record.own_alternative:
        return record.own_alternative
    return Alternative.OTHER if record.alternative else ""
