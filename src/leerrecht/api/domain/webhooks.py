"""Webhooks of a school: making, changing and ending them. What they hear is sent by a job (``deliveries``)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.api.domain import locking, targets
from leerrecht.api.domain.events import settled_until
from leerrecht.api.models import Subscription
from leerrecht.api.rules import BOTH_SIGN, EVENTS
from leerrecht.organisations.models import School


@transaction.atomic
def subscribe(
    *, by: Principal, school_id: int, purpose: str, url: str, events: list[str]
) -> tuple[Subscription, str]:  # fmt: skip
    """A new webhook that hears what happens from now on, and its secret, which is shown once.

    Raises ValidationError by field, Denied, ``Http404`` for a school that is not seen.
    """
    school = policy.find(School, school_id, by=by, act=acts.API_MANAGE)
    if school.pk not in by.places(acts.API_MANAGE):
        raise policy.Denied(_("Een webhook maakt de directeur van de school zelf."))
    wrong: dict[str, str] = {}
    if not purpose.strip():
        wrong["purpose"] = _("Schrijf waarvoor de webhook dient, bijvoorbeeld de naam van het pakket.")
    if not events or not set(events) <= set(EVENTS):
        wrong["events"] = _("Kies minstens één gebeurtenis uit de lijst.")
    try:
        targets.check(url)
    except targets.TargetError as error:
        wrong["url"] = str(error)
    if wrong:
        raise ValidationError(wrong)
    secret = locking.new_secret()
    made = Subscription.objects.create(
        school=school, purpose=purpose, url=url, events=sorted(events), secret=locking.lock(secret),
        seen_id=settled_until(), made_at=timezone.now(), made_by_id=by.user_id,
    )  # fmt: skip
    _record(by, "webhook.make", made, events=made.events)
    return made, secret


@transaction.atomic
def renew_secret(*, by: Principal, subscription: Subscription) -> str:
    """A new secret, shown once; the former one signs along for a day. Raises ValidationError, Denied."""
    found = _running(by, subscription)
    secret = locking.new_secret()
    found.former, found.former_until = found.secret, timezone.now() + BOTH_SIGN
    found.secret = locking.lock(secret)
    found.save(update_fields=["former", "former_until", "secret"])
    _record(by, "webhook.secret", found)
    return secret


@transaction.atomic
def pause(*, by: Principal, subscription: Subscription) -> Subscription:
    """Send nothing for a while; what happens meanwhile is sent afterwards. Raises ValidationError, Denied."""
    found = _running(by, subscription)
    if found.paused_at is None:
        found.paused_at, found.pause_reason = timezone.now(), _("gepauzeerd door een mens")
        found.save(update_fields=["paused_at", "pause_reason"])
        _record(by, "webhook.pause", found)
    return found


@transaction.atomic
def resume(*, by: Principal, subscription: Subscription) -> Subscription:
    """Send again, beginning with what waited. Raises ValidationError, Denied."""
    found = _running(by, subscription)
    if found.paused_at is not None:
        found.paused_at, found.pause_reason = None, ""
        found.save(update_fields=["paused_at", "pause_reason"])
        found.deliveries.filter(sent_at=None).update(tries=0, next_at=timezone.now())
        _record(by, "webhook.resume", found)
    return found


@transaction.atomic
def end(*, by: Principal, subscription: Subscription) -> Subscription:
    """Send nothing any more; what waited is dropped. Raises ValidationError, Denied."""
    found = _running(by, subscription)
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    found.deliveries.filter(sent_at=None).delete()
    _record(by, "webhook.end", found)
    return found


def _running(by: Principal, subscription: Subscription) -> Subscription:
    policy.require(by, acts.API_MANAGE, subscription)
    found = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if found.ended_at is not None:
        raise ValidationError(_("Deze webhook is beëindigd. Maak een nieuwe."))
    return found


def _record(by: Principal, act: str, subscription: Subscription, **detail: object) -> None:
    log.record(
        by=by, act=act, on=subscription, organisation_id=subscription.school_id,
        why=by.why(acts.API_MANAGE, subscription.school_id), detail=detail,
    )  # fmt: skip
