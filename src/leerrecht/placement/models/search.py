"""A search for a school: which schools were asked, what each answered, and how it ended."""

from django.db import models
from django.db.models import F, Q

from leerrecht.directory.models import Region
from leerrecht.enrolment.models import Level
from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.law.topics.weigering import GRONDEN
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import School, SchoolKind


class Why(models.TextChoices):
    """Why a pupil has no school."""

    EXCLUDED = "uitsluiting", "definitief uitgesloten"
    LEFT = "uitgeschreven", "uitgeschreven, en nog nergens anders ingeschreven"
    NEVER = "niet_ingeschreven", "nergens ingeschreven"


class Network(models.TextChoices):
    """Onderwijsnet: the school that excluded takes it into account (000:8954-8968)."""

    ANY = "gelijk", "maakt niet uit"
    GO = "go", "Gemeenschapsonderwijs (GO!)"
    OFFICIAL = "ogo", "officieel onderwijs van stad, gemeente of provincie"
    FREE = "vgo", "vrij onderwijs"


class Ended(models.TextChoices):
    """How a search ended; there is no way to close one without saying how."""

    ENROLLED = "ingeschreven", "ingeschreven in een school"
    BACK = "terug", "terug in de eigen school: de uitsluiting geldt niet meer"
    HOME = "huisonderwijs", "huisonderwijs, zoals verklaard aan AGODI"
    EXEMPT = "vrijstelling", "vrijgesteld van de leerplicht"
    OVER = "niet_leerplichtig", "niet meer leerplichtig, en de leerling wil geen school meer"
    ABROAD = "buitenland", "naar het buitenland verhuisd"
    MISTAKE = "vergissing", "begonnen door een vergissing"


class Settled(models.TextChoices):
    """What an appeal that went on meant for an enrolment elsewhere."""

    STAYS = "blijft", "de leerling blijft in de nieuwe school"
    RETURNS = "terug", "de leerling keert terug naar de vorige school"


class SchoolSearch(Confidential):
    """One search of one pupil, by the school and the CLB together (``gedeeld``), or by the CLB alone (``clb``).

    ``since`` is the first day without school and ``ended_on`` the first day on which that is over. Nothing is told
    here in words: those lie in notes. ``school`` is the one that excluded, or that the pupil left.
    """

    why = models.CharField("waarom", max_length=20, choices=Why)
    since = models.DateField("zonder school sinds")
    begun_on = models.DateField("begonnen op")
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vorige school"
    )
    excluded_on = models.DateField("uitgesloten vanaf", null=True, blank=True)
    level = models.CharField("niveau", max_length=10, choices=Level)
    kind = models.CharField("soort onderwijs", max_length=12, choices=SchoolKind, default=SchoolKind.GEWOON)
    from_2b = models.BooleanField("kwam uit het tweede leerjaar B", default=False)
    study = models.CharField("gezochte studie", max_length=120, blank=True)
    most_km = models.PositiveSmallIntegerField("hoogstens zo ver (km)", null=True, blank=True)
    network = models.CharField("onderwijsnet", max_length=8, choices=Network, default=Network.ANY)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="streek waar gezocht wordt"
    )
    agreed_on = models.DateField("wensen besproken met leerling en ouders op", null=True, blank=True)
    school_who = models.CharField("wie zoekt voor de school", max_length=160, blank=True)
    centre_who = models.CharField("wie zoekt voor het CLB", max_length=160, blank=True)
    last_act_on = models.DateField("laatste stap")
    ended_on = models.DateField("niet meer zonder school sinds", null=True, blank=True)
    ended_how = models.CharField("hoe afgelopen", max_length=20, choices=Ended, blank=True)
    ended_by = models.CharField(max_length=160, blank=True)
    enrolled_in = models.CharField("ingeschreven in", max_length=160, blank=True)
    provisional = models.BooleanField("er loopt nog een beroep", default=False)
    settled_how = models.CharField("na het beroep", max_length=8, choices=Settled, blank=True)
    settled_on = models.DateField("beroep afgelopen op", null=True, blank=True)

    class Meta:
        verbose_name = "zoektocht naar een school"
        verbose_name_plural = "zoektochten naar een school"
        ordering = ["since", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="placement_pupil"),
            models.Index(fields=["organisation_id"], name="placement_house", condition=Q(ended_on=None)),
            models.Index(fields=["counterpart_id"], name="placement_centre", condition=Q(ended_on=None)),
        ]
        constraints = [
            *placed("placement"),
            models.UniqueConstraint(
                fields=["pupil", "organisation_id"], condition=Q(ended_on=None), name="placement_open_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_how="", ended_by="")
                | (Q(ended_on__gte=F("since")) & ~Q(ended_how="") & ~Q(ended_by="")),
                name="placement_ends_somehow",
            ),
            models.CheckConstraint(
                condition=~Q(why="uitsluiting") | Q(excluded_on__isnull=False), name="placement_excluded_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(provisional=False) | Q(ended_how="ingeschreven"), name="placement_provisional_enrolment"
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None, settled_how="")
                | (Q(settled_on__isnull=False, provisional=True) & ~Q(settled_how="")),
                name="placement_settled_somehow",
            ),
        ]

    def __str__(self) -> str:
        return f"zoektocht sinds {self.since}"


class Channel(models.TextChoices):
    PHONE = "telefoon", "telefoon"
    MAIL = "mail", "e-mail of brief"
    VISIT = "bezoek", "bezoek aan de school"
    DIGITAL = "aanmelding", "aanmeldingssysteem"
    PARENTS = "ouders", "de ouders vroegen het zelf"
    PLATFORM = "lop", "via het LOP"


class Answer(models.TextChoices):
    """What came of asking a school (000:9066-9114)."""

    WAITING = "wacht", "nog geen antwoord"
    TALK = "gesprek", "een afspraak voor een gesprek"
    PLACE = "plaats", "er is een plaats"
    LIST = "wachtlijst", "op de wachtlijst"
    REFUSED = "geweigerd", "geweigerd, met een reden"
    TABLE = "onder_tafel", "ontraden of aan het lijntje gehouden, zonder weigering op papier"
    SILENT = "geen_antwoord", "geen antwoord, ook niet na een herinnering"
    DECLINED = "niet_aanvaard", "een plaats die leerling of ouders niet namen"


# A refusal that is on no paper (000:9076-9094; F10 of the flows).
WITHOUT_ANSWER = (Answer.TABLE, Answer.SILENT)


# Why a school refused, in the words of the form; the law tells which of these it knows.
GROUNDS = {
    "volzet": "de school of de richting is vol",
    "elders_uitgesloten": "dit schooljaar in een andere school uitgesloten (afspraak van het LOP)",
    "hier_uitgesloten": "vroeger in deze school zelf uitgesloten",
    "toelatingsvoorwaarden": "voldoet niet aan de toelatingsvoorwaarden",
    "afwisselend_ingeschreven": "zou in een jaar afwisselend in twee scholen ingeschreven zijn",
    "onredelijke_aanpassingen": "de nodige aanpassingen zijn onredelijk",
    "scholengroep_uitgesloten": "uitgesloten in een school die voor de inschrijving één geheel vormt met deze",
    "andere": "een andere reden",
}


class Declined(models.TextChoices):
    """Why a place was not taken. A far journey or another study is no manifest unwillingness (000:9012-9047)."""

    FAR = "te_ver", "te ver of te lang onderweg"
    STUDY = "andere_studie", "niet de studie van de leerling"
    CARE = "zorg", "niet de zorg die nodig is"
    TRUST = "vertrouwen", "leerling of ouders voelen zich er niet welkom"
    OTHER = "ander", "een andere reden"


class Verdict(models.TextChoices):
    """What the Commissie inzake leerlingenrechten said of a complaint."""

    UPHELD = "gegrond", "de leerling kreeg gelijk"
    DISMISSED = "ongegrond", "de school kreeg gelijk"


class Approach(models.Model):
    """A school that was asked: one of the system, or another by its name. The asked school sees nothing of it."""

    search = models.ForeignKey(SchoolSearch, models.CASCADE, related_name="approaches")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="school")
    name = models.CharField("naam van de school", max_length=160)
    on = models.DateField("gevraagd op")
    channel = models.CharField("hoe", max_length=12, choices=Channel)
    asked_by = models.CharField("gevraagd door", max_length=160)
    km = models.PositiveSmallIntegerField("afstand (km)", null=True, blank=True)
    answer = models.CharField("antwoord", max_length=16, choices=Answer, default=Answer.WAITING)
    answered_on = models.DateField("antwoord op", null=True, blank=True)
    reminded_on = models.DateField("herinnerd op", null=True, blank=True)
    ground = models.CharField(
        "reden van de weigering", max_length=24, choices=[(one, GROUNDS[one]) for one in GRONDEN], blank=True
    )
    declined = models.CharField("waarom niet genomen", max_length=16, choices=Declined, blank=True)
    attest_on = models.DateField("document van de weigering gekregen op", null=True, blank=True)
    mediation_on = models.DateField("bemiddeling gevraagd aan het LOP op", null=True, blank=True)
    mediated_on = models.DateField("bemiddeling afgelopen op", null=True, blank=True)
    complaint_on = models.DateField("klacht bij de Commissie op", null=True, blank=True)
    judged_on = models.DateField("oordeel van de Commissie op", null=True, blank=True)
    verdict = models.CharField("oordeel", max_length=12, choices=Verdict, blank=True)
    note = models.OneToOneField(
        Aantekening,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="placement_approach",
        verbose_name="toelichting",
    )

    class Meta:
        verbose_name = "vraag aan een school"
        verbose_name_plural = "vragen aan scholen"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="approach_names_a_school"),
            models.CheckConstraint(
                condition=Q(answer="wacht", answered_on=None) | (~Q(answer="wacht") & Q(answered_on__gte=F("on"))),
                name="approach_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(answer="geweigerd") | Q(ground="", attest_on=None), name="approach_refused_for_a_ground"
            ),
            models.CheckConstraint(
                condition=(Q(answer="niet_aanvaard") & ~Q(declined="")) | (~Q(answer="niet_aanvaard") & Q(declined="")),
                name="approach_declined_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", judged_on=None) | (~Q(verdict="") & Q(judged_on__gte=F("complaint_on"))),
                name="approach_judged_after_complaint",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def refused(self) -> bool:
        """On paper or not: this school did not enrol the pupil."""
        return self.answer in (Answer.REFUSED, *WITHOUT_ANSWER)


class StepKind(models.TextChoices):
    """What is done beside asking schools."""

    TALK = "overleg", "overlegd met leerling en ouders"
    SHELTER = "opvang", "opvang aangeboden"
    NO_SHELTER = "geen_opvang", "geen opvang, met de reden schriftelijk aan de ouders"
    MEDIATION = "bemiddeling", "het LOP gevraagd om mee te zoeken"
    ROTA = "beurtrol", "het LOP wees een school aan volgens de beurtrol"
    MOVED = "verhuisd", "de leerling verhuisde"
    UNWILLING = "onwil", "vastgesteld dat leerling en ouders geen enkel aanbod willen"
    OTHER = "ander", "iets anders"


class Step(models.Model):
    search = models.ForeignKey(SchoolSearch, models.CASCADE, related_name="steps")
    kind = models.CharField("stap", max_length=12, choices=StepKind)
    on = models.DateField("dag")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=160)
    note = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, blank=True, related_name="placement_step", verbose_name="toelichting"
    )

    class Meta:
        verbose_name = "stap in een zoektocht"
        verbose_name_plural = "stappen in een zoektocht"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="beurtrol", school__isnull=False)) | (~Q(kind="beurtrol") & Q(school=None)),
                name="placement_step_rota_names_school",
            ),
        ]
