from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.notes.models import Aantekening

# A plan is looked at together at least this often.
LONGEST_WEEKS = 26


class PlanKind(models.TextChoices):
    CARE = "zorg", "begeleidingsplan"
    REFUSAL = "weigering", "plan bij schoolweigering"
    RETURN = "terugkeer", "plan voor terugkeer na lange afwezigheid"


class Ending(models.TextChoices):
    REACHED = "bereikt", "de doelen zijn bereikt"
    PARTLY = "deels", "een deel van de doelen is bereikt"
    OTHER = "ander", "een ander plan komt in de plaats"
    LEFT = "weg", "de leerling is niet meer op deze school"
    STOPPED = "gestopt", "de leerling of de ouders stoppen ermee"


class Plan(Confidential):
    """Goals, actions, steps and evaluations for one pupil. Evaluations come back every ``weeks`` weeks."""

    kind = models.CharField("soort plan", max_length=10, choices=PlanKind)
    begins_on = models.DateField("begin")
    weeks = models.PositiveSmallIntegerField("evaluatie om de ... weken")
    evaluate_on = models.DateField("volgende evaluatie", null=True, blank=True)
    contact_days = models.PositiveSmallIntegerField(
        "contact om de ... dagen", null=True, blank=True, help_text="agreed frequency of contact while absent"
    )
    trust = models.CharField("vertrouwenspersoon", max_length=160, blank=True)
    class_informed = models.BooleanField("de klas is voorbereid", default=False)
    closed_on = models.DateField("afgesloten op", null=True, blank=True)
    ending = models.CharField("hoe afgesloten", max_length=8, choices=Ending, blank=True)
    closed_by = models.CharField(max_length=160, blank=True)
    worked = models.OneToOneField(Aantekening, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "plan"
        verbose_name_plural = "plannen"
        ordering = ["-begins_on", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="plan_pupil"),
            models.Index(fields=["organisation_id", "evaluate_on"], name="plan_evaluate_on"),
        ]
        constraints = [
            *placed("plan"),
            models.CheckConstraint(condition=Q(weeks__gte=1, weeks__lte=LONGEST_WEEKS), name="plan_weeks_possible"),
            models.CheckConstraint(
                condition=Q(closed_on=None, ending="", closed_by="", evaluate_on__isnull=False)
                | (Q(closed_on__isnull=False, evaluate_on=None) & ~Q(ending="") & ~Q(closed_by="")),
                name="plan_closed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.begins_on}"


class Goal(models.Model):
    """What the pupil wants, in the pupil's words; the words are a note."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    order = models.PositiveSmallIntegerField()
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="guidance_goal")
    reached_on = models.DateField("bereikt op", null=True, blank=True)

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="goal_order_once")]


class Action(models.Model):
    """Who does what by when. ``what`` lies in the compartment of the plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    what = models.CharField("wat", max_length=200)
    who = models.CharField("wie", max_length=160)
    who_id = models.BigIntegerField(null=True, help_text="account of the person, where one of the staff")
    due_on = models.DateField("tegen")
    done_on = models.DateField("gedaan op", null=True, blank=True)
    result = models.CharField("resultaat", max_length=8, blank=True)

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["who_id", "due_on"], name="action_of_somebody")]
        constraints = [models.CheckConstraint(condition=~Q(what="") & ~Q(who=""), name="action_says_who_and_what")]


class Step(models.Model):
    """From a day on the pupil is there on these half-days of each week, until the next step.

    A slot is weekday and part: ``0vm`` is Monday forenoon.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps")
    first = models.DateField("vanaf")
    half_days = ArrayField(models.CharField(max_length=3), verbose_name="halve dagen")

    class Meta:
        verbose_name = "stap naar school"
        verbose_name_plural = "stappen naar school"
        ordering = ["first", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "first"], name="step_once_a_day")]


class Verdict(models.TextChoices):
    ON = "verder", "we doen zo verder"
    ADJUST = "bijsturen", "we sturen bij"
    CLOSE = "afronden", "we ronden af"


class Evaluation(models.Model):
    """A look back with the pupil, on the day on which it happened."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="evaluations")
    due_on = models.DateField("was voorzien op")
    on = models.DateField("dag")
    verdict = models.CharField("besluit", max_length=10, choices=Verdict)
    pupil_present = models.BooleanField("de leerling was erbij", default=True)
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="guidance_evaluation")
    by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ["-on", "-id"]


class AgreementKind(models.TextChoices):
    AGREEMENT = "afspraken", "afspraken"
    CONTRACT = "contract", "schoolcontract"


class Agreement(Confidential):
    """Agreements or a contract; what was agreed stands in versions, each signed anew."""

    kind = models.CharField("soort", max_length=10, choices=AgreementKind)
    plan = models.ForeignKey(Plan, models.SET_NULL, null=True, blank=True, related_name="agreements")
    begins_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met", null=True, blank=True)
    review_on = models.DateField("opnieuw bekijken op")

    class Meta:
        verbose_name = "afspraak of contract"
        verbose_name_plural = "afspraken en contracten"
        ordering = ["-begins_on", "id"]
        indexes = [models.Index(fields=["pupil"], name="agreement_pupil")]
        constraints = [
            *placed("agreement"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("begins_on")), name="agreement_ends_after_begin"
            ),
        ]


class Version(models.Model):
    """What was agreed, as it stood from ``made_on`` until the next version."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("versie")
    made_on = models.DateField("van")
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="guidance_version")

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="version_number_once")]


class Party(models.TextChoices):
    PUPIL = "leerling", "de leerling"
    PARENTS = "ouders", "de ouders"
    SCHOOL = "school", "de school"


class SignedHow(models.TextChoices):
    PAPER = "papier", "op papier"
    SPOKEN = "gesprek", "mondeling, in een gesprek"
    PORTAL = "portaal", "op de eigen pagina"
    REFUSED = "niet", "wil niet ondertekenen"


class Signature(models.Model):
    """Who signed a version, when and how; or that somebody would not."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="signatures")
    party = models.CharField("wie", max_length=8, choices=Party)
    name = models.CharField("naam", max_length=160)
    on = models.DateField("op")
    how = models.CharField("hoe", max_length=8, choices=SignedHow)
    recorded_by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "handtekening"
        verbose_name_plural = "handtekeningen"
        ordering = ["party", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "party", "name"], name="signature_once")]
