"""Whether the lessons at home do come: a right without lessons, nobody who teaches, and a request for a whole year."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import last_day, nth_school_day, school_days, school_year
from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.regel import SCHOOL_CLB, SIGNAAL, Regel
from leerrecht.law.tables import setting, waarde
from leerrecht.law.topics.onderwerp import Feit, Onderwerp
from leerrecht.law.topics.toah import Les

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

WEEK = timedelta(days=7)
LANG = ("toah.langdurig", "toah.herval")
CHRONISCH = "toah.chronisch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """How far the lessons at home came."""

    lessen: Annotated[tuple[Les, ...], Feit("de gegeven lessen, per week")] = ()
    leerkracht_gezocht: Annotated[date | None, Feit("dag sinds wanneer de school een leerkracht zoekt")] = None
    leerkracht_gevonden: Annotated[date | None, Feit("dag waarop er een leerkracht was")] = None
    gevraagd: Annotated[date | None, Feit("dag van de laatste aanvraag")] = None
    gevraagd_tot: Annotated[date | None, Feit("tot wanneer TOAH gevraagd werd")] = None
    terugkeer_besproken: Annotated[date | None, Feit("dag waarop de terugkeer naar school besproken werd")] = None
    afgezien: Annotated[date | None, Feit("dag waarop ouders of arts lieten weten dat ze geen TOAH willen")] = None


REGELS = (
    Regel(
        "toah.onvervuld",
        SIGNAAL,
        SCHOOL_CLB,
        "Recht op onderwijs aan huis, maar geen les",
        "De leerling heeft recht op tijdelijk onderwijs aan huis, en krijgt geen les. Wie lang of vaak ziek is, krijgt "
        "anders langer geen les dan nodig.",
        ("000:10399-10407", "000:4609-4614"),
        advies=True,
    ),
    Regel(
        "toah.geen_leerkracht",
        SIGNAAL,
        SCHOOL_CLB,
        "Er is geen leerkracht voor onderwijs aan huis",
        "De school zoekt een leerkracht en vond er nog geen. Bednet of School & Ziekzijn kan intussen helpen.",
        ("000:4609-4614", "001:3030-3032"),
        advies=True,
    ),
    Regel(
        "toah.heel_schooljaar",
        SIGNAAL,
        SCHOOL_CLB,
        "Onderwijs aan huis tot het einde van het schooljaar: hoe komt de leerling terug?",
        "Onderwijs aan huis is tijdelijk. Wie het tot het einde van het schooljaar vraagt, bespreekt met de leerling, "
        "de ouders en het CLB hoe de leerling terugkomt.",
        ("000:2986-2994", "000:10347-10355"),
        advies=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What stands in the way of lessons, and of the way back."""
    known = feiten[0]
    if stand.bekend(known.afgezien) is None:
        _without_lessons(stand, known)
    since = stand.bekend(known.leerkracht_gezocht)
    if since is not None and stand.bekend(known.leerkracht_gevonden) is None:
        stand.meld("toah.geen_leerkracht", since, f"gezocht sinds {voluit(since)}")
    asked, until = stand.bekend(known.gevraagd), known.gevraagd_tot
    if asked is None or until is None or stand.bekend(known.terugkeer_besproken) is not None:
        return
    if school_year(until) == stand.year and not school_days(until + ONE_DAY, last_day(stand.year)):
        stand.meld("toah.heel_schooljaar", asked, f"gevraagd tot en met {voluit(until)}")


def _without_lessons(stand: "Stand", known: Feiten) -> None:
    """After some school days without a lesson: since the right arose, or since the week of the last one."""
    days = setting(stand.casus.instellingen, "toah_start_schooldagen")
    back = _back_from_a_stay(stand)
    if not days or back is None:
        return
    given = [lesson for lesson in known.lessen if lesson.week <= stand.op and lesson.lestijden]
    rights = {outcome.regel: outcome.sinds for outcome in stand.uitkomsten if outcome.regel in (*LANG, CHRONISCH)}
    waits: list[tuple[date, str]] = []
    long_ill = [rights[name] for name in LANG if name in rights]
    if long_ill:
        since = min(long_ill)
        last = max((lesson.maandag for lesson in given), default=since - WEEK)
        because = f"recht sinds {voluit(since)}"
        if last + WEEK > since:
            because += f", de laatste les in de week van {voluit(last)}"
        waits.append((max(since, last + WEEK), because))
    lessons = sum(lesson.lestijden for lesson in given if lesson.week >= stand.begin)
    if CHRONISCH in rights and stand.lestijden > lessons:
        number = (lessons // waarde("toah.lestijden") + 1) * waarde("toah.halve_dagen")
        reached = stand.of_half_day(stand.nth(b"Z", number))
        waits.append((reached + ONE_DAY, f"{stand.lestijden} lestijden door chronische ziekte, gegeven: {lessons}"))
    late: list[tuple[date, str]] = []
    for start, because in waits:
        day = _after(stand, max(start, back), days)
        if day <= stand.op:
            late.append((day, because))
        else:
            stand.misschien_op(day)
    if late:
        stand.meld("toah.onvervuld", min(late)[0], *(because for _, because in sorted(late)))


def _back_from_a_stay(stand: "Stand") -> date | None:
    """The day after the last stay with a school of its own; None as long as one lasts (``opname.ontslagen``)."""
    back = date.min
    for stay in stand.casus.meer.get("opname", ()):
        if stay.van <= stand.op:
            if stay.tot is None:
                return None
            back = max(back, stay.tot + ONE_DAY)
    if back > stand.op:
        stand.misschien_op(back)
        return None
    return back


def _after(stand: "Stand", start: date, days: int) -> date:
    """The last of the school days that may pass without a lesson."""
    enrolment = stand.enrolment
    free = stand.casus.vrije_dagen if enrolment is None else enrolment.vrije_dagen
    return nth_school_day(start, days, free)


ONDERWERP = Onderwerp(
    "toah_uitvoering",
    "TOAH: komt het er?",
    "Krijgt de leerling de lessen aan huis waarop die recht heeft, en is er een weg terug?",
    Feiten,
    REGELS,
    antwoord,
)
