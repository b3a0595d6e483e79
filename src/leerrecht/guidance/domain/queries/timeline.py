"""Reads of one pupil's guidance file: what stands on top, and one page of the timeline."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.guidance.domain.keeping import current_counsellors
from leerrecht.guidance.domain.queries.parents import seen_at_meetings
from leerrecht.guidance.models import Agreement, Begeleidingsdossier, Entry, Kind, Ouderaanwezigheid, Plan, ThuisOpVraag
from leerrecht.law.begeleiding import FASEN
from leerrecht.notes.domain.grounds import Grounds, grounds
from leerrecht.notes.domain.places import Place, places
from leerrecht.notes.models import Aantekening
from leerrecht.notes.rules import withdraws
from leerrecht.organisations.models import Organisation
from leerrecht.people.models import Pupil

PAGE_SIZE = 25
ON_TOP = 3
BESIDE = 5
_ABOVE = {Kind.WORDS.value: ON_TOP, Kind.STRENGTH.value: BESIDE, Kind.CONCERN.value: BESIDE}
_TO_DO = "te doen"
_FILTERED = ("kind", "compartment", "domain")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the timeline is narrowed to; empty values narrow nothing."""

    kind: str = ""
    compartment: str = ""
    domain: str = ""
    fase: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Something on the timeline: an entry with its text, or a note that stands alone."""

    on: date
    entry: Entry | None
    note: Aantekening | None
    compartment: str
    organisation: str
    why: str
    may_withdraw: bool

    @property
    def withdrawn(self) -> bool:
        one = self.entry or self.note
        return one is not None and one.withdrawn_at is not None


@dataclass(frozen=True, slots=True)
class Phase:
    """What was done in a phase: phases stack."""

    fase: int
    name: str
    count: int
    last: date | None


@dataclass(frozen=True, slots=True)
class Top:
    """What stands above the timeline."""

    files: Sequence[Begeleidingsdossier]
    words: Sequence[Entry]
    strengths: Sequence[Entry]
    concerns: Sequence[Entry]
    plans: Sequence[Plan]
    agreements: Sequence[Agreement]
    home: Sequence[ThuisOpVraag]
    phases: Sequence[Phase]
    parents: Sequence[Ouderaanwezigheid]
    to_do: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class FilePage:
    top: Top
    page: Page[Any]
    lines: Sequence[Line]
    places: Sequence[Place]


@dataclass(frozen=True, slots=True)
class _Key:
    """One thing that the reader may see, without what it says: for counting, narrowing and paging."""

    pk: UUID
    on: date
    made: datetime
    compartment: str
    entry: bool = False
    kind: str = ""
    domain: str = ""
    fase: int | None = None
    told: bool = False
    withdrawn: bool = False
    due: date | None = None

    @property
    def place(self) -> tuple[date, datetime, str]:
        return self.on, self.made, str(self.pk)


@transaction.atomic(savepoint=False)
def file_page(by: Principal, pupil: Pupil, *, filters: Filters, number: int | str = 1) -> FilePage:
    """The file of a pupil as far as the reader may see it; the look is logged. A fixed number of queries.

    What may be seen is asked once, for keys alone; everything else follows from those in memory.
    """
    why = grounds(by, pupil.pk)
    entries, notes = _entry_keys(by, pupil), _note_keys(by, pupil)
    found = sorted(_narrowed([*entries, *notes], filters), key=lambda key: key.place, reverse=True)
    page = Paginator(found, PAGE_SIZE).get_page(number)
    above = _above(entries)
    rows = _rows([*page, *(key for part in above.values() for key in part)])
    lines = _lines(by, page, rows, why)
    top = _top(by, pupil, entries, {kind: [rows[key.pk] for key in part] for kind, part in above.items()})
    shown: list[tuple[int, str]] = [
        *((one.organisation_id, one.compartment) for line in lines if (one := line.entry or line.note) is not None),
        *((one.organisation_id, one.compartment) for one in _owned(top)),
    ]
    log_look(by, pupil, shown)
    return FilePage(top, page, lines, places(by, pupil, why))


def _owned(top: Top) -> Iterable[Any]:
    for part in (
        top.files,
        top.words,
        top.strengths,
        top.concerns,
        top.plans,
        top.agreements,
        top.home,
        top.parents,
        top.to_do,
    ):
        yield from part


def log_look(by: Principal, pupil: Pupil, shown: Iterable[tuple[int, str]]) -> None:
    """One entry in the log for each organisation whose records were shown, with the compartments, never a text."""
    found: dict[int, Counter[str]] = {}
    for organisation_id, compartment in shown:
        found.setdefault(organisation_id, Counter())[compartment] += 1
    for organisation_id, compartments in sorted(found.items()):
        log.record(
            by=by, act=acts.NOTE_VIEW, kind=Entry._meta.label_lower, pupil_id=pupil.pk,
            organisation_id=organisation_id, detail={"compartments": dict(sorted(compartments.items()))},
        )  # fmt: skip


def _entry_keys(by: Principal, pupil: Pupil) -> list[_Key]:
    found = _of(Entry, by, pupil).order_by()
    names = (
        "pk",
        "on",
        "written_at",
        "compartment",
        "kind",
        "domain",
        "fase",
        "note_id",
        "withdrawn_at",
        "due_on",
        "done_on",
    )
    return [
        _Key(
            pk,
            on,
            made,
            compartment,
            True,
            kind,
            domain,
            fase,
            note is not None,
            withdrawn is not None,
            due=due if done is None and withdrawn is None else None,
        )
        for pk, on, made, compartment, kind, domain, fase, note, withdrawn, due, done in found.values_list(*names)
    ]


def _note_keys(by: Principal, pupil: Pupil) -> list[_Key]:
    """Notes that belong to nothing of this room."""
    alone = _of(Aantekening, by, pupil).filter(
        guidance_entry=None, guidance_goal=None, guidance_evaluation=None, guidance_version=None, guidance_home=None
    )
    return [
        _Key(pk, timezone.localtime(made).date(), made, compartment)
        for pk, made, compartment in alone.order_by().values_list("pk", "written_at", "compartment")
    ]


def _narrowed(keys: Iterable[_Key], filters: Filters) -> Iterator[_Key]:
    for key in keys:
        wanted = all(not (value := getattr(filters, name)) or getattr(key, name) == value for name in _FILTERED)
        if wanted and (filters.fase is None or key.fase == filters.fase):
            yield key


def _above(entries: Sequence[_Key]) -> dict[str, list[_Key]]:
    """The latest of what stands above the timeline, by kind; and what was agreed and is not done, by its day."""
    latest = sorted((key for key in entries if key.told and not key.withdrawn), key=lambda key: key.place, reverse=True)
    above = {kind: [key for key in latest if key.kind == kind][:most] for kind, most in _ABOVE.items()}
    due = [(key.due, key.place, key) for key in entries if key.due is not None]
    return above | {_TO_DO: [key for _due, _place, key in sorted(due, key=lambda one: one[:2])[:BESIDE]]}


def _rows(keys: Iterable[_Key]) -> dict[UUID, Any]:
    """What they say; only of keys that were found within what may be seen. Two queries."""
    wanted = list(keys)
    entries = Entry.objects.filter(pk__in={key.pk for key in wanted if key.entry})
    notes = Aantekening.objects.filter(pk__in={key.pk for key in wanted if not key.entry})
    rows: dict[UUID, Any] = {one.pk: one for one in entries.select_related("note__file").defer("note__file__content")}
    rows |= {one.pk: one for one in notes.select_related("file").defer("file__content")}
    return rows


def _lines(by: Principal, keys: Iterable[_Key], rows: Mapping[UUID, Any], why: Grounds) -> list[Line]:
    shown = [(key, rows[key.pk]) for key in keys if key.pk in rows]
    houses = {one.organisation_id for _key, one in shown}
    names = dict(Organisation.objects.filter(pk__in=houses).values_list("pk", "name"))
    return [
        Line(
            on=key.on, entry=one if key.entry else None, note=one.note if key.entry else one,
            compartment=one.compartment, organisation=names.get(one.organisation_id, ""), why=why.of(one),
            may_withdraw=one.withdrawn_at is None and withdraws(by, one),
        )
        for key, one in shown
    ]  # fmt: skip


def _top(by: Principal, pupil: Pupil, entries: Iterable[_Key], above: Mapping[str, list[Entry]]) -> Top:
    kept = _kept(pupil)
    files = _of(Begeleidingsdossier, by, pupil).prefetch_related(current_counsellors(by.on))
    return Top(
        files=list(files) if Begeleidingsdossier in kept else (),
        words=above[Kind.WORDS],
        strengths=above[Kind.STRENGTH],
        concerns=above[Kind.CONCERN],
        plans=list(_of(Plan, by, pupil)) if Plan in kept else (),
        agreements=list(_of(Agreement, by, pupil)) if Agreement in kept else (),
        home=list(_of(ThuisOpVraag, by, pupil).select_related("note")) if ThuisOpVraag in kept else (),
        phases=list(_phases(key for key in entries if not key.withdrawn)),
        parents=seen_at_meetings(by, pupil) if Ouderaanwezigheid in kept else (),
        to_do=above[_TO_DO],
    )


_ASIDE: tuple[Any, ...] = (Begeleidingsdossier, Plan, Agreement, ThuisOpVraag, Ouderaanwezigheid)


def _kept(pupil: Pupil) -> set[Any]:
    """Of what anything is kept of this pupil: what is not there, need not be asked with the whole scope. One query."""
    there = (Exists(model._default_manager.filter(pupil=OuterRef("pk"))) for model in _ASIDE)
    found = Pupil.objects.filter(pk=pupil.pk).values_list(*there).first() or ()
    return {model for model, kept in zip(_ASIDE, found, strict=False) if kept}


def _phases(entries: Iterable[_Key]) -> Iterator[Phase]:
    days: dict[int, list[date]] = {}
    for key in entries:
        if key.fase is not None:
            days.setdefault(key.fase, []).append(key.on)
    for fase, name in FASEN.items():
        done = days.get(fase, [])
        yield Phase(fase, name, len(done), max(done, default=None))


def _of(model: Any, by: Principal, pupil: Pupil) -> "QuerySet[Any]":
    return policy.visible(model, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil)
