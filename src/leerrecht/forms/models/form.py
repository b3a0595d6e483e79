from django.db import models
from django.db.models import Q

from leerrecht.access.compartments import CHOICES, COMPARTMENTS
from leerrecht.organisations.models import School


class About(models.TextChoices):
    """What the answers are about: one pupil, or how the school works (and then no pupil at all)."""

    PUPIL = "leerling", "een leerling"
    SCHOOL = "school", "de school"


class Form(models.Model):
    """A form by name: one that came with Leerrecht (without school), or one that a school made itself."""

    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="forms", verbose_name="school")
    key = models.SlugField(max_length=60)
    name = models.CharField("naam", max_length=120)
    explanation = models.CharField("uitleg", max_length=400, blank=True)
    about = models.CharField("over", max_length=10, choices=About)
    compartment = models.CharField("vak", max_length=10, choices=CHOICES, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "formulier"
        verbose_name_plural = "formulieren"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["school", "key"], nulls_distinct=False, name="form_once"),
            models.CheckConstraint(
                condition=Q(about=About.SCHOOL, compartment="")
                | Q(about=About.PUPIL, compartment__in=list(COMPARTMENTS)),
                name="form_about_pupil_has_compartment",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FormVersion(models.Model):
    """The questions of a form as they were at one moment. Once published they never change.

    ``content`` is a list of sections with their questions; see ``domain.definitions``.
    """

    form = models.ForeignKey(Form, models.CASCADE, related_name="versions", verbose_name="formulier")
    number = models.PositiveSmallIntegerField("versie")
    content = models.JSONField("vragen", default=list)
    published_at = models.DateTimeField("uitgegeven op", null=True, blank=True)
    made_by_id = models.BigIntegerField(null=True)
    made_by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "versie van een formulier"
        verbose_name_plural = "versies van formulieren"
        ordering = ["form", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_once"),
            models.UniqueConstraint(fields=["form"], condition=Q(published_at=None), name="form_one_draft"),
        ]
