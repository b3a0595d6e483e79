"""A procedure of suspension or exclusion: what is at stake, each step that was done, and who took part."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from leerrecht.discipline.models.incident import Incident
from leerrecht.enrolment.models import Level, Track
from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.law.casus import MAATREGEL_SOORTEN
from leerrecht.law.gedrag import GEEN_BEGELEIDING, GEVAAR
from leerrecht.law.tucht import NAMEN, PREVENTIEF
from leerrecht.letters.models import Letter
from leerrecht.notes.models import Aantekening
from leerrecht.people.models import Grant


class Verdict(models.TextChoices):
    """What was decided."""

    TAKEN = "genomen", "de maatregel wordt genomen"
    LIGHTER = "lichter", "een lichtere maatregel volstaat"
    NOTHING = "niets", "er komt geen maatregel"


class Closed(models.TextChoices):
    DONE = "uitgevoerd", "de maatregel is voorbij"
    NONE = "geen", "geen of een lichtere maatregel"
    ANNULLED = "vernietigd", "vernietigd in beroep"
    REVISED = "herzien", "herzien in het voordeel van de leerling"
    LEFT = "vertrokken", "de leerling is niet meer in deze school"
    STOPPED = "stopgezet", "stopgezet voor er een beslissing was"


CLOSED = Q(closed_on__isnull=False)


class Procedure(Confidential):
    """One of the three measures of the law, from the first thought of it to its end. Facts only: texts are notes.

    ``level`` and ``track`` are those of the enrolment when it began. ``first_day`` and ``last_day`` are those of the
    measure; of a definitive exclusion the last stays empty.
    """

    kind = models.CharField("maatregel", max_length=24, choices=list(NAMEN.items()))
    incident = models.ForeignKey(Incident, models.SET_NULL, null=True, related_name="procedures")
    after = models.ForeignKey("self", models.SET_NULL, null=True, related_name="followed_by")
    level = models.CharField("niveau", max_length=10, choices=Level)
    track = models.CharField("stelsel", max_length=10, choices=Track)
    grade = models.PositiveSmallIntegerField("leerjaar", null=True)
    opened_on = models.DateField("begonnen op")
    danger = models.CharField("gevaar", max_length=10, choices=list(GEVAAR.items()), blank=True)
    no_care = models.CharField(
        "waarom geen begeleiding", max_length=10, choices=list(GEEN_BEGELEIDING.items()), blank=True
    )
    grounds = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, related_name="procedure", verbose_name="de feiten"
    )
    verdict = models.CharField("beslissing", max_length=8, choices=Verdict, blank=True)
    decided_on = models.DateField("beslist op", null=True)
    decided_by = models.CharField("door", max_length=160, blank=True)
    first_day = models.DateField("eerste dag", null=True)
    last_day = models.DateField("laatste dag", null=True)
    revised_on = models.DateField("herzien op", null=True)
    closed_on = models.DateField("afgesloten op", null=True)
    closed_how = models.CharField("hoe afgesloten", max_length=10, choices=Closed, blank=True)

    class Meta:
        verbose_name = "tuchtprocedure"
        verbose_name_plural = "tuchtprocedures"
        ordering = ["-opened_on", "-written_at", "id"]
        indexes = [
            models.Index(fields=["pupil", "-opened_on"], name="procedure_pupil_on"),
            models.Index(fields=["organisation_id"], name="procedure_open", condition=Q(closed_on=None)),
        ]
        constraints = [
            *placed("procedure"),
            models.CheckConstraint(condition=Q(kind__in=MAATREGEL_SOORTEN), name="procedure_kind_known"),
            models.CheckConstraint(condition=~Q(level=Level.KLEUTER), name="procedure_never_in_kleuter"),
            models.CheckConstraint(
                condition=Q(kind=PREVENTIEF) & ~Q(danger="") | ~Q(kind=PREVENTIEF) & Q(danger=""),
                name="procedure_preventive_for_danger",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", decided_on=None, decided_by="")
                | (~Q(verdict="") & Q(decided_on__isnull=False) & ~Q(decided_by="")),
                name="procedure_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(verdict="genomen", first_day__isnull=False) | ~Q(verdict="genomen"),
                name="procedure_taken_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="procedure_ends_after_begin"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_how="") | (Q(closed_on__isnull=False) & ~Q(closed_how="")),
                name="procedure_closed_somehow",
            ),
            models.UniqueConstraint(
                fields=["pupil", "organisation_id", "kind"], condition=Q(closed_on=None), name="procedure_open_once"
            ),
            models.UniqueConstraint(
                fields=["pupil", "organisation_id", "first_day"], condition=Q(verdict="genomen"),
                name="procedure_begins_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.opened_on}"


class Step(models.TextChoices):
    """What is done in a procedure. Which apply when, and what they ask, says ``domain.path``."""

    CARE = "begeleiding", "Begeleiding vooraf"
    NOTICE = "kennisgeving", "Het voornemen schriftelijk melden"
    INSPECTION = "inzage", "Het dossier laten inkijken"
    HEARING = "horen", "Leerling en ouders horen"
    CLB = "clb", "Advies van het CLB"
    COUNCIL = "klassenraad", "Klassenraad"
    IMPACT = "schoolloopbaan", "Gevolgen voor de schoolloopbaan"
    MEDIATION = "bemiddeling", "Bemiddeling aanbieden"
    DECISION = "beslissing", "Beslissen"
    LETTER = "brief", "De beslissing schriftelijk meedelen"
    SHELTER = "opvang", "Opvang"
    REPORT = "agodi", "Melden aan AGODI"
    INQUIRY = "onderzoek", "Het onderzoek afronden"
    APPEAL = "beroep", "Beroep"
    COMMISSION = "commissie", "Beroepscommissie"
    REVIEW = "evaluatie", "Evalueren met leerling en ouders"


class Answer(models.TextChoices):
    """What came of a step, where it may come out in more than one way."""

    YES = "ja", "ja"
    NO = "nee", "nee"
    ACCEPTED = "aanvaard", "aanvaard"
    DECLINED = "afgewezen", "afgewezen"
    FOR = "voor", "adviseert de maatregel"
    LIGHTER = "lichter", "adviseert een lichtere maatregel"
    AGAINST = "tegen", "adviseert geen maatregel"
    CONFIRMED = "bevestigd", "de uitsluiting blijft"
    ANNULLED = "vernietigd", "de uitsluiting is vernietigd"
    INADMISSIBLE = "onontvankelijk", "het beroep is niet ontvankelijk"


class StepDone(models.Model):
    """One step that was done. ``counts`` is false for what was tried but does not do what the law asks.

    ``due_on`` is the day that this step fixes for a next one, such as the day of the hearing in the notice.
    """

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="done")
    step = models.CharField("stap", max_length=16, choices=Step)
    on = models.DateField("dag")
    due_on = models.DateField(null=True)
    received_on = models.DateField("ontvangen op", null=True)
    answer = models.CharField("uitkomst", max_length=16, choices=Answer, blank=True)
    pupil_present = models.BooleanField("de leerling was erbij", null=True)
    parents_present = models.BooleanField("de ouders waren erbij", null=True)
    centre_present = models.BooleanField("het CLB was erbij", null=True)
    companion = models.CharField("vertrouwenspersoon of raadsman", max_length=160, blank=True)
    counts = models.BooleanField(default=True)
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="+", verbose_name="brief")
    note = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, related_name="discipline_step", verbose_name="verslag"
    )
    by_name = models.CharField(max_length=160)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "stap in een tuchtprocedure"
        verbose_name_plural = "stappen in een tuchtprocedure"
        ordering = ["on", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "step"],
                condition=Q(counts=True) & ~Q(step="evaluatie"),
                name="discipline_step_once",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("on")), name="discipline_received_after_sent"
            ),
        ]


class Seat(models.TextChoices):
    """As what somebody takes part. The commission has people of the school board and people from outside."""

    DELEGATE = "gemachtigde", "gemachtigde van de directeur"
    CHAIR = "voorzitter", "klassenraad: voorzitter (directeur of afgevaardigde)"
    VOTES = "stem", "klassenraad: leerkracht, stemgerechtigd"
    ADVISES = "advies", "klassenraad: raadgevend"
    CENTRE = "clb", "klassenraad: CLB-medewerker, raadgevend"
    BOARD = "intern", "beroepscommissie: lid van binnen het schoolbestuur"
    OUTSIDE = "extern", "beroepscommissie: lid van buiten het schoolbestuur"


class Member(models.Model):
    """Somebody who takes part. With an account and a grant they read this file; else only the name stands here."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="members")
    seat = models.CharField("als", max_length=12, choices=Seat)
    name = models.CharField("naam", max_length=160)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    grant = models.OneToOneField(Grant, models.SET_NULL, null=True, related_name="discipline_member")

    class Meta:
        verbose_name = "lid van een tuchtprocedure"
        verbose_name_plural = "leden van een tuchtprocedure"
        ordering = ["seat", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "seat", "name"], name="discipline_member_once"),
            models.CheckConstraint(condition=~Q(name=""), name="discipline_member_named"),
        ]


class ClbAdvice(Confidential):
    """What the school asks of the CLB about one procedure, and the advice: all that the CLB reads of it.

    ``counterpart_id`` is the CLB.
    """

    procedure = models.OneToOneField(Procedure, models.CASCADE, related_name="advice")
    kind = models.CharField("maatregel", max_length=24, choices=list(NAMEN.items()))
    asked_on = models.DateField("gevraagd op")
    council_on = models.DateField("klassenraad op", null=True)
    given_on = models.DateField("gegeven op", null=True)
    given_by = models.CharField("door", max_length=160, blank=True)
    answer = models.CharField("advies", max_length=16, choices=Answer, blank=True)
    note = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, related_name="clb_advice", verbose_name="advies in woorden"
    )

    class Meta:
        verbose_name = "advies van het CLB"
        verbose_name_plural = "adviezen van het CLB"
        constraints = [
            *placed("clb_advice"),
            models.CheckConstraint(
                condition=Q(given_on=None, given_by="", answer="") | (Q(given_on__isnull=False) & ~Q(given_by="")),
                name="clb_advice_given_by_somebody",
            ),
        ]
