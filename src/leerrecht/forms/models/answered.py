import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from leerrecht.access.compartments import CHOICES, COMPARTMENTS
from leerrecht.forms.models.form import FormVersion
from leerrecht.notes.models.aantekening import WITH_COUNTERPART
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil


class FilledForm(models.Model):
    """Answers about a pupil, in one compartment of one organisation, to one version of a form.

    Until ``finished_at`` who writes there may go on; after that nothing changes: it is withdrawn, and filled in anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="filled_forms", verbose_name="leerling")
    organisation_id = models.BigIntegerField()
    counterpart_id = models.BigIntegerField(null=True)
    compartment = models.CharField("vak", max_length=10, choices=CHOICES)
    parents_excluded = models.BooleanField("niet voor de ouders", default=False)
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="+", verbose_name="versie")
    name = models.CharField("formulier", max_length=120)
    answers = models.JSONField("antwoorden", default=dict)
    made_by_id = models.BigIntegerField(null=True)
    made_by = models.CharField("door", max_length=160)
    made_at = models.DateTimeField("begonnen op", db_default=Now())
    changed_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField("afgewerkt op", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "ingevuld formulier"
        verbose_name_plural = "ingevulde formulieren"
        ordering = ["-made_at", "id"]
        indexes = [
            models.Index(fields=["pupil", "compartment"], name="filled_pupil_compartment"),
            models.Index(fields=["organisation_id"], name="filled_organisation"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(compartment__in=list(COMPARTMENTS)), name="filled_compartment_known"),
            models.CheckConstraint(
                condition=Q(counterpart_id=None) | Q(compartment__in=WITH_COUNTERPART),
                name="filled_counterpart_where_due",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="filled_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SchoolForm(models.Model):
    """Answers about how the school works: its policy and agreements. About no pupil."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, models.CASCADE, related_name="policy_forms", verbose_name="school")
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="+", verbose_name="versie")
    name = models.CharField("formulier", max_length=120)
    answers = models.JSONField("antwoorden", default=dict)
    made_by_id = models.BigIntegerField(null=True)
    made_by = models.CharField("door", max_length=160)
    made_at = models.DateTimeField("begonnen op", db_default=Now())
    changed_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField("afgewerkt op", null=True, blank=True)

    class Meta:
        verbose_name = "formulier over de school"
        verbose_name_plural = "formulieren over de school"
        ordering = ["-made_at", "id"]

    def __str__(self) -> str:
        return self.name
