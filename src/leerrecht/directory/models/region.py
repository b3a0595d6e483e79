from django.db import models

from leerrecht.organisations.models import Organisation


class Region(models.Model):
    """A region whose schools, CLBs, partners and authorities share one directory."""

    name = models.CharField("naam", max_length=80, unique=True)
    members = models.ManyToManyField(Organisation, related_name="regions", verbose_name="wie erbij hoort", blank=True)

    class Meta:
        verbose_name = "streek"
        verbose_name_plural = "streken"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
