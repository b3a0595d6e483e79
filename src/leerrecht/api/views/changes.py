"""What changed since the last time: for who cannot hear a webhook, or fetches once a night."""

from django.utils.translation import gettext as _
from ninja import Query
from pydantic import Field

from leerrecht.access import acts
from leerrecht.access.models import LogEntry
from leerrecht.api.domain.problems import Problem
from leerrecht.api.domain.queries import reading
from leerrecht.api.interfaces import shown
from leerrecht.api.interfaces.fields import Asked, Day
from leerrecht.api.interfaces.schemas import ChangePage
from leerrecht.api.rules import SCOPE_OF_EVENT
from leerrecht.api.views.core import TokenRequest, api, call, school_of, today

# By one of these a token that hears something reads.
_GROUNDS = (acts.PUPIL_VIEW, acts.REGISTER_VIEW, acts.CERTIFICATE_VIEW, acts.DUTY_VIEW, acts.SCHOOL_VIEW)


class OfChanges(Asked):
    na: int | None = Field(None, ge=0, le=2**63 - 1, description="“tot” van de vorige keer")
    sinds: Day | None = Field(None, description="waar “na” ontbreekt; zonder beide: vandaag")


@api.get(
    "/wijzigingen", response=ChangePage, tags=["Wijzigingen"], summary="Wat er gewijzigd is, in volgorde",
    description=(
        "Dezelfde gebeurtenissen als een webhook, hoogstens een paar minuten later: nummers en soorten, van wat het "
        "token mag lezen. Bewaar “tot”, en geef het de volgende keer mee als “na”: niets ontbreekt, niets komt dubbel."
    ),
)  # fmt: skip
@call()
def changes(request: TokenRequest, asked: Query[OfChanges]) -> ChangePage:
    by, scopes = request.principal, request.auth.scopes
    heard = {event for event, scope in SCOPE_OF_EVENT.items() if scope in scopes}
    if not heard:
        text = _("Dit token leest niets dat wijzigt. Vraag de school een token met een bereik om te lezen.")
        raise Problem(403, "bereik-ontbreekt", text)
    rows, after, until = reading.changes(
        by, school_of(request), heard=heard, after=asked.na, since=asked.sinds or today(), cursor=asked.cursor,
        most=asked.aantal,
    )  # fmt: skip
    seen = [(one.pupil_id, school_of(request)) for one in rows if one.pupil_id is not None]
    reading.look(by, LogEntry._meta.label_lower, seen, ground=next(act for act in _GROUNDS if by.can(act)))
    return ChangePage(gegevens=[shown.change(one) for one in rows], volgende=after, tot=until)
