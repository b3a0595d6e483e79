"""Words for what the law core names by a slug: kinds of acts, natures of outcomes, addressees, sources."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

ACTS: dict[str, Promise] = {
    "contact_ouders": gettext_lazy("contact gehad met de ouders"),
    "gesprek_leerling": gettext_lazy("gesprek gehad met de leerling"),
    "begeleidingsmaatregel": gettext_lazy("begeleidingsmaatregel afgesproken"),
    "begeleidingsdossier": gettext_lazy("begeleidingsdossier geopend"),
    "melding_clb": gettext_lazy("gemeld aan het CLB"),
    "clb_traject": gettext_lazy("traject van het CLB gestart"),
    "schoolloopbaan_in_gedrang": gettext_lazy("vastgesteld dat de schoolloopbaan in gedrang is"),
    "ouders_geinformeerd_toah": gettext_lazy("ouders ingelicht over tijdelijk onderwijs aan huis"),
    "aanvraag_toah": gettext_lazy("tijdelijk onderwijs aan huis aangevraagd"),
    "melding_toah": gettext_lazy("tijdelijk onderwijs aan huis gemeld aan het schoolbeheerteam"),
    "melding_agodi": gettext_lazy("gemeld aan AGODI"),
    "zoekactie_school": gettext_lazy("mee gezocht naar een nieuwe school"),
    "opvang_aangeboden": gettext_lazy("opvang aangeboden"),
    "opvang_gemotiveerd_geweigerd": gettext_lazy("schriftelijk gemotiveerd waarom opvang niet haalbaar is"),
    "motivering_geen_begeleiding": gettext_lazy("gemotiveerd waarom begeleiding vooraf niet kon"),
    "deeltijds_akkoord_clb": gettext_lazy("afspraak over deeltijdse aanwezigheid, met akkoord van het CLB"),
    "medische_attestering_chronisch_specialist": gettext_lazy("attest van een arts-specialist over chronische ziekte"),
    "manifeste_onwil_schoolaanbod": gettext_lazy("manifeste onwil tegenover het aanbod van een nieuwe school"),
}
NATURES: dict[str, Promise] = {
    "plicht": pgettext_lazy("aard", "plicht"),
    "signaal": pgettext_lazy("aard", "signaal"),
    "fout": pgettext_lazy("aard", "fout in de gegevens"),
    "verbod": pgettext_lazy("aard", "verbod"),
    "recht": pgettext_lazy("aard", "recht"),
}
ADDRESSEES: dict[str, Promise] = {
    "school": gettext_lazy("de school"),
    "clb": gettext_lazy("het CLB"),
    "agodi": gettext_lazy("AGODI"),
    "leerling": gettext_lazy("de leerling"),
    "ouders": gettext_lazy("de ouders"),
}
STATES: dict[str, Promise] = {
    "open": gettext_lazy("nog te doen"),
    "vervuld": gettext_lazy("gedaan"),
    "geldt": gettext_lazy("geldt nu"),
}
_DOCUMENTS = {
    "000": "Kinderrechtencommissariaat, dossier “Thuiszitters uit de schaduw”",
    "001": "Samen tegen Schooluitval West-Vlaanderen, actieplan “Afwezig op school”",
    "002": "Rekenhof, “Voorkomen van vroegtijdig schoolverlaten”",
    "003": "Vlaamse Regering, actieplan “Goed gedragen”, 7 november 2025",
    "004": "Kinderrechtencommissariaat, advies over het decreet leerlingenbegeleiding",
}
_EDULEX = "https://data-onderwijs.vlaanderen.be/edulex/document/"


@dataclass(frozen=True, slots=True)
class Citation:
    """A source in words: the text it stands in, the place in that text, and its address where it has one."""

    text: str
    place: str = ""
    href: str = ""


def citation(source: str) -> Citation:
    """``001:784-786`` as the title of the text and its lines; what is no such reference stays as it is."""
    document, _colon, place = source.partition(":")
    if document in _DOCUMENTS:
        return Citation(_DOCUMENTS[document], _("regel %(lines)s") % {"lines": place})
    if document == "edulex":
        return Citation(
            _("Edulex, de regelgeving van Onderwijs"), _("document %(number)s") % {"number": place}, _EDULEX + place
        )
    if document in ("besluit", "decision"):
        return Citation(_("eigen keuze van Leerrecht"), _("beslissing %(number)s") % {"number": place})
    if document == "regulation":
        return Citation(_("overzicht van de regelgeving"), _("deel %(part)s") % {"part": place})
    if "/" in source:
        return Citation(source, "", f"https://www.{source}")
    return Citation(source)
