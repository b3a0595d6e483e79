from django.db import models
from django.db.models import Q

from leerrecht.cases.models.case import Case
from leerrecht.cases.models.track import Track
from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.organisations.models import Organisation


class CaseTask(Confidential):
    """What one of the houses does by a day.

    A task of a partner lies in the compartment of that partner, so that the partner reads it and the school does not.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    track = models.ForeignKey(Track, models.SET_NULL, null=True, blank=True, related_name="tasks")
    what = models.CharField("wat", max_length=200)
    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="wie dit doet")
    who_id = models.BigIntegerField(null=True, help_text="account of the person, where one was named")
    who = models.CharField("door wie", max_length=160, blank=True)
    due_on = models.DateField("tegen")
    done_on = models.DateField("gedaan op", null=True, blank=True)
    done_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "taak in een casus"
        verbose_name_plural = "taken in een casus"
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="casetask_pupil"),
            models.Index(fields=["case"], name="casetask_case"),
            models.Index(fields=["house", "due_on"], name="casetask_of_house", condition=Q(done_on=None)),
        ]
        constraints = [
            *placed("casetask"),
            models.CheckConstraint(condition=~Q(what=""), name="casetask_says_what"),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by="") | (Q(done_on__isnull=False) & ~Q(done_by="")),
                name="casetask_done_by_somebody",
            ),
        ]
