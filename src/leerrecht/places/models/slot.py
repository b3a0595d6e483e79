"""Where places are, and how many there are as somebody said on a day."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leerrecht.enrolment.domain.breakdowns import OPLEIDINGSVORMEN
from leerrecht.organisations.models import Location, School


class SlotKind(models.TextChoices):
    """What a place is for; each child that asks for one stands under one of these."""

    KLEUTER = "kleuter", "kleuteronderwijs"
    LAGER = "lager", "lager onderwijs"
    STREAM_A = "stroom_a", "eerste graad, A-stroom"
    STREAM_B = "stroom_b", "eerste graad, B-stroom (1B en 2B)"
    UPPER = "bovenbouw", "tweede of derde graad"
    OKAN = "okan", "onthaalklas voor anderstalige nieuwkomers (OKAN)"
    BUBAO = "bubao", "buitengewoon basisonderwijs"
    BUSO = "buso", "buitengewoon secundair onderwijs"


SPECIAL = (SlotKind.BUBAO, SlotKind.BUSO)
TYPES = (
    ("basisaanbod", "type basisaanbod"),
    ("1", "type 1 (licht mentale handicap, uitdovend)"),
    ("2", "type 2 (verstandelijke beperking)"),
    ("3", "type 3 (emotionele of gedragsstoornis)"),
    ("4", "type 4 (motorische beperking)"),
    ("5", "type 5 (opname in een ziekenhuis of voorziening)"),
    ("6", "type 6 (visuele beperking)"),
    ("7", "type 7 (auditieve beperking of taalstoornis)"),
    ("9", "type 9 (autismespectrumstoornis)"),
)


class Slot(models.Model):
    """Places of one kind at a school (or one of its sites) in one school year. Empty columns mean: no distinction."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name="school")
    location = models.ForeignKey(
        Location, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="vestigingsplaats"
    )
    school_year = models.PositiveSmallIntegerField("schooljaar (beginjaar)")
    kind = models.CharField("soort plaats", max_length=10, choices=SlotKind)
    grade = models.PositiveSmallIntegerField("leerjaar", null=True, blank=True)
    study = models.CharField("studierichting", max_length=120, blank=True)
    buo_type = models.CharField("type buitengewoon onderwijs", max_length=12, blank=True, choices=TYPES)
    opleidingsvorm = models.CharField("opleidingsvorm", max_length=4, blank=True, choices=OPLEIDINGSVORMEN)

    class Meta:
        verbose_name = "soort plaats van een school"
        verbose_name_plural = "soorten plaatsen van scholen"
        ordering = ["school__name", "kind", "grade", "study", "id"]
        indexes = [models.Index(fields=["school_year", "kind"], name="slot_year_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "school", "location", "school_year", "kind", "grade", "study", "buo_type", "opleidingsvorm",
                ],
                nulls_distinct=False, condition=Q(location__isnull=False), name="slot_once_at_a_site",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SPECIAL) | Q(buo_type="", opleidingsvorm=""), name="slot_type_of_special_education"
            ),
            models.CheckConstraint(
                condition=Q(opleidingsvorm="") | Q(kind=SlotKind.BUSO), name="slot_form_of_special_secondary"
            ),
            models.CheckConstraint(
                condition=Q(grade=None) | Q(grade__gte=1, grade__lte=7), name="slot_grade_possible"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """What it is, without the school."""
        parts = [str(self.get_kind_display())]
        if self.grade:
            parts.append(f"leerjaar {self.grade}")
        parts += [text for text in (self.study, self.get_buo_type_display(), self.get_opleidingsvorm_display()) if text]
        return ", ".join(map(str, parts))


class PlaceReport(models.Model):
    """How many places there are, as somebody said on a day: never corrected, only followed by a newer one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="reports")
    on = models.DateField("gemeld op")
    capacity = models.PositiveSmallIntegerField("plaatsen", null=True, blank=True)
    free = models.PositiveSmallIntegerField("vrije plaatsen", null=True, blank=True)
    full = models.BooleanField("volzet verklaard", default=False)
    said_by = models.CharField("volgens wie", max_length=160, blank=True)
    reported_for = models.CharField("gemeld door", max_length=160, help_text="the organisation; the log knows who")
    reported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "melding van plaatsen"
        verbose_name_plural = "meldingen van plaatsen"
        ordering = ["-on", "-reported_at"]
        indexes = [models.Index(fields=["slot", "-on", "-reported_at"], name="place_report_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__isnull=False) | Q(free__isnull=False) | Q(full=True),
                name="place_report_says_something",
            ),
            models.CheckConstraint(condition=Q(free__lte=F("capacity")), name="place_report_free_within_capacity"),
            models.CheckConstraint(
                condition=Q(full=False) | Q(free=None) | Q(free=0), name="place_report_full_is_not_free"
            ),
        ]
