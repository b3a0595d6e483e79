"""One yearly check against the population list: when, how strict the comparison, and which files came in."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.organisations.models import Organisation


class CheckKind(models.TextChoices):
    COMPULSORY = "leerplicht", "leerplichtcontrole"
    TODDLERS = "kleuters", "niet-ingeschreven kleuters"


class Check(models.Model):
    """The list of one day beside the enrolments: of who must learn, or of kleuters (for Kind en Gezin)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="wie controleert")
    kind = models.CharField("soort", max_length=10, choices=CheckKind)
    school_year = models.PositiveSmallIntegerField("schooljaar (beginjaar)")
    reference_date = models.DateField("peildatum")
    certain = models.PositiveSmallIntegerField("vanaf hoeveel op 100 een naam vanzelf dezelfde is")
    opened_at = models.DateTimeField("begonnen op", default=timezone.now)
    opened_by = models.CharField("door", max_length=160)

    class Meta:
        verbose_name = "controle"
        verbose_name_plural = "controles"
        ordering = ["-school_year", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "school_year"], name="check_once_a_year"),
            models.CheckConstraint(condition=Q(certain__gte=90, certain__lte=100), name="check_never_lenient"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference_date:%d/%m/%Y}"


class CheckFile(models.Model):
    """A file that was taken in as a whole, and what became of its rows."""

    check_list = models.ForeignKey(Check, models.CASCADE, related_name="files", verbose_name="controle")
    name = models.CharField("bestand", max_length=160)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField("rijen")
    added = models.PositiveIntegerField("nieuw")
    changed = models.PositiveIntegerField("gewijzigd")
    unchanged = models.PositiveIntegerField("ongewijzigd")
    outside = models.PositiveIntegerField("buiten deze controle")
    refused = models.PositiveIntegerField("geweigerd")
    by = models.CharField("door", max_length=160)
    at = models.DateTimeField("op", default=timezone.now)

    class Meta:
        verbose_name = "bevolkingslijst"
        verbose_name_plural = "bevolkingslijsten"
        ordering = ["-at", "-id"]


class Territory(models.Model):
    """Which postcodes belong to a municipality that works in this installation."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="territory", verbose_name="gemeente"
    )
    postcodes = ArrayField(models.CharField(max_length=4), verbose_name="postcodes")

    class Meta:
        verbose_name = "grondgebied"
        verbose_name_plural = "grondgebieden"
        constraints = [models.CheckConstraint(condition=Q(postcodes__len__gt=0), name="territory_has_postcodes")]
