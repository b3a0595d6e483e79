"""For what consent is asked, or objection noted: a table, so that a record never invents a purpose."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Purpose:
    """``objection``: it happens unless somebody objects; else only with consent. ``source``: where that stands."""

    key: str
    name: str | Promise
    sentence: str | Promise
    source: str
    objection: bool = False


PURPOSES: dict[str, Purpose] = {
    purpose.key: purpose
    for purpose in (
        Purpose(
            "begeleiding", _("begeleiding door het CLB"),
            _("Het CLB begeleidt de leerling. Dat is vrijwillig, behalve bij verontrusting."), "002:2087",
        ),
        Purpose(
            "arts", _("wat de CLB-arts aan de school zegt"),
            _("De CLB-arts zegt de school wat nodig is om te helpen. Zonder toestemming gaat alleen het plan terug."),
            "000:7088-7100",
        ),
        Purpose(
            "hulp", _("gegevens voor hulp buiten de school"),
            _("Het CLB geeft door wat een hulpverlener buiten de school nodig heeft."), "002:2008-2010",
        ),
        Purpose(
            "traject", _("een traject met een partner (NAFT)"),
            _("De leerling volgt een naadloos flexibel traject. Dat is vrijwillig, tenzij de jeugdrechter beslist."),
            "002:1450-1453",
        ),
        Purpose(
            "zorginformatie", _("zorginformatie voor de volgende school"),
            _("De school geeft informatie over zorg door aan de volgende school."), "besluit:11",
        ),
        Purpose(
            "klas", _("de klas inlichten over de terugkeer"),
            _("De klas hoort vooraf dat de leerling terugkomt, en wat de leerling daarover wil zeggen."),
            "001:2522-2532",
        ),
        Purpose(
            "vdab", _("overdracht aan de VDAB"),
            _("Het CLB geeft naam, adres en laatste school door aan de VDAB, als de leerling het onderwijs verlaat."),
            "002:2199-2201",
        ),
        Purpose(
            "overleg", _("bespreking in een overleg met anderen"),
            _("De situatie van de leerling komt op een overleg met mensen van buiten de school en het CLB."),
            "002:1348-1350",
        ),
        Purpose(
            "begeleiding_bezwaar", _("bezwaar tegen een begeleider"),
            _("De leerling of de ouders willen niet met deze begeleider werken, en vragen een andere."), "004:173-183",
            objection=True,
        ),
        Purpose(
            "gebruik", _("bezwaar tegen het gebruik van gegevens"),
            _("De leerling of de ouders vragen om bepaalde gegevens niet te gebruiken."), "AVG art. 21", objection=True,
        ),
    )
}  # fmt: skip
CHOICES = [(key, purpose.name) for key, purpose in PURPOSES.items()]
