"""Young people who left education: why, where to, and a look at how it goes later."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.cases import rules
from leerrecht.cases.domain.places import columns
from leerrecht.cases.models import Destination, Exit, Motive
from leerrecht.law.dates import add_months
from leerrecht.notes.domain.places import place_of
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.people.models import Pupil


@transaction.atomic
def record_exit(
    *,
    by: Principal,
    pupil: Pupil,
    organisation_id: int,
    left_on: dt.date,
    motive: str,
    motive_by: str,
    destination: str,
    talked: bool = False,
    handed_over: str = "",
) -> Exit:
    """Somebody left education at this school; a day to ask again how it goes comes back by itself.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    place = place_of(by, pupil, Gedeeld.key, organisation_id)
    wrong = {}
    if motive not in Motive.values:
        wrong["motive"] = _("Kies waarom.")
    if motive_by not in ("leerling", "ouders", "school"):
        wrong["motive_by"] = _("Kies van wie u dat weet.")
    if destination not in Destination.values:
        wrong["destination"] = _("Kies waarheen.")
    if left_on > by.on:
        wrong["left_on"] = _("Kies een dag die al voorbij is, of vandaag.")
    if wrong:
        raise ValidationError(wrong)
    gone = Exit(
        **columns(by, pupil.pk, place), left_on=left_on, motive=motive, motive_by=motive_by, destination=destination,
        talked=talked, handed_over=" ".join(handed_over.split()), look_on=add_months(left_on, rules.LOOK_AFTER_MONTHS),
    )  # fmt: skip
    with refusals({"exit_once": {"left_on": _("Deze uitstroom staat er al.")}}):
        gone.save(force_insert=True)
    log.record(by=by, act="exit.record", on=gone, pupil_id=pupil.pk, organisation_id=organisation_id, why=place.why)
    return gone


@transaction.atomic
def look_again(*, by: Principal, gone: Exit, destination: str) -> Exit:
    """Where they are now. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require(by, acts.GUIDANCE_KEEP, gone)
    if destination not in Destination.values:
        raise ValidationError({"destination": _("Kies waar de jongere nu is.")})
    gone.destination, gone.looked_on = destination, by.on
    gone.save(update_fields=["destination", "looked_on"])
    log.record(by=by, act="exit.look", on=gone, pupil_id=gone.pupil_id, organisation_id=gone.organisation_id, why=why)
    return gone
