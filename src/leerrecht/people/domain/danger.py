"""Breaking the glass: opening a file in acute danger. Reason first; director and CLB are told in the same moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Attest, Clb, Gedeeld, Medisch, Partner, Team, Zorg
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal, Seat
from leerrecht.organisations.domain.periods import period
from leerrecht.people.domain import grants
from leerrecht.people.domain.schools import centres_of, schools_of
from leerrecht.people.models import Grant, GrantKind, Notice, Pupil

# Today and tomorrow: long enough to act, too short to work with.
LASTS = timedelta(days=1)
AT_SCHOOL = frozenset({Team.key, Zorg.key, Gedeeld.key, Attest.key})
AT_CENTRE = frozenset({Clb.key, Gedeeld.key, Medisch.key, Partner.key})


@dataclass(frozen=True, slots=True)
class Glass:
    """What may be opened in danger: the own house's records, never those of another secrecy."""

    organisation_id: int
    organisation: str
    compartments: frozenset[str]
    why: str


def glasses(by: Principal, pupil: Pupil) -> list[Glass]:
    """What ``by`` may open in danger of a pupil within the reach of the role."""
    if not policy.visible(Pupil, to=by, act=acts.GLASS_BREAK).filter(pk=pupil.pk).exists():
        return []
    return list(_glasses(by, schools_of(pupil.pk, by.on)))


def _glasses(by: Principal, here: frozenset[int]) -> Iterator[Glass]:
    for seat in by.seats:
        if acts.GLASS_BREAK in seat.role.acts and not here.isdisjoint(seat.schools):
            yield Glass(seat.organisation_id, seat.organisation, _opened(seat), seat.why)


def _opened(seat: Seat) -> frozenset[str]:
    return AT_CENTRE if seat.role.organisation_kind == "clb" else AT_SCHOOL


@transaction.atomic
def break_glass(*, by: Principal, pupil: Pupil, organisation_id: int, reason: str) -> Grant:
    """Open the file until tomorrow, and tell the director and the CLB. Raises ``Denied``, ``ValidationError``."""
    glass = next((one for one in glasses(by, pupil) if one.organisation_id == organisation_id), None)
    if glass is None or by.user_id is None:
        raise policy.Denied(_("Uw functie laat dit voor deze leerling niet toe."))
    grant = grants.save(
        Grant(
            user_id=by.user_id, pupil=pupil, organisation_id=organisation_id, held_at_id=organisation_id,
            kind=GrantKind.DANGER, compartments=sorted(glass.compartments), reason=grants.cleaned_reason(reason),
            given_by_id=by.user_id, period=period(by.on, by.on + LASTS),
        ),
        by=by, act=acts.GLASS_BREAK, why=glass.why,
    )  # fmt: skip
    here = schools_of(pupil.pk, by.on)
    told = sorted(here | centres_of(here, by.on) | {organisation_id})
    Notice.objects.bulk_create([Notice(grant=grant, organisation_id=place) for place in told])
    return grant


@transaction.atomic
def see_notice(*, by: Principal, notice: Notice) -> Notice:
    """Say that the notice was seen. Raises ``Denied``, and ``ValidationError`` where somebody did before."""
    why = policy.require(by, acts.NOTICE_VIEW, notice)
    notice = Notice.objects.select_for_update().select_related("grant").get(pk=notice.pk)
    if notice.seen_at is not None:
        raise ValidationError(_("Iemand nam deze melding al door."))
    notice.seen_at, notice.seen_by_id = timezone.now(), by.user_id
    notice.save(update_fields=["seen_at", "seen_by"])
    log.record(
        by=by, act=acts.NOTICE_VIEW, on=notice, pupil_id=notice.grant.pupil_id,
        organisation_id=notice.organisation_id, why=why,
    )  # fmt: skip
    return notice
