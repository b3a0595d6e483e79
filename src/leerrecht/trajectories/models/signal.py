import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerrecht.law.topics.aanmelding_clb import CRITERIA
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Centre, School
from leerrecht.people.models import Pupil


class About(models.TextChoices):
    ABSENCE = "verzuim", "afwezigheden"
    SUPPORT = "steun", "ouders kunnen steun gebruiken"
    HOME = "huisonderwijs", "overstap naar huisonderwijs"
    QUESTION = "vraag", "een vraag om hulp"


class Source(models.TextChoices):
    """Who brings it. What the rules bring is never mixed with what a person says: each has its own day."""

    RULES = "regels", "vanzelf, door wat de regels vragen"
    SCHOOL = "school", "de school"
    PUPIL = "leerling", "de leerling"
    PARENTS = "ouders", "de ouders"
    CENTRE = "clb", "het CLB zelf"
    OTHERS = "anderen", "iemand anders"


class State(models.TextChoices):
    NEW = "nieuw", "nog niet bekeken"
    SEEN = "gezien", "gezien"
    WAITING = "wacht", "op de wachtlijst"
    TAKEN = "opgenomen", "opgenomen"
    DECLINED = "niet", "niet opgenomen"
    CLOSED = "afgesloten", "afgesloten"


OPEN = (State.NEW, State.SEEN, State.WAITING)
"""What waits for an answer of the centre."""
LIVE = (*OPEN, State.TAKEN)


class WhyNot(models.TextChoices):
    """Why a centre does not take something up: a list, so that nothing confidential is written here."""

    SCHOOL = "school", "de school kan zelf verder; het CLB denkt mee"
    FOLLOWED = "gevolgd", "het CLB volgt deze leerling al"
    OTHERS = "anderen", "er is al andere hulp"
    FULL = "vol", "nu geen plaats: dringender vragen gaan voor"
    UNWANTED = "niet-gewild", "leerling of ouders willen geen hulp, en niets verplicht ertoe"
    MISTAKEN = "onjuist", "het signaal klopt niet of niet meer"
    ELSEWHERE = "elders", "een ander CLB begeleidt deze leerling"


class Signal(models.Model):
    """A pupil at the front door of a CLB. Says that, why by the rules, and what was answered; never a text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The constraint below begins with the pupil.
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", db_index=False, verbose_name="leerling")
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+", verbose_name="school")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", db_index=False, verbose_name="CLB")
    about = models.CharField("waarover", max_length=14, choices=About, default=About.ABSENCE)
    source = models.CharField("van wie", max_length=10, choices=Source)
    shared = models.BooleanField("ook voor de school", default=True)
    arisen_on = models.DateField("sinds")
    rules = ArrayField(models.CharField(max_length=40), default=list, help_text="rules of the law that brought it")
    reported_on = models.DateField("gemeld op", null=True, blank=True)
    reported_by = models.CharField("gemeld door", max_length=160, blank=True)
    reported_by_id = models.BigIntegerField(null=True)
    criteria = ArrayField(models.CharField(max_length=20, choices=list(CRITERIA.items())), default=list)
    parents_spoken = models.BooleanField("met de ouders gesproken", null=True)
    rank = models.PositiveSmallIntegerField("volgorde van de school", null=True, blank=True)
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField("stand", max_length=10, choices=State, default=State.NEW)
    who_id = models.BigIntegerField(null=True, help_text="account of who of the centre takes it up")
    who = models.CharField("met wie", max_length=160, blank=True)
    by_when = models.DateField("tegen wanneer", null=True, blank=True)
    why_not = models.CharField("waarom niet", max_length=12, choices=WhyNot, blank=True)
    answered_on = models.DateField("beantwoord op", null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        ordering = ["arisen_on", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="signal_pupil"),
            models.Index(fields=["centre", "state"], name="signal_centre_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "centre", "about"], condition=Q(state__in=LIVE), name="signal_live_once"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DECLINED) & ~Q(why_not="") | ~Q(state=State.DECLINED) & Q(why_not=""),
                name="signal_declined_with_reason",
            ),
            models.CheckConstraint(condition=~Q(state=State.TAKEN) | ~Q(who=""), name="signal_taken_by_somebody"),
            models.CheckConstraint(
                condition=Q(reported_on=None, reported_by="") | Q(reported_on__isnull=False) & ~Q(reported_by=""),
                name="signal_reported_by_somebody",
            ),
            models.CheckConstraint(condition=Q(rank=None) | Q(rank__gte=1), name="signal_rank_from_one"),
            models.CheckConstraint(condition=Q(shared=False) | Q(school__isnull=False), name="signal_shared_with_one"),
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()}, {self.arisen_on}"

    @property
    def criteria_words(self) -> str:
        return "; ".join(CRITERIA[one] for one in self.criteria)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class AnswerKind(models.TextChoices):
    SEEN = "gezien", "gezien"
    WAITING = "wacht", "op de wachtlijst"
    TAKEN = "opgenomen", "opgenomen"
    DECLINED = "niet", "niet opgenomen"
    FEEDBACK = "terug", "terugkoppeling"
    CLOSED = "afgesloten", "afgesloten"


class Answer(models.Model):
    """What the centre let the school know, when: each step stands, so that the time between them can be told.

    ``note`` is a text of its own in ``gedeeld``: nothing of the file of the CLB.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="answers")
    kind = models.CharField("wat", max_length=10, choices=AnswerKind)
    on = models.DateField("op")
    by_id = models.BigIntegerField(null=True)
    by = models.CharField("door", max_length=160)
    who = models.CharField("met wie", max_length=160, blank=True)
    by_when = models.DateField("tegen wanneer", null=True, blank=True)
    why_not = models.CharField("waarom niet", max_length=12, choices=WhyNot, blank=True)
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "antwoord van het CLB"
        verbose_name_plural = "antwoorden van het CLB"
        ordering = ["at", "id"]
