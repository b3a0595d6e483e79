"""Giving one person access to one pupil's case, and taking it back."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS, name_of
from leerrecht.access.domain import log
from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.law.dates import add_years
from leerrecht.organisations.domain.constraints import refusals
from leerrecht.organisations.domain.periods import period
from leerrecht.organisations.models import Organisation
from leerrecht.people.domain.openings import Opening, openings, place_of
from leerrecht.people.domain.protocols import live_protocols, require_rests
from leerrecht.people.models import Grant, GrantKind, Protocol, Pupil
from leerrecht.people.models.grant import WITHOUT_END

LONGEST_YEARS = 1


@transaction.atomic
def give_grant(
    *,
    by: Principal,
    pupil: Pupil,
    user: User,
    kind: str,
    organisation_id: int,
    compartments: Iterable[str],
    reason: str,
    last: date | None = None,
    first: date | None = None,
    protocol: Protocol | None = None,
) -> Grant:
    """Open compartments of one pupil's records to one person, from ``first`` (today) until ``last``.

    ``organisation_id`` owns the records; for a partner it is the CLB that sends it. Who may give what:
    :func:`leerrecht.people.domain.openings.openings`. It may rest on a ``protocol`` of both houses.
    Raises ``Denied``, ``ValidationError`` by field.
    """
    opening = _opening(by, pupil, kind, organisation_id)
    wanted = chosen(opening, compartments)
    if user.pk == by.user_id and opening.kind is not GrantKind.CASE:
        raise ValidationError({"user": _("U kunt uzelf geen toegang geven. Vraag ze, dan beslist iemand anders.")})
    place = place_of(user, opening, wanted, by.on)
    if place is None:
        raise ValidationError(
            {
                "user": _(
                    "%(user)s heeft vandaag geen functie waarvoor dit opengesteld kan worden. Kijk de naam na, of kies "
                    "andere vakken."
                )
                % {"user": user.username}
            }
        )
    begins = first or by.on
    last = checked_last(opening.kind, begins, last)
    if protocol is not None:
        _check_protocol(by, protocol, {opening.organisation_id, place.pk}, wanted, last)
    grant = Grant(
        user=user, pupil=pupil, kind=opening.kind, compartments=sorted(wanted), given_by_id=by.user_id,
        reason=cleaned_reason(reason), period=period(begins, last), protocol=protocol,
        organisation_id=place.pk if opening.kind is GrantKind.PARTNER else opening.organisation_id,
        held_at=None if opening.kind is GrantKind.TRUST else place,
        given_for_id=opening.organisation_id if opening.kind is GrantKind.PARTNER else None,
    )  # fmt: skip
    return save(grant, by=by, act=acts.GRANT_GIVE, why=opening.why)


@transaction.atomic
def withdraw_grant(*, by: Principal, grant: Grant) -> Grant:
    """The access ends now. Raises ``Denied``, and ``ValidationError`` where it was withdrawn before."""
    why = policy.require(by, acts.GRANT_WITHDRAW, grant)
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    if grant.withdrawn_at is not None:
        raise ValidationError(_("Deze toegang is al ingetrokken."))
    grant.withdrawn_at, grant.withdrawn_by_id = timezone.now(), by.user_id
    grant.save(update_fields=["withdrawn_at", "withdrawn_by"])
    log.record(
        by=by, act=acts.GRANT_WITHDRAW, on=grant, pupil_id=grant.pupil_id, organisation_id=grant.organisation_id,
        why=why, detail={"user": grant.user_id},
    )  # fmt: skip
    return grant


def save(grant: Grant, *, by: Principal, act: str, why: str) -> Grant:
    """Keep a new grant, with its entry in the log; the caller asked whether it may be."""
    twice = _("%(user)s heeft deze toegang al. Trek ze eerst in.") % {"user": grant.user}
    with refusals({"grant_once_at_a_time": {"user": twice}}):
        grant.save()
    log.record(
        by=by, act=act, on=grant, pupil_id=grant.pupil_id, organisation_id=grant.organisation_id, why=why,
        detail={"user": grant.user_id, "kind": str(grant.kind), "compartments": grant.compartments},
    )  # fmt: skip
    return grant


def _check_protocol(
    by: Principal, protocol: Protocol, parties: set[int], compartments: Iterable[str], last: date | None
) -> None:
    if not live_protocols(parties, by.on).filter(pk=protocol.pk).exists():
        raise ValidationError({"protocol": _("Dit protocol geldt vandaag niet.")})
    require_rests(protocol, parties=parties, compartments=compartments, last=last)


def _opening(by: Principal, pupil: Pupil, kind: str, organisation_id: int) -> Opening:
    if by.system:
        name = Organisation.objects.get(pk=organisation_id).name
        return Opening(GrantKind(kind), organisation_id, name, frozenset(COMPARTMENTS), by.name)
    for opening in openings(by, pupil):
        if (opening.kind, opening.organisation_id) == (kind, organisation_id):
            return opening
    raise policy.Denied(_("Uw functie laat niet toe om deze toegang te geven."))


def chosen(opening: Opening, compartments: Iterable[str]) -> frozenset[str]:
    wanted = frozenset(compartments)
    if not wanted:
        raise ValidationError({"compartments": _("Kies minstens één vak.")})
    beyond = wanted - opening.compartments
    if beyond:
        names = ", ".join(name_of(key) if key in COMPARTMENTS else key for key in sorted(beyond))
        raise ValidationError({"compartments": _("Dit kunt u niet openstellen: %(names)s.") % {"names": names}})
    return wanted


def cleaned_reason(reason: str) -> str:
    text = " ".join(reason.split())
    if not text:
        raise ValidationError({"reason": _("Schrijf waarom deze toegang nodig is.")})
    return text


def checked_last(kind: GrantKind, first: date, last: date | None) -> date | None:
    if last is None and kind not in WITHOUT_END:
        raise ValidationError({"last": _("Geef de laatste dag. Toegang tot één dossier heeft altijd een einde.")})
    if last is not None and last > add_years(first, LONGEST_YEARS):
        raise ValidationError(
            {"last": _("Kies een dag binnen het jaar; daarna kan de toegang opnieuw gegeven worden.")}
        )
    return last
