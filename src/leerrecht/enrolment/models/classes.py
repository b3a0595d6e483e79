from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from leerrecht.organisations.models import Location, School
from leerrecht.people.models import Pupil


class ClassGroup(models.Model):
    """A class of one school in one school year (``school_year`` is the year in which it begins)."""

    school = models.ForeignKey(School, models.CASCADE, related_name="classes", verbose_name="school")
    school_year = models.PositiveSmallIntegerField(
        "schooljaar (beginjaar)", validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    name = models.CharField("naam", max_length=30)
    location = models.ForeignKey(
        Location, models.SET_NULL, null=True, blank=True, related_name="classes", verbose_name="vestigingsplaats"
    )
    grade = models.PositiveSmallIntegerField("leerjaar", null=True, blank=True)

    class Meta:
        verbose_name = "klas"
        verbose_name_plural = "klassen"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["school", "school_year", "name"], name="class_name_once")]

    def __str__(self) -> str:
        return self.name


class ClassTeam(models.Model):
    """A teacher teaches a class for a period."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="team", verbose_name="klas")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="classes", verbose_name="leerkracht"
    )
    period = DateRangeField("periode")
    titular = models.BooleanField("klastitularis", default=False)

    class Meta:
        verbose_name = "leerkracht van een klas"
        verbose_name_plural = "leerkrachten van een klas"
        constraints = [models.UniqueConstraint(fields=["class_group", "user", "period"], name="class_team_once")]


class Gathering(models.Model):
    """An ad-hoc group, such as an outing: pupils of several classes on one day."""

    school = models.ForeignKey(School, models.CASCADE, related_name="gatherings", verbose_name="school")
    name = models.CharField("naam", max_length=80)
    date = models.DateField("datum")
    pupils = models.ManyToManyField(Pupil, related_name="gatherings", verbose_name="leerlingen")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "gelegenheidsgroep"
        verbose_name_plural = "gelegenheidsgroepen"
        ordering = ["-date", "name"]

    def __str__(self) -> str:
        return self.name
