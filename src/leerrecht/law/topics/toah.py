"""Tijdelijk onderwijs aan huis in detail: the request, the hours, the place, what lasts longer or stops early."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.casus import Toah
from leerrecht.law.codes import SECUNDAIR
from leerrecht.law.dates import ONE_DAY, add_months, voluit
from leerrecht.law.regel import FOUT, GEZIN, OUDERS, PLICHT, RECHT, SCHOOL, SIGNAAL, Regel
from leerrecht.law.tables import waarde
from leerrecht.law.topics.onderwerp import Feit, Onderwerp, plicht

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

VRIJDAG = timedelta(days=4)
VOLGENDE_VRIJDAG = timedelta(days=11)
ATTESTEN = ("medisch", "chronisch")
CHRONISCH = "chronisch"
SCHOOLPLAATS = "thuisschool"


@dataclass(frozen=True, slots=True, kw_only=True)
class Les:
    """Lessons given in one week."""

    week: Annotated[date, Feit("een dag in die week")]
    lestijden: Annotated[int, Feit("gegeven lestijden van 50 minuten")]

    @property
    def maandag(self) -> date:
        """The Monday of that week."""
        return self.week - timedelta(days=self.week.weekday())


@dataclass(frozen=True, slots=True, kw_only=True)
class Verlenging:
    """A period that was made longer."""

    van: Annotated[date, Feit("eerste dag van de verlenging")]
    tot: Annotated[date | None, Feit("nieuwe laatste dag")] = None
    gemeld: Annotated[date | None, Feit("dag van de nieuwe melding aan het schoolbeheerteam")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known beside the TOAH periods, the certificates and the acts of the casus."""

    lessen: Annotated[tuple[Les, ...], Feit("de gegeven lessen, per week")] = ()
    verlengingen: Annotated[tuple[Verlenging, ...], Feit("de verlengingen van een lopende periode")] = ()
    plaats: Annotated[str, Feit("waar de lessen doorgaan", woorden=("verblijfplaats", SCHOOLPLAATS))] = "verblijfplaats"
    akkoord: Annotated[date | None, Feit("dag van het akkoord van ouders en school over lessen op school")] = None
    tijdens_schooluren: Annotated[bool, Feit("of lessen op school tijdens de schooluren of middagpauze vallen")] = False
    behandeling_maanden: Annotated[int | None, Feit("hoe lang de behandeling van de chronische ziekte nodig is")] = None
    diagnose_gevraagd: Annotated[date | None, Feit("dag waarop de school naar de diagnose vroeg")] = None
    stopgezet: Annotated[date | None, Feit("laatste dag, als TOAH vroeger stopte dan gemeld")] = None
    stopzetting_gemeld: Annotated[date | None, Feit("dag waarop die vroegere einddatum gemeld werd")] = None


REGELS = (
    Regel(
        "toah.aanvraag",
        PLICHT,
        OUDERS,
        "Vraag TOAH schriftelijk aan",
        "De ouders vragen TOAH één keer schriftelijk aan bij de directeur, met een medisch attest. Bij verlenging of "
        "herval binnen drie maanden hoeft dat niet opnieuw.",
        ("001:2856-2876", "001:2898-2899"),
        handeling=("aanvraag_toah",),
    ),
    Regel(
        "toah.verlenging",
        PLICHT,
        SCHOOL,
        "Meld de verlenging van TOAH",
        "Bij een verlenging stuurt de school een nieuwe melding, uiterlijk de week na het begin; niet voor een "
        "chronisch ziek kind in het basisonderwijs.",
        ("001:2908-2911", "001:2922-2923", "besluit:19"),
    ),
    Regel(
        "toah.verlengingsattest",
        FOUT,
        SCHOOL,
        "Er ontbreekt een medisch attest bij de verlenging",
        "Een verlenging vraagt geen wachttijd en geen nieuwe aanvraag, wel een medisch attest voor de nieuwe periode.",
        ("001:2866-2871", "001:2901-2902"),
    ),
    Regel(
        "toah.stopzetting",
        PLICHT,
        SCHOOL,
        "Meld dat TOAH vroeger stopte",
        "In het secundair stuurt de school de laatste periode opnieuw door met de vroegere einddatum.",
        ("001:2925-2926",),
    ),
    Regel(
        "toah.uren",
        FOUT,
        SCHOOL,
        "Minder dan vier lestijden in een week",
        "Een langdurig zieke leerling krijgt vier lestijden van 50 minuten per week.",
        ("vlaanderen.be/tijdelijk-onderwijs-aan-huis",),
    ),
    Regel(
        "toah.tegoed",
        RECHT,
        GEZIN,
        "Er zijn nog lestijden tegoed",
        "Elke negen halve dagen ziekte geven een chronisch zieke leerling recht op vier lestijden; nog niet alle zijn "
        "gegeven.",
        ("001:2848-2853",),
    ),
    Regel(
        "toah.plaats",
        FOUT,
        SCHOOL,
        "De lessen gaan niet door waar of wanneer het mag",
        "Bij langdurige ziekte is de les op de verblijfplaats. Alleen bij een chronische ziekte kan ze op school, met "
        "akkoord, buiten de schooluren en niet tijdens de middagpauze.",
        ("001:2887-2893",),
    ),
    Regel(
        "toah.diagnose",
        FOUT,
        SCHOOL,
        "De diagnose mag niet gevraagd worden",
        "Voor TOAH hoeft de aandoening niet vermeld te worden en is geen diagnose vereist.",
        ("001:2827-2828",),
    ),
    Regel(
        "toah.geen_chronisch",
        SIGNAAL,
        SCHOOL,
        "Geen chronische ziekte voor TOAH",
        "Chronisch is een ziekte die minstens zes maanden een continue of telkens herhaalde behandeling vraagt.",
        ("001:2848-2849",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What the periods and the lessons given ask, period by period."""
    known = feiten[0]
    begun = sorted((period for period in stand.casus.toah if period.van <= stand.op), key=lambda period: period.van)
    for place, period in enumerate(begun):
        if period.tot is not None:
            stand.misschien_op(period.tot + ONE_DAY)
        _asked(stand, begun[:place], period)
        if period.omvat(stand.op):
            _where(stand, period, known)
            _chronic(stand, period, known)
    _hours(stand, begun, known.lessen)
    _owed(stand, known.lessen)
    for longer in known.verlengingen:
        if longer.van <= stand.op:
            _longer(stand, begun, longer)
    if (asked := stand.bekend(known.diagnose_gevraagd)) is not None:
        stand.meld("toah.diagnose", asked, f"gevraagd op {voluit(asked)}")
    if (stopped := stand.bekend(known.stopgezet)) is not None and _level(stand, stopped) == SECUNDAIR:
        because = f"gestopt op {voluit(stopped)}"
        plicht(stand, "toah.stopzetting", stopped, because, gedaan=known.stopzetting_gemeld)


def _level(stand: "Stand", day: date) -> str | None:
    enrolment = stand.casus.inschrijving_op(day)
    return None if enrolment is None else enrolment.niveau


def _asked(stand: "Stand", before: list[Toah], period: Toah) -> None:
    """One request, unless the period goes on from another or follows within three months."""
    ends = [other.tot for other in before if other.tot is not None]
    if any(period.van <= add_months(end, waarde("toah.herval")) for end in ends) or len(ends) < len(before):
        return
    since = max(ends, default=date.min)
    done = stand.first(("aanvraag_toah",), since, bij=period.van)
    plicht(
        stand,
        "toah.aanvraag",
        period.van,
        f"TOAH vanaf {voluit(period.van)}",
        gedaan=done,
        uiterlijk=period.van,
        voorwerp=period.van,
    )


def _where(stand: "Stand", period: Toah, known: Feiten) -> None:
    if known.plaats != SCHOOLPLAATS:
        return
    faults = []
    if period.grond != CHRONISCH:
        faults.append("bij een langdurige ziekte zijn de lessen op de verblijfplaats")
    elif stand.bekend(known.akkoord) is None:
        faults.append("er is geen akkoord tussen ouders en school")
    if known.tijdens_schooluren:
        faults.append("de lessen vallen tijdens de schooluren of de middagpauze")
    if faults:
        stand.meld("toah.plaats", period.van, *faults, voorwerp=period.van)


def _chronic(stand: "Stand", period: Toah, known: Feiten) -> None:
    months = known.behandeling_maanden
    if period.grond == CHRONISCH and months is not None and months < waarde("toah.behandeling"):
        stand.meld("toah.geen_chronisch", period.van, f"een behandeling van {months} maanden", voorwerp=period.van)


def _hours(stand: "Stand", begun: list[Toah], lessons: tuple[Les, ...]) -> None:
    """Weeks that lay wholly in a period of long illness and in which too little was given."""
    given: dict[date, int] = {}
    for lesson in lessons:
        if lesson.week <= stand.op:
            given[lesson.maandag] = given.get(lesson.maandag, 0) + lesson.lestijden
    for monday, number in sorted(given.items()):
        friday = monday + VRIJDAG
        stand.misschien_op(friday)
        inside = any(period.grond != CHRONISCH and period.van <= monday and friday <= period.einde for period in begun)
        if inside and friday <= stand.op and number < waarde("toah.lestijden"):
            stand.meld("toah.uren", friday, f"{number} lestijden in de week van {voluit(monday)}", voorwerp=monday)


def _owed(stand: "Stand", lessons: tuple[Les, ...]) -> None:
    right = next((outcome for outcome in stand.uitkomsten if outcome.regel == "toah.chronisch"), None)
    given = sum(lesson.lestijden for lesson in lessons if stand.begin <= lesson.week <= stand.op)
    if right is not None and stand.lestijden > given:
        stand.meld("toah.tegoed", right.sinds, f"recht op {stand.lestijden} lestijden, gegeven: {given}")


def _longer(stand: "Stand", begun: list[Toah], longer: Verlenging) -> None:
    because = f"verlengd vanaf {voluit(longer.van)}"
    chronic = any(period.grond == CHRONISCH for period in begun if period.van <= longer.van)
    if not chronic or _level(stand, longer.van) == SECUNDAIR:
        monday = longer.van - timedelta(days=longer.van.weekday())
        plicht(
            stand,
            "toah.verlenging",
            longer.van,
            because,
            gedaan=longer.gemeld,
            uiterlijk=monday + VOLGENDE_VRIJDAG,
            voorwerp=longer.van,
        )
    attests = [item for item in stand.casus.attesten if item.soort in ATTESTEN and item.van <= stand.op]
    if not any(item.omvat(longer.van) for item in attests):
        stand.meld("toah.verlengingsattest", longer.van, because, voorwerp=longer.van)


ONDERWERP = Onderwerp(
    "toah",
    "TOAH in detail",
    "Zijn de aanvraag, de meldingen, de lestijden en de plaats van het onderwijs aan huis in orde?",
    Feiten,
    REGELS,
    antwoord,
)
