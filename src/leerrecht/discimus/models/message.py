"""The outbox to Discimus: one message says what one half-day or enrolment is now, each try is kept."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil


class Kind(models.TextChoices):
    ABSENCE = "afwezigheid", "halve dag"
    ENROLMENT = "inschrijving", "inschrijving"


class State(models.TextChoices):
    WAITING = "wacht", "wacht op versturen"
    LATER = "later", "verstuurd, nog geen antwoord"
    REFUSED = "geweigerd", "geweigerd"
    ACKNOWLEDGED = "bevestigd", "bevestigd"
    LAPSED = "vervallen", "vervangen door wat nu geldt"


OPEN = (State.WAITING, State.LATER)
STANDING = (*OPEN, State.REFUSED)


class Message(models.Model):
    """One subject (a half-day, an enrolment) of one pupil at one school, and what it is to be; empty: nothing.

    ``key`` is its name at the service, so that it counts once. A message never changes what it says: what is put
    right is a new message. ``current`` marks the last one that was acknowledged about a subject: together they are
    what AGODI knows. ``tries`` above 0: it may have arrived. ``trial``: a test double got it, AGODI nothing.
    """

    key = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name="school")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", verbose_name="leerling")
    school_year = models.PositiveSmallIntegerField("schooljaar")
    kind = models.CharField("soort", max_length=12, choices=Kind)
    subject = models.CharField("waarover", max_length=40)
    date = models.DateField("datum")
    part = models.CharField("dagdeel", max_length=2, blank=True)
    value = models.CharField("wat het is", max_length=24, blank=True)
    made_at = models.DateTimeField("klaargezet op", default=timezone.now)
    state = models.CharField("stand", max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField("pogingen", default=0)
    next_at = models.DateTimeField("volgende poging op", null=True)
    channel = models.CharField("langs", max_length=80, blank=True)
    trial = models.BooleanField("langs een proefkanaal", default=False)
    receipt = models.CharField("bewijs", max_length=120, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True)
    refused_because = models.CharField("geweigerd omdat", max_length=300, blank=True)
    about = models.CharField("de weigering gaat over", max_length=16, blank=True)
    current = models.BooleanField("wat AGODI nu weet", default=False)

    class Meta:
        verbose_name = "bericht aan Discimus"
        verbose_name_plural = "berichten aan Discimus"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["pupil", "id"], name="discimus_open", condition=Q(state__in=("wacht", "later"))),
            models.Index(fields=["school", "school_year"], name="discimus_school_year"),
            models.Index(fields=["school"], name="discimus_refused", condition=Q(state="geweigerd")),
            models.Index(fields=["school"], name="discimus_trial", condition=Q(trial=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "school", "subject"],
                condition=Q(state__in=("wacht", "later", "geweigerd")),
                name="discimus_standing_once",
            ),
            models.UniqueConstraint(
                fields=["pupil", "school", "subject"], condition=Q(current=True), name="discimus_current_once"
            ),
            models.CheckConstraint(
                condition=Q(state="bevestigd", answered_at__isnull=False) & ~Q(receipt="")
                | (~Q(state="bevestigd") & Q(receipt="", current=False)),
                name="discimus_acknowledged_with_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(state="geweigerd") | ~Q(refused_because=""), name="discimus_refused_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(kind="afwezigheid", part__in=("vm", "nm")) | Q(kind="inschrijving", part=""),
                name="discimus_part_of_absence",
            ),
        ]


class Attempt(models.Model):
    """One try. Written before it begins: ``done_at`` stays empty while nobody knows how it ended."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField("poging")
    begun_at = models.DateTimeField("begonnen op")
    done_at = models.DateTimeField("klaar op", null=True)
    answer = models.CharField("antwoord", max_length=300, blank=True)

    class Meta:
        verbose_name = "poging om een bericht te versturen"
        verbose_name_plural = "pogingen om een bericht te versturen"
        ordering = ["message", "number"]
        constraints = [models.UniqueConstraint(fields=["message", "number"], name="discimus_attempt_once")]
