"""Tokens, webhooks and deliveries, for who manages them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.api.models import Delivery, Subscription, Token
from leerrecht.api.rules import EVENTS, SCOPES, runs_all
from leerrecht.organisations.models import Organisation, OrganisationKind


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token in words; ``live``: it opens something today."""

    token: Token
    scopes: list[str]
    made_by: str
    live: bool


def token_lines(by: Principal, *, on: date) -> list[TokenLine]:
    """Tokens of the own school, or all for the operator, those that open something first. Two queries."""
    found = list(policy.visible(Token, to=by, act=acts.API_MANAGE).select_related("organisation"))
    names = _names(one.made_by_id for one in found)
    lines = [
        TokenLine(
            token=one,
            scopes=[str(SCOPES[key].name) for key in one.scopes if key in SCOPES],
            made_by=names.get(one.made_by_id or 0, one.made_by_name),
            live=one.revoked_at is None and one.until >= on,
        )
        for one in found
    ]
    return sorted(lines, key=lambda line: not line.live)


def webhooks(by: Principal) -> QuerySet[Subscription]:
    """Webhooks of the own school that were not ended, each with ``waiting``: what was not sent yet."""
    return (
        policy.visible(Subscription, to=by, act=acts.API_MANAGE)
        .filter(ended_at=None)
        .annotate(waiting=Count("deliveries", filter=Q(deliveries__sent_at=None)))
    )


def event_names(subscription: Subscription) -> list[str]:
    return [str(EVENTS[key]) for key in subscription.events if key in EVENTS]


def deliveries(by: Principal, subscription: Subscription) -> QuerySet[Delivery]:
    """What was sent to a webhook, or waits, latest first."""
    return policy.visible(Delivery, to=by, act=acts.API_MANAGE).filter(subscription=subscription).order_by("-pk")


def houses(by: Principal) -> QuerySet[Organisation]:
    """For which schools or boards somebody makes tokens: the own school; for the operator every board."""
    chosen = Q(kind=OrganisationKind.SCHOOL, pk__in=by.places(acts.API_MANAGE))
    if runs_all(by):
        chosen |= Q(kind=OrganisationKind.BOARD)
    return policy.visible(Organisation, to=by, act=acts.API_MANAGE).filter(chosen).order_by("name", "pk")


def _names(user_ids: Iterable[int | None]) -> Mapping[int, str]:
    known = {user_id for user_id in user_ids if user_id is not None}
    return {user.pk: user.get_full_name() for user in User.objects.filter(pk__in=known)}
