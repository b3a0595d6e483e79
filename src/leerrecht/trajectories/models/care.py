import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.law.begeleiding import DOMEINEN, FASEN
from leerrecht.organisations.models import Centre, School


class Reply(models.TextChoices):
    ADAPT = "aanpassen", "we passen onze werking aan"
    TALK = "overleg", "we bespreken dit met het CLB"
    NOT = "niet", "we passen niets aan, omdat"


class CareSignal(models.Model):
    """What a CLB sees in the care of a school: needs of its pupils, or something wrong. The school must answer.

    About the school, never about one pupil.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name="CLB")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name="school")
    domain = models.CharField("domein", max_length=14, choices=list(DOMEINEN.items()))
    fase = models.PositiveSmallIntegerField("zorgfase", choices=list(FASEN.items()), default=0)
    title = models.CharField("waarover", max_length=120)
    text = models.TextField("wat het CLB ziet", max_length=4000)
    sent_on = models.DateField("gegeven op")
    sent_by = models.CharField("door", max_length=160)
    answer_by = models.DateField("antwoord tegen")
    reply = models.CharField("antwoord van de school", max_length=10, choices=Reply, blank=True)
    answer = models.TextField("toelichting van de school", max_length=4000, blank=True)
    answered_on = models.DateField("beantwoord op", null=True, blank=True)
    answered_by = models.CharField("beantwoord door", max_length=160, blank=True)
    changed = models.TextField("wat er veranderde", max_length=4000, blank=True)
    changed_on = models.DateField("veranderd op", null=True, blank=True)
    changed_by = models.CharField(max_length=160, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "signaal over de zorg"
        verbose_name_plural = "signalen over de zorg"
        ordering = ["-sent_on", "-made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="care_signal_says_something"),
            models.CheckConstraint(
                condition=Q(reply="", answer="", answered_on=None, answered_by="")
                | ~Q(reply="") & ~Q(answer="") & Q(answered_on__isnull=False) & ~Q(answered_by=""),
                name="care_signal_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(changed="", changed_on=None) | ~Q(changed="") & Q(changed_on__isnull=False),
                name="care_signal_changed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title
