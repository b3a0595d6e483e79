from django.db import models
from django.db.models import Q

from leerrecht.cases.models.case import Case
from leerrecht.guidance.models.base import Confidential, placed


class Threat(models.TextChoices):
    EXCLUSION = "uitsluiting", "een uitsluiting dreigt"
    SUSPENSION = "schorsing", "een schorsing dreigt"
    DROPOUT = "uitval", "schooluitval dreigt"


class Taken(models.TextChoices):
    NONE = "", "nog geen antwoord"
    YES = "ja", "aanvaard"
    NO = "nee", "niet aanvaard"


class Mediated(models.TextChoices):
    AGREED = "eens", "ze kwamen tot een afspraak"
    PARTLY = "deels", "ze kwamen een deel van de weg"
    NOT = "niet", "ze kwamen er niet uit"


class Mediation(Confidential):
    """A neutral third is offered where talking is stuck and exclusion or dropout threatens."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="mediations")
    threat = models.CharField("wat dreigt", max_length=12, choices=Threat)
    mediator = models.CharField("wie bemiddelt", max_length=160)
    offered_on = models.DateField("aangeboden op")
    taken = models.CharField("antwoord", max_length=4, choices=Taken, blank=True, default="")
    ended_on = models.DateField("afgerond op", null=True, blank=True)
    result = models.CharField("hoe het afliep", max_length=8, choices=Mediated, blank=True)

    class Meta:
        verbose_name = "bemiddeling"
        verbose_name_plural = "bemiddelingen"
        ordering = ["-offered_on", "id"]
        indexes = [models.Index(fields=["pupil"], name="mediation_pupil")]
        constraints = [
            *placed("mediation"),
            models.CheckConstraint(condition=~Q(mediator=""), name="mediation_by_somebody"),
            models.CheckConstraint(
                condition=Q(ended_on=None, result="") | (Q(ended_on__isnull=False) & ~Q(result="")),
                name="mediation_ended_how",
            ),
        ]


class Motive(models.TextChoices):
    QUALIFIED = "diploma", "behaalde een diploma of getuigschrift"
    WORK = "werk", "ging werken"
    OTHER_PATH = "andere_weg", "leert verder buiten de school"
    TIRED = "schoolmoe", "zag de school niet meer zitten"
    HEALTH = "gezondheid", "de gezondheid liet het niet toe"
    HOME = "thuis", "de situatie thuis"
    EXCLUDED = "uitgesloten", "werd uitgesloten"
    NO_OFFER = "geen_aanbod", "er was geen passend aanbod"
    UNKNOWN = "onbekend", "niet bekend"


class Destination(models.TextChoices):
    WORK = "werk", "werk"
    VDAB = "vdab", "zoekt werk, met VDAB"
    SECOND_CHANCE = "tweedekans", "volwassenenonderwijs of tweedekansonderwijs"
    EXAMS = "examencommissie", "examencommissie"
    COURSE = "opleiding", "andere opleiding"
    HELP = "hulp", "hulpverlening of dagbesteding"
    ABROAD = "buitenland", "buitenland"
    NOTHING = "niets", "niets, voor zover bekend"
    UNKNOWN = "onbekend", "niet bekend"


class Exit(Confidential):
    """A young person left education: why, where to, and whether somebody walked along to the next place."""

    left_on = models.DateField("laatste dag op school")
    motive = models.CharField("waarom", max_length=12, choices=Motive)
    motive_by = models.CharField("volgens wie", max_length=8, choices=[
        ("leerling", "de leerling"), ("ouders", "de ouders"), ("school", "de school"),
    ])  # fmt: skip
    destination = models.CharField("waarheen", max_length=16, choices=Destination)
    talked = models.BooleanField("er was een afrondend gesprek", default=False)
    handed_over = models.CharField("warm overgedragen aan", max_length=160, blank=True)
    look_on = models.DateField("opnieuw navragen op", null=True, blank=True)
    looked_on = models.DateField("nagevraagd op", null=True, blank=True)

    class Meta:
        verbose_name = "uitstroom"
        verbose_name_plural = "uitstroom"
        ordering = ["-left_on", "id"]
        indexes = [models.Index(fields=["pupil"], name="exit_pupil")]
        constraints = [
            *placed("exit"),
            models.UniqueConstraint(fields=["pupil", "organisation_id", "left_on"], name="exit_once"),
        ]
