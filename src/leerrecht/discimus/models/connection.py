from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leerrecht.organisations.models import School


class Connection(models.Model):
    """From which day on this installation tells AGODI of a school. Without one, its package does, or nobody."""

    school = models.OneToOneField(
        School, models.CASCADE, primary_key=True, related_name="discimus", verbose_name="school"
    )
    since = models.DateField("vanaf")
    ended_on = models.DateField("gestopt op", null=True)
    set_by_id = models.BigIntegerField(null=True)
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "doorgeven aan Discimus"
        verbose_name_plural = "doorgeven aan Discimus"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")), name="discimus_ends_after_begin"
            )
        ]

    @property
    def open(self) -> bool:
        return self.ended_on is None
