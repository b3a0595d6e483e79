import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.access.compartments import CHOICES, COMPARTMENTS
from leerrecht.notes.models.aantekening import WITH_COUNTERPART
from leerrecht.people.models import Pupil


class Confidential(models.Model):
    """A record in one compartment, owned by one organisation, read as an aantekening in that place is read.

    The columns are those of ``notes.Aantekening``, so that one rule says who reads both.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", verbose_name="leerling")
    organisation_id = models.BigIntegerField()
    counterpart_id = models.BigIntegerField(null=True)
    compartment = models.CharField("vak", max_length=10, choices=CHOICES)
    parents_excluded = models.BooleanField("niet voor de ouders", default=False)
    written_by_id = models.BigIntegerField(null=True)
    written_by = models.CharField(max_length=160)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


def placed(name: str) -> list[Any]:
    """The constraints of whatever lies in a compartment."""
    return [
        models.CheckConstraint(condition=Q(compartment__in=list(COMPARTMENTS)), name=f"{name}_compartment_known"),
        models.CheckConstraint(
            condition=Q(counterpart_id=None) | Q(compartment__in=WITH_COUNTERPART), name=f"{name}_counterpart_where_due"
        ),
    ]
