from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from leerrecht.access.compartments import CHOICES as COMPARTMENTS
from leerrecht.access.compartments import Gedeeld
from leerrecht.consent.purposes import CHOICES
from leerrecht.organisations.models import Organisation
from leerrecht.organisations.models.organisation import same
from leerrecht.people.models import Contact, Pupil


class How(models.TextChoices):
    PAPER = "papier", "op papier"
    PORTAL = "portaal", "in het portaal"
    SPOKEN = "gesprek", "in een gesprek"


class Answer(models.TextChoices):
    CONSENT = "toestemming", "toestemming"
    REFUSAL = "weigering", "geen toestemming"
    OBJECTION = "bezwaar", "bezwaar"


class Giver(models.TextChoices):
    PUPIL = "leerling", "de leerling"
    CONTACT = "contact", "een ouder of contactpersoon"


def _number_of(field: str) -> Func:
    """A text as a range of one number, since gist cannot compare text without an extension."""
    number = Func(F(field), function="hashtext")
    return Func(number, number, Value("[]"), function="int4range")


class Record(models.Model):
    """Kept by one organisation, shared in the case: compartment ``gedeeld``."""

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", verbose_name="leerling")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="genoteerd bij")
    compartment = models.CharField(max_length=10, choices=COMPARTMENTS, default=Gedeeld.key)
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_by = models.CharField(max_length=160)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class Consent(Record):
    """Who said yes, no or objected, to what, how, and for how long. Never changed: withdrawn, and written anew."""

    purpose = models.CharField("waarvoor", max_length=20, choices=CHOICES)
    answer = models.CharField("antwoord", max_length=12, choices=Answer)
    giver = models.CharField("wie", max_length=8, choices=Giver)
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+")
    giver_name = models.CharField(max_length=160)
    how = models.CharField("hoe", max_length=8, choices=How)
    period = DateRangeField("periode")
    withdrawn_on = models.DateField("ingetrokken op", null=True, blank=True)
    withdrawn_how = models.CharField("hoe ingetrokken", max_length=8, choices=How, blank=True)
    withdrawn_by = models.CharField("intrekking genoteerd door", max_length=160, blank=True)

    class Meta:
        verbose_name = "toestemming of bezwaar"
        verbose_name_plural = "toestemmingen en bezwaren"
        ordering = ["-recorded_at", "-id"]
        indexes = [models.Index(fields=["pupil", "-recorded_at"], name="consent_pupil")]
        constraints = [
            models.CheckConstraint(condition=Q(contact=None) | Q(giver=Giver.CONTACT), name="consent_contact_gives"),
            models.CheckConstraint(condition=Q(period__isempty=False), name="consent_period_not_empty"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_how="", withdrawn_by="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_how="") & ~Q(withdrawn_by="")),
                name="consent_withdrawn_whole",
            ),
            ExclusionConstraint(
                name="consent_one_answer_at_a_time",
                expressions=[
                    (same("pupil_id"), RangeOperators.OVERLAPS),
                    (same("organisation_id"), RangeOperators.OVERLAPS),
                    (_number_of("purpose"), RangeOperators.OVERLAPS),
                    (
                        Func(
                            Coalesce(F("contact_id"), Value(0)), Coalesce(F("contact_id"), Value(0)), Value("[]"),
                            function="int8range",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (_number_of("giver_name"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_on=None),
            ),
        ]  # fmt: skip


class ParentsWish(Record):
    """The pupil does not want the parents to be told; ``respected`` is what was decided, always with a reason."""

    stated_on = models.DateField("gezegd op")
    how = models.CharField("hoe", max_length=8, choices=How)
    respected = models.BooleanField("de ouders krijgen dit niet te zien")
    reason = models.CharField("reden van die beslissing", max_length=500)
    ended_on = models.DateField("beëindigd op", null=True, blank=True)
    ended_reason = models.CharField("waarom beëindigd", max_length=500, blank=True)
    ended_by = models.CharField("beëindigd door", max_length=160, blank=True)

    class Meta:
        verbose_name = "wens van de leerling"
        verbose_name_plural = "wensen van leerlingen"
        ordering = ["-stated_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="wish_has_reason"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_reason="", ended_by="")
                | (Q(ended_on__isnull=False) & ~Q(ended_reason="") & ~Q(ended_by="")),
                name="wish_ended_whole",
            ),
            models.UniqueConstraint(
                fields=["pupil", "organisation"], condition=Q(ended_on=None), name="wish_one_at_a_time"
            ),
        ]


class Judgement(Record):
    """Whether the pupil is able to judge, judged otherwise than age lets presume; the last one that stands counts."""

    able = models.BooleanField("bekwaam om zelf te beslissen")
    reason = models.CharField("reden", max_length=500)
    judged_on = models.DateField("beoordeeld op")
    ended_on = models.DateField("beëindigd op", null=True, blank=True)
    ended_by = models.CharField("beëindigd door", max_length=160, blank=True)

    class Meta:
        verbose_name = "beoordeling van de bekwaamheid"
        verbose_name_plural = "beoordelingen van de bekwaamheid"
        ordering = ["-judged_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="judgement_has_reason"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by="") | (Q(ended_on__isnull=False) & ~Q(ended_by="")),
                name="judgement_ended_by_somebody",
            ),
            models.UniqueConstraint(fields=["pupil"], condition=Q(ended_on=None), name="judgement_one_stands"),
        ]
