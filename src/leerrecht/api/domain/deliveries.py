"""From the log to other programs: each minute what settled is written up, and sent in order.

An entry of the log is written in the transaction of the act itself, so that nothing is told that did not happen and
nothing that happened stays untold. Only numbers and kinds are sent.
"""

import json
import time
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access.domain import log
from leerrecht.access.models import LogEntry
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.api.domain import locking, stopping, targets
from leerrecht.api.domain.events import entries, event_of, settled_until
from leerrecht.api.models import Delivery, Subscription
from leerrecht.api.rules import DELIVERIES_KEPT, RETRIES

# So many entries of the log at once; and so many deliveries and seconds for one webhook in one turn, so that the others
# wait no longer for it.
CHUNK = 500
TURN = 100
TURN_SECONDS = 20


def by_job(on: datetime) -> Principal:
    return command("webhooks", timezone.localdate(on))


def gather() -> int:
    """Write up what happened for every webhook that runs; returns how many deliveries were made."""
    bound = settled_until()
    now = timezone.now()
    made = 0
    with stand(by_job(now)):
        for subscription in Subscription.objects.filter(ended_at=None, paused_at=None, seen_id__lt=bound):
            made += _written_up(subscription, bound, now)
    return made


@transaction.atomic
def _written_up(subscription: Subscription, bound: int, now: datetime) -> int:
    # Somebody may just have ended or paused it.
    running = Subscription.objects.filter(pk=subscription.pk, ended_at=None, paused_at=None)
    locked = running.select_for_update().first()
    if locked is None:
        return 0
    found = list(entries(locked.school_id, after=locked.seen_id, until=bound)[:CHUNK])
    wanted = [(entry, event) for entry in found if (event := event_of(entry)) in locked.events]
    made = Delivery.objects.bulk_create(
        [
            Delivery(
                subscription=locked, school_id=locked.school_id, entry_id=entry.pk, event=event,
                body=_body(locked, entry, event), made_at=now, next_at=now,
            )
            for entry, event in wanted
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    locked.seen_id = found[-1].pk if len(found) == CHUNK else bound
    locked.save(update_fields=["seen_id"])
    return len(made)


def _body(subscription: Subscription, entry: LogEntry, event: str) -> str:
    return json.dumps(
        {
            "id": f"{subscription.pk}-{entry.pk}",
            "gebeurtenis": event,
            "op": entry.at.isoformat(),
            "school": subscription.school_id,
            "leerling": entry.pupil_id,
            "sleutel": entry.object_id,
        }
    )


def send_due() -> int:
    """Send what is due, for each webhook in the order of the log; returns how many arrived.

    What does not arrive is tried again later, and what comes after it waits. After the last try the webhook pauses.
    """
    now, arrived = timezone.now(), 0
    with stand(by_job(now)):
        running = list(Subscription.objects.filter(ended_at=None, paused_at=None).order_by("pk"))
    for subscription in running:
        until = time.monotonic() + TURN_SECONDS
        for _turn in range(TURN):
            with stand(by_job(now)):
                sent = _send_first(subscription, now)
            arrived += sent
            if not sent or time.monotonic() > until:
                break
    return arrived


def _send_first(chosen: Subscription, now: datetime) -> bool:
    """Send the first that waits; False where it did not arrive, or nothing is due, or another job is at it."""
    with transaction.atomic():
        running = Subscription.objects.filter(pk=chosen.pk, ended_at=None, paused_at=None)
        subscription = running.select_for_update(skip_locked=True).first()
        if subscription is None:
            return False
        first = subscription.deliveries.filter(sent_at=None).order_by("pk").first()
        if first is None or first.next_at > now:
            return False
        said = _post(subscription, first)
        first.tries += 1
        if not said:
            first.sent_at, first.said = timezone.now(), _("aangekomen")
        elif first.tries <= len(RETRIES):
            first.next_at, first.said = timezone.now() + RETRIES[first.tries - 1], said[:200]
        else:
            first.said = said[:200]
            _give_up(subscription, first)
        first.save()
    return not said


def _post(subscription: Subscription, delivery: Delivery) -> str:
    """Empty where it arrived, else what went wrong, in words."""
    moment = int(time.time())
    keys = [subscription.secret]
    if subscription.former and subscription.former_until and subscription.former_until > timezone.now():
        keys.append(subscription.former)
    secrets = [secret for key in keys if (secret := locking.unlock(key)) is not None]
    if not secrets:
        return _("het geheim is niet te lezen: vernieuw het")
    headers = {
        "User-Agent": "Leerrecht",
        "Leerrecht-Gebeurtenis": delivery.event,
        "Leerrecht-Levering": f"{subscription.pk}-{delivery.entry_id}",
        "Leerrecht-Handtekening": locking.signature(moment, delivery.body, secrets),
    }
    try:
        status = targets.send(subscription.url, body=delivery.body, headers=headers)
    except targets.TargetError as error:
        return str(error)
    return "" if targets.arrived(status) else _("antwoord %(status)s") % {"status": status}


def _give_up(subscription: Subscription, delivery: Delivery) -> None:
    reason = _("%(tries)s pogingen zonder goed antwoord (%(said)s)") % {"tries": delivery.tries, "said": delivery.said}
    Subscription.objects.filter(pk=subscription.pk, paused_at=None).update(
        paused_at=timezone.now(), pause_reason=reason[:200]
    )
    log.record(
        by=by_job(timezone.now()), act="webhook.pause", on=subscription, organisation_id=subscription.school_id,
        detail={"tries": delivery.tries},
    )  # fmt: skip
    # After the transaction: a mail server that is slow holds up no webhook, and nothing is told that did not happen.
    transaction.on_commit(lambda: stopping.tell(subscription, reason))


def forget_old() -> int:
    """Take away deliveries that arrived long ago; returns how many."""
    with stand(by_job(timezone.now())):
        old = Delivery.objects.filter(sent_at__lt=timezone.now() - DELIVERIES_KEPT)
        return old.delete()[0]
