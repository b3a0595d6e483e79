from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.access.compartments import Team
from leerrecht.enrolment.models import ClassGroup
from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.organisations.models import School
from leerrecht.people.models import Contact


class Oudercontact(models.Model):
    """A moment on which parents are expected at school: of one class, or of the whole school."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name="school")
    class_group = models.ForeignKey(
        ClassGroup, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="klas"
    )
    on = models.DateField("dag")
    title = models.CharField("naam", max_length=80)
    made_by = models.CharField(max_length=160)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "oudercontact"
        verbose_name_plural = "oudercontacten"
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["school", "-on"], name="parents_school_on")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="parents_meeting_named"),
            models.UniqueConstraint(
                fields=["school", "class_group", "on", "title"], name="parents_meeting_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.on}"


class Came(models.TextChoices):
    CAME = "kwam", "kwam"
    WORD = "bericht", "liet iets weten"
    ABSENT = "niet", "kwam niet"


class Ouderaanwezigheid(Confidential):
    """Whether a parent of a pupil came; without ``contact`` the parents as a whole. It lies with those who teach."""

    meeting = models.ForeignKey(Oudercontact, models.CASCADE, related_name="attendance")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+")
    came = models.CharField("kwam de ouder", max_length=8, choices=Came)

    class Meta:
        verbose_name = "aanwezigheid op een oudercontact"
        verbose_name_plural = "aanwezigheid op oudercontacten"
        ordering = ["meeting", "pupil", "contact"]
        indexes = [models.Index(fields=["pupil"], name="parents_pupil")]
        constraints = [
            *placed("parents"),
            models.CheckConstraint(condition=Q(compartment=Team.key), name="parents_with_the_team"),
            models.UniqueConstraint(fields=["meeting", "pupil", "contact"], name="parents_contact_once"),
        ]
