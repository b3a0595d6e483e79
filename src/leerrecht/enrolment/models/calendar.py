from django.db import models

from leerrecht.organisations.models import School


class FreeDay(models.Model):
    """A day (or half of one) on which this school holds no lessons, beside the Flemish calendar."""

    school = models.ForeignKey(School, models.CASCADE, related_name="free_days", verbose_name="school")
    date = models.DateField("datum")
    part = models.CharField("dagdeel", max_length=2, blank=True, choices=[("vm", "voormiddag"), ("nm", "namiddag")])
    reason = models.CharField("reden", max_length=80)

    class Meta:
        verbose_name = "vrije dag"
        verbose_name_plural = "vrije dagen"
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["school", "date"], name="free_day_once")]

    def __str__(self) -> str:
        return f"{self.date} {self.reason}"
