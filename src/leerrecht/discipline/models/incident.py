"""What happened: an incident, who was hurt, who was set apart, what was searched."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from leerrecht.guidance.models import Entry
from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.law.gedrag import GEDRAG, RICHTINGEN
from leerrecht.notes.models import Aantekening


class Moment(models.TextChoices):
    """Where and when, as people say it."""

    LESSON = "les", "in de les"
    BREAK = "speeltijd", "op de speelplaats of in de pauze"
    HALL = "gang", "in de gang of aan de lockers"
    LUNCH = "middag", "tijdens de middag"
    WAY = "onderweg", "op weg van of naar school"
    TRIP = "uitstap", "op een uitstap of stage"
    ONLINE = "online", "online"


class Incident(Confidential):
    """Something that happened, with one pupil whose behaviour it is about. The texts are notes."""

    on = models.DateField("dag")
    moment = models.CharField("waar", max_length=10, choices=Moment)
    behaviour = models.CharField("wat", max_length=16, choices=[(key, one.naam) for key, one in GEDRAG.items()])
    direction = models.CharField("tegen wie", max_length=16, choices=list(RICHTINGEN.items()))
    steps = ArrayField(models.CharField(max_length=160), default=list, verbose_name="wat meteen gebeurde")
    note = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, related_name="incident", verbose_name="wat er gebeurde"
    )
    account_on = models.DateField("verhaal van de leerling op", null=True)
    account = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, related_name="incident_account", verbose_name="verhaal van de leerling"
    )
    restored_on = models.DateField("herstelgesprek op", null=True)
    restored = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, related_name="incident_restored", verbose_name="herstelgesprek"
    )
    care = models.ForeignKey(
        Entry, models.SET_NULL, null=True, related_name="+", verbose_name="begeleiding die hierop volgde"
    )
    closed_on = models.DateField("afgerond op", null=True)

    class Meta:
        verbose_name = "incident"
        verbose_name_plural = "incidenten"
        ordering = ["-on", "-written_at", "id"]
        indexes = [
            models.Index(fields=["pupil", "-on"], name="incident_pupil_on"),
            models.Index(fields=["organisation_id", "-on"], name="incident_organisation_on"),
        ]
        constraints = [
            *placed("incident"),
            models.CheckConstraint(condition=Q(behaviour__in=list(GEDRAG)), name="incident_behaviour_known"),
            models.CheckConstraint(condition=Q(direction__in=list(RICHTINGEN)), name="incident_direction_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_behaviour_display()}, {self.on}"


class Part(models.TextChoices):
    HURT = "gekwetst", "gekwetst"
    WITNESS = "getuige", "getuige"
    TOGETHER = "mee", "was erbij betrokken"


class Involved(Confidential):
    """Another pupil in an incident, in that pupil's own file: what protects who was hurt, and how it goes now."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="involved")
    part = models.CharField("hoe", max_length=10, choices=Part)
    note = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, related_name="involved", verbose_name="bescherming of getuigenis"
    )
    asked_on = models.DateField("opnieuw gevraagd hoe het gaat op", null=True)

    class Meta:
        verbose_name = "betrokkene bij een incident"
        verbose_name_plural = "betrokkenen bij incidenten"
        ordering = ["part", "written_at", "id"]
        constraints = [
            *placed("involved"),
            models.UniqueConstraint(fields=["incident", "pupil", "part"], name="involved_once"),
        ]


class Held(models.TextChoices):
    """What was done: both are for danger alone (000:8279, 8325-8327)."""

    APART = "apart", "alleen apart gezet"
    HELD = "vast", "vastgehouden"
    BOTH = "beide", "vastgehouden en apart gezet"


class Isolation(models.Model):
    """That a pupil was set apart or held: never a punishment, always with somebody near, and talked about after."""

    incident = models.OneToOneField(Incident, models.CASCADE, related_name="isolation")
    kind = models.CharField("wat", max_length=6, choices=Held, default=Held.APART)
    began_at = models.TimeField("begin")
    minutes = models.PositiveSmallIntegerField("minuten")
    place = models.CharField("plaats", max_length=120)
    watched_by = models.CharField("wie erbij bleef", max_length=160)
    parents_told_on = models.DateField("ouders verwittigd op", null=True)
    others_told = models.CharField("wie nog verwittigd is", max_length=160, blank=True)
    talked_on = models.DateField("nagesprek op", null=True)
    talk = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, related_name="isolation_talk", verbose_name="nagesprek"
    )

    class Meta:
        verbose_name = "afzondering"
        verbose_name_plural = "afzonderingen"
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=480), name="isolation_minutes_possible"),
            models.CheckConstraint(condition=~Q(watched_by=""), name="isolation_watched"),
        ]


class SearchResult(models.TextChoices):
    NOTHING = "niets", "niets gevonden"
    FOUND = "gevonden", "iets verboden gevonden"
    REFUSED = "geweigerd", "de leerling weigerde"


class Search(Confidential):
    """That a locker, bag or pocket was searched, with the concrete reason: the log of searches."""

    on = models.DateField("dag")
    mandate = models.BooleanField("schoolcontract met toelating getekend", default=False)
    searched = ArrayField(
        models.CharField(max_length=10, choices=[("locker", "locker"), ("tas", "boekentas"), ("zakken", "zakken")]),
        verbose_name="wat",
    )
    present = models.CharField("wie erbij was", max_length=160)
    result = models.CharField("resultaat", max_length=10, choices=SearchResult)
    parents_told_on = models.DateField("ouders verwittigd op", null=True)
    note = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, related_name="search", verbose_name="reden en verloop"
    )

    class Meta:
        verbose_name = "doorzoeking"
        verbose_name_plural = "doorzoekingen"
        ordering = ["-on", "-written_at", "id"]
        indexes = [models.Index(fields=["organisation_id", "-on"], name="search_organisation_on")]
        constraints = [
            *placed("search"),
            models.CheckConstraint(condition=Q(mandate=True), name="search_only_with_mandate"),
            models.CheckConstraint(condition=Q(searched__len__gt=0), name="search_says_what"),
        ]
