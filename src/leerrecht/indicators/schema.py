"""The plain tables of a snapshot: names, types and meaning of every column. No names of people, no free text.

A pupil is a pseudonym: a whole number that the keyed hash of the installation gives, the same in every school year. A
school stands under its institution number, which is public.
"""

from dataclasses import dataclass

VERSION = 2
LEERLING = "pseudoniem van de leerling, hetzelfde in elk schooljaar"
SCHOOL = "instellingsnummer"
JAAR = "schooljaar, het jaar waarin het begint"


@dataclass(frozen=True, slots=True)
class Column:
    """``type`` is one of int64, int32, int16, int8, bool, string, date; ``values`` lists a closed set."""

    name: str
    type: str
    meaning: str
    nullable: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a snapshot; ``key`` are the columns that together occur once.

    ``arises`` is the day on which a row comes into being, ``later`` days that become known afterwards: so a table can
    be read as it stood on any day.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    arises: str = ""
    later: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


# Copied onto whatever is counted, so that each figure can be broken down by them.
_EDUCATION = (
    Column("niveau", "string", "niveau", values=("kleuter", "lager", "secundair")),
    Column("soort", "string", "gewoon of buitengewoon onderwijs", values=("gewoon", "buitengewoon")),
    Column("onderwijsvorm", "string", "onderwijsvorm of graad, leeg buiten het secundair"),
)

# What every table about help, waiting and leaving holds of a pupil, who may be enrolled nowhere.
_OF_PUPIL = (
    Column("schooljaar", "int16", JAAR),
    Column("leerling", "int64", LEERLING),
    Column("school", "int32", SCHOOL, nullable=True),
    *_EDUCATION,
)

SCHOLEN = Table(
    "scholen",
    "De scholen, één rij per school en schooljaar.",
    (
        Column("schooljaar", "int16", JAAR),
        Column("school", "int32", SCHOOL),
        Column("niveau", "string", "niveau dat de school aanbiedt", values=("kleuter", "lager", "basis", "secundair")),
        Column("soort", "string", "gewoon of buitengewoon onderwijs", values=("gewoon", "buitengewoon")),
        Column("bestuur", "int32", "nummer van het schoolbestuur in de installatie"),
        Column("clb", "int32", "nummer van het CLB in de installatie", nullable=True),
        Column("net", "string", "onderwijsnet", nullable=True, values=("GO", "VGO", "OGO")),
        Column("regio", "string", "werkingsgebied van het LOP, of de streek", nullable=True),
        Column(
            "oki",
            "int16",
            "kansarmoede (OKI, 0 tot 4) van de gemeente of anders van de eigen leerlingen, in honderdsten",
            nullable=True,
        ),
    ),
    ("schooljaar", "school"),
)

INSCHRIJVINGEN = Table(
    "inschrijvingen",
    "De inschrijvingen, met alles waarop een cijfer uitgesplitst wordt.",
    (
        Column("schooljaar", "int16", JAAR),
        Column("leerling", "int64", LEERLING),
        Column("school", "int32", SCHOOL),
        Column("van", "date", "eerste dag ingeschreven"),
        Column("tot", "date", "laatste dag ingeschreven; 31 augustus bij wie blijft"),
        *_EDUCATION,
        Column("stelsel", "string", "voltijds, deeltijds of duaal", values=("voltijds", "deeltijds", "duaal")),
        Column("leerjaar", "int8", "leerjaar", nullable=True),
        Column("stroom", "string", "A- of B-stroom, leeg buiten de eerste graad"),
        Column("finaliteit", "string", "finaliteit, leeg waar er geen is"),
        Column("studiegebied", "string", "studiegebied of administratieve groep, leeg waar er geen is"),
        Column("buo_type", "string", "type buitengewoon onderwijs, leeg in het gewoon"),
        Column("opleidingsvorm", "string", "opleidingsvorm, leeg buiten het buitengewoon secundair"),
        Column("geslacht", "string", "v, m of x; leeg waar het niet gekend is"),
        Column("geboortejaar", "int16", "geboortejaar (geen dag: die herkent iemand)"),
        Column("leerplichtig", "bool", "leerplichtig op de eerste dag van de inschrijving"),
        Column("ses", "int8", "aantal van vier leerlingenkenmerken", nullable=True),
        Column("laatste", "bool", "de laatste inschrijving van de leerling in dat schooljaar"),
        Column("regulier", "bool", "secundair en in een traject dat tot een kwalificatie leidt"),
        Column("gekwalificeerd", "bool", "heeft op het einde van de inschrijving een kwalificatie (002:321-334)"),
        Column("b_meegebracht", "int16", "halve dagen B van een vorige school die niet in dit bestand staan"),
    ),
    ("leerling", "school", "van"),
    "van",
)

HALVE_DAGEN = Table(
    "halve_dagen",
    "Elke halve dag die van aanwezig verschilt. Wie hier niet staat, was aanwezig of nog niet geregistreerd.",
    (
        Column("leerling", "int64", LEERLING),
        Column("school", "int32", SCHOOL),
        Column("datum", "date", "datum"),
        Column("namiddag", "bool", "onwaar: voormiddag"),
        Column(
            "code", "string", "officiële code, - voor nog niet gekend, L voor te laat", values=(*"ABHMPRZ", "-", "L")
        ),
        Column("leerplichtig", "bool", "leerplichtig op die dag"),
    ),
    ("leerling", "datum", "namiddag"),
    "datum",
)

REGISTERS = Table(
    "registers",
    "Per school en maand: hoeveel registers van een klas en halve dag er hoorden te zijn, en hoeveel er genomen zijn.",
    (
        Column("schooljaar", "int16", JAAR),
        Column("school", "int32", SCHOOL),
        Column("maand", "int8", "maand, 1 tot 12"),
        Column("verwacht", "int32", "registers die er hoorden te zijn"),
        Column("genomen", "int32", "registers die genomen zijn"),
    ),
    ("schooljaar", "school", "maand"),
)

MAATREGELEN = Table(
    "maatregelen",
    "Schorsingen en uitsluitingen, en wat er verbindend of preventief gebeurde.",
    (
        Column("schooljaar", "int16", JAAR),
        Column("leerling", "int64", LEERLING),
        Column("school", "int32", SCHOOL),
        *_EDUCATION,
        Column("leerplichtig", "bool", "leerplichtig bij het begin van de maatregel"),
        Column("ses", "int8", "aantal van vier leerlingenkenmerken", nullable=True),
        Column(
            "maatregel",
            "string",
            "soort maatregel",
            values=(
                "preventieve_schorsing",
                "tijdelijke_uitsluiting",
                "definitieve_uitsluiting",
                "ordemaatregel",
                "verbindend",
                "preventief",
            ),
        ),
        Column("van", "date", "eerste dag"),
        Column("tot", "date", "laatste dag", nullable=True),
        Column("gemeld", "bool", "gemeld aan AGODI"),
        Column("halve_dagen", "int16", "halve dagen les die de maatregel bedekt"),
        Column("halve_dagen_r", "int16", "daarvan met code R in het register"),
        Column("nieuwe_school_op", "date", "eerste dag in een andere school na een uitsluiting", nullable=True),
    ),
    ("leerling", "maatregel", "van"),
    "van",
    ("nieuwe_school_op",),
)

TRAJECTEN = Table(
    "trajecten",
    "Onderwijs aan huis, NAFT, begeleiding door het CLB, wachtlijsten en huisonderwijs: van vraag tot einde.",
    (
        *_OF_PUPIL,
        Column("leerplichtig", "bool", "leerplichtig bij de vraag"),
        Column("traject", "string", "soort traject: toah, naft, clb_afwezigheid, wachtlijst, huisonderwijs ..."),
        Column("waarvoor", "string", "waarop iemand op een wachtlijst wacht, anders leeg"),
        Column("gevraagd_op", "date", "dag van de vraag"),
        Column("besproken_op", "date", "dag van intake of rondetafel", nullable=True),
        Column("gestart_op", "date", "eerste dag", nullable=True),
        Column("geeindigd_op", "date", "laatste dag", nullable=True),
        Column("lestijden_recht", "int16", "lestijden waarop er recht was", nullable=True),
        Column("lestijden_gegeven", "int16", "lestijden die gegeven zijn", nullable=True),
    ),
    ("leerling", "traject", "waarvoor", "gevraagd_op"),
    "gevraagd_op",
    ("besproken_op", "gestart_op", "geeindigd_op"),
)

STAPPEN = Table(
    "stappen",
    "Elke stap van een doorverwijzing of van een vraag aan het CLB: wanneer ze kon beginnen en wanneer ze gezet is.",
    (
        *_OF_PUPIL,
        Column("leerplichtig", "bool", "leerplichtig bij het begin van de stap"),
        Column("traject", "string", "waarheen: clb_afwezigheid, naft, aanloopfase, m_document ..."),
        Column("stap", "string", "welke stap, zoals het traject ze noemt"),
        Column("van_op", "date", "dag van de vorige stap, of van het begin"),
        Column("gedaan_op", "date", "dag waarop de stap gezet is; leeg zolang erop gewacht wordt", nullable=True),
    ),
    (),
    "van_op",
    ("gedaan_op",),
)

UITSTROOM = Table(
    "uitstroom",
    "Wie het onderwijs verliet, en waarheen, voor zover de school of het CLB het weet.",
    (
        *_OF_PUPIL,
        Column("leerplichtig", "bool", "leerplichtig op de laatste dag"),
        Column("vertrokken_op", "date", "laatste dag op school"),
        Column(
            "bestemming",
            "string",
            "waarheen",
            values=(
                "werk",
                "vdab",
                "tweedekans",
                "examencommissie",
                "opleiding",
                "hulp",
                "buitenland",
                "niets",
                "onbekend",
            ),
        ),
        Column("overgedragen", "bool", "warm overgedragen aan VDAB, OCMW of andere hulp"),
        Column("nagevraagd_op", "date", "dag waarop iemand vroeg hoe het gaat", nullable=True),
    ),
    (),
    "vertrokken_op",
    ("nagevraagd_op",),
)

THUISZITTERS = Table(
    "thuiszitters",
    "Het register van thuiszitters, ook wie maar halve dagen naar school mag; leeg waar niemand een register houdt.",
    (
        *_OF_PUPIL,
        Column("leerplichtig", "bool", "leerplichtig"),
        Column("reden", "string", "reden, zoals de regels ze noemen: T1a ... T8; leeg waar niemand ze kent"),
        Column("sinds", "date", "eerste dag"),
        Column("tot", "date", "eerste dag waarop het voorbij is", nullable=True),
        Column("gevraagd", "bool", "mogelijk op vraag van de school"),
        Column("gemeld", "bool", "iemand meldde het, ergens"),
    ),
    (),
    "sinds",
    ("tot",),
)

FEITEN = Table(
    "feiten",
    "Wat er voor een leerling gedaan werd: dag en soort, zonder inhoud.",
    (
        Column("schooljaar", "int16", JAAR),
        Column("leerling", "int64", LEERLING),
        Column("school", "int32", SCHOOL, nullable=True),
        Column("datum", "date", "datum"),
        Column("feit", "string", "soort, zoals de regels ze noemen: contact_ouders, melding_clb ..."),
    ),
    (),
    "datum",
)

KALENDER = Table(
    "kalender",
    "De Vlaamse schoolkalender, één rij per dag; vrije dagen van een school staan er niet in.",
    (
        Column("schooljaar", "int16", JAAR),
        Column("datum", "date", "datum"),
        Column("schooldag", "bool", "er is les"),
        Column("dagnummer", "int32", "schooldagen vanaf het begin van de tabel tot en met deze dag"),
        Column("halfdagnummer", "int32", "halve dagen les van het begin tot en met de voormiddag van deze dag"),
    ),
    ("datum",),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        SCHOLEN,
        INSCHRIJVINGEN,
        HALVE_DAGEN,
        REGISTERS,
        MAATREGELEN,
        TRAJECTEN,
        STAPPEN,
        UITSTROOM,
        THUISZITTERS,
        FEITEN,
        KALENDER,
    )
}
# The calendar is one file for all school years, the rest lies by school year.
BY_YEAR = tuple(name for name in TABLES if name != KALENDER.name)
