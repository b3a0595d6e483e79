import hashlib
import json
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerrecht.documents.models import Upload
from leerrecht.organisations.models import School

WHOLE = "geheel"
"""The place of what is about the policy as a whole, beside the cells of the grid."""


class Step(models.TextChoices):
    """How far a school is with a part of its policy: the steps of 002:602, develop, carry out, evaluate and adjust."""

    NOTHING = "niets", _("nog niets afgesproken")
    WRITTEN = "papier", _("afgesproken en opgeschreven")
    DONE = "gedaan", _("we doen het ook")
    LEARNED = "bijgestuurd", _("we gaan na of het werkt en sturen bij")


class Answer(models.TextChoices):
    YES = "ja", _("ja")
    PARTLY = "deels", _("deels")
    NO = "nee", _("nee")
    OTHER = "nvt", _("niet van toepassing")


class Round(models.Model):
    """A school looks at its own guidance policy. A draft until it is fixed; after that nothing of it changes.

    ``norms`` are those of the moment at which the round began.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    held_on = models.DateField("gehouden op")
    took_part = models.CharField("wie deed mee", max_length=400)
    norms = models.JSONField("normen")
    made_by = models.CharField("begonnen door", max_length=160)
    fixed_on = models.DateField("vastgezet op", null=True, blank=True)
    fixed_by = models.CharField("vastgezet door", max_length=160, blank=True)

    class Meta:
        verbose_name = "zelfaudit"
        verbose_name_plural = "zelfaudits"
        ordering = ["-held_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["school"], condition=Q(fixed_on=None), name="round_one_draft_a_school"),
            models.CheckConstraint(
                condition=Q(fixed_on=None, fixed_by="") | (Q(fixed_on__isnull=False) & ~Q(fixed_by="")),
                name="round_fixed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"zelfaudit van {self.held_on:%d/%m/%Y}"


class Cell(models.Model):
    """What a round says of one domain in one phase, or of the policy as a whole."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="cells")
    place = models.CharField(max_length=20)
    step = models.CharField("hoever staan we", max_length=12, choices=Step, blank=True)
    text = models.TextField("wat we zien", max_length=4000, blank=True)
    answers = models.JSONField("normen", default=dict)
    written_by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "vak van de zelfaudit"
        verbose_name_plural = "vakken van de zelfaudit"
        constraints = [
            models.UniqueConstraint(fields=["round", "place"], name="cell_once_a_round"),
            models.CheckConstraint(condition=Q(step__in=["", *Step.values]), name="cell_step_known"),
        ]

    @property
    def stamp(self) -> str:
        """What tells these words from others: one changes what one has read. Empty where nothing is said."""
        said = [self.step, self.text, self.answers]
        return "" if not any(said) else hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


class Evidence(models.Model):
    """What shows it: an address, a file, or a figure that the system knew on that day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cell = models.ForeignKey(Cell, models.CASCADE, related_name="evidence")
    label = models.CharField("wat het is", max_length=200)
    address = models.URLField("adres", max_length=400, blank=True)
    upload = models.OneToOneField(Upload, models.PROTECT, null=True, blank=True, related_name="+")
    figure = models.CharField("cijfer", max_length=200, blank=True)
    on = models.DateField("op")

    class Meta:
        verbose_name = "bewijs"
        verbose_name_plural = "bewijzen"
        ordering = ["on", "label", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    (~Q(address="") & Q(upload=None, figure=""))
                    | Q(address="", upload__isnull=False, figure="")
                    | (Q(address="", upload=None) & ~Q(figure=""))
                ),
                name="evidence_of_one_kind",
            )
        ]
