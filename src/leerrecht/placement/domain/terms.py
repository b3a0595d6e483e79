"""Terms of a search, in school days: when a school that does not answer is reminded, and when silence is an answer."""

from datetime import date

from django.db.models import Q

from leerrecht.directory.models import Region
from leerrecht.enrolment.domain.queries.calendar import FreeSet
from leerrecht.law.calendar import nth_school_day, school_days
from leerrecht.law.dates import ONE_DAY
from leerrecht.law.tables import waarde
from leerrecht.placement.models import Answer, Approach, LopAgreement, SchoolSearch
from leerrecht.placement.rules import REMIND_AFTER, SILENT_AFTER

NO_FREE = FreeSet(frozenset(), frozenset(), {})


def risen(days: int) -> bool:
    """More school days without a school than the law lets pass in silence (du.thuis)."""
    return days > int(waarde("du.thuis"))


def days_without(search: SchoolSearch, on: date, free: FreeSet = NO_FREE) -> int:
    """School days without a school, the first one counted, up to and with ``on`` or until it was over."""
    last = on if search.ended_on is None else min(on, search.ended_on - ONE_DAY)
    return school_days(search.since, last, free.days, free.parts) if last >= search.since else 0


def remind_on(approach: Approach, days: int | None) -> date | None:
    """From when a school that did not answer is reminded; None where it answered or was reminded."""
    if approach.answer != Answer.WAITING or approach.reminded_on is not None:
        return None
    return nth_school_day(approach.on + ONE_DAY, days or REMIND_AFTER)


def silent_on(approach: Approach, days: int | None) -> date | None:
    """The last day for an answer after a reminder; after it, silence counts as a refusal that is on no paper."""
    if approach.answer != Answer.WAITING or approach.reminded_on is None:
        return None
    return nth_school_day(approach.reminded_on + ONE_DAY, days or SILENT_AFTER)


def agreement_of(region_id: int | None, on: date) -> LopAgreement | None:
    """What the LOP of a region agreed for that day: one query."""
    if region_id is None:
        return None
    members = Region.members.through.objects.filter(region_id=region_id).values("organisation_id")
    found = LopAgreement.objects.filter(Q(until=None) | Q(until__gte=on), lop_id__in=members, since__lte=on)
    return found.order_by("-since", "pk").first()


def days_to_answer(search: SchoolSearch, on: date) -> int | None:
    """School days to answer as the LOP agreed; None where it agreed nothing."""
    agreed = agreement_of(search.region_id, on)
    return None if agreed is None else agreed.answer_days
