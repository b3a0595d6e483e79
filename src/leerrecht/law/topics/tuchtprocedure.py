"""The procedure of a disciplinary measure: hearing, class council, appeal, and what may not go to the next school."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from leerrecht.law.calendar import last_day, school_year, without_long_holidays
from leerrecht.law.casus import MAATREGEL_SOORTEN
from leerrecht.law.codes import LAGER, SECUNDAIR
from leerrecht.law.dates import voluit
from leerrecht.law.regel import FOUT, GEZIN, PLICHT, RECHT, SCHOOL, SIGNAAL, Regel
from leerrecht.law.tables import setting, waarde
from leerrecht.law.topics.melden import andere_school, geldt, plicht
from leerrecht.law.topics.onderwerp import Feit, Onderwerp

if TYPE_CHECKING:
    from leerrecht.law.state import Stand

PREVENTIEF, _, DEFINITIEF = MAATREGEL_SOORTEN
NAMEN = {soort: soort.replace("_", " ") for soort in MAATREGEL_SOORTEN}
OVERDRACHT_VAN = date(2026, 9, 1)
NIET_BEVESTIGD = "de termijn is niet bevestigd: kijk in het schoolreglement"
_SCHORSING = "vlaanderen.be/schorsing-op-school"
_BEROEP = "katholiekonderwijs.vlaanderen/beroep-definitieve-uitsluiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feiten:
    """One procedure."""

    van: Annotated[date, Feit("dag waarop de maatregel ingaat")]
    soort: Annotated[str, Feit("welke maatregel", woorden=MAATREGEL_SOORTEN)] = DEFINITIEF
    kennisgeving: Annotated[date | None, Feit("dag waarop de school het voornemen schriftelijk meldde")] = None
    gehoord: Annotated[date | None, Feit("dag waarop leerling en ouders gehoord zijn")] = None
    klassenraad: Annotated[date | None, Feit("dag van de klassenraad waarop ook het CLB advies gaf")] = None
    ontvangst: Annotated[date | None, Feit("dag waarop de ouders de beslissing ontvingen")] = None
    beroep: Annotated[date | None, Feit("dag waarop beroep ingesteld is")] = None
    uitspraak: Annotated[date | None, Feit("dag van de beslissing in beroep")] = None
    dossier_overgedragen: Annotated[date | None, Feit("dag waarop het tuchtdossier naar een andere school ging")] = None
    dossier_lezer: Annotated[date | None, Feit("dag waarop de nieuwe school één lezer aanwees")] = None


REGELS = (
    Regel(
        "tuchtprocedure.horen",
        PLICHT,
        SCHOOL,
        "Hoor de leerling en de ouders",
        "Voor een uitsluiting is de inspraak van de ouders verplicht: een schriftelijke melding, inzage in het dossier "
        "en een gesprek.",
        ("000:6092-6094", _SCHORSING),
    ),
    Regel(
        "tuchtprocedure.klassenraad",
        PLICHT,
        SCHOOL,
        "Vraag eerst het advies van klassenraad en CLB",
        "Een definitieve uitsluiting komt na een klassenraad; het CLB zit erbij en geeft advies.",
        ("000:8090-8098", _SCHORSING),
    ),
    Regel(
        "beroep.recht",
        RECHT,
        GEZIN,
        "Beroep tegen de definitieve uitsluiting",
        "Tegen een definitieve uitsluiting kan beroep bij een beroepscommissie. De termijn staat in het "
        "schoolreglement: "
        "die gaat voor.",
        (_BEROEP, "vlaanderen.be/beroepscommissie", "besluit:13"),
    ),
    Regel(
        "beroep.uitspraak",
        PLICHT,
        SCHOOL,
        "Beslis over het beroep",
        "De beroepscommissie van het schoolbestuur beslist; de termijn staat in het schoolreglement.",
        (_BEROEP, "besluit:13"),
    ),
    Regel(
        "beroep.laat",
        SIGNAAL,
        (*GEZIN, "school"),
        "Het beroep kwam na de termijn",
        "Het beroep is later ingesteld dan de termijn. Kijk na wat het schoolreglement zegt.",
        ("besluit:13",),
        advies=True,
        te_verifieren=True,
    ),
    Regel(
        "beroep.niet_mogelijk",
        SIGNAAL,
        GEZIN,
        "Geen beroep bij de beroepscommissie",
        "Beroep is er tegen een definitieve uitsluiting. Voor een schorsing of tijdelijke uitsluiting alleen als het "
        "schoolreglement dat zegt; bespreken met de school kan altijd.",
        (_BEROEP, "vlaanderen.be/beroepscommissie"),
    ),
    Regel(
        "tuchtdossier.schone_lei",
        RECHT,
        GEZIN,
        "Een schone lei op de nieuwe school",
        "Tuchtdossier en tuchtmaatregelen gaan niet mee naar een nieuwe school.",
        ("000:11601-11611", "003:924-926", "besluit:10"),
    ),
    Regel(
        "tuchtdossier.overdracht",
        FOUT,
        SCHOOL,
        "Het tuchtdossier mocht niet mee",
        "De regels laten niet toe dat een tuchtdossier naar een andere school gaat.",
        ("000:11601-11611", "003:924-926", "besluit:10"),
    ),
    Regel(
        "tuchtdossier.lezer",
        PLICHT,
        SCHOOL,
        "Wijs één lezer van het tuchtdossier aan",
        "Aangekondigd: het schoolbestuur bepaalt welk lid van het team als enige het overgedragen dossier mag inzien.",
        ("003:967-977",),
        OVERDRACHT_VAN,
        advies=True,
        te_verifieren=True,
    ),
)


def antwoord(stand: "Stand", feiten: tuple[Feiten, ...]) -> None:
    """What each procedure asks, up to the file that stays behind."""
    for zaak in feiten:
        _hearing(stand, zaak)
        _appeal(stand, zaak)
        _file(stand, zaak)


def _hearing(stand: "Stand", zaak: Feiten) -> None:
    if zaak.soort == PREVENTIEF:
        return
    begin = zaak.van if zaak.kennisgeving is None else min(zaak.van, zaak.kennisgeving)
    because = f"{NAMEN[zaak.soort]} vanaf {voluit(zaak.van)}"
    plicht(stand, "tuchtprocedure.horen", begin, because, gedaan=zaak.gehoord, uiterlijk=zaak.van, voorwerp=zaak.van)
    if zaak.soort == DEFINITIEF:
        plicht(
            stand, "tuchtprocedure.klassenraad", begin, because, gedaan=zaak.klassenraad, uiterlijk=zaak.van,
            voorwerp=zaak.van,
        )  # fmt: skip


def _appeal(stand: "Stand", zaak: Feiten) -> None:
    received = stand.bekend(zaak.ontvangst)
    if received is None:
        return
    if zaak.soort != DEFINITIEF:
        geldt(
            stand, "beroep.niet_mogelijk", received, last_day(school_year(received)),
            f"{NAMEN[zaak.soort]} vanaf {voluit(zaak.van)}", voorwerp=zaak.van,
        )  # fmt: skip
        return
    term = setting(stand.casus.instellingen, "beroep_dagen")
    lodged = stand.bekend(zaak.beroep)
    if term is not None:
        last = received + timedelta(days=term)
        because = [f"beslissing ontvangen op {voluit(received)}, {term} dagen om in beroep te gaan"]
        if "beroep_dagen" not in stand.casus.instellingen:
            because.append(NIET_BEVESTIGD)
        if lodged is None:
            geldt(stand, "beroep.recht", received, last, *because, uiterlijk=last, voorwerp=zaak.van)
        elif lodged > last:
            geldt(stand, "beroep.laat", lodged, last_day(school_year(lodged)), *because, voorwerp=zaak.van)
    if lodged is not None:
        plicht(
            stand, "beroep.uitspraak", lodged, f"beroep van {voluit(lodged)}", NIET_BEVESTIGD, gedaan=zaak.uitspraak,
            uiterlijk=_decided_by(stand, zaak, lodged), voorwerp=zaak.van,
        )  # fmt: skip


def _decided_by(stand: "Stand", zaak: Feiten, lodged: date) -> date:
    """The last day for the decision: in lager the days of the long holidays do not count."""
    school = stand.casus.inschrijving_op(zaak.van)
    if school is not None and school.niveau == LAGER:
        return without_long_holidays(lodged, lodged + timedelta(days=waarde("beroep.uitspraak", lodged, LAGER)))
    return lodged + timedelta(days=waarde("beroep.uitspraak", lodged, SECUNDAIR))


def _file(stand: "Stand", zaak: Feiten) -> None:
    school = stand.casus.inschrijving_op(zaak.van)
    moved = None if school is None else andere_school(stand, zaak.van, school.school)
    allowed = setting(stand.casus.instellingen, "tuchtdossier_overdracht") is not None
    if moved is not None and not (allowed and moved[0] >= OVERDRACHT_VAN):
        geldt(
            stand, "tuchtdossier.schone_lei", moved[0], last_day(school_year(moved[0])),
            f"{NAMEN[zaak.soort]} vanaf {voluit(zaak.van)}, andere school sinds {voluit(moved[0])}", voorwerp=zaak.van,
        )  # fmt: skip
    given = stand.bekend(zaak.dossier_overgedragen)
    if given is None:
        return
    because = f"dossier overgedragen op {voluit(given)}"
    if allowed and given >= OVERDRACHT_VAN:
        plicht(stand, "tuchtdossier.lezer", given, because, gedaan=zaak.dossier_lezer, voorwerp=zaak.van)
    else:
        geldt(stand, "tuchtdossier.overdracht", given, last_day(school_year(given)), because, voorwerp=zaak.van)


ONDERWERP = Onderwerp(
    "tuchtprocedure",
    "Tuchtprocedure en beroep",
    "Is de procedure gevolgd, kan er beroep, en wat mag de volgende school weten?",
    Feiten,
    REGELS,
    antwoord,
    meerdere=True,
)
