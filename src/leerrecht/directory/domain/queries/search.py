"""Searching what there is, and whether it fits a pupil: each condition with its answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.directory.models import CapacityReport, Offer, Referrer, Region
from leerrecht.directory.models.offer import LEVELS
from leerrecht.directory.rules import FRESH
from leerrecht.enrolment.models import Enrolment
from leerrecht.law.begeleiding import DOMEINEN
from leerrecht.law.dates import add_years
from leerrecht.people.models import Pupil

PAGE_SIZE = 25
_HOUSES = {"school": Referrer.SCHOOL, "clb": Referrer.CLB}


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; empty values narrow nothing."""

    kind: str = ""
    region: int | None = None
    domain: str = ""
    words: str = ""
    fitting: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a pupil and of who looks, as far as an offer may ask for it."""

    age: int | None = None
    level: str = ""
    regions: frozenset[int] = frozenset()
    domain: str = ""
    referrers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of an offer in words; ``met`` is None where it is not known."""

    text: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class Found:
    """An offer, the newest report of its room, and how its conditions come out."""

    offer: Offer
    report: CapacityReport | None
    stale: bool
    conditions: Sequence[Condition] = ()
    regions: Sequence[Region] = field(default=())

    @property
    def fits(self) -> bool | None:
        """False where one condition is not met, None where one is not known."""
        answers = {one.met for one in self.conditions}
        return False if False in answers else None if None in answers else True

    @property
    def ages(self) -> str:
        return ages(self.offer)

    @property
    def levels(self) -> str:
        return ", ".join(LEVELS[key] for key in self.offer.levels)

    @property
    def domains(self) -> str:
        return ", ".join(DOMEINEN[key] for key in self.offer.domains)

    @property
    def referrers(self) -> str:
        return ", ".join(str(Referrer(key).label) for key in self.offer.referrers)


def find_offers(
    by: Principal, on: date, *, filters: Filters, profile: Profile | None, number: int | str = 1
) -> tuple[Page[Found], list[Found]]:
    """One page of what there is, what fits best and has room soonest first; in a fixed number of queries."""
    offers = policy.visible(Offer, to=by, act=acts.DIRECTORY_VIEW).filter(Q(ended_on=None) | Q(ended_on__gt=on))
    if filters.kind:
        offers = offers.filter(kind=filters.kind)
    if filters.region:
        offers = offers.filter(Q(regions=filters.region) | Q(regions=None))
    if filters.domain:
        offers = offers.filter(Q(domains__contains=[filters.domain]) | Q(domains=[]))
    for word in filters.words.split():
        said = ("name", "partner", "description", "asks")
        offers = offers.filter(reduce(or_, (Q(**{f"{name}__icontains": word}) for name in said)))
    rows = list(offers.distinct().prefetch_related("regions"))
    newest = _newest([offer.pk for offer in rows])
    found = [describe(offer, newest.get(offer.pk), on, profile) for offer in rows]
    if filters.fitting:
        found = [one for one in found if one.fits is not False]
    found.sort(key=_rank)
    page = Paginator(found, PAGE_SIZE).get_page(number)
    return page, list(page)


def describe(offer: Offer, report: CapacityReport | None, on: date, profile: Profile | None) -> Found:
    """An offer as it is shown; its conditions are answered where a pupil is known."""
    regions = list(offer.regions.all())
    conditions = [] if profile is None else conditions_of(offer, {region.pk for region in regions}, profile)
    return Found(offer, report, report is not None and report.on < on - FRESH, conditions, regions)


def conditions_of(offer: Offer, regions: set[int], profile: Profile) -> list[Condition]:
    """What the offer asks, each with whether this pupil and this reader meet it."""
    found: list[Condition] = []
    met: bool | None
    if offer.age_from is not None or offer.age_to is not None:
        met = profile.age is not None and _within(profile.age, offer)
        found.append(Condition(ages(offer), met if profile.age is not None else None))
    if offer.levels:
        met = profile.level in offer.levels if profile.level else None
        found.append(Condition(", ".join(LEVELS[key] for key in offer.levels), met))
    if regions:
        found.append(Condition(_("in de streek"), bool(regions & profile.regions) if profile.regions else None))
    if offer.domains and profile.domain:
        found.append(Condition(DOMEINEN[profile.domain], profile.domain in offer.domains))
    if offer.referrers:
        met = bool(set(offer.referrers) & profile.referrers) if profile.referrers else None
        names = ", ".join(str(Referrer(key).label) for key in offer.referrers)
        found.append(Condition(_("verwijzen mag: %(who)s") % {"who": names}, met))
    return found


def ages(offer: Offer) -> str:
    """From and to which age, in words; empty where all."""
    if offer.age_from is not None and offer.age_to is not None:
        return _("%(low)d tot en met %(high)d jaar") % {"low": offer.age_from, "high": offer.age_to}
    if offer.age_from is not None:
        return _("vanaf %(low)d jaar") % {"low": offer.age_from}
    return _("tot en met %(high)d jaar") % {"high": offer.age_to} if offer.age_to is not None else ""


def profile_of(by: Principal, pupil: Pupil, *, domain: str = "") -> Profile:
    """What an offer may ask of this pupil, from the enrolment of today; that somebody looked is logged."""
    enrolled = policy.visible(Enrolment, to=by, act=acts.PUPIL_VIEW).filter(pupil=pupil, period__contains=by.on)
    here = enrolled.order_by("share").first()
    regions: frozenset[int] = frozenset()
    if here is not None:
        regions = frozenset(Region.objects.filter(members=here.school_id).values_list("pk", flat=True))
    log.record(
        by=by, act=acts.DIRECTORY_VIEW, on=pupil, pupil_id=pupil.pk,
        organisation_id=here.school_id if here is not None else None,
    )  # fmt: skip
    return Profile(
        age=_age(pupil.birth_date, by.on), level=here.level if here is not None else "", regions=regions,
        domain=domain, referrers=referring(by),
    )  # fmt: skip


def referring(by: Principal) -> frozenset[str]:
    """As whom this reader may refer."""
    kinds = {seat.role.organisation_kind for seat in by.seats if acts.DIRECTORY_VIEW in seat.role.acts}
    return frozenset(_HOUSES[kind].value for kind in kinds if kind in _HOUSES)


def offer_page(by: Principal, offer: Offer) -> tuple[Found, list[CapacityReport], bool]:
    """One offer with all that was said of its room, newest first, and whether the reader keeps it."""
    reports = list(policy.visible(CapacityReport, to=by, act=acts.DIRECTORY_VIEW).filter(offer=offer))
    keeps = policy.visible(Offer, to=by, act=acts.DIRECTORY_KEEP).filter(pk=offer.pk).exists()
    return describe(offer, reports[0] if reports else None, by.on, None), reports, keeps


def _newest(offers: Sequence[UUID]) -> dict[UUID, CapacityReport]:
    found = (
        CapacityReport.objects.filter(offer__in=offers).order_by("offer_id", "-on", "-reported_at").distinct("offer_id")
    )
    return {report.offer_id: report for report in found}


def _within(age: int, offer: Offer) -> bool:
    low, high = offer.age_from, offer.age_to
    return (low is None or age >= low) and (high is None or age <= high)


def _age(born: date, on: date) -> int:
    years = on.year - born.year
    return years if add_years(born, years) <= on else years - 1


def _rank(one: Found) -> tuple[int, int, str, str]:
    """What fits, then what may; a free place or the shortest wait first, what is not known last."""
    order = {True: 0, None: 1, False: 2}[one.fits]
    if one.report is None:
        return order, 1000, one.offer.name, str(one.offer.pk)
    weeks = 0 if one.report.free else one.report.waiting_weeks
    return order, 999 if weeks is None else weeks, one.offer.name, str(one.offer.pk)
