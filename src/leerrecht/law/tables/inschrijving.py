"""The numbers of enrolling, refusing and excluding: terms, dates that matter, and what is announced about them."""

from datetime import date

from leerrecht.law.tables.soort import Getal, Instelling

_WEIGEREN = "onderwijs.vlaanderen.be/mag-een-school-weigeren"
_ICLB = "iclb.be/inschrijving-weigeren"
_KLACHT = "participate-autisme.be/weigering-tot-inschrijving"
_INCLUSIE = "oudersvoorinclusie.be/niet-gerealiseerde-inschrijving"
_GENT = "gent-so.lokaaloverlegplatform.be/inschrijvingsrecht"
_KALENDER = "kalenderdagen"

GETALLEN: tuple[Getal, ...] = (
    Getal(
        "telling.dag",
        201,
        "maand en dag",
        ("000:9135-9141", "000:9677-9679", "003:1020-1021"),
        operator="=",
        uitleg="1 februari: de school waar een leerling dan ingeschreven is, telt die voor haar financiering",
    ),
    Getal(
        "telling.uitbreiding",
        1001,
        "maand en dag",
        ("000:9679-9685", "000:9710-9716"),
        operator="=",
        uitleg="1 oktober: gevraagde extra telling voor scholen die sterk uitbreidden; een aanbeveling, geen regel",
        te_verifieren=True,
    ),
    Getal(
        "uitsluiting.groep",
        115,
        "maand en dag",
        ("000:9325-9335",),
        niveau="secundair",
        operator=">",
        uitleg="na 15 januari uitgesloten uit 2B: alleen nog naar exact dezelfde administratieve groep",
    ),
    Getal(
        "uitsluiting.weigering",
        2,
        "schooljaren na dat van de uitsluiting",
        ("000:8064-8082", _INCLUSIE, _GENT),
        operator="<=",
        uitleg="zolang mag de school die uitsloot een nieuwe inschrijving weigeren",
    ),
    Getal(
        "zoektijd.vlot",
        10,
        "schooldagen",
        ("000:3754-3763", "000:3857-3870"),
        operator="<=",
        uitleg="grens van ‘vlot een nieuwe school’ na een definitieve uitsluiting, in de cijfers",
    ),
    Getal(
        "zoektijd.lang", 40, "schooldagen", ("000:3857-3870",), operator="<=", uitleg="volgende klasse in de cijfers"
    ),
    Getal(
        "zoektijd.zeer_lang",
        120,
        "schooldagen",
        ("000:3857-3870",),
        operator="<=",
        uitleg="volgende klasse in de cijfers",
    ),
    Getal(
        "zoektijd.langst", 180, "schooldagen", ("000:3857-3870",), operator="<=", uitleg="laatste klasse in de cijfers"
    ),
    Getal(
        "weigering.document",
        4,
        _KALENDER,
        (_WEIGEREN, _ICLB),
        operator="<=",
        uitleg="tijd voor het document van een niet-gerealiseerde inschrijving, met de reden",
    ),
    Getal(
        "weigering.bemiddeling",
        10,
        _KALENDER,
        (_KLACHT,),
        operator="<=",
        uitleg="tijd om het LOP om bemiddeling te vragen",
    ),
    Getal(
        "weigering.bemiddelen",
        10,
        "werkdagen",
        (_ICLB,),
        operator="<=",
        uitleg="tijd die het LOP heeft om te bemiddelen",
        te_verifieren=True,
    ),
    Getal(
        "weigering.klacht",
        30,
        _KALENDER,
        (_KLACHT,),
        operator="<=",
        uitleg="tijd voor een klacht bij de Commissie inzake leerlingenrechten",
    ),
    Getal(
        "weigering.oordeel",
        21,
        _KALENDER,
        (_KLACHT,),
        operator="<=",
        uitleg="tijd die de Commissie inzake leerlingenrechten heeft om te oordelen",
    ),
    Getal(
        "weigering.wachtlijst",
        5,
        "schooldag van oktober",
        (_WEIGEREN,),
        niveau="secundair",
        operator="<=",
        uitleg="tot dan volgt een volle school de volgorde van haar wachtlijst",
        te_verifieren=True,
    ),
    Getal(
        "weigering.criteria",
        2,
        "criteria",
        ("000:2595-2607", "000:9395-9405"),
        valid_from=date(2023, 9, 1),
        niveau="secundair",
        uitleg="wat LOP-afspraken over elders uitgesloten leerlingen minstens meetellen: begeleidingsdossiers en "
        "elders uitgesloten leerlingen die al ingeschreven zijn",
    ),
    Getal(
        "inschrijving.buurt",
        5,
        "procent boven de capaciteit",
        ("000:9831-9848", "000:9913-9917"),
        valid_from=date(2026, 9, 1),
        niveau="secundair",
        operator="<=",
        uitleg="plaatsen die een secundaire school boven haar capaciteit mag geven aan leerlingen uit de buurt",
        te_verifieren=True,
    ),
    Getal(
        "ontbinding.termijn",
        60,
        _KALENDER,
        ("002:1032-1037", "oudersvoorinclusie.be/ontbindende-voorwaarde"),
        operator="<=",
        uitleg="tijd om over de aanpassingen te beslissen bij een inschrijving onder ontbindende voorwaarde",
    ),
    Getal(
        "ontbinding.einde",
        1,
        "maand, schoolvakanties niet meegeteld",
        ("helpdesk.informat.be/ontbindende-voorwaarde",),
        operator="<=",
        uitleg="tijd waarbinnen een ontbonden inschrijving eindigt",
    ),
    Getal(
        "beroep.uitspraak",
        45,
        _KALENDER,
        ("besluit:13",),
        niveau="lager",
        operator="<=",
        uitleg="tijd voor de beslissing in beroep, schoolvakanties niet meegeteld; in geen bron gelezen",
        te_verifieren=True,
    ),
    Getal(
        "beroep.uitspraak",
        21,
        _KALENDER,
        ("besluit:13",),
        niveau="secundair",
        operator="<=",
        uitleg="tijd voor de beslissing in beroep; in geen bron gelezen",
        te_verifieren=True,
    ),
    Getal(
        "ordemaatregel.dagen",
        1,
        "lesdag",
        ("onderwijs.vlaanderen.be/schorsen-of-uitsluiten",),
        niveau="secundair",
        operator="<=",
        uitleg="langste verwijdering uit de lessen als ordemaatregel, met opvang",
    ),
)

INSTELLINGEN: tuple[Instelling, ...] = (
    Instelling(
        "beroep_dagen",
        5,
        "kalenderdagen om in beroep te gaan tegen een definitieve uitsluiting, na de ontvangst; het schoolreglement "
        "beslist",
        ("besluit:13",),
        te_verifieren=True,
    ),
    Instelling(
        "maatregel_vergeten_maanden",
        3,
        "maanden na een ordemaatregel waarna ze vergeten wordt, als de school niets anders afsprak",
        ("000:7744-7758",),
        te_verifieren=True,
    ),
    Instelling(
        "schorsing_verlengingen",
        None,
        "aantal keren dat een preventieve schorsing verlengd mag worden",
        ("besluit:14",),
        te_verifieren=True,
    ),
    Instelling(
        "verslag_evaluatie_maanden",
        None,
        "maanden tussen twee evaluaties van een GC-, IAC- of OV4-verslag; geen bron noemt een termijn",
        ("000:12869-12877",),
        te_verifieren=True,
    ),
)
