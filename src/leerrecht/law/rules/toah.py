"""Tijdelijk onderwijs aan huis: the right when ill for long or often, and what the school owes around it.

The wait of the long ill may run over holidays and from one school year into the next, so these rules look at a line:
the strip of the school year before (where one is known) followed by this one, up to the date. On it, x is ill, a dot
ends the illness (attended, B or unknown), o is another lawful absence, which neither begins nor ends it.
"""

import re
from datetime import date, timedelta

from leerrecht.law.calendar import first_day, school_year
from leerrecht.law.casus import Inschrijving, Periode, Toah
from leerrecht.law.codes import BASIS, BUITENGEWOON, DEELTIJDS, halve_dagen
from leerrecht.law.dates import ONE_DAY, add_months, voluit
from leerrecht.law.state import Stand
from leerrecht.law.strip import FREE, index
from leerrecht.law.tables import waarde

MOEDERSCHAP = "moederschapsverlof"
SPECIALIST = ("medische_attestering_chronisch_specialist",)
LINE = bytes(
    FREE if byte == FREE else ord("x") if byte in b"Zx" else ord("o") if byte in b"ARPMH" else ord(".")
    for byte in range(256)
)
PRESENT = re.compile(rb"[.L]")
SCHOOL_MEMORY = 200
ILLNESS = re.compile(rb"x[^.]{41,}")
JULY, AUGUST = 7, 8
FRIDAY = 4
WEEK_DAYS = 7


def allowed(enrolment: Inschrijving | None) -> bool:
    """Whether the level knows TOAH: kleuter, lager and secundair voltijds (duaal counts as voltijds)."""
    return enrolment is not None and enrolment.stelsel != DEELTIJDS


def distance_note(stand: Stand, enrolment: Inschrijving) -> tuple[str, ...]:
    """What to say when the pupil lives further than the school must go."""
    kind = "toah.afstand_buitengewoon" if enrolment.soort == BUITENGEWOON else "toah.afstand_gewoon"
    limit, distance = waarde(kind), stand.casus.leerling.afstand_school_km
    if distance is None or distance <= limit:
        return ()
    return (f"facultatief voor de school, die mag maar niet moet: {distance:g} km is verder dan {limit} km",)


def with_maternity(stand: Stand, strip: bytes, year: int) -> bytes:
    """The strip with maternity leave (R) as illness."""
    grounds = stand.casus.gronden
    if MOEDERSCHAP not in grounds.values():
        return strip
    changed = bytearray(strip)
    for (day, part), ground in grounds.items():
        if ground == MOEDERSCHAP and school_year(day) == year and (place := index(day, part)) < len(changed):
            changed[place] = ord("x") if changed[place] == ord("R") else changed[place]
    return bytes(changed)


class Line:
    """The half-days of this school year and the one before, up to the date, with the day on which they start."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.offset = 0
        self.strip = with_maternity(stand, stand.so_far, stand.year)
        former = stand.casus.halve_dagen.get(stand.year - 1)
        if former is not None:
            size = 2 * (stand.start - first_day(stand.year - 1).toordinal())
            self.strip = with_maternity(stand, former, stand.year - 1)[:size] + self.strip
            self.offset = size // 2
        self.marked = self.strip.translate(LINE)

    def day(self, offset: int) -> date:
        """The date of a day of the line."""
        return self.stand.day(offset - self.offset)

    def openings(self, after: int) -> tuple[int, int] | None:
        """(day 22, first half-day of the illness) of the first illness after a half-day that lasted long enough."""
        wait = waarde("toah.wachttijd")
        while match := ILLNESS.search(self.marked, after):
            start, end = match.span()
            day = start // 2 + wait
            while 2 * day < end:
                opening = self.day(day)
                held = self.marked[start : min(end, 2 * day + 2)].rstrip(b" ")
                if opening.month in (JULY, AUGUST):
                    # No lessons can be given in summer: the wait is over when illness goes on in September.
                    day = max(self.offset, day + 1) + (self.stand.calendar.next_day[0] if day < self.offset else 0)
                elif end < 2 * day + 2 and end < len(self.marked):
                    break
                elif held[-1:] == b"x":
                    return day, start
                else:
                    day += 1
            after = end
        return None

    def weeks_until_half(self, opening: int) -> tuple[int | None, int | None]:
        """From the opening on: the half-day at which the pupil was back for half of a week, else the day it would be.

        The second is the day on which that happens if the pupil attends from now on, in this school year.
        """
        monday = opening - self.day(opening).weekday()
        today = len(self.strip) // 2 - 1
        while monday <= today + 3 * WEEK_DAYS:
            if monday + WEEK_DAYS > today or PRESENT.search(self.strip, max(0, 2 * monday), 2 * (monday + WEEK_DAYS)):
                held = self.held(monday)
                needed = (len(held) + 1) // 2
                present = [place for place in held if place < len(self.strip) and self.strip[place] in b".L"]
                coming = [place for place in held if place >= len(self.strip)]
                if held and len(present) >= needed:
                    return present[needed - 1], None
                if coming and len(present) + len(coming) >= needed:
                    return None, coming[needed - len(present) - 1] // 2
            monday += WEEK_DAYS
        return None, None

    def held(self, monday: int) -> list[int]:
        """The half-days on which lessons are held in a week."""
        first, last = 2 * monday, 2 * (monday + WEEK_DAYS)
        past = [place for place in range(max(0, first), min(last, len(self.strip))) if self.strip[place] != FREE]
        future = self.stand.calendar.held
        shift = 2 * self.offset
        later = range(max(first, len(self.strip)), last)
        return past + [place for place in later if place - shift < len(future) and future[place - shift] != FREE]


def long_ill(stand: Stand) -> list[date]:
    """The right of the long ill; gives the days in this school year on which such a right arose."""
    if not stand.aantal["Z"] and not stand.aantal["R"] and not _ill_before(stand):
        return []
    line = Line(stand)
    arose: list[date] = []
    after = 0
    while found := line.openings(after):
        opening, start = found
        arose.append(line.day(opening))
        back, expected = line.weeks_until_half(opening)
        if back is None:
            _report_long(stand, arose[-1], line.day(start // 2), None if expected is None else line.day(expected))
            break
        after = back
    else:
        _coming(stand, line)
    return [day for day in arose if day >= stand.begin] if allowed(stand.enrolment) else []


def _ill_before(stand: Stand) -> bool:
    former = stand.casus.halve_dagen.get(stand.year - 1)
    return former is not None and (b"Z" in former[-SCHOOL_MEMORY:] or b"R" in former[-SCHOOL_MEMORY:])


def _report_long(stand: Stand, opening: date, start: date, expected: date | None) -> None:
    enrolment = stand.enrolment
    if enrolment is None or not allowed(enrolment):
        return
    since = opening
    for item in sorted(stand.casus.attesten, key=_start):
        if item.soort == "type5" and item.van <= stand.op:
            if item.tot is not None:
                stand.misschien_op(item.tot + ONE_DAY)
            if item.omvat(stand.op):
                return
            if item.omvat(since):
                since = item.einde + ONE_DAY
    if expected is not None:
        stand.zeker(expected.toordinal())
    because = f"ziek sinds {voluit(start)}, meer dan {waarde('toah.wachttijd')} kalenderdagen zonder onderbreking"
    stand.meld("toah.langdurig", since, because, *distance_note(stand, enrolment))


def _coming(stand: Stand, line: Line) -> None:
    """The wait of an illness that still lasts may end before the next school day."""
    run = line.marked[line.marked.rfind(b".") + 1 :]
    first = run.find(b"x")
    if first < 0 or not run.rstrip(b" ").endswith(b"x"):
        return
    start = (len(line.marked) - len(run) + first) // 2
    day = line.day(start + waarde("toah.wachttijd"))
    following = stand.calendar.next_day[stand.dag + 1] + stand.start
    if day.month not in (JULY, AUGUST) and stand.ordinal < day.toordinal() < following:
        stand.misschien_op(day)


def often_ill(stand: Stand) -> date | None:
    """The right of the chronically ill; gives the day on which it arose."""
    enrolment = stand.enrolment
    number = waarde("toah.halve_dagen")
    if stand.aantal["Z"] < number or enrolment is None or not allowed(enrolment):
        return None
    if stand.first(SPECIALIST, date.min) is None:
        return None
    times = stand.aantal["Z"] // number
    stand.lestijden = times * waarde("toah.lestijden")
    since = stand.of_half_day(stand.nth(b"Z", number))
    because = (
        f"{halve_dagen(stand.aantal['Z'], 'Z')} in {stand.schooljaar}, dat is {stand.lestijden} lestijden aan huis"
    )
    stand.meld("toah.chronisch", since, because, *distance_note(stand, enrolment))
    return since


def inform(stand: Stand, rights: list[date]) -> None:
    """Tell the parents as soon as a right arose, or as a certificate shows that one will."""
    if not allowed(stand.enrolment):
        return
    grounds = [(day, "er is recht op onderwijs aan huis ontstaan") for day in rights]
    certified = _long_certificate(stand)
    if certified is not None:
        grounds.append(
            (certified, f"een medisch attest zegt dat de leerling meer dan {waarde('toah.wachttijd')} dagen ziek is")
        )
    if grounds:
        since, because = min(grounds)
        told = stand.first(("ouders_geinformeerd_toah",), since)
        stand.meld("toah.informeren", since, because, vervuld_op=told)


def _long_certificate(stand: Stand) -> date | None:
    """The first day of the certificate by which medical certificates cover more than 21 days without interruption."""
    wait = timedelta(days=waarde("toah.wachttijd"))
    start = end = date.min
    for item in sorted(stand.casus.attesten, key=_start):
        if item.soort != "medisch" or item.van > stand.op:
            continue
        if item.van > end + ONE_DAY:
            start = item.van
        end = max(end, item.einde)
        if end - start >= wait and end >= stand.begin:
            return item.van
    return None


def _start(period: Periode) -> date:
    return period.van


def periods(stand: Stand) -> None:
    """Report each period of TOAH; and the right to go on after a relapse."""
    reported: set[int] = set()
    for period in sorted(stand.casus.toah, key=_start):
        if period.van > stand.op:
            continue
        _reporting(stand, period, reported)
        _relapse(stand, period)


def _reporting(stand: Stand, period: Toah, reported: set[int]) -> None:
    enrolment = stand.casus.inschrijving_op(period.van)
    since, about = period.van, {None, period.van}
    because = [f"de leerling krijgt onderwijs aan huis vanaf {voluit(period.van)}"]
    if period.grond == "chronisch" and enrolment is not None and enrolment.niveau in BASIS:
        # One report a school year is enough, whichever chronic period it names; one that runs on needs one in each.
        if period.einde >= stand.begin:
            since = max(since, stand.begin)
        if school_year(since) in reported:
            return
        reported.add(school_year(since))
        about |= {item.van for item in stand.casus.toah if item.grond == period.grond}
        because.append("bij een chronische ziekte volstaat één melding per schooljaar")
    friday = since + timedelta(days=FRIDAY - since.weekday() + WEEK_DAYS)
    school = None if enrolment is None else enrolment.school
    events = stand.events(("melding_toah",), since, school=school)
    told = next((event.datum for event in events if event.bij in about), None)
    if told is None or school_year(told) == stand.year:
        stand.meld("toah.melding", since, *because, vervuld_op=told, uiterlijk=friday, voorwerp=period.van)


def _relapse(stand: Stand, period: Toah) -> None:
    if period.tot is None or period.tot >= stand.op or not allowed(stand.enrolment):
        return
    limit = add_months(period.tot, waarde("toah.herval"))
    for item in sorted(stand.casus.attesten, key=_start):
        if item.soort != "medisch" or not period.tot < item.van <= min(limit, stand.op):
            continue
        ill = _first_ill(stand, item.van, min(item.einde, limit, stand.op))
        if ill is None:
            continue
        if item.tot is not None:
            stand.misschien_op(item.tot + ONE_DAY)
        if item.einde >= stand.op or _still_ill(stand):
            because = (
                f"opnieuw ziek binnen {waarde('toah.herval')} maanden nadat het onderwijs aan huis stopte op "
                f"{voluit(period.tot)}, met een nieuw attest"
            )
            stand.meld("toah.herval", ill, because, voorwerp=period.van)
            return


def _first_ill(stand: Stand, first: date, last: date) -> date | None:
    for year in range(school_year(first), school_year(last) + 1):
        strip = with_maternity(stand, stand.casus.strip(year), year).translate(LINE)
        start = first_day(year).toordinal()
        low, high = max(0, 2 * (first.toordinal() - start)), 2 * (last.toordinal() - start) + 2
        if (place := strip.find(b"x", low, high)) >= 0:
            return date.fromordinal(start + place // 2)
    return None


def _still_ill(stand: Stand) -> bool:
    """Whether the last half-day held was one of illness; the next school day may end that."""
    held = with_maternity(stand, stand.so_far, stand.year).translate(LINE).rstrip(b" ")
    if held[-1:] != b"x":
        return False
    stand.misschien(stand.start + stand.calendar.next_day[stand.dag + 1])
    return True
