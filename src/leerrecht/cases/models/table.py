from django.db import models
from django.db.models import Q

from leerrecht.cases.kinds import Party
from leerrecht.cases.models.case import Case
from leerrecht.cases.models.task import CaseTask
from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Organisation


class TableKind(models.TextChoices):
    ROUND = "rondetafel", "rondetafel"
    MDO = "mdo", "multidisciplinair overleg (MDO)"
    MEDIATION = "bemiddeling", "bemiddelingsgesprek"
    RESTORING = "herstel", "herstelgesprek"


class RoundTable(Confidential):
    """Everybody around one table. What is said goes into notes; what is decided, into decisions with positions."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="tables")
    kind = models.CharField("soort overleg", max_length=12, choices=TableKind)
    on = models.DateField("dag")
    starts_at = models.TimeField("uur")
    place = models.CharField("plaats", max_length=120)
    question = models.CharField("welke vraag ligt op tafel", max_length=300, blank=True)
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="round_table")

    class Meta:
        verbose_name = "rondetafel"
        verbose_name_plural = "rondetafels"
        ordering = ["-on", "-starts_at", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="roundtable_pupil"),
            models.Index(fields=["case"], name="roundtable_case"),
        ]
        constraints = placed("roundtable")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


class Answer(models.TextChoices):
    NONE = "", "nog geen antwoord"
    COMES = "komt", "komt"
    NOT = "niet", "komt niet"


class Invitation(Confidential):
    """Somebody is asked to the table. It repeats when and where, so that a partner reads the own invitation alone."""

    table = models.ForeignKey(RoundTable, models.CASCADE, related_name="invitations")
    party = models.CharField("voor wie", max_length=8, choices=Party)
    name = models.CharField("naam", max_length=160)
    house = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="organisatie"
    )
    on = models.DateField("dag")
    starts_at = models.TimeField("uur")
    place = models.CharField("plaats", max_length=120)
    answer = models.CharField("antwoord", max_length=4, choices=Answer, blank=True, default="")
    came = models.BooleanField("was er", null=True)

    class Meta:
        verbose_name = "uitnodiging voor een rondetafel"
        verbose_name_plural = "uitnodigingen voor rondetafels"
        ordering = ["written_at", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="tableinvite_pupil"),
            models.Index(fields=["table"], name="tableinvite_table"),
        ]
        constraints = [
            *placed("tableinvite"),
            models.CheckConstraint(condition=~Q(name=""), name="tableinvite_named"),
            models.UniqueConstraint(fields=["table", "party", "name"], name="tableinvite_once"),
        ]


class View(models.TextChoices):
    AGREES = "akkoord", "akkoord"
    PROVIDED = "mits", "akkoord, op voorwaarde"
    DISAGREES = "niet", "niet akkoord"
    ABSTAINS = "onthouding", "spreekt zich niet uit"


class Decision(models.Model):
    """What the table proposes. It is joint once everybody who was there agreed, each in so many words."""

    table = models.ForeignKey(RoundTable, models.CASCADE, related_name="decisions")
    order = models.PositiveSmallIntegerField()
    what = models.CharField("wat stellen we voor", max_length=300)
    task = models.OneToOneField(CaseTask, models.SET_NULL, null=True, related_name="decision")

    class Meta:
        verbose_name = "besluit van een rondetafel"
        verbose_name_plural = "besluiten van rondetafels"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["table", "order"], name="decision_order_once"),
            models.CheckConstraint(condition=~Q(what=""), name="decision_says_what"),
        ]


class Position(models.Model):
    """What one of those at the table thinks of a decision. No row: nothing was said, which is no consent."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="positions")
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="positions")
    view = models.CharField("standpunt", max_length=10, choices=View)
    words = models.CharField("in eigen woorden", max_length=300, blank=True)
    on = models.DateField("op")
    recorded_by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "standpunt"
        verbose_name_plural = "standpunten"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "invitation"], name="position_once"),
            models.CheckConstraint(
                condition=~Q(view=View.PROVIDED) | ~Q(words=""), name="position_says_on_what_condition"
            ),
        ]
