"""What is proposed for destruction, what a person decided, and the proof that stays."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.organisations.models import Organisation


class DestructionList(models.Model):
    """What of one organisation passed its term on a day; nothing goes before a person decides."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="organisatie")
    proposed_on = models.DateField("voorgesteld op")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=160, blank=True)
    decided_by_id = models.BigIntegerField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "lijst om te vernietigen"
        verbose_name_plural = "lijsten om te vernietigen"
        ordering = ["-proposed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by="", destroyed_at=None)
                | (Q(decided_at__isnull=False) & ~Q(decided_by="")),
                name="destruction_decided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(decided_at=None), name="destruction_one_open_list"
            ),
        ]


class DestructionLine(models.Model):
    """One record of such a list: a reference, its date and ground, no text.

    ``kept_until`` is the person's decision that it stays for now, with the reason.
    """

    list = models.ForeignKey(DestructionList, models.CASCADE, related_name="lines")
    kind = models.CharField("soort", max_length=60, help_text="app.model")
    object_id = models.CharField(max_length=40)
    pupil_id = models.BigIntegerField()
    compartment = models.CharField(max_length=10)
    due_on = models.DateField("te vernietigen vanaf")
    ground = models.CharField("grond", max_length=40, help_text="number of the law tables")
    kept_until = models.DateField("toch bewaren tot en met", null=True)
    kept_because = models.CharField("reden", max_length=200, blank=True)

    class Meta:
        verbose_name = "regel van een lijst om te vernietigen"
        verbose_name_plural = "regels van een lijst om te vernietigen"
        constraints = [
            models.UniqueConstraint(fields=["list", "kind", "object_id"], name="destruction_line_once"),
            models.CheckConstraint(
                condition=Q(kept_until=None, kept_because="") | (Q(kept_until__isnull=False) & ~Q(kept_because="")),
                name="destruction_kept_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["kind", "object_id"], name="destruction_line_object")]


class DestructionProof(models.Model):
    """That it was done: who, when, how many of what. ``digest`` is the hash of the references on the list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    list = models.OneToOneField(DestructionList, models.PROTECT, related_name="proof")
    organisation_id = models.BigIntegerField()
    decided_by = models.CharField(max_length=160)
    decided_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(default=timezone.now)
    counts = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "bewijs van vernietiging"
        verbose_name_plural = "bewijzen van vernietiging"
        ordering = ["-destroyed_at"]
