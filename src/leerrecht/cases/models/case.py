from django.db import models
from django.db.models import F, Q

from leerrecht.cases.kinds import Closed, Party
from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.organisations.models import Organisation


class Case(Confidential):
    """One case of one pupil, in which school, CLB and partners work beside each other.

    It lies where school and CLB share (``gedeeld``, owned by the school), or with the CLB alone (``clb``) where the
    pupil has no school. The row says nothing in words: those lie in notes, goals and tasks. Whoever divides the
    cases of the CLB sees the row. The lead is never empty as long as it is open.
    """

    opened_on = models.DateField("geopend op")
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    closed_why = models.CharField("waarom afgesloten", max_length=12, choices=Closed, blank=True)
    closed_by = models.CharField(max_length=160, blank=True)
    lead_house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="wie leidt")
    lead_id = models.BigIntegerField(null=True, help_text="account of the person who leads")
    lead = models.CharField("wie leidt", max_length=160)
    last_act_on = models.DateField("laatste stap")

    class Meta:
        verbose_name = "casus"
        verbose_name_plural = "casussen"
        ordering = ["-opened_on", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="case_pupil"),
            models.Index(fields=["organisation_id", "last_act_on"], name="case_house", condition=Q(closed_on=None)),
            models.Index(fields=["counterpart_id", "last_act_on"], name="case_centre", condition=Q(closed_on=None)),
        ]
        constraints = [
            *placed("case"),
            models.UniqueConstraint(
                fields=["pupil", "organisation_id"], condition=Q(closed_on=None), name="case_open_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_why="", closed_by="")
                | (Q(closed_on__gte=F("opened_on")) & ~Q(closed_why="") & ~Q(closed_by="")),
                name="case_closed_with_reason",
            ),
            models.CheckConstraint(condition=~Q(lead=""), name="case_has_a_lead"),
        ]

    def __str__(self) -> str:
        return f"casus van {self.opened_on}"


class Participant(models.Model):
    """A chair at the case. Nobody took it up as long as ``took_up_on`` is empty; ``until`` is the first day without."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="participants")
    party = models.CharField("voor wie", max_length=8, choices=Party)
    name = models.CharField("naam", max_length=160, blank=True)
    function = models.CharField("wat die doet", max_length=120)
    house = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organisatie"
    )
    who_id = models.BigIntegerField(null=True, help_text="account of the person, where there is one")
    asked_on = models.DateField("gevraagd op")
    took_up_on = models.DateField("opgenomen op", null=True, blank=True)
    until = models.DateField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "wie meewerkt"
        verbose_name_plural = "wie meewerken"
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(function=""), name="case_chair_says_what"),
            models.CheckConstraint(condition=Q(took_up_on=None) | ~Q(name=""), name="case_chair_taken_by_name"),
        ]
