import hashlib
import json
import uuid

from django.db import models
from django.db.models import F, Q

from leerrecht.organisations.models import Centre, School


class Cooperation(models.Model):
    """What a school and its CLB agree on who does what: the samenwerkingsafspraken, in versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    centre = models.ForeignKey(Centre, models.CASCADE, related_name="+", verbose_name="CLB")

    class Meta:
        verbose_name = "samenwerkingsafspraken"
        verbose_name_plural = "samenwerkingsafspraken"
        constraints = [models.UniqueConstraint(fields=["school", "centre"], name="cooperation_once_a_pair")]

    def __str__(self) -> str:
        return f"{self.school} en {self.centre}"


class CooperationVersion(models.Model):
    """One version. It holds when both sides confirmed it, and then changes no more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField("afspraken")
    begins_on = models.DateField("geldt vanaf")
    ends_on = models.DateField("geldt tot en met")
    review_on = models.DateField("opnieuw bekijken op")
    written_on = models.DateField("geschreven op")
    written_by = models.CharField(max_length=160)
    school_by = models.CharField(max_length=160, blank=True)
    school_on = models.DateField(null=True, blank=True)
    centre_by = models.CharField(max_length=160, blank=True)
    centre_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "versie van de samenwerkingsafspraken"
        verbose_name_plural = "versies van de samenwerkingsafspraken"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "number"], name="cooperation_version_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on"), review_on__gt=F("begins_on"), review_on__lte=F("ends_on")),
                name="cooperation_dates_in_order",
            ),
            models.CheckConstraint(
                condition=(Q(school_on=None, school_by="") | (Q(school_on__isnull=False) & ~Q(school_by="")))
                & (Q(centre_on=None, centre_by="") | (Q(centre_on__isnull=False) & ~Q(centre_by=""))),
                name="cooperation_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.number}"

    @property
    def confirmed(self) -> bool:
        return self.school_on is not None and self.centre_on is not None

    @property
    def stamp(self) -> str:
        """What tells these words from others: one confirms what one has read."""
        said = [self.number, self.content, str(self.begins_on), str(self.ends_on), str(self.review_on)]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
