from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.notes.models import Aantekening
from leerrecht.people.models import Contact


class Kind(models.TextChoices):
    """What pupil or parents bring to the school. In which compartment it lies says ``rules``."""

    ABSENCE = "afwezig", _("Een afwezigheid melden")
    REASON = "reden", _("Zeggen waarom iemand er niet was")
    CORRECTION = "fout", _("Een fout in de aanwezigheid melden")
    REVIEW = "herziening", _("Een maatregel opnieuw laten bekijken")
    COMPLAINT = "klacht", _("Een klacht")
    KEPT_HOME = "thuis", _("De school vraagt om thuis te blijven")
    STATEMENT = "verhaal", _("Mijn verhaal voor een gesprek over een maatregel")
    REMARK = "opmerking", _("Een opmerking bij het verslag van een gesprek")
    MINUTES = "verslag", _("Een opmerking bij het verslag van een overleg")


class Asker(models.TextChoices):
    PUPIL = "leerling", _("de leerling")
    PARENT = "ouder", _("een ouder")


class Outcome(models.TextChoices):
    YES = "ja", _("de school volgt dit")
    PARTLY = "deels", _("de school volgt dit voor een deel")
    NO = "nee", _("de school volgt dit niet")


class Matter(Confidential):
    """What somebody of the family asked or told, followed to an answer. Question and answer are notes.

    ``about`` names what it is about, where that is a record: a procedure, or minutes, by its key. ``first`` and
    ``last`` are the days of an absence. ``due_on`` is the day by which the school answers; of a statement, the day
    of the talk.
    """

    kind = models.CharField("wat", max_length=10, choices=Kind)
    asker = models.CharField("wie", max_length=8, choices=Asker)
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+")
    about = models.CharField(max_length=40, blank=True)
    first = models.DateField("van", null=True, blank=True)
    last = models.DateField("tot en met", null=True, blank=True)
    part = models.CharField("dagdeel", max_length=2, blank=True)
    companion = models.CharField("wie komt mee", max_length=160, blank=True)
    on = models.DateField("op")
    due_on = models.DateField("antwoord tegen")
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="matter")
    outcome = models.CharField("antwoord", max_length=6, choices=Outcome, blank=True)
    answered_on = models.DateField("beantwoord op", null=True, blank=True)
    answered_by = models.CharField("door", max_length=160, blank=True)
    answer = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="matter_answered")
    withdrawn_on = models.DateField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "vraag of melding van thuis"
        verbose_name_plural = "vragen en meldingen van thuis"
        ordering = ["-on", "-written_at", "id"]
        indexes = [
            models.Index(fields=["pupil", "-on"], name="matter_pupil_on"),
            models.Index(
                fields=["organisation_id", "due_on"],
                name="matter_open",
                condition=Q(answered_on=None, withdrawn_on=None),
            ),
        ]
        constraints = [
            *placed("matter"),
            models.CheckConstraint(condition=Q(due_on__gte=F("on")), name="matter_answered_later"),
            models.CheckConstraint(
                condition=Q(first=None, last=None) | Q(last__gte=F("first")), name="matter_ends_after_begin"
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_by="", outcome="")
                | (Q(answered_on__isnull=False) & ~Q(answered_by="") & ~Q(outcome="")),
                name="matter_answered_whole",
            ),
            models.CheckConstraint(condition=Q(contact=None) | Q(asker="ouder"), name="matter_contact_is_parent"),
            models.CheckConstraint(condition=Q(answered_on=None) | Q(withdrawn_on=None), name="matter_ends_once"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"

    @property
    def open(self) -> bool:
        return self.answered_on is None and self.withdrawn_on is None
