"""The ground of a grant in words, as pages and the log show it."""

from typing import Any

from django.utils.translation import gettext as _

from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.organisations.domain.periods import in_words, last_day
from leerrecht.people import rules
from leerrecht.people.models import Grant, GrantKind

SELF = "de leerling zelf"
PARENT = "ouder van de leerling"


def words_of(grant: Grant) -> str:
    """Why the holder may read: by whom given, and until when. Never the reason, which may be confidential."""
    by = grant.given_by.get_full_name() if grant.given_by else _("de installatie")
    last = last_day(grant.period)
    until = _(" tot en met %(day)s") % {"day": in_words(last)} if last else ""
    if grant.kind == GrantKind.TRUST and grant.held_at_id is not None:
        return _("vertrouwenspersoon, aangewezen door %(by)s van het CLB") % {"by": by} + until
    rests = _(", volgens protocol “%(title)s”") % {"title": grant.protocol.title} if grant.protocol else ""
    return (
        {
            GrantKind.CASE: _("op het dossier gezet door %(by)s"),
            GrantKind.TRUST: _("vertrouwenspersoon, gekozen door de leerling"),
            GrantKind.PARTNER: _("partner in het traject, toegang verleend door %(by)s"),
            GrantKind.ACCESS: _("toegang verleend door %(by)s"),
            GrantKind.DANGER: _("zelf geopend bij acuut gevaar"),
        }[GrantKind(grant.kind)]
        % {"by": by}
        + until
        + rests
    )


def ground_of_pupil(principal: Principal, act: str, pupil: Any) -> str:
    """Why somebody may open a pupil's file: the role where it reaches pupils, else a grant, else being family."""
    for seat in principal.seats:
        if act in seat.role.acts and seat.role.reach is not Reach.NONE:
            return seat.why
    if act not in rules.BEYOND_ROLES:
        return principal.why(act)
    grant = (
        rules.live_grants(principal).filter(pupil=pupil).select_related("given_by", "protocol").defer("reason").first()
    )
    if grant is not None:
        return words_of(grant)
    if rules.own_accounts(principal).filter(pupil=pupil).exists():
        return SELF
    return PARENT if rules.children(principal).filter(contact__pupil=pupil).exists() else principal.why(act)


def ground_of_grant(principal: Principal, act: str, grant: Any) -> str:
    """Why somebody may see or withdraw a grant."""
    if grant.user_id == principal.user_id:
        return _("de eigen toegang")
    if grant.given_by_id == principal.user_id:
        return _("gaf deze toegang")
    for seat in principal.seats:
        if act in seat.role.acts and seat.organisation_id in (grant.organisation_id, grant.given_for_id):
            return seat.why
    return principal.why(act) or _("leerling of ouder")
