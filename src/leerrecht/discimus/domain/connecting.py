"""Who tells AGODI of a school: this installation from a day on, or its school package. And offering anew."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.standing import stand
from leerrecht.discimus.domain.offering import locked, offer
from leerrecht.discimus.domain.postman import postman
from leerrecht.discimus.models import STANDING, Connection, Message, State
from leerrecht.law import calendar
from leerrecht.organisations.models import School


@transaction.atomic
def connect(*, by: Principal, school: School, since: date) -> Connection:
    """From ``since`` on this installation tells AGODI of the school: a day of this school year, at most today.

    Raises ``Denied``, ``ValidationError`` by field.
    """
    why = policy.require_at(by, acts.DISCIMUS_KEEP, school.pk)
    today = timezone.localdate()
    first = calendar.first_day(calendar.school_year(today))
    if not first <= since <= today:
        raise ValidationError({"since": _("Kies een dag van dit schooljaar, ten laatste vandaag.")})
    connection, _made = Connection.objects.update_or_create(
        pk=school.pk, defaults={"since": since, "ended_on": None, "set_by_id": by.user_id, "set_at": timezone.now()}
    )
    _log(by, connection, "discimus.connect", why, {"since": since.isoformat()})
    with stand(postman()):
        offer(locked(school.pk), today, by=postman())
    return connection


@transaction.atomic
def disconnect(*, by: Principal, school: School) -> Connection:
    """From now on another tells AGODI. What was never sent is dropped; what may have arrived is still asked after.

    Raises ``Denied``, ``ValidationError`` where nothing is told from here.
    """
    why = policy.require_at(by, acts.DISCIMUS_KEEP, school.pk)
    connection = _open(school)
    connection.ended_on, connection.set_by_id, connection.set_at = timezone.localdate(), by.user_id, timezone.now()
    connection.save(update_fields=["ended_on", "set_by_id", "set_at"])
    with stand(postman()):
        unsent = Message.objects.filter(school=school, state=State.WAITING, tries=0)
        dropped = unsent.update(state=State.LAPSED)
    _log(by, connection, "discimus.disconnect", why, {"dropped": dropped})
    return connection


@transaction.atomic
def offer_again(*, by: Principal, school: School, keys: Collection[int]) -> int:
    """Offer again what was refused or has no answer yet, of ``keys``; returns how many.

    Refused: a new message with what we know now. Without an answer: the same one is asked after at once.
    Raises ``Denied``, ``ValidationError`` where nothing of it can be offered.
    """
    why = policy.require_at(by, acts.DISCIMUS_KEEP, school.pk)
    connection = _open(school)
    with stand(postman()):
        chosen = Message.objects.filter(school=school, pk__in=keys, state__in=STANDING)
        refused = chosen.filter(state=State.REFUSED).update(state=State.LAPSED)
        sooner = chosen.filter(state=State.LATER).update(next_at=None)
        if refused:
            offer(connection, timezone.localdate(), by=postman())
    if not refused + sooner:
        raise ValidationError(_("Kies minstens één bericht dat geweigerd is of nog geen antwoord heeft."))
    _log(by, connection, "discimus.again", why, {"refused": refused, "later": sooner})
    return refused + sooner


def _open(school: School) -> Connection:
    found = Connection.objects.select_for_update().filter(pk=school.pk, ended_on=None).first()
    if found is None:
        raise ValidationError(_("Deze installatie geeft voor deze school niets door aan Discimus."))
    return found


def _log(by: Principal, connection: Connection, act: str, why: str, detail: dict[str, object]) -> None:
    log.record(by=by, act=act, on=connection, organisation_id=connection.pk, why=why, detail=detail)
