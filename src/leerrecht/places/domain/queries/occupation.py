"""Places that are taken on paper, and by children who are really there (000:9457-9463, 9514-9526).

Counts alone leave this module; it looks as a command, beyond what the reader sees of a pupil.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db import connection
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from leerrecht.access.compartments import Gedeeld
from leerrecht.access.principal import command
from leerrecht.access.standing import lend
from leerrecht.cases.kinds import TrackKind
from leerrecht.cases.models import Track
from leerrecht.discipline.models import Closed, Procedure, Verdict
from leerrecht.enrolment.domain.queries.calendar import free_days_of
from leerrecht.enrolment.models import Enrolment, Share
from leerrecht.law import calendar
from leerrecht.law.strip import ABSENT
from leerrecht.law.tucht import DEFINITIEF
from leerrecht.places.domain.queries.free import kind_of
from leerrecht.places.models import Slot
from leerrecht.places.rules import LONG_ABSENT
from leerrecht.sick.models import Kind as Ill
from leerrecht.sick.models import Ziekteonderwijs


class Why(StrEnum):
    """Why somebody who is enrolled is not there; the first that holds."""

    EXCLUDED = "uitgesloten"
    ILL = "ziek"
    ELSEWHERE = "elders"
    LONG = "lang_weg"


WORDS = {
    Why.EXCLUDED: _("definitief uitgesloten, en nog ingeschreven"),
    Why.ILL: _("les thuis of in een ziekenhuisschool (type 5)"),
    Why.ELSEWHERE: _("in een traject buiten de school, zoals NAFT"),
    Why.LONG: _("geen enkele les meer de laatste tijd"),
}
_AT_HOME = {TrackKind.TOAH, TrackKind.TYPE5, TrackKind.POAH}
_AWAY = {TrackKind.NAFT, TrackKind.GREEN_CARE, TrackKind.DAY_ACTIVITY, TrackKind.MFC}
_PARTLY = {TrackKind.HYBRID, TrackKind.FLEXIBLE}
_ABSENCES = """
SELECT pupil_id, school_id, count(*) FROM attendance_halfday
WHERE school_year = ANY(%s) AND school_id = ANY(%s) AND date BETWEEN %s AND %s AND mark = ANY(%s)
GROUP BY pupil_id, school_id HAVING count(*) >= %s
"""
# Far enough back for so many school days, whatever the holidays before them.
_BACK = timedelta(days=10 * LONG_ABSENT)


@dataclass(frozen=True, slots=True)
class Occupation:
    """``enrolled`` on paper, ``away`` by the first reason; ``partly`` come for a part of the week and are there."""

    enrolled: int
    away: "Counter[Why]"
    partly: int

    @property
    def there(self) -> int:
        return self.enrolled - sum(self.away.values())

    @property
    def reasons(self) -> list[tuple[Any, int]]:
        """Why, in words, and how many; in the order in which the reasons count."""
        return [(words, self.away[why]) for why, words in WORDS.items() if self.away[why]]


def occupation(slots: Collection[Slot], on: date) -> dict[object, Occupation]:
    """Per kind of place how many are enrolled and how many are there: at most seven queries."""
    schools = sorted({slot.school_id for slot in slots})
    with lend(command("bezetting van plaatsen", on, vaults={Gedeeld.key})):
        enrolled = list(
            Enrolment.objects.filter(school_id__in=schools, period__contains=on).only(
                "pupil_id", "school_id", "location_id", "level", "kind", "stroom", "onderwijsvorm", "grade",
                "studierichting", "buo_type", "opleidingsvorm", "share",
            )
        )  # fmt: skip
        away, partly = _away(schools, on)
    return {
        slot.pk: _of([one for one in enrolled if fits(slot, one)], away, partly) for slot in slots
    }  # fmt: skip


def of_schools(schools: Iterable[int], on: date) -> dict[int, Occupation]:
    """The same for schools as a whole, without reading who is there: at most seven queries."""
    wanted = sorted(schools)
    with lend(command("bezetting van plaatsen", on, vaults={Gedeeld.key})):
        enrolled = Enrolment.objects.filter(school_id__in=wanted, period__contains=on).order_by()
        numbers = dict(enrolled.values_list("school_id").annotate(number=Count("pupil_id", distinct=True)))
        away, partly = _away(wanted, on)
        concerned = enrolled.filter(
            Q(pupil_id__in={pupil for pupil, _school in [*away, *partly]}) | ~Q(share=Share.FULL)
        )
        rows = list(concerned.only("pupil_id", "school_id", "share"))
    found: dict[int, list[Enrolment]] = {school: [] for school in wanted}
    for one in rows:
        found[one.school_id].append(one)
    return {
        school: replace(_of(found[school], away, partly), enrolled=numbers.get(school, 0)) for school in wanted
    }  # fmt: skip


def fits(slot: Slot, one: Enrolment) -> bool:
    """Whether an enrolment takes such a place; a slot without a grade, site, study or type holds all of its kind."""
    if one.school_id != slot.school_id or kind_of(one) != slot.kind:
        return False
    return (
        slot.location_id in (None, one.location_id)
        and slot.grade in (None, one.grade)
        and (not slot.study or slot.study.casefold() == one.studierichting.casefold())
        and slot.buo_type in ("", one.buo_type.casefold().removeprefix("type").strip())
        and slot.opleidingsvorm in ("", one.opleidingsvorm)
    )


def _of(rows: "list[Enrolment]", away: "dict[tuple[int, int], Why]", partly: "set[tuple[int, int]]") -> Occupation:
    keys = {(one.pupil_id, one.school_id) for one in rows}
    half = {(one.pupil_id, one.school_id) for one in rows if one.share != Share.FULL}
    return Occupation(
        len(keys), Counter(away[key] for key in keys if key in away), len(((partly & keys) | half) - away.keys())
    )


def _away(schools: Collection[int], on: date) -> tuple[dict[tuple[int, int], Why], set[tuple[int, int]]]:
    """Who is enrolled and not there, by pupil and school, each with the first reason; and who comes in part."""
    found: dict[tuple[int, int], Why] = {}
    for pupil_id, school_id in excluded(schools, on):
        found.setdefault((pupil_id, school_id), Why.EXCLUDED)
    ill = Ziekteonderwijs.objects.filter(
        school_id__in=schools, since__lte=on, ended_on=None, kind__in=(Ill.TOAH, Ill.TYPE5, Ill.POAH)
    )
    for pupil_id, school_id in ill.order_by().values_list("pupil_id", "school_id"):
        found.setdefault((pupil_id, school_id), Why.ILL)
    partly: set[tuple[int, int]] = set()
    tracks = Track.objects.filter(
        Q(until=None) | Q(until__gte=on), organisation_id__in=schools, since__lte=on,
        kind__in=[*_AT_HOME, *_AWAY, *_PARTLY],
    )  # fmt: skip
    for pupil_id, school_id, kind in tracks.order_by().values_list("pupil_id", "organisation_id", "kind"):
        key = pupil_id, school_id
        if kind in _PARTLY:
            partly.add(key)
        else:
            found.setdefault(key, Why.ILL if kind in _AT_HOME else Why.ELSEWHERE)
    for key in _long_absent(schools, on):
        found.setdefault(key, Why.LONG)
    return found, partly


def excluded(schools: Collection[int], on: date) -> list[tuple[int, int]]:
    """Who was excluded for good by one of these schools, as far as that stands; also who left since."""
    rows = Procedure.objects.filter(
        organisation_id__in=schools, kind=DEFINITIEF, verdict=Verdict.TAKEN, first_day__lte=on,
        first_day__gte=calendar.first_day(calendar.school_year(on)),
    ).exclude(closed_how__in=(Closed.ANNULLED, Closed.REVISED))  # fmt: skip
    return list(rows.order_by("pk").values_list("pupil_id", "organisation_id"))


def _long_absent(schools: Collection[int], on: date) -> list[tuple[int, int]]:
    """Who was absent, with whatever code, on every half-day of the last school days of the school."""
    if not schools:
        return []
    begin = max(on - _BACK, calendar.first_day(calendar.school_year(on)))
    free = free_days_of(schools, begin, on)
    held: dict[int, tuple[date, int]] = {}
    for school_id in schools:
        days = free[school_id]
        first, seen = on, 0
        while seen < LONG_ABSENT and first > begin:
            first -= timedelta(days=1)
            seen += calendar.is_school_day(first, days.days, days.parts)
        if seen == LONG_ABSENT:
            held[school_id] = first, calendar.half_days(first, on - timedelta(days=1), days.days, days.parts)
    if not held:
        return []
    found: list[tuple[int, int]] = []
    years = sorted({calendar.school_year(begin), calendar.school_year(on)})
    by_stretch: dict[tuple[date, int], list[int]] = {}
    for school_id, stretch in held.items():
        by_stretch.setdefault(stretch, []).append(school_id)
    with connection.cursor() as cursor:
        for (first, number), members in by_stretch.items():
            cursor.execute(_ABSENCES, [years, members, first, on - timedelta(days=1), sorted(ABSENT.decode()), number])
            found += [(pupil_id, school_id) for pupil_id, school_id, _count in cursor.fetchall()]
    return found
