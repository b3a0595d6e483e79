"""What the portal says of each kind of question: before one writes, what happens with it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerrecht.access.compartments import Attest, Gedeeld, Tucht
from leerrecht.portal.models import Kind
from leerrecht.portal.rules import ANSWER_DAYS, PLACES


@dataclass(frozen=True, slots=True)
class Explained:
    """``lead``: what this is for; ``then``: what the school does."""

    kind: str
    lead: str | Promise
    then: str | Promise

    @property
    def days(self) -> int:
        return ANSWER_DAYS[self.kind]

    @property
    def readers(self) -> str | Promise:
        return READERS[PLACES[self.kind]]


READERS: dict[str, str | Promise] = {
    Attest.key: _("Dit lezen: het secretariaat, het zorgteam, de directeur, de leerling en de ouders."),
    Gedeeld.key: _("Dit lezen: het zorgteam, de directeur, het CLB dat helpt, de leerling en de ouders."),
    Tucht.key: _("Dit lezen: de directeur, de leerling en de ouders."),
}
EXPLAINED: dict[str, Explained] = {
    one.kind: one
    for one in (
        Explained(
            Kind.ABSENCE,
            _("Weet u vooraf, of deze morgen, dat er iemand niet kan komen? Meld het hier."),
            _("Het secretariaat ziet dit meteen. De school vult zelf de afwezigheid in."),
        ),
        Explained(
            Kind.REASON,
            _(
                "De school weet nog niet waarom er iemand niet was. Schrijf het kort, en voeg een attest toe "
                "als u er een hebt."
            ),
            _("Het secretariaat kijkt het na. Pas daarna verandert er iets in wat genoteerd is."),
        ),
        Explained(
            Kind.CORRECTION,
            _("Staat er iemand afwezig die er wel was? Of klopt de reden niet? Zeg welke dag, en wat er fout is."),
            _("De school kijkt het na en antwoordt. Klopt het, dan wordt het verbeterd."),
        ),
        Explained(
            Kind.REVIEW,
            _("Vindt u een maatregel niet eerlijk of te zwaar? Zeg welke, en waarom."),
            _("De directeur bekijkt de maatregel opnieuw en antwoordt met de reden."),
        ),
        Explained(
            Kind.COMPLAINT,
            _("Iets loopt niet goed en praten hielp niet? Schrijf wat er gebeurde en wat u wilt."),
            _("De directeur antwoordt. Bent u niet tevreden, dan kunt u naar het schoolbestuur."),
        ),
        Explained(
            Kind.KEPT_HOME,
            _(
                "Vroeg de school om een kind thuis te houden, een deel van de week of helemaal? Een school mag "
                "dat niet zomaar vragen."
            ),
            _(
                "De directeur en het CLB dat helpt lezen dit. De school antwoordt waarom ze dat vroeg en wat er "
                "nu gebeurt."
            ),
        ),
    )
}
