"""Remarks on the quality of a figure, in words: what each means and what to do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerrecht.indicators.models import Figure


@dataclass(frozen=True, slots=True)
class Remark:
    """``short`` stands with the figure, ``long`` beneath the page; ``kind`` colours it."""

    key: str
    short: str | Promise
    long: str | Promise
    kind: str = "warn"


REMARKS = {
    one.key: one
    for one in (
        Remark("dekking", _("registers ontbreken"),
               _("Minder dan negen op de tien registers zijn genomen. Zonder register lijkt iedereen aanwezig: elk "
                 "cijfer over afwezigheid is te laag. (Negen op de tien is een keuze, te verifiëren.)"), "bad"),
        Remark("onbekend", _("veel redenen onbekend"),
               _("Van meer dan één op de twintig afwezigheden is de reden niet gekend. Daar kunnen halve dagen B bij "
                 "zitten. (Een op twintig is een keuze, te verifiëren.)"), "bad"),
        Remark("koppeling", _("R en maatregel verschillen"),
               _("Niet alle halve dagen van schorsingen en uitsluitingen hebben code R in het register. (De grens van "
                 "negen op de tien is een keuze, te verifiëren.)")),
        Remark("klein", _("kleine groep"),
               _("Een aandeel van minder dan dertig leerlingen verandert veel door één leerling. Lees het interval.")),
        Remark("hoog", _("opvallend hoog"),
               _("Veel hoger dan bij scholen van hetzelfde niveau en soort. Zoek de oorzaak, en kijk of er goed "
                 "geregistreerd is.")),
        Remark("laag", _("opvallend laag"),
               _("Veel lager dan bij scholen van hetzelfde niveau en soort. Dat kan goed nieuws zijn, of een register "
                 "dat niet alles noteert.")),
        Remark("stil", _("vorige stand"),
               _("Dit cijfer is niet bijgewerkt: sinds het getoond werd, veranderde het door te weinig leerlingen, of "
                 "het zou een ander verraden."), "soft"),
        Remark("lopend", _("jaar loopt nog"),
               _("Het schooljaar is niet voorbij. Vergelijk het niet met een heel schooljaar."), "soft"),
    )
}  # fmt: skip


def of(figure: Figure) -> list[Remark]:
    """The remarks of a figure, the gravest first."""
    return [REMARKS[key] for key in REMARKS if key in figure.remarks]
