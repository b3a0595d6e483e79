from django.db import models
from django.db.models import Q

from leerrecht.access.models.user import User


class Recovery(models.Model):
    """Giving somebody back an account: asked and approved by two people, finished by the account's own user."""

    account = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recoveries")
    reason = models.CharField("reden", max_length=200)
    at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "herstel"
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="recovery_one_at_a_time",
            ),
            models.CheckConstraint(condition=Q(until__gt=models.F("at")), name="recovery_ends_later"),
        ]

    def __str__(self) -> str:
        return f"herstel {self.pk}"


class RecoveryApproval(models.Model):
    """One of the people who vouch for it, and the trace of the code that this person hands over."""

    recovery = models.ForeignKey(Recovery, on_delete=models.CASCADE, related_name="approvals")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    code = models.CharField(max_length=64, help_text="keyed hash; the code itself is kept nowhere")

    class Meta:
        verbose_name = "goedkeuring van een herstel"
        constraints = [models.UniqueConstraint(fields=["recovery", "by"], name="recovery_approved_once_each")]

    def __str__(self) -> str:
        return f"{self.by} bij {self.recovery}"
