"""What AGODI is told: an outbox with each try and the acknowledgement."""

from django.db import models
from django.db.models import Q

from leerrecht.discipline.models.procedure import Procedure
from leerrecht.guidance.models.base import Confidential, placed


class ReportKind(models.TextChoices):
    REPORT = "melding", "melding"
    CHANGE = "wijziging", "wijziging van een melding"
    WITHDRAWAL = "intrekking", "intrekking van een melding"


class ReportState(models.TextChoices):
    WAITING = "wacht", "nog niet gemeld"
    LATER = "later", "niet gelukt, wordt opnieuw geprobeerd"
    REFUSED = "geweigerd", "geweigerd: verbeter en meld opnieuw"
    ACKNOWLEDGED = "bevestigd", "gemeld en bevestigd"


class Report(Confidential):
    """One message about one measure. Its key goes along, so that a message that comes twice counts once.

    ``content`` holds what the service takes and no text of the file.
    """

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="reports")
    kind = models.CharField("soort", max_length=10, choices=ReportKind, default=ReportKind.REPORT)
    content = models.JSONField("inhoud")
    state = models.CharField("stand", max_length=10, choices=ReportState, default=ReportState.WAITING)
    next_at = models.DateTimeField("volgende poging op", null=True)
    channel = models.CharField("langs", max_length=80, blank=True)
    receipt = models.CharField("bewijs", max_length=120, blank=True)
    acknowledged_on = models.DateField("bevestigd op", null=True)
    refused_because = models.CharField("geweigerd omdat", max_length=300, blank=True)

    class Meta:
        verbose_name = "melding aan AGODI"
        verbose_name_plural = "meldingen aan AGODI"
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["next_at"], name="report_due", condition=~Q(state="bevestigd"))]
        constraints = [
            *placed("report"),
            models.CheckConstraint(
                condition=Q(state="bevestigd", acknowledged_on__isnull=False) & ~Q(receipt="")
                | (~Q(state="bevestigd") & Q(acknowledged_on=None, receipt="")),
                name="report_acknowledged_with_receipt",
            ),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(kind="melding") & ~Q(state="geweigerd"), name="report_once"
            ),
        ]


class ReportAttempt(models.Model):
    """One try. Written before it begins: ``done_at`` stays empty while nobody knows how it ended."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField("poging")
    begun_at = models.DateTimeField("begonnen op")
    done_at = models.DateTimeField("klaar op", null=True)
    accepted = models.BooleanField("aanvaard", default=False)
    answer = models.CharField("antwoord", max_length=300, blank=True)

    class Meta:
        verbose_name = "poging om te melden"
        verbose_name_plural = "pogingen om te melden"
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_attempt_once"),
            models.UniqueConstraint(fields=["report"], condition=Q(accepted=True), name="report_accepted_once"),
        ]
