"""What goes out and what comes in, as the programs of others see it: Dutch names, numbers, codes and dates."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from leerrecht.api.interfaces.fields import (
    Act,
    Attest,
    Beyond,
    Box,
    ClassName,
    Code,
    Day,
    Email,
    Gender,
    Given,
    Grade,
    House,
    Id,
    Insz,
    Language,
    LastName,
    Legal,
    Level,
    Mark,
    Name,
    Number,
    Part,
    PersonName,
    Phone,
    Qualification,
    SchoolYear,
    Share,
    Short,
    Stamp,
    Street,
    Text,
    Town,
)


class FaultOut(Schema):
    veld: str
    melding: str
    code: str


class ProblemOut(Schema):
    """Een probleem zoals RFC 9457 het beschrijft."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    fouten: list[FaultOut]


class TokenOut(Schema):
    herkenning: str
    doel: str
    organisatie: int
    naam: str
    bereik: list[str]
    tot_en_met: date


class SchoolOut(Schema):
    id: int
    naam: str
    instellingsnummer: str
    niveau: str
    soort: str


class ClassOut(Schema):
    id: int
    school: int
    schooljaar: int
    naam: str
    leerjaar: int | None
    vestigingsplaats: str | None


class ClassIn(Given):
    schooljaar: SchoolYear
    naam: ClassName
    leerjaar: Grade | None = None


class ClassChange(Given):
    naam: ClassName | None = None
    leerjaar: Grade | None = None


class PupilOut(Schema):
    id: int
    voornaam: str
    naam: str
    geboortedatum: date
    geslacht: str
    leerlingnummers: list[str]
    klas: int | None


class EnrolmentIn(Given):
    eerste_dag: Day
    laatste_dag: Day | None = None
    klas: Id | None = None
    niveau: Level | None = None
    deel: Share = "voltijds"
    leerjaar: Grade | None = None
    administratieve_groep: Code = Field("", max_length=12)


class PupilIn(Given):
    voornaam: Name
    naam: LastName
    geboortedatum: Day
    geslacht: Gender = ""
    leerlingnummer: Number | None = None
    rijksregisternummer: Insz | None = None
    inschrijving: EnrolmentIn


class PupilChange(Given):
    voornaam: Name | None = None
    naam: LastName | None = None
    geboortedatum: Day | None = None
    geslacht: Gender | None = None
    leerlingnummer: Number | None = None


class EnrolmentOut(Schema):
    id: int
    leerling: int
    school: int
    schooljaar: int
    eerste_dag: date
    laatste_dag: date
    deel: str
    niveau: str
    soort: str
    leerjaar: int | None
    administratieve_groep: str


class EnrolIn(EnrolmentIn):
    leerling: Id


class MoveIn(Given):
    klas: Id
    eerste_dag: Day


class LeaveIn(Given):
    laatste_dag: Day
    reden: Text = ""


class ResultOut(Schema):
    id: int
    inschrijving: int
    leerling: int
    school: int
    schooljaar: int
    attest: str
    clausulering: str
    kwalificatie: str
    beslist_op: date
    versie: str


class ResultIn(Given):
    attest: Attest = ""
    clausulering: Beyond = Field("", description="alleen bij een B-attest: waarvoor het niet geldt")
    kwalificatie: Qualification = ""
    beslist_op: Day
    gezien: Stamp = Field(description="de versie die u zag; leeg waar nog niets stond")


class ContactOut(Schema):
    id: int
    leerling: int
    naam: str
    rol: str
    verwantschap: str
    telefoon: str
    email: str
    straat: str
    huisnummer: str
    bus: str
    postcode: str
    gemeente: str
    land: str
    taal: str
    woont_bij: bool
    contact_verboden: bool


class ContactIn(Given):
    leerling: Id
    naam: PersonName
    rol: Legal
    verwantschap: Short = ""
    telefoon: Phone = ""
    email: Email = ""
    straat: Street = ""
    huisnummer: House = ""
    bus: Box = ""
    postcode: House = ""
    gemeente: Town = ""
    land: Short = Field("", description="leeg: België")
    taal: Language = "nl"
    woont_bij: bool = True


class ContactChange(Given):
    naam: PersonName | None = None
    rol: Legal | None = None
    verwantschap: Short | None = None
    telefoon: Phone | None = None
    email: Email | None = None
    straat: Street | None = None
    huisnummer: House | None = None
    bus: Box | None = None
    postcode: House | None = None
    gemeente: Town | None = None
    land: Short | None = None
    taal: Language | None = None
    woont_bij: bool | None = None


class ContactGone(Schema):
    id: int
    leerling: int


class HalfDayOut(Schema):
    leerling: int
    datum: date
    dagdeel: str
    code: str
    minuten: int | None
    eigen_code: int | None
    wacht_op_directeur: bool
    herkomst: str
    versie: int


class RegisterOut(Schema):
    id: int
    klas: int
    datum: date
    dagdeel: str
    genomen_op: datetime


class CellOut(Schema):
    leerling: int
    code: str
    versie: int
    minuten: int | None


class SheetOut(Schema):
    klas: int
    datum: date
    dagdeel: str
    geen_les: str
    genomen_op: datetime | None
    leerlingen: list[CellOut]


class EntryIn(Given):
    leerling: Id
    code: Mark
    gezien: int = Field(ge=0, le=2**31 - 2, description="de versie die u zag; 0 waar nog niets stond")
    minuten: int | None = Field(None, ge=0, le=480)
    eigen_code: Id | None = None


class RegisterIn(Given):
    regels: list[EntryIn] = Field(max_length=500)
    genomen: bool = False


class SavedOut(Schema):
    gewijzigd: list[CellOut]
    ongewijzigd: list[int]
    conflicten: list[CellOut]
    genomen_op: datetime | None


class AbsenceIn(Given):
    leerlingen: list[Id] = Field(min_length=1, max_length=300)
    eerste_dag: Day
    laatste_dag: Day
    dagdelen: list[Part] = Field(default_factory=list, max_length=2)
    code: Mark
    grond: Code = ""
    eigen_code: Id | None = None
    vervangen: bool = False


class AbsenceOut(Schema):
    nieuw: int
    vervangen: int
    behouden: int
    gelijk: int


class CertificateOut(Schema):
    id: int
    leerling: int
    soort: str
    eerste_dag: date
    laatste_dag: date
    twijfelachtig: bool
    ontvangen_op: date
    ingetrokken: bool


class CertificateIn(Given):
    leerling: Id
    soort: Code = Field(description="ouderverklaring, medisch, chronisch, type5 of dixit")
    eerste_dag: Day
    laatste_dag: Day
    ontvangen_op: Day
    twijfelachtig: bool = False


class CertificateMade(CertificateOut):
    gedekt: int
    waarschuwingen: list[str]


class DutyOut(Schema):
    id: int
    leerling: int
    regel: str
    aard: str
    status: str
    voor: list[str]
    sinds: date
    uiterlijk: date | None
    vervuld_op: date | None
    bron: list[str]
    handelingen: list[str] = Field(description="waarmee een token met “plichten:schrijven” ze afsluit")


class DoneIn(Given):
    handeling: Act = Field(description="een van “handelingen” van de plicht")
    datum: Day = Field(description="wanneer het gebeurde")


class DoneOut(Schema):
    feit: int
    leerling: int
    handeling: str
    datum: date
    plicht: DutyOut | None = Field(description="de plicht zoals ze nu staat; leeg waar ze niet meer geldt")


class OwnCodeOut(Schema):
    id: int
    school: int
    code: str
    naam: str
    omschrijving: str


class FreeDayOut(Schema):
    id: int
    school: int
    datum: date
    dagdeel: str = Field(description="leeg: de hele dag")
    reden: str


class ChangeOut(Schema):
    nummer: int
    gebeurtenis: str
    op: datetime
    leerling: int | None
    sleutel: str = Field(description="het nummer van wat gewijzigd is")


class FigureOut(Schema):
    id: int
    organisatie: int | None
    schooljaar: int
    indicator: str
    toerekening: str
    uitsplitsing: str
    waarden: list[str | int | float | bool | None]
    teller: int | None
    noemer: int | None
    aandeel: float | None
    laag: float | None
    hoog: float | None
    mediaan: int | None = Field(description="van een duur, in schooldagen")
    negen_op_tien: int | None = Field(description="van een duur: wanneer negen op de tien zover zijn")
    verwacht: float | None
    verborgen: bool
    opmerkingen: list[str]
    berekend_op: datetime
    stand_op: date | None = Field(description="de dag van het getal zelf, als die ouder is")


class SchoolPage(Schema):
    gegevens: list[SchoolOut]
    volgende: str | None


class ClassPage(Schema):
    gegevens: list[ClassOut]
    volgende: str | None


class PupilPage(Schema):
    gegevens: list[PupilOut]
    volgende: str | None


class EnrolmentPage(Schema):
    gegevens: list[EnrolmentOut]
    volgende: str | None


class ResultPage(Schema):
    gegevens: list[ResultOut]
    volgende: str | None


class ContactPage(Schema):
    gegevens: list[ContactOut]
    volgende: str | None


class HalfDayPage(Schema):
    gegevens: list[HalfDayOut]
    volgende: str | None


class RegisterPage(Schema):
    gegevens: list[RegisterOut]
    volgende: str | None


class CertificatePage(Schema):
    gegevens: list[CertificateOut]
    volgende: str | None


class DutyPage(Schema):
    gegevens: list[DutyOut]
    volgende: str | None


class OwnCodePage(Schema):
    gegevens: list[OwnCodeOut]
    volgende: str | None


class FreeDayPage(Schema):
    gegevens: list[FreeDayOut]
    volgende: str | None


class ChangePage(Schema):
    gegevens: list[ChangeOut]
    volgende: str | None
    tot: int = Field(description="geef dit de volgende keer als “na”")


class FigurePage(Schema):
    gegevens: list[FigureOut]
    volgende: str | None
