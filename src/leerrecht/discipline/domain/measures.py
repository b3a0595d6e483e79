"""Measures of order: up and down the ladder of the school, always to be revised in favour of the pupil."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Tucht
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.discipline.domain.school import agreed_of
from leerrecht.discipline.domain.texts import columns, text
from leerrecht.discipline.models import Incident, Measure, MeasureState
from leerrecht.law.dates import add_months
from leerrecht.people.models import Pupil


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A measure before it is checked. ``lighter``: why a lighter one is not enough; the lightest needs none."""

    rung: int
    on: dt.date
    until: dt.date | None = None
    words: str = ""
    lighter: str = ""


@transaction.atomic
def give_measure(
    *, by: Principal, pupil: Pupil, school_id: int, given: Given, incident: Incident | None = None
) -> Measure:
    """Give a measure of the ladder. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require_at(by, acts.TUCHT_KEEP, school_id)
    if incident is not None:
        policy.require(by, acts.NOTE_VIEW, incident)
        if incident.pupil_id != pupil.pk:
            raise ValidationError({"incident": _("Dit incident gaat over een andere leerling.")})
    agreed = agreed_of(school_id)
    _check(given, len(agreed.ladder))
    name = agreed.ladder[given.rung - 1]
    parts = [given.words.strip()]
    if given.lighter.strip():
        parts.append(_("Waarom een lichtere maatregel niet volstaat: %(why)s") % {"why": given.lighter.strip()})
    last = given.until or given.on
    measure = Measure(
        **columns(by, pupil, school_id, Tucht.key), incident=incident, on=given.on, until=given.until,
        rung=given.rung, name=name, forget_on=add_months(last, agreed.forget_months),
        note=text(
            by, pupil, compartment=Tucht.key, school_id=school_id, title=_("Maatregel: %(name)s") % {"name": name},
            words="\n\n".join(part for part in parts if part),
        ),
    )  # fmt: skip
    measure.save(force_insert=True)
    _log(by, "tucht.measure", measure, why)
    return measure


@transaction.atomic
def lighten(*, by: Principal, measure: Measure, given: Given) -> Measure:
    """Replace a measure by a lighter one. Raises ``Denied``; ``ValidationError`` for one that is not lighter."""
    measure = _standing(by, measure)
    if given.rung >= measure.rung:
        raise ValidationError(
            {"rung": _("Herzien kan alleen in het voordeel van de leerling: kies een lichtere maatregel.")}
        )
    new = give_measure(
        by=by, pupil=measure.pupil, school_id=measure.organisation_id, given=given, incident=measure.incident
    )
    # What is forgotten of the first, is forgotten of what came in its place.
    new.forget_on = max(min(new.forget_on, measure.forget_on), new.on + dt.timedelta(days=1))
    new.save(update_fields=["forget_on"])
    _revise(by, measure, MeasureState.LIGHTER, new)
    return new


@transaction.atomic
def withdraw_measure(*, by: Principal, measure: Measure) -> Measure:
    """It no longer stands. Raises ``Denied``, ``ValidationError``."""
    measure = _standing(by, measure)
    _revise(by, measure, MeasureState.WITHDRAWN, None)
    return measure


def forgotten(measure: Measure, on: dt.date) -> bool:
    """Whether it counts no more."""
    return measure.forget_on <= on


@transaction.atomic
def wipe(*, by: Principal, measure: Measure) -> None:
    """Destroy a measure that is forgotten, with its words. Raises ``Denied``; ``ValidationError`` before that day."""
    why = policy.require(by, acts.TUCHT_KEEP, measure)
    measure = Measure.objects.select_for_update(of=("self",)).select_related("note").get(pk=measure.pk)
    if not forgotten(measure, by.on):
        raise ValidationError(
            _("Deze maatregel kan vanaf %(day)s gewist worden.") % {"day": f"{measure.forget_on:%d/%m/%Y}"}
        )
    _log(by, "tucht.wipe", measure, why)
    note = measure.note
    measure.delete()
    if note is not None:
        note.delete()


def _standing(by: Principal, measure: Measure) -> Measure:
    policy.require(by, acts.TUCHT_KEEP, measure)
    measure = Measure.objects.select_for_update(of=("self",)).select_related("pupil", "incident").get(pk=measure.pk)
    if measure.state != MeasureState.STANDS:
        raise ValidationError(_("Deze maatregel is al herzien."))
    return measure


def _revise(by: Principal, measure: Measure, state: MeasureState, new: Measure | None) -> None:
    measure.state, measure.revised_on, measure.revised_by, measure.replaced_by = state, by.on, name_of(by), new
    measure.save(update_fields=["state", "revised_on", "revised_by", "replaced_by"])
    _log(by, "tucht.revise", measure, by.why(acts.TUCHT_KEEP, measure.organisation_id))


def _check(given: Given, rungs: int) -> None:
    wrong: dict[str, str] = {}
    if not 1 <= given.rung <= rungs:
        wrong["rung"] = _("Kies een maatregel uit de lijst van de school.")
    elif given.rung > 1 and not given.lighter.strip():
        wrong["lighter"] = _("Schrijf waarom een lichtere maatregel niet volstaat.")
    if not given.words.strip():
        wrong["words"] = _("Schrijf waarvoor deze maatregel is.")
    if given.on > timezone.localdate():
        wrong["on"] = _("De datum ligt in de toekomst.")
    if given.until is not None and given.until < given.on:
        wrong["until"] = _("De laatste dag valt voor de eerste.")
    if wrong:
        raise ValidationError(wrong)


def _log(by: Principal, act: str, measure: Measure, why: str) -> None:
    log.record(
        by=by, act=act, on=measure, pupil_id=measure.pupil_id, organisation_id=measure.organisation_id, why=why,
        detail={"compartment": measure.compartment},
    )  # fmt: skip
