"""The ladder of measures: what a school agreed, and each measure on it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from leerrecht.discipline.models.incident import Incident
from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import School


class SchoolRules(models.Model):
    """What a school agreed on order and discipline. Where it said nothing, the lists of the law room stand in."""

    school = models.OneToOneField(School, models.CASCADE, primary_key=True, related_name="discipline_rules")
    ladder = ArrayField(models.CharField(max_length=120), default=list, verbose_name="maatregelen, licht eerst")
    steps = ArrayField(models.CharField(max_length=160), default=list, verbose_name="stappenplan bij een incident")
    appeal_days = models.PositiveSmallIntegerField("dagen om in beroep te gaan", null=True)
    appeal_to = models.CharField("waar beroep ingesteld wordt", max_length=300, blank=True)
    forget_months = models.PositiveSmallIntegerField("maanden tot vergeten", null=True)
    changed_by = models.CharField(max_length=160)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "afspraken over orde en tucht"
        verbose_name_plural = "afspraken over orde en tucht"
        constraints = [
            models.CheckConstraint(
                condition=Q(appeal_days=None) | Q(appeal_days__gte=1, appeal_days__lte=60),
                name="discipline_appeal_possible",
            ),
            models.CheckConstraint(
                condition=Q(forget_months=None) | Q(forget_months__gte=1, forget_months__lte=12),
                name="discipline_forget_possible",
            ),
        ]


class MeasureState(models.TextChoices):
    STANDS = "geldt", "geldt"
    LIGHTER = "lichter", "vervangen door een lichtere"
    WITHDRAWN = "weg", "ingetrokken"


class Measure(Confidential):
    """A measure of order on the ladder of the school. ``rung`` is the place on it, 1 the lightest."""

    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, related_name="measures")
    on = models.DateField("dag")
    until = models.DateField("tot en met", null=True)
    rung = models.PositiveSmallIntegerField("trede")
    name = models.CharField("maatregel", max_length=120)
    note = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, related_name="measure", verbose_name="waarom, en waarom niet lichter"
    )
    forget_on = models.DateField("vergeten vanaf")
    state = models.CharField("stand", max_length=8, choices=MeasureState, default=MeasureState.STANDS)
    revised_on = models.DateField("herzien op", null=True)
    revised_by = models.CharField(max_length=160, blank=True)
    replaced_by = models.OneToOneField("self", models.SET_NULL, null=True, related_name="replaces")

    class Meta:
        verbose_name = "ordemaatregel"
        verbose_name_plural = "ordemaatregelen"
        ordering = ["-on", "-written_at", "id"]
        indexes = [models.Index(fields=["pupil", "-on"], name="measure_pupil_on")]
        constraints = [
            *placed("measure"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("on")), name="measure_ends_after_begin"),
            models.CheckConstraint(condition=Q(forget_on__gt=F("on")), name="measure_forgotten_later"),
            models.CheckConstraint(
                condition=Q(state=MeasureState.STANDS, revised_on=None)
                | (~Q(state=MeasureState.STANDS) & Q(revised_on__isnull=False)),
                name="measure_revised_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.on}"
