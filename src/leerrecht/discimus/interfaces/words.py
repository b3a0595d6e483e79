"""Why AGODI and the school differ, and what to do about it, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from leerrecht.discimus.domain.queries.comparing import AWAY, CHANGED, REFUSED, UNKNOWN, WAITING, Difference

Text = str | Promise

WHY: dict[str, Text] = {
    REFUSED: gettext_lazy("geweigerd door AGODI"),
    AWAY: gettext_lazy("verstuurd, nog geen antwoord"),
    CHANGED: gettext_lazy("gewijzigd na het versturen"),
    WAITING: gettext_lazy("nog niet verstuurd"),
    UNKNOWN: gettext_lazy("wij weten het zelf nog niet"),
}
# What the line asks of somebody; the other reasons pass by themselves.
TO_DO: dict[str, Text] = {
    REFUSED: "",
    AWAY: gettext_lazy("Wacht: het antwoord wordt vanzelf opnieuw gevraagd, en er vertrekt niets dubbel."),
    CHANGED: gettext_lazy("Wacht: wat nu geldt, vertrekt vanzelf."),
    WAITING: gettext_lazy("Wacht: het vertrekt vanzelf, na wat over deze leerling eerder klaarstond."),
    UNKNOWN: gettext_lazy("Zoek de reden, of laat de directeur over P beslissen: zo lang vertrekt er niets."),
}
# By what a refusal is about.
ADVICE: dict[str, Text] = {
    "leerling": gettext_lazy("Kijk het rijksregister- of BIS-nummer na op de fiche, en bied daarna opnieuw aan."),
    "inschrijving": gettext_lazy("Kijk na van wanneer tot wanneer de leerling ingeschreven is, en bied opnieuw aan."),
    "code": gettext_lazy("Kijk na of deze code mag op het niveau van de leerling. Een andere code vertrekt vanzelf."),
    "": gettext_lazy("Verbeter wat niet klopt; dat vertrekt vanzelf. Klopt alles, bied dan opnieuw aan of bel AGODI."),
}
PARTS: dict[str, Text] = {"vm": gettext_lazy("voormiddag"), "nm": gettext_lazy("namiddag"), "": ""}


def to_do(line: Difference) -> Text:
    """What somebody does about a line."""
    return ADVICE.get(line.about, ADVICE[""]) if line.why == REFUSED else TO_DO[line.why]
