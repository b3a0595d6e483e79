"""The lights: what each counts, of how many, from which number it burns, and what a school may ask itself.

A light says where support is needed (000:8917-8925, 000:12935-12992: monitoring is there to learn, not to sanction). No
document prints a threshold: all are choices of ours, settings of the school, and shown as "te verifieren".
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PART_TIME, EXCLUDED, REFUSED = "deeltijds", "uitsluiting", "weigering"
WITHOUT, UNDONE, GONE = "zonder", "niet-gedaan", "vertrokken"


@dataclass(frozen=True, slots=True)
class Kind:
    """One light. ``share``: the threshold is so many of a hundred; else a number."""

    key: str
    name: str | Promise
    counts: str | Promise
    of: str | Promise
    ask: str | Promise
    default: int
    why: str | Promise
    sources: tuple[str, ...]
    share: bool = False


KINDS: tuple[Kind, ...] = (
    Kind(
        PART_TIME,
        _("Deeltijds of thuis op afspraak"),
        _("leerlingen met een afspraak om een deel van de week of helemaal thuis te blijven"),
        _("ingeschreven leerlingen"),
        _("Wat heeft de klas nodig om deze leerlingen de hele week mee te nemen? Wie helpt daarbij?"),
        1,
        _("Elke afspraak om thuis te blijven verdient een weg terug: vanaf 1 op 100 leerlingen kijkt het team ernaar."),
        ("000:1513-1599", "000:12947-12960"),
        share=True,
    ),
    Kind(
        EXCLUDED,
        _("Schorsing en uitsluiting"),
        _("leerlingen met een preventieve schorsing, een tijdelijke of een definitieve uitsluiting"),
        _("ingeschreven leerlingen"),
        _("Wat is vooraf geprobeerd, en wat had vroeger kunnen helpen?"),
        2,
        _("Vanaf 2 op 100 leerlingen is het meer dan een enkele crisis."),
        ("000:8917-8925", "000:12947-12960"),
        share=True,
    ),
    Kind(
        REFUSED,
        _("Geweigerde inschrijvingen"),
        _("leerlingen die niet ingeschreven raakten"),
        _("ingeschreven leerlingen"),
        _("Welke plaats of welke steun ontbrak? Met wie kan de school dat samen oplossen?"),
        3,
        _("Drie weigeringen in een schooljaar zijn genoeg om er in het team over te praten."),
        ("000:9120-9131", "000:12947-12960"),
    ),
    Kind(
        WITHOUT,
        _("Een verslag zonder aanpassingen"),
        _("leerlingen met een GC-, IAC- of OV4-verslag zonder redelijke aanpassing die dit schooljaar is afgesproken"),
        _("leerlingen met een verslag"),
        _("Is er niets afgesproken, of staat het niet genoteerd? Wat vraagt de leerling zelf?"),
        20,
        _("Een aanpassing is een recht. Vanaf 20 op 100 leerlingen met een verslag blijft er te veel liggen."),
        ("000:7955-7965", "000:12936-12974"),
        share=True,
    ),
    Kind(
        UNDONE,
        _("Afgesproken en niet gedaan"),
        _("redelijke aanpassingen die dit schooljaar zijn afgesproken en waarvan nog niemand zei dat ze gebeuren"),
        _("afgesproken redelijke aanpassingen"),
        _("Wat houdt ons tegen: tijd, kennis, afspraken? Wie kan dat wegnemen?"),
        50,
        _("Als de helft van wat afgesproken is niet gebeurt, heeft het team steun nodig."),
        ("000:7955-7965", "000:12965-12974"),
        share=True,
    ),
    Kind(
        GONE,
        _("Met een verslag vertrokken"),
        _("leerlingen met een verslag die de school tijdens het schooljaar verlieten"),
        _("leerlingen met een verslag"),
        _("Ging de leerling weg omdat het hier niet meer ging? Wat had blijven mogelijk gemaakt?"),
        10,
        _("Vertrekt meer dan 1 op 10 leerlingen met een verslag, dan loopt het inclusieve traject vaak vast."),
        ("000:8917-8925", "000:12947-12956"),
        share=True,
    ),
)  # fmt: skip
BY_KEY = {kind.key: kind for kind in KINDS}
KEYS = tuple(BY_KEY)
HIGHEST = 100
EVALUATED_AFTER_DAYS = 14
"""An agreed adaptation counts as not done when nobody said more about it in two weeks. Te verifieren."""
