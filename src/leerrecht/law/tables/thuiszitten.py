"""When somebody who still comes now and then does not get full education."""

from leerrecht.law.tables.soort import Getal, Instelling

GETALLEN: tuple[Getal, ...] = (
    Getal(
        "thuiszitten.weken",
        4,
        "schoolweken",
        ("000:618-632", "000:2804-2814"),
        uitleg="weken na elkaar waarin een leerling niet voltijds komt, welke code er ook staat",
        te_verifieren=True,
    ),
    Getal(
        "thuiszitten.halve_dagen",
        2,
        "halve dagen per week",
        ("000:618-632", "000:2804-2814"),
        uitleg="wat een leerling in elk van die weken minstens mist",
        te_verifieren=True,
    ),
    Getal(
        "thuiszitten.nu",
        2,
        "schoolweken",
        ("001:2278-2282",),
        operator="<=",
        uitleg="wie de laatste weken niets miste, is terug, hoeveel er voordien ook gemist werd",
        te_verifieren=True,
    ),
    Getal(
        "thuiszitten.week",
        9,
        "halve dagen",
        ("000:618-632",),
        operator="=",
        uitleg="halve dagen in een volle schoolweek, waarin uitgedrukt wordt hoeveel een leerling nog komt",
    ),
)

INSTELLINGEN: tuple[Instelling, ...] = ()
