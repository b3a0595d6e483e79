from django.db import models
from django.db.models.functions import Now


class Fact(models.Model):
    """A bare fact that somebody's act left behind: pupil, day, kind, school, object. No text.

    Without foreign keys: this room lies below pupils and schools, and the core needs no more.
    """

    pupil_id = models.BigIntegerField()
    date = models.DateField()
    kind = models.CharField(max_length=60, help_text="soort gebeurtenis, as the law core names it")
    school_id = models.BigIntegerField(null=True)
    object = models.CharField(max_length=60, blank=True, help_text="measure or period that it is about")
    compartment = models.CharField(max_length=10, default="zorg")
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "feit"
        verbose_name_plural = "feiten"
        indexes = [models.Index(fields=["pupil_id", "date"], name="fact_pupil_date")]


class Change(models.Model):
    """Notice that something changed for a pupil, until the outcomes of the law are computed anew.

    Append-only: a writer never waits for a reader, several notices of one pupil are one piece of work.
    """

    pupil_id = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
