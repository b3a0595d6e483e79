"""A child that was not let in, as somebody reported it; followed up until there is an answer."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Location, Organisation, School
from leerrecht.people.models import Pupil
from leerrecht.places.models.application import GROUNDS, criteria_field
from leerrecht.places.models.slot import SlotKind


class Way(models.TextChoices):
    """How the school said no: with a document, or "onder de tafel" (000:9066-9094, 9176-9208)."""

    FORMAL = "formeel", "de school weigerde en gaf een reden"
    NO_CALL = "niet_gebeld", "de school belde of schreef niet terug"
    NO_DATE = "geen_afspraak", "er kwam geen afspraak om in te schrijven"
    FULL = "volzet_gezegd", "de school zei dat ze volzet is, zonder attest"
    TALKED_OUT = "ontraden", "de school raadde het af (te moeilijk, te duur, past niet)"
    CONTRACT = "contract", "alleen met een gedragscontract"
    HELP = "externe_hulp", "alleen als er hulp van buiten is"
    CONDITION = "niet_ontbindend", "de school wou niet inschrijven onder ontbindende voorwaarde"
    WAIT = "lijntje", "de school hield de ouders aan het lijntje"
    OTHER = "anders", "op een andere manier"


class About(models.TextChoices):
    EXCLUDED = "uitgesloten", "de leerling is elders definitief uitgesloten"
    IAC = "iac_ov4", "de leerling heeft een IAC- of OV4-verslag"
    GC = "gc", "de leerling heeft een GC-verslag"
    NEWCOMER = "nieuwkomer", "de leerling is een anderstalige nieuwkomer"
    NONE = "geen", "geen van deze"
    UNKNOWN = "onbekend", "niet gekend"


class Impact(models.TextChoices):
    """What it does to the school career (000:9262-9272)."""

    NO_SCHOOL = "zonder_school", "de leerling zit zonder school"
    STAYS = "blijft", "de leerling blijft waar hij of zij nu zit"
    STUDY = "andere_richting", "de leerling moet iets anders volgen"
    FAR = "verder", "de leerling moet verder reizen"
    UNKNOWN = "onbekend", "nog niet gekend"


class Reporter(models.TextChoices):
    PARENTS = "ouders", "de ouders"
    PUPIL = "leerling", "de leerling"
    GUARDIAN = "voogd", "een voogd"
    CENTRE = "clb", "het CLB"
    SCHOOL = "school", "de school waar de leerling zit"
    OTHER = "ander", "iemand anders"


class Answer(models.TextChoices):
    """How it ended; a report stays open until one of these is known."""

    HERE = "ingeschreven", "de school schrijft de leerling toch in"
    ELSEWHERE = "elders", "de leerling is in een andere school ingeschreven"
    LAWFUL = "terecht", "de weigering blijft en kan volgens de regels"
    UNLAWFUL = "blijft", "de weigering blijft, tegen de regels in"
    NOT_ANY_MORE = "niet_meer", "de ouders vragen deze school niet meer"
    MISTAKE = "vergissing", "dit was een vergissing"


class StepKind(models.TextChoices):
    CALLED = "gebeld", "de school gecontacteerd"
    ANSWERED = "antwoord", "de school antwoordde"
    ASKED = "attest_gevraagd", "een attest van niet-gerealiseerde inschrijving gevraagd"
    DOCUMENT = "attest", "het attest gekregen"
    INFORMED = "ingelicht", "de ouders verteld wat ze kunnen doen (LOP, Commissie inzake leerlingenrechten)"
    MEDIATION = "bemiddeling", "bemiddeling gevraagd aan het LOP"
    MEDIATED = "bemiddeld", "de bemiddeling van het LOP is afgelopen"
    COMPLAINT = "klacht", "klacht ingediend bij de Commissie inzake leerlingenrechten"
    OPINION = "oordeel", "de Commissie inzake leerlingenrechten oordeelde"
    FOUND = "plaats", "een plaats gevonden in een andere school"


ONCE = (
    StepKind.DOCUMENT, StepKind.MEDIATION, StepKind.MEDIATED, StepKind.COMPLAINT, StepKind.OPINION, StepKind.FOUND,
)  # fmt: skip


class Refusal(models.Model):
    """A report at the meldpunt: bare facts; what people told is a note of the house that follows it up.

    The school that refused does not read it. ``school`` is empty where that school is not in this installation;
    ``school_name`` then says which.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", verbose_name="leerling")
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="school die weigerde"
    )
    location = models.ForeignKey(
        Location, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="vestigingsplaats"
    )
    school_name = models.CharField("school die weigerde", max_length=160)
    school_year = models.PositiveSmallIntegerField("schooljaar (beginjaar)")
    kind = models.CharField("soort plaats", max_length=10, choices=SlotKind)
    study = models.CharField("studierichting", max_length=120, blank=True)
    on = models.DateField("dag van de weigering")
    way = models.CharField("hoe", max_length=16, choices=Way)
    ground = models.CharField("reden die de school gaf", max_length=32, choices=GROUNDS, blank=True)
    lawful = models.BooleanField("kan volgens de regels", null=True, help_text="judged where a reason was given")
    about = models.CharField("over wie het gaat", max_length=12, choices=About, default=About.UNKNOWN)
    impact = models.CharField("gevolg", max_length=16, choices=Impact, default=Impact.UNKNOWN)
    excluded_on = models.DateField("dag van de uitsluiting", null=True, blank=True)
    lop_agreement = models.BooleanField("het LOP maakte hierover afspraken", default=False)
    criteria = criteria_field()
    reporter = models.CharField("gemeld door", max_length=10, choices=Reporter)
    reported_on = models.DateField("gemeld op")
    reported_by = models.CharField(max_length=160)
    reported_by_id = models.BigIntegerField(null=True)
    handled_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="volgt dit op")
    centre = models.BooleanField("een CLB volgt dit op")
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="refusal", verbose_name="verhaal")
    look_on = models.DateField("opnieuw bekijken op", null=True, blank=True)
    closed_on = models.DateField("antwoord op", null=True, blank=True)
    closed_how = models.CharField("antwoord", max_length=14, choices=Answer, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "gemelde weigering"
        verbose_name_plural = "gemelde weigeringen"
        ordering = ["-on", "-recorded_at", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="refusal_pupil"),
            models.Index(fields=["handled_by", "closed_on"], name="refusal_handled"),
            models.Index(fields=["school", "school_year"], name="refusal_school_year"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(school_name=""), name="refusal_names_a_school"),
            models.CheckConstraint(
                condition=(Q(way=Way.FORMAL) & ~Q(ground="")) | (~Q(way=Way.FORMAL) & Q(ground="")),
                name="refusal_ground_where_formal",
            ),
            models.CheckConstraint(
                condition=Q(way=Way.FORMAL, lawful__isnull=False) | (~Q(way=Way.FORMAL) & Q(lawful=None)),
                name="refusal_judged_where_formal",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_how="") | (Q(closed_on__isnull=False) & ~Q(closed_how="")),
                name="refusal_closed_with_answer",
            ),
            models.CheckConstraint(condition=Q(reported_on__gte=models.F("on")), name="refusal_reported_after"),
        ]

    def __str__(self) -> str:
        return f"{self.school_name}, {self.on}"

    @property
    def formal(self) -> bool:
        return self.way == Way.FORMAL


class RefusalStep(models.Model):
    """Something that was done about a refusal."""

    refusal = models.ForeignKey(Refusal, models.CASCADE, related_name="steps")
    kind = models.CharField("wat", max_length=16, choices=StepKind)
    on = models.DateField("op")
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="+", verbose_name="verslag")
    done_by = models.CharField("genoteerd door", max_length=160)

    class Meta:
        verbose_name = "stap na een weigering"
        verbose_name_plural = "stappen na een weigering"
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["refusal", "kind"], condition=Q(kind__in=ONCE), name="refusal_step_once")
        ]
