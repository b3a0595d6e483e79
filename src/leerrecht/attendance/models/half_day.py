"""Half-days. Only what differs from present is stored: no row means present or not yet taken."""

from django.db import models

from leerrecht.enrolment.models import Enrolment
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil


class Mark(models.TextChoices):
    """The seven official codes, and two states that are no code: unknown and late (but present)."""

    A = "A", "niet-leerplichtige kleuter"
    B = "B", "problematisch afwezig"
    H = "H", "revalidatie (buitengewoon onderwijs)"
    M = "M", "werkplek niet ingevuld"
    P = "P", "persoonlijke redenen, met akkoord van de directeur"
    R = "R", "van rechtswege gewettigd"
    Z = "Z", "ziek"
    UNKNOWN = "-", "reden nog niet bekend"
    LATE = "L", "te laat (wel aanwezig)"


class Source(models.TextChoices):
    REGISTER = "register", "register van de klas"
    PERIOD = "periode", "ingave per periode"
    IMPORT = "invoer", "ingevoerd bestand"
    CERTIFICATE = "attest", "attest"
    APPROVAL = "akkoord", "beslissing over P"


class SubCode(models.Model):
    """A finer code of the school's own; only its official code leaves the school."""

    school = models.ForeignKey(School, models.CASCADE, related_name="sub_codes", verbose_name="school")
    code = models.CharField("officiële code", max_length=1, choices=Mark)
    name = models.CharField("eigen code", max_length=10)
    label = models.CharField("omschrijving", max_length=80)

    class Meta:
        verbose_name = "eigen code"
        verbose_name_plural = "eigen codes"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="sub_code_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.label}"


class _HalfDayFields(models.Model):
    school_year = models.PositiveSmallIntegerField()
    pupil = models.ForeignKey(Pupil, models.DO_NOTHING, related_name="+")
    date = models.DateField("datum")
    part = models.CharField("dagdeel", max_length=2)
    enrolment = models.ForeignKey(Enrolment, models.DO_NOTHING, related_name="+")
    school = models.ForeignKey(School, models.DO_NOTHING, related_name="+")
    mark = models.CharField("code", max_length=1, choices=Mark)
    ground = models.CharField("grond", max_length=40, blank=True)
    sub_code = models.ForeignKey(SubCode, models.DO_NOTHING, null=True, related_name="+")
    late_minutes = models.PositiveSmallIntegerField("minuten te laat", null=True)
    verification = models.CharField("oordeel van de verificateur", max_length=12, blank=True)
    certificate_id = models.BigIntegerField(null=True)
    approved_by_id = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    source = models.CharField("herkomst", max_length=10, choices=Source)
    entered_by_id = models.BigIntegerField(null=True)
    entered_at = models.DateTimeField()
    version = models.IntegerField()

    class Meta:
        abstract = True


class HalfDay(_HalfDayFields):
    """One mark of one pupil on one half-day. The table is partitioned by school year, made by SQL.

    ``approved_*`` is the director's approval of a P; while it is empty the half-day counts as
    unknown. ``version`` is what a writer says it saw (compare and set).
    """

    pk = models.CompositePrimaryKey("school_year", "pupil_id", "date", "part")

    class Meta:
        managed = False
        db_table = "attendance_halfday"
        verbose_name = "halve dag"
        verbose_name_plural = "halve dagen"


class HalfDayHistory(_HalfDayFields):
    """What a half-day held before it was changed or taken away; written by a trigger."""

    id = models.BigAutoField(primary_key=True)
    change = models.CharField(max_length=1, choices=[("U", "gewijzigd"), ("D", "weggehaald")])
    replaced_at = models.DateTimeField()
    replaced_by_id = models.BigIntegerField(null=True)

    class Meta:
        managed = False
        db_table = "attendance_halfdayhistory"
        verbose_name = "vroegere stand van een halve dag"
        verbose_name_plural = "vroegere standen van een halve dag"


class HalfDayNote(models.Model):
    """What somebody noted at a half-day; the latest counts, an empty text takes it away, earlier ones stay."""

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="half_day_notes", verbose_name="leerling")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name="school")
    date = models.DateField("datum")
    part = models.CharField("dagdeel", max_length=2)
    text = models.CharField("opmerking", max_length=300, blank=True)
    written_by_id = models.BigIntegerField(null=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "opmerking bij een halve dag"
        verbose_name_plural = "opmerkingen bij halve dagen"
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=models.Q(part__in=["vm", "nm"]), name="half_day_note_part")]
        indexes = [models.Index(fields=["pupil", "date", "part"], name="half_day_note_of_pupil")]
