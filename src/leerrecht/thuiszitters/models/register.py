"""The register of thuiszitters: what was found of a pupil, what people say of it, and how it ended."""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from leerrecht.access.compartments import CHOICES, Clb, Gedeeld
from leerrecht.enrolment.models import Level
from leerrecht.law.thuis import EINDES, REDENEN
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Centre, Organisation, School
from leerrecht.people.models import Pupil

REASONS = [(code, f"{words} ({code})") for code, words in REDENEN.items()]
ENDINGS = list(EINDES.items())


class Verdict(models.TextChoices):
    """What a person says of a finding."""

    RIGHT = "klopt", "klopt"
    OTHERWISE = "anders", "klopt, maar anders"
    WRONG = "klopt_niet", "klopt niet"


class WhyNot(models.TextChoices):
    """Why a finding is wrong: a list, so that nothing confidential stands here. Words go into a note."""

    REGISTER = "register", "het register is fout: de leerling was er wel"
    ELSEWHERE = "elders", "de leerling krijgt voltijds onderwijs op een andere plaats"
    SHORT = "kort", "een gewone ziekte of afwezigheid: de leerling komt binnenkort terug"
    BACK = "terug", "de leerling is al terug"
    AGREED = "opbouw", "een afgesproken opbouw, die stap voor stap naar voltijds gaat"
    OTHER = "ander", "iets anders"


class NextStep(models.TextChoices):
    """What comes next: a list, so that nothing confidential stands here. Words go into the file or the case."""

    PUPIL = "leerling", "gesprek met de leerling"
    PARENTS = "ouders", "gesprek met de ouders"
    VISIT = "huisbezoek", "huisbezoek"
    CENTRE = "clb", "overleg tussen school en CLB"
    DOCTOR = "clb_arts", "de CLB-arts erbij vragen"
    TABLE = "rondetafel", "rondetafel met iedereen"
    SICK = "ziek", "onderwijs voor zieke leerlingen aanvragen"
    TRACK = "traject", "een traject buiten de school aanvragen"
    SEARCH = "school_zoeken", "samen een school zoeken"
    WAITING = "wachtlijst", "de wachtlijst opvolgen"
    AGREEMENT = "afspraak", "de afspraak om thuis te blijven maken, bekijken of stoppen"
    RETURN = "terugkeer", "het plan voor de terugkeer maken of bijsturen"
    ENROLMENT = "inschrijving", "nagaan waar het kind ingeschreven is"


class ContactHow(models.TextChoices):
    PHONE = "telefoon", "telefoon of videogesprek"
    MESSAGE = "bericht", "bericht of brief"
    AT_SCHOOL = "school", "gesprek op school"
    AT_HOME = "thuis", "bezoek thuis of waar de leerling verblijft"
    CLASS = "klas", "de klas: taken, een berichtje, online erbij"


class Alternative(models.TextChoices):
    """What the pupil gets meanwhile, where somebody says so; tracks of a case are found by themselves."""

    NONE = "geen", "niets"
    TASKS = "taken", "taken van de school, zonder les"
    SHELTER = "opvang", "opvang op school, buiten de les"
    TOAH = "toah", "tijdelijk onderwijs aan huis (TOAH)"
    ONLINE = "sio", "les via internet (Bednet)"
    HOSPITAL = "type5", "ziekenhuisschool (type 5)"
    NAFT = "naft", "naadloos flexibel traject (NAFT)"
    DAY = "dagbesteding", "dagbesteding, zorgboerderij of centrum"
    ADULTS = "volwassenen", "volwassenenonderwijs of examencommissie"
    OTHER = "ander", "iets anders"


class Thuiszitter(models.Model):
    """A time in which a pupil gets no or not full education. Never deleted: it ends, and says how.

    What is computed is replaced when a fact changes; what people say stands beside it. ``school`` is where the pupil
    is or was last enrolled; where only a CLB knows of it, or the child never had a school, ``centre`` keeps it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The indexes below begin with these.
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", db_index=False, verbose_name="leerling")
    school = models.ForeignKey(
        School, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="school"
    )
    centre = models.ForeignKey(Centre, models.PROTECT, null=True, related_name="+", verbose_name="CLB")
    organisation_id = models.BigIntegerField(help_text="the house that keeps it: the school, or that CLB")
    compartment = models.CharField("vak", max_length=10, choices=CHOICES, default=Gedeeld.key)
    level = models.CharField("niveau", max_length=10, choices=Level, blank=True)
    holds = models.BooleanField("wordt nog gevonden", default=True)
    reason = models.CharField("reden", max_length=3, choices=REASONS, blank=True)
    reason_why = models.CharField("waarom deze reden", max_length=300, blank=True)
    since = models.DateField("sinds")
    half_days = models.DecimalField("halve dagen per week op school", max_digits=3, decimal_places=1, null=True)
    grounds: Any = models.JSONField("waarom", default=list)
    marks = ArrayField(models.CharField(max_length=60), default=list, help_text="the facts that it rests on")
    codes: Any = models.JSONField("codes", default=list)
    alternative = ArrayField(models.CharField(max_length=160), default=list, verbose_name="wat de leerling krijgt")
    hours = models.DecimalField("uren per week", max_digits=5, decimal_places=1, null=True)
    leerplichtig = models.BooleanField("leerplichtig", default=True)
    enrolled = models.BooleanField("ingeschreven", default=True)
    asked = models.BooleanField("kan op vraag van de school zijn", default=False)
    reported = models.BooleanField("iemand meldde of noteerde iets", default=False)
    found_on = models.DateField("gevonden op")
    computed_on = models.DateField("berekend op")
    # What people say, of which facts, and who is on it.
    noted = models.BooleanField("door iemand genoteerd", default=False)
    noted_since = models.DateField("genoteerd: sinds", null=True, blank=True)
    noted_by = models.CharField(max_length=160, blank=True)
    verdict = models.CharField("oordeel", max_length=10, choices=Verdict, blank=True)
    verdict_marks = ArrayField(models.CharField(max_length=60), default=list)
    lead_house = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    lead = models.CharField("wie volgt op", max_length=160, blank=True)
    contact_on = models.DateField("laatste contact met de school op", null=True, blank=True)
    contact_how = models.CharField("hoe", max_length=10, choices=ContactHow, blank=True)
    own_alternative = models.CharField(
        "wat de leerling intussen krijgt", max_length=14, choices=Alternative, blank=True
    )
    own_hours = models.DecimalField("uren per week daarvan", max_digits=4, decimal_places=1, null=True, blank=True)
    next_step = models.CharField("volgende stap", max_length=14, choices=NextStep, blank=True)
    next_on = models.DateField("tegen", null=True, blank=True)
    ended_on = models.DateField("niet meer sinds", null=True, blank=True)
    ended_how = models.CharField("hoe het eindigde", max_length=16, choices=ENDINGS, blank=True)
    ended_by = models.CharField(max_length=160, blank=True)
    ended_by_person = models.BooleanField(default=False)

    class Meta:
        verbose_name = "thuiszitter"
        verbose_name_plural = "thuiszitters"
        ordering = ["since", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="thuiszitter_pupil"),
            models.Index(fields=["school", "since"], name="thuiszitter_school", condition=Q(ended_on=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["pupil"], condition=Q(ended_on=None), name="thuiszitter_open_once"),
            models.CheckConstraint(
                condition=Q(compartment=Gedeeld.key, school__isnull=False, centre=None)
                | Q(compartment=Clb.key, school=None, centre__isnull=False),
                name="thuiszitter_kept_by_one",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_how="", ended_by="")
                | (Q(ended_on__gte=F("since")) & ~Q(ended_how="") & ~Q(ended_by="")),
                name="thuiszitter_ends_somehow",
            ),
            models.CheckConstraint(
                condition=Q(contact_on=None) | ~Q(contact_how=""), name="thuiszitter_contact_says_how"
            ),
            models.CheckConstraint(
                condition=Q(noted=False) | Q(noted_since__isnull=False), name="thuiszitter_noted_since"
            ),
            models.CheckConstraint(
                condition=Q(next_on=None, next_step="") | (Q(next_on__isnull=False) & ~Q(next_step="")),
                name="thuiszitter_step_with_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"thuiszitter sinds {self.since}"

    def kept_by(self, school_id: int | None, centre_id: int | None) -> "Thuiszitter":
        """Say which house keeps it."""
        self.school_id, self.centre_id, self.organisation_id = school_id, centre_id, school_id or centre_id or 0
        self.compartment = Clb.key if school_id is None else Gedeeld.key
        return self

    @property
    def stands(self) -> bool:
        """Whether what a person said was about the facts of now."""
        return bool(self.verdict) and set(self.marks) <= set(self.verdict_marks)

    @property
    def risen(self) -> bool:
        """Somebody said something, and new facts came since."""
        return bool(self.verdict) and not self.stands

    @property
    def wrong(self) -> bool:
        return self.verdict == Verdict.WRONG and self.stands


class Judgement(models.Model):
    """What a person said of a finding, with the facts of that day. Kept, also where later facts are others."""

    record = models.ForeignKey(Thuiszitter, models.CASCADE, related_name="judgements")
    verdict = models.CharField("oordeel", max_length=10, choices=Verdict)
    reason = models.CharField("reden", max_length=3, choices=REASONS, blank=True)
    since = models.DateField("sinds", null=True, blank=True)
    half_days = models.DecimalField("halve dagen per week", max_digits=3, decimal_places=1, null=True, blank=True)
    why_not = models.CharField("klopt niet, omdat", max_length=10, choices=WhyNot, blank=True)
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, blank=True, related_name="+")
    computed: Any = models.JSONField("wat toen gevonden was", default=dict)
    on = models.DateField("op")
    by_id = models.BigIntegerField(null=True)
    by = models.CharField("door", max_length=160)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "oordeel over een thuiszitter"
        verbose_name_plural = "oordelen over thuiszitters"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(verdict=Verdict.WRONG) & ~Q(why_not="")) | (~Q(verdict=Verdict.WRONG) & Q(why_not="")),
                name="judgement_wrong_says_why",
            ),
            models.CheckConstraint(
                condition=Q(half_days=None) | Q(half_days__gte=0, half_days__lte=9), name="judgement_half_days_possible"
            ),
        ]


class Change(models.Model):
    """Notice that something changed for a pupil, until the register is computed anew. Append-only, as facts are."""

    pupil_id = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "wijziging voor het register"
        verbose_name_plural = "wijzigingen voor het register"
