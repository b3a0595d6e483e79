"""The numbers of the CLB: its file, its guidance, mediation, and the people it is given."""

from datetime import date

from leerrecht.law.tables.soort import Getal, Instelling

_DENDERMONDE = "clbdendermonde.be/bewaringstermijn"
_VRIJ = "vrijclb.be/het-clb-dossier"
_GENT = "iclb.gent.be/dossiers-worden-gearchiveerd"

GETALLEN: tuple[Getal, ...] = (
    Getal(
        "clb_dossier.verzet",
        10,
        "kalenderdagen",
        ("clbgobrasschaat/overdracht", "002:2119-2124", "besluit:16"),
        operator="<=",
        uitleg="tijd om zich te verzetten tegen de overdracht van het dossier naar een ander CLB",
    ),
    Getal(
        "clb_dossier.bekwaam",
        12,
        "jaar",
        (_VRIJ, "besluit:18"),
        uitleg="leeftijd vanaf waar een leerling vermoed wordt zelf te kunnen beslissen over het dossier",
    ),
    Getal(
        "clb_dossier.inzage",
        10,
        "werkdagen",
        (_VRIJ,),
        operator="<=",
        uitleg="tijd om inzage in het dossier te geven, altijd met een gesprek",
    ),
    Getal(
        "clb_dossier.bewaren",
        10,
        "jaar",
        (_VRIJ, _DENDERMONDE),
        uitleg="bewaring na het laatste systematische contact, consult of vaccinatie",
    ),
    Getal(
        "clb_dossier.leeftijd",
        25,
        "jaar",
        (_DENDERMONDE, _GENT, "besluit:17"),
        uitleg="leeftijd waarvoor het dossier niet vernietigd wordt",
    ),
    Getal(
        "clb_dossier.leeftijd_buitengewoon",
        30,
        "jaar",
        (_VRIJ, _DENDERMONDE, "besluit:17"),
        uitleg="die leeftijd na het buitengewoon onderwijs",
    ),
    Getal(
        "clb.gv_evaluatie",
        6,
        "maanden",
        ("001:1651-1655",),
        operator="<=",
        uitleg="langste tijd tussen twee evaluaties van hulp via een gemandateerde voorziening (GV)",
    ),
    Getal(
        "clb.crisis",
        14,
        "kalenderdagen",
        ("004:354-358",),
        operator="<=",
        uitleg="duur van de intensieve hulp van een crisismeldpunt",
        te_verifieren=True,
    ),
    Getal(
        "clb.omkadering_periode",
        3,
        "schooljaren",
        ("004:1508-1518",),
        operator="=",
        uitleg="periode waarvoor een CLB omkadering krijgt, in het voorontwerp van 2017",
        te_verifieren=True,
    ),
    Getal(
        "clb.omkadering_grens",
        2,
        "procent",
        ("004:183-187", "004:1508-1512"),
        operator="<=",
        uitleg="grootste wijziging van de omkadering van een CLB tussen twee perioden, in het voorontwerp van 2017",
        te_verifieren=True,
    ),
    Getal(
        "clb.omkadering_nieuw",
        2023,
        "jaar",
        ("002:644-646",),
        valid_from=date(2023, 9, 1),
        uitleg="mogelijk nieuwe berekening van de omkadering van een CLB, na de evaluatie van 2021-2022",
        te_verifieren=True,
    ),
    Getal(
        "clb.netoverstijgend",
        2023,
        "jaar",
        ("004:1171-1179",),
        valid_from=date(2023, 1, 1),
        uitleg="jaar waarin CLB’s over de netten heen verplicht samenwerken, in het voorontwerp van 2017",
        te_verifieren=True,
    ),
    Getal(
        "clb.erkenning",
        2018,
        "jaar",
        ("002:543-546", "002:2743"),
        valid_from=date(2018, 9, 1),
        uitleg="schooljaar vanaf waar een beleid op leerlingenbegeleiding en werken met een CLB "
        "erkenningsvoorwaarden zijn",
    ),
    Getal(
        "begeleiding.personeel",
        1,
        "personeelslid",
        ("002:544-546",),
        valid_from=date(2018, 9, 1),
        niveau="secundair",
        uitleg="wie een secundaire school minstens met leerlingenbegeleiding belast",
    ),
    Getal(
        "begeleiding.domeinen",
        4,
        "domeinen",
        ("002:561-580", "004:608-616"),
        operator="=",
        uitleg="onderwijsloopbaan; leren en studeren; psychisch en sociaal functioneren; preventieve gezondheidszorg",
    ),
    Getal(
        "begeleiding.fasen",
        4,
        "fasen",
        ("002:585-590", "000:6144-6150"),
        operator="=",
        uitleg="brede basiszorg, verhoogde zorg, uitbreiding van zorg, individueel aangepast curriculum",
    ),
)

INSTELLINGEN: tuple[Instelling, ...] = (
    Instelling(
        "clb_verzet_vanaf_inschrijving",
        None,
        "1 laat de termijn van het verzet lopen vanaf de inschrijving in de nieuwe school, leeg vanaf de mededeling",
        ("clbgobrasschaat/overdracht", "iclb.gent.be/het-dossier-volgt-de-leerling", "besluit:16"),
    ),
)
