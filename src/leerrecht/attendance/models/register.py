from django.core.validators import MaxValueValidator
from django.db import models

from leerrecht.enrolment.models import ClassGroup, Enrolment
from leerrecht.people.models import Pupil


class Register(models.Model):
    """The fact that a class's register of one half-day was taken: who is not marked was present."""

    class_group = models.ForeignKey(ClassGroup, models.CASCADE, related_name="registers", verbose_name="klas")
    date = models.DateField("datum")
    part = models.CharField("dagdeel", max_length=2)
    taken_by_id = models.BigIntegerField(null=True)
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name = "register"
        verbose_name_plural = "registers"
        constraints = [
            models.UniqueConstraint(fields=["class_group", "date", "part"], name="register_once"),
            models.CheckConstraint(condition=models.Q(part__in=["vm", "nm"]), name="register_part"),
        ]
        indexes = [models.Index(fields=["date"], name="register_date")]


class LessonKind(models.TextChoices):
    LESSON = "les", "les"
    WORKPLACE = "werkplek", "werkplek"


class LessonMark(models.Model):
    """A lesson hour or workplace missed beneath a half-day: shows truancy by timetable (001:333-335)."""

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="lesson_marks", verbose_name="leerling")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="lesson_marks", verbose_name="inschrijving")
    date = models.DateField("datum")
    part = models.CharField("dagdeel", max_length=2, choices=[("vm", "voormiddag"), ("nm", "namiddag")])
    hour = models.PositiveSmallIntegerField("lesuur", validators=[MaxValueValidator(12)])
    kind = models.CharField("soort", max_length=8, choices=LessonKind, default=LessonKind.LESSON)
    subject = models.CharField("vak", max_length=60, blank=True)
    late_minutes = models.PositiveSmallIntegerField("minuten te laat", null=True, blank=True)
    entered_by_id = models.BigIntegerField(null=True)
    entered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "gemist lesuur"
        verbose_name_plural = "gemiste lesuren"
        ordering = ["-date", "hour"]
        constraints = [models.UniqueConstraint(fields=["pupil", "date", "hour"], name="lesson_mark_once")]
