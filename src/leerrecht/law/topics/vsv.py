"""Early school leaving of one pupil: the four conditions of the official indicator, re-entry, and the warm hand-over.

School year x is the one before that of the date: only then is it known who is not enrolled any more. The indicator
counts the first interruption only. Where the text names no day, the days are settings.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import START_MONTH, first_day, label, last_day, school_year
from leerrecht.law.codes import SECUNDAIR
from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.regel import PLICHT, SCHOOL_CLB, SIGNAAL, Regel
from leerrecht.law.tables import setting, waarde
from leerrecht.law.topics.melden import plicht
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

KWALIFICATIES = (
    "diploma",
    "studiegetuigschrift_bso",
    "eindgetuigschrift_dbso",
    "certificaat_leertijd",
    "getuigschrift_ov3",
    "certificaat_modulair_bso",
    "certificaat_modulair_dbso",
    "certificaat_modulair_ov3",
)
WEGEN = ("examencommissie", "volwassenenonderwijs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kwalificatie:
    """A qualification with which a pupil may leave."""

    datum: Annotated[date, Feit("dag waarop ze behaald werd")]
    soort: Annotated[str, Feit("welke", woorden=KWALIFICATIES)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tweedekans:
    """A way on after school."""

    datum: Annotated[date, Feit("dag van de inschrijving")]
    weg: Annotated[str, Feit("waar", woorden=WEGEN)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known beside the enrolments and the diploma in the casus."""

    kwalificaties: Annotated[tuple[Kwalificatie, ...], Feit("de behaalde kwalificaties")] = ()
    regulier_traject: Annotated[bool, Feit("of het een regulier kwalificerend traject was")] = True
    eerder: Annotated[bool, Feit("of de loopbaan vóór deze casus al eens onderbroken werd zonder kwalificatie")] = False
    tweedekans: Annotated[tuple[Tweedekans, ...], Feit("inschrijvingen in een tweedekansweg")] = ()
    overdracht: Annotated[date | None, Feit("dag van de warme overdracht naar VDAB, OCMW of andere hulp")] = None


REGELS = (
    Regel(
        "vsv.status",
        SIGNAAL,
        SCHOOL_CLB,
        "Vroegtijdige schoolverlater",
        "De leerling was vorig schooljaar ingeschreven in het secundair onderwijs, is het nu niet meer, is niet meer "
        "leerplichtig en behaalde geen kwalificatie. Alleen de eerste onderbreking telt.",
        ("002:316-335", "002:341-350", "000:5364-5365"),
        date(2009, 9, 1),
    ),
    Regel(
        "vsv.herintrede",
        SIGNAAL,
        SCHOOL_CLB,
        "Terug na vroegtijdig schoolverlaten",
        "De leerling schreef zich opnieuw in vanaf het tweede schooljaar na het vertrek.",
        ("002:395-396", "002:423-424"),
    ),
    Regel(
        "vsv.overdracht",
        PLICHT,
        SCHOOL_CLB,
        "Draag warm over naar VDAB of andere hulp",
        "Wie niet meer leerplichtig is en zonder kwalificatie vertrekt, krijgt een gesprek over de toekomst en een "
        "warme "
        "overdracht.",
        ("002:2183-2185", "002:2199-2201"),
        advies=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """Whether the pupil left early last year, came back, and was handed over."""
    known = feiten[0]
    if known.regulier_traject:
        _status(stand, known)
        _return(stand, known)
    _hand_over(stand, known)


def _day_of(stand: "Stand", name: str, year: int) -> date | None:
    """The first day of the month of a setting in a school year, None where the setting is empty."""
    month = setting(stand.casus.instellingen, name)
    if month is None:
        return None
    return date(year + (month < START_MONTH), min(month, 12), 1)


def _enrolled(stand: "Stand", year: int, day: date | None) -> bool:
    """Whether enrolled in secondary education on a day, or without one on any day of the year so far."""
    first, last = (first_day(year), min(last_day(year), stand.op)) if day is None else (day, day)
    return any(
        enrolment.niveau == SECUNDAIR and van <= last and first <= tot for van, tot, enrolment in stand.casus.perioden
    )


def _qualified(stand: "Stand", known: Feiten, year: int) -> bool:
    """Whether a sufficient qualification was obtained by the end of the school year."""
    days = [item.datum for item in known.kwalificaties]
    if stand.casus.leerling.diploma_secundair is not None:
        days.append(stand.casus.leerling.diploma_secundair)
    return any(day <= min(last_day(year), stand.op) for day in days)


def _interrupted(stand: "Stand", known: Feiten, year: int) -> date | None:
    """The day on which leaving in a school year without a qualification is established, or None."""
    absent = _day_of(stand, "vsv_maand_volgend", year + 1)
    free = _day_of(stand, "vsv_maand_leerplicht", year + 1)
    days = [first_day(year + 1), *(day for day in (absent, free) if day is not None)]
    for day in days:
        stand.misschien_op(day)
    since = max(days)
    if (
        since > stand.op
        or not _enrolled(stand, year, _day_of(stand, "vsv_maand_ingeschreven", year))
        or _enrolled(stand, year + 1, absent)
        or _qualified(stand, known, year)
        or (free is not None and stand.is_leerplichtig(free))
    ):
        return None
    return since


def _before(stand: "Stand", known: Feiten, year: int) -> bool:
    """Whether the career had been interrupted before a school year."""
    years = [school_year(van) for van, _, enrolment in stand.casus.perioden if enrolment.niveau == SECUNDAIR]
    return known.eerder or any(_interrupted(stand, known, earlier) for earlier in range(min(years, default=year), year))


def _status(stand: "Stand", known: Feiten) -> None:
    left = stand.year - 1
    since = _interrupted(stand, known, left)
    if since is None or _before(stand, known, left):
        return
    because = [
        f"in {label(left)} ingeschreven in het secundair onderwijs, in {stand.schooljaar} nog niet",
        "niet meer leerplichtig",
        f"geen kwalificatie behaald tot en met {label(left)}",
    ]
    because += [f"{item.weg} sinds {voluit(item.datum)}" for item in known.tweedekans if stand.bekend(item.datum)]
    stand.meld("vsv.status", since, *because)


def _return(stand: "Stand", known: Feiten) -> None:
    here = stand.enrolment
    if here is None or here.niveau != SECUNDAIR:
        return
    earliest = stand.year - waarde("vsv.herintrede")
    mine = [(van, tot) for van, tot, one in stand.casus.perioden if one.niveau == SECUNDAIR and van <= stand.op]
    for year in range(school_year(min(mine)[0]), earliest + 1):
        if _interrupted(stand, known, year) is not None:
            again = first_day(year + waarde("vsv.herintrede"))
            back = min(max(van, again) for van, tot in mine if tot >= again)
            stand.meld("vsv.herintrede", back, f"vertrokken in {label(year)} zonder kwalificatie")
            return


def _hand_over(stand: "Stand", known: Feiten) -> None:
    if stand.enrolment is not None or stand.leerplichtig:
        return
    ends = [tot for van, tot, one in stand.casus.perioden if one.niveau == SECUNDAIR and tot < stand.op]
    if not ends or _qualified(stand, known, school_year(max(ends))):
        return
    since = max(ends) + ONE_DAY
    if stand.leerplicht is not None:
        since = max(since, stand.leerplicht[2])
    plicht(
        stand,
        "vsv.overdracht",
        since,
        f"uitgeschreven na {voluit(max(ends))}, niet meer leerplichtig, geen kwalificatie",
        gedaan=known.overdracht,
        tot=last_day(school_year(max(ends)) + 1),
    )


ONDERWERP = Onderwerp(
    "vsv",
    "Vroegtijdig schoolverlaten",
    "Telt deze jongere als vroegtijdige schoolverlater?",
    Feiten,
    REGELS,
    antwoord,
)
