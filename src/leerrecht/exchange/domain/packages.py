"""Ready-made profiles for the exports of Flemish school packages, as far as public manuals describe them.

Each holds what its source says and no more: a manual that names fields but no headings gives headings that are
matched by their words, and what it does not tell is asked on screen. A school copies one and changes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from leerrecht.exchange.domain import mapping
from leerrecht.exchange.domain.mapping import ABSENCES, BY_PART, PUPILS, Profile

_AGODI_CODES = (
    "https://www.agodi.be/directie-en-secretariaat/discimus/aan-en-afwezigheidscodes-in-discimus/"
    "discimus-omzettingstabel-aan-en-afwezigheidscodes"
)
_AGODI_FAQ = "https://agodi.be/directie-en-secretariaat/discimus/faq-elektronische-uitwisseling-van-leerlingengegevens"
_INFORMAT_BLOCK = "https://helpdesk.informat.be/hc/nl/articles/360001490699-Afwezigheden-importeren-vanuit-bestand"
_INFORMAT_EXCEL = "https://helpdesk.informat.be/hc/nl/articles/209189129-Leerlingen-importeren-via-een-Excelbestand"
_INFORMAT_DISCIMUS = (
    "https://helpdesk.informat.be/hc/nl/articles/14971601028882-Afwezigheden-raadplegen-vanuit-Discimus"
)
_WISA_FIELDS = "https://bingelsite.helpdocs.io/bingel-beheer/synchronisatie-tussen-wisa-en-bingel-instellen"

# Letters that packages keep beside the official seven. What is sent to Discimus for each is AGODI's conversion table.
_OFFICIAL = {letter: letter for letter in "ARZMHPB"}
_KEPT = {"D": mapping.MEDICAL, "T": "R", "U": "R", "Y": "R", "C": "R", "J": "R"}
_MARKERS = {"L": mapping.LATE, "-": mapping.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Ready:
    """A profile that comes along: for which package, what it knows, and where that is written."""

    key: str
    package: str
    says: object
    sources: tuple[str, ...]
    profile: Profile
    # Words by which a column may be headed, field by field, the likeliest first.
    words: Mapping[str, tuple[str, ...]]

    @property
    def kind(self) -> str:
        return self.profile.kind

    def fitted(self, headings: Sequence[str]) -> Profile:
        """The profile with the columns that this file has."""
        known = {mapping.plain(heading): heading for heading in headings}
        found = {
            key: next(known[word] for word in words if word in known)
            for key, words in self.words.items()
            if any(word in known for word in words)
        }
        return replace(self.profile, columns=found)


_PERSON = {
    "naam": ("naam",),
    "voornaam": ("voornaam",),
    "geboortedatum": ("geboortedatum",),
    "insz": ("rijksregisternummer", "rijksregister- of bisnummer", "insz"),
    "instellingsnummer": ("instellingsnummer",),
}

_ALL = (
    Ready(
        key="informat-leerlingen",
        package="Informat",
        says=_(
            "Export naar Excel van “Leerlingen – Consulteren”: de eerste kolom is het unieke nummer van de leerling, "
            "tien cijfers met voorloopnullen. Kies zelf die kolom als leerlingnummer."
        ),
        sources=(_INFORMAT_BLOCK, _INFORMAT_EXCEL),
        profile=Profile(kind=PUPILS, name="Informat", pad={"leerlingnummer": 10, "instellingsnummer": 6}),
        words={
            **_PERSON,
            "leerlingnummer": ("uniek nummer", "leerlingnummer"),
            "klas": ("klas",),
            "begindatum": ("begindatum van de inschrijving", "begindatum inschrijving"),
        },
    ),
    Ready(
        key="informat-afwezigheden",
        package="Informat",
        says=_(
            "Codes van Informat: B, D, L, R en Z, met D als ziekte met medisch attest, en “-” voor een onbekende "
            "reden. Het bloktekstbestand van Informat heeft geen profiel nodig."
        ),
        sources=(_INFORMAT_BLOCK, _INFORMAT_DISCIMUS),
        profile=Profile(
            kind=ABSENCES, name="Informat", half_days=BY_PART, pad={"leerlingnummer": 10},
            codes={**{letter: letter for letter in "BRZ"}, "D": mapping.MEDICAL, **_MARKERS},
        ),
        words={
            "leerlingnummer": ("uniek nummer", "leerlingnummer"), "datum": ("datum",), "code": ("code",),
            "dagdeel": ("dagdeel",),
        },
    ),
    Ready(
        key="wisa-leerlingen",
        package="Wisa",
        says=_(
            "Velden van de leerlingfiche in Wisa: naam, voornaam, geboortedatum, klas en rijksregisternummer. De klas "
            "is de klascode. Leerlingnummer en begindatum koppelt u zelf."
        ),
        sources=(_WISA_FIELDS,),
        profile=Profile(kind=PUPILS, name="Wisa", pad={"instellingsnummer": 6}),
        words={**_PERSON, "klas": ("klas", "klascode")},
    ),
    Ready(
        key="discimus-leerlingen",
        package="Discimus",
        says=_(
            "Velden zoals AGODI ze voor Discimus noemt: stamnummer, rijksregister- of bisnummer, naam, voornaam en "
            "begindatum van de inschrijving. Klas en geboortedatum koppelt u zelf."
        ),
        sources=(_AGODI_FAQ,),
        profile=Profile(kind=PUPILS, name="Discimus", pad={"instellingsnummer": 6}),
        words={
            **_PERSON,
            "leerlingnummer": ("stamnummer",),
            "begindatum": ("begindatum inschrijving", "datum van instap"),
            "klas": ("klas",),
        },
    ),
    Ready(
        key="discimus-afwezigheden",
        package="Discimus",
        says=_(
            "De zeven codes van Discimus, en de oudere letters die pakketten nog bewaren, omgezet volgens de tabel van "
            "AGODI (D wordt Z; T, U, Y, C en J worden R)."
        ),
        sources=(_AGODI_CODES,),
        profile=Profile(kind=ABSENCES, name="Discimus", half_days=BY_PART, codes={**_OFFICIAL, **_KEPT, **_MARKERS}),
        words={
            "leerlingnummer": ("stamnummer", "leerlingnummer"), "datum": ("datum",), "code": ("code",),
            "dagdeel": ("dagdeel",),
        },
    ),
)  # fmt: skip
READY: Mapping[str, Ready] = {each.key: each for each in _ALL}
