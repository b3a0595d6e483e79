"""The half-days of a five-year-old in kleuter: how many are still possible, and until when at this pace."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from leerrecht.law.calendar import SchoolCalendar, school_calendar
from leerrecht.law.casus import Casus
from leerrecht.law.codes import KLEUTER
from leerrecht.law.state import Stand
from leerrecht.law.strip import FREE, HELD
from leerrecht.law.tables import getal

LEEFTIJD = 5
LOST = bytes(FREE if byte == FREE else ord("x") if byte in b"B-" else HELD for byte in range(256))


@dataclass(frozen=True, slots=True)
class Aanwezigheid:
    """What counted and what was lost so far, and what can still be reached of the half-days that are needed.

    `sinds` is the first day on which it was out of reach, `verwacht` the day on which it will be when as much is lost
    from now on as so far; None where that does not come this school year.
    """

    nodig: int
    geteld: int
    verloren: int
    haalbaar: int
    sinds: date | None
    verwacht: date | None

    @property
    def speling(self) -> int:
        """How many half-days may still be lost; negative where it is out of reach."""
        return self.haalbaar - self.nodig


def aanwezigheid(casus: Casus, op: date) -> Aanwezigheid | None:
    """The half-days of this school year, for a five-year-old in kleuter on that day; else None. Source: 000:2226."""
    return van_stand(Stand(casus, op))


def van_stand(stand: Stand) -> Aanwezigheid | None:
    """The same of a casus on a date: all that was held but for B and unknown counts, and all that remains."""
    entry = getal("kleuter.aanwezig", stand.begin)
    here = stand.enrolment
    if entry is None or here is None or here.niveau != KLEUTER:
        return None
    if stand.casus.leerling.geboortedatum.year != stand.year - LEEFTIJD:
        return None
    since: date | None = None
    good = possible = lost_so_far = 0
    calendar = stand.calendar
    for van, tot, enrolment in stand.casus.perioden:
        low = max(0, van.toordinal() - stand.start)
        high = min(stand.dag, tot.toordinal() - stand.start)
        if low > high:
            continue
        calendar = school_calendar(stand.year, enrolment.vrije_dagen, enrolment.vrije_halve_dagen)
        days = calendar.half_count
        lost = stand.strip[2 * low : 2 * high + 2].translate(LOST)
        bad = lost.count(b"x")
        possible = good + days[-1] - days[low] - bad
        if possible >= entry.waarde:
            since = None
        elif possible + bad < entry.waarde:
            since = since or stand.day(low)
        else:
            since = stand.day(low + nth_in(lost, possible + bad - entry.waarde + 1) // 2)
        good += len(lost) - lost.count(b" ") - bad
        lost_so_far += bad
    expected = None if since else _expected(stand, calendar, good + lost_so_far, lost_so_far, possible - entry.waarde)
    return Aanwezigheid(entry.waarde, good, lost_so_far, possible, since, expected)


def _expected(stand: Stand, calendar: SchoolCalendar, held: int, lost: int, room: int) -> date | None:
    """The day of the half-day that is one too many, when as much of what is held is lost as so far."""
    if not lost:
        return None
    number = calendar.half_count[stand.dag + 1] - (-(room + 1) * held // lost)
    return None if number > calendar.half_count[-1] else stand.day(bisect_left(calendar.half_count, number) - 1)


def nth_in(marked: bytes, number: int) -> int:
    """The place of the `number`-th x in a marked strip that has that many."""
    place = -1
    for _ in range(number):
        place = marked.find(b"x", place + 1)
    return place
