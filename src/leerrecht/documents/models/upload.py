import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Scan(models.TextChoices):
    """What a scanner for viruses said when the file came in."""

    NOT_DONE = "niet", _("niet gescand op virussen")
    CLEAN = "schoon", _("gescand op virussen, niets gevonden")


class Upload(models.Model):
    """A file as it came in, kept in the database: stored, backed up and destroyed with its record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.BigIntegerField()
    pupil_id = models.BigIntegerField(null=True)
    compartment = models.CharField(max_length=10)
    name = models.CharField("bestandsnaam", max_length=160)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=10, choices=Scan.choices, default=Scan.NOT_DONE, db_default=Scan.NOT_DONE)
    content = models.BinaryField()
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="upload_not_empty")]

    def __str__(self) -> str:
        return self.name
