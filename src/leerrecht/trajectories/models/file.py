from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leerrecht.access.compartments import Clb
from leerrecht.cases.models import Track
from leerrecht.guidance.models import Channel, Whom
from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.law.begeleiding import DOMEINEN, FASEN
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Centre
from leerrecht.people.models import Pupil
from leerrecht.trajectories.models.signal import Signal


def _in_the_file(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(compartment=Clb.key), name=f"{name}_in_the_clb_file")


class Ending(models.TextChoices):
    BACK = "terug", "de leerling is weer vaak genoeg aanwezig"
    HELPED = "doelen", "de doelen zijn bereikt"
    REFERRED = "verwezen", "andere hulp neemt over"
    MOVED = "verhuisd", "een ander CLB neemt over"
    ENDED = "gestopt", "leerling of ouders stoppen, en niets verplicht ertoe"
    ADULT = "meerderjarig", "meerderjarig en uit het onderwijs"


class Traject(Confidential):
    """The guidance of a pupil by a CLB: since when, in which phase and domains, by whom, until when."""

    signal = models.ForeignKey(Signal, models.SET_NULL, null=True, blank=True, related_name="trajects")
    track = models.OneToOneField(Track, models.SET_NULL, null=True, blank=True, related_name="traject")
    began_on = models.DateField("sinds")
    compulsory = models.BooleanField("verplicht (leerplichtbegeleiding)", default=False)
    fase = models.PositiveSmallIntegerField("zorgfase", choices=list(FASEN.items()))
    domain = models.CharField("voornaamste domein", max_length=14, choices=list(DOMEINEN.items()))
    domains = ArrayField(models.CharField(max_length=14, choices=list(DOMEINEN.items())), default=list)
    lead_id = models.BigIntegerField(null=True, help_text="account of who leads it")
    lead = models.CharField("trajectmedewerker", max_length=160)
    review_on = models.DateField("opnieuw bekijken op", null=True, blank=True)
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    ending = models.CharField("waarom afgesloten", max_length=14, choices=Ending, blank=True)
    closed_by = models.CharField("afgesloten door", max_length=160, blank=True)
    note = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="besluit"
    )

    class Meta:
        verbose_name = "traject van het CLB"
        verbose_name_plural = "trajecten van het CLB"
        ordering = ["-began_on", "id"]
        indexes = [models.Index(fields=["organisation_id", "lead_id"], name="traject_lead")]
        constraints = [
            *placed("traject"),
            _in_the_file("traject"),
            models.UniqueConstraint(
                fields=["pupil", "organisation_id"], condition=Q(closed_on=None), name="traject_open_once"
            ),
            models.CheckConstraint(condition=Q(fase__in=list(FASEN)), name="traject_fase_known"),
            models.CheckConstraint(condition=Q(domain__in=list(DOMEINEN)), name="traject_domain_known"),
            models.CheckConstraint(condition=~Q(lead=""), name="traject_led_by_somebody"),
            models.CheckConstraint(
                condition=Q(closed_on=None, ending="", closed_by="")
                | Q(closed_on__gte=F("began_on")) & ~Q(ending="") & ~Q(closed_by=""),
                name="traject_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id}, {self.began_on}"

    @property
    def domain_words(self) -> str:
        return ", ".join(DOMEINEN[one] for one in (self.domain, *self.domains))


class StepKind(models.TextChoices):
    INTAKE = "onthaal", "onthaal"
    QUESTION = "vraag", "vraagverheldering"
    TEAM = "team", "teamoverleg"
    CONTACT = "contact", "contact gezocht"
    TALK = "gesprek", "gesprek"
    VISIT = "huisbezoek", "huisbezoek"
    DIAGNOSIS = "diagnostiek", "handelingsgerichte diagnostiek"
    ADVICE = "advies", "handelingsgericht advies"
    BRIDGE = "brug", "overbruggingshulp"
    REFERRAL = "verwijzing", "doorverwijzing (draaischijf)"
    SYSTEMATIC = "systematisch", "systematisch contact"
    HOME = "huisonderwijs", "contact bij huisonderwijs"
    REVIEW = "evaluatie", "evaluatie van het traject"


class Next(models.TextChoices):
    """What follows on an intake or on clarifying the question."""

    QUESTION = "vraag", "vraagverheldering"
    TEAM = "team", "bespreken in het team"
    TRAJECT = "traject", "een traject"
    REFERRAL = "verwijzing", "doorverwijzing"
    ADVICE = "advies", "het blijft bij advies"
    NOTHING = "niets", "geen vervolg"


class CareStep(Confidential):
    """One thing that the CLB did for a pupil; its words are a note in the same compartment."""

    traject = models.ForeignKey(Traject, models.SET_NULL, null=True, blank=True, related_name="steps")
    signal = models.ForeignKey(Signal, models.SET_NULL, null=True, blank=True, related_name="steps")
    kind = models.CharField("wat", max_length=14, choices=StepKind)
    on = models.DateField("op")
    whom = models.CharField("met wie", max_length=10, choices=Whom, blank=True)
    channel = models.CharField("hoe", max_length=10, choices=Channel, blank=True)
    reached = models.BooleanField("bereikt", null=True)
    domain = models.CharField("domein", max_length=14, choices=list(DOMEINEN.items()), blank=True)
    minutes = models.PositiveSmallIntegerField("minuten", null=True, blank=True)
    next = models.CharField("wat volgt", max_length=12, choices=Next, blank=True)
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "stap van het CLB"
        verbose_name_plural = "stappen van het CLB"
        ordering = ["-on", "-written_at", "id"]
        indexes = [models.Index(fields=["pupil", "-on"], name="care_step_pupil")]
        constraints = [*placed("care_step"), _in_the_file("care_step")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


class Motive(models.TextChoices):
    UNKNOWN = "onbekend", "niet gekend"
    CHOICE = "keuze", "een eigen keuze van het gezin"
    NO_FIT = "geen-aanbod", "geen passend onderwijs gevonden"
    ABSENCE = "verzuim", "na conflict of na veel afwezigheden"
    ILL = "ziekte", "ziekte of een psychische moeilijkheid"
    OTHER = "ander", "iets anders"


class HomeEducation(models.Model):
    """That a child is educated at home for a time, as the CLB knows it: a bare fact that the law counts."""

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", verbose_name="leerling")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name="CLB")
    begins_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met", null=True, blank=True)
    b_before = models.PositiveSmallIntegerField("halve dagen B in het schooljaar ervoor")
    motive = models.CharField("waarom", max_length=12, choices=Motive, default=Motive.UNKNOWN)
    noted_by = models.CharField(max_length=160)
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "huisonderwijs"
        verbose_name_plural = "huisonderwijs"
        ordering = ["-begins_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pupil"], condition=Q(ends_on=None), name="home_education_open_once"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")), name="home_education_ends_after_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id}, {self.begins_on}"
