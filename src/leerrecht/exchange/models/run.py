from django.db import models
from django.db.models.functions import Now

from leerrecht.organisations.models import Board, School


class ImportKind(models.TextChoices):
    SCHOOLS = "scholen", "scholen"
    PUPILS = "leerlingen", "leerlingen"
    ABSENCES = "afwezigheden", "afwezigheden"
    ROSTER = "oneroster", "OneRoster"


class RunState(models.TextChoices):
    """Where an import is; every state but the last three still has its file."""

    MAPPING = "koppelen", "wacht op een profiel"
    CHECKING = "nakijken", "wordt nagekeken"
    CHECKED = "nagekeken", "nagekeken, nog niet opgenomen"
    TAKING = "opnemen", "wordt opgenomen"
    DONE = "klaar", "opgenomen"
    NOTHING = "niets", "niets opgenomen"
    FAILED = "mislukt", "mislukt"


class ImportRun(models.Model):
    """One import of one file: who, what, for which schools, and what became of its rows."""

    board = models.ForeignKey(Board, models.CASCADE, null=True, related_name="+", verbose_name="schoolbestuur")
    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="imports", verbose_name="school")
    board_name = models.CharField("schoolbestuur", max_length=160)
    kind = models.CharField("soort", max_length=14, choices=ImportKind)
    state = models.CharField("stand", max_length=10, choices=RunState, default=RunState.CHECKING)
    profile = models.JSONField("profiel", null=True)
    file_name = models.CharField("bestand", max_length=160)
    size = models.BigIntegerField("grootte")
    sha256 = models.CharField(max_length=64)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField("door", max_length=80)
    at = models.DateTimeField("op", db_default=Now())
    finished_at = models.DateTimeField("klaar op", null=True)
    part_done = models.FloatField(default=0)
    doing = models.CharField(max_length=80, blank=True)
    all_or_nothing = models.BooleanField("alles of niets", default=False)
    end_missing = models.BooleanField("uitschrijven wie ontbreekt", default=False, db_default=False)
    with_staff = models.BooleanField("functies van medewerkers geven", default=False, db_default=False)
    counts = models.JSONField("aantallen", null=True)
    kept = models.PositiveIntegerField("behouden", default=0)
    error = models.CharField("fout", max_length=600, blank=True)

    class Meta:
        verbose_name = "invoer"
        verbose_name_plural = "invoeren"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["school", "-at"], name="import_school_at")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.file_name}"


class ImportFile(models.Model):
    """The file of an import that waits for a decision; thrown away when the import is done."""

    run = models.OneToOneField(ImportRun, models.CASCADE, primary_key=True, related_name="file")
    content = models.BinaryField()

    class Meta:
        verbose_name = "bestand van een invoer"
        verbose_name_plural = "bestanden van een invoer"


class RefusedRow(models.Model):
    """A row that was refused, with what is wrong and how to mend it."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="refused")
    row = models.PositiveIntegerField("rij")
    reason = models.CharField("reden", max_length=20)
    explanation = models.CharField("uitleg", max_length=400)
    content = models.CharField("inhoud", max_length=300, blank=True)

    class Meta:
        verbose_name = "geweigerde rij"
        verbose_name_plural = "geweigerde rijen"
        ordering = ["row", "id"]
        indexes = [models.Index(fields=["run", "row"], name="refused_run_row")]


class ImportChange(models.Model):
    """What an import changes (or changed) of one pupil: from what to what."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="changes")
    what = models.CharField("wat", max_length=10)
    who = models.CharField("leerling", max_length=202)
    field = models.CharField("gegeven", max_length=60)
    before = models.CharField("van", max_length=200, blank=True)
    after = models.CharField("naar", max_length=200, blank=True)
    row = models.PositiveIntegerField("rij", default=0)

    class Meta:
        verbose_name = "verandering door een invoer"
        verbose_name_plural = "veranderingen door een invoer"
        ordering = ["id"]
        indexes = [models.Index(fields=["run", "what"], name="change_run_what")]
