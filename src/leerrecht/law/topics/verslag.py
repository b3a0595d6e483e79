"""A report of special educational needs (GC, IAC, OV4, the older names): what it opens, and that it travels along."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.dates import ONE_DAY, add_months, voluit
from leerrecht.law.regel import CLB, FOUT, GEZIN, PLICHT, RECHT, SCHOOL, SCHOOL_CLB, Regel
from leerrecht.law.tables import setting
from leerrecht.law.topics.melden import andere_school, geldt, laatste, loopt, plicht
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

GC, IAC, OV4, GEMOTIVEERD, OUD = "GC", "IAC", "OV4", "gemotiveerd_verslag", "verslag"
LEERSTEUN_VAN = date(2023, 9, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """One report."""

    datum: Annotated[date, Feit("dag van het verslag")]
    soort: Annotated[str, Feit("welk verslag", woorden=(GC, IAC, OV4, GEMOTIVEERD, OUD))]
    opgeheven: Annotated[date | None, Feit("dag waarop het verslag ophield te gelden")] = None
    school_bezorgde: Annotated[date | None, Feit("dag waarop de vorige school een kopie bezorgde")] = None
    clb_bezorgde: Annotated[date | None, Feit("dag waarop het vorige CLB een kopie bezorgde")] = None
    evaluaties: Annotated[tuple[date, ...], Feit("dagen waarop het verslag samen geëvalueerd is")] = ()


REGELS = (
    Regel(
        "verslag.leersteun",
        RECHT,
        GEZIN,
        "Leersteun in een gewone school",
        "Wie een GC-verslag heeft, volgt het gemeenschappelijk curriculum met leersteun en heeft onverkort recht op "
        "inschrijving in het gewoon onderwijs.",
        ("000:8799-8800", "000:9204-9218", "edulex:16045"),
        LEERSTEUN_VAN,
    ),
    Regel(
        "verslag.keuze",
        RECHT,
        GEZIN,
        "Gewoon of buitengewoon onderwijs",
        "Met een IAC- of OV4-verslag kan een leerling kiezen voor buitengewoon onderwijs, of voor een gewone school: "
        "die "
        "schrijft in onder ontbindende voorwaarde.",
        ("000:8802-8803", "000:9120-9122", "000:9184-9192"),
        LEERSTEUN_VAN,
    ),
    Regel(
        "verslag.naam",
        FOUT,
        SCHOOL_CLB,
        "Dat verslag bestond toen niet",
        "GC-, IAC- en OV4-verslagen bestaan sinds het leersteundecreet, vanaf schooljaar 2023-2024; daarvoor waren er "
        "het gemotiveerd verslag en het verslag.",
        ("edulex:16045", "002:718-721"),
    ),
    Regel(
        "verslag.overdracht",
        PLICHT,
        SCHOOL,
        "Bezorg de nieuwe school een kopie van het verslag",
        "Bij een nieuwe school gaat een kopie altijd mee; ouders kunnen dat niet weigeren.",
        ("000:11662-11674", "002:2130-2132"),
    ),
    Regel(
        "verslag.overdracht_clb",
        PLICHT,
        CLB,
        "Bezorg het nieuwe CLB een kopie van het verslag",
        "Verandert ook het CLB, dan draagt het oude altijd een kopie over.",
        ("002:2123-2124",),
    ),
    Regel(
        "verslag.evaluatie",
        PLICHT,
        SCHOOL_CLB,
        "Evalueer het verslag samen",
        "Ouders, school en leerling evalueren de afspraken regelmatig. Geen bron noemt een termijn: die kiest de "
        "school.",
        ("000:12869-12877",),
        advies=True,
        te_verifieren=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What each report opens, and what is due at a change of school."""
    for verslag in feiten:
        if verslag.datum <= stand.op:
            _opens(stand, verslag)
            _moves(stand, verslag)
            _evaluated(stand, verslag)


def _last(verslag: Feiten) -> date | None:
    return None if verslag.opgeheven is None else verslag.opgeheven - ONE_DAY


def _opens(stand: "Stand", verslag: Feiten) -> None:
    because = f"{verslag.soort.replace('_', ' ')} van {voluit(verslag.datum)}"
    new = verslag.soort in (GC, IAC, OV4)
    if new != (verslag.datum >= LEERSTEUN_VAN):
        geldt(stand, "verslag.naam", verslag.datum, _last(verslag), because, voorwerp=verslag.datum)
    elif new:
        rule = "verslag.leersteun" if verslag.soort == GC else "verslag.keuze"
        geldt(stand, rule, verslag.datum, _last(verslag), because, voorwerp=verslag.datum)


def _moves(stand: "Stand", verslag: Feiten) -> None:
    school = stand.casus.inschrijving_op(verslag.datum)
    moved = None if school is None else andere_school(stand, verslag.datum, school.school)
    if moved is None or not loopt(stand, verslag.datum, _last(verslag)):
        return
    for rule, done in (
        ("verslag.overdracht", verslag.school_bezorgde),
        ("verslag.overdracht_clb", verslag.clb_bezorgde),
    ):
        plicht(stand, rule, moved[0], f"andere school sinds {voluit(moved[0])}", gedaan=done, voorwerp=verslag.datum)


def _evaluated(stand: "Stand", verslag: Feiten) -> None:
    months = setting(stand.casus.instellingen, "verslag_evaluatie_maanden")
    if months is None or not loopt(stand, verslag.datum, _last(verslag)):
        return
    last = laatste(stand, verslag.evaluaties, verslag.datum)
    stand.meld(
        "verslag.evaluatie", last, f"laatste stap op {voluit(last)}", uiterlijk=add_months(last, months),
        voorwerp=verslag.datum,
    )  # fmt: skip


ONDERWERP = Onderwerp(
    "verslag",
    "Verslag van het CLB (GC, IAC, OV4)",
    "Wat opent dit verslag, en gaat het mee naar de nieuwe school?",
    Feiten,
    REGELS,
    antwoord,
    meerdere=True,
)
