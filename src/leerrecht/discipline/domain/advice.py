"""The advice of the CLB: asked by the school, given by who works on the case. It is all that the CLB reads."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Tucht
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.discipline.domain.texts import columns
from leerrecht.discipline.models import Answer, ClbAdvice, Procedure
from leerrecht.notes.domain import write_note
from leerrecht.people.domain.schools import centres_of

ANSWERS = (Answer.FOR, Answer.LIGHTER, Answer.AGAINST)


@transaction.atomic
def ask_advice(*, by: Principal, procedure: Procedure, council_on: dt.date) -> ClbAdvice:
    """Ask the CLB of the school for advice, for a klassenraad on a day. Asking anew changes the day.

    Raises ``Denied``, ``ValidationError`` where the school has no CLB or it advised already.
    """
    why = policy.require(by, acts.TUCHT_KEEP, procedure)
    if procedure.verdict or procedure.closed_on is not None:
        raise ValidationError(_("Er is al beslist, of de procedure is afgesloten."))
    if council_on < by.on:
        raise ValidationError({"council_on": _("Kies vandaag of een dag die nog komt.")})
    with stand(command("tucht", by.on)):
        centre = next(iter(centres_of(frozenset({procedure.organisation_id}), by.on)), None)
    if centre is None:
        raise ValidationError(_("Deze school heeft vandaag geen CLB. Zet eerst bij de school welk CLB haar begeleidt."))
    found = ClbAdvice.objects.filter(procedure=procedure).first()
    if found is not None:
        if found.given_on is not None:
            raise ValidationError(_("Het CLB gaf al advies."))
        found.council_on = council_on
        found.save(update_fields=["council_on"])
    else:
        found = ClbAdvice(
            **columns(by, procedure.pupil, procedure.organisation_id, Tucht.key), counterpart_id=centre,
            procedure=procedure, kind=procedure.kind, asked_on=by.on, council_on=council_on,
        )  # fmt: skip
        found.save(force_insert=True)
    log.record(
        by=by, act="tucht.ask", on=found, pupil_id=procedure.pupil_id, organisation_id=procedure.organisation_id,
        why=why,
    )  # fmt: skip
    return found


@transaction.atomic
def give_advice(*, by: Principal, advice: ClbAdvice, answer: str, words: str) -> ClbAdvice:
    """The advice of the CLB, for who works on the case. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require(by, acts.TUCHT_ADVISE, advice)
    advice = ClbAdvice.objects.select_for_update(of=("self",)).select_related("pupil").get(pk=advice.pk)
    if advice.given_on is not None:
        raise ValidationError(_("Dit advies is al gegeven."))
    wrong = {}
    if answer not in ANSWERS:
        wrong["answer"] = _("Kies wat het CLB adviseert.")
    if not words.strip():
        wrong["words"] = _("Schrijf het advies, met de redenen.")
    if wrong:
        raise ValidationError(wrong)
    advice.note = write_note(
        by=by, pupil=advice.pupil, compartment=advice.compartment, organisation_id=advice.organisation_id,
        title=_("Advies van het CLB"), text=words,
    )  # fmt: skip
    advice.answer, advice.given_on, advice.given_by = answer, by.on, name_of(by)
    advice.save(update_fields=["note", "answer", "given_on", "given_by"])
    log.record(
        by=by, act=acts.TUCHT_ADVISE, on=advice, pupil_id=advice.pupil_id, organisation_id=advice.organisation_id,
        why=why,
    )  # fmt: skip
    return advice
