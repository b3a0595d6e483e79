"""Round tables: who is asked, what is proposed, what each says to it. Silence is no consent."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.cases.domain.cases import as_organisation, record, writing
from leerrecht.cases.domain.places import columns, consent_for, note_in
from leerrecht.cases.domain.tasks import assign_task
from leerrecht.cases.kinds import Party
from leerrecht.cases.models import Case, Decision, Invitation, Position, RoundTable, TableKind, View
from leerrecht.cases.models.table import Answer
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.models import Organisation, OrganisationKind

# Who comes from outside school and CLB hears about the pupil only with consent.
OUTSIDE = frozenset({Party.PARTNER, Party.HELP, Party.OTHER})
CONSENTS = frozenset({"overleg", "traject", "hulp"})


@dataclass(frozen=True, slots=True)
class When:
    on: dt.date
    starts_at: dt.time
    place: str


@transaction.atomic
def plan_table(*, by: Principal, case: Case, kind: str, when: When, question: str = "") -> RoundTable:
    """A round table on a day. Raises ``Denied``, ``ValidationError`` by field."""
    case, why = writing(by, case)
    wrong = {}
    if kind not in TableKind.values:
        wrong["kind"] = _("Kies welk overleg het is.")
    if not when.place.strip():
        wrong["place"] = _("Schrijf waar het is.")
    if wrong:
        raise ValidationError(wrong)
    table = RoundTable(
        **columns(by, case.pupil_id, case), case=case, kind=kind, on=when.on, starts_at=when.starts_at,
        place=" ".join(when.place.split()), question=" ".join(question.split()),
    )  # fmt: skip
    table.save(force_insert=True)
    record(by, "case.table", case, why)
    return table


@transaction.atomic
def invite(
    *, by: Principal, table: RoundTable, party: str, name: str, organisation: Organisation | int | None = None
) -> Invitation:
    """Ask somebody to the table; who comes from outside school and CLB, only with consent for it.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    table, case, why = _open(by, table)
    house = None if organisation is None else as_organisation(organisation)
    text = " ".join(name.split())
    wrong = {}
    if party not in Party.values:
        wrong["party"] = _("Kies voor wie deze stoel is.")
    if not text:
        wrong["name"] = _("Schrijf de naam.")
    if party == Party.PARTNER and (house is None or house.kind != OrganisationKind.PARTNER):
        wrong["organisation"] = _("Kies welke partner het is.")
    if wrong:
        raise ValidationError(wrong)
    if party in OUTSIDE and not consent_for(by, case.pupil_id, CONSENTS):
        raise ValidationError(
            {
                "party": _(
                    "Wie van buiten de school en het CLB komt, is er alleen met toestemming. Noteer eerst de "
                    "toestemming voor overleg met anderen."
                )
            }
        )
    asked = Invitation(
        **columns(by, case.pupil_id, table), table=table, party=party, name=text, house=house, on=table.on,
        starts_at=table.starts_at, place=table.place,
    )  # fmt: skip
    with refusals({"tableinvite_once": {"name": _("%(name)s is al uitgenodigd.") % {"name": text}}}):
        asked.save(force_insert=True)
    record(by, "case.invite", case, why, party=party)
    return asked


@transaction.atomic
def answer_invitation(*, by: Principal, invitation: Invitation, answer: str) -> Invitation:
    """Whether somebody comes; a partner answers the own invitation. Raises ``Denied``, ``ValidationError``."""
    act = acts.CASE_JOIN if by.can(acts.CASE_JOIN) and not by.system else acts.GUIDANCE_KEEP
    why = policy.require(by, act, invitation)
    if answer not in (Answer.COMES, Answer.NOT):
        raise ValidationError({"answer": _("Kies of u komt.")})
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    invitation.answer = answer
    invitation.save(update_fields=["answer"])
    log.record(
        by=by, act="case.answer", on=invitation, pupil_id=invitation.pupil_id,
        organisation_id=invitation.organisation_id, why=why,
    )  # fmt: skip
    touch_for(by, invitation.pupil_id)
    return invitation


def touch_for(by: Principal, pupil_id: int) -> None:
    """A partner, who sees no case, did something: it did not lie still."""
    with stand(command("casus", by.on, vaults={"gedeeld", "clb"})):
        Case.objects.filter(pupil_id=pupil_id, closed_on=None, last_act_on__lt=by.on).update(last_act_on=by.on)


@transaction.atomic
def note_came(*, by: Principal, invitation: Invitation, came: bool) -> Invitation:
    """Who was there, and who was not. Raises ``Denied``, ``ValidationError``."""
    table, case, why = _open(by, invitation.table)
    if table.on > by.on:
        raise ValidationError(_("Dit overleg moet nog beginnen. Noteer daarna wie er was."))
    invitation.came = came
    invitation.save(update_fields=["came"])
    record(by, "case.came", case, why)
    return invitation


@transaction.atomic
def propose(
    *,
    by: Principal,
    table: RoundTable,
    what: str,
    organisation: Organisation | int | None = None,
    due_on: dt.date | None = None,
) -> Decision:
    """Something is proposed; with a house and a day it becomes a task as well.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    table, case, why = _open(by, table)
    text = " ".join(what.split())
    if not text:
        raise ValidationError({"what": _("Schrijf wat u samen wilt besluiten.")})
    if organisation is not None and due_on is None:
        raise ValidationError({"due_on": _("Kies tegen welke dag dit gebeurt.")})
    task = None
    if organisation is not None and due_on is not None:
        task = assign_task(by=by, case=case, what=text[:200], organisation=organisation, due_on=due_on)
    last = table.decisions.aggregate(last=Max("order"))["last"] or 0
    decision = Decision.objects.create(table=table, order=last + 1, what=text, task=task)
    record(by, "case.decision", case, why)
    return decision


@transaction.atomic
def take_position(*, by: Principal, decision: Decision, invitation: Invitation, view: str, words: str = "") -> Position:
    """What one of those at the table says to a decision; said again, the last word counts.

    Who was not there says nothing, and is not counted. Raises ``Denied``, ``ValidationError`` by field.
    """
    table, case, why = _open(by, decision.table)
    if invitation.table_id != table.pk:
        raise ValidationError(_("Kies iemand die voor deze rondetafel uitgenodigd is."))
    said = " ".join(words.split())
    if view not in View.values:
        raise ValidationError({"view": _("Kies het standpunt.")})
    if view == View.PROVIDED and not said:
        raise ValidationError({"words": _("Schrijf op welke voorwaarde.")})
    position, _made = Position.objects.update_or_create(
        decision=decision, invitation=invitation,
        defaults={"view": view, "words": said, "on": by.on, "recorded_by": name_of(by)},
    )  # fmt: skip
    if invitation.came is None and table.on <= by.on:
        invitation.came = True
        invitation.save(update_fields=["came"])
    record(by, "case.position", case, why, view=view)
    return position


@transaction.atomic
def close_table(*, by: Principal, table: RoundTable, text: str) -> RoundTable:
    """The table is over; what was said lies in a note. Raises ``Denied``, ``ValidationError`` by field."""
    table, case, why = _open(by, table)
    if table.on > by.on:
        raise ValidationError(_("Dit overleg moet nog beginnen."))
    if not text.strip():
        raise ValidationError({"text": _("Schrijf een kort verslag: ook wie er niet was, moet kunnen volgen.")})
    table.note = note_in(by, table, _("Verslag van de %(kind)s") % {"kind": table.get_kind_display()}, text, why)
    table.closed_on = by.on
    table.save(update_fields=["note", "closed_on"])
    record(by, "case.table", case, why)
    return table


def _open(by: Principal, table: RoundTable) -> tuple[RoundTable, Case, str]:
    policy.require(by, acts.GUIDANCE_KEEP, table)
    case, why = writing(by, table.case)
    table = RoundTable.objects.select_for_update(of=("self",)).get(pk=table.pk)
    if table.closed_on is not None:
        raise ValidationError(_("Deze rondetafel is afgesloten. Plan een nieuwe."))
    return table, case, why
