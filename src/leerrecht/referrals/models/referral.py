from django.db import models
from django.db.models import F, Q

from leerrecht.cases.models import Track
from leerrecht.forms.models import FilledForm
from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.notes.models import Aantekening
from leerrecht.referrals.flows.kinds import Side


class Referral(Confidential):
    """A pupil is passed on to somebody else, along one of the flows. It never closes the file of the school.

    ``facts`` are what the flow asks at its beginning: days, choices and numbers, no text. What people tell lies in
    notes and forms, each in its own compartment.
    """

    flow = models.CharField("waarheen", max_length=20)
    side = models.CharField("namens", max_length=6, choices=[(one.value, one.value) for one in Side])
    begun_on = models.DateField("begonnen op")
    facts = models.JSONField("gegevens", default=dict)
    track = models.ForeignKey(Track, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="traject")
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    ending = models.CharField("hoe afgesloten", max_length=20, blank=True)
    closed_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "doorverwijzing"
        verbose_name_plural = "doorverwijzingen"
        ordering = ["-begun_on", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="referral_pupil"),
            models.Index(fields=["organisation_id"], name="referral_house", condition=Q(closed_on=None)),
        ]
        constraints = [
            *placed("referral"),
            models.UniqueConstraint(
                fields=["pupil", "organisation_id", "compartment", "flow"], condition=Q(closed_on=None),
                name="referral_open_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, ending="", closed_by="")
                | (Q(closed_on__gte=F("begun_on")) & ~Q(ending="") & ~Q(closed_by="")),
                name="referral_closed_with_ending",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.flow}, {self.begun_on}"


class Step(models.Model):
    """A step that was taken, or that is to be taken by a day. ``facts`` are those that the step asks, no text."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="steps")
    kind = models.CharField("stap", max_length=20)
    due_on = models.DateField("tegen", null=True, blank=True)
    by_law = models.BooleanField("termijn uit de regels", default=False)
    on = models.DateField("gedaan op", null=True, blank=True)
    facts = models.JSONField("gegevens", default=dict)
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, blank=True, related_name="referral_step")
    by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "stap van een doorverwijzing"
        verbose_name_plural = "stappen van een doorverwijzing"
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["referral"], name="referralstep_referral")]
        constraints = [
            models.UniqueConstraint(
                fields=["referral", "kind"], condition=Q(on=None), name="referralstep_awaited_once"
            ),
            models.CheckConstraint(
                condition=(Q(on=None) & Q(due_on__isnull=False)) | (Q(on__isnull=False) & ~Q(by="")),
                name="referralstep_done_by_somebody",
            ),
        ]


class Document(models.Model):
    """A form that belongs to a referral, or a sheet of facts as it was when it left."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="documents")
    kind = models.CharField("soort", max_length=40)
    step = models.ForeignKey(Step, models.SET_NULL, null=True, blank=True, related_name="documents")
    filled = models.OneToOneField(FilledForm, models.SET_NULL, null=True, blank=True, related_name="referral_document")
    content = models.JSONField("inhoud", null=True, blank=True)
    made_on = models.DateField("gemaakt op")
    made_by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "document van een doorverwijzing"
        verbose_name_plural = "documenten van een doorverwijzing"
        ordering = ["made_on", "id"]
        indexes = [models.Index(fields=["referral"], name="referraldoc_referral")]
        constraints = [
            models.CheckConstraint(condition=Q(content=None) | Q(filled=None), name="referraldoc_form_or_sheet"),
        ]
