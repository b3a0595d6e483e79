"""The numbers of the law, each with dates, level and source, and the settings that may override a default.

`waarde("b.melding", on)` gives the number in force on a date. A school year is judged by its first day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

VERIFY = "te verifiëren"


@dataclass(frozen=True, slots=True)
class Getal:
    """A number of the law. `niveau` and `stelsel` are "" where it holds for all."""

    naam: str
    waarde: int
    eenheid: str
    bron: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    niveau: str = ""
    stelsel: str = ""
    te_verifieren: bool = False


@dataclass(frozen=True, slots=True)
class Instelling:
    """A setting: a choice of the product or a rule that no source confirms, with its default."""

    naam: str
    standaard: int | date | None
    uitleg: str
    bron: tuple[str, ...]
    nul_mag: bool = True


GETALLEN: tuple[Getal, ...] = (
    Getal("b.melding", 10, "halve dagen", ("002:2150",), valid_to=date(2019, 8, 31)),
    Getal(
        "b.melding", 5, "halve dagen", ("001:784-786", "002:1480-1486", "002:2149-2151"), valid_from=date(2019, 9, 1)
    ),
    Getal("b.problematisch", 30, "halve dagen", ("002:1512-1518", "besluit:1")),
    Getal("z.aandacht", 20, "halve dagen", ("000:2887-2891",)),
    Getal("p.aandacht", 30, "halve dagen", ("000:3005-3017",)),
    Getal("ouderverklaring.dagen", 3, "kalenderdagen", ("001:181-182",)),
    Getal("ouderverklaring.keren", 4, "briefjes per schooljaar", ("001:181-182",)),
    Getal("kleuter.aanwezig", 290, "halve dagen", ("000:2226", "000:2386-2390"), valid_from=date(2020, 9, 1)),
    Getal("leerplicht.begin", 6, "jaar", ("001:62",), valid_to=date(2020, 8, 31)),
    Getal("leerplicht.begin", 5, "jaar", ("001:62",), valid_from=date(2020, 9, 1)),
    Getal("leerplicht.vreemdeling", 60, "dagen na inschrijving in het register", ("001:108-110", "besluit:20")),
    Getal("tempo.aantal", 20, "halve dagen", ("001:2278-2282", "besluit:29")),
    Getal("tempo.dagen", 42, "kalenderdagen", ("001:2278-2282",)),
    Getal("onthechting.weken", 8, "schoolweken", ("001:2222-2228",), te_verifieren=True),
    Getal("onthechting.aantal", 3, "halve dagen", ("001:2222-2228",), te_verifieren=True),
    Getal("z_gesprek.maanden", 3, "maanden", ("000:7066-7078",)),
    Getal("patroon.keren", 6, "laatste keren", ("001:333-335",), te_verifieren=True),
    Getal("patroon.vast", 4, "keer afwezig", ("001:333-335",), te_verifieren=True),
    Getal("patroon.ander", 1, "keer afwezig", ("001:333-335",), te_verifieren=True),
    Getal("deeltijds.weken", 4, "schoolweken na elkaar", ("000:2711-2722", "besluit:27"), te_verifieren=True),
    Getal("deeltijds.halve_dagen", 2, "dezelfde halve dagen", ("besluit:27",), te_verifieren=True),
    Getal("vakantie.keren", 2, "keer in een schooljaar", ("001:329-330",), te_verifieren=True),
    Getal("toah.wachttijd", 21, "kalenderdagen", ("001:2840-2841", "besluit:2")),
    Getal("toah.herval", 3, "maanden", ("001:2873-2876",)),
    Getal("toah.halve_dagen", 9, "halve dagen", ("001:2848-2853",)),
    Getal("toah.lestijden", 4, "lestijden", ("001:2848-2853",)),
    Getal("toah.afstand_gewoon", 10, "km", ("001:2879",)),
    Getal("toah.afstand_buitengewoon", 20, "km", ("001:2880",)),
    Getal("schorsing.duur", 5, "schooldagen", ("vlaanderen.be/schorsing-op-school",), niveau="lager"),
    Getal(
        "schorsing.duur", 10, "lesdagen", ("vlaanderen.be/schorsing-op-school",), niveau="secundair", stelsel="voltijds"
    ),
    Getal(
        "schorsing.duur",
        14,
        "kalenderdagen",
        ("vlaanderen.be/schorsing-op-school",),
        niveau="secundair",
        stelsel="deeltijds",
    ),
    Getal("uitsluiting.duur", 15, "schooldagen", ("vlaanderen.be/schorsing-op-school",), niveau="lager"),
    Getal(
        "uitsluiting.duur",
        15,
        "lesdagen",
        ("vlaanderen.be/schorsing-op-school",),
        niveau="secundair",
        stelsel="voltijds",
    ),
    Getal(
        "uitsluiting.duur",
        21,
        "kalenderdagen",
        ("vlaanderen.be/schorsing-op-school",),
        niveau="secundair",
        stelsel="deeltijds",
    ),
    Getal("du.uitschrijving_lager", 1, "maand", ("000:2311-2317", "000:9001-9005", "besluit:30"), niveau="lager"),
    Getal("du.uitschrijving_lesdag", 10, "lesdagen", ("000:8988-8992",), niveau="secundair"),
    Getal("du.thuis", 10, "schooldagen", ("000:3842-3870",), te_verifieren=True),
)

INSTELLINGEN: dict[str, Instelling] = {
    setting.naam: setting
    for setting in (
        Instelling(
            "politie_drempel", 10, "aantal B waarbij de lokale politie preventief kan helpen", ("001:2347-2349",)
        ),
        Instelling("z_gesprek_drempel", 10, "aantal Z in drie maanden waarbij een gesprek past", ("000:7066-7078",)),
        Instelling(
            "z_melding_drempel",
            None,
            "aantal Z waarbij het CLB verplicht erbij komt; nog niet bepaald",
            ("003:793-799",),
        ),
        Instelling("thuiszitter_drempel", 20, "halve schooldagen na elkaar afwezig", ("000:545-553",)),
        Instelling(
            "tucht_motivering_van",
            date(2026, 9, 1),
            "begin van de ruimere motivering bij tucht; aangekondigd",
            ("003:959-977",),
        ),
    )
}


@lru_cache(maxsize=4096)
def getal(naam: str, on: date | None = None, niveau: str = "", stelsel: str = "") -> Getal | None:
    """The entry in force on a date for a level and system, or None; without a date the one without an end."""
    for entry in GETALLEN:
        if entry.naam != naam or entry.niveau not in ("", niveau) or entry.stelsel not in ("", stelsel):
            continue
        if on is None:
            if entry.valid_to is None:
                return entry
        elif (entry.valid_from or on) <= on <= (entry.valid_to or on):
            return entry
    return None


@lru_cache(maxsize=4096)
def waarde(naam: str, on: date | None = None, niveau: str = "") -> int:
    """The number itself; raises KeyError where the law has none on that date, for that level."""
    entry = getal(naam, on, niveau)
    if entry is None:
        raise KeyError(naam)
    return entry.waarde


def setting(settings: Mapping[str, object], naam: str) -> int | None:
    """A numeric setting: the override, or the default; None switches the rule off."""
    value = settings.get(naam, INSTELLINGEN[naam].standaard)
    return value if isinstance(value, int) else None


def setting_date(settings: Mapping[str, object], naam: str) -> date | None:
    """A setting that is a date: the override, or the default; None switches the rule off."""
    value = settings.get(naam, INSTELLINGEN[naam].standaard)
    return value if isinstance(value, date) else None
