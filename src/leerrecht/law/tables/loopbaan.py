"""The numbers of the school career: qualification, NAFT, learning and working, the school allowance."""

from datetime import date

from leerrecht.law.tables.soort import Getal, Instelling

_VAN_NAFT = date(2019, 9, 1)
_EINDE_DBSO = date(2025, 8, 31)
_KIEZER = "onderwijskiezer.be/aanloopfase"
_TOESLAG = "groeipakket.be/aanwezigheidsvoorwaarden"
_VSV_DOEL = date(2020, 12, 31)


def _kleuter(
    leeftijd: int, aantal: int, valid_from: date | None = None, valid_to: date | None = None, bron: str = _TOESLAG
) -> Getal:
    return Getal(
        f"schooltoeslag.aanwezig_{leeftijd}",
        aantal,
        "halve dagen",
        (bron,),
        valid_from,
        valid_to,
        niveau="kleuter",
        uitleg=f"aanwezigheid voor de schooltoeslag, {leeftijd} jaar op 31 december van het schooljaar",
    )


GETALLEN: tuple[Getal, ...] = (
    Getal(
        "vsv.herintrede",
        2,
        "schooljaar na het vertrek",
        ("002:423-424",),
        uitleg="vroegste schooljaar waarin een vroegtijdige schoolverlater een herintreder is",
    ),
    Getal(
        "vsv.eak_van", 18, "jaar", ("002:242-245",), uitleg="jongste leeftijd in de enquête naar arbeidskrachten (EAK)"
    ),
    Getal("vsv.eak_tot", 24, "jaar", ("002:242-245",), operator="<=", uitleg="oudste leeftijd in de EAK"),
    Getal(
        "vsv.doel_europa",
        100,
        "promille",
        ("002:220-221",),
        valid_to=_VSV_DOEL,
        operator="<",
        uitleg="doel van de Europese Unie voor 2020 (EAK)",
    ),
    Getal(
        "vsv.doel_vlaanderen",
        52,
        "promille",
        ("002:222",),
        valid_to=_VSV_DOEL,
        operator="<=",
        uitleg="Vlaams deel van het Europese doel voor 2020 (EAK)",
    ),
    Getal(
        "vsv.doel_pact2020",
        43,
        "promille",
        ("002:224-226",),
        valid_to=_VSV_DOEL,
        operator="<=",
        uitleg="doel van het Pact 2020: de helft van 2008 (EAK)",
    ),
    Getal(
        "vsv.doel_gekwalificeerd",
        90,
        "procent van 20 tot 24 jaar",
        ("002:2795-2797",),
        uitleg="nieuwe Europese maatstaf: minstens hoger secundair",
    ),
    Getal(
        "naft.evaluatie",
        2,
        "maanden",
        ("002:3082-3084",),
        valid_from=_VAN_NAFT,
        niveau="secundair",
        operator="<=",
        uitleg="langste tijd tussen twee evaluaties van de doelen van een NAFT",
    ),
    Getal(
        "naft.leeftijd",
        25,
        "jaar",
        ("002:1317-1319",),
        valid_from=_VAN_NAFT,
        niveau="secundair",
        operator="<=",
        uitleg="een NAFT kan tot het einde van het schooljaar waarin de jongere zo oud wordt",
    ),
    Getal(
        "aanloop.uren",
        13,
        "uren per week",
        ("002:1262-1264",),
        niveau="secundair",
        uitleg="kortste aanloopcomponent van een aanloopfase",
    ),
    Getal(
        "engagement.uren",
        28,
        "uren per week",
        ("002:1178-1182",),
        valid_to=_EINDE_DBSO,
        niveau="secundair",
        stelsel="deeltijds",
        uitleg="leren en werkplekleren samen: het voltijds engagement",
    ),
    Getal(
        "engagement.uren",
        28,
        "uren per week",
        (_KIEZER,),
        niveau="secundair",
        stelsel="duaal",
        uitleg="school- en werkplek- of aanloopcomponent samen; alleen voor het aanlooptraject gelezen",
        te_verifieren=True,
    ),
    Getal(
        "engagement.leren_van",
        15,
        "uren per week",
        ("002:1180-1182",),
        valid_to=_EINDE_DBSO,
        niveau="secundair",
        stelsel="deeltijds",
        uitleg="component leren, de kortste",
    ),
    Getal(
        "engagement.leren_tot",
        16,
        "uren per week",
        ("002:1180-1182",),
        valid_to=_EINDE_DBSO,
        niveau="secundair",
        stelsel="deeltijds",
        operator="<=",
        uitleg="component leren, de langste",
    ),
    Getal(
        "overeenkomst.uren",
        20,
        "uren per week, gemiddeld over een jaar",
        ("002:1231-1236",),
        niveau="secundair",
        uitleg="opleiding op een reële werkplek vanaf waar een overeenkomst alternerende opleiding nodig is",
    ),
    Getal(
        "stage.bso",
        18,
        "halve dagen per schooljaar",
        ("002:1176-1177",),
        niveau="secundair",
        stelsel="voltijds",
        uitleg="kortste leerlingenstage in de derde graad bso",
    ),
    Getal(
        "spreiding.jaren",
        2,
        "jaar",
        ("002:1171-1172",),
        niveau="secundair",
        operator="=",
        uitleg="een schooljaar gespreid over zoveel jaar (flexibele leerweg)",
    ),
    _kleuter(2, 100),
    _kleuter(3, 150),
    _kleuter(4, 185),
    _kleuter(5, 220, valid_to=date(2019, 8, 31), bron="ks.de-link.be/studietoelagen"),
    _kleuter(5, 250, valid_from=date(2019, 9, 1), valid_to=date(2020, 8, 31)),
    _kleuter(5, 290, valid_from=date(2020, 9, 1)),
    Getal(
        "schooltoeslag.ongewettigd",
        29,
        "halve dagen",
        (_TOESLAG, "002:1512-1514"),
        operator=">",
        uitleg="ongewettigde afwezigheid waarboven een schooljaar onvoldoende is, vanaf zes jaar",
    ),
    Getal(
        "schooltoeslag.jaren",
        2,
        "schooljaren op rij",
        ("002:1512-1514", "groeipakket.be/terugbetalen"),
        uitleg="onvoldoende schooljaren waarna de toeslag van het laatste vervalt",
    ),
    Getal(
        "schooltoeslag.uitgeschreven",
        14,
        "kalenderdagen",
        ("groeipakket.be/terugbetalen",),
        operator=">",
        uitleg="tijd zonder inschrijving in lager of secundair waarna de toeslag vervalt",
    ),
    Getal(
        "onderwijs_gi.uren_van",
        22,
        "uren per week",
        ("000:2050-2058",),
        uitleg="lesuren in een gemeenschapsinstelling, in theorie, de minste",
        te_verifieren=True,
    ),
    Getal(
        "onderwijs_gi.uren_tot",
        23,
        "uren per week",
        ("000:2050-2058",),
        operator="<=",
        uitleg="lesuren in een gemeenschapsinstelling, in theorie, de meeste",
        te_verifieren=True,
    ),
    Getal(
        "onderwijs_gi.erkend",
        2026,
        "jaar",
        ("000:2079-2083",),
        valid_from=date(2026, 9, 1),
        uitleg="schooljaar vanaf waar een erkende school het onderwijs in gemeenschapsinstellingen geeft",
    ),
)

INSTELLINGEN: tuple[Instelling, ...] = (
    Instelling(
        "vsv_maand_ingeschreven",
        None,
        "maand waarvan de eerste dag telt voor ‘ingeschreven in schooljaar x’; leeg is gelijk welke dag",
        ("002:344", "besluit:21"),
        te_verifieren=True,
    ),
    Instelling(
        "vsv_maand_volgend",
        None,
        "maand waarvan de eerste dag telt voor ‘niet meer ingeschreven in x + 1’; leeg is geen enkele dag tot nu toe",
        ("002:346",),
        te_verifieren=True,
    ),
    Instelling(
        "vsv_maand_leerplicht",
        9,
        "maand waarvan de eerste dag telt voor ‘niet meer leerplichtig in x + 1’",
        ("002:350",),
        te_verifieren=True,
    ),
)
