from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.access.compartments import CHOICES, COMPARTMENTS
from leerrecht.documents.models import Upload
from leerrecht.organisations.models import Organisation


class Protocol(models.Model):
    """What organisations agreed to share, for what, of which compartments and how long. Nothing of a pupil."""

    title = models.CharField("titel", max_length=120)
    purpose = models.CharField("waarvoor", max_length=500)
    parties = models.ManyToManyField(Organisation, related_name="protocols", verbose_name="partijen")
    compartments = ArrayField(models.CharField(max_length=10, choices=CHOICES), verbose_name="vakken")
    period = DateRangeField("periode")
    document = models.OneToOneField(
        Upload, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ondertekend document"
    )
    made_by = models.CharField(max_length=160)
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "protocol"
        verbose_name_plural = "protocollen"
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(purpose=""), name="protocol_says_for_what"),
            models.CheckConstraint(condition=Q(period__isempty=False), name="protocol_period_not_empty"),
            models.CheckConstraint(condition=Q(period__endswith__isnull=False), name="protocol_ends"),
            models.CheckConstraint(
                condition=Q(compartments__contained_by=list(COMPARTMENTS)) & Q(compartments__len__gt=0),
                name="protocol_compartments_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title
