"""What the page of consents of one pupil shows to one reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.consent.domain.places import places
from leerrecht.consent.domain.queries.ability import Ability, ability_of
from leerrecht.consent.models import Consent, Judgement, ParentsWish
from leerrecht.consent.purposes import PURPOSES, Purpose
from leerrecht.organisations.domain.periods import last_day
from leerrecht.people import rules as people
from leerrecht.people.domain.grounds import PARENT, SELF
from leerrecht.people.models import Contact, Pupil


@dataclass(frozen=True, slots=True)
class Line:
    """A consent as a page shows it; ``stands``: today."""

    consent: Consent
    purpose: Purpose
    stands: bool
    may_withdraw: bool

    @property
    def last(self) -> object:
        return last_day(self.consent.period)


@dataclass(frozen=True, slots=True)
class ConsentPage:
    lines: Sequence[Line]
    wishes: Sequence[ParentsWish]
    ability: Ability
    may_record: bool
    may_wish: bool
    may_judge: bool
    own_places: frozenset[int]


def consent_page(principal: Principal, pupil: Pupil) -> ConsentPage:
    """Everything that the reader may see, latest first: a fixed number of queries."""
    mine = frozenset(seat.organisation_id for seat in principal.seats)
    rows = _seen(Consent, principal, pupil, acts.CONSENT_VIEW)
    may_record = bool(places(principal, pupil, acts.CONSENT_RECORD))
    lines = [
        Line(
            row, PURPOSES[row.purpose], row.withdrawn_on is None and principal.on in row.period,
            may_record and row.withdrawn_on is None and row.organisation_id in mine,
        )
        for row in rows
    ]  # fmt: skip
    return ConsentPage(
        lines,
        list(_seen(ParentsWish, principal, pupil, acts.WISH_VIEW)),
        _told(ability_of(pupil, principal.on), principal, pupil),
        may_record,
        may_record and principal.can(acts.WISH_RECORD),
        bool(principal.can(acts.ABILITY_JUDGE) and places(principal, pupil, acts.ABILITY_JUDGE)),
        mine,
    )


def givers(pupil: Pupil) -> list[Contact]:
    """Who may decide beside the pupil: parents before the law whom no judge bars."""
    return list(Contact.objects.filter(pupil=pupil, legal_role__in=people.PARENTAL, barred=False))


def family_ground(principal: Principal, pupil: Pupil) -> str:
    """Why somebody reads as family: the pupil, or a parent whom no judge bars; else empty. At most two queries."""
    if people.own_accounts(principal).filter(pupil=pupil).exists():
        return SELF
    return PARENT if people.children(principal).filter(contact__pupil=pupil).exists() else ""


def _seen(model: type, principal: Principal, pupil: Pupil, act: str) -> QuerySet:  # type: ignore[type-arg]
    return policy.visible(model, to=principal, act=act).filter(pupil=pupil).select_related("organisation")


def _told(ability: Ability, principal: Principal, pupil: Pupil) -> Ability:
    """The judgement itself only to who reads it; that somebody is able or not follows from what they see anyway."""
    seen = (
        ability.judgement is None
        or _seen(Judgement, principal, pupil, acts.CONSENT_VIEW).filter(ended_on=None).exists()
    )
    return ability if seen else Ability(ability.able, ability.age, None)
