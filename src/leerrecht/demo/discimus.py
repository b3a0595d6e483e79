"""Discimus in the demo: the secondary school tells AGODI since two weeks; the answers come from a test double."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from leerrecht.access.principal import principal_of
from leerrecht.demo.schools import Community
from leerrecht.discimus.domain.connecting import connect
from leerrecht.discimus.domain.delivering import deliver_due
from leerrecht.discimus.transport import Refused
from leerrecht.discimus.transport.test_double import TestDouble

TWO_WEEKS = timedelta(weeks=2)
# Messages that went: few, so that most of them still wait.
WENT, THEN = 30, 2


def make_discimus(community: Community, *, today: date) -> None:
    """Some messages were taken, one was refused, of one the answer was lost, the others wait."""
    user = community.users["secretariaat"]
    desk = principal_of(user_id=user.pk, name=user.username, on=today)
    first = max(date(community.year, 9, 1), today - TWO_WEEKS)
    connect(by=desk, school=community.secundair, since=first)
    school = community.secundair.pk
    deliver_due(TestDouble(refuses=_first_absence()), most=WENT, school_id=school)
    deliver_due(TestDouble(failures=1), most=THEN, school_id=school)


def _first_absence() -> Any:
    refused: list[str] = []

    def refuses(kind: str, content: Mapping[str, Any]) -> Refused | None:
        if kind != "afwezigheid" or refused:
            return None
        refused.append(content["over"])
        return Refused("de leerling is op die dag niet ingeschreven", "inschrijving")

    return refuses
