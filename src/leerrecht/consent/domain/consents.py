"""Noting that somebody agreed, refused or objected; and that they took it back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.consent.domain.places import place_of
from leerrecht.consent.domain.queries.ability import ability_of
from leerrecht.consent.models import Answer, Consent, Giver, How
from leerrecht.consent.purposes import PURPOSES
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.domain.periods import in_words, period
from leerrecht.people.models import Contact, Pupil
from leerrecht.people.rules import PARENTAL


@transaction.atomic
def record_consent(
    *,
    by: Principal,
    pupil: Pupil,
    organisation_id: int,
    purpose: str,
    answer: str,
    how: str,
    first: date,
    last: date | None = None,
    contact: Contact | None = None,
) -> Consent:
    """Note what the pupil answered, or with ``contact`` that person.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    place = place_of(by, pupil, acts.CONSENT_RECORD, organisation_id)
    _check(by, pupil, purpose, answer, how, first, contact)
    consent = Consent(
        pupil=pupil, organisation_id=place.organisation_id, purpose=purpose, answer=answer, how=how,
        giver=Giver.CONTACT if contact else Giver.PUPIL, contact=contact, giver_name=str(contact or pupil),
        period=period(first, last), recorded_by_id=by.user_id, recorded_by=name_of(by),
    )  # fmt: skip
    twice = _("Hiervoor staat al een antwoord van deze persoon in deze periode. Trek dat eerst in.")
    with refusals({"consent_one_answer_at_a_time": {"purpose": twice}}):
        consent.save()
    log.record(
        by=by, act=acts.CONSENT_RECORD, on=consent, pupil_id=pupil.pk, organisation_id=place.organisation_id,
        why=place.why, detail={"purpose": purpose, "answer": str(answer), "giver": str(consent.giver)},
    )  # fmt: skip
    return consent


@transaction.atomic
def withdraw_consent(*, by: Principal, consent: Consent, on: date, how: str) -> Consent:
    """Who gave it takes it back from ``on``. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require(by, acts.CONSENT_RECORD, consent)
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_on is not None:
        raise ValidationError(_("Dit is al ingetrokken."))
    if not consent.period.lower <= on <= by.on:
        raise ValidationError(
            {"on": _("Kies een dag van %(first)s tot en met vandaag.") % {"first": in_words(consent.period.lower)}}
        )
    _check_how(how)
    consent.withdrawn_on, consent.withdrawn_how, consent.withdrawn_by = on, how, name_of(by)
    consent.save(update_fields=["withdrawn_on", "withdrawn_how", "withdrawn_by"])
    log.record(
        by=by, act="consent.withdraw", on=consent, pupil_id=consent.pupil_id, organisation_id=consent.organisation_id,
        why=why, detail={"purpose": consent.purpose},
    )  # fmt: skip
    return consent


def _check(
    by: Principal, pupil: Pupil, purpose: str, answer: str, how: str, first: date, contact: Contact | None
) -> None:  # fmt: skip
    known = PURPOSES.get(purpose)
    if known is None:
        raise ValidationError({"purpose": _("Kies waarvoor uit de lijst.")})
    if answer not in Answer.values or (answer == Answer.OBJECTION) is not known.objection:
        raise ValidationError(
            {
                "answer": _("Tegen “%(purpose)s” kan alleen bezwaar genoteerd worden.") % {"purpose": known.name}
                if known.objection
                else _("Voor “%(purpose)s” wordt toestemming gevraagd: noteer of die er is of niet.")
                % {"purpose": known.name}
            }
        )
    _check_how(how)
    if first > by.on:
        raise ValidationError({"first": _("Deze dag ligt in de toekomst. Noteer een antwoord als het er is.")})
    if contact is None:
        if answer == Answer.CONSENT and not ability_of(pupil, by.on).able:
            raise ValidationError(
                {
                    "giver": _(
                        "Van deze leerling wordt nog niet vermoed dat die zelf kan beslissen. Noteer de toestemming "
                        "van een ouder, of laat het CLB de bekwaamheid beoordelen."
                    )
                }
            )
    elif contact.pupil_id != pupil.pk or contact.barred or contact.legal_role not in PARENTAL:
        raise ValidationError(
            {"giver": _("Deze persoon kan niet voor de leerling beslissen. Kies een ouder of voogd.")}
        )


def _check_how(how: str) -> None:
    if how not in How.values:
        raise ValidationError({"how": _("Kies hoe het gegeven is.")})
