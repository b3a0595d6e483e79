"""Who asks for a place where, and what became of it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.law.topics.weigering import DOSSIERS, GRONDEN, INGESCHREVEN
from leerrecht.organisations.models import Organisation, School
from leerrecht.people.models import Pupil
from leerrecht.places.models.slot import Slot

GROUND_NAMES = {
    "volzet": "de school is volzet",
    "elders_uitgesloten": "dit schooljaar elders definitief uitgesloten (afspraak in het LOP)",
    "hier_uitgesloten": "vroeger in deze school definitief uitgesloten",
    "toelatingsvoorwaarden": "voldoet niet aan de toelatingsvoorwaarden",
    "afwisselend_ingeschreven": "in de loop van het jaar om en om in scholen ingeschreven",
    "onredelijke_aanpassingen": "de nodige aanpassingen zijn onredelijk",
    "scholengroep_uitgesloten": "uitgesloten in een school die hiermee als één optreedt",
    "andere": "een andere reden",
}
GROUNDS = [(key, GROUND_NAMES[key]) for key in GRONDEN]
CRITERIA = [
    (DOSSIERS, "leerlingen met een begeleidingsdossier voor problematische afwezigheden"),
    (INGESCHREVEN, "elders uitgesloten leerlingen die al ingeschreven zijn"),
]


def criteria_field() -> ArrayField:  # type: ignore[type-arg]
    return ArrayField(
        models.CharField(max_length=32, choices=CRITERIA), default=list, blank=True,
        verbose_name="waarmee de afspraken van het LOP rekening houden",
    )  # fmt: skip


class Channel(models.TextChoices):
    SCHOOL = "school", "rechtstreeks bij de school"
    SYSTEM = "aanmelden", "via een aanmeldsysteem"
    CENTRE = "clb", "via het CLB"
    CARRIED = "meegenomen", "stond vorig schooljaar al op de wachtlijst"


class State(models.TextChoices):
    WAITING = "wacht", "wacht op een plaats"
    OFFERED = "toegewezen", "er is een plaats toegewezen"
    ENROLLED = "ingeschreven", "ingeschreven"
    REFUSED = "geweigerd", "geweigerd"
    WITHDRAWN = "stopgezet", "niet meer gevraagd"
    CARRIED = "meegenomen", "wacht verder in het volgende schooljaar"


LIVE = (State.WAITING, State.OFFERED)


class Application(models.Model):
    """A child asks for one kind of place at one school in one school year: a line of that waiting list.

    Who was refused because the school is full keeps waiting: ``refused_on`` and ``ground`` then stand beside
    ``state`` WAITING. ``carried_from`` is the line of the year before of the same child, ``since_year`` the first
    school year in which the child waited without a break.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", verbose_name="leerling")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="applications", verbose_name="soort plaats")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name="school")
    school_year = models.PositiveSmallIntegerField("schooljaar (beginjaar)")
    asked_on = models.DateField("gevraagd op")
    channel = models.CharField("hoe", max_length=10, choices=Channel)
    state = models.CharField("stand", max_length=12, choices=State, default=State.WAITING)
    state_on = models.DateField("stand sinds")
    since_year = models.PositiveSmallIntegerField("wacht sinds schooljaar")
    carried_from = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to", verbose_name="meegenomen van"
    )
    refused_on = models.DateField("geweigerd op", null=True, blank=True)
    ground = models.CharField("reden van weigering", max_length=32, choices=GROUNDS, blank=True)
    document_on = models.DateField("attest aan de ouders gegeven op", null=True, blank=True)
    excluded_on = models.DateField("dag van de uitsluiting", null=True, blank=True)
    lop_agreement = models.BooleanField("het LOP maakte hierover afspraken", default=False)
    criteria = criteria_field()
    kept_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="genoteerd door")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "aanvraag van een plaats"
        verbose_name_plural = "aanvragen van een plaats"
        ordering = ["asked_on", "recorded_at", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="application_pupil"),
            models.Index(fields=["school", "school_year"], name="application_school_year"),
            models.Index(fields=["slot"], name="application_waiting", condition=Q(state__in=LIVE)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "slot"], condition=Q(state__in=LIVE), name="application_live_once"
            ),
            models.CheckConstraint(
                condition=Q(refused_on=None, ground="") | (Q(refused_on__isnull=False) & ~Q(ground="")),
                name="application_refused_with_ground",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | Q(refused_on__isnull=False), name="application_refused_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(since_year__lte=models.F("school_year")), name="application_waits_since_before"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot}, {self.asked_on}"

    @property
    def live(self) -> bool:
        return self.state in LIVE

    @property
    def years(self) -> int:
        """How many school years the child waits, this one counted."""
        return self.school_year - self.since_year + 1
