"""Disciplinary measures: how long, for whom, with which code, and what the school owes after one.

Each measure has its own outcomes, named by its begin date. A duty stays until it is fulfilled, and is shown as such
for the rest of the school year; faults are looked for in the school year of the date.
"""

from dataclasses import dataclass
from datetime import date

from leerrecht.law.calendar import calendar_days, first_day, nth_school_day, school_days, school_year
from leerrecht.law.casus import OPEN_END, Inschrijving, Maatregel
from leerrecht.law.codes import DEELTIJDS, KLEUTER, LAGER, SECUNDAIR, VOLTIJDS, met_naam
from leerrecht.law.dates import voluit
from leerrecht.law.state import Stand
from leerrecht.law.tables import Getal, getal, setting_date

PREVENTIEF, TIJDELIJK, DEFINITIEF = "preventieve_schorsing", "tijdelijke_uitsluiting", "definitieve_uitsluiting"
NAMEN = {
    PREVENTIEF: "preventieve schorsing",
    TIJDELIJK: "tijdelijke uitsluiting",
    DEFINITIEF: "definitieve uitsluiting",
}
DUUR = {PREVENTIEF: "schorsing.duur", TIJDELIJK: "uitsluiting.duur"}
OPVANG = ("opvang_aangeboden", "opvang_gemotiveerd_geweigerd")
AGODI_VAN = date(2019, 9, 1)
WRONG = bytes(ord("x") if byte in b"AZMHPB-" else ord(".") if byte in b".L" else ord(" ") for byte in range(256))


@dataclass(frozen=True, slots=True)
class Zaak:
    """A measure that has begun, with the enrolment it fell in (`van` and `tot` as the next enrolment left them)."""

    maatregel: Maatregel
    enrolment: Inschrijving | None
    enrolled_from: date
    enrolled_to: date

    @property
    def niveau(self) -> str | None:
        """The level of the enrolment, where known."""
        return None if self.enrolment is None else self.enrolment.niveau

    @property
    def naam(self) -> str:
        """The measure in words, with its date."""
        return f"{NAMEN[self.maatregel.soort]} vanaf {voluit(self.maatregel.van)}"


def zaken(stand: Stand) -> list[Zaak]:
    """The measures that have begun, oldest first; a measure that names no school falls in the enrolment of that day."""
    found: list[Zaak] = []
    for measure in sorted(stand.casus.maatregelen, key=lambda item: (item.van, item.soort)):
        if measure.van > stand.op:
            continue
        match: tuple[date, date, Inschrijving | None] = (measure.van, OPEN_END, None)
        for van, tot, enrolment in stand.casus.perioden:
            if van <= measure.van and (
                enrolment.school == measure.school or (not measure.school and measure.van <= tot)
            ):
                match = (van, tot, enrolment)
        found.append(Zaak(measure, match[2], match[0], match[1]))
    return found


def duty(stand: Stand, regel: str, zaak: Zaak, fulfilled: date | None, *omdat: str) -> None:
    """Report a duty that a measure brought, unless it was fulfilled in a school year before this one."""
    since = zaak.maatregel.van
    if fulfilled is None or stand.year in (school_year(fulfilled), school_year(since)):
        stand.meld(regel, since, zaak.naam, *omdat, vervuld_op=fulfilled, voorwerp=since)


def done(stand: Stand, zaak: Zaak, soorten: tuple[str, ...], vanaf: date | None = None) -> date | None:
    """The day of the first act of these kinds for a measure, from its start (or an earlier day) on."""
    measure = zaak.maatregel
    return stand.first(soorten, vanaf or measure.van, school=measure.school or None, bij=measure.van)


def shelters(stand: Stand, zaak: Zaak) -> bool:
    """Whether the school owes opvang: in lager by law, in secundair where it chose so."""
    van = setting_date(stand.casus.instellingen, "opvang_secundair_van")
    chosen = van is not None and zaak.niveau == SECUNDAIR and zaak.maatregel.van >= van
    return zaak.niveau == LAGER or chosen


def measures(stand: Stand, cases: list[Zaak]) -> None:
    """All that follows from any measure."""
    for case in cases:
        measure = case.maatregel
        this_year = measure.einde >= stand.begin
        if case.niveau == KLEUTER and (this_year if measure.soort != DEFINITIEF else measure.van >= stand.begin):
            stand.meld("tucht.kleuter", measure.van, case.naam, voorwerp=measure.van)
        if this_year:
            _too_long(stand, case)
            _codes(stand, case)
        _motivation(stand, case)
        if measure.van >= AGODI_VAN or (measure.soort == DEFINITIEF and case.niveau == SECUNDAIR):
            duty(stand, "tucht.agodi", case, done(stand, case, ("melding_agodi",)))
        if measure.soort != DEFINITIEF and shelters(stand, case):
            duty(stand, "tucht.opvang", case, done(stand, case, OPVANG))
        started = done(stand, case, ("clb_traject",), first_day(school_year(measure.van)))
        duty(stand, "clb.traject", case, started)


def _too_long(stand: Stand, case: Zaak) -> None:
    measure, enrolment = case.maatregel, case.enrolment
    if enrolment is None:
        return
    limit = grens(measure.soort, measure.van, enrolment.niveau or "", enrolment.stelsel)
    if limit is None:
        return
    free, free_parts = enrolment.vrije_dagen, enrolment.vrije_halve_dagen
    in_calendar = limit.eenheid == "kalenderdagen"
    since, last = measure.van, measure.tot
    if last is None:
        # Without an end nothing can be judged beforehand: it is too long from the first day beyond the limit.
        if in_calendar:
            since = date.fromordinal(measure.van.toordinal() + limit.waarde)
        else:
            since = nth_school_day(measure.van, limit.waarde + 1, free, free_parts)
        last = stand.op
        stand.misschien_op(since)
    days = calendar_days(measure.van, last) if in_calendar else school_days(measure.van, last, free, free_parts)
    if days > limit.waarde:
        shown = "heeft nog geen einde" if measure.tot is None else f"duurt {days} {limit.eenheid}"
        text = f"{case.naam}: die {shown}, hoogstens {limit.waarde} {limit.eenheid} is toegelaten"
        stand.meld("tucht.duur", since, text, voorwerp=measure.van)


def grens(soort: str, van: date, niveau: str, stelsel: str = VOLTIJDS) -> Getal | None:
    """The longest a measure of that kind may last; None where the law has no number (definitief, kleuter)."""
    if soort not in DUUR:
        return None
    return getal(DUUR[soort], van, niveau, DEELTIJDS if stelsel == DEELTIJDS else VOLTIJDS)


def _codes(stand: Stand, case: Zaak) -> None:
    """Inside the measure each half-day at its school is R, or attended with opvang."""
    measure = case.maatregel
    first = max(measure.van, case.enrolled_from, stand.begin)
    last = min(measure.einde, case.enrolled_to)
    low, high = 2 * (first.toordinal() - stand.start), 2 * (min(last, stand.op).toordinal() - stand.start) + 2
    if low >= high or (case.enrolment is None and stand.casus.perioden):
        return
    piece = stand.so_far[low:high].translate(WRONG)
    wrong, present = piece.find(b"x"), -1
    sheltered = done(stand, case, ("opvang_aangeboden",)) is not None
    if not sheltered:
        present = piece.find(b".")
        if wrong < 0 and present < 0:
            _next_lesson(stand, last)
    found = (
        (wrong, f"staat er een andere code dan {met_naam('R')}"),
        (present, "telt de leerling als aanwezig, maar is er geen opvang aangeboden"),
    )
    places = sorted((place, text) for place, text in found if place >= 0)
    if places:
        reasons = [f"{case.naam}: op {voluit(stand.of_half_day(low + place))} {text}" for place, text in places]
        stand.meld("tucht.code", stand.of_half_day(low + places[0][0]), *reasons, voorwerp=measure.van)


def _next_lesson(stand: Stand, last: date) -> None:
    """The next school day inside the measure counts as attended, if nothing is noted."""
    following = stand.calendar.next_day[stand.dag + 1]
    if following < stand.calendar.size and stand.day(following) <= last:
        stand.misschien(stand.start + following)


def _motivation(stand: Stand, case: Zaak) -> None:
    """Announced: guidance before the measure, or the reason why there was none."""
    measure = case.maatregel
    van = setting_date(stand.casus.instellingen, "tucht_motivering_van")
    if van is None or measure.van < van or measure.soort == PREVENTIEF:
        return
    school = measure.school or None
    guided = stand.first(("begeleidingsmaatregel",), case.enrolled_from, school=school)
    if guided is not None and guided >= measure.van:
        guided = None
    motivated = done(stand, case, ("motivering_geen_begeleiding",), case.enrolled_from)
    known = [day for day in (guided, motivated) if day is not None]
    text = "eerder een begeleidingsmaatregel" if guided else "geen begeleidingsmaatregel voordien op deze school"
    duty(stand, "tucht.motivering", case, min(known, default=None), text)


def new_enrolment(stand: Stand, case: Zaak) -> date | None:
    """The day of the first enrolment that began after a definitive exclusion, or elsewhere while it was in force."""
    for van, tot, enrolment in stand.casus.perioden:
        elsewhere = enrolment.school != case.maatregel.school and tot >= case.maatregel.van
        if van <= stand.op and enrolment is not case.enrolment and (van > case.maatregel.van or elsewhere):
            return van
    return None


def still_enrolled(stand: Stand, case: Zaak) -> bool:
    """Whether the pupil is still enrolled in the school that excluded them."""
    return case.enrolment is not None and case.enrolled_from <= stand.op <= case.enrolled_to
