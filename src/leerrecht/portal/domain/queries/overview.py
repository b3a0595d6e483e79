"""Everything on the first page of a pupil or a parent, put together from what the rooms let them see."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.cases.models import Invitation
from leerrecht.discipline.models import Procedure, Step, StepDone
from leerrecht.enrolment.models import ClassTeam, Enrolment
from leerrecht.guidance.models import Agreement, Goal, Plan, Signature, Version
from leerrecht.letters.models import HouseStyle, Letter
from leerrecht.people.domain.grounds import PARENT, SELF
from leerrecht.people.models import Grant, GrantKind, Pupil
from leerrecht.portal.domain.queries.presence import Presence, presence
from leerrecht.portal.domain.queries.who import Me
from leerrecht.portal.models import Kind, Matter
from leerrecht.portal.rules import SHOWN
from leerrecht.portal.terms import said
from leerrecht.quality.models import Survey
from leerrecht.transfers.models import Transfer


@dataclass(frozen=True, slots=True)
class Line:
    """Something to do or to expect: on which day, what, and where it is done."""

    on: dt.date | None
    what: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Helper:
    """Who works with the pupil, as what, and where they are reached."""

    name: str
    what: str
    place: str


@dataclass(frozen=True, slots=True)
class House:
    """The school or its CLB, and how one reaches it; empty where it did not say."""

    name: str
    clb: bool
    phone: str
    email: str
    address: str

    @property
    def dialled(self) -> str:
        """The telephone number as a link dials it."""
        return re.sub(r"[^0-9+]", "", self.phone)


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement with its latest words, and whether the visitor answered to them."""

    agreement: Agreement
    version: Version
    signatures: Sequence[Signature]
    answered: bool


@dataclass(frozen=True, slots=True)
class Overview:
    presence: Presence
    questions: Sequence[Line]
    ahead: Sequence[Line]
    helpers: Sequence[Helper]
    houses: Sequence[House]
    plans: Sequence[Plan]
    agreed: Sequence[Agreed]
    letters: Sequence[Letter]
    matters: Sequence[Matter]
    procedures: Sequence[Procedure]


def overview(by: Principal, me: Me) -> Overview:
    """A fixed number of queries. One entry in the log, with the compartments of which something was shown."""
    agreed, plans = agreements(by, me), _plans(by, me.pupil)
    letters, matters = list(letters_of(by, me)[:SHOWN]), matters_of(by, me)
    procedures = procedures_of(by, me.pupil)
    invitations = list(
        policy.visible(Invitation, to=by, act=acts.NOTE_VIEW).filter(pupil=me.pupil, on__gte=by.on).order_by("on")
    )
    transfers = list(
        policy.visible(Transfer, to=by, act=acts.TRANSFER_VIEW).filter(
            pupil=me.pupil, object_until__gte=by.on, sent_at=None, cancelled_at=None
        )
    )
    seen = presence(by, me.pupil)
    record_look(by, me, [*plans, *(one.agreement for one in agreed), *letters, *matters, *procedures, *invitations])
    return Overview(
        seen, _questions(by, me, seen, agreed, procedures, transfers),
        _ahead(by, me, plans, agreed, procedures, matters, invitations), _helpers(by, me), _houses(me),
        plans, agreed,
        letters, matters[:SHOWN], procedures,
    )  # fmt: skip


def survey_open(by: Principal, me: Me) -> bool:
    """Whether pupils of this school are asked how it is there. Only that: who answers is known to nobody."""
    if not me.itself or me.school is None:
        return False
    with stand(command("bevraging", by.on)):
        return Survey.objects.filter(
            school_id=me.school.pk, closed_on=None, opens_on__lte=by.on, closes_on__gte=by.on
        ).exists()  # fmt: skip


def record_look(by: Principal, me: Me, shown: Sequence[Any], act: str = acts.OWN_VIEW) -> None:
    """Pupil and parents look at their own page: that is in the log as every look is."""
    log.record(
        by=by, act=act, on=me.pupil, pupil_id=me.pupil.pk, organisation_id=me.school.pk if me.school else None,
        why=SELF if me.itself else PARENT,
        detail={"compartments": dict(sorted(Counter(one.compartment for one in shown).items()))},
    )  # fmt: skip


def agreements(by: Principal, me: Me) -> list[Agreed]:
    """What was agreed and still counts, each with its latest version: three queries."""
    versions = Prefetch(
        "versions",
        Version.objects.order_by("-number").select_related("note").prefetch_related("signatures"),
    )
    rows = (
        policy.visible(Agreement, to=by, act=acts.NOTE_VIEW)
        .filter(Q(ends_on=None) | Q(ends_on__gte=by.on), pupil=me.pupil)
        .prefetch_related(versions)
    )
    name = str(me.pupil) if me.contact is None else me.contact.name
    found = []
    for row in rows:
        version = next(iter(row.versions.all()), None)
        if version is not None and version.note is not None and version.note.withdrawn_at is None:
            signed = list(version.signatures.all())
            found.append(Agreed(row, version, signed, any(one.name == name for one in signed)))
    return found


def matters_of(by: Principal, me: Me) -> list[Matter]:
    """What was asked and told from home, latest first."""
    found = policy.visible(Matter, to=by, act=acts.NOTE_VIEW).filter(pupil=me.pupil, withdrawn_on=None)
    return list(found.select_related("note", "answer"))


def procedures_of(by: Principal, pupil: Pupil) -> list[Procedure]:
    """Procedures that run, with their steps and the words of each."""
    return list(_procedures(by, pupil).filter(closed_on=None))


def procedure_of(by: Principal, pupil: Pupil, key: UUID) -> Procedure:
    """One of them, also when it is over. Raises ``Http404``."""
    found = _procedures(by, pupil).filter(pk=key).first()
    if found is None:
        raise policy.missing(Procedure)
    return found


def _procedures(by: Principal, pupil: Pupil) -> "QuerySet[Procedure]":
    steps = Prefetch("done", StepDone.objects.select_related("note").order_by("on", "at"))
    rows = policy.visible(Procedure, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil)
    return rows.select_related("grounds").prefetch_related(steps)


def heard(procedure: Procedure) -> bool:
    """Whether the talk took place: what is written from then on, is a remark to its report."""
    return any(one.step == Step.HEARING for one in procedure.done.all())


def hearing_of(procedure: Procedure) -> dt.date | None:
    """The day of the talk with pupil and parents, where the notice gave one and it did not happen yet."""
    done = [one for one in procedure.done.all() if one.counts]
    if any(one.step == Step.HEARING for one in done):
        return None
    return next((one.due_on for one in done if one.step == Step.NOTICE and one.due_on), None)


def _plans(by: Principal, pupil: Pupil) -> list[Plan]:
    goals = Prefetch("goals", Goal.objects.select_related("note"))
    rows = policy.visible(Plan, to=by, act=acts.NOTE_VIEW).filter(pupil=pupil, closed_on=None)
    return list(rows.prefetch_related(goals, "actions", "steps"))


def letters_of(by: Principal, me: Me) -> "QuerySet[Letter]":
    """Latest first. Not the letters to the other household: an envelope tells where somebody lives."""
    rows = policy.visible(Letter, to=by, act=acts.NOTE_VIEW).filter(pupil=me.pupil)
    if me.contact is not None:
        rows = rows.filter(~Q(recipient__startswith="contact-") | Q(recipient=f"contact-{me.contact.pk}"))
    return rows.order_by("-made_at", "pk")


def _questions(
    by: Principal, me: Me, seen: Presence, agreed: Sequence[Agreed], procedures: Sequence[Procedure],
    transfers: Sequence[Transfer],
) -> list[Line]:  # fmt: skip
    """What waits for an answer of the visitor."""
    found: list[Line] = []
    missing = [half for half in seen.open if not half.waits]
    if missing and me.speaks:
        words = _("Waarom was u er niet?") if me.itself else _("Waarom was uw kind er niet?")
        found.append(Line(missing[-1].date, words, reverse("portal-reason", args=[me.pupil.pk])))
    found += [
        Line(
            one.version.made_on, _("Lees de afspraken en zeg of u akkoord gaat"),
            reverse("portal-agreements", args=[me.pupil.pk]),
        )
        for one in agreed
        if not one.answered
    ]  # fmt: skip
    for one in procedures:
        day = hearing_of(one)
        if day is not None and day >= by.on:
            href = reverse("portal-hearing", args=[me.pupil.pk, one.pk])
            found.append(Line(day, _("Bereid uw verhaal voor: er komt een gesprek over een maatregel"), href))
    found += [
        Line(one.object_until, _("Er gaat iets naar een andere school. U kunt daar nog tegen zijn."),
             reverse("transfer", args=[one.pk]))
        for one in transfers
    ]  # fmt: skip
    return found


def _ahead(
    by: Principal, me: Me, plans: Sequence[Plan], agreed: Sequence[Agreed], procedures: Sequence[Procedure],
    matters: Sequence[Matter], invitations: Sequence[Invitation],
) -> list[Line]:  # fmt: skip
    """What happens next, the nearest first."""
    found = [
        Line(one.evaluate_on, _("We kijken samen of het plan helpt")) for one in plans if one.evaluate_on is not None
    ]
    found += [Line(one.agreement.review_on, _("We bekijken de afspraken opnieuw")) for one in agreed]
    for one in procedures:
        day = hearing_of(one)
        if day is not None:
            href = reverse("portal-hearing", args=[me.pupil.pk, one.pk])
            found.append(Line(day, _("Een gesprek over een maatregel: u vertelt uw kant"), href))
    tables = {one.table_id: one for one in invitations}
    found += [
        Line(one.on, _("Overleg met iedereen die helpt, om %(at)s, %(place)s") % {
            "at": one.starts_at.strftime("%H:%M"), "place": one.place})
        for one in tables.values()
    ]  # fmt: skip
    href = reverse("portal-matters", args=[me.pupil.pk])
    found += [
        Line(one.due_on, _("De school antwoordt op: %(what)s") % {"what": one.get_kind_display()}, href)
        for one in matters
        if one.open and one.kind != Kind.STATEMENT
    ]
    return sorted((one for one in found if one.on is not None and one.on >= by.on), key=lambda one: one.on or by.on)


def _houses(me: Me) -> list[House]:
    """The school, then its CLB: one query for what stands at the head of their letters."""
    found = [one for one in (me.school, me.centre) if one is not None]
    styles = {one.organisation_id: one for one in HouseStyle.objects.filter(organisation__in=found).defer("logo")}
    return [
        House(one.name, one is me.centre, style.phone, style.email, style.address)
        for one in found
        for style in (styles.get(one.pk) or HouseStyle(),)
    ]


def _helpers(by: Principal, me: Me) -> list[Helper]:
    """The titular teacher, who has access for this case, the school and the CLB."""
    found: list[Helper] = []
    enrolled = policy.visible(Enrolment, to=by, act=acts.OWN_VIEW).filter(pupil=me.pupil, period__contains=by.on)
    titular = ClassTeam.objects.filter(
        class_group__placements__enrolment__in=enrolled, class_group__placements__period__contains=by.on,
        period__contains=by.on, titular=True,
    )  # fmt: skip
    found += [
        Helper(one.user.get_full_name(), _("titularis van de klas"), one.class_group.school.name)
        for one in titular.select_related("user", "class_group__school").distinct()
    ]
    rows = policy.visible(Grant, to=by, act=acts.GRANT_VIEW).filter(
        pupil=me.pupil, withdrawn_at=None, period__contains=by.on,
        kind__in=(GrantKind.CASE, GrantKind.TRUST, GrantKind.PARTNER),
    )  # fmt: skip
    for grant in rows.select_related("user", "held_at", "organisation").defer("reason").order_by("kind", "pk"):
        place = (grant.held_at or grant.organisation).name
        found.append(Helper(grant.user.get_full_name(), said(GrantKind(grant.kind).label), place))
    return found
