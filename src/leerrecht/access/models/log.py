from django.db import models
from django.db.models.functions import Now


class LogEntry(models.Model):
    """One act or look: who, what, on which record, why it was allowed.

    Without foreign keys and without confidential text, so that destroying a record never
    destroys the trace, and the trace never holds what was destroyed.
    """

    at = models.DateTimeField(db_default=Now())
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=80)
    act = models.CharField(max_length=40)
    kind = models.CharField(max_length=60, help_text="kind of record, as app.model")
    object_id = models.CharField(max_length=60, blank=True)
    pupil_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    why = models.CharField(max_length=120, blank=True, help_text="ground on which it was allowed")
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["pupil_id", "-at"], name="log_pupil"),
            models.Index(fields=["organisation_id", "-at"], name="log_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.act} {self.kind} {self.object_id}"
