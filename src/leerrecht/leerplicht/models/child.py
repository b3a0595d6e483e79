"""A child on the population list, those it may be, and each step until it is known where it learns."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leerrecht.leerplicht.models.check import Check
from leerrecht.organisations.models import Centre, Organisation
from leerrecht.people.models import Pupil


class State(models.TextChoices):
    FOUND = "gevonden", "gevonden"
    DOUBT = "twijfel", "wacht op een beslissing"
    OPEN = "open", "nergens gevonden"
    CLOSED = "afgesloten", "afgesloten"


class Where(models.TextChoices):
    """How a child satisfies compulsory education, or why it need not (001:1162-1166, 001:1172-1174)."""

    ENROLLED = "school", "ingeschreven in een erkende Vlaamse school"
    HOME = "huisonderwijs", "huisonderwijs gemeld"
    FRENCH = "franstalig", "ingeschreven in een erkende school van de Franse Gemeenschap"
    EXEMPT = "vrijgesteld", "vrijgesteld van de leerplicht"
    ABROAD = "buitenland", "volgt les in het buitenland"
    ALTERNATIVE = "alternatief", "in het alternatieve onderwijscircuit"
    MOVED = "verhuisd", "woont niet meer in België"
    NOT_COMPULSORY = "niet-plichtig", "niet (meer) leerplichtig"
    NOT_WANTED = "niet-gewild", "de ouders kiezen voor later inschrijven (alleen kleuters)"
    MISTAKEN = "fout", "de lijst klopt niet: dit kind bestaat niet of staat er dubbel"
    PROSECUTOR = "parket", "het parket volgt verder op"


class How(models.TextChoices):
    INSZ = "insz", "op rijksregisternummer"
    EXACT = "naam", "op naam en geboortedatum"
    SPELLING = "spelling", "op naam en geboortedatum, anders gespeld"
    PERSON = "persoon", "door een medewerker"


class ListedChild(models.Model):
    """A row of the list. A child whom the system does not know has nothing here but this row.

    ``municipality`` follows from the postcode; that organisation sees the row from ``handed_on`` on. ``answer_by`` is
    the day until which the parents have time for the letter that went out last.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_list = models.ForeignKey(Check, models.CASCADE, related_name="children", verbose_name="controle")
    owner_id = models.BigIntegerField(help_text="the organisation of the check")
    key = models.CharField(max_length=260, help_text="INSZ, or name, birth date and postcode: tells rows apart")
    insz = models.CharField("rijksregister- of BIS-nummer", max_length=11, blank=True)
    first_name = models.CharField("voornaam", max_length=80)
    last_name = models.CharField("naam", max_length=120)
    sort_key = models.CharField(max_length=220, editable=False)
    birth_date = models.DateField("geboortedatum")
    nationality = models.CharField("nationaliteit", max_length=2, default="BE")
    register_entry = models.DateField(
        "inschrijving in het vreemdelingen-, wacht- of bevolkingsregister", null=True, blank=True
    )
    address = models.CharField("straat en nummer", max_length=160, blank=True)
    postcode = models.CharField("postcode", max_length=4)
    town = models.CharField("gemeente", max_length=80, blank=True)
    pupil = models.ForeignKey(Pupil, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="leerling")
    state = models.CharField("stand", max_length=10, choices=State)
    where = models.CharField("waar", max_length=14, choices=Where, blank=True)
    how = models.CharField("hoe gevonden", max_length=10, choices=How, blank=True)
    where_name = models.CharField("school", max_length=160, blank=True)
    settled_on = models.DateField("gevonden of afgesloten op", null=True, blank=True)
    settled_by = models.CharField("door", max_length=160, blank=True)
    letter_on = models.DateField("brief op", null=True, blank=True)
    reminder_on = models.DateField("herinnering op", null=True, blank=True)
    answer_by = models.DateField("antwoord tegen", null=True, blank=True)
    answered_on = models.DateField("antwoord op", null=True, blank=True)
    municipality = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="lokaal bestuur"
    )
    handed_on = models.DateField("aan de gemeente bezorgd op", null=True, blank=True)
    visited_on = models.DateField("de gemeente ging langs op", null=True, blank=True)
    family_service_on = models.DateField("aan Kind en Gezin bezorgd op", null=True, blank=True)
    centre = models.ForeignKey(Centre, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="CLB")
    referred_on = models.DateField("aan het CLB doorgegeven op", null=True, blank=True)
    prosecutor_on = models.DateField("aan het parket bezorgd op", null=True, blank=True)
    destroy_on = models.DateField("te vernietigen vanaf")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "kind op de lijst"
        verbose_name_plural = "kinderen op de lijst"
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["check_list", "state", "sort_key"], name="listed_child_state"),
            models.Index(
                fields=["municipality"], name="listed_child_municipality", condition=Q(handed_on__isnull=False)
            ),
            models.Index(fields=["centre"], name="listed_child_centre", condition=Q(centre__isnull=False)),
            models.Index(fields=["destroy_on"], name="listed_child_destroy"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["check_list", "key"], name="listed_child_once"),
            models.CheckConstraint(condition=Q(postcode__regex=r"^\d{4}$"), name="listed_child_postcode"),
            models.CheckConstraint(
                condition=Q(insz__regex=r"^\d{11}$") | Q(insz=""), name="listed_child_insz_eleven_digits"
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.DOUBT, State.OPEN), where="", settled_on=None)
                | Q(state__in=(State.FOUND, State.CLOSED), settled_on__isnull=False) & ~Q(where=""),
                name="listed_child_ends_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(reminder_on=None) | Q(letter_on__isnull=False, reminder_on__gt=F("letter_on")),
                name="listed_child_reminder_after_letter",
            ),
            models.CheckConstraint(
                condition=Q(prosecutor_on=None) | Q(handed_on__isnull=False), name="listed_child_prosecutor_last"
            ),
            models.CheckConstraint(
                condition=Q(centre=None, referred_on=None) | Q(referred_on__isnull=False),
                name="listed_child_referred_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def waits(self) -> bool:
        return self.state in (State.DOUBT, State.OPEN)


class Verdict(models.TextChoices):
    SAME = "zelfde", "hetzelfde kind"
    OTHER = "ander", "een ander kind"


class Candidate(models.Model):
    """A pupil who may be the child. What is needed to decide stands here: the file of the pupil stays closed."""

    child = models.ForeignKey(ListedChild, models.CASCADE, related_name="candidates", verbose_name="kind")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="+", verbose_name="leerling")
    score = models.PositiveSmallIntegerField("gelijkenis op 100")
    why = models.CharField("wat verschilt", max_length=200)
    name = models.CharField("naam", max_length=200)
    birth_date = models.DateField("geboortedatum")
    schools = models.CharField("ingeschreven", max_length=300, blank=True)
    verdict = models.CharField("beslissing", max_length=8, choices=Verdict, blank=True)
    decided_by = models.CharField("door", max_length=160, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "mogelijk dezelfde leerling"
        verbose_name_plural = "mogelijk dezelfde leerlingen"
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["child", "pupil"], name="candidate_once"),
            models.UniqueConstraint(
                fields=["child"], condition=Q(verdict=Verdict.SAME), name="candidate_one_is_the_child"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", decided_by="", decided_at=None)
                | ~Q(verdict="") & ~Q(decided_by="") & Q(decided_at__isnull=False),
                name="candidate_decided_by_somebody",
            ),
        ]


class StepKind(models.TextChoices):
    LETTER = "brief", "brief aan de ouders"
    REMINDER = "herinnering", "herinneringsbrief"
    ANSWER = "antwoord", "antwoord van de ouders"
    MUNICIPALITY = "gemeente", "naam bezorgd aan de gemeente"
    VISIT = "bezoek", "bezoek van de gemeente of de wijkagent"
    FAMILY_SERVICE = "kind-gezin", "naam bezorgd aan Kind en Gezin"
    CONTACT = "contact", "contact met het gezin"
    CENTRE = "clb", "doorgegeven aan een CLB"
    PROSECUTOR = "parket", "dossier bezorgd aan de parketcriminoloog"
    LATER = "later", "later toch gevonden"
    OUTCOME = "uitkomst", "afgesloten"
    REOPENED = "heropend", "heropend"


class Result(models.TextChoices):
    """What came of a step: a list, so that nothing confidential is written on a list of many hands."""

    NONE = "", "—"
    SPOKEN = "gesproken", "de ouders zijn gesproken"
    NOBODY = "niet-thuis", "niemand thuis"
    GONE = "vertrokken", "het gezin woont daar niet (meer)"
    RETURNED = "terug", "de brief kwam terug"
    ENROLLING = "schrijft-in", "de ouders schrijven het kind in"
    SEARCHING = "zoekt", "de ouders vinden geen school"
    HELP = "hulp", "het gezin vraagt hulp"
    REFUSES = "weigert", "de ouders willen niet inschrijven"
    PROOF = "bewijs", "de ouders bezorgden een bewijs"
    UNCLEAR = "onduidelijk", "het antwoord volstaat niet"


class Step(models.Model):
    """One thing that was done for a child on the list, by whom, on behalf of which organisation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(ListedChild, models.CASCADE, related_name="steps", verbose_name="kind")
    kind = models.CharField("stap", max_length=12, choices=StepKind)
    on = models.DateField("op")
    result = models.CharField("resultaat", max_length=12, choices=Result, blank=True)
    due_on = models.DateField("tegen", null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="+", verbose_name="organisatie"
    )
    by_id = models.BigIntegerField(null=True)
    by = models.CharField("door", max_length=160)
    file_name = models.CharField("bestand", max_length=120, blank=True)
    content = models.BinaryField(null=True, help_text="the letter as it went out")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "stap van de controle"
        verbose_name_plural = "stappen van de controle"
        ordering = ["on", "at", "id"]
        indexes = [models.Index(fields=["child", "on"], name="check_step_child")]
        constraints = [
            models.CheckConstraint(
                condition=Q(content=None, file_name="") | Q(content__isnull=False) & ~Q(file_name=""),
                name="check_step_file_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"
