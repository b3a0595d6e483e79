import pghistory
from django.db import models
from django.db.models import F, Q

from leerrecht.documents.models import Upload
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil


class CertificateKind(models.TextChoices):
    """Evidence of illness (001:181-186) and the doubtful note (001:311-312)."""

    PARENTS = "ouderverklaring", "verklaring van de ouders"
    MEDICAL = "medisch", "medisch attest"
    CHRONIC = "chronisch", "attest chronisch ziek, opgemaakt door de CLB-arts"
    TYPE5 = "type5", "attest van verblijf in een type 5-school"
    DIXIT = "dixit", "dixit-attest (twijfelachtig)"


@pghistory.track(exclude=["scan"])
class Certificate(models.Model):
    """A certificate that covers half-days. Compartment ``attest``: teachers see the code, never this."""

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="certificates", verbose_name="leerling")
    school = models.ForeignKey(School, models.PROTECT, related_name="certificates", verbose_name="school")
    kind = models.CharField("soort", max_length=16, choices=CertificateKind)
    first_day = models.DateField("van")
    last_day = models.DateField("tot en met")
    doubtful = models.BooleanField("twijfelachtig", default=False)
    note = models.CharField("opmerking", max_length=300, blank=True)
    scan = models.OneToOneField(Upload, models.SET_NULL, null=True, blank=True, verbose_name="scan")
    received_on = models.DateField("ontvangen op")
    registered_by_id = models.BigIntegerField(null=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "attest"
        verbose_name_plural = "attesten"
        ordering = ["-first_day", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="certificate_ends_after_begin"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by_id=None) | Q(withdrawn_at__isnull=False),
                name="certificate_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first_day}"
