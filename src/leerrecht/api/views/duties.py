"""Duties that follow from the register, and the worklist of the school."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query

from leerrecht.access import acts
from leerrecht.api.domain.paging import page_of
from leerrecht.api.domain.queries import reading
from leerrecht.api.interfaces import faults, shown
from leerrecht.api.interfaces.fields import Asked, Id
from leerrecht.api.interfaces.schemas import DoneIn, DoneOut, DutyPage
from leerrecht.api.views.core import TokenRequest, api, call, school_of, today
from leerrecht.duties.domain.closing import close_by_act
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


@api.post(
    "/plichten/{duty_id}/handeling", response=DoneOut, tags=["Plichten"],
    summary="Vastleggen wat er voor een plicht gedaan is, en wanneer",
    description=(
        "De plicht wordt daarna opnieuw beoordeeld: wat voldoet, is vervuld. Een signaal, en “gezien, geen actie”, "
        "beoordeelt een mens op het scherm."
    ),
)  # fmt: skip
@call("plichten:schrijven", writes=True)
def done(request: TokenRequest, duty_id: Id, given: DoneIn) -> DoneOut:
    by = request.principal
    known = reading.duties(by, pupil_id=None, on=today(), open_only=False)
    duty = known.filter(pk=duty_id).first()
    if duty is None:
        raise Http404(_("Deze plicht bestaat niet."))
    if duty.aard != "plicht":
        raise ValidationError(_("Dit is geen plicht: een signaal of een fout beoordeelt een mens op het scherm."))
    with faults.named(kind="handeling"):
        fact = close_by_act(by=by, outcome_id=duty.pk, kind=given.handeling, date=given.datum)
    after = known.filter(pupil=duty.pupil_id, regel=duty.regel, voorwerp=duty.voorwerp, sinds=duty.sinds).first()
    return DoneOut(
        feit=fact.pk, leerling=fact.pupil_id, handeling=fact.kind, datum=fact.date,
        plicht=None if after is None else shown.duty(after),
    )  # fmt: skip


def _page(request: TokenRequest, asked: OfPupil, *, open_only: bool) -> DutyPage:
    by = request.principal
    records = reading.duties(by, pupil_id=asked.leerling, on=today(), open_only=open_only)
    found, after = page_of(records, cursor=asked.cursor, most=asked.aantal)
    rows = {(one.pupil_id, school_of(request)) for one in found}
    reading.look(by, Outcome._meta.label_lower, rows, ground=acts.DUTY_VIEW)
    return DutyPage(gegevens=[shown.duty(one) for one in found], volgende=after)
