from django.db import models
from django.db.models import F, Q

from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.notes.models import Aantekening


class Asker(models.TextChoices):
    SCHOOL = "school", "de school"
    PARENTS = "ouders", "de ouders"
    PUPIL = "leerling", "de leerling"
    DOCTOR = "arts", "een arts"


class ClbView(models.TextChoices):
    AGREES = "akkoord", "het CLB gaat akkoord"
    DOUBTS = "niet", "het CLB gaat niet akkoord"


class ThuisOpVraag(Confidential):
    """Why a pupil comes part of the week or not at all, with everything that must be known before it starts.

    The texts are one note: who asked and why, views of pupil and parents, what was tried, the road back.
    """

    whole = models.BooleanField("helemaal thuis", default=False)
    asked_by = models.CharField("wie vroeg dit", max_length=8, choices=Asker)
    clb_on = models.DateField("overleg met het CLB op")
    clb_who = models.CharField("wie van het CLB", max_length=160)
    clb_view = models.CharField("wat het CLB vindt", max_length=8, choices=ClbView)
    hours = models.PositiveSmallIntegerField("lesuren per week op school")
    first = models.DateField("eerste dag")
    last = models.DateField("laatste dag")
    review_on = models.DateField("opnieuw bekijken op")
    reviewed_on = models.DateField("bekeken op", null=True, blank=True)
    stopped_on = models.DateField("gestopt op", null=True, blank=True)
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="guidance_home")

    class Meta:
        verbose_name = "afspraak om thuis te blijven"
        verbose_name_plural = "afspraken om thuis te blijven"
        ordering = ["-first", "id"]
        indexes = [models.Index(fields=["pupil", "first"], name="home_pupil_first")]
        constraints = [
            *placed("home"),
            models.CheckConstraint(condition=Q(clb_on__lte=F("first")), name="home_clb_before"),
            models.CheckConstraint(
                condition=Q(first__lte=F("review_on"), review_on__lte=F("last")), name="home_review_between"
            ),
            models.CheckConstraint(
                condition=Q(whole=True, hours=0) | Q(whole=False, hours__gt=0), name="home_hours_say_so"
            ),
        ]
