"""The attendance codes and the grounds behind them, each with dates, level and source.

Seven official codes since 1 September 2019; those of before, and a school's own, are in `conversion`. A ground
(`grond`) is the reason behind a code: our own short wording of what the source lists. Both know from when to when and
for whom they hold.
"""

from dataclasses import dataclass
from datetime import date

from leerrecht.law.strip import ABSENT

KLEUTER, LAGER, SECUNDAIR = "kleuter", "lager", "secundair"
NIVEAUS = (KLEUTER, LAGER, SECUNDAIR)
BASIS = (KLEUTER, LAGER)
ENKEL_SECUNDAIR = (SECUNDAIR,)
GEWOON, BUITENGEWOON = "gewoon", "buitengewoon"
SOORTEN = (GEWOON, BUITENGEWOON)
VOLTIJDS, DEELTIJDS, DUAAL = "voltijds", "deeltijds", "duaal"
STELSELS = (VOLTIJDS, DEELTIJDS, DUAAL)
HERVORMING = date(2019, 9, 1)
ONBEKEND = "-"
LAAT = "L"
CODES_MET_ONBEKEND = (*"ARZMHPB", ONBEKEND)


@dataclass(frozen=True, slots=True)
class Code:
    """An official code: who it is for, whether it is lawful, and how that is proven."""

    letter: str
    naam: str
    gewettigd: bool | None
    bewijs: str
    bron: tuple[str, ...]
    niveaus: tuple[str, ...] = NIVEAUS
    soorten: tuple[str, ...] = SOORTEN
    valid_from: date = HERVORMING
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Grond:
    """A reason behind a code. `te_verifieren`: the source is older practice that nothing newer confirms."""

    slug: str
    code: str
    label: str
    bron: tuple[str, ...]
    niveaus: tuple[str, ...] = NIVEAUS
    soorten: tuple[str, ...] = SOORTEN
    stelsels: tuple[str, ...] = STELSELS
    bewijs: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    te_verifieren: bool = False


CODES: dict[str, Code] = {
    code.letter: code
    for code in (
        Code("A", "niet-leerplichtige kleuter", None, "geen bewijs nodig", ("001:303", "000:2287"), (KLEUTER,)),
        Code(
            "R",
            "van rechtswege gewettigd",
            True,
            "verklaring van betrokkenen of officieel document",
            ("001:191-230", "000:2252"),
        ),
        Code(
            "Z",
            "ziekte",
            True,
            "briefje van de ouders, medisch attest, attest van de CLB-arts of attest van een type 5-school",
            ("001:179-189", "000:2250"),
        ),
        Code("M", "werkplek niet ingevuld, buiten de wil van de leerling", True, "", ("001:279-300",), ENKEL_SECUNDAIR),
        Code(
            "H",
            "revalidatie tijdens de lestijden in buitengewoon onderwijs",
            True,
            "akkoord van de directie",
            ("001:240", "000:2293"),
            (KLEUTER, LAGER, SECUNDAIR),
            (BUITENGEWOON,),
        ),
        Code(
            "P",
            "persoonlijke reden met akkoord van de directie",
            True,
            "akkoord van de directie en verklaring of document",
            ("001:232-275", "000:2271-2283"),
        ),
        Code("B", "problematisch afwezig", False, "", ("001:306-325", "002:1479-1480")),
    )
}

_VERKLARING = "verklaring of officieel document"
_QUARANTAINE_TOT = date(2023, 8, 31)

GRONDEN: dict[str, Grond] = {
    grond.slug: grond
    for grond in (
        Grond(
            "begrafenis_huwelijk",
            "R",
            "begrafenis of huwelijk in familie of gezin",
            ("001:196-197",),
            bewijs=_VERKLARING,
        ),
        Grond("familieraad", "R", "familieraad", ("001:199",), bewijs=_VERKLARING),
        Grond("rechtbank", "R", "opgeroepen voor de rechtbank", ("001:200",), bewijs=_VERKLARING),
        Grond("overmacht", "R", "school onbereikbaar door overmacht", ("001:201",), bewijs=_VERKLARING),
        Grond(
            "jeugdhulpmaatregel",
            "R",
            "maatregel van jeugdzorg of jeugdbescherming",
            ("001:202-204",),
            bewijs=_VERKLARING,
        ),
        Grond("feestdag", "R", "feestdag van de eigen levensbeschouwing", ("001:205-208",), bewijs=_VERKLARING),
        Grond(
            "examencommissie",
            "R",
            "proef bij de examencommissie",
            ("001:210-211",),
            ENKEL_SECUNDAIR,
            bewijs=_VERKLARING,
        ),
        Grond(
            "scholierenkoepel",
            "R",
            "activiteit van de scholierenkoepel",
            ("001:213-214",),
            ENKEL_SECUNDAIR,
            bewijs=_VERKLARING,
        ),
        Grond(
            "tuchtmaatregel",
            "R",
            "geschorst of uitgesloten en niet op school verwacht",
            ("001:216-217",),
            (LAGER, SECUNDAIR),
        ),
        Grond(
            "topsport_basis",
            "R",
            "topsportbelofte op een sportmanifestatie",
            ("001:218-219",),
            BASIS,
            bewijs=_VERKLARING,
        ),
        Grond(
            "topsport",
            "R",
            "topsportconvenant",
            ("001:221",),
            ENKEL_SECUNDAIR,
            stelsels=(VOLTIJDS,),
            bewijs=_VERKLARING,
        ),
        Grond("topkunst", "R", "topkunstenstatuut", ("001:222",), ENKEL_SECUNDAIR, bewijs=_VERKLARING),
        Grond(
            "ballet",
            "R",
            "balletopleiding",
            ("001:223-225",),
            ENKEL_SECUNDAIR,
            stelsels=(VOLTIJDS,),
            bewijs=_VERKLARING,
        ),
        Grond(
            "moederschapsverlof",
            "R",
            "moederschapsverlof",
            ("001:226", "001:2832"),
            ENKEL_SECUNDAIR,
            bewijs=_VERKLARING,
        ),
        Grond(
            "vaccinatie_covid",
            "R",
            "vaccinatie tegen COVID-19",
            ("001:227",),
            valid_from=date(2021, 1, 1),
            valid_to=_QUARANTAINE_TOT,
            te_verifieren=True,
        ),
        Grond(
            "compensatierust",
            "R",
            "rust na een zaterdag op de werkplek",
            ("001:228-230",),
            ENKEL_SECUNDAIR,
            stelsels=(DEELTIJDS, DUAAL),
        ),
        Grond(
            "ziek_ouderverklaring", "Z", "ziek, briefje van de ouders", ("001:181-182",), bewijs="briefje van de ouders"
        ),
        Grond("ziek_medisch", "Z", "ziek, medisch attest", ("001:184",), bewijs="medisch attest"),
        Grond(
            "chronisch_attest",
            "Z",
            "chronisch ziek, attest van de CLB-arts",
            ("001:185",),
            bewijs="attest van de CLB-arts",
        ),
        Grond("type5", "Z", "verblijf in een type 5-school", ("001:186",), bewijs="attest van de type 5-school"),
        Grond(
            "opvang_begeleiding",
            "P",
            "opvang of begeleiding buiten de lessen",
            ("001:236-237", "000:2271-2283"),
            bewijs=_VERKLARING,
        ),
        Grond(
            "revalidatie_gewoon",
            "P",
            "revalidatie tijdens de lesuren in gewoon onderwijs",
            ("001:239", "001:271"),
            soorten=(GEWOON,),
        ),
        Grond(
            "niet_ingeschreven_periode",
            "P",
            "een deel van het schooljaar niet ingeschreven of geen lessen",
            ("001:242-246",),
        ),
        Grond(
            "vrijstelling_kwalificatie",
            "P",
            "vrijgesteld voor een bijkomende kwalificatie",
            ("001:251",),
            ENKEL_SECUNDAIR,
        ),
        Grond("vrijstelling_sense", "P", "vrijgesteld van delen van Se-n-Se", ("001:252",), ENKEL_SECUNDAIR),
        Grond("vrijstelling_geslaagd", "P", "al geslaagd, vervangend programma", ("001:253-255",)),
        Grond(
            "vrijstelling_leernood",
            "P",
            "hoogbegaafd, leermoeilijkheid of achterstand, vervangend programma",
            ("001:256-258",),
        ),
        Grond("vrijstelling_talent", "P", "uitzonderlijk artistiek of sportief talent", ("001:259",)),
        Grond("spreiding_sense", "P", "Se-n-Se gespreid over dubbele duur", ("001:260-262",), ENKEL_SECUNDAIR),
        Grond(
            "aangepast_programma", "P", "programma aangepast na ziekte, ongeval of specifieke nood", ("001:265-266",)
        ),
        Grond("spreiding_ziekte", "P", "opleiding gespreid na ziekte, ongeval of specifieke nood", ("001:268-269",)),
        Grond("spreiding_hbo", "P", "module HBO verpleegkunde gespreid", ("001:272-274",), ENKEL_SECUNDAIR),
        Grond(
            "quarantaine",
            "P",
            "quarantaine",
            ("001:275",),
            valid_from=date(2020, 5, 15),
            valid_to=_QUARANTAINE_TOT,
            te_verifieren=True,
        ),
        Grond("rouw", "P", "rouw", ("agodi.be/discimus-codes",), te_verifieren=True),
        Grond(
            "manifestatie", "P", "culturele of sportieve manifestatie", ("agodi.be/discimus-codes",), te_verifieren=True
        ),
        Grond(
            "trekperiode",
            "P",
            "trekperiode van een rondreizend gezin",
            ("agodi.be/discimus-codes",),
            te_verifieren=True,
        ),
        Grond(
            "topsporttraining",
            "P",
            "training als topsporter in tennis, zwemmen of gymnastiek",
            ("agodi.be/discimus-codes",),
            BASIS,
            te_verifieren=True,
        ),
        Grond(
            "revalidatie_buitengewoon", "H", "revalidatie tijdens de lestijden", ("001:240",), soorten=(BUITENGEWOON,)
        ),
        Grond(
            "voor_overeenkomst",
            "M",
            "overeenkomst gesloten maar nog niet begonnen",
            ("001:282-283",),
            ENKEL_SECUNDAIR,
            stelsels=(DEELTIJDS, DUAAL),
        ),
        Grond(
            "solliciteert",
            "M",
            "zoekt actief een werkplek",
            ("001:285-286",),
            ENKEL_SECUNDAIR,
            stelsels=(DEELTIJDS, DUAAL),
        ),
        Grond(
            "voor_screening",
            "M",
            "ingeschreven, nog niet gescreend",
            ("001:287-288",),
            ENKEL_SECUNDAIR,
            stelsels=(DEELTIJDS, DUAAL),
        ),
        Grond(
            "werkplek_niet_ingevuld",
            "M",
            "werkplek op die dag niet ingevuld",
            ("001:293-300",),
            ENKEL_SECUNDAIR,
            stelsels=(DUAAL,),
        ),
        Grond("niet_leerplichtig", "A", "kleuter die nog niet leerplichtig is", ("001:303",), (KLEUTER,)),
        Grond(
            "twijfelachtig_attest",
            "B",
            "twijfelachtig medisch attest (dixit)",
            ("001:311-312",),
            bewijs="attest ligt ter inzage",
        ),
        Grond("te_laat", "B", "te laat, door de school gelijkgesteld", ("001:314-315",)),
        Grond(
            "weg_van_werkplek",
            "B",
            "onwettig weg uit aanloop of werkplek",
            ("001:317-318",),
            ENKEL_SECUNDAIR,
            stelsels=(DEELTIJDS, DUAAL),
        ),
        Grond(
            "onwil_werkplek",
            "B",
            "werkplek niet ingevuld door onwil",
            ("001:320-323",),
            ENKEL_SECUNDAIR,
            stelsels=(DEELTIJDS, DUAAL),
        ),
        Grond("niet_gewettigd", "B", "geen geldige reden", ("001:325",)),
        Grond("luxeverzuim", "B", "op reis buiten de schoolvakantie", ("001:329-330",)),
    )
}


def halve_dagen(number: int, code: str) -> str:
    """A number of half-days with a code, in words: "5 halve dagen B (problematisch afwezig)"."""
    return f"{number} halve dag{'' if number == 1 else 'en'} {met_naam(code)}"


def met_naam(code: str) -> str:
    """A code with what it means: "B (problematisch afwezig)"."""
    return f"{code} ({CODES[code].naam})"


def codes_for(niveau: str, soort: str = GEWOON, on: date | None = None) -> tuple[Code, ...]:
    """The official codes of a level and kind of education, on a date (default: those in force without an end)."""
    return tuple(
        code
        for code in CODES.values()
        if niveau in code.niveaus and soort in code.soorten and _holds(code.valid_from, code.valid_to, on)
    )


def may_code(code: str, niveau: str, soort: str, leerplichtig: bool, on: date | None = None) -> str:
    """Why a code may not stand on a half-day of this pupil, in Dutch, or "" when it may.

    `leerplichtig` is judged on that half-day; "-" (unknown) may always stand, for the time being.
    """
    if code == ONBEKEND:
        return ""
    if code not in CODES:
        return f"{code} is geen officiële code"
    if code == "A" and leerplichtig:
        return "code A is er alleen voor een kleuter die nog niet leerplichtig is"
    if CODES[code] in codes_for(niveau, soort, on):
        return ""
    if on is not None and on < CODES[code].valid_from:
        return f"code {code} bestond in deze vorm nog niet op {on.isoformat()}"
    return f"code {code} bestaat niet in {niveau} {soort} onderwijs"


def bewijs(grond: Grond) -> str:
    """What proves a ground: its own evidence, or else that of its code; "" where the source asks for none."""
    return grond.bewijs or CODES[grond.code].bewijs


def gronden_for(
    code: str, niveau: str, soort: str = GEWOON, on: date | None = None, stelsel: str | None = None
) -> tuple[Grond, ...]:
    """The grounds that a school may choose from for a code, on a level, kind of education, date and system."""
    return tuple(
        grond
        for grond in GRONDEN.values()
        if grond.code == code
        and niveau in grond.niveaus
        and soort in grond.soorten
        and (stelsel is None or stelsel in grond.stelsels)
        and _holds(grond.valid_from, grond.valid_to, on)
    )


def is_absent(code: str) -> bool:
    """Whether a byte of the strip, as a letter, stands for an absence: a code or unknown, but not late."""
    return len(code) == 1 and ord(code) in ABSENT


def _holds(valid_from: date | None, valid_to: date | None, on: date | None) -> bool:
    if on is None:
        return valid_to is None
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)
