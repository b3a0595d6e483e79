import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leerrecht.directory.models.region import Region
from leerrecht.law.begeleiding import DOMEINEN
from leerrecht.organisations.models import Organisation


class OfferKind(models.TextChoices):
    """What somebody may be helped with; where the case knows such a track, the key is that of the track."""

    SIO = "sio", "les via het internet (Bednet)"
    SCHOOL_ZIEKZIJN = "school_ziekzijn", "vrijwilligers van School & Ziekzijn"
    TYPE5 = "type5", "ziekenhuisschool (type 5) of K-dienst"
    NAFT = "naft", "naadloos flexibel traject (NAFT)"
    AANLOOP = "aanloopfase", "aanloopfase"
    TRANSITION = "transition", "transitietraject"
    GREEN_CARE = "groene_zorg", "Groene Zorg, op een boerderij"
    DAY = "dagactiviteit", "dagactiviteit"
    YOUTH_HELP = "jeugdhulp", "jeugdhulp"
    MFC = "mfc", "multifunctioneel centrum (MFC)"
    STOP = "stop47", "STOP 4-7"
    CLASS_HELP = "klashulp", "hulp in de klas"
    MEDIATION = "bemiddeling", "bemiddeling"
    OTHER = "ander", "iets anders"


class Referrer(models.TextChoices):
    SCHOOL = "school", "de school"
    CLB = "clb", "het CLB"
    PARENTS = "ouders", "de ouders"
    PUPIL = "leerling", "de leerling"
    DOCTOR = "arts", "een arts"
    YOUTH_HELP = "jeugdhulp", "jeugdhulp"


LEVELS = {"kleuter": "kleuter", "lager": "lager", "secundair": "secundair"}


def _one_of(choices: "list[tuple[str, str]]") -> models.CharField:  # type: ignore[type-arg]
    return models.CharField(max_length=16, choices=choices)


class Offer(models.Model):
    """Something that a partner offers. Without ``regions`` it is there for all of Flanders; empty lists mean all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=120)
    partner = models.CharField("wie dit aanbiedt", max_length=160)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="offers", verbose_name="houdt dit zelf bij"
    )
    kind = models.CharField("soort", max_length=16, choices=OfferKind)
    description = models.CharField("wat het is", max_length=1000)
    regions = models.ManyToManyField(Region, related_name="offers", verbose_name="streken", blank=True)
    age_from = models.PositiveSmallIntegerField("vanaf welke leeftijd", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("tot en met welke leeftijd", null=True, blank=True)
    levels = ArrayField(_one_of(list(LEVELS.items())), default=list, blank=True, verbose_name="niveaus")
    domains = ArrayField(_one_of(list(DOMEINEN.items())), default=list, blank=True, verbose_name="domeinen")
    referrers = ArrayField(_one_of(Referrer.choices), default=list, blank=True, verbose_name="wie mag verwijzen")
    asks = models.CharField("wat het vraagt", max_length=600, blank=True)
    contact = models.CharField("hoe men het bereikt", max_length=300, blank=True)
    ended_on = models.DateField("bestaat niet meer sinds", null=True, blank=True)
    confirmed_on = models.DateField("laatst nagekeken op", default=timezone.localdate)
    confirmed_by = models.CharField("nagekeken door", max_length=160)

    class Meta:
        verbose_name = "aanbod"
        verbose_name_plural = "aanbod"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "name"], name="offer_once_of_a_partner"),
            models.CheckConstraint(condition=Q(age_to__gte=F("age_from")), name="offer_ages_in_order"),
            models.CheckConstraint(
                condition=Q(levels__contained_by=list(LEVELS))
                & Q(domains__contained_by=list(DOMEINEN))
                & Q(referrers__contained_by=Referrer.values),
                name="offer_conditions_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CapacityReport(models.Model):
    """How much room there is, as somebody said on a day: never corrected, only followed by a newer one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="reports")
    on = models.DateField("gemeld op")
    places = models.PositiveSmallIntegerField("plaatsen", null=True, blank=True)
    free = models.PositiveSmallIntegerField("vrije plaatsen", null=True, blank=True)
    waiting = models.PositiveSmallIntegerField("wachtenden", null=True, blank=True)
    waiting_weeks = models.PositiveSmallIntegerField("wachttijd in weken", null=True, blank=True)
    said_by = models.CharField("volgens wie", max_length=160, blank=True)
    reported_for = models.CharField("gemeld door", max_length=160, help_text="the organisation; the log knows who")
    reported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "melding van plaats"
        verbose_name_plural = "meldingen van plaats"
        ordering = ["-on", "-reported_at"]
        indexes = [models.Index(fields=["offer", "-on", "-reported_at"], name="capacity_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(places__isnull=False)
                | Q(free__isnull=False)
                | Q(waiting__isnull=False)
                | Q(waiting_weeks__isnull=False),
                name="capacity_says_something",
            ),
            models.CheckConstraint(condition=Q(free__lte=F("places")), name="capacity_free_within_places"),
        ]
