"""Taking a step of a referral, and setting the day by which one is due."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.tracks import begin_track, start_track
from leerrecht.cases.models import Track
from leerrecht.duties.domain.closing import answer_by_record
from leerrecht.law.topics.zorgwekkend import DELEN
from leerrecht.notes.domain import write_note
from leerrecht.notes.models import Aantekening
from leerrecht.referrals.domain.asking import Court
from leerrecht.referrals.domain.common import keep_terms, opened, past, refuse, written
from leerrecht.referrals.domain.sheets import sheet
from leerrecht.referrals.engine import asked, clean, step_reasons
from leerrecht.referrals.flows import Side, StepKind
from leerrecht.referrals.judging import Done, Told, day
from leerrecht.referrals.models import Document, Referral, Step


@transaction.atomic
def take_step(
    *,
    by: Principal,
    referral: Referral,
    kind: str,
    on: dt.date,
    facts: Mapping[str, Any] | None = None,
    text: str = "",
    not_for_parents: str = "",
) -> Step:
    """A step was taken. ``text`` goes to a note in the compartment of the referral, where the step takes any.

    The first day of a trajectory begins a track of the case; a sheet is kept as it left. What the documents or the law
    forbid raises ``ValidationError`` with the reason, and so do facts that are missing, by field. Raises ``Denied``.
    """
    referral, told, side, why = opened(by, referral)
    step = _step(told, kind)
    past(on)
    known, wrong = clean(step.fields, side, facts or {})
    if text.strip() and not step.says:
        wrong["text"] = _("Bij deze stap hoort geen tekst, alleen feiten.")
    if wrong:
        raise ValidationError(wrong)
    made = sheet(by, referral, on) if step.sheet else None
    known |= _derived(referral, step, side, on, made)
    judged = Court(by, referral.pupil, told.flow, referral).if_taken(told, kind, on, known)
    refuse(step_reasons(told, step, judged, known, side))
    note = _note(by, referral, step, text, not_for_parents)
    taken = _keep(by, referral, step, Done(kind, on, known), note)
    if made is not None:
        Document.objects.create(
            referral=referral, kind=kind, step=taken, content=made, made_on=by.on, made_by=name_of(by)
        )  # fmt: skip
    referral.documents.filter(kind__in=step.forms, step=None).update(step=taken)
    if step.begins:
        _begin_track(by, referral, told, Done(kind, on, known))
    if step.answers:
        answer_by_record(by=by, pupil_id=referral.pupil_id, regel=step.answers, kind=f"{referral.flow}_{kind}", on=on)
    keep_terms(by, referral)
    written(by, "referral.step", referral, why)
    return taken


@transaction.atomic
def set_term(*, by: Principal, referral: Referral, kind: str, due_on: dt.date) -> Step:
    """The day by which a step is to be taken, where the law gives none. Raises ``Denied``, ``ValidationError``."""
    referral, told, _side, why = opened(by, referral)
    step = _step(told, kind)
    if due_on < by.on:
        raise ValidationError({"due_on": _("Kies vandaag of een dag die nog komt.")})
    awaited = referral.steps.filter(kind=kind, on=None).first()
    if awaited is not None and awaited.by_law and awaited.due_on is not None and due_on > awaited.due_on:
        raise ValidationError(
            {"due_on": _("Later dan %(day)s kan niet: dat is de termijn.") % {"day": _words(awaited.due_on)}}
        )
    taken, _made = Step.objects.update_or_create(
        referral=referral, kind=step.key, on=None, defaults={"due_on": due_on, "by_law": False}
    )
    written(by, "referral.term", referral, why)
    return taken


def _step(told: Told, kind: str) -> StepKind:
    step = next((one for one in asked(told) if one.key == kind), None)
    if step is None:
        raise ValidationError(_("Deze stap hoort niet bij deze doorverwijzing."))
    if told.first(kind) is not None and not step.repeats:
        raise ValidationError(_("Deze stap is al gezet."))
    return step


def _derived(
    referral: Referral, step: StepKind, side: Side, on: dt.date, made: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Facts that nobody types: they follow from what lies with the referral. Raises ``ValidationError``."""
    found: dict[str, Any] = {}
    if made is not None:
        found |= {"lijst_tot": on.isoformat(), "clb": "ja" if made["clb"] or side == Side.CLB else "nee"}
    if step.whole:
        finished = referral.documents.filter(
            kind__in=step.forms, filled__finished_at__isnull=False, filled__withdrawn_at=None
        )
        missing = set(step.forms) - set(finished.values_list("kind", flat=True))
        if missing:
            raise ValidationError(
                _("Het document is nog niet volledig. Vul eerst alle nodige vragen in en werk het formulier af.")
            )
        if "zorgwekkend-dossier" in step.forms:
            found["delen"] = list(DELEN)
    return found


def _note(by: Principal, referral: Referral, step: StepKind, text: str, not_for_parents: str) -> Aantekening | None:
    if not text.strip():
        return None
    return write_note(
        by=by, pupil=referral.pupil, compartment=referral.compartment, organisation_id=referral.organisation_id,
        title=str(step.name), text=text, not_for_parents=not_for_parents,
    )  # fmt: skip


def _keep(by: Principal, referral: Referral, step: StepKind, done: Done, note: Aantekening | None) -> Step:
    awaited = referral.steps.filter(kind=step.key, on=None).first() or Step(referral=referral, kind=step.key)
    awaited.on, awaited.facts, awaited.note, awaited.by = done.on, dict(done.facts), note, name_of(by)
    awaited.save()
    return awaited


def _begin_track(by: Principal, referral: Referral, told: Told, begun: Done) -> None:
    provider = begun.facts.get("aanbieder") or told.fact("voorstel", "aanbieder") or str(told.flow.to)
    back = day(begun.facts.get("terug"))
    hours = begun.facts.get("uren")
    running = (
        policy.visible(Track, to=by, act=acts.GUIDANCE_KEEP)
        .filter(pupil=referral.pupil, kind=told.flow.track, until=None)
        .first()
    )
    if running is not None:
        # Somebody put it on the case already: it is the same trajectory.
        referral.track = running if running.since else begin_track(by=by, track=running, on=begun.on, review_on=back)
        referral.save(update_fields=["track"])
        return
    referral.track = start_track(
        by=by, pupil=referral.pupil, kind=told.flow.track, organisation=None, body=provider, since=begun.on,
        hours_a_week=Decimal(hours) if hours else None, review_on=back,
        goal=_("terug op school tegen %(day)s") % {"day": _words(back)} if back else "",
    )  # fmt: skip
    referral.save(update_fields=["track"])


def _words(on: dt.date) -> str:
    return date_format(on, "j F Y")
