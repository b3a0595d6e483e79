from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class LogEntry(models.Model):
    """One act or look: who, what, on which record, why it was allowed.

    Without foreign keys and without confidential text, so that destroying a record never
    destroys the trace, and the trace never holds what was destroyed. The database refuses to
    change or remove an entry (decision 0303).
    """

    at = models.DateTimeField(db_default=Now())
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=80)
    act = models.CharField(max_length=40)
    kind = models.CharField(max_length=60, help_text="kind of record, as app.model")
    object_id = models.CharField(max_length=60, blank=True)
    pupil_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    why = models.CharField(max_length=300, blank=True, help_text="ground on which it was allowed")
    detail = models.JSONField(default=dict)
    compartments = ArrayField(
        models.CharField(max_length=10),
        db_default=[],
        help_text="of the record: who reads none of them, does not see it",
    )

    class Meta:
        indexes = [
            models.Index(fields=["pupil_id", "-at"], name="log_pupil"),
            models.Index(fields=["organisation_id", "-at"], name="log_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.act} {self.kind} {self.object_id}"


class LogSeal(models.Model):
    """All entries of one organisation from ``first_id`` to ``last_id``, closed off; the seals of it form a chain.

    Numbers that were never written, of acts that did not go through, are no gap: the seal knows how many
    entries there are, and the hash covers the number of each.
    """

    organisation_id = models.BigIntegerField(null=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    entries = models.CharField(max_length=64, help_text="hash of the entries")
    previous = models.CharField(max_length=64, blank=True, help_text="hash of the seal before it")
    at = models.DateTimeField()
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = "zegel van het logboek"
        verbose_name_plural = "zegels van het logboek"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "last_id"], nulls_distinct=False, name="log_seal_once_per_range"
            ),
            models.CheckConstraint(condition=Q(last_id__gte=F("first_id")), name="log_seal_ends_after_begin"),
        ]


class LogCheck(models.Model):
    """A check of the whole chain: what was found, and the state to write down elsewhere."""

    at = models.DateTimeField(db_default=Now())
    by = models.CharField(max_length=80)
    seals = models.PositiveIntegerField()
    entries = models.PositiveBigIntegerField()
    waiting = models.PositiveBigIntegerField(help_text="entries without a seal yet")
    state = models.CharField(max_length=64)
    gap = models.CharField(max_length=300, blank=True, help_text="the first thing that is wrong, in words")

    class Meta:
        verbose_name = "controle van het logboek"
        verbose_name_plural = "controles van het logboek"
        ordering = ["-id"]
