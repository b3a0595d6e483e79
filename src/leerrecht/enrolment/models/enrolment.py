import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from leerrecht.enrolment.models.classes import ClassGroup
from leerrecht.organisations.models import Location, School, SchoolKind
from leerrecht.organisations.models.organisation import same
from leerrecht.people.models import Pupil


class Level(models.TextChoices):
    KLEUTER = "kleuter", "kleuteronderwijs"
    LAGER = "lager", "lager onderwijs"
    SECUNDAIR = "secundair", "secundair onderwijs"


class Track(models.TextChoices):
    """Stelsel of secondary education."""

    VOLTIJDS = "voltijds", "voltijds"
    DEELTIJDS = "deeltijds", "deeltijds (leren en werken, tot juni 2025)"
    DUAAL = "duaal", "duaal"


class Share(models.TextChoices):
    """How much of the week the enrolment takes: two part-time halves may stand beside each other."""

    FULL = "voltijds", "hele week"
    FIRST = "deel1", "een deel van de week (eerste inschrijving)"
    SECOND = "deel2", "een deel van de week (tweede inschrijving)"


def _share() -> Func:
    """The part of the week as a range: full [1,2], first [1,1], second [2,2]."""
    low = models.Case(models.When(share="deel2", then=Value(2)), default=Value(1), output_field=models.IntegerField())
    high = models.Case(models.When(share="deel1", then=Value(1)), default=Value(2), output_field=models.IntegerField())
    return Func(low, high, Value("[]"), function="int4range")


@pghistory.track()
class Enrolment(models.Model):
    """A pupil at a school in one school year, with every breakdown that a figure needs.

    ``period`` is half open: its upper bound is the day after the last day enrolled, at most
    the 1st of September after the school year.
    """

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="enrolments", verbose_name="leerling")
    school = models.ForeignKey(School, models.PROTECT, related_name="enrolments", verbose_name="school")
    location = models.ForeignKey(Location, models.SET_NULL, null=True, blank=True, verbose_name="vestigingsplaats")
    school_year = models.PositiveSmallIntegerField("schooljaar (beginjaar)")
    period = DateRangeField("periode")
    share = models.CharField("deel van de week", max_length=8, choices=Share, default=Share.FULL)
    level = models.CharField("niveau", max_length=10, choices=Level)
    kind = models.CharField("soort onderwijs", max_length=12, choices=SchoolKind, default=SchoolKind.GEWOON)
    track = models.CharField("stelsel", max_length=10, choices=Track, default=Track.VOLTIJDS)
    b_brought_along = models.PositiveSmallIntegerField("halve dagen B meegebracht van de vorige school", default=0)
    grade = models.PositiveSmallIntegerField("leerjaar", null=True, blank=True)
    onderwijsvorm = models.CharField("onderwijsvorm", max_length=10, blank=True)
    stroom = models.CharField("stroom", max_length=1, blank=True, choices=[("A", "A-stroom"), ("B", "B-stroom")])
    finaliteit = models.CharField("finaliteit", max_length=20, blank=True)
    studierichting = models.CharField("studierichting", max_length=120, blank=True)
    administratieve_groep = models.CharField("administratieve groep", max_length=12, blank=True)
    buo_type = models.CharField("type buitengewoon onderwijs", max_length=20, blank=True)
    opleidingsvorm = models.CharField("opleidingsvorm", max_length=6, blank=True)
    leave_reason = models.CharField("reden van uitschrijving", max_length=160, blank=True)

    class Meta:
        verbose_name = "inschrijving"
        verbose_name_plural = "inschrijvingen"
        indexes = [models.Index(fields=["school", "school_year"], name="enrolment_school_year")]
        constraints = [
            ExclusionConstraint(
                name="enrolment_no_overlap",
                expressions=[
                    (same("pupil_id"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                    (_share(), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(
                    period__contained_by=Func(
                        Func(F("school_year"), Value(9), Value(1), function="make_date"),
                        Func(F("school_year") + 1, Value(9), Value(1), function="make_date"),
                        function="daterange",
                        output_field=DateRangeField(),
                    )
                ),
                name="enrolment_within_school_year",
            ),
            models.CheckConstraint(condition=Q(period__isempty=False), name="enrolment_period_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.pupil} · {self.school}"


class Placement(models.Model):
    """The class of an enrolment for a period; changing class ends one and begins another."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="placements", verbose_name="inschrijving")
    class_group = models.ForeignKey(ClassGroup, models.PROTECT, related_name="placements", verbose_name="klas")
    period = DateRangeField("periode")

    class Meta:
        verbose_name = "plaats in een klas"
        verbose_name_plural = "plaatsen in een klas"
        constraints = [
            ExclusionConstraint(
                name="placement_one_class_at_a_time",
                expressions=[(same("enrolment_id"), RangeOperators.OVERLAPS), ("period", RangeOperators.OVERLAPS)],
            )
        ]
