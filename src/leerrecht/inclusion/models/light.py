"""What a school settles about its warning lights, and what it does with one that burns. Nothing about a pupil."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.inclusion.lights import KEYS
from leerrecht.organisations.models import School

_CHOICES = [(key, key) for key in KEYS]


class Threshold(models.Model):
    """From which number a light burns at this school, and why that one. Without a row the default holds."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    light = models.CharField("knipperlicht", max_length=16, choices=_CHOICES)
    value = models.PositiveSmallIntegerField("vanaf")
    why = models.CharField("waarom dit getal", max_length=300)
    changed_by = models.CharField(max_length=160)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "drempel van een knipperlicht"
        verbose_name_plural = "drempels van knipperlichten"
        constraints = [
            models.UniqueConstraint(fields=["school", "light"], name="threshold_once"),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=100), name="threshold_possible"),
            models.CheckConstraint(condition=~Q(why=""), name="threshold_explained"),
        ]


class Answer(models.Model):
    """What a school learns from a light and does about it, as it wrote down on a day: earlier ones stay."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    light = models.CharField("knipperlicht", max_length=16, choices=_CHOICES)
    school_year = models.PositiveSmallIntegerField("schooljaar (beginjaar)")
    text = models.CharField("wat we ermee doen", max_length=600)
    number = models.PositiveIntegerField("stand toen", help_text="what the light counted then")
    on = models.DateField("op")
    by = models.CharField("door", max_length=160)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "antwoord op een knipperlicht"
        verbose_name_plural = "antwoorden op knipperlichten"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["school", "school_year"], name="inclusion_answer_school")]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="inclusion_answer_says_something")]
