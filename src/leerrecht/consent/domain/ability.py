"""Judging whether a pupil decides alone, otherwise than age lets presume."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.consent.domain.places import cleaned, place_of
from leerrecht.consent.models import Judgement
from leerrecht.people.models import Pupil


@transaction.atomic
def judge_ability(*, by: Principal, pupil: Pupil, organisation_id: int, able: bool, reason: str) -> Judgement:
    """Deviate, with a reason, from what the law presumes by age; replaces what was judged before.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    place = place_of(by, pupil, acts.ABILITY_JUDGE, organisation_id)
    if not cleaned(reason):
        raise ValidationError({"reason": _("Schrijf waarom u afwijkt van wat de leeftijd doet vermoeden.")})
    Pupil.objects.select_for_update().get(pk=pupil.pk)
    # Also that of another CLB, which this one does not read: one judgement stands at a time.
    with stand(command("beoordeling vervangen", by.on, vaults=COMPARTMENTS)):
        Judgement.objects.filter(pupil=pupil, ended_on=None).update(ended_on=by.on, ended_by=name_of(by))
    judgement = Judgement.objects.create(
        pupil=pupil, organisation_id=place.organisation_id, able=able, reason=cleaned(reason), judged_on=by.on,
        recorded_by_id=by.user_id, recorded_by=name_of(by),
    )  # fmt: skip
    log.record(
        by=by, act=acts.ABILITY_JUDGE, on=judgement, pupil_id=pupil.pk, organisation_id=place.organisation_id,
        why=place.why, detail={"able": able},
    )  # fmt: skip
    return judgement


@transaction.atomic
def end_judgement(*, by: Principal, judgement: Judgement) -> Judgement:
    """Back to what age lets presume. Raises ``Denied``, ``ValidationError``."""
    why = policy.require(by, acts.ABILITY_JUDGE, judgement)
    judgement = Judgement.objects.select_for_update().get(pk=judgement.pk)
    if judgement.ended_on is not None:
        raise ValidationError(_("Deze beoordeling is al beëindigd."))
    judgement.ended_on, judgement.ended_by = by.on, name_of(by)
    judgement.save(update_fields=["ended_on", "ended_by"])
    log.record(
        by=by, act="ability.end", on=judgement, pupil_id=judgement.pupil_id,
        organisation_id=judgement.organisation_id, why=why,
    )  # fmt: skip
    return judgement
