from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from leerrecht.access.compartments import CHOICES, COMPARTMENTS
from leerrecht.letters.languages import choices
from leerrecht.organisations.models import Organisation


class Recipient(models.TextChoices):
    PARENTS = "ouders", "de ouders"
    PUPIL = "leerling", "de leerling"
    CENTRE = "clb", "het CLB"
    SCHOOL = "school", "de school"


class Occasion(models.TextChoices):
    """What a letter is about: of two with the same occasion the second is the same letter again."""

    DAY = "dag", "de dag van de brief"
    TALK = "gesprek", "het gesprek op een datum"
    YEAR = "schooljaar", "het schooljaar"
    UNKNOWN = "onbekend", "de afwezigheden zonder reden"
    NOTE = "briefje", "het laatste briefje van de ouders"


class LetterTemplate(models.Model):
    """A template of a school or CLB: of its own, or a delivered one that it took over to change (same ``key``)."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="letter_templates", verbose_name="school of CLB"
    )
    key = models.SlugField(max_length=60)
    name = models.CharField("naam", max_length=120)
    compartment = models.CharField("vak", max_length=10, choices=CHOICES)
    recipient = models.CharField("aan", max_length=10, choices=Recipient)
    occasion = models.CharField("gaat over", max_length=12, choices=Occasion, default=Occasion.DAY)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "sjabloon van een brief"
        verbose_name_plural = "sjablonen van brieven"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="letter_template_once"),
            models.CheckConstraint(
                condition=Q(compartment__in=list(COMPARTMENTS)), name="letter_template_compartment_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateText(models.Model):
    """One version of the words of a template in one language. Never changed: a change is a next version."""

    template = models.ForeignKey(LetterTemplate, models.CASCADE, related_name="texts")
    language = models.CharField("taal", max_length=14, choices=choices)
    number = models.PositiveSmallIntegerField("versie")
    subject = models.CharField("onderwerp", max_length=160)
    body = models.TextField("tekst")
    made_by_id = models.BigIntegerField(null=True)
    made_by = models.CharField(max_length=160)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "tekst van een sjabloon"
        verbose_name_plural = "teksten van sjablonen"
        ordering = ["language", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "language", "number"], name="template_text_version_once"),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(body=""), name="template_text_not_empty"),
        ]
