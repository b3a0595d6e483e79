import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.organisations.models import School


class Meeting(models.Model):
    """A meeting of the cel leerlingenbegeleiding of one school. It says nothing of a pupil: its items do."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="meetings", verbose_name="school")
    on = models.DateField("dag")
    starts_at = models.TimeField("uur")
    place = models.CharField("plaats", max_length=120, blank=True)
    most = models.PositiveSmallIntegerField("vanzelf hoogstens", default=12, help_text="pupils with a new signal")
    planned_by = models.CharField(max_length=160)
    planned_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        ordering = ["on", "starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["school", "on", "starts_at"], name="meeting_once"),
            models.CheckConstraint(condition=Q(most__gte=1, most__lte=60), name="meeting_most_possible"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="") | (Q(closed_at__isnull=False) & ~Q(closed_by="")),
                name="meeting_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id}, {self.on}"


class Participant(models.Model):
    """Who is invited: somebody of the school, or of the CLB that serves it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="participant_once")]
