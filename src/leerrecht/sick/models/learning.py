"""What is asked for and given to a pupil who is ill. Never which illness: there is no field for it.

Bare facts of organisation, as half-days are: no compartment, but with the readers of ``attest`` and the CLB of the
school (see ``wall``). Certificates themselves stand with attendance, words in notes.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leerrecht.attendance.models import Certificate
from leerrecht.cases.models import Track
from leerrecht.directory.models import Offer
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil


class Kind(models.TextChoices):
    """The keys are those of the tracks of a case."""

    TOAH = "toah", "tijdelijk onderwijs aan huis (TOAH)"
    SIO = "sio", "les via het internet (SIO, Bednet)"
    VOLUNTEERS = "school_ziekzijn", "vrijwilligers van School & Ziekzijn"
    TYPE5 = "type5", "ziekenhuisschool (type 5) of K-dienst"
    POAH = "poah", "permanent onderwijs aan huis (POAH)"


class Ground(models.TextChoices):
    LONG = "langdurig", "langdurig ziek of na een ongeval"
    CHRONIC = "chronisch", "chronisch ziek"


class Asker(models.TextChoices):
    PARENTS = "ouders", "de ouders"
    DOCTOR = "arts", "een arts"
    SCHOOL = "school", "de school"
    CLB = "clb", "het CLB"
    PUPIL = "leerling", "de leerling"


class Place(models.TextChoices):
    HOME = "verblijfplaats", "waar de leerling verblijft"
    SCHOOL = "thuisschool", "op school"


class Refused(models.TextChoices):
    NO_RIGHT = "geen_recht", "er is geen recht op"
    TOO_FAR = "te_ver", "te ver, en de school kiest ervoor dit niet te doen"
    NOT_WANTED = "niet_gewild", "de ouders of de arts willen dit niet"
    NOT_FITTING = "past_niet", "het past niet, volgens wie het organiseert"


class Stopped(models.TextChoices):
    BACK = "terug", "de leerling is terug op school"
    TERM = "termijn", "de afgesproken tijd is om"
    NOT_WANTED = "niet_gewild", "de ouders of de arts willen dit niet meer"
    ADMITTED = "opname", "de leerling is opgenomen"
    OTHER = "vervolg", "er kwam iets anders in de plaats"
    LEFT = "weg", "de leerling is hier niet meer"
    TWICE = "dubbel", "het stond er dubbel"


class Missed(models.TextChoices):
    """Why fewer lessons were given than planned; never what ailed the pupil."""

    TEACHER = "leerkracht", "de leerkracht kon niet"
    PUPIL = "leerling", "de leerling kon niet"
    HOLIDAY = "vrij", "vakantie of vrije dag"
    NOBODY = "geen_leerkracht", "er was geen leerkracht"


class Told(models.TextChoices):
    TALK = "gesprek", "in een gesprek"
    PHONE = "telefoon", "aan de telefoon"
    LETTER = "brief", "met een brief"
    MESSAGE = "bericht", "met een bericht"


class Inlichting(models.Model):
    """The school told the parents what there is for a pupil who is ill: its duty, with who was told and how."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", verbose_name="leerling")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name="school")
    on = models.DateField("op")
    channel = models.CharField("hoe", max_length=8, choices=Told)
    who = models.CharField("aan wie", max_length=160)
    told_by = models.CharField("door", max_length=160)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "inlichting over onderwijs bij ziekte"
        verbose_name_plural = "inlichtingen over onderwijs bij ziekte"
        ordering = ["-on", "-recorded_at"]
        indexes = [models.Index(fields=["pupil"], name="inlichting_pupil")]
        constraints = [models.CheckConstraint(condition=~Q(who=""), name="inlichting_to_somebody")]


class Ziekteonderwijs(models.Model):
    """One request for one kind of education during illness, and what became of it.

    Asked (``asked_on``), decided (``granted_on`` or ``refused_on``), begun (``since``), ended (``ended_on``, the last
    day). ``until`` is the last day as agreed; extensions move it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="ziekteonderwijs", verbose_name="leerling")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name="school")
    kind = models.CharField("soort", max_length=16, choices=Kind)
    ground = models.CharField("grond", max_length=10, choices=Ground, default=Ground.LONG)
    asked_on = models.DateField("gevraagd op")
    asked_by = models.CharField("gevraagd door", max_length=8, choices=Asker)
    agreed_on = models.DateField("de ouders gaan akkoord sinds", null=True, blank=True)
    wanted_from = models.DateField("gevraagd vanaf")
    wanted_until = models.DateField("gevraagd tot en met", null=True, blank=True)
    certificate = models.ForeignKey(
        Certificate, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="medisch attest"
    )
    specialist_on = models.DateField("attest van de arts-specialist van", null=True, blank=True)
    treatment_months = models.PositiveSmallIntegerField("behandeling in maanden", null=True, blank=True)
    expected = models.PositiveSmallIntegerField("verwacht gebruik", null=True, blank=True)
    distance_km = models.DecimalField("afstand (km)", max_digits=5, decimal_places=1, null=True, blank=True)
    place = models.CharField("waar", max_length=14, choices=Place, default=Place.HOME)
    place_agreed_on = models.DateField("akkoord over les op school", null=True, blank=True)
    in_k_service = models.BooleanField("in een K-dienst", default=False)
    body = models.CharField("wie het doet", max_length=160, blank=True)
    offer = models.ForeignKey(
        Offer, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="uit het aanbod"
    )
    granted_on = models.DateField("toegekend op", null=True, blank=True)
    refused_on = models.DateField("geweigerd op", null=True, blank=True)
    refused_why = models.CharField("waarom geweigerd", max_length=12, choices=Refused, blank=True)
    sought_on = models.DateField("leerkracht gezocht sinds", null=True, blank=True)
    found_on = models.DateField("leerkracht gevonden op", null=True, blank=True)
    teacher = models.CharField("leerkracht", max_length=160, blank=True)
    since = models.DateField("begin", null=True, blank=True)
    until = models.DateField("einde zoals afgesproken", null=True, blank=True)
    hours_a_week = models.PositiveSmallIntegerField("lestijden per week", null=True, blank=True)
    at_school = ArrayField(
        models.CharField(max_length=5), default=list, blank=True, verbose_name="halve dagen op school"
    )
    review_on = models.DateField("opnieuw bekijken op", null=True, blank=True)
    reported_on = models.DateField("gemeld op", null=True, blank=True)
    ended_on = models.DateField("laatste dag", null=True, blank=True)
    ended_how = models.CharField("hoe het stopte", max_length=12, choices=Stopped, blank=True)
    stop_reported_on = models.DateField("vroeger stoppen gemeld op", null=True, blank=True)
    goes_on_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="gaat verder op"
    )
    track = models.ForeignKey(Track, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="traject")
    asked_of = models.CharField("genoteerd door", max_length=160)
    recorded_at = models.DateTimeField(default=timezone.now)
    changed_on = models.DateField("laatste stap")

    class Meta:
        verbose_name = "onderwijs bij ziekte"
        verbose_name_plural = "onderwijs bij ziekte"
        ordering = ["-asked_on", "-recorded_at"]
        indexes = [
            models.Index(fields=["pupil"], name="ziekteonderwijs_pupil"),
            models.Index(fields=["school"], name="ziekteonderwijs_running", condition=Q(ended_on=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "school", "kind"], condition=Q(ended_on=None, refused_on=None),
                name="ziekteonderwijs_runs_once",
            ),
            models.CheckConstraint(condition=Q(wanted_until__gte=F("wanted_from")), name="ziekteonderwijs_wanted"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="ziekteonderwijs_until_after_since"),
            models.CheckConstraint(
                condition=Q(refused_on=None, refused_why="") | (Q(refused_on__isnull=False) & ~Q(refused_why="")),
                name="ziekteonderwijs_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_how="") | (Q(ended_on__isnull=False) & ~Q(ended_how="")),
                name="ziekteonderwijs_ended_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(granted_on__isnull=False), name="ziekteonderwijs_granted_before_begin"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def running(self) -> bool:
        return self.ended_on is None and self.refused_on is None


class Verlenging(models.Model):
    """The period was made longer: no new wait and no new request, but a new certificate and a new report."""

    of = models.ForeignKey(Ziekteonderwijs, models.CASCADE, related_name="extensions")
    since = models.DateField("verlengd vanaf")
    until = models.DateField("tot en met")
    certificate = models.ForeignKey(Certificate, models.SET_NULL, null=True, blank=True, related_name="+")
    reported_on = models.DateField("gemeld op", null=True, blank=True)

    class Meta:
        verbose_name = "verlenging"
        verbose_name_plural = "verlengingen"
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(fields=["of", "since"], name="verlenging_once"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="verlenging_order"),
        ]


class Lesweek(models.Model):
    """Lessons of one week: planned and given."""

    of = models.ForeignKey(Ziekteonderwijs, models.CASCADE, related_name="weeks")
    monday = models.DateField("week van")
    planned = models.PositiveSmallIntegerField("gepland")
    given = models.PositiveSmallIntegerField("gegeven", null=True, blank=True)
    missed = models.CharField("waarom minder", max_length=16, choices=Missed, blank=True)

    class Meta:
        verbose_name = "lesweek"
        verbose_name_plural = "lesweken"
        ordering = ["-monday"]
        constraints = [
            models.UniqueConstraint(fields=["of", "monday"], name="lesweek_once"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="lesweek_begins_on_monday"),
            models.CheckConstraint(
                condition=Q(given=None) | Q(given__gte=F("planned")) | ~Q(missed=""), name="lesweek_less_with_reason"
            ),
        ]


class Stap(models.Model):
    """A step that a kind knows, such as that the equipment was installed; see ``rules.STEPS``."""

    of = models.ForeignKey(Ziekteonderwijs, models.CASCADE, related_name="steps")
    key = models.CharField("stap", max_length=16)
    on = models.DateField("op")
    done_by = models.CharField("genoteerd door", max_length=160)

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        ordering = ["on", "id"]
        constraints = [models.UniqueConstraint(fields=["of", "key"], name="stap_once")]
