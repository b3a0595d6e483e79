"""What a reference to a source stands for: the text, the place in it, the article of law and the address.

`bron("001:784-786")` is document 001, lines 784 to 786 of its text; `bron("besluit:2")` a numbered choice of ours, in
`docs/decisions/0105-numbered-choices.md`; `bron("edulex:14691")` a circular; the rest are short names of pages on the
web. Every reference in the tables of the law resolves here; a test holds that, and `scripts/check_sources.py` looks
whether the lines of the documents say what the rule says.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_LINES = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?", re.ASCII)
_EDULEX = "https://data-onderwijs.vlaanderen.be/edulex/document/"
_VLAANDEREN = "https://www.vlaanderen.be/onderwijs-en-vorming/"
_AGODI = "https://www.agodi.be/"
BESLUIT = "besluit"


@dataclass(frozen=True, slots=True)
class Document:
    """One of the five texts on which the law core rests. `soort` says how much it weighs."""

    nummer: str
    auteur: str
    titel: str
    datum: str
    soort: str


@dataclass(frozen=True, slots=True)
class Bron:
    """A reference in words: the text, the place in it, the article that it names, and an address where there is one."""

    referentie: str
    tekst: str
    plaats: str = ""
    artikel: str = ""
    adres: str = ""

    @property
    def voluit(self) -> str:
        """All of it in one line, without the address."""
        named = f"{self.tekst}, {self.plaats}" if self.plaats else self.tekst
        return f"{named} ({self.artikel})" if self.artikel else named


DOCUMENTEN: dict[str, Document] = {
    item.nummer: item
    for item in (
        Document(
            "000", "Kinderrechtencommissariaat", "Thuiszitters uit de schaduw", "2025",
            "dossier met cijfers, regels en aanbevelingen",
        ),
        Document(
            "001", "netwerk Samen tegen Schooluitval West-Vlaanderen", "Actieplan ‘Afwezig op school’", "rond 2022",
            "draaiboek voor scholen en CLB’s, met de regels van toen",
        ),
        Document(
            "002", "Rekenhof", "Voorkomen van vroegtijdig schoolverlaten in het beroepssecundair onderwijs",
            "april 2021", "audit, met de regels en hun artikelen",
        ),
        Document(
            "003", "Vlaamse Regering", "Actieplan ‘Goed gedragen’", "7 november 2025",
            "aankondigingen, nog geen wet",
        ),
        Document(
            "004", "Kinderrechtencommissariaat",
            "Advies over het voorontwerp van decreet over leerlingenbegeleiding", "2017",
            "advies over een ontwerp, geen wet",
        ),
    )
}  # fmt: skip

_BVR_1997 = "besluit van de Vlaamse Regering van 16 september 1997, art. 14quater en 14octies"
_LEERPLICHTWET = "wet op de leerplicht van 29 juni 1983"
_CLB = "besluit van de Vlaamse Regering over de operationele doelstellingen van de CLB’s"
_OVERDRACHT = "besluit van de Vlaamse Regering van 1 juni 2018, art. 27"
_SPREIDING = "omzendbrieven SO/2005/04 en SO/2002/05/buso, punt 2.2.2"
_WEIGEREN = "Codex Secundair Onderwijs, art. 253/25, § 3, en Decreet Basisonderwijs, art. 37/29, § 3"

ARTIKELEN: tuple[tuple[str, int, int, str], ...] = (
    ("000", 2234, 2236, "Decreet Basisonderwijs, art. 32"),
    ("000", 2245, 2309, "omzendbrieven BaO/2002/11, SO/2005/04 en SO/2002/05/buso"),
    ("000", 2442, 2442, _BVR_1997),
    ("000", 2463, 2473, _SPREIDING),
    ("000", 3338, 3342, "Decreet Basisonderwijs, art. 32"),
    ("000", 7575, 7580, "Codex Secundair Onderwijs, art. 123/8"),
    ("000", 8064, 8082, _WEIGEREN),
    ("000", 8985, 8992, "Codex Secundair Onderwijs, art. 123/10, § 6"),
    ("001", 62, 81, _LEERPLICHTWET),
    ("001", 293, 300, "omzendbrief SO/2019/01"),
    ("001", 784, 786, _BVR_1997),
    ("001", 876, 963, _CLB),
    ("002", 1477, 1479, "Codex Secundair Onderwijs, art. 123"),
    ("002", 1480, 1486, _BVR_1997),
    ("002", 1491, 1494, _LEERPLICHTWET),
    ("002", 1512, 1514, "decreet van 27 april 2018 over de toelagen in het gezinsbeleid, art. 34"),
    ("002", 2119, 2124, _OVERDRACHT),
    ("002", 2130, 2132, "Codex Secundair Onderwijs, art. 123/6"),
)
"""Document, first line, last line, and the article of law that the text names there."""

PAGINAS: dict[str, tuple[str, str]] = {
    "agodi.be/discimus-codes": (
        "AGODI, aan- en afwezigheidscodes in Discimus",
        _AGODI + "directie-en-secretariaat/discimus/aan-en-afwezigheidscodes-in-discimus",
    ),
    "agodi.be/omzettingstabel": (
        "AGODI, omzettingstabel van de aan- en afwezigheidscodes",
        _AGODI + "directie-en-secretariaat/discimus/aan-en-afwezigheidscodes-in-discimus/"
        "discimus-omzettingstabel-aan-en-afwezigheidscodes",
    ),
    "agodi.be/leerplicht": ("AGODI, leerplicht", _AGODI + "leerplicht"),
    "vlaanderen.be/schorsing-op-school": (
        "Vlaamse overheid, schorsing op school",
        _VLAANDEREN + "organisatie-van-het-onderwijs/schorsing-op-school",
    ),
    "groeipakket.be/aanwezigheidsvoorwaarden": (
        "Groeipakket, aanwezigheidsvoorwaarden voor de schooltoeslag",
        "https://www.groeipakket.be/tegemoetkomingen/schooltoeslag/aanwezigheidsvoorwaarden",
    ),
    "groeipakket.be/terugbetalen": (
        "Groeipakket, schooltoeslag terugbetalen",
        "https://www.groeipakket.be/tegemoetkomingen/schooltoeslag/terugbetalen",
    ),
    "helpdesk.informat.be/aanwezigheden": (
        "Informat, aanwezigheden",
        "https://helpdesk.informat.be/hc/nl/sections/360000249344-Aanwezigheden",
    ),
    "wuustwezel.be/huisonderwijs-voor-leerplichtige-kinderen": (
        "gemeente Wuustwezel, huisonderwijs voor leerplichtige kinderen",
        "https://wuustwezel.be/huisonderwijs-voor-leerplichtige-kinderen",
    ),
    "vlaanderen.be/tijdelijk-onderwijs-aan-huis": (
        "Vlaamse overheid, tijdelijk onderwijs aan huis",
        _VLAANDEREN
        + "ondersteuning-en-begeleiding-voor-leerlingen-cursisten-en-studenten/basis-en-secundair-onderwijs/"
        "langdurig-zieke-leerlingen/tijdelijk-onderwijs-aan-huis-toah",
    ),
    "helpdesk.informat.be/verklaring-van-de-ouders": (
        "Informat, ziekte met verklaring van de ouders",
        "https://helpdesk.informat.be/hc/nl/articles/203888722-Code-Z-afwezig-ziekte-met-verklaring-van-de-ouders-",
    ),
    "dekleineschuit.be/ziekte-en-afwezigheid": (
        "basisschool De Kleine Schuit, vakantie, ziekte en afwezigheid",
        "https://www.dekleineschuit.be/schoolwerking/vakantie-ziekte-en-afwezigheid/",
    ),
    "5dok.net/zorgwekkende-dossiers": (
        "AGODI, zorgwekkende dossiers, in een rapport over de leerplicht",
        "https://5dok.net/article/zorgwekkende-dossiers-wie-is-er-niet-als.yevwn7m7",
    ),
    "basiskleinseminarie.be/vakanties": (
        "Basisschool Klein Seminarie, vakanties volgens het besluit van 17 april 1991",
        "http://www.basiskleinseminarie.be/even-kennismaken/vakanties/",
    ),
    "onderwijs.vlaanderen.be/mag-een-school-weigeren": (
        "Vlaamse overheid, mag een school weigeren om mij in te schrijven?",
        "https://onderwijs.vlaanderen.be/nl/mag-een-school-weigeren-om-mij-in-te-schrijven",
    ),
    "onderwijs.vlaanderen.be/schorsen-of-uitsluiten": (
        "Vlaamse overheid, kan de school mij schorsen of uitsluiten?",
        "https://www.onderwijs.vlaanderen.be/nl/kan-de-school-mij-schorsen-of-uitsluiten",
    ),
    "iclb.be/inschrijving-weigeren": (
        "Interstedelijk CLB, kan een school de inschrijving weigeren?",
        "https://iclb.be/kan-een-school-de-inschrijving-van-mijn-kind-weigeren",
    ),
    "participate-autisme.be/weigering-tot-inschrijving": (
        "Participate! Autisme, niet akkoord met een weigering tot inschrijving",
        (
            "https://nl.participate-autisme.be/hulpmiddelen/praktische-gids/faq/"
            "wat-kan-doen-als-niet-akkoord-ga-weigering-tot-inschrijving-school-keuze"
        ),
    ),
    "participate-autisme.be/mag-school-weigeren": (
        "Participate! Autisme, mag een school een inschrijving weigeren?",
        "https://nl.participate-autisme.be/hulpmiddelen/praktische-gids/faq/mag-school-inschrijving-weigeren",
    ),
    "oudersvoorinclusie.be/niet-gerealiseerde-inschrijving": (
        "Ouders voor Inclusie, niet-gerealiseerde inschrijving",
        "https://oudersvoorinclusie.be/glossary/niet-gerealiseerde-inschrijving/",
    ),
    "oudersvoorinclusie.be/ontbindende-voorwaarde": (
        "Ouders voor Inclusie, ontbindende voorwaarde",
        "https://oudersvoorinclusie.be/glossary/ontbindende-voorwaarde/",
    ),
    "gent-so.lokaaloverlegplatform.be/inschrijvingsrecht": (
        "LOP Gent secundair, inschrijvingsrecht",
        "https://gent-so.lokaaloverlegplatform.be/inschrijvingsrecht/",
    ),
    "helpdesk.informat.be/ontbindende-voorwaarde": (
        "Informat, leerling toevoegen onder ontbindende voorwaarde",
        "https://helpdesk.informat.be/hc/nl/articles/360011157539-Leerling-toevoegen-onder-ontbindende-voorwaarde",
    ),
    "project-i3.be/inschrijven-onder-ontbindende-voorwaarden": (
        "Project I3, inschrijven onder ontbindende voorwaarden",
        "https://www.project-i3.be/informatie/935174854/inschrijven-onder-ontbindende-voorwaarden",
    ),
    "katholiekonderwijs.vlaanderen/beroep-definitieve-uitsluiting": (
        "Katholiek Onderwijs Vlaanderen, beroep tegen definitieve uitsluiting",
        "https://pro.katholiekonderwijs.vlaanderen/orde-tucht/beroep-tegen-definitieve-uitsluiting",
    ),
    "vlaanderen.be/beroepscommissie": (
        "Vlaamse overheid, beroepscommissie voor discussies tussen school en ouders",
        _VLAANDEREN + "organisatie-van-het-onderwijs/beroepscommissie-voor-discussies-tussen-school-en-ouders",
    ),
    "onderwijskiezer.be/aanloopfase": (
        "Onderwijskiezer, aanloopfase duaal leren",
        "https://www.onderwijskiezer.be/v2/secundair/sec_duaal_aanloopfase.php?detail=11103&var=&opl=",
    ),
    "ks.de-link.be/studietoelagen": (
        "basisschool De Link, schooltoeslag (oude waarden)",
        "https://ks.de-link.be/studietoelagen/",
    ),
    "vrijclb.be/het-clb-dossier": (
        "Vrij CLB, het CLB-dossier",
        "https://www.vrijclb.be/werking-clb/het-clb-dossier",
    ),
    "clbdendermonde.be/bewaringstermijn": (
        "CLB Dendermonde, bewaringstermijn van het dossier",
        "http://clbdendermonde.be/index.php/over-o/wat-gebeurt-met-je-dossier/bewaringstermijn-dossier",
    ),
    "clbgobrasschaat/overdracht": (
        "GO! CLB Brasschaat, overdracht van het CLB-dossier",
        (
            "https://sites.google.com/site/clbgobrasschaatdeel2/informatie/multidiscilinair-dossier/"
            "overdracht-gegevens-clb-dossier-1"
        ),
    ),
    "iclb.gent.be/dossiers-worden-gearchiveerd": (
        "CLB van de stad Gent, dossiers worden gearchiveerd",
        "https://iclb.gent.be/dossiers-worden-gearchiveerd",
    ),
    "iclb.gent.be/het-dossier-volgt-de-leerling": (
        "CLB van de stad Gent, het dossier volgt de leerling",
        "https://iclb.gent.be/het-dossier-volgt-de-leerling",
    ),
}
"""Short name of a page on the web: its title and its whole address."""

OMZENDBRIEVEN: dict[str, str] = {
    "13281": "omzendbrief BaO/2002/11, afwezigheden in het basisonderwijs",
    "13644": "omzendbrief SO/2005/04, afwezigheden in het voltijds secundair onderwijs",
    "13259": "omzendbrief SO/2002/05/buso, afwezigheden in het buitengewoon secundair onderwijs",
    "14347": "omzendbrief NO/2012/01, Discimus",
    "14691": "omzendbrief BaO/2014/04, orde en tucht in het basisonderwijs",
    "15228": "besluit van de Vlaamse Regering van 1 juni 2018 over de leerlingenbegeleiding",
    "15236": "decreet van 27 april 2018 over de leerlingenbegeleiding",
    "15636": "omzendbrief over de codes tijdens de coronacrisis",
    "16045": "decreet van 5 mei 2023 over leersteun",
}
"""Number of a document on Edulex, the collection of the department of education, and what it is."""

BESLUITEN: dict[int, str] = {
    1: "problematisch afwezig vanaf dertig halve dagen B, dertig zelf meegerekend",
    2: "onderwijs aan huis vanaf dag 22 van de ziekte",
    3: "te laat is geen afwezigheidscode",
    4: "melden aan het CLB en aanmelden voor begeleiding zijn twee stappen",
    5: "ook wie 18 is wordt bij vijf B gemeld; het traject is dan een keuze",
    6: "de politiezone is een instelling van de school",
    7: "de school spreekt de politie aan, niet het CLB",
    8: "alleen de verificateur beschouwt een B als gewettigd",
    9: "een tuchtmaatregel is een eigen gegeven naast de code R",
    10: "een tuchtdossier gaat niet mee naar de volgende school",
    11: "zorginformatie gaat alleen mee met toestemming",
    12: "opvang na uitsluiting in het secundair is niet verplicht, wel altijd genoteerd",
    13: "beroepstermijnen staan in het schoolreglement; vijf dagen tot bevestiging",
    14: "een preventieve schorsing wordt niet verlengd",
    15: "nog geen aantal Z dat verplicht het CLB te betrekken",
    16: "tien dagen verzet vanaf de kennisgeving van de overdracht",
    17: "het CLB-dossier blijft tot de laatste van twee termijnen",
    18: "bekwaam vanaf twaalf jaar, tenzij gemotiveerd anders",
    19: "onderwijs aan huis melden tot en met de vrijdag van de week erna",
    20: "de dag na de inschrijving in het register is dag 1",
    21: "afwezigheden tellen waar ze gebeurden",
    22: "een aandeel binnen de groep, geen deel van het geheel",
    23: "een LOP krijgt geen gegevens van leerlingen, tenzij voor één zaak",
    24: "geen risicoscores over kinderen",
    25: "Discimus, LARS en IRIS: aansluitingen zonder belofte van gelijkvormigheid",
    26: "een uitsluiting op 31 augustus is er een op het einde van het schooljaar",
    27: "thuis op vraag van de school: een aanbeveling met het gewicht van een plicht",
    28: "begeleiding in het tuchtdossier is aangekondigd en te verifiëren",
    29: "de snelheid van afwezigheden telt alle codes behalve M en R",
    30: "de eerste dag waarop een lagere school mag uitschrijven",
    31: "begeleiding vanaf de eerste B, een dossier vanaf de vijfde",
    32: "deeltijds beroepsonderwijs blijft bestaan voor vroegere schooljaren",
    33: "moederschapsrust opent onderwijs aan huis",
}
"""Number of a choice where the sources disagree or are silent, and what was chosen, in a few words."""


@lru_cache(maxsize=1024)
def bron(referentie: str) -> Bron:
    """The reference in words; raises KeyError for one that stands for nothing known."""
    kind, _, place = referentie.partition(":")
    if kind in DOCUMENTEN:
        first, last = regels_van(place)
        document = DOCUMENTEN[kind]
        lines = f"regel {first}" if first == last else f"regel {first}-{last}"
        text = f"{document.auteur}, “{document.titel}”, {document.datum}"
        return Bron(referentie, text, lines, _artikel(kind, first, last))
    if kind == "edulex":
        return Bron(referentie, OMZENDBRIEVEN[place], f"Edulex {place}", adres=_EDULEX + place)
    if kind == BESLUIT:
        return Bron(referentie, f"keuze van Leerrecht: {BESLUITEN[int(place)]}", f"beslissing {place}")
    title, address = PAGINAS[referentie]
    return Bron(referentie, title, adres=address)


def regels_van(place: str) -> tuple[int, int]:
    """The first and the last line of "784-786" or "155"; raises KeyError for what is no such range."""
    match = _LINES.fullmatch(place)
    if match is None:
        raise KeyError(place)
    first = int(match[1])
    last = int(match[2] or first)
    if not 0 < first <= last:
        raise KeyError(place)
    return first, last


def bronnen(referenties: Iterable[str]) -> list[str]:
    """References as lines to read: each text once, with its places, its articles and its address."""
    texts: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for found in map(bron, dict.fromkeys(referenties)):
        places, articles = texts.setdefault((found.tekst, found.adres), ([], []))
        if found.plaats:
            places.append(found.plaats)
        if found.artikel and found.artikel not in articles:
            articles.append(found.artikel)
    return [_line(text, address, *rest) for (text, address), rest in texts.items()]


def _line(text: str, address: str, places: list[str], articles: list[str]) -> str:
    parts = [", ".join([text, *places])]
    if articles:
        parts.append(f"Zie {'; '.join(articles)}")
    if address:
        parts.append(address)
    return ". ".join(parts)


def _artikel(document: str, first: int, last: int) -> str:
    """The articles named in the lines of a range."""
    named = [text for name, low, high, text in ARTIKELEN if name == document and low <= last and first <= high]
    return "; ".join(dict.fromkeys(named))
