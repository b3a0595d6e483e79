import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leerrecht.organisations.models import School


class Group(models.TextChoices):
    PUPILS = "leerlingen", _("leerlingen")
    STAFF = "personeel", _("personeel")


class Survey(models.Model):
    """Questions on how it is at school, open for a period.

    ``content`` are the questions as they were asked. ``result`` is made when the survey is closed: counts and means,
    of groups that are not too small.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    opens_on = models.DateField("open vanaf")
    closes_on = models.DateField("open tot en met")
    content = models.JSONField("vragen")
    result = models.JSONField("resultaat", default=dict)
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    made_by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "klimaatbevraging"
        verbose_name_plural = "klimaatbevragingen"
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="survey_closes_after_it_opens"),
            models.UniqueConstraint(fields=["school"], condition=Q(closed_on=None), name="survey_one_open_a_school"),
        ]

    def __str__(self) -> str:
        return f"klimaatbevraging van {self.opens_on:%d/%m/%Y}"


class Box(models.Model):
    """The ballot box of one group: codes that still count, and what was answered.

    One row on purpose. Codes and answers of their own rows would be matched by their place on disk or by the
    transaction that wrote both. Here a code that was used is gone, the codes that are left are sorted, and so are the
    answers: whichever code brought which answer, and in whatever order, the row reads the same.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    group = models.CharField(max_length=10, choices=Group)
    made = models.PositiveIntegerField(default=0)
    codes = ArrayField(models.CharField(max_length=64), default=list)
    answers = models.JSONField(default=list)

    class Meta:
        verbose_name = "bus"
        verbose_name_plural = "bussen"
        constraints = [models.UniqueConstraint(fields=["survey", "group"], name="box_once_a_group")]
