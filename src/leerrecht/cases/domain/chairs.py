"""Who sits at a case: chairs that somebody must take up, and mediation where talking is stuck."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.cases.domain.cases import as_organisation, record, writing
from leerrecht.cases.domain.places import columns
from leerrecht.cases.kinds import Party
from leerrecht.cases.models import Case, Mediated, Mediation, Participant, Taken, Threat
from leerrecht.organisations.models import Organisation


@transaction.atomic
def ask(
    *,
    by: Principal,
    case: Case,
    party: str,
    function: str,
    name: str = "",
    organisation: Organisation | int | None = None,
) -> Participant:
    """A chair that somebody must take up. Raises ``Denied``, ``ValidationError`` by field."""
    case, why = writing(by, case)
    what = " ".join(function.split())
    wrong = {}
    if party not in Party.values:
        wrong["party"] = _("Kies voor wie deze stoel is.")
    if not what:
        wrong["function"] = _("Schrijf wat die persoon doet.")
    if wrong:
        raise ValidationError(wrong)
    chair = Participant.objects.create(
        case=case, party=party, function=what, name=" ".join(name.split()), asked_on=by.on,
        house=None if organisation is None else as_organisation(organisation),
    )  # fmt: skip
    record(by, "case.chair", case, why, party=party)
    return chair


@transaction.atomic
def take_up(*, by: Principal, chair: Participant, on: dt.date, name: str) -> Participant:
    """Somebody takes the chair. Raises ``Denied``, ``ValidationError`` by field."""
    policy.require(by, acts.GUIDANCE_KEEP, chair)
    case, why = writing(by, chair.case)
    who = " ".join(name.split()) or chair.name
    if not who:
        raise ValidationError({"name": _("Schrijf wie dit opneemt.")})
    if not chair.asked_on <= on <= by.on:
        raise ValidationError({"on": _("Kies een dag sinds de vraag, en niet in de toekomst.")})
    chair.name, chair.took_up_on = who, on
    chair.save(update_fields=["name", "took_up_on"])
    record(by, "case.chair", case, why, party=chair.party)
    return chair


@transaction.atomic
def leave(*, by: Principal, chair: Participant) -> Participant:
    """Somebody stops; the chair is empty from today, and stays visible. Raises ``Denied``, ``ValidationError``."""
    policy.require(by, acts.GUIDANCE_KEEP, chair)
    case, why = writing(by, chair.case)
    chair.until = by.on
    chair.save(update_fields=["until"])
    record(by, "case.chair", case, why, party=chair.party)
    return chair


@transaction.atomic
def offer_mediation(*, by: Principal, case: Case, threat: str, mediator: str) -> Mediation:
    """A neutral third is offered. One offer at a time. Raises ``Denied``, ``ValidationError`` by field."""
    case, why = writing(by, case)
    who = " ".join(mediator.split())
    wrong = {}
    if threat not in Threat.values:
        wrong["threat"] = _("Kies wat er dreigt.")
    if not who:
        wrong["mediator"] = _("Schrijf wie bemiddelt: iemand die niet betrokken is.")
    if case.mediations.filter(ended_on=None).exclude(taken=Taken.NO).exists():
        wrong["threat"] = _("Er loopt al een bemiddeling. Rond die eerst af.")
    if wrong:
        raise ValidationError(wrong)
    offered = Mediation(
        **columns(by, case.pupil_id, case), case=case, threat=threat, mediator=who, offered_on=by.on
    )  # fmt: skip
    offered.save(force_insert=True)
    record(by, "case.mediation", case, why)
    return offered


@transaction.atomic
def answer_mediation(*, by: Principal, mediation: Mediation, taken: str = "", result: str = "") -> Mediation:
    """Whether it was accepted, and once it is over, how it went. Raises ``Denied``, ``ValidationError``."""
    policy.require(by, acts.GUIDANCE_KEEP, mediation)
    case, why = writing(by, mediation.case)
    if taken and taken not in Taken.values:
        raise ValidationError({"taken": _("Kies een antwoord.")})
    if result and result not in Mediated.values:
        raise ValidationError({"result": _("Kies hoe de bemiddeling afliep.")})
    mediation.taken = taken or mediation.taken
    if result:
        mediation.ended_on, mediation.result = by.on, result
    mediation.save(update_fields=["taken", "ended_on", "result"])
    record(by, "case.mediation", case, why)
    return mediation
