"""The pupil's wish that parents are not told: what was decided about it, and its end."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.consent.domain.places import cleaned, place_of
from leerrecht.consent.models import How, ParentsWish
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.people.models import Pupil


@transaction.atomic
def record_wish(
    *, by: Principal, pupil: Pupil, organisation_id: int, stated_on: date, how: str, respected: bool, reason: str
) -> ParentsWish:
    """Note the wish and the decision, with its reason. While it is respected, parents read nothing that is shared.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    place = place_of(by, pupil, acts.WISH_RECORD, organisation_id)
    wrong = {}
    if how not in How.values:
        wrong["how"] = _("Kies hoe de leerling het zei.")
    if stated_on > by.on:
        wrong["stated_on"] = _("Deze dag ligt in de toekomst.")
    if not cleaned(reason):
        wrong["reason"] = _("Schrijf waarom u de wens wel of niet volgt.")
    if wrong:
        raise ValidationError(wrong)
    wish = ParentsWish(
        pupil=pupil, organisation_id=place.organisation_id, stated_on=stated_on, how=how, respected=respected,
        reason=cleaned(reason), recorded_by_id=by.user_id, recorded_by=name_of(by),
    )  # fmt: skip
    with refusals({"wish_one_at_a_time": _("Er staat al een wens van deze leerling. Beëindig die eerst.")}):
        wish.save()
    log.record(
        by=by, act=acts.WISH_RECORD, on=wish, pupil_id=pupil.pk, organisation_id=place.organisation_id, why=place.why,
        detail={"respected": respected},
    )  # fmt: skip
    return wish


@transaction.atomic
def end_wish(*, by: Principal, wish: ParentsWish, reason: str) -> ParentsWish:
    """The wish no longer stands, for a reason: parents read again. Raises ``Denied``, ``ValidationError`` by field."""
    why = policy.require(by, acts.WISH_RECORD, wish)
    wish = ParentsWish.objects.select_for_update().get(pk=wish.pk)
    if wish.ended_on is not None:
        raise ValidationError(_("Deze wens is al beëindigd."))
    if not cleaned(reason):
        raise ValidationError({"reason": _("Schrijf waarom de wens niet meer geldt.")})
    wish.ended_on, wish.ended_reason, wish.ended_by = by.on, cleaned(reason), name_of(by)
    wish.save(update_fields=["ended_on", "ended_reason", "ended_by"])
    log.record(
        by=by, act="wish.end", on=wish, pupil_id=wish.pupil_id, organisation_id=wish.organisation_id, why=why
    )  # fmt: skip
    return wish
