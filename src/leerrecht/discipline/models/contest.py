"""A C attest that pupil or parents contest: each turn of it with the day that it fixes for the next."""

from django.db import models
from django.db.models import F, Q

from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.notes.models import Aantekening


class Ending(models.TextChoices):
    """How it ended."""

    OTHER = "ander", "er kwam een ander attest"
    STAYS = "blijft", "het C-attest blijft"
    STOPPED = "gestopt", "leerling en ouders gaan niet verder"


class Contest(Confidential):
    """That a C attest is contested, from the talk with the school up to the decision of the board. Texts are notes.

    Not discipline: it lies where school, CLB, pupil and parents read together.
    """

    attest_on = models.DateField("dag van het C-attest")
    contested_on = models.DateField("betwist op")
    why = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, related_name="contest", verbose_name="waarom het betwist wordt"
    )
    closed_on = models.DateField("afgesloten op", null=True)
    closed_how = models.CharField("hoe afgesloten", max_length=8, choices=Ending, blank=True)

    class Meta:
        verbose_name = "betwisting van een C-attest"
        verbose_name_plural = "betwistingen van een C-attest"
        ordering = ["-attest_on", "-written_at", "id"]
        indexes = [
            models.Index(fields=["pupil", "-attest_on"], name="contest_pupil_on"),
            models.Index(fields=["organisation_id"], name="contest_open", condition=Q(closed_on=None)),
        ]
        constraints = [
            *placed("contest"),
            models.UniqueConstraint(fields=["pupil", "organisation_id", "attest_on"], name="contest_once"),
            models.CheckConstraint(condition=Q(contested_on__gte=F("attest_on")), name="contest_after_attest"),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_how="") | (Q(closed_on__isnull=False) & ~Q(closed_how="")),
                name="contest_closed_with_how",
            ),
        ]

    def __str__(self) -> str:
        return f"C-attest van {self.attest_on}"


class Turn(models.TextChoices):
    """What happens in a contest. Which comes next, says ``domain.contests``."""

    ANSWER = "antwoord", "Antwoord van de directeur"
    COUNCIL = "klassenraad", "De klassenraad beslist opnieuw"
    TESTS = "proeven", "Bijkomende proeven"
    APPEAL = "beroep", "Schriftelijk beroep bij het schoolbestuur"
    COMMISSION = "commissie", "Beslissing van de beroepscommissie"


class Said(models.TextChoices):
    """What came of a turn."""

    YES = "ja", "de klassenraad komt opnieuw samen"
    NO = "nee", "de klassenraad komt niet opnieuw samen"
    STAYS = "blijft", "het C-attest blijft"
    TESTS = "proeven", "eerst bijkomende proeven"
    OTHER = "ander", "er komt een ander attest"
    INADMISSIBLE = "onontvankelijk", "het beroep is niet ontvankelijk"


class TurnDone(models.Model):
    """One turn. ``due_on`` is the day that it fixes for the next: of the klassenraad, the tests, the last to appeal."""

    contest = models.ForeignKey(Contest, models.CASCADE, related_name="turns")
    turn = models.CharField("stap", max_length=12, choices=Turn)
    on = models.DateField("dag")
    answer = models.CharField("uitkomst", max_length=16, choices=Said, blank=True)
    due_on = models.DateField(null=True)
    inside = models.CharField("lid van binnen het schoolbestuur", max_length=160, blank=True)
    outside = models.CharField("lid van buiten het schoolbestuur", max_length=160, blank=True)
    note = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, related_name="contest_turn", verbose_name="verslag"
    )
    by_name = models.CharField(max_length=160)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "stap in een betwisting"
        verbose_name_plural = "stappen in een betwisting"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "turn"], condition=Q(turn__in=["antwoord", "beroep", "commissie"]),
                name="contest_turn_once",
            ),
            models.CheckConstraint(
                condition=~Q(turn="commissie") | (~Q(inside="") & ~Q(outside="")), name="contest_commission_whole"
            ),
        ]  # fmt: skip
