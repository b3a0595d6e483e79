"""Words for what the law core names by a slug: acts, outcomes, addressees, certificates, measures, schools, sources."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from leerrecht.law.sources import Bron, bron

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
# What answers a signal by the record that says everything, beside the acts that the law knows.
RECORDS: dict[str, Promise] = {
    "politie_melding": gettext_lazy("gemeld aan de lokale politie"),
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
    "bednet": gettext_lazy("Bednet"),
    "gemeente": gettext_lazy("de gemeente"),
    "inspectie": gettext_lazy("de onderwijsinspectie"),
    "parket": gettext_lazy("het parket"),
    "lop": gettext_lazy("het LOP"),
    "commissie": gettext_lazy("de Commissie inzake leerlingenrechten"),
}
STATES: dict[str, Promise] = {
    "open": gettext_lazy("nog te doen"),
    "vervuld": gettext_lazy("gedaan"),
    "geldt": gettext_lazy("geldt nu"),
}
HEADINGS: dict[str, Promise] = {
    "plicht": gettext_lazy("Wat moet gebeuren"),
    "recht": gettext_lazy("Waar recht op is"),
    "verbod": gettext_lazy("Wat niet mag"),
    "fout": gettext_lazy("Wat niet klopt"),
    "signaal": gettext_lazy("Wat aandacht vraagt"),
}
CERTIFICATES: dict[str, Promise] = {
    "ouderverklaring": gettext_lazy("briefje van de ouders"),
    "medisch": gettext_lazy("medisch attest"),
    "chronisch": gettext_lazy("attest van de CLB-arts: chronisch ziek"),
    "type5": gettext_lazy("attest van een type 5-school (ziekenhuisschool)"),
    "dixit": gettext_lazy("dixit-attest: de arts schrijft op wat de leerling zegt"),
}
MEASURES: dict[str, Promise] = {
    "preventieve_schorsing": gettext_lazy("preventieve schorsing"),
    "tijdelijke_uitsluiting": gettext_lazy("tijdelijke uitsluiting"),
    "definitieve_uitsluiting": gettext_lazy("definitieve uitsluiting"),
}
TOAH_GROUNDS: dict[str, Promise] = {
    "langdurig": gettext_lazy("langdurig ziek"),
    "chronisch": gettext_lazy("chronisch ziek"),
}
EXEMPTIONS: dict[str, Promise] = {"handicap": gettext_lazy("handicap")}
LEVELS: dict[str, Promise] = {
    "kleuter": gettext_lazy("kleuteronderwijs"),
    "lager": gettext_lazy("lager onderwijs"),
    "secundair": gettext_lazy("secundair onderwijs"),
}
KINDS: dict[str, Promise] = {
    "gewoon": gettext_lazy("gewoon onderwijs"),
    "buitengewoon": gettext_lazy("buitengewoon onderwijs"),
}
TRACKS: dict[str, Promise] = {
    "voltijds": gettext_lazy("voltijds"),
    "deeltijds": gettext_lazy("deeltijds"),
    "duaal": gettext_lazy("duaal"),
}
# What ends a duty where it is no act that somebody records.
ENDS: dict[str, Promise] = {
    "verzuim.absoluut": gettext_lazy("een inschrijving, huisonderwijs of een vrijstelling"),
    "onbekend.reden": gettext_lazy("de juiste code in het register"),
    "du.zoeken": gettext_lazy("een nieuwe inschrijving"),
}


def word(table: Mapping[str, Promise], slug: str) -> str:
    """The word for a slug; one that has no word yet reads as itself."""
    return str(table[slug]) if slug in table else slug.replace("_", " ")


def citation(source: str) -> Bron:
    """A source in words; one that the law no longer names, in an outcome that was stored, stays as it is."""
    try:
        return bron(source)
    except KeyError:
        return Bron(source, source)
