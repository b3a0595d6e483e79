import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.access.compartments import CHOICES, COMPARTMENTS, Gedeeld, Partner, Tucht
from leerrecht.documents.models import Upload
from leerrecht.people.models import Pupil

WITH_COUNTERPART = (Gedeeld.key, Tucht.key, Partner.key)


class Aantekening(models.Model):
    """One confidential text about a pupil, in exactly one compartment, owned by one organisation.

    ``counterpart_id`` is the CLB that reads along where the compartment lies between two houses: the CLB of the case
    (``gedeeld``, ``partner``), or the one whose advice this is (``tucht``). The key is made here, so that somebody
    may write where they do not read. A text is never changed: it is withdrawn, and written anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="notes", verbose_name="leerling")
    organisation_id = models.BigIntegerField()
    counterpart_id = models.BigIntegerField(null=True)
    compartment = models.CharField("vak", max_length=10, choices=CHOICES)
    title = models.CharField("titel", max_length=120)
    text = models.TextField("tekst")
    file = models.OneToOneField(Upload, models.SET_NULL, null=True, blank=True, verbose_name="bestand")
    parents_excluded = models.BooleanField("niet voor de ouders", default=False)
    parents_excluded_reason = models.CharField("reden", max_length=300, blank=True)
    written_by_id = models.BigIntegerField(null=True)
    written_by = models.CharField(max_length=160)
    written_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_id = models.BigIntegerField(null=True)
    withdrawn_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "aantekening"
        verbose_name_plural = "aantekeningen"
        ordering = ["-written_at", "id"]
        indexes = [
            models.Index(fields=["pupil", "compartment"], name="note_pupil_compartment"),
            models.Index(fields=["organisation_id"], name="note_organisation"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(compartment__in=list(COMPARTMENTS)), name="note_compartment_known"),
            models.CheckConstraint(
                condition=Q(counterpart_id=None) | Q(compartment__in=WITH_COUNTERPART),
                name="note_counterpart_where_due",
            ),
            models.CheckConstraint(condition=~Q(text="") & ~Q(title=""), name="note_not_empty"),
            models.CheckConstraint(
                condition=Q(parents_excluded=False, parents_excluded_reason="")
                | (Q(parents_excluded=True) & ~Q(parents_excluded_reason="")),
                name="note_parents_excluded_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by_id=None, withdrawn_by="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="note_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_compartment_display()}, {timezone.localdate(self.written_at)}"
