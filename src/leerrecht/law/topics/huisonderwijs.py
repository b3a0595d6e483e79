"""Home education: the yearly declaration, the exams of the examination board, and the way back to a school."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import first_day, last_day, nth_school_day, school_year
from leerrecht.law.casus import Periode
from leerrecht.law.dates import ONE_DAY, voluit
from leerrecht.law.regel import OUDERS, PLICHT, SIGNAAL, Regel
from leerrecht.law.tables import waarde
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

GETUIGSCHRIFTEN = ("basisonderwijs", "eerste_graad", "tweede_graad")
VROEGSTE_MAAND = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Verklaring:
    """A declaration of home education."""

    datum: Annotated[date, Feit("dag waarop de verklaring bij AGODI toekwam")]
    schooljaar: Annotated[
        int | None,
        Feit("kalenderjaar waarin het schooljaar begint; anders dat van de datum, en vanaf 1 juli het volgende"),
    ] = None

    @property
    def jaar(self) -> int:
        """The school year it is for."""
        return self.schooljaar or (self.datum.year if self.datum.month >= VROEGSTE_MAAND else self.datum.year - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proef:
    """A series of exams at the examination board."""

    datum: Annotated[date, Feit("dag van de uitslag")]
    getuigschrift: Annotated[str, Feit("waarvoor", woorden=GETUIGSCHRIFTEN)]
    geslaagd: Annotated[bool, Feit("of de leerling slaagde")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """What is known beside the periods in `leerling.huisonderwijs`."""

    verklaringen: Annotated[tuple[Verklaring, ...], Feit("de verklaringen van huisonderwijs")] = ()
    proeven: Annotated[tuple[Proef, ...], Feit("de examens bij de examencommissie")] = ()


REGELS = (
    Regel(
        "huisonderwijs.verklaring",
        PLICHT,
        OUDERS,
        "Verklaar het huisonderwijs aan AGODI",
        "Wie huisonderwijs kiest, meldt dat elk schooljaar schriftelijk en vooraf, ten laatste op de derde schooldag "
        "van september.",
        ("001:83-89", "001:134-139", "agodi.be/leerplicht"),
    ),
    Regel(
        "huisonderwijs.tussentijds",
        SIGNAAL,
        ("agodi",),
        "Huisonderwijs dat in de loop van het schooljaar begint",
        "Overstappen naar huisonderwijs tijdens het schooljaar kan in principe niet.",
        ("agodi.be/leerplicht",),
        te_verifieren=True,
    ),
    Regel(
        "huisonderwijs.proef",
        PLICHT,
        OUDERS,
        "Schrijf in voor de examencommissie",
        "Een leerplichtige in huisonderwijs legt op vaste leeftijden examens af bij de examencommissie.",
        ("agodi.be/leerplicht", "wuustwezel.be/huisonderwijs-voor-leerplichtige-kinderen"),
        te_verifieren=True,
    ),
    Regel(
        "huisonderwijs.inschrijven",
        PLICHT,
        OUDERS,
        "Schrijf in in een school",
        "Wie twee keer niet slaagt voor de examencommissie, moet naar een school.",
        ("wuustwezel.be/huisonderwijs-voor-leerplichtige-kinderen",),
        te_verifieren=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """Whether the declaration came, the exams were taken, and a school must follow."""
    known = feiten[0]
    now = next((period for period in stand.casus.leerling.huisonderwijs if period.omvat(stand.op)), None)
    if now is None or not stand.leerplichtig:
        return
    _declared(stand, now, known.verklaringen)
    _exams(stand, now, known.proeven)


def _declared(stand: "Stand", now: Periode, declarations: tuple[Verklaring, ...]) -> None:
    start = max(now.van, stand.begin)
    third = nth_school_day(stand.begin, waarde("huisonderwijs.verklaring"))
    came = [one.datum for one in declarations if one.jaar == stand.year and stand.bekend(one.datum)]
    midway = start > third
    stand.meld(
        "huisonderwijs.verklaring",
        start,
        f"huisonderwijs in {stand.schooljaar} sinds {voluit(start)}",
        vervuld_op=min(came, default=None),
        uiterlijk=start - ONE_DAY if midway else third,
    )
    if midway and stand.is_leerplichtig(stand.begin):
        stand.meld("huisonderwijs.tussentijds", start, f"begonnen op {voluit(start)}, na {voluit(third)}")


def _exams(stand: "Stand", now: Periode, exams: tuple[Proef, ...]) -> None:
    taken = sorted((exam for exam in exams if stand.bekend(exam.datum)), key=lambda exam: exam.datum)
    for kind in GETUIGSCHRIFTEN:
        tries = [exam for exam in taken if exam.getuigschrift == kind]
        age = waarde(f"huisonderwijs.{kind}")
        due = stand.casus.leerling.geboortedatum.year + age
        first = tries[0].datum if tries else None
        if stand.year >= due and (first is None or stand.year in (due, school_year(first))):
            stand.meld(
                "huisonderwijs.proef",
                max(now.van, first_day(due)),
                f"{age} jaar vóór 1 januari {due + 1}: {kind.replace('_', ' ')}",
                vervuld_op=first,
                uiterlijk=last_day(due),
                voorwerp=first_day(due),
            )
        failed = [exam for exam in tries if not exam.geslaagd]
        number = waarde("huisonderwijs.pogingen")
        if len(failed) >= number and len(failed) == len(tries):
            since = failed[number - 1].datum
            stand.meld(
                "huisonderwijs.inschrijven",
                since,
                f"{number} keer niet geslaagd voor {kind.replace('_', ' ')}",
                vervuld_op=next((van for van, _, _ in stand.casus.perioden if since <= van <= stand.op), None),
            )


ONDERWERP = Onderwerp(
    "huisonderwijs",
    "Huisonderwijs",
    "Welke verklaring en welke examens horen bij de perioden van huisonderwijs van een leerplichtige?",
    Feiten,
    REGELS,
    antwoord,
)
