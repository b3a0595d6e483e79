from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil


class Outcome(models.Model):
    """What the law core says of a pupil now: derived, replaced whenever a fact changes."""

    # The indexes below begin with pupil and with school.
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="outcomes", db_index=False)
    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="outcomes", db_index=False)
    school_year = models.PositiveSmallIntegerField()
    regel = models.CharField(max_length=40)
    aard = models.CharField(max_length=10)
    status = models.CharField(max_length=10)
    voor = ArrayField(models.CharField(max_length=12))
    sinds = models.DateField()
    uiterlijk = models.DateField(null=True)
    vervuld_op = models.DateField(null=True)
    voorwerp = models.CharField(max_length=40, blank=True)
    omdat = ArrayField(models.CharField(max_length=400))
    bron = ArrayField(models.CharField(max_length=80))
    advies = models.BooleanField(default=False)
    compartment = models.CharField(max_length=10, default="")

    class Meta:
        verbose_name = "uitkomst"
        verbose_name_plural = "uitkomsten"
        constraints = [
            models.UniqueConstraint(fields=["pupil", "regel", "voorwerp", "sinds"], name="outcome_once"),
            models.CheckConstraint(
                condition=models.Q(status="vervuld", vervuld_op__isnull=False)
                | (~models.Q(status="vervuld") & models.Q(vervuld_op=None)),
                name="outcome_fulfilled_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["school", "status"], name="outcome_school_status")]


class PupilAnswer(models.Model):
    """For each pupil: when the law was last asked, counts, and when the answer changes by itself."""

    pupil = models.OneToOneField(Pupil, models.CASCADE, primary_key=True, related_name="answer")
    answered_on = models.DateField()
    changes_on = models.DateField(null=True)
    status = models.JSONField()
    counts = models.JSONField()
    urgency = models.JSONField(help_text="what the criteria of 001:2265-2285 ask and what stays until a fact changes")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "antwoord van de wet"
        verbose_name_plural = "antwoorden van de wet"
        indexes = [models.Index(fields=["changes_on"], name="answer_changes_on")]


class Side(models.TextChoices):
    """For whom something was settled: the school and the CLB each have their own list."""

    SCHOOL = "school", "de school"
    CLB = "clb", "het CLB"


class Seen(models.Model):
    """A person's "gezien, geen actie, omdat", or the act by which a signal was answered.

    Hangs on the rule, not on a computed row, so it survives. It covers what arose up to the day
    ``on``: where the same signal arises anew later, the pupil appears again.
    """

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="seen")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    school_year = models.PositiveSmallIntegerField()
    regel = models.CharField(max_length=40)
    voorwerp = models.CharField(max_length=40, blank=True)
    side = models.CharField("voor", max_length=6, choices=Side, default=Side.SCHOOL)
    on = models.DateField("op")
    act = models.CharField("handeling", max_length=60, blank=True)
    reason = models.CharField("omdat", max_length=400, blank=True)
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=160)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "gezien, geen actie"
        verbose_name_plural = verbose_name
        constraints = [
            models.UniqueConstraint(fields=["pupil", "regel", "school_year", "voorwerp", "side"], name="seen_once"),
            models.CheckConstraint(condition=models.Q(reason="") ^ models.Q(act=""), name="seen_has_reason_or_act"),
        ]
