"""Who gets no or not full education now, whatever the code or the enrolment, and why it seems so.

Leerplicht is not leerrecht (000:991-1013): a pupil may be enrolled and lawfully absent and still get no education. A
finding says what it rests on, since when, how many half-days a week the pupil is still at school, and which of the
reasons of 000:1259-2168 fits best; a person confirms or corrects it. It is no score: each ground is a fact.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from leerrecht.law.casus import Casus, Inschrijving, Periode
from leerrecht.law.codes import DEELTIJDS, DUAAL, met_naam
from leerrecht.law.dates import voluit
from leerrecht.law.engine import Antwoord, antwoord
from leerrecht.law.rules.patterns import ANY_ABSENT, absent_run, day_of_held
from leerrecht.law.rules.tucht import DEFINITIEF
from leerrecht.law.state import OPEN, Stand, Uitkomst
from leerrecht.law.tables import setting, waarde

NIET_BEPAALD = ""
REDENEN: dict[str, str] = {
    "T1a": "vindt geen school met een passende plaats",
    "T1b": "vindt geen school na een definitieve uitsluiting",
    "T2": "de band met de school verzwakt",
    "T3": "de school vraagt om thuis te blijven",
    "T4": "langdurig of chronisch ziek",
    "T5": "duaal leren lukt moeilijk",
    "T6": "huisonderwijs door te weinig passend onderwijs",
    "T7": "verblijft in een jeugdhulpvoorziening",
    "T8": "woont op een doortrekkersterrein",
}
BRONNEN: dict[str, str] = {
    "T1a": "000:1259-1327", "T1b": "000:1394-1422", "T2": "000:1453-1511", "T3": "000:1513-1599",
    "T4": "000:1644-1707", "T5": "000:1745-1800", "T6": "000:1881-1962", "T7": "000:2011-2100", "T8": "000:2137-2168",
}  # fmt: skip

# What other rooms know, by kind, in words.
SPOREN: dict[str, str] = {
    "thuis_school": "afspraak om thuis te blijven, gevraagd door de school",
    "thuis_ouders": "afspraak om thuis te blijven, gevraagd door de ouders",
    "thuis_leerling": "afspraak om thuis te blijven, gevraagd door de leerling",
    "thuis_arts": "afspraak om thuis te blijven, gevraagd door een arts",
    "zoektocht": "er wordt een school gezocht",
    "zoektocht_na_uitsluiting": "er wordt een school gezocht na een definitieve uitsluiting",
    "wachtlijst": "staat op een wachtlijst voor een plaats in een school",
    "ziek": "krijgt onderwijs als zieke leerling",
    "werk": "traject op weg naar duaal leren",
    "buiten_school": "traject dat voor een tijd in de plaats van de school komt",
    "voorziening": "dagbesteding of hulp in de plaats van de school",
    "huisonderwijs": "huisonderwijs omdat er geen passend onderwijs gevonden werd",
    "genoteerd": "iemand noteerde dat deze leerling geen of geen voltijds onderwijs krijgt",
    "verblijf_voorziening": "verblijft in een jeugdhulpvoorziening",
    "verblijf_trekkend": "leeft in een trekkend gezin",
}
# These say something of the reason; that somebody is not at school must come from elsewhere.
ACHTERGROND = frozenset({"wachtlijst", "verblijf_voorziening", "verblijf_trekkend"})
# Meanwhile the pupil learns, or is busy, somewhere.
ALTERNATIEF = frozenset({"ziek", "werk", "buiten_school", "voorziening"})
OP_VRAAG = frozenset({"thuis_school", "thuis_ouders", "thuis_leerling", "thuis_arts"})

# What weighs for the reason, first to last: what people put on record before what codes let suspect.
_VOLGORDE: tuple[tuple[str, frozenset[str]], ...] = (
    ("T1b", frozenset({"uitsluiting", "zoektocht_na_uitsluiting"})),
    ("T8", frozenset({"verblijf_trekkend"})),
    ("T7", frozenset({"verblijf_voorziening"})),
    ("T3", frozenset({"thuis_school"})),
    ("T1a", frozenset({"wachtlijst", "zoektocht"})),
    ("T6", frozenset({"huisonderwijs"})),
    ("T4", frozenset({"thuis_arts", "ziek"})),
    ("T5", frozenset({"werk"})),
    ("T7", frozenset({"voorziening"})),
    ("T2", frozenset({"thuis_ouders", "thuis_leerling", "buiten_school"})),
)
# B without a reason yet is no reason of illness; a kleuter who need not come (A) says nothing.
_VAN_CODE = {"B": "T2", "-": "T2", "Z": "T4", "P": "T3", "M": "T5"}
# H is care during lessons, agreed with the school; A is for kleuters who need not come.
_DEELS = b"RZMPB-"
_BEWIJS = frozenset({"medisch", "chronisch", "type5"})
_DUAAL = frozenset({DEELTIJDS, DUAAL})
_NIETS = frozenset({"reeks", "uitsluiting", "maatregel"})
_WOORDEN = SPOREN | {"uitsluiting": "definitief uitgesloten en nog zonder nieuwe school"}

EINDES: dict[str, str] = {
    "school": "weer genoeg op school",
    "ingeschreven": "ingeschreven in een school",
    "leerplicht": "niet meer leerplichtig, en niet meer ingeschreven",
    "diploma": "behaalde een diploma",
    "buitenland": "woont in het buitenland",
    "huisonderwijs": "krijgt huisonderwijs",
    "vrijstelling": "is vrijgesteld van de leerplicht",
    "overleden": "overleden",
    "anders": "wordt elders opgevolgd of was verkeerd genoteerd",
}


@dataclass(frozen=True, slots=True)
class Spoor(Periode):
    """Something that another room knows: one of SPOREN, with a name to show and the hours a week that it gives.

    ``niets``: meanwhile the pupil comes to no lesson of the school at all.
    """

    soort: str = "buiten_school"
    naam: str = ""
    uren: Decimal | None = None
    niets: bool = False


@dataclass(frozen=True, slots=True)
class Grond:
    """Why it seems that this pupil gets no or not full education."""

    soort: str
    sinds: date
    tekst: str
    bron: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bevinding:
    """What is found of one pupil on a day.

    ``reden`` is one of REDENEN, or "" where nothing says; ``reden_omdat`` why. ``halve_dagen`` a week at school, of a
    week of nine; None where no lessons were held since. ``vraag``: nobody agreed on it with the CLB, and the codes are
    those behind which a school's request hides (000:1551-1599).
    """

    reden: str
    reden_omdat: str
    sinds: date
    halve_dagen: Decimal | None
    gronden: tuple[Grond, ...]
    codes: tuple[tuple[str, int], ...]
    alternatief: tuple[str, ...]
    uren: Decimal | None
    leerplichtig: bool
    ingeschreven: bool
    vraag: bool

    @property
    def kenmerk(self) -> tuple[str, ...]:
        """The facts it rests on: where these are others, a person's "klopt niet" was about something else."""
        return tuple(sorted(f"{grond.soort} {grond.sinds.isoformat()}" for grond in self.gronden))


def bevinding(casus: Casus, op: date, sporen: Iterable[Spoor] = ()) -> Bevinding | None:
    """Whether, why, since when and how little; None for who gets full education, or need not.

    Raises BuitenKalender for a date of which no school calendar is known.
    """
    stand, answer = Stand(casus, op), antwoord(casus, op, verandert=False)
    now = [spoor for spoor in sporen if spoor.omvat(op)]
    absent = _afwezig(stand, answer)
    gronden = [*_zonder_school(stand, answer, now), *_maatregelen(casus, op, answer), *absent]
    gronden += [_van_spoor(spoor) for spoor in now if spoor.soort not in ACHTERGROND]
    if not gronden:
        return None
    gronden.sort(key=lambda grond: (grond.sinds, grond.soort))
    since = gronden[0].sinds
    seen = max(_gezien_vanaf(since, absent), _hier_sinds(stand))
    codes = _codes(stand, seen)
    asked = bool(absent) and _op_vraag(stand, seen, codes, {spoor.soort for spoor in now})
    kinds = {grond.soort for grond in gronden} | {spoor.soort for spoor in now}
    reden, omdat = _reden(kinds, absent, codes, stand.enrolment, asked=asked)
    elsewhere = [spoor for spoor in now if spoor.soort in ALTERNATIEF]
    hours = [spoor.uren for spoor in elsewhere if spoor.uren is not None]
    enrolled = stand.enrolment is not None
    nothing = not enrolled or any(grond.soort in _NIETS for grond in gronden) or any(spoor.niets for spoor in now)
    half_days = Decimal("0.0") if nothing else _op_school(stand, seen)
    return Bevinding(
        reden, omdat, since, half_days, tuple(gronden), codes,
        tuple(sorted({spoor.naam or SPOREN[spoor.soort] for spoor in elsewhere})),
        sum(hours, Decimal(0)) if hours else None, stand.leerplichtig, enrolled, asked,
    )  # fmt: skip


def einde(casus: Casus, op: date, school: str | None) -> str:
    """How it ended for who is not found any more: one of EINDES; ``school`` is where the pupil was when found."""
    pupil, answer = casus.leerling, antwoord(casus, op, verandert=False)
    here = casus.inschrijving_op(op)
    if here is not None:
        return "school" if school is not None and here.school == school else "ingeschreven"
    if pupil.domicilie != "BE":
        return "buitenland"
    if pupil.diploma_secundair is not None and pupil.diploma_secundair <= op:
        return "diploma"
    if any(period.omvat(op) for period in pupil.vrijstellingen):
        return "vrijstelling"
    if any(period.omvat(op) for period in pupil.huisonderwijs):
        return "huisonderwijs"
    return "anders" if answer.status["leerplichtig"] else "leerplicht"


def _gezien_vanaf(since: date, absent: Collection[Grond]) -> date:
    """From when the half-days tell how it is now: an unbroken run, or the time in which they piled up."""
    for grond in absent:
        if grond.soort == "reeks":
            return grond.sinds
        if grond.soort == "tempo":
            return min(since, grond.sinds - timedelta(days=waarde("tempo.dagen")))
    return since


def _zonder_school(stand: Stand, answer: Antwoord, now: Collection[Spoor]) -> list[Grond]:
    """Leerplichtig and nowhere; or too young to be, on a list for a place, and nowhere."""
    found = [
        Grond("niet_ingeschreven", outcome.sinds, outcome.omdat[0], ("000:2360-2373",))
        for outcome in _van(answer, "verzuim.absoluut")
        if outcome.status == OPEN
    ]
    if not found and stand.enrolment is None:
        found = [
            Grond("wacht_zonder_school", spoor.van, f"{SPOREN['wachtlijst']} en heeft geen school", ("000:1331-1386",))
            for spoor in now
            if spoor.soort == "wachtlijst"
        ][:1]
    return found


def _maatregelen(casus: Casus, op: date, answer: Antwoord) -> list[Grond]:
    """Excluded and without a new school; or kept away for a time by a measure."""
    since = {outcome.voorwerp for regel in ("du.zoeken", "du.opvang", "du.thuis") for outcome in _van(answer, regel)}
    since -= {outcome.voorwerp for outcome in _van(answer, "du.zoeken") if outcome.status != OPEN}
    found = []
    for measure in casus.maatregelen:
        if measure.soort == DEFINITIEF and measure.van.isoformat() in since:
            text = f"definitief uitgesloten op {voluit(measure.van)} en nog zonder nieuwe school"
            found.append(Grond("uitsluiting", measure.van, text, ("000:1394-1422", "000:2525-2553")))
        elif measure.soort != DEFINITIEF and measure.omvat(op):
            text = f"door een maatregel van de school niet in de les sinds {voluit(measure.van)}"
            found.append(Grond("maatregel", measure.van, text, ("000:2307-2309", "000:7867-7911")))
    return found


def _van(answer: Antwoord, regel: str) -> list[Uitkomst]:
    return [outcome for outcome in answer.uitkomsten if outcome.regel == regel]


def _afwezig(stand: Stand, answer: Antwoord) -> list[Grond]:
    """Away for long whatever the code; else part of the week, week after week; else often, and still."""
    number = setting(stand.casus.instellingen, "thuiszitter_drempel")
    run = absent_run(stand) if stand.pupil_here or stand.eind < 0 else None
    since = None if run is None else _lang_genoeg(stand, run, number)
    if since is not None:
        text = f"sinds {voluit(since)} minstens {number} halve dagen na elkaar niet op school, welke code er ook staat"
        return [Grond("reeks", since, text, ("000:545-561", "000:648-656"))]
    missed = _gemist(stand)
    often = setting(stand.casus.instellingen, "tempo_drempel")
    part = _deeltijds(stand, missed)
    if part is not None:
        least = waarde("thuiszitten.halve_dagen")
        text = f"sinds {voluit(part)} elke schoolweek minstens {least} halve dagen niet op school"
        return [Grond("deeltijds", part, text, ("000:618-632", "000:2804-2814"))]
    recent = sum(missed[-waarde("thuiszitten.nu") :])
    if often is not None and sum(missed) >= often and recent >= waarde("thuiszitten.halve_dagen"):
        return [
            Grond("tempo", outcome.sinds, outcome.omdat[0], ("001:2278-2282",)) for outcome in _van(answer, "tempo")
        ]
    return []


def _hier_sinds(stand: Stand) -> date:
    """The first day at the school of now: what was missed at another one, that one does not learn from this."""
    return stand.begin if stand.enrolment is None else stand.enrolment.van


def _lang_genoeg(stand: Stand, run: tuple[int, int], number: int | None) -> date | None:
    """The first day of an unbroken run that is long enough at this school."""
    length, first = run
    if number is None or length < number:
        return None
    since, here = day_of_held(stand, first), _hier_sinds(stand)
    if since < here and stand.enrolment is not None:
        since, length = here, len(_since(stand, here).replace(b" ", b""))
    return since if length >= number else None


def _gemist(stand: Stand) -> list[int]:
    """Half-days missed at this school in each week of the year up to now; none where the pupil is not enrolled."""
    if stand.eind < 0 or not stand.pupil_here:
        return []
    weeks = stand.calendar.weeks[: stand.calendar.week_of[stand.eind] + 1]
    here = _hier_sinds(stand).toordinal() - stand.start
    counts: list[int] = []
    for monday in weeks:
        piece = stand.so_far[max(0, 2 * monday, 2 * here) : max(0, 2 * monday + 14)]
        counts.append(sum(piece.count(code) for code in _DEELS))
    return counts


def _deeltijds(stand: Stand, missed: list[int]) -> date | None:
    """The first day missed of the unbroken row of weeks, long enough, in each of which enough was missed."""
    number, least = waarde("thuiszitten.weken"), waarde("thuiszitten.halve_dagen")
    weeks = stand.calendar.weeks
    last = len(missed) - 1
    running = last >= 0 and stand.calendar.next_day[stand.eind + 1] < weeks[last] + 7
    if running and missed[last] < least:
        # A week that has only begun says nothing yet.
        last -= 1
    first = last + 1
    while first > 0 and missed[first - 1] >= least:
        first -= 1
    if last + 1 - first < number:
        return None
    start = max(0, 2 * weeks[first], 2 * (_hier_sinds(stand).toordinal() - stand.start))
    return stand.of_half_day(next(place for place in range(start, len(stand.so_far)) if stand.so_far[place] in _DEELS))


def _van_spoor(spoor: Spoor) -> Grond:
    words = SPOREN[spoor.soort]
    return Grond(spoor.soort, spoor.van, f"{words}: {spoor.naam}" if spoor.naam else words)


def _since(stand: Stand, since: date) -> bytes:
    """The half-days of this school year from a day on."""
    return stand.so_far[max(0, 2 * (since.toordinal() - stand.start)) :]


def _codes(stand: Stand, since: date) -> tuple[tuple[str, int], ...]:
    """How often each code stands from a day on, the most first."""
    piece = _since(stand, since)
    counts = [(chr(code), piece.count(code)) for code in ANY_ABSENT]
    return tuple(sorted((entry for entry in counts if entry[1]), key=lambda entry: (-entry[1], entry[0])))


def _op_school(stand: Stand, since: date) -> Decimal | None:
    """Half-days a week at school since, over the last weeks at most, in a week of nine."""
    if stand.eind < 0:
        return None
    week = stand.calendar.week_of[stand.eind]
    monday = stand.calendar.weeks[max(0, week - waarde("thuiszitten.weken") + 1)]
    first = max(0, monday, since.toordinal() - stand.start)
    piece = stand.so_far[2 * first :].replace(b" ", b"")
    if not piece:
        return None
    there = piece.count(b".") + piece.count(b"L")
    return (Decimal(there * waarde("thuiszitten.week")) / len(piece)).quantize(Decimal("0.1"))


def _op_vraag(stand: Stand, since: date, codes: tuple[tuple[str, int], ...], kinds: Collection[str]) -> bool:
    """Home with Z or P, and nothing that explains it: no agreement, no certificate of a doctor, no trajectory."""
    if not codes or codes[0][0] not in "ZP" or OP_VRAAG & set(kinds) or ALTERNATIEF & set(kinds):
        return False
    if stand.first(("deeltijds_akkoord_clb",), stand.begin) is not None:
        return False
    proof = any(item.soort in _BEWIJS and item.van <= stand.op and item.einde >= since for item in stand.casus.attesten)
    return codes[0][0] == "P" or not proof


def _reden(
    kinds: Collection[str],
    absent: Collection[Grond],
    codes: tuple[tuple[str, int], ...],
    enrolment: Inschrijving | None,
    *,
    asked: bool,
) -> tuple[str, str]:
    """The reason that fits best, and why."""
    for reden, known in _VOLGORDE:
        if found := known & set(kinds):
            return reden, _WOORDEN[min(found)]
    if absent and enrolment is not None and enrolment.stelsel in _DUAAL:
        return "T5", "volgt duaal of deeltijds leren, en is er niet"
    if "maatregel" in kinds:
        return "T3", "een maatregel van de school houdt de leerling uit de les"
    if not absent or not codes or codes[0][0] not in _VAN_CODE:
        return NIET_BEPAALD, "niets zegt nog waarom"
    code, number = codes[0]
    name = met_naam(code) if code != "-" else "een code die nog onbekend is"
    words = f"meestal afwezig met {name}: {number} {'halve dag' if number == 1 else 'halve dagen'}"
    if asked:
        return "T3", f"{words}, zonder afspraak met het CLB of medisch attest"
    return _VAN_CODE[code], words
