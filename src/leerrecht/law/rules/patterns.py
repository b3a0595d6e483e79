"""Patterns in time. Each window ends on the date, or on the last school day before it, and stays in the school year.

A signal's `sinds` is the first day of the unbroken stretch in which the pattern has held. Where a pattern can begin or
end by the mere passing of attended days, that day is worked out here and given to the Stand.
"""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date

from leerrecht.law.calendar import PARTS, first_day
from leerrecht.law.codes import halve_dagen, met_naam
from leerrecht.law.dates import ONE_DAY, add_months, voluit
from leerrecht.law.state import Stand
from leerrecht.law.strip import FREE
from leerrecht.law.tables import setting, waarde

WEEK = 14
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
DELEN = {"vm": "voormiddag", "nm": "namiddag"}


def marking(letters: bytes) -> bytes:
    """A translation of strips: x for these letters, a space for no school, a dot for all else."""
    return bytes(FREE if byte == FREE else ord("x") if byte in letters else ord(".") for byte in range(256))


TEMPO_TABLE = marking(b"AZHPB-")
FIXED_TABLE = marking(b"BZ-")
PART_TABLE = bytes(1 if byte in b"ZP" else 0 for byte in range(256))
OTHERWISE_TABLE = bytes(1 if byte in b".LARMHB-" else 0 for byte in range(256))
ANY_ABSENT = b"ARZMHPB-"


def _places(marked: bytes, letter: bytes) -> list[int]:
    found: list[int] = []
    place = marked.find(letter)
    while place >= 0:
        found.append(place)
        place = marked.find(letter, place + 1)
    return found


def _since(stand: Stand, days: list[int], number: int, first_of: Callable[[int], int]) -> int:
    """The first day of the stretch, lasting still, in which `number` marks have lain in a window.

    `days` are the days of the marks, sorted; `first_of(day)` is the first day of the window that ends on a day.
    """

    def holds(day: int) -> bool:
        place = bisect_right(days, day)
        return place >= number and days[place - number] >= first_of(day)

    place = len(days) - 1
    while place and (days[place] == days[place - 1] or holds(stand.calendar.prev_day[days[place] - 1])):
        place -= 1
    return days[place]


def tempo(stand: Stand) -> None:
    """Twenty absent half-days in forty-two days, whatever the code but M and R."""
    number, width = setting(stand.casus.instellingen, "tempo_drempel"), waarde("tempo.dagen")
    if number is None or len(stand.marks) < number or not stand.pupil_here:
        return
    marked = stand.so_far.translate(TEMPO_TABLE)
    if marked.count(b"x", max(0, 2 * (stand.eind - width + 1))) < number:
        return
    days = [place // 2 for place in _places(marked, b"x")]
    since = _since(stand, days, number, lambda day: day - width + 1)
    stand.meld("tempo", stand.day(since), f"{number} halve dagen of meer afwezig binnen {width} dagen")
    _ends(stand, days[-number] + width)


def often_ill(stand: Stand) -> None:
    """Ten half-days of illness within three months."""
    number = setting(stand.casus.instellingen, "z_gesprek_drempel")
    if number is None or stand.aantal["Z"] < number or not stand.pupil_here:
        return
    months = waarde("z_gesprek.maanden")

    def first_of(day: int) -> int:
        return (add_months(stand.day(day), -months) + ONE_DAY).toordinal() - stand.start

    days = [place // 2 for place in _places(stand.so_far, b"Z")]
    if days[-number] < first_of(stand.eind):
        return
    since = _since(stand, days, number, first_of)
    stand.meld("z10.gesprek", stand.day(since), f"{halve_dagen(number, 'Z')} of meer binnen {months} maanden")
    gone = days[-number]
    day = add_months(stand.day(gone), months).toordinal() - stand.start
    while first_of(day) <= gone:
        day += 1
    _ends(stand, day)


def _ends(stand: Stand, day: int) -> None:
    """The pattern ends on the first school day from `day` on."""
    following = stand.calendar.next_day
    if day < stand.calendar.size and following[day] < stand.calendar.size:
        stand.zeker(stand.start + following[day])


def detachment(stand: Stand) -> None:
    """In the last eight school weeks at least three B, more than in the eight before, and no other code."""
    number = waarde("onthechting.aantal")
    if stand.aantal["B"] < number or stand.eind < 0:
        return
    strip, weeks, width = stand.so_far, stand.calendar.weeks, waarde("onthechting.weken")

    def holds(day: int) -> bool:
        week = stand.calendar.week_of[day]
        first = max(0, 2 * weeks[max(0, week - width + 1)])
        recent = strip[first : 2 * day + 2].translate(None, b" .L")
        if recent.count(b"B") < number or recent.count(b"B") < len(recent):
            return False
        before = max(0, 2 * weeks[max(0, week - 2 * width + 1)])
        return len(recent) > strip.count(b"B", before, first)

    now = stand.pupil_here and holds(stand.eind)
    week = stand.calendar.week_of[stand.eind]
    if now:
        since = _first_of_stretch(stand, holds)
        stand.meld(
            "onthechting",
            stand.day(since),
            f"het aantal halve dagen {met_naam('B')} neemt toe in de laatste {width} schoolweken, "
            "en er staat geen andere code meer naast",
        )
    if strip.count(b"B", max(0, 2 * weeks[max(0, week - width + 1)])) >= number:
        _flip_in_weeks(stand, holds, now, week)


def _flip_in_weeks(stand: Stand, holds: Callable[[int], bool], now: bool, week: int) -> None:
    """The first school week in which attended days alone change what `holds` says."""
    for monday in stand.calendar.weeks[week + 1 : week + 1 + waarde("onthechting.weken")]:
        first = stand.calendar.next_day[max(0, monday)]
        if holds(first) != now:
            stand.misschien(stand.start + first)
            return


def _first_of_stretch(stand: Stand, holds: Callable[[int], bool]) -> int:
    """The first of the unbroken run of school days, back from the last one, on which something holds."""
    since = stand.eind
    while since > 0 and (day := stand.calendar.prev_day[since - 1]) >= 0 and holds(day):
        since = day
    return since


def fixed_half_day(stand: Stand) -> None:
    """The same weekday and half-day missed four of its last six times, every other one at most once of its last six."""
    times, often, seldom = waarde("patroon.keren"), waarde("patroon.vast"), waarde("patroon.ander")
    aantal = stand.aantal
    if aantal["B"] + aantal["Z"] + aantal["-"] < often or not stand.pupil_here:
        return
    marked = stand.so_far.translate(FIXED_TABLE)
    if max(marked[slot::WEEK].count(b"x") for slot in range(WEEK)) < often:
        return
    slots = {slot: held for slot in range(WEEK) if (held := marked[slot::WEEK].replace(b" ", b""))}
    recent = {slot: held[-times:].count(b"x") for slot, held in slots.items()}
    main = [slot for slot, count in recent.items() if count >= often]
    others = [slot for slot, count in recent.items() if count > seldom]
    for slot in main:
        if others == [slot]:
            since = max(_slot_since(marked, other, times, seldom if other != slot else -often) for other in slots)
            day = stand.day(since)
            name = _slot_name(stand, slot)
            stand.meld("patroon.vast_halfdag", day, f"{name} is minstens {often} van de laatste {times} keer gemist")
            _slot_ends(stand, slot, slots[slot], lambda count: count < often)
        else:
            for other in others:
                if other != slot:
                    _slot_ends(stand, other, slots[other], lambda count: count <= seldom)


def _slot_since(marked: bytes, slot: int, times: int, limit: int) -> int:
    """The day since which a slot keeps its limit: at most `limit` misses, or at least -limit where that is negative."""
    places = [place for place in range(slot, len(marked), WEEK) if marked[place] != FREE]
    held = bytes(marked[place] for place in places)
    for last in range(len(held), 0, -1):
        count = held[max(0, last - times) : last].count(b"x")
        if count > limit >= 0 or count < -limit:
            return places[last] // 2
    return 0


def _slot_ends(stand: Stand, slot: int, held: bytes, ended: Callable[[int], bool]) -> None:
    """Attended from now on, the day on which a slot's last six say something else."""
    times = waarde("patroon.keren")
    future = stand.calendar.held
    place = slot + WEEK * ((2 * stand.dag + 1 - slot) // WEEK + 1)
    while place < len(future):
        if future[place] != FREE:
            held += b"."
            if ended(held[-times:].count(b"x")):
                stand.misschien(stand.start + place // 2)
                return
        place += WEEK


def _slot_name(stand: Stand, slot: int) -> str:
    return f"{DAGEN[stand.day(slot // 2).weekday()]}{DELEN[PARTS[slot % 2]]}"


class PartTime:
    """The part-time pattern of a school year: per school week the half-days missed with Z or P, as bits.

    It holds on a day when the last four school weeks share at least two such half-days and each saw the pupil; while a
    week is running, the four weeks before it count too, as long as none of their shared half-days is attended in it.
    """

    def __init__(self, stand: Stand) -> None:
        self.calendar = stand.calendar
        self.number = waarde("deeltijds.weken")
        self.least = waarde("deeltijds.halve_dagen")
        self.last = stand.calendar.week_of[stand.eind]
        # What lies after the date is taken as attended: that is how the pattern can end, or be completed, by itself.
        self.strip = stand.so_far + stand.calendar.held[len(stand.so_far) :]
        self.missed = self.strip.translate(PART_TABLE)
        self.bits = [self.as_bits(self.missed, monday) for monday in self.calendar.weeks[: self.last + 2]]

    @staticmethod
    def as_bits(strip: bytes, monday: int, upto: int | None = None) -> int:
        """The half-days of a week that are 1 in a translated strip, as bits, no further than before `upto`."""
        first = 2 * monday
        end = first + WEEK if upto is None else min(upto, first + WEEK)
        if first < 0:
            return int.from_bytes(bytes(-first) + strip[:end], "little")
        return int.from_bytes(strip[first:end], "little")

    def possible(self) -> bool:
        """Whether any four school weeks in a row share enough missed half-days."""
        shared = self.bits
        for after in range(1, self.number):
            shared = [one & other for one, other in zip(shared, self.bits[after:], strict=False)]
        return any(bits.bit_count() >= self.least for bits in shared if bits)

    def common(self, week: int) -> int:
        """The half-days missed in all of the four weeks that end with a week, as bits; 0 when they are too few."""
        if week < self.number - 1:
            return 0
        common = self.bits[week]
        for one in range(week - self.number + 1, week):
            common &= self.bits[one]
        return common if common.bit_count() >= self.least else 0

    def seen(self, week: int, upto: int) -> bool:
        """Whether the pupil was present in a week, before half-day `upto`."""
        monday = 2 * self.calendar.weeks[week]
        piece = self.strip[max(0, monday) : min(monday + WEEK, upto)]
        return b"." in piece or b"L" in piece

    def complete(self, week: int, upto: int) -> int:
        """The half-days of the pattern in the four weeks that end with a week, as bits; 0 when there is none."""
        common = self.common(week)
        for one in range(week - self.number + 1, week + 1):
            if not common or not self.seen(one, upto):
                return 0
        return common

    def holds(self, day: int) -> bool:
        """Whether the pattern holds on a school day."""
        week, upto = self.calendar.week_of[day], 2 * day + 2
        monday = self.calendar.weeks[week]
        full = self.bits[week]
        self.bits[week] = self.as_bits(self.missed, monday, upto)
        now = self.complete(week, upto)
        self.bits[week] = full
        if now or self.calendar.next_day[day + 1] >= monday + WEEK // 2:
            return now != 0
        before = week > 0 and self.complete(week - 1, upto)
        return bool(before and not before & self.as_bits(self.strip.translate(OTHERWISE_TABLE), monday, upto))

    def first(self, last_day: int) -> int | None:
        """The first school day of the year, up to `last_day`, on which the pattern holds."""
        for week in range(self.number - 1, self.last + 1):
            if self.complete(week, 2 * last_day + 2):
                day = self.calendar.next_day[max(0, self.calendar.weeks[week])]
                while not self.holds(day):
                    day = self.calendar.next_day[day + 1]
                return day
        return None


def part_time(stand: Stand) -> None:
    """The same half-days missed with Z or P four school weeks in a row, and the duty to agree on that with the CLB."""
    weeks, least = waarde("deeltijds.weken"), waarde("deeltijds.halve_dagen")
    if stand.aantal["Z"] + stand.aantal["P"] < weeks * least or stand.eind < 0:
        return
    pattern = PartTime(stand)
    if not pattern.possible():
        return
    now = stand.pupil_here and pattern.holds(stand.eind)
    because = (
        f"{weeks} schoolweken na elkaar op minstens {least} dezelfde halve dagen afwezig "
        f"met {met_naam('Z')} of {met_naam('P')}"
    )
    if now:
        stand.meld("patroon.deeltijds", stand.day(_first_of_stretch(stand, pattern.holds)), because)
    if now or pattern.common(pattern.last):
        day = stand.calendar.next_day[stand.dag + 1]
        while day < stand.calendar.size and stand.calendar.week_of[day] <= pattern.last + 1:
            if pattern.holds(day) != now:
                stand.zeker(stand.start + day)
                break
            day = stand.calendar.next_day[day + 1]
    first = pattern.first(stand.eind)
    if first is not None:
        _agreed(stand, pattern, first, because)


def _agreed(stand: Stand, pattern: PartTime, first: int, because: str) -> None:
    """The agreement with the CLB: before the pattern began, or afterwards."""
    week = stand.calendar.week_of[first]
    began = stand.day(max(0, stand.calendar.weeks[week - pattern.number + 1]))
    agreed = stand.first(("deeltijds_akkoord_clb",), stand.begin)
    reasons = [because]
    if agreed is not None:
        when = "vooraf" if agreed <= began else "achteraf"
        reasons.append(f"akkoord van het CLB op {voluit(agreed)}: {when}")
    stand.meld("deeltijds.waarborg", stand.day(first), *reasons, vervuld_op=agreed)


def holiday_edges(stand: Stand) -> None:
    """Missed with B, unknown or a parents' note on a day that touches a holiday of at least a week, twice in a year."""
    aantal = stand.aantal
    number = waarde("vakantie.keren")
    if aantal["B"] + aantal["Z"] + aantal["-"] < number:
        return
    strip = stand.so_far
    missed: list[int] = []
    for day in stand.calendar.edges:
        piece = strip[2 * day : 2 * day + 2]
        if b"B" in piece or b"-" in piece or (b"Z" in piece and _only_noted(stand, stand.day(day))):
            missed.append(day)
    if len(missed) >= number:
        days = ", ".join(voluit(stand.day(day)) for day in missed)
        stand.meld("patroon.vakantie", stand.day(missed[number - 1]), f"afwezig naast een vakantie: {days}")


def _only_noted(stand: Stand, day: date) -> bool:
    """Whether illness on a day rests on a parents' note and on nothing stronger."""
    kinds = {item.soort for item in stand.casus.attesten if item.van <= stand.op and item.omvat(day)}
    return "ouderverklaring" in kinds and not kinds & {"medisch", "chronisch", "type5"}


def absent_run(stand: Stand) -> tuple[int, int] | None:
    """(length, order number of the first half-day held) of the unbroken run of absent half-days that lasts still.

    The run goes on over the summer, into the school year before: order numbers there are negative.
    """
    if stand.eind >= 0:
        last = stand.so_far[2 * stand.eind : 2 * stand.eind + 2].strip()
        if not last or last[-1] not in ANY_ABSENT:
            return None
    elif stand.enrolment is None:
        return None
    held = stand.so_far.replace(b" ", b"")
    run = len(held) - len(held.rstrip(ANY_ABSENT))
    if run == len(held):
        before = stand.casus.halve_dagen.get(stand.year - 1, b"").replace(b" ", b"")
        run += len(before) - len(before.rstrip(ANY_ABSENT))
    return run, len(held) - run


def long_absent(stand: Stand) -> date | None:
    """The day on which an unbroken run of absent half-days reached the threshold, when it still lasts."""
    number = setting(stand.casus.instellingen, "thuiszitter_drempel")
    found = None if number is None else absent_run(stand)
    if number is None or found is None or found[0] < number:
        return None
    following = stand.calendar.next_day[stand.dag + 1]
    if following < stand.calendar.size:
        stand.misschien(stand.start + following)
    return day_of_held(stand, found[1] + number - 1)


def day_of_held(stand: Stand, order: int) -> date:
    """The day of the half-day with this order number among those held; negative numbers lie in the year before."""
    if order >= 0:
        places = [place for place, byte in enumerate(stand.so_far) if byte != FREE]
        return stand.of_half_day(places[order])
    places = [place for place, byte in enumerate(stand.casus.halve_dagen[stand.year - 1]) if byte != FREE]
    return date.fromordinal(first_day(stand.year - 1).toordinal() + places[order] // 2)
