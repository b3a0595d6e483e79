"""The state in which one casus is asked on one date: what every rule looks at, and what it answers.

Days are offsets from 1 September of the school year of the date; half-days are indexes in the strip. All marks in
`so_far` lie on or before the date. A rule reports with `meld`, and names the dates on which its answer can change with
nothing new happening: `zeker` when it will, `misschien` when it has to be tried.
"""

from datetime import date
from typing import NamedTuple

from leerrecht.law.calendar import SchoolCalendar, first_day, label, school_calendar, school_year
from leerrecht.law.casus import OPEN_END, Casus, Gebeurtenis, Inschrijving
from leerrecht.law.leerplicht import is_leerplichtig, leerplicht
from leerrecht.law.regels import PLICHT, REGELS

OPEN, VERVULD, GELDT = "open", "vervuld", "geldt"
FAR = OPEN_END.toordinal()
NOT_MARKED = b". L"
COUNTED = tuple((code, code.encode()) for code in "BZRPMHA-")
NOTHING = dict.fromkeys("BZRPMHA-", 0)


class Uitkomst(NamedTuple):
    """One outcome: a duty, right, prohibition, fault or signal, with its facts (`omdat`) and source.

    `status` is open, vervuld or geldt. `voorwerp` is the begin date of the measure or TOAH period it is about.
    """

    regel: str
    aard: str
    status: str
    voor: tuple[str, ...]
    sinds: date
    uiterlijk: date | None
    vervuld_op: date | None
    omdat: tuple[str, ...]
    bron: tuple[str, ...]
    van_kracht: date | None
    voorwerp: str | None
    advies: bool

    @property
    def sleutel(self) -> tuple[str, str, date, date | None, date | None]:
        """What makes two answers differ."""
        return (self.regel, self.status, self.sinds, self.uiterlijk, self.vervuld_op)


class Stand:
    """A casus on a date, with what the rules have found so far."""

    __slots__ = (
        "aantal", "brought", "calendar", "casus", "certain", "dag", "eind", "enrolment", "leerplicht", "leerplichtig",
        "lestijden", "marks", "maybe", "op", "ordinal", "pupil_here", "so_far", "start", "strip", "uitkomsten", "year",
    )  # fmt: skip

    def __init__(self, casus: Casus, op: date) -> None:
        self.casus = casus
        self.op = op
        self.ordinal = op.toordinal()
        self.year = school_year(op)
        self.uitkomsten: list[Uitkomst] = []
        self.certain = date(self.year + 1, 9, 1).toordinal()
        self.maybe = FAR
        self.lestijden = 0
        self.leerplicht = leerplicht(casus.leerling, op)
        self.leerplichtig = self.leerplicht is not None and self.leerplicht[0] <= op < self.leerplicht[2]
        self.enrolment = casus.inschrijving_op(op)
        self.calendar = self._calendar()
        self.start = self.calendar.start
        self.dag = self.ordinal - self.start
        self.strip = casus.strip(self.year)
        self.so_far = self.strip[: 2 * self.dag + 2]
        self.marks = self.so_far.translate(None, NOT_MARKED)
        self.eind = self.calendar.prev_day[self.dag]
        count = self.marks.count
        self.aantal = {code: count(byte) for code, byte in COUNTED} if self.marks else NOTHING
        self.pupil_here = self._pupil_here()
        self.brought = self._brought(self.start, self.start + self.calendar.size)

    def _calendar(self) -> SchoolCalendar:
        """The calendar of the school on the date, or of the last school before it."""
        free, free_parts = self.casus.vrije_dagen, frozenset[tuple[date, str]]()
        latest: Inschrijving | None = self.enrolment
        if latest is None:
            for van, _, enrolment in self.casus.perioden:
                if van <= self.op:
                    latest = enrolment
        if latest is not None:
            free, free_parts = latest.vrije_dagen, latest.vrije_halve_dagen
        return school_calendar(self.year, free, free_parts)

    def _brought(self, start: int, beyond: int) -> list[tuple[int, int]]:
        return [
            (van.toordinal() - start, enrolment.b_vorige_school)
            for van, _, enrolment in self.casus.perioden
            if enrolment.b_vorige_school and start <= van.toordinal() < beyond and van <= self.op
        ]

    def brought_before(self) -> int:
        """The B that were brought along from another school in the school year before."""
        return sum(count for _, count in self._brought(first_day(self.year - 1).toordinal(), self.start))

    @property
    def schooljaar(self) -> str:
        """The name of the school year."""
        return label(self.year)

    @property
    def begin(self) -> date:
        """1 September."""
        return date.fromordinal(self.start)

    def _pupil_here(self) -> bool:
        """Whether the pupil was enrolled on the last school day, so that a window ending there says something."""
        if self.eind < 0 or not self.casus.perioden:
            return self.eind >= 0
        return self.casus.inschrijving_op(self.day(self.eind)) is not None

    def day(self, offset: int) -> date:
        """The date of a day of this school year."""
        return date.fromordinal(self.start + offset)

    def of_half_day(self, place: int) -> date:
        """The date of a half-day of this school year."""
        return date.fromordinal(self.start + place // 2)

    def nth(self, code: bytes, number: int) -> int:
        """The place of the `number`-th half-day with a code that was noted at least as often by now."""
        place = -1
        for _ in range(number):
            place = self.so_far.find(code, place + 1)
        return place

    def is_leerplichtig(self, day: date) -> bool:
        """Whether the pupil was leerplichtig on a day up to the date: a diploma that came after it changes nothing."""
        return is_leerplichtig(self.casus.leerling, day)

    def zeker(self, ordinal: int) -> None:
        """The answer will differ on that day."""
        if self.ordinal < ordinal < self.certain:
            self.certain = ordinal

    def misschien(self, ordinal: int) -> None:
        """The answer may differ on that day."""
        if self.ordinal < ordinal < self.maybe:
            self.maybe = ordinal

    def misschien_op(self, day: date) -> None:
        """The answer may differ on that date."""
        self.misschien(day.toordinal())

    def bekend(self, day: date | None) -> date | None:
        """A day, when it is known by the date; None for one that is still to come."""
        return day if day is not None and day <= self.op else None

    def events(
        self, soorten: tuple[str, ...], vanaf: date, *, school: str | None = None, bij: date | None = None
    ) -> list[Gebeurtenis]:
        """The acts of these kinds from a day on, up to the date, oldest first.

        With `school` and `bij`, acts that name another school, or another measure or period, are left out.
        """
        per_soort = self.casus.per_soort
        if not per_soort:
            return []
        found = [
            event
            for soort in soorten
            for event in per_soort.get(soort, ())
            if vanaf <= event.datum <= self.op
            and (school is None or event.school is None or event.school == school)
            and (bij is None or event.bij is None or event.bij == bij)
        ]
        if len(soorten) > 1:
            found.sort(key=lambda event: event.datum)
        return found

    def first(
        self, soorten: tuple[str, ...], vanaf: date, *, school: str | None = None, bij: date | None = None
    ) -> date | None:
        """The day of the first such act."""
        found = self.events(soorten, vanaf, school=school, bij=bij)
        return found[0].datum if found else None

    def meld(
        self,
        regel: str,
        sinds: date,
        *omdat: str,
        vervuld_op: date | None = None,
        uiterlijk: date | None = None,
        voorwerp: date | None = None,
        bron: tuple[str, ...] | None = None,
        van_kracht: date | None = OPEN_END,
    ) -> None:
        """Report that a rule applies; a duty is open unless `vervuld_op` is given.

        `bron` and `van_kracht` replace those of the rule, where an older number holds.
        """
        rule = REGELS[regel]
        status = GELDT if rule.aard != PLICHT else OPEN if vervuld_op is None else VERVULD
        self.uitkomsten.append(
            Uitkomst(
                regel,
                rule.aard,
                status,
                rule.voor,
                sinds,
                uiterlijk,
                vervuld_op,
                omdat,
                rule.bron if bron is None else bron,
                rule.van_kracht if van_kracht is OPEN_END else van_kracht,
                None if voorwerp is None else voorwerp.isoformat(),
                rule.advies,
            )
        )
