"""Beginning a referral: who may, what is known, and what the law says of it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain.names import name_of
from leerrecht.access.principal import Principal
from leerrecht.notes.domain.places import places, system_place
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.people.models import Pupil
from leerrecht.referrals.domain.asking import Court
from leerrecht.referrals.domain.common import keep_terms, past, refuse, written
from leerrecht.referrals.domain.places import Home, homes, side_at, sides
from leerrecht.referrals.engine import begin_reasons, clean
from leerrecht.referrals.flows import FLOWS, Flow
from leerrecht.referrals.judging import Told
from leerrecht.referrals.models import Referral


@transaction.atomic
def begin_referral(
    *,
    by: Principal,
    pupil: Pupil,
    flow: str,
    compartment: str,
    organisation_id: int,
    facts: Mapping[str, Any],
    on: dt.date | None = None,
) -> Referral:
    """Begin to pass a pupil on along a flow, in a compartment where it may lie.

    What the documents or the law forbid raises ``ValidationError`` with the reason; so do facts that are missing, by
    field. Raises ``Denied`` where ``by`` does not write there.
    """
    way = FLOWS.get(flow)
    if way is None:
        raise ValidationError(_("Kies een doorverwijzing uit de lijst."))
    home = _home(by, pupil, way, compartment, organisation_id)
    begun = on or by.on
    past(begun)
    known, wrong = clean(way.fields, home.side, facts)
    if wrong:
        raise ValidationError(wrong)
    told = Told(way, home.side, begun, known)
    outcomes = Court(by, pupil, way).of(told, begun=False)
    refuse(begin_reasons(way, home.side, known, outcomes))
    place = home.place
    referral = Referral(
        pupil=pupil, organisation_id=place.organisation_id, counterpart_id=place.counterpart_id,
        compartment=place.compartment, written_by_id=by.user_id, written_by=name_of(by), flow=way.key,
        side=home.side.value, begun_on=begun, facts=known,
    )  # fmt: skip
    twice = _("Deze doorverwijzing loopt al voor deze leerling. Ga daarin verder, of sluit ze eerst af.")
    with refusals({"referral_open_once": twice}):
        referral.save(force_insert=True)
    keep_terms(by, referral)
    written(by, "referral.begin", referral, place.why)
    return referral


def _home(by: Principal, pupil: Pupil, flow: Flow, compartment: str, organisation_id: int) -> Home:
    """The home with this place. Raises ``ValidationError`` for a side that may not begin it, else ``Denied``."""
    if by.system:
        place = system_place(by, compartment, organisation_id)
        side = side_at(by, place)
        if side is not None and compartment in flow.homes.get(side, ()):
            return Home(place, side)
        raise ValidationError(str(flow.refused) or _("Hier kan deze doorverwijzing niet liggen."))
    if not by.can(acts.REFERRAL_MAKE):
        raise policy.Denied(_("Uw functie laat niet toe om een doorverwijzing te beginnen."))
    by_side = sides(by, places(by, pupil))
    for home in homes(flow, by_side):
        if (home.place.compartment, home.place.organisation_id) == (compartment, organisation_id):
            return home
    if by_side and not set(by_side) & set(flow.homes):
        raise ValidationError(str(flow.refused))
    raise policy.Denied(_("In dit vak van deze leerling mag u niet schrijven."))
