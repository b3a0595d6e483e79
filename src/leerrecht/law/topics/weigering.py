"""A refused enrolment: may the school, the document, mediation and complaint, and the rule announced for 2027."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import last_day, nth_school_day, school_year
from leerrecht.law.codes import BUITENGEWOON, GEWOON, NIVEAUS, SECUNDAIR, SOORTEN
from leerrecht.law.dates import voluit
from leerrecht.law.regel import FOUT, GEZIN, PLICHT, RECHT, SCHOOL, SIGNAAL, Regel
from leerrecht.law.tables import getal, waarde
from leerrecht.law.topics.melden import geldt, na_werkdagen, plicht
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

VOLZET, ELDERS, HIER, ANDERE = "volzet", "elders_uitgesloten", "hier_uitgesloten", "andere"
GRONDEN = (
    VOLZET, ELDERS, HIER, "toelatingsvoorwaarden", "afwisselend_ingeschreven", "onredelijke_aanpassingen",
    "scholengroep_uitgesloten", ANDERE,
)  # fmt: skip
DOSSIERS, INGESCHREVEN = "begeleidingsdossiers", "elders_uitgesloten_leerlingen"
PLAATS_VAN = date(2027, 9, 1)
OKTOBER = 10
_KLACHT = "participate-autisme.be/weigering-tot-inschrijving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """One refusal."""

    datum: Annotated[date, Feit("dag van de weigering")]
    grond: Annotated[str, Feit("de reden die de school geeft", woorden=GRONDEN)]
    niveau: Annotated[str, Feit("niveau van de school die weigert", woorden=NIVEAUS)] = SECUNDAIR
    soort: Annotated[str, Feit("soort onderwijs van die school", woorden=SOORTEN)] = GEWOON
    uitgesloten_op: Annotated[date | None, Feit("dag van de definitieve uitsluiting waarop de school wijst")] = None
    lop_afspraak: Annotated[bool, Feit("of het LOP afspraken maakte over elders uitgesloten leerlingen")] = False
    criteria: Annotated[
        tuple[str, ...], Feit("waarmee die afspraken rekening houden", woorden=(DOSSIERS, INGESCHREVEN))
    ] = ()
    document: Annotated[date | None, Feit("dag waarop de ouders het document van de weigering kregen")] = None
    bemiddeling_gevraagd: Annotated[date | None, Feit("dag waarop het LOP om bemiddeling gevraagd is")] = None
    bemiddeling_einde: Annotated[date | None, Feit("dag waarop de bemiddeling eindigde")] = None
    klacht: Annotated[date | None, Feit("dag van de klacht bij de Commissie inzake leerlingenrechten")] = None
    oordeel: Annotated[date | None, Feit("dag van het oordeel van de Commissie")] = None
    plaats_gevonden: Annotated[date | None, Feit("dag waarop een plaats gevonden is in een school van het LOP")] = None
    ingeschreven: Annotated[date | None, Feit("dag waarop de leerling in een school regelmatig ingeschreven is")] = None


REGELS = (
    Regel(
        "weigering.document",
        PLICHT,
        SCHOOL,
        "Geef de ouders het document van de weigering",
        "De school meldt een niet-gerealiseerde inschrijving binnen vier dagen op papier, met de reden.",
        ("onderwijs.vlaanderen.be/mag-een-school-weigeren", "iclb.be/inschrijving-weigeren", "000:9104-9114"),
    ),
    Regel(
        "weigering.onwettig",
        FOUT,
        SCHOOL,
        "Deze weigering kan niet",
        "Weigeren kan alleen om een reden die de regels noemen. Elders uitgesloten leerlingen weigeren kan alleen in "
        "het gewoon secundair, in het schooljaar van de uitsluiting en als het LOP daar afspraken over maakte.",
        ("000:2563-2607", "000:2635-2636", "000:8064-8082", "oudersvoorinclusie.be/niet-gerealiseerde-inschrijving"),
    ),
    Regel(
        "weigering.lop_criteria",
        FOUT,
        ("lop", "school"),
        "De LOP-afspraak laat een criterium weg",
        "Afspraken over elders uitgesloten leerlingen houden minstens rekening met het aantal leerlingen met een "
        "begeleidingsdossier en met het aantal elders uitgesloten leerlingen dat al ingeschreven is.",
        ("000:2595-2607", "000:9395-9405"),
        date(2023, 9, 1),
    ),
    Regel(
        "weigering.plaats",
        PLICHT,
        ("school", "lop"),
        "Weigeren kan pas als er elders een plaats is",
        "Aangekondigd: een school in LOP-gebied kan een in de loop van het schooljaar uitgesloten leerling alleen nog "
        "om draagkracht weigeren als er in het LOP een plaats gevonden is en de leerling ingeschreven is.",
        ("003:980-993",),
        PLAATS_VAN,
        advies=True,
        te_verifieren=True,
    ),
    Regel(
        "weigering.bemiddeling",
        RECHT,
        GEZIN,
        "Vraag het LOP om te bemiddelen",
        "Wie geweigerd is, kan binnen tien dagen bemiddeling vragen aan het LOP.",
        (_KLACHT, "001:1221-1223"),
    ),
    Regel(
        "weigering.bemiddelen",
        PLICHT,
        ("lop",),
        "Bemiddel tussen de school en de ouders",
        "Het LOP bemiddelt binnen tien werkdagen.",
        ("iclb.be/inschrijving-weigeren", "001:1221-1223"),
        te_verifieren=True,
    ),
    Regel(
        "weigering.klacht",
        RECHT,
        GEZIN,
        "Dien klacht in bij de Commissie inzake leerlingenrechten",
        "Een klacht kan binnen dertig dagen na de weigering of na de bemiddeling door het LOP.",
        (_KLACHT, "000:9145-9157"),
    ),
    Regel(
        "weigering.oordeel",
        PLICHT,
        ("commissie",),
        "Oordeel over de klacht",
        "De Commissie inzake leerlingenrechten oordeelt binnen 21 dagen.",
        (_KLACHT,),
    ),
    Regel(
        "weigering.wachtlijst",
        RECHT,
        GEZIN,
        "Een plaats op de wachtlijst",
        "Wie geweigerd is omdat de school vol is, staat op een wachtlijst; de school volgt die volgorde tot de vijfde "
        "schooldag van oktober.",
        ("onderwijs.vlaanderen.be/mag-een-school-weigeren",),
        te_verifieren=True,
    ),
    Regel(
        "weigering.scholengeheel",
        SIGNAAL,
        SCHOOL,
        "Eén geheel met de school die uitsloot",
        "Een school mag weigeren als ze voor de inschrijvingen één geheel vormt met de school die uitsloot en dat in "
        "het schoolreglement staat. Kijk dat na.",
        ("000:9225-9259",),
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What may be said and done about each refusal."""
    for geval in feiten:
        if geval.datum <= stand.op:
            _document(stand, geval)
            _lawful(stand, geval)
            _mediation(stand, geval)
            _complaint(stand, geval)


def _until(stand: "Stand", geval: Feiten) -> date:
    """A refusal matters until the pupil is enrolled, and no longer than its school year."""
    end, enrolled = last_day(school_year(geval.datum)), stand.bekend(geval.ingeschreven)
    return end if enrolled is None else min(end, enrolled)


def _document(stand: "Stand", geval: Feiten) -> None:
    plicht(
        stand, "weigering.document", geval.datum, f"geweigerd op {voluit(geval.datum)}", gedaan=geval.document,
        uiterlijk=geval.datum + timedelta(days=waarde("weigering.document")), voorwerp=geval.datum,
    )  # fmt: skip
    if geval.grond == VOLZET:
        last = _end_of_list(geval.datum.year)
        if geval.datum > last:
            last = _end_of_list(geval.datum.year + 1)
        geldt(
            stand, "weigering.wachtlijst", geval.datum, last, "geweigerd omdat de school vol is", uiterlijk=last,
            voorwerp=geval.datum,
        )  # fmt: skip


def _end_of_list(year: int) -> date:
    """The last day on which a full school follows its waiting list."""
    return nth_school_day(date(year, OKTOBER, 1), waarde("weigering.wachtlijst", None, SECUNDAIR))


def _lawful(stand: "Stand", geval: Feiten) -> None:
    why = _unlawful(geval)
    if why:
        geldt(stand, "weigering.onwettig", geval.datum, _until(stand, geval), why, voorwerp=geval.datum)
    elif geval.grond == "scholengroep_uitgesloten":
        geldt(
            stand, "weigering.scholengeheel", geval.datum, _until(stand, geval),
            "geweigerd door een school die één geheel vormt met de school die uitsloot", voorwerp=geval.datum,
        )  # fmt: skip
    if geval.grond != ELDERS:
        return
    number = getal("weigering.criteria", geval.datum, SECUNDAIR)
    missing = [name for name in (DOSSIERS, INGESCHREVEN) if name not in geval.criteria]
    if geval.lop_afspraak and number is not None and missing:
        geldt(
            stand, "weigering.lop_criteria", geval.datum, _until(stand, geval),
            *(f"zonder {name.replace('_', ' ')}" for name in missing), voorwerp=geval.datum,
        )  # fmt: skip
    if geval.datum >= PLAATS_VAN and not why:
        both = geval.plaats_gevonden, geval.ingeschreven
        plicht(
            stand, "weigering.plaats", geval.datum, "geweigerd om een uitsluiting elders",
            gedaan=None if None in both else max(day for day in both if day is not None), voorwerp=geval.datum,
        )  # fmt: skip


def _unlawful(geval: Feiten) -> str:
    """Why this refusal cannot stand, in Dutch, or ""."""
    if geval.grond == ANDERE:
        return "de reden staat niet in de regels"
    if geval.grond == ELDERS:
        return _excluded_elsewhere(geval)
    excluded = geval.uitgesloten_op
    if geval.grond == HIER and excluded is not None:
        last = last_day(school_year(excluded) + waarde("uitsluiting.weigering"))
        if last < geval.datum:
            return f"de uitsluiting van {voluit(excluded)} telde tot en met {voluit(last)}"
    return ""


def _excluded_elsewhere(geval: Feiten) -> str:
    excluded = geval.uitgesloten_op
    if geval.niveau != SECUNDAIR:
        return "een uitsluiting elders is geen reden in het basisonderwijs"
    if geval.soort == BUITENGEWOON and geval.datum < PLAATS_VAN:
        return "een uitsluiting elders is geen reden in het buitengewoon onderwijs"
    if not geval.lop_afspraak:
        return "het LOP maakte daar geen afspraken over"
    if excluded is not None and school_year(excluded) != school_year(geval.datum):
        return f"de uitsluiting van {voluit(excluded)} viel in een ander schooljaar"
    return ""


def _known_since(stand: "Stand", geval: Feiten) -> date:
    """The day from which the terms for the family run: that of the document, or of the refusal itself."""
    return stand.bekend(geval.document) or geval.datum


def _mediation(stand: "Stand", geval: Feiten) -> None:
    asked = stand.bekend(geval.bemiddeling_gevraagd)
    if asked is None:
        start = _known_since(stand, geval)
        last = start + timedelta(days=waarde("weigering.bemiddeling"))
        geldt(
            stand, "weigering.bemiddeling", start, last, f"geweigerd op {voluit(geval.datum)}", uiterlijk=last,
            voorwerp=geval.datum,
        )  # fmt: skip
        return
    plicht(
        stand, "weigering.bemiddelen", asked, f"bemiddeling gevraagd op {voluit(asked)}",
        gedaan=geval.bemiddeling_einde, uiterlijk=na_werkdagen(asked, waarde("weigering.bemiddelen")),
        voorwerp=geval.datum,
    )  # fmt: skip


def _complaint(stand: "Stand", geval: Feiten) -> None:
    filed = stand.bekend(geval.klacht)
    if filed is None:
        start = stand.bekend(geval.bemiddeling_einde) or _known_since(stand, geval)
        last = start + timedelta(days=waarde("weigering.klacht"))
        geldt(
            stand, "weigering.klacht", start, last, f"termijn vanaf {voluit(start)}", uiterlijk=last,
            voorwerp=geval.datum,
        )  # fmt: skip
        return
    plicht(
        stand, "weigering.oordeel", filed, f"klacht van {voluit(filed)}", gedaan=geval.oordeel,
        uiterlijk=filed + timedelta(days=waarde("weigering.oordeel")), voorwerp=geval.datum,
    )  # fmt: skip


ONDERWERP = Onderwerp(
    "weigering",
    "Geweigerd bij de inschrijving",
    "Mag de school weigeren, en wat kunnen leerling en ouders doen?",
    Feiten,
    REGELS,
    antwoord,
    meerdere=True,
)
