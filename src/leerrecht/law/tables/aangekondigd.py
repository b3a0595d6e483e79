"""What the action plan of 7 November 2025 announces, with the school year from which it would hold: not law yet."""

from datetime import date

from leerrecht.law.tables.soort import Getal, Instelling

EERSTE, TWEEDE, DERDE = 2025, 2026, 2027


def _actie(nummer: int, jaar: int, regels: str, uitleg: str, van: date | None = None) -> Getal:
    return Getal(
        f"actie.{nummer}",
        jaar,
        "kalenderjaar waarin het eerste schooljaar begint",
        (f"003:{regels}",),
        valid_from=van or date(jaar, 9, 1),
        uitleg=uitleg,
        te_verifieren=True,
    )


GETALLEN: tuple[Getal, ...] = (
    _actie(
        1, TWEEDE, "556-594", "aanbevelingen voor goed gedrag, met een stappenplan en nieuwe krachtlijnen spijbelen"
    ),
    _actie(2, TWEEDE, "596-607", "de inspectie kijkt sterker naar klasmanagement"),
    _actie(3, TWEEDE, "610-625", "klasmanagement in de lerarenopleiding"),
    _actie(4, EERSTE, "628-642", "training in klasmanagement: basis vanaf 2025, secundair vanaf september 2026"),
    _actie(
        5, TWEEDE, "649-667", "een gedragsexpert in elke school, met terugkeer naar school als doel van elk traject"
    ),
    _actie(6, TWEEDE, "692-723", "een schoolcontract met de verantwoordelijkheden van school en ouders"),
    _actie(
        7,
        EERSTE,
        "726-732",
        "samenwerken met het aanspreekpunt ouderbetrokkenheid, vanaf januari 2026",
        date(2026, 1, 1),
    ),
    _actie(8, DERDE, "753-799", "meteen contact bij ongewettigde afwezigheid, gesprek bij herhaling, CLB bij veel Z"),
    _actie(9, TWEEDE, "814-823", "kwaliteitscriteria voor materiaal over gewenst gedrag"),
    _actie(10, EERSTE, "826-844", "de inspectie kijkt naar schooluitval en het antipestbeleid"),
    _actie(11, EERSTE, "847-865", "mentaal welzijn en antipestbeleid; loopt al"),
    _actie(12, EERSTE, "868-877", "leerlingen helpen leerlingen, met de Scholierenkoepel; loopt al"),
    _actie(13, TWEEDE, "880-890", "het netwerk Samen tegen Schooluitval helpt eerst scholen met veel uitval"),
    _actie(14, TWEEDE, "897-906", "verbod op wapens, vapes en drugs"),
    _actie(15, TWEEDE, "938-956", "AGODI bevraagt scholen met opvallend weinig of veel schorsingen en uitsluitingen"),
    _actie(16, TWEEDE, "959-977", "begeleiding in het tuchtdossier, en overdracht aan één lezer"),
    _actie(17, DERDE, "980-993", "een uitgesloten leerling weigeren kan pas als die elders een plaats heeft"),
    _actie(18, TWEEDE, "996-1011", "de inspectie kijkt naar het tuchtbeleid en naar strenge B-attesten"),
    _actie(19, DERDE, "1014-1025", "een prikkel om uitgesloten leerlingen op te nemen, ook na 1 februari"),
    _actie(20, DERDE, "1054-1074", "een task force helpt scholen met tekorten in klasmanagement"),
    _actie(
        21,
        DERDE,
        "1077-1095",
        "directies mogen lockers, boekentassen en zakken controleren bij een concrete aanleiding",
    ),
    _actie(22, DERDE, "1104-1121", "gegevens delen tussen onderwijs, zorg, welzijn en werk"),
    _actie(23, EERSTE, "1123-1149", "samenwerken met de medische sector rond ziekteattesten"),
    _actie(24, DERDE, "1152-1182", "sneller doorverwijzen"),
    _actie(25, EERSTE, "1188-1195", "evaluatie van de NAFT-trajecten"),
    _actie(26, DERDE, "1198-1205", "het bijzonder kwalificerend traject registreren"),
    _actie(27, EERSTE, "1208-1220", "flexibele leerwegen beter bekendmaken"),
    _actie(28, TWEEDE, "1234-1241", "vroegtijdig schoolverlaten voorkomen als opdracht van de LOP’s"),
    Getal(
        "inspectie.ronde",
        6,
        "jaar",
        ("003:519-528",),
        operator="<=",
        uitleg="tijd tussen twee doorlichtingen van een school; kan acht jaar worden",
    ),
    Getal(
        "inspectie.ronde_sterk",
        8,
        "jaar",
        ("003:519-528",),
        operator="<=",
        uitleg="tijd tussen twee doorlichtingen van een school met een sterk beleid, zoals aangekondigd",
        te_verifieren=True,
    ),
)

INSTELLINGEN: tuple[Instelling, ...] = (
    Instelling(
        "tuchtdossier_overdracht",
        None,
        "1 zet de aangekondigde overdracht van het tuchtdossier naar één lezer aan, vanaf 1 september 2026",
        ("003:967-977", "besluit:10"),
        te_verifieren=True,
    ),
    Instelling(
        "spijbelen_herhaald",
        None,
        "aantal B vanaf waar ouders voor een gesprek uitgenodigd worden; aangekondigd zonder getal",
        ("003:768-769",),
        te_verifieren=True,
    ),
)
