"""Duties that follow from the register, and the worklist of the school."""

from ninja import Query

from leerrecht.access import acts
from leerrecht.api.domain.paging import page_of
from leerrecht.api.domain.queries import reading
from leerrecht.api.interfaces import shown
from leerrecht.api.interfaces.fields import Asked, Id
from leerrecht.api.interfaces.schemas import DutyPage
from leerrecht.api.views.core import TokenRequest, api, call, school_of, today
from leerrecht.duties.models import Outcome


class OfPupil(Asked):
    leerling: Id | None = None


@api.get(
    "/plichten", response=DutyPage, tags=["Plichten"],
    summary="Plichten, signalen en fouten die uit het register volgen",
    description="Wat op ziekte, zorg, een maatregel of het CLB steunt, staat hier niet bij; ook de redenen niet.",
)  # fmt: skip
@call("plichten:lezen")
def duties(request: TokenRequest, asked: Query[OfPupil]) -> DutyPage:
    return _page(request, asked, open_only=False)


@api.get("/werklijst", response=DutyPage, tags=["Plichten"], summary="Wat daarvan nu iets vraagt en nog niet gedaan is")
@call("plichten:lezen")
def worklist(request: TokenRequest, asked: Query[OfPupil]) -> DutyPage:
    return _page(request, asked, open_only=True)


def _page(request: TokenRequest, asked: OfPupil, *, open_only: bool) -> DutyPage:
    by = request.principal
    records = reading.duties(by, pupil_id=asked.leerling, on=today(), open_only=open_only)
    found, after = page_of(records, cursor=asked.cursor, most=asked.aantal)
    rows = {(one.pupil_id, school_of(request)) for one in found}
    reading.look(by, Outcome._meta.label_lower, rows, ground=acts.DUTY_VIEW)
    return DutyPage(gegevens=[shown.duty(one) for one in found], volgende=after)
