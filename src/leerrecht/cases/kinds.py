"""What can run beside each other in one case."""

from django.db import models


class TrackKind(models.TextChoices):
    SCHOOLPLAN = "schoolplan", "plan van de school"
    CLB = "clb", "begeleiding door het CLB"
    CLASS_HELP = "klashulp", "hulp in de klas"
    LEARNING_SUPPORT = "leersteun", "leersteun"
    TOAH = "toah", "tijdelijk onderwijs aan huis (TOAH)"
    SIO = "sio", "les via internet (SIO, Bednet)"
    SCHOOL_ZIEKZIJN = "school_ziekzijn", "School & Ziekzijn"
    TYPE5 = "type5", "ziekenhuisschool (type 5)"
    POAH = "poah", "permanent onderwijs aan huis (POAH)"
    HYBRID = "hybride", "hybride onderwijs: op school en online"
    FLEXIBLE = "flexibel", "flexibel traject met een eigen weekrooster"
    NAFT = "naft", "naadloos flexibel traject (NAFT)"
    RUN_UP = "aanloopfase", "aanloopfase"
    TRANSITION = "transition", "transitietraject"
    BKT = "bkt", "bijzonder kwalificerend traject (BKT)"
    GREEN_CARE = "groene_zorg", "Groene Zorg (zorgboerderij)"
    DAY_ACTIVITY = "dagactiviteit", "dagactiviteiten"
    STOP47 = "stop47", "STOP 4-7 of Traject 8-12"
    MFC = "mfc", "multifunctioneel centrum (MFC)"
    YOUTH_HELP = "jeugdhulp", "jeugdhulp"
    BRIDGE = "overbrugging", "overbruggingshulp"
    OTHER = "ander", "ander traject"


# Instead of the school for a time: such a track says what it has to do with going back there.
AWAY_FROM_SCHOOL = frozenset(
    {
        TrackKind.TOAH, TrackKind.SIO, TrackKind.SCHOOL_ZIEKZIJN, TrackKind.TYPE5, TrackKind.HYBRID,
        TrackKind.FLEXIBLE, TrackKind.NAFT, TrackKind.GREEN_CARE, TrackKind.DAY_ACTIVITY, TrackKind.MFC,
    }
)  # fmt: skip


class Ended(models.TextChoices):
    BACK = "terug", "de leerling is terug op school"
    REACHED = "bereikt", "het doel is bereikt"
    FOLLOWED = "vervolg", "een ander traject komt in de plaats"
    STOPPED = "gestopt", "de leerling of de ouders stoppen ermee"
    REFUSED = "geweigerd", "de dienst neemt dit niet op"
    NO_PLACE = "geen_plaats", "er kwam geen plaats vrij"
    TERM = "termijn", "de afgesproken tijd is om"
    LEFT = "weg", "de leerling is hier niet meer"


class Closed(models.TextChoices):
    DONE = "klaar", "de leerling is terug en het gaat goed"
    LEFT = "weg", "de leerling is naar een andere school of is weg"
    GROWN = "uitstroom", "de leerling verliet het onderwijs"
    MISTAKE = "vergissing", "de casus was bij vergissing geopend"


class Party(models.TextChoices):
    """Whose chair it is at a case."""

    PUPIL = "leerling", "de leerling"
    PARENTS = "ouders", "de ouders"
    SCHOOL = "school", "de school"
    CENTRE = "clb", "het CLB"
    PARTNER = "partner", "een partner"
    HELP = "hulp", "de hulpverlening"
    OTHER = "ander", "iemand anders"


# Where a pupil is on a half-day of a week pattern.
PLACES = {
    "school": "op school",
    "andere_school": "op een andere school",
    "partner": "bij de partner",
    "werk": "op de werkplek",
    "centrum": "in een centrum of voorziening",
    "online": "online",
    "thuis": "thuis, met les",
    "vrij": "vrij",
}

# On whom an inspection of the workplace, and a week of half-days, makes sense.
WITH_WORKPLACE = frozenset({TrackKind.RUN_UP, TrackKind.TRANSITION, TrackKind.BKT, TrackKind.GREEN_CARE})
IN_HOSPITAL = frozenset({TrackKind.TYPE5})
