"""What is done for a child that is found nowhere, from the first letter to a known end. Each step stays."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.facts.domain import changes
from leerrecht.leerplicht import rules
from leerrecht.leerplicht.models import (
    Candidate,
    Check,
    CheckKind,
    ListedChild,
    Result,
    State,
    Step,
    StepKind,
    Where,
)
from leerrecht.organisations.models import Centre

# What lets the municipality be told before the reminder ran out: parents said something that does not do, or are gone.
NOT_ENOUGH = frozenset({Result.REFUSES, Result.UNCLEAR, Result.GONE, Result.RETURNED, Result.SEARCHING, Result.HELP})
NAMED = frozenset({Where.ENROLLED, Where.FRENCH, Where.ABROAD, Where.ALTERNATIVE})
VISITED = frozenset({StepKind.VISIT, StepKind.CONTACT})


@transaction.atomic
def note_answer(*, by: Principal, child: ListedChild, on: dt.date, result: str) -> Step:
    """What the parents answered. Where it tells where the child learns, :func:`close` follows."""
    child = locked(by, acts.LEERPLICHT_NOTE, child)
    _open(child)
    if child.letter_on is None:
        raise ValidationError(_("Er is nog geen brief verstuurd. Noteer dit als een contact met het gezin."))
    _not_in_future(by, on, child.letter_on)
    child.answered_on = on
    return save(by, child, StepKind.ANSWER, on, result=result)


@transaction.atomic
def note_contact(*, by: Principal, child: ListedChild, kind: str, on: dt.date, result: str) -> Step:
    """A visit of the municipality or its wijkagent, or a contact of the CLB or AGODI.

    Raises ``Http404`` for a child that somebody does not see, ``ValidationError`` by field.
    """
    child = locked(by, acts.LEERPLICHT_NOTE, child)
    _open(child)
    if kind not in VISITED:
        raise ValidationError({"kind": _("Kies een bezoek of een contact.")})
    if not result:
        raise ValidationError({"result": _("Kies wat eruit kwam.")})
    if kind == StepKind.VISIT and child.handed_on is None:
        raise ValidationError({"kind": _("De gemeente kreeg deze naam nog niet. Noteer een contact.")})
    _not_in_future(by, on, child.handed_on if kind == StepKind.VISIT else None)
    if kind == StepKind.VISIT:
        child.visited_on = max(filter(None, (child.visited_on, on)))
    return save(by, child, StepKind(kind), on, result=result)


@transaction.atomic
def hand_to_municipality(*, by: Principal, check: Check, children: Sequence[UUID]) -> int:
    """Give the names that remain to the municipality of each: after the reminder, or an answer that does not do.

    Where the municipality does not work in this installation, the list goes there by other means: it is noted all
    the same. Raises ``ValidationError`` for a child for whom it is too early; then for none.
    """
    chosen = _chosen(by, check, children, CheckKind.COMPULSORY, _("Kleuters hoeven nog niet naar school."))
    last = _last_results(chosen)
    for child in chosen:
        late = child.reminder_on is not None and child.answer_by is not None and child.answer_by < by.on
        if child.handed_on is not None or not (late or last.get(child.pk) in NOT_ENOUGH):
            raise ValidationError(
                _("%(child)s: de gemeente krijgt een naam pas als er na de herinnering geen antwoord is, of een "
                  "antwoord dat niet volstaat.") % {"child": child}
            )  # fmt: skip
        child.handed_on = by.on
        save(by, child, StepKind.MUNICIPALITY, by.on)
    return len(chosen)


@transaction.atomic
def hand_to_family_service(*, by: Principal, check: Check, children: Sequence[UUID]) -> int:
    """Give the names of kleuters who are enrolled nowhere to Kind en Gezin. Source: 000:2376-2384."""
    chosen = _chosen(
        by, check, children, CheckKind.TODDLERS, _("Kind en Gezin krijgt alleen de lijst van de kleuters.")
    )
    for child in chosen:
        if child.family_service_on is not None:
            raise ValidationError(_("%(child)s: deze naam is al bezorgd.") % {"child": child})
        child.family_service_on = by.on
        save(by, child, StepKind.FAMILY_SERVICE, by.on)
    return len(chosen)


@transaction.atomic
def refer_to_centre(*, by: Principal, child: ListedChild, centre: Centre) -> Step:
    """Ask a CLB to look for a school with the family: from then on it sees this row. Raises ``ValidationError``."""
    child = locked(by, acts.LEERPLICHT_KEEP, child)
    _open(child)
    if child.centre_id == centre.pk:
        raise ValidationError({"centre": _("Dit CLB kreeg de naam al.")})
    child.centre, child.referred_on = centre, by.on
    return save(by, child, StepKind.CENTRE, by.on)


@transaction.atomic
def hand_to_prosecutor(*, by: Principal, child: ListedChild) -> Step:
    """The last step (001:1187), when also the municipality brought nothing. The child stays followed until an end."""
    child = locked(by, acts.LEERPLICHT_KEEP, child)
    _open(child)
    if child.check_list.kind == CheckKind.TODDLERS:
        raise ValidationError(_("Een kleuter die nog niet leerplichtig is, hoort niet bij het parket."))
    if child.prosecutor_on is not None:
        raise ValidationError(_("Dit dossier is al bezorgd."))
    if child.handed_on is None:
        raise ValidationError(_("Bezorg de naam eerst aan de gemeente: het parket is de laatste stap."))
    waited = child.handed_on + dt.timedelta(weeks=rules.MUNICIPALITY_WEEKS) < by.on
    if child.visited_on is None and not waited:
        raise ValidationError(
            _("De gemeente is nog niet langs geweest. Wacht daarop, of tot %(n)s weken nadat zij de naam kreeg.")
            % {"n": rules.MUNICIPALITY_WEEKS}
        )
    child.prosecutor_on = by.on
    return save(by, child, StepKind.PROSECUTOR, by.on)


@transaction.atomic
def close(*, by: Principal, child: ListedChild, where: str, name: str = "") -> Step:
    """End it: where the child learns, or why it need not. Raises ``ValidationError`` by field."""
    child = locked(by, acts.LEERPLICHT_KEEP, child)
    if not child.waits:
        raise ValidationError(_("Dit kind is al gevonden of afgesloten."))
    name = " ".join(name.split())[:160]
    if where not in Where.values:
        raise ValidationError({"where": _("Kies uit de lijst.")})
    if where in NAMED and not name:
        raise ValidationError({"name": _("Noteer de naam van de school of van wie les geeft.")})
    if where == Where.PROSECUTOR and child.prosecutor_on is None:
        raise ValidationError({"where": _("Bezorg het dossier eerst aan de parketcriminoloog.")})
    kleuter = child.check_list.kind == CheckKind.TODDLERS
    if where == Where.NOT_WANTED and not kleuter:
        raise ValidationError({"where": _("Wie leerplichtig is, kan niet kiezen om later in te schrijven.")})
    child.state, child.where, child.where_name = State.CLOSED, where, name
    child.settled_on, child.settled_by = by.on, by.name
    return save(by, child, StepKind.OUTCOME, by.on)


@transaction.atomic
def reopen(*, by: Principal, child: ListedChild) -> Step:
    """Take back that a child was found or that it ended: it waits again. Raises ``ValidationError``."""
    child = locked(by, acts.LEERPLICHT_KEEP, child)
    if child.waits:
        raise ValidationError(_("Dit kind staat nog open."))
    Candidate.objects.filter(child=child).exclude(verdict="").update(verdict="", decided_by="", decided_at=None)
    child.state = State.DOUBT if Candidate.objects.filter(child=child).exists() else State.OPEN
    child.pupil, child.how, child.where, child.where_name = None, "", "", ""
    child.settled_on, child.settled_by = None, ""
    return save(by, child, StepKind.REOPENED, by.on)


def locked(by: Principal, act: str, child: ListedChild) -> ListedChild:
    """The child as it is now, nobody else changing it. Raises ``Http404`` for who may not do this."""
    policy.find(ListedChild, child.pk, by=by, act=act)
    return ListedChild.objects.select_for_update(of=("self",)).select_related("check_list").get(pk=child.pk)


def save(
    by: Principal,
    child: ListedChild,
    kind: StepKind,
    on: dt.date,
    *,
    result: str = "",
    due_on: dt.date | None = None,
    file_name: str = "",
    content: bytes | None = None,
) -> Step:
    """Keep the child and the step, write it down, and let the law look again where the child is a pupil."""
    child.save()
    house = rules.house_of(by, acts.LEERPLICHT_NOTE)
    step = Step.objects.create(
        child=child, kind=kind, on=on, result=result, due_on=due_on, organisation_id=house, by_id=by.user_id,
        by=by.name, file_name=file_name, content=content,
    )  # fmt: skip
    log.record(
        by=by, act="leerplicht.step", on=step, pupil_id=child.pupil_id, organisation_id=house,
        detail={"child": str(child.pk), "step": kind.value},
    )  # fmt: skip
    if child.pupil_id is not None:
        changes.notify([child.pupil_id])
    return step


def _chosen(by: Principal, check: Check, children: Sequence[UUID], kind: CheckKind, refusal: str) -> list[ListedChild]:
    policy.require(by, acts.LEERPLICHT_KEEP, check)
    if check.kind != kind:
        raise ValidationError(refusal)
    rows = ListedChild.objects.filter(check_list=check, pk__in=list(children))
    found = list(rows.select_for_update(of=("self",)).select_related("check_list"))
    if not found:
        raise ValidationError(_("Kies minstens één kind."))
    for child in found:
        _open(child)
    return found


def _last_results(children: Sequence[ListedChild]) -> dict[UUID, str]:
    """What came last of a contact or an answer for each."""
    rows = Step.objects.filter(child__in=children).exclude(result="").order_by("on", "at")
    return dict(rows.values_list("child_id", "result"))


def _open(child: ListedChild) -> None:
    if child.state != State.OPEN:
        raise ValidationError(
            _("%(child)s: beslis eerst of dit een leerling is die we kennen.") % {"child": child}
            if child.state == State.DOUBT
            else _("%(child)s is al gevonden of afgesloten.") % {"child": child}
        )


def _not_in_future(by: Principal, on: dt.date, earliest: dt.date | None) -> None:
    if on > by.on:
        raise ValidationError({"on": _("Deze dag moet nog komen.")})
    if earliest is not None and on < earliest:
        raise ValidationError({"on": _("Deze dag ligt vóór de stap waarop dit volgt.")})
