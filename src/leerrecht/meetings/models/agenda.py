import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.guidance.models import Entry
from leerrecht.meetings.models.meeting import Meeting
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil


class Reason(models.TextChoices):
    """Why somebody stands on the agenda, in the order in which it presses."""

    TASK = "taak", "een taak van een vorig overleg staat open"
    CARRIED = "verder", "uitgesteld of niet besproken op het vorige overleg"
    PLAN = "plan", "een plan is toe aan evaluatie"
    AWAY = "lang", "is lang afwezig"
    BACK = "terug", "is terug na lange afwezigheid"
    SIGNAL = "signaal", "nieuw signaal of nieuwe plicht"
    HAND = "hand", "op de agenda gezet"


class State(models.TextChoices):
    OPEN = "open", "te bespreken"
    DONE = "besproken", "besproken"
    POSTPONED = "uitgesteld", "uitgesteld naar het volgende overleg"
    REMOVED = "weg", "van de agenda gehaald"


class Removed(models.TextChoices):
    """Why somebody was taken off the agenda: a list, so that nothing confidential is written here."""

    SOLVED = "opgelost", "intussen opgelost"
    ELSEWHERE = "elders", "wordt op een ander overleg besproken"
    LEFT = "vertrokken", "niet meer op deze school"
    MISTAKE = "vergissing", "stond er bij vergissing op"


class Item(models.Model):
    """A pupil on an agenda. ``shared``: also for who comes from the CLB; else for the school alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", verbose_name="leerling")
    order = models.PositiveSmallIntegerField("volgorde")
    state = models.CharField("stand", max_length=10, choices=State, default=State.OPEN)
    reasons = ArrayField(models.CharField(max_length=10, choices=Reason), verbose_name="waarom")
    rules = ArrayField(models.CharField(max_length=40), default=list, help_text="rules of the law that are new")
    shared = models.BooleanField("met het CLB", default=False)
    removed_why = models.CharField("waarom weg", max_length=10, choices=Removed, blank=True)
    added_by = models.CharField(max_length=160)
    added_at = models.DateTimeField(default=timezone.now)
    discussed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "punt op de agenda"
        verbose_name_plural = "punten op de agenda"
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["pupil"], name="item_pupil")]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "pupil"], name="item_pupil_once"),
            models.CheckConstraint(
                condition=Q(state=State.REMOVED) & ~Q(removed_why="") | ~Q(state=State.REMOVED) & Q(removed_why=""),
                name="item_removed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DONE, discussed_at__isnull=False) | ~Q(state=State.DONE) & Q(discussed_at=None),
                name="item_discussed_at_a_time",
            ),
        ]


class Minute(models.Model):
    """What was said about a pupil: an entry of the guidance file. The key comes from the page, once a form."""

    id = models.UUIDField(primary_key=True, editable=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="minutes")
    entry = models.OneToOneField(Entry, models.CASCADE, related_name="minute")

    class Meta:
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"


class Task(models.Model):
    """A decision: an agreement in the guidance file with the day by which, and who does it."""

    id = models.UUIDField(primary_key=True, editable=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="tasks")
    entry = models.OneToOneField(Entry, models.CASCADE, related_name="task")
    who = models.CharField("wie", max_length=160)
    who_id = models.BigIntegerField(null=True, help_text="account of the person, where one of those invited")

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        indexes = [models.Index(fields=["who_id"], name="task_of_somebody")]
        constraints = [models.CheckConstraint(condition=~Q(who=""), name="task_says_who")]
