"""The codes of before 1 September 2019, a school's own codes, and what they are among the seven official ones.

AGODI's list had 23 letters until 31 August 2019; schools may keep them, and packages do, so they still arrive. The
stored copy of its table of conversion names the seventeen below. `OVERIGE` says what to do with the six that it does
not name: nothing is guessed, the half-day stays unknown until the school says what its letter means.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from leerrecht.law.codes import BASIS, CODES, ENKEL_SECUNDAIR, GRONDEN, HERVORMING, KLEUTER, LAAT, NIVEAUS, ONBEKEND
from leerrecht.law.dates import ONE_DAY

AANWEZIG = "."
OUDE_LIJST = 23
TUCHT = "tuchtmaatregel"
_TABEL = ("agodi.be/omzettingstabel",)
_CORONA = ("edulex:15636",)
_CORONA_VAN, _CORONA_TOT = date(2020, 5, 15), date(2022, 8, 31)
_EINDE = HERVORMING - ONE_DAY
_EIGEN = re.compile(r"([ARZMHPB])[-. ]?\d{1,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class OudeCode:
    """A letter of another list: what it became, and what to do where that does not follow from the letter.

    `nu` is the official code, "" where there is none or where it is one of `alternatieven`. `aanwezig`: it says that
    the pupil was there. `grond` is its ground, `andere` the grounds it can stand for as well, `maatregel` the measure
    that belongs beside the half-day. It was official until `valid_to`.
    """

    letter: str
    naam: str
    nu: str = ""
    alternatieven: tuple[str, ...] = ()
    grond: str | None = None
    andere: tuple[str, ...] = ()
    maatregel: str = ""
    aanwezig: bool = False
    niveaus: tuple[str, ...] = NIVEAUS
    te_doen: str = ""
    bron: tuple[str, ...] = _TABEL
    valid_from: date | None = None
    valid_to: date | None = _EINDE

    @property
    def eenduidig(self) -> bool:
        """Whether the letter alone settles code and ground."""
        return (bool(self.nu) or self.aanwezig) and not (self.alternatieven or self.andere)

    @property
    def gronden(self) -> tuple[str, ...]:
        """Every ground it can stand for."""
        return (*((self.grond,) if self.grond else ()), *self.andere)


def _tucht(letter: str, naam: str, maatregel: str) -> OudeCode:
    to_do = f"leg ook de {naam} zelf vast: de halve dag zegt niet welke maatregel het was"
    return OudeCode(letter, naam, "R", grond=TUCHT, maatregel=maatregel, te_doen=to_do)


OUDE_CODES: dict[str, OudeCode] = {
    code.letter: code
    for code in (
        OudeCode(
            "L", "te laat", alternatieven=("R", "Z", "H", "P", "B"), aanwezig=True,
            te_doen="blijft een merk op een aanwezige halve dag; de school beslist per keer of er een code bij hoort",
            bron=(*_TABEL, "001:314-315", "besluit:3"),
        ),
        OudeCode(
            "W", "op stage", aanwezig=True, niveaus=ENKEL_SECUNDAIR,
            te_doen="telt als aanwezig: een stage is les op een andere plaats",
        ),
        OudeCode(
            "G", "lesprogramma gespreid", aanwezig=True, niveaus=ENKEL_SECUNDAIR,
            te_doen="telt als aanwezig; is de leerling er niet, dan hoort er code P met een grond van spreiding",
        ),
        OudeCode("|", "niet-leerplichtige kleuter aanwezig", aanwezig=True, niveaus=(KLEUTER,)),
        OudeCode(
            "A", "niet-leerplichtige kleuter afwezig", "A", grond="niet_leerplichtig", niveaus=(KLEUTER,),
            valid_to=None,
        ),
        OudeCode("R", "van rechtswege gewettigd", "R", valid_to=None),
        _tucht("T", "definitieve uitsluiting", "definitieve_uitsluiting"),
        _tucht("U", "tijdelijke uitsluiting", "tijdelijke_uitsluiting"),
        _tucht("Y", "preventieve schorsing", "preventieve_schorsing"),
        OudeCode(
            "C", "topsport, topkunst of ballet", "R", andere=("topsport", "topkunst", "ballet"),
            niveaus=ENKEL_SECUNDAIR, te_doen="kies de grond: topsport, topkunst of ballet",
        ),
        OudeCode("J", "moederschapsverlof", "R", grond="moederschapsverlof", niveaus=ENKEL_SECUNDAIR),
        OudeCode("Z", "ziekte, briefje van de ouders", "Z", grond="ziek_ouderverklaring", valid_to=None),
        OudeCode(
            "D", "ziekte, medisch attest of attest van een type 5-school", "Z", grond="ziek_medisch",
            andere=("type5",),
            te_doen="een medisch attest, tenzij er een attest van een type 5-school is",
        ),
        OudeCode("M", "werkplek niet ingevuld, niet door onwil", "M", niveaus=ENKEL_SECUNDAIR, valid_to=None),
        OudeCode("P", "persoonlijke reden met akkoord van de directie", "P", valid_to=None),
        OudeCode("H", "revalidatie tijdens de lestijden", "H", grond="revalidatie_buitengewoon", valid_to=None),
        OudeCode("B", "problematisch afwezig", "B", valid_to=None),
        OudeCode(
            "N", "tijdelijke code tijdens corona", alternatieven=("P", "Z"), bron=_CORONA, valid_from=_CORONA_VAN,
            valid_to=_CORONA_TOT, te_doen="blijft onbekend tot de school zegt of het ziekte of quarantaine was",
        ),
        OudeCode(
            "X", "tijdelijke code tijdens corona, niet op school verwacht", alternatieven=("P", "Z"), bron=_CORONA,
            valid_from=_CORONA_VAN, valid_to=_CORONA_TOT,
            te_doen="blijft onbekend tot de school zegt of er voor de leerling les was",
        ),
    )
}  # fmt: skip
VAN_2019 = tuple(letter for letter, code in OUDE_CODES.items() if code.valid_from is None)
OVERIGE = OUDE_LIJST - len(VAN_2019)
OVERIGE_TE_DOEN = "de school zet zo'n letter in haar eigen codes, met de officiële code en de grond"


def official(letter: str) -> tuple[str, str | None]:
    """A letter of an old list or of a school package as (byte of the strip, ground): D is Z, L stays a mark, late.

    A letter that says that the pupil was there (W, G, |) means present; one that can be several codes stays unknown.
    Raises KeyError for a letter of no list.
    """
    if letter in (LAAT, ONBEKEND):
        return letter, None
    old = OUDE_CODES[letter]
    if old.nu:
        return old.nu, old.grond
    return (AANWEZIG if old.aanwezig else ONBEKEND), None


def was_official(letter: str, on: date) -> bool:
    """Whether a letter stood on the official list on a date: the old one until 31 August 2019, the seven since."""
    if on >= HERVORMING and letter in CODES:
        return True
    old = OUDE_CODES.get(letter)
    if old is None:
        return False
    return (old.valid_from or on) <= on <= (old.valid_to or _EINDE)


def former(code: str, grond: str | None = None, maatregel: str = "") -> tuple[str, ...]:
    """The letters of before September 2019 that an official code can have been; one letter means that it is settled.

    Without a ground a code R can have been any of its letters; a measure tells which of the three it was.
    """
    found = [old for letter in VAN_2019 if (old := OUDE_CODES[letter]).nu == code]
    if maatregel:
        found = [old for old in found if old.maatregel == maatregel]
    elif grond is not None:
        exact = [old for old in found if grond in old.gronden]
        bare = [old for old in found if not old.gronden]
        found = exact or bare or found
    return tuple(old.letter for old in found)


@dataclass(frozen=True, slots=True)
class Eigen:
    """A school's own code: its official code and, where it has one, the ground."""

    code: str
    grond: str | None = None
    omschrijving: str = ""


@dataclass(frozen=True, slots=True)
class Vertaling:
    """What a letter or own code of a school says: byte of the strip, ground, and what is left to do, in Dutch."""

    code: str
    grond: str | None = None
    te_doen: str = ""


PAKKETTEN: dict[str, dict[str, Eigen]] = {
    "informat": {
        "B01": Eigen("B", "niet_gewettigd", "spijbelen"),
        "B02": Eigen("B", "twijfelachtig_attest", "ongeldig attest"),
        "R03": Eigen("R", "overmacht", "staking"),
    },
    "smartschool": {},
}
"""Own codes as found in the manuals of packages: a start, which each school changes. Both keep the letters of old."""


def check_own(codes: Mapping[str, Eigen]) -> list[str]:
    """What is wrong with a school's own codes, in Dutch; nothing when they can be used."""
    faults = []
    for name, own in codes.items():
        if own.code not in CODES:
            faults.append(f"eigen code {name}: {own.code} is geen officiële code; kies {', '.join(CODES)}")
        elif own.grond is not None and (own.grond not in GRONDEN or GRONDEN[own.grond].code != own.code):
            faults.append(f"eigen code {name}: de grond {own.grond} hoort niet bij code {own.code}")
        elif name in CODES and name != own.code:
            faults.append(f"eigen code {name}: dat is zelf een officiële code, met een andere betekenis")
    return faults


def translate(name: str, own: Mapping[str, Eigen]) -> Vertaling | None:
    """An own code, a letter of old or an official code of a school; None for one that nobody explained.

    The school's own list goes first, then the letters, then the main letter of a code such as R07.
    """
    name = name.strip().upper()
    mine = {key.strip().upper(): value for key, value in own.items()}.get(name)
    if mine is not None:
        return Vertaling(mine.code, mine.grond)
    if name == ONBEKEND:
        return Vertaling(ONBEKEND, te_doen="zoek de reden")
    if name in OUDE_CODES:
        return Vertaling(*official(name), te_doen=OUDE_CODES[name].te_doen)
    match = _EIGEN.fullmatch(name)
    return Vertaling(match[1], te_doen=f"de grond van {name} is niet bekend") if match else None


ROLLEN = (
    "leerkracht",
    "secretariaat",
    "begeleider",
    "directeur",
    "clb",
    "clbarts",
    "ouders",
    "leerling",
    "verificateur",
)
_PERSONEEL = ("leerkracht", "secretariaat", "begeleider", "directeur")
JA, NA_AKKOORD, NEE = "ja", "na akkoord van de directeur", "nee"
_AKKOORD = ("P", "H")
_NIET = {
    "clb": ("alleen de school registreert; het CLB begeleidt", ("001:767-769", "001:885-895")),
    "clbarts": ("de CLB-arts maakt het attest op, de school registreert", ("001:185",)),
    "ouders": ("de ouders verklaren of tonen een attest, de school registreert", ("001:181-184", "001:192-194")),
    "leerling": ("de leerling verklaart of toont een attest, de school registreert", ("001:192-194",)),
    "verificateur": ("de verificateur kan een B als gewettigd beschouwen, maar verandert de code niet", ("besluit:8",)),
}


@dataclass(frozen=True, slots=True)
class Registratie:
    """Whether somebody may register a code: `mag` is ja, na akkoord van de directeur, or nee; why, and the source."""

    mag: str
    waarom: str
    bron: tuple[str, ...]


def may_register(code: str, rol: str, niveau: str = "") -> Registratie:
    """What the law says about who registers a code; raises KeyError for a role that it does not know.

    The law does not divide the work among the staff of a school: only P and H need the director.
    """
    if rol not in ROLLEN:
        raise KeyError(rol)
    if rol not in _PERSONEEL:
        return Registratie(NEE, *_NIET[rol])
    if code in _AKKOORD:
        source = ("001:233-234", "000:2271-2283") if code == "P" else ("001:240", "agodi.be/discimus-codes")
        if rol == "directeur":
            return Registratie(JA, "de directeur laat deze afwezigheid toe", source)
        return Registratie(NA_AKKOORD, "alleen met akkoord van de directeur is deze afwezigheid gewettigd", source)
    if code == TUCHT:
        may = JA if rol == "directeur" else NEE
        if niveau in BASIS:
            return Registratie(
                may, "de directeur of een afgevaardigde beslist over een tuchtmaatregel", ("edulex:14691",)
            )
        return Registratie(may, "de directeur beslist over een tuchtmaatregel", ("vlaanderen.be/schorsing-op-school",))
    return Registratie(JA, "de school registreert en verdeelt zelf wie dat doet", ("001:2135-2139",))
