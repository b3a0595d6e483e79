from django.db import models
from django.db.models.functions import Now


class SlowAnswer(models.Model):
    """A page that kept somebody waiting: the pattern of its address and how long, nothing about who or whom."""

    at = models.DateTimeField(db_default=Now(), db_index=True)
    route = models.CharField("pagina", max_length=160)
    milliseconds = models.PositiveIntegerField("duur")

    class Meta:
        verbose_name = "trage pagina"
        verbose_name_plural = "trage pagina's"
