"""Links with other programs in the demo: tokens that nobody knows the text of, and a webhook that stands still."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from leerrecht.access.domain import log
from leerrecht.access.principal import principal_of
from leerrecht.api.domain import locking
from leerrecht.api.domain.tokens import make_token, revoke_token
from leerrecht.api.models import Delivery, Subscription
from leerrecht.api.rules import HALF_DAY, REGISTER
from leerrecht.demo.schools import Community

MONTH = timedelta(days=30)


def make_links(community: Community, *, today: date) -> None:
    """Of the secondary school, by its director."""
    user, school = community.users["directeur"], community.secundair
    by = principal_of(user_id=user.pk, name=user.username, on=today)
    make_token(
        by=by, organisation_id=school.pk, purpose="Schoolpakket", until=today + 6 * MONTH,
        scopes=["klassen:lezen", "leerlingen:lezen", "leerlingen:schrijven", "aanwezigheid:lezen"],
    )  # fmt: skip
    former, _text = make_token(
        by=by, organisation_id=school.pk, purpose="Proef met de agenda", scopes=["klassen:lezen"], until=today + MONTH
    )
    revoke_token(by=by, token=former)
    # Not by the verb: it asks the internet for the name, which is none; and nothing of a demo goes out.
    made = timezone.make_aware(datetime.combine(today - MONTH, time(9)))
    webhook = Subscription.objects.create(
        school=school, purpose="Schoolpakket", url="https://schoolpakket.example/leerrecht",
        events=[HALF_DAY, REGISTER], secret=locking.lock(locking.new_secret()), made_at=made, made_by_id=user.pk,
        paused_at=made, pause_reason="7 pogingen zonder goed antwoord (antwoord 500)",
    )  # fmt: skip
    Delivery.objects.create(
        subscription=webhook, school=school, entry_id=1, event=REGISTER, body="{}", made_at=made, next_at=made,
        tries=7, said="antwoord 500",
    )  # fmt: skip
    log.record(by=by, act="webhook.make", on=webhook, organisation_id=school.pk)
