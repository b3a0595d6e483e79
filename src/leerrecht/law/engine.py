"""Asks every rule about one casus on one date, and finds the next date on which the answer can differ."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Any

from leerrecht.law.casus import Casus
from leerrecht.law.codes import ONBEKEND
from leerrecht.law.dates import ONE_DAY
from leerrecht.law.regels import REGELS, VOLGORDE
from leerrecht.law.rules import certificates, counts, exclusion, patterns, schooling, toah, tucht
from leerrecht.law.state import OPEN, Stand, Uitkomst
from leerrecht.law.tables import setting
from leerrecht.law.topics import ONDERWERPEN
from leerrecht.law.topics.onderwerp import moments

MARKED = re.compile(rb"[ARZMHPB-]")
TELLERS = ("B", "Z", "R", "P", "M", "H", "A", ONBEKEND)


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What the law core says about a casus on a date; `verandert_op` None: not before the calendar ends, or not asked.

    `status` holds booleans and dates, `tellers` the school year, the half-days of that year per code, and the lesson
    hours of TOAH. `as_dict` gives the form of the contract, with dates as text.
    """

    op: date
    status: dict[str, Any]
    tellers: dict[str, Any]
    uitkomsten: tuple[Uitkomst, ...]
    verandert_op: date | None

    def as_dict(self) -> dict[str, Any]:
        """The answer as plain data for JSON: dates as text, keys that say nothing left out of the outcomes."""
        return {
            "op": self.op.isoformat(),
            "status": {key: _text(value) for key, value in self.status.items()},
            "tellers": dict(self.tellers),
            "uitkomsten": [outcome_dict(outcome) for outcome in self.uitkomsten],
            "verandert_op": _text(self.verandert_op),
        }

    @property
    def sleutel(self) -> tuple[object, ...]:
        """What makes two answers differ: status, counts, and which outcomes stand how."""
        return (self.status, self.tellers, [outcome.sleutel for outcome in self.uitkomsten])

    def regel(self, key: str) -> Uitkomst | None:
        """The first outcome of a rule, or None."""
        return next((outcome for outcome in self.uitkomsten if outcome.regel == key), None)


def outcome_dict(outcome: Uitkomst) -> dict[str, Any]:
    """One outcome in the form of the contract."""
    found: dict[str, Any] = {
        "regel": outcome.regel,
        "aard": outcome.aard,
        "status": outcome.status,
        "voor": list(outcome.voor),
        "sinds": outcome.sinds.isoformat(),
        "uiterlijk": _text(outcome.uiterlijk),
        "omdat": list(outcome.omdat),
        "bron": list(outcome.bron),
        "van_kracht": _text(outcome.van_kracht),
    }
    if outcome.vervuld_op is not None:
        found["vervuld_op"] = outcome.vervuld_op.isoformat()
    if outcome.voorwerp is not None:
        found["voorwerp"] = outcome.voorwerp
    if outcome.advies:
        found["advies"] = True
    return found


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def antwoord(casus: Casus, op: date, *, verandert: bool = True) -> Antwoord:
    """What the law says about this casus on this date.

    With `verandert=False` the next date of change is not looked for. Raises BuitenKalender for a date of which no
    school calendar is known.
    """
    answer, stand = _evaluate(casus, op)
    if not verandert:
        return answer
    changes = _next_change(casus, answer, stand)
    return Antwoord(op, answer.status, answer.tellers, answer.uitkomsten, changes)


def _next_change(casus: Casus, answer: Antwoord, stand: Stand) -> date:
    """Try each date on which something might happen, until one on which something does."""
    key = answer.sleutel
    while stand.maybe < stand.certain:
        tried, stand = _evaluate(casus, date.fromordinal(stand.maybe))
        if tried.sleutel != key:
            return tried.op
    return date.fromordinal(stand.certain)


def _evaluate(casus: Casus, op: date) -> tuple[Antwoord, Stand]:
    stand = Stand(casus, op)
    status = schooling.status(stand)
    schooling.absolute_truancy(stand)
    _future_facts(stand)
    if stand.marks:
        _absences(stand)
    counts.trajectory(stand, counts.reporting(stand))
    counts.many_b(stand)
    counts.five_year_old(stand)
    _illness(stand)
    home = None
    if casus.maatregelen:
        cases = tucht.zaken(stand)
        tucht.measures(stand, cases)
        home = exclusion.exclusions(stand, cases)
    status["thuiszitter"] = _at_home(stand, home)
    tellers: dict[str, Any] = {"schooljaar": stand.schooljaar, **{code: stand.aantal[code] for code in TELLERS}}
    tellers["lestijden_toah"] = stand.lestijden
    if casus.meer:
        _topics(stand)
    stand.uitkomsten.sort(key=_order)
    return Antwoord(op, status, tellers, tuple(stand.uitkomsten), None), stand


def _order(outcome: Uitkomst) -> tuple[int, str]:
    return VOLGORDE[outcome.regel], outcome.voorwerp or ""


def _absences(stand: Stand) -> None:
    """The rules that look at what was noted in this school year."""
    counts.unknown(stand)
    counts.first_b(stand)
    counts.many_lawful(stand)
    counts.out_of_place(stand)
    certificates.certificates(stand)
    patterns.often_ill(stand)
    patterns.tempo(stand)
    patterns.detachment(stand)
    patterns.fixed_half_day(stand)
    patterns.part_time(stand)
    patterns.holiday_edges(stand)


def _illness(stand: Stand) -> None:
    """TOAH: rights, and what they bring."""
    rights = toah.long_ill(stand)
    often = toah.often_ill(stand)
    if often is not None:
        rights.append(often)
    if rights or stand.casus.attesten:
        toah.inform(stand, rights)
    if stand.casus.toah:
        toah.periods(stand)


def _at_home(stand: Stand, excluded: date | None) -> bool:
    """Whether the pupil is a thuiszitter, and since when: absent for long, nowhere enrolled, or excluded."""
    grounds: list[tuple[date, str]] = []
    absent = patterns.long_absent(stand)
    if absent is not None:
        threshold = setting(stand.casus.instellingen, "thuiszitter_drempel")
        grounds.append((absent, f"minstens {threshold} halve schooldagen na elkaar afwezig"))
    grounds += [
        (outcome.sinds, "leerplichtig en nergens ingeschreven")
        for outcome in stand.uitkomsten
        if outcome.regel == "verzuim.absoluut" and outcome.status == OPEN
    ]
    if excluded is not None:
        grounds.append((excluded, "uitgesloten en nog zonder nieuwe school"))
    if grounds:
        grounds.sort()
        stand.meld("thuiszitter", grounds[0][0], *(text for _, text in grounds))
    return bool(grounds)


def _topics(stand: Stand) -> None:
    """The topics that the casus names; what they say counts while their rules are in force."""
    answered = len(stand.uitkomsten)
    for name, facts in stand.casus.meer.items():
        topic = ONDERWERPEN[name]
        for rule in topic.regels:
            for turn in (rule.van_kracht, rule.tot and rule.tot + ONE_DAY):
                if turn is not None:
                    stand.misschien_op(turn)
        for moment in moments(facts):
            stand.misschien_op(moment)
        topic.antwoord(stand, facts)
    found = stand.uitkomsten[answered:]
    stand.uitkomsten[answered:] = [in_force for outcome in found if (in_force := _in_force(outcome, stand.op))]


def _in_force(outcome: Uitkomst, op: date) -> Uitkomst | None:
    rule = REGELS[outcome.regel]
    if op < (rule.van_kracht or op) or op > (rule.tot or op):
        return None
    return outcome._replace(sinds=max(outcome.sinds, rule.van_kracht or outcome.sinds))


def _future_facts(stand: Stand) -> None:
    """The dates of what is in the casus but lies after the date."""
    casus = stand.casus
    coming = MARKED.search(stand.strip, 2 * stand.dag + 2)
    if coming is not None:
        stand.zeker(stand.start + coming.start() // 2)
    place = bisect_right(casus.momenten, stand.op)
    if place < len(casus.momenten):
        stand.misschien_op(casus.momenten[place])
    if stand.marks and (stand.enrolment is not None) != stand.pupil_here:
        # Enrolled or gone during a holiday: only the next school day shows it to the rules that look at windows.
        stand.misschien(stand.start + stand.calendar.next_day[stand.dag + 1])
