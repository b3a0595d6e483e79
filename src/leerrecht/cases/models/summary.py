from django.db import models
from django.db.models import Q

from leerrecht.cases.kinds import Party
from leerrecht.cases.models.case import Case
from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Organisation


class Summary(Confidential):
    """The story, told once: written with the pupil, kept by version; the words are a note."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="summaries")
    number = models.PositiveSmallIntegerField("versie")
    written_on = models.DateField("geschreven op")
    with_pupil = models.BooleanField("samen met de leerling geschreven")
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="case_summary")

    class Meta:
        verbose_name = "samenvatting"
        verbose_name_plural = "samenvattingen"
        ordering = ["-number"]
        indexes = [models.Index(fields=["pupil"], name="casesummary_pupil")]
        constraints = [
            *placed("casesummary"),
            models.UniqueConstraint(fields=["case", "number"], name="casesummary_number_once"),
        ]


class Confirmation(models.Model):
    """One of the parties says that the summary is right as it stands."""

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="confirmations")
    party = models.CharField("voor wie", max_length=8, choices=Party)
    name = models.CharField("naam", max_length=160)
    on = models.DateField("op")
    recorded_by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "bevestiging van de samenvatting"
        verbose_name_plural = "bevestigingen van de samenvatting"
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="confirmation_named")]


class Part(Confidential):
    """The part of a partner in a case: what it is asked, in its own compartment, and the story that went along.

    The partner reads this, and nothing else of the case; the school reads none of it.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="parts")
    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="partner")
    kind = models.CharField("soort traject", max_length=16)
    since = models.DateField("vanaf")
    last = models.DateField("tot en met")
    hours_a_week = models.DecimalField("uren per week", max_digits=4, decimal_places=1, null=True, blank=True)
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="case_part")
    story = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="case_part_story")
    story_on = models.DateField("samenvatting van", null=True, blank=True)

    class Meta:
        verbose_name = "deel van een partner"
        verbose_name_plural = "delen van partners"
        ordering = ["-since", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="casepart_pupil"),
            models.Index(fields=["case"], name="casepart_case"),
        ]
        constraints = [
            *placed("casepart"),
            models.CheckConstraint(condition=Q(compartment="partner"), name="casepart_with_the_partner"),
            models.CheckConstraint(condition=Q(last__gte=models.F("since")), name="casepart_ends_after_begin"),
        ]


class ReportKind(models.TextChoices):
    PROGRESS = "vooruitgang", "hoe het gaat"
    PRESENCE = "aanwezigheid", "aanwezigheid"


class There(models.TextChoices):
    THERE = "aanwezig", "was er"
    EXCUSED = "verwittigd", "was er niet, met bericht"
    AWAY = "afwezig", "was er niet, zonder bericht"


class Report(Confidential):
    """What a partner notes: progress in words, or presence on a day. The school gets what the CLB releases of it."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="reports")
    kind = models.CharField("soort", max_length=12, choices=ReportKind)
    on = models.DateField("dag")
    there = models.CharField("was de leerling er", max_length=10, choices=There, blank=True)
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="case_report")
    released_on = models.DateField("vrijgegeven op", null=True, blank=True)
    released_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "bericht van een partner"
        verbose_name_plural = "berichten van partners"
        ordering = ["-on", "-written_at", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="casereport_pupil"),
            models.Index(fields=["part"], name="casereport_part"),
        ]
        constraints = [
            *placed("casereport"),
            models.CheckConstraint(condition=Q(compartment="partner"), name="casereport_with_the_partner"),
            models.UniqueConstraint(
                fields=["part", "on"], condition=Q(kind="aanwezigheid"), name="casereport_presence_once_a_day"
            ),
            models.CheckConstraint(
                condition=(Q(kind="aanwezigheid") & ~Q(there="")) | Q(kind="vooruitgang", there=""),
                name="casereport_presence_says_which",
            ),
            models.CheckConstraint(
                condition=Q(released_on=None, released_by="") | (Q(released_on__isnull=False) & ~Q(released_by="")),
                name="casereport_released_by_somebody",
            ),
        ]


class Release(Confidential):
    """What the CLB lets the school read of the work of a partner, in the words of the CLB; lies where both share."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="releases")
    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="partner")
    on = models.DateField("vrijgegeven op")
    days_there = models.PositiveSmallIntegerField("dagen aanwezig", default=0)
    days_away = models.PositiveSmallIntegerField("dagen afwezig", default=0)
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="case_release")

    class Meta:
        verbose_name = "vrijgegeven bericht"
        verbose_name_plural = "vrijgegeven berichten"
        ordering = ["-on", "-written_at", "id"]
        indexes = [models.Index(fields=["pupil"], name="caserelease_pupil")]
        constraints = placed("caserelease")
