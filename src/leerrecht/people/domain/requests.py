"""Asking for access to one pupil's case, and answering."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.domain.periods import period
from leerrecht.people.domain import grants
from leerrecht.people.domain.openings import CENTRE_COMPARTMENTS, Opening
from leerrecht.people.domain.schools import schools_of
from leerrecht.people.models import AccessRequest, Grant, GrantKind, Pupil


def askable(by: Principal, pupil: Pupil) -> list[Opening]:
    """What ``by`` may ask for, of a pupil within the reach: what the role does not read, and could be given."""
    if not policy.visible(Pupil, to=by, act=acts.ACCESS_REQUEST).filter(pk=pupil.pk).exists():
        return []
    return list(_askable(by, schools_of(pupil.pk, by.on)))


def _askable(by: Principal, here: frozenset[int]) -> Iterator[Opening]:
    for seat in by.seats:
        if acts.ACCESS_REQUEST not in seat.role.acts or here.isdisjoint(seat.schools):
            continue
        wanted = seat.role.grantable - seat.role.compartments
        if seat.role.organisation_kind == "clb":
            wanted &= CENTRE_COMPARTMENTS
        if wanted:
            yield Opening(GrantKind.ACCESS, seat.organisation_id, seat.organisation, wanted, seat.why)


@transaction.atomic
def request_access(
    *, by: Principal, pupil: Pupil, organisation_id: int, compartments: Iterable[str], reason: str, until: date
) -> AccessRequest:
    """Ask whoever may give it. Raises ``Denied``, ``ValidationError`` by field; once at a time."""
    opening = next((one for one in askable(by, pupil) if one.organisation_id == organisation_id), None)
    if opening is None or by.user_id is None:
        raise policy.Denied(_("Uw functie laat niet toe om deze toegang te vragen."))
    wanted = grants.chosen(opening, compartments)
    if until < by.on:
        raise ValidationError({"until": _("De laatste dag ligt in het verleden.")})
    grants.checked_last(GrantKind.ACCESS, by.on, until)
    request = AccessRequest(
        user_id=by.user_id, pupil=pupil, organisation_id=organisation_id, held_at_id=organisation_id,
        compartments=sorted(wanted), reason=grants.cleaned_reason(reason), until=until,
    )  # fmt: skip
    with refusals({"request_open_once": _("U vroeg dit al. Wacht op het antwoord.")}):
        request.save()
    log.record(
        by=by, act=acts.ACCESS_REQUEST, on=request, pupil_id=pupil.pk, organisation_id=organisation_id,
        why=opening.why, detail={"compartments": request.compartments},
    )  # fmt: skip
    return request


@transaction.atomic
def answer_request(*, by: Principal, request: AccessRequest, yes: bool, answer: str = "") -> AccessRequest:
    """Give what was asked, until the day that was asked; or refuse, which wants a reason.

    Raises ``Denied``, and ``ValidationError`` where it was answered before, or the day has passed.
    """
    why = policy.require(by, acts.ACCESS_ANSWER, request)
    request = AccessRequest.objects.select_for_update().select_related("user").get(pk=request.pk)
    if request.answered_at is not None:
        raise ValidationError(_("Deze vraag is al beantwoord."))
    request.answer = " ".join(answer.split())
    if yes:
        if request.until < by.on:
            raise ValidationError(
                _("De dag waarop de toegang zou eindigen, is voorbij. Weiger, en laat opnieuw vragen.")
            )
        request.grant = grants.save(
            Grant(
                user=request.user, pupil_id=request.pupil_id, organisation_id=request.organisation_id,
                held_at_id=request.held_at_id, kind=GrantKind.ACCESS, compartments=request.compartments,
                reason=request.reason, given_by_id=by.user_id, period=period(by.on, request.until),
            ),
            by=by, act=acts.GRANT_GIVE, why=why,
        )  # fmt: skip
    elif not request.answer:
        raise ValidationError({"answer": _("Schrijf waarom u weigert. Wie het vroeg, leest het.")})
    request.answered_at, request.answered_by_id = timezone.now(), by.user_id
    request.save()
    log.record(
        by=by, act=acts.ACCESS_ANSWER, on=request, pupil_id=request.pupil_id,
        organisation_id=request.organisation_id, why=why, detail={"yes": yes},
    )  # fmt: skip
    return request
