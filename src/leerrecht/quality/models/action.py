import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerrecht.organisations.models import School
from leerrecht.quality.models.survey import Survey


class Done(models.TextChoices):
    YES = "ja", _("gedaan")
    PARTLY = "deels", _("deels gedaan")
    NO = "nee", _("niet gedaan")


class Worked(models.TextChoices):
    YES = "ja", _("het werkt")
    PARTLY = "deels", _("het werkt deels")
    NO = "nee", _("het werkt niet")
    UNKNOWN = "onbekend", _("dat weten we nog niet")


class PolicyAction(models.Model):
    """Something the school will do about its policy: from a cell of the audit, or from a survey."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    place = models.CharField("vak van de zelfaudit", max_length=20, blank=True)
    survey = models.ForeignKey(Survey, models.CASCADE, null=True, blank=True, related_name="actions")
    what = models.CharField("wat", max_length=400)
    who = models.CharField("wie", max_length=200)
    until = models.DateField("tegen wanneer")
    signs = models.CharField("waaraan zien we dat het werkt", max_length=400)
    made_on = models.DateField("afgesproken op")
    made_by = models.CharField(max_length=160)
    done = models.CharField("gedaan?", max_length=8, choices=Done, blank=True)
    worked = models.CharField("werkt het?", max_length=10, choices=Worked, blank=True)
    evaluation = models.TextField("wat we zien, en waaraan", max_length=4000, blank=True)
    evaluated_on = models.DateField("geëvalueerd op", null=True, blank=True)
    evaluated_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["until", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(place="") & Q(survey=None)) | Q(place="", survey__isnull=False),
                name="action_from_one_place",
            ),
            models.CheckConstraint(
                condition=Q(evaluated_on=None, done="", worked="", evaluated_by="")
                | (Q(evaluated_on__isnull=False) & ~Q(done="") & ~Q(worked="") & ~Q(evaluated_by="")),
                name="action_evaluated_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.what
