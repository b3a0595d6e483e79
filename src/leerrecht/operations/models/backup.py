from django.db import models
from django.db.models import F, Q


class BackupMade(models.Model):
    """A backup that was made, and when it was restored elsewhere with every table the same.

    ``proof`` is the hash of what the restore tells at its end: only who restored this very backup can say it.
    """

    at = models.DateTimeField("gemaakt op")
    size = models.BigIntegerField("grootte")
    tables = models.PositiveIntegerField("tabellen")
    rows = models.BigIntegerField("rijen")
    proof = models.CharField(max_length=64, unique=True)
    proven_at = models.DateTimeField("teruggezet op", null=True)
    proven_by = models.CharField("genoteerd door", max_length=160, blank=True)

    class Meta:
        verbose_name = "back-up"
        verbose_name_plural = "back-ups"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(proven_at=None) | Q(proven_at__gte=F("at")), name="backup_proven_after_it_was_made"
            )
        ]
