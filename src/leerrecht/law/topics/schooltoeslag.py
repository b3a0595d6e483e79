"""The school allowance: how often a kleuter must be there, thirty B, two years running, and two weeks unenrolled.

The age is that on 31 December of the school year. Under five only real presence counts, with days that a doctor's
certificate covers; a five-year-old may also be absent with any code but B and unknown; from six on only B counts.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import label, last_day
from leerrecht.law.codes import KLEUTER
from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.regel import OUDERS, SIGNAAL, Regel
from leerrecht.law.strip import FREE, HELD
from leerrecht.law.tables import waarde
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

JONGSTE, VIJF = 2, 5
DOOR_DE_ARTS = ("medisch", "chronisch", "type5")
LAATSTE_LESDAG = (6, 30)
LATE = ord("L")
_VERLOREN = b"B-"
_VOORWAARDEN = "groeipakket.be/aanwezigheidsvoorwaarden"
_TERUG = "groeipakket.be/terugbetalen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known beside the half-days in the casus."""

    vorig_jaar_onvoldoende: Annotated[
        bool | None, Feit("of vorig schooljaar onvoldoende was; anders volgt dat uit de halve dagen in de casus")
    ] = None


REGELS = (
    Regel(
        "schooltoeslag.kleuter",
        SIGNAAL,
        (*OUDERS, "school"),
        "De kleuter komt te weinig voor de schooltoeslag",
        "Een kleuter moet een aantal halve dagen aanwezig zijn: 100 tot drie jaar, 150 op drie, 185 op vier en 290 op "
        "vijf jaar.",
        (_VOORWAARDEN, "000:2226"),
    ),
    Regel(
        "schooltoeslag.ongewettigd",
        SIGNAAL,
        (*OUDERS, "school"),
        "Te vaak ongewettigd afwezig voor de schooltoeslag",
        "Vanaf zes jaar is een schooljaar onvoldoende met meer dan 29 halve dagen B.",
        (_VOORWAARDEN, "002:1512-1514"),
    ),
    Regel(
        "schooltoeslag.verlies",
        SIGNAAL,
        (*OUDERS, "school"),
        "De schooltoeslag van dit jaar gaat verloren",
        "Na twee onvoldoende schooljaren op rij wordt de toeslag van het tweede teruggevorderd, en kan een nieuwe "
        "geweigerd worden.",
        ("002:1512-1514", _TERUG),
    ),
    Regel(
        "schooltoeslag.uitgeschreven",
        SIGNAAL,
        (*OUDERS, "school"),
        "Meer dan twee weken nergens ingeschreven",
        "Wie in het lager of secundair meer dan veertien kalenderdagen uitgeschreven is, verliest de toeslag; ook "
        "dagen "
        "in een vakantie tellen.",
        (_TERUG,),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """Whether this year is enough, the one before was, and whether the pupil was enrolled all along."""
    since = _insufficient(stand)
    before = feiten[0].vorig_jaar_onvoldoende
    if before is None:
        before = _insufficient_before(stand)
    if since is not None and before:
        stand.meld("schooltoeslag.verlies", since, f"onvoldoende in {label(stand.year - 1)} en in {stand.schooljaar}")
    _gaps(stand)


def _age(stand: "Stand", year: int) -> int:
    return year - stand.casus.leerling.geboortedatum.year


def _is_kleuter(stand: "Stand", year: int, last: date) -> bool:
    """Whether the pupil was under six and in kleuter at the end of what is looked at in a school year."""
    begun = [(van, one) for van, tot, one in stand.casus.perioden if van <= last and tot >= date(year, 9, 1)]
    return _age(stand, year) <= VIJF and bool(begun) and begun[-1][1].niveau == KLEUTER


def _insufficient(stand: "Stand") -> date | None:
    """Since when this school year cannot be sufficient any more, or None."""
    if _is_kleuter(stand, stand.year, stand.op):
        return _too_few(stand)
    if _age(stand, stand.year) <= VIJF:
        return None
    limit = waarde("schooltoeslag.ongewettigd")
    lost = stand.aantal["B"] + sum(count for _, count in stand.brought)
    if lost <= limit:
        return None
    days = sorted([*(stand.day(offset) for offset, count in stand.brought for _ in range(count)), *_days_of_b(stand)])
    since = days[limit]
    stand.meld("schooltoeslag.ongewettigd", since, f"{lost} halve dagen B in {stand.schooljaar}")
    return since


def _days_of_b(stand: "Stand") -> list[date]:
    return [stand.of_half_day(place) for place, byte in enumerate(stand.so_far) if byte == ord("B")]


def _present(stand: "Stand", year: int, strip: bytes) -> list[bool]:
    """Per half-day of a strip whether it counts as presence, by the age in that school year."""
    five = _age(stand, year) == VIJF
    start = date(year, 9, 1).toordinal()
    excused: set[int] = set()
    for item in stand.casus.attesten:
        if item.soort in DOOR_DE_ARTS and item.van <= stand.op:
            first = max(0, item.van.toordinal() - start)
            excused.update(range(2 * first, min(len(strip), 2 * (item.einde.toordinal() - start) + 2)))
    return [
        byte in (HELD, LATE) or (byte != FREE and ((five and byte not in _VERLOREN) or (not five and place in excused)))
        for place, byte in enumerate(strip)
    ]


def _needed(stand: "Stand", year: int) -> int:
    return waarde(f"schooltoeslag.aanwezig_{max(JONGSTE, _age(stand, year))}", date(year, 9, 1), KLEUTER)


def _too_few(stand: "Stand") -> date | None:
    needed = _needed(stand, stand.year)
    if stand.enrolment is None:
        # Nothing is held for who is enrolled nowhere, so that each day may be the one.
        stand.misschien(stand.ordinal + 1)
    counts = stand.calendar.half_count
    good, since = 0, None
    present = _present(stand, stand.year, stand.so_far)
    for offset in range(stand.dag + 1):
        good += sum(present[2 * offset : 2 * offset + 2])
        possible = good + counts[-1] - counts[offset + 1]
        since = None if possible >= needed else since or stand.day(offset)
    if since is not None:
        stand.meld(
            "schooltoeslag.kleuter", since,
            f"hoogstens {possible} van de {needed} halve dagen nog haalbaar in {stand.schooljaar}",
        )  # fmt: skip
    return since


def _insufficient_before(stand: "Stand") -> bool:
    """Whether the school year before was insufficient, as far as the casus holds it."""
    year = stand.year - 1
    if _age(stand, year) > VIJF:
        lost = stand.casus.halve_dagen.get(year, b"").count(b"B") + stand.brought_before()
        return lost > waarde("schooltoeslag.ongewettigd")
    if not _is_kleuter(stand, year, last_day(year)):
        return False
    return sum(_present(stand, year, stand.casus.strip(year))) < _needed(stand, year)


def _gaps(stand: "Stand") -> None:
    """More than two weeks between two enrolments, or after the last, before the lessons of the year end."""
    periods = stand.casus.perioden
    end = date(stand.year + 1, *LAATSTE_LESDAG)
    for place, (_, tot, enrolment) in enumerate(periods):
        if enrolment.niveau == KLEUTER or not stand.begin <= tot < end:
            continue
        since = tot + ONE_DAY + timedelta(days=waarde("schooltoeslag.uitgeschreven"))
        following = periods[place + 1][0] if place + 1 < len(periods) else None
        stand.misschien_op(since)
        if since <= min(stand.op, end) and (following is None or following > since):
            stand.meld("schooltoeslag.uitgeschreven", since, f"uitgeschreven na {voluit(tot)}", voorwerp=tot)


ONDERWERP = Onderwerp(
    "schooltoeslag",
    "Schooltoeslag",
    "Is de leerling genoeg aanwezig en ingeschreven om de schooltoeslag te houden?",
    Feiten,
    REGELS,
    antwoord,
)
