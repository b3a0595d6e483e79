from django.db import models

from leerrecht.exchange.models.run import ImportKind
from leerrecht.organisations.models import Board


class MappingProfile(models.Model):
    """How the export of a board's school package is read: made once, on screen or in a file, and kept."""

    board = models.ForeignKey(Board, models.CASCADE, related_name="profiles", verbose_name="schoolbestuur")
    kind = models.CharField("soort", max_length=14, choices=ImportKind)
    name = models.CharField("naam", max_length=60)
    definition = models.JSONField()
    changed_by_id = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "profiel"
        verbose_name_plural = "profielen"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["board", "kind", "name"], name="profile_name_once")]

    def __str__(self) -> str:
        return self.name
