"""Reads of one referral: its facts, its steps with what stops them and why, its documents and what was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.forms.domain.definitions import delivered
from leerrecht.forms.models import FilledForm
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Organisation
from leerrecht.people.models import Pupil
from leerrecht.referrals.domain.asking import Court, told_of
from leerrecht.referrals.domain.documents import nameless
from leerrecht.referrals.domain.places import side_at
from leerrecht.referrals.engine import Reason, State, asked, begin_reasons, step_reasons
from leerrecht.referrals.flows import Field, Flow, Side, Sort, StepKind
from leerrecht.referrals.judging import Told, day
from leerrecht.referrals.models import Document, Referral, Step


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, with its facts in words and what was told, where the reader may read that."""

    on: date
    by: str
    facts: Sequence[tuple[str, str]]
    note: Aantekening | None
    documents: Sequence[Document]


@dataclass(frozen=True, slots=True)
class Paper:
    """A form of a step: the one that is filled in, or that can be."""

    key: str
    name: str
    filled: FilledForm | None
    document: Document | None


@dataclass(frozen=True, slots=True)
class Row:
    """A step as the page shows it."""

    state: State
    taken: Sequence[Taken]
    papers: Sequence[Paper]
    due_on: date | None
    by_law: bool
    late: bool
    may: bool

    @property
    def step(self) -> StepKind:
        return self.state.step


@dataclass(frozen=True, slots=True)
class PageOf:
    """Everything that the page of a referral shows."""

    referral: Referral
    flow: Flow
    side: Side | None
    facts: Sequence[tuple[str, str]]
    rows: Sequence[Row]
    house: str
    ended: str
    nameless: bool

    @property
    def open(self) -> bool:
        return self.referral.closed_on is None


@transaction.atomic
def referral_page(by: Principal, pk: object) -> PageOf:
    """A referral as far as the reader may see it; the look is logged. Raises ``Http404``."""
    referral = find(by, pk)
    steps = list(referral.steps.all())
    told = told_of(referral, steps)
    side = side_at(by, referral) if by.can(acts.REFERRAL_MAKE) else None
    may = side is not None and referral.closed_on is None
    court = Court(by, referral.pupil, told.flow, referral) if may else None
    notes = _notes(by, steps)
    documents = list(referral.documents.all())
    forms = _forms(by, documents)
    rows = [_row(by, told, step, side, court, steps, notes, documents, forms, may=may) for step in asked(told)]
    house = Organisation.objects.filter(pk=referral.organisation_id).values_list("name", flat=True).first() or ""
    return PageOf(
        referral, told.flow, side, in_words(told.flow.fields, referral.facts), rows, house,
        str(told.flow.ending(referral.ending).name) if referral.ending else "", nameless(told),
    )  # fmt: skip


def find(by: Principal, pk: object, *, act: str = acts.NOTE_VIEW) -> Referral:
    """The referral with what the verbs need; the look is logged. Raises ``Http404``."""
    referral = policy.find(Referral, pk, by=by, act=act)
    log.record(
        by=by, act=acts.NOTE_VIEW, on=referral, pupil_id=referral.pupil_id, organisation_id=referral.organisation_id,
        why=policy.ground_of(by, acts.NOTE_VIEW, referral), detail={"compartment": referral.compartment},
    )  # fmt: skip
    return referral


def begin_advice(by: Principal, pupil: Pupil, flow: Flow, side: Side, facts: Mapping[str, Any]) -> list[Reason]:
    """What is not advised, for who begins."""
    told = Told(flow, side, by.on, facts)
    outcomes = Court(by, pupil, flow).of(told, begun=False)
    return [one for one in begin_reasons(flow, side, facts, outcomes) if not one.stops]


def step_advice(by: Principal, referral: Referral, step: StepKind) -> list[Reason]:
    """What stops a step and what is not advised, before anything is filled in."""
    told = told_of(referral, referral.steps.all())
    side = side_at(by, referral) or told.side
    court = Court(by, referral.pupil, told.flow, referral)
    return step_reasons(told, step, court.if_taken(told, step.key), None, side)


def in_words(fields: Sequence[Field], facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Facts with their labels, as people read them."""
    return [
        (str(one.label), _value(one, facts[one.name])) for one in fields if facts.get(one.name) not in (None, "", [])
    ]


def _value(field: Field, value: Any) -> str:
    if field.sort == Sort.DAY:
        found = day(value)
        return date_format(found, "j F Y") if found else ""
    if field.sort == Sort.YES_NO:
        return _("ja") if value == "ja" else _("nee")
    return field.words(value)


def _row(
    by: Principal, told: Told, step: StepKind, side: Side | None, court: Court | None, steps: Sequence[Step],
    notes: Mapping[Any, Aantekening], documents: Sequence[Document], forms: Mapping[Any, FilledForm], *, may: bool,
) -> Row:  # fmt: skip
    done = tuple(one for one in told.done if one.kind == step.key)
    reasons: list[Reason] = []
    if court is not None and side is not None and (not done or step.repeats):
        reasons = step_reasons(told, step, court.if_taken(told, step.key), None, side)
    awaited = next((one for one in steps if one.kind == step.key and one.on is None), None)
    state = State(step, done, tuple(reasons))
    taken = [
        Taken(
            one.on, one.by, in_words(step.fields, one.facts), notes.get(one.note_id),
            [doc for doc in documents if doc.step_id == one.pk and doc.content],
        )
        for one in steps
        if one.kind == step.key and one.on is not None
    ]  # fmt: skip
    due = awaited.due_on if awaited else None
    return Row(
        state, taken, _papers(step, documents, forms), due, bool(awaited and awaited.by_law),
        due is not None and due < by.on, may and state.open and not state.stopped,
    )  # fmt: skip


def _papers(step: StepKind, documents: Sequence[Document], forms: Mapping[Any, FilledForm]) -> list[Paper]:
    found = []
    for key in step.forms:
        name = delivered()[key].name
        own = [doc for doc in documents if doc.kind == key and doc.filled_id in forms]
        found += [Paper(key, name, forms[doc.filled_id], doc) for doc in own]
        if not own or step.repeats:
            found.append(Paper(key, name, None, None))
    return found


def _notes(by: Principal, steps: Sequence[Step]) -> dict[Any, Aantekening]:
    keys = [one.note_id for one in steps if one.note_id]
    if not keys:
        return {}
    found = policy.visible(Aantekening, to=by, act=acts.NOTE_VIEW).filter(pk__in=keys, withdrawn_at=None)
    return {one.pk: one for one in found}


def _forms(by: Principal, documents: Sequence[Document]) -> dict[Any, FilledForm]:
    keys = [one.filled_id for one in documents if one.filled_id]
    if not keys:
        return {}
    found = policy.visible(FilledForm, to=by, act=acts.NOTE_VIEW).filter(pk__in=keys, withdrawn_at=None)
    return {one.pk: one for one in found.defer("answers")}
