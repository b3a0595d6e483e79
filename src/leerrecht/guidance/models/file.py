from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.law.begeleiding import DOMEINEN, FASEN, OORZAKEN, SOORTEN_AFWEZIGHEID, VERSLAGEN
from leerrecht.notes.models import Aantekening


class Opening(models.TextChoices):
    DUTY = "plicht", "vanzelf, door het aantal B"
    HAND = "hand", "door iemand van de school"


class Begeleidingsdossier(Confidential):
    """That a school keeps a formal file of guidance for a pupil: what is in it, are the entries."""

    opened_on = models.DateField("geopend op")
    opening = models.CharField("hoe geopend", max_length=6, choices=Opening)
    closed_on = models.DateField("gesloten op", null=True, blank=True)
    closed_reason = models.CharField("waarom gesloten", max_length=200, blank=True)
    closed_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "begeleidingsdossier"
        verbose_name_plural = "begeleidingsdossiers"
        ordering = ["-opened_on", "id"]
        indexes = [models.Index(fields=["organisation_id"], name="file_organisation")]
        constraints = [
            *placed("file"),
            models.UniqueConstraint(
                fields=["pupil", "organisation_id"], condition=Q(closed_on=None), name="file_open_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_reason="", closed_by="")
                | (Q(closed_on__isnull=False) & ~Q(closed_reason="") & ~Q(closed_by="")),
                name="file_closed_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id}, {self.opened_on}"


class Counsellor(models.Model):
    """Who of the school keeps a file, from when until when. The name stays readable when the account is gone."""

    file = models.ForeignKey(Begeleidingsdossier, models.CASCADE, related_name="counsellors")
    who_id = models.BigIntegerField(help_text="account of the person")
    who = models.CharField("wie", max_length=160)
    first = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "begeleider van een dossier"
        verbose_name_plural = "begeleiders van dossiers"
        ordering = ["first", "id"]
        indexes = [models.Index(fields=["who_id"], name="counsellor_who")]
        constraints = [
            models.UniqueConstraint(fields=["file", "who_id"], condition=Q(until=None), name="counsellor_once"),
            models.CheckConstraint(condition=~Q(who=""), name="counsellor_named"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("first")), name="counsellor_ends_after_begin"
            ),
        ]

    def __str__(self) -> str:
        return self.who


class Kind(models.TextChoices):
    CONTACT = "contact", "contact"
    TALK = "gesprek", "gesprek"
    VISIT = "huisbezoek", "huisbezoek"
    WELCOME = "welkom", "warm welkom terug"
    OBSERVATION = "observatie", "observatie"
    MEASURE = "maatregel", "begeleidende maatregel"
    ADAPTATION = "aanpassing", "redelijke aanpassing"
    AGREEMENT = "afspraak", "afspraak"
    MEETING = "overleg", "overleg"
    DOCUMENT = "document", "document"
    WORDS = "woorden", "woorden van de leerling"
    STRENGTH = "sterkte", "sterkte"
    CONCERN = "bezorgdheid", "bezorgdheid"
    FINDING = "bevinding", "bevinding over de ouders"
    ABSENCE = "afwezigheid", "soort en oorzaak van de afwezigheid"
    REPORT = "verslag", "verslag van het CLB (GC, IAC of OV4)"
    EXAM = "evaluatie", "uitgestelde toets of uitgesteld examen"
    ARREARS = "achterstand", "achterstand om in te halen"
    SKILLS = "competenties", "verworven competenties bij een onderbreking"


# What is agreed and then done, by a day.
TO_DO = (Kind.MEASURE, Kind.ADAPTATION, Kind.AGREEMENT, Kind.EXAM, Kind.ARREARS)


class Whom(models.TextChoices):
    PUPIL = "leerling", "de leerling"
    PARENTS = "ouders", "de ouders"
    BOTH = "samen", "de leerling en de ouders"
    OTHERS = "anderen", "anderen"


class Channel(models.TextChoices):
    """The channels of ``facts.domain.facts.CHANNELS``."""

    PHONE = "telefoon", "telefonisch"
    TALK = "gesprek", "in een gesprek op school"
    VISIT = "huisbezoek", "met een huisbezoek"
    MESSAGE = "bericht", "met een bericht of e-mail"
    LETTER = "brief", "met een brief"


class Result(models.TextChoices):
    HELPED = "helpt", "het helpt"
    FOLLOW = "vervolg", "er is een vervolg nodig"
    NOTHING = "niets", "het helpt niet"
    OPEN = "loopt", "nog te bekijken"


class Finding(models.TextChoices):
    UNREACHED = "onbereikbaar", "de ouders zijn onbereikbaar"
    UNABLE = "onmacht", "onmacht: de ouders proberen het, maar slagen er niet in"
    UNWILLING = "onwil", "onwil: de ouders houden moedwillig thuis of blijven ongeïnteresseerd"


class Entry(Confidential):
    """One thing on the timeline: who did what, when, with whom, and what came of it. The text is a note.

    ``fase`` belongs to what was done, never to the child.
    """

    kind = models.CharField("soort", max_length=12, choices=Kind)
    on = models.DateField("dag")
    domain = models.CharField("domein", max_length=16, choices=list(DOMEINEN.items()), blank=True)
    fase = models.PositiveSmallIntegerField("zorgfase", choices=list(FASEN.items()), null=True, blank=True)
    whom = models.CharField("met wie", max_length=8, choices=Whom, blank=True)
    channel = models.CharField("hoe", max_length=12, choices=Channel, blank=True)
    reached = models.BooleanField("bereikt", null=True)
    result = models.CharField("resultaat", max_length=8, choices=Result, blank=True)
    finding = models.CharField("bevinding", max_length=14, choices=Finding, blank=True)
    absence = models.CharField(
        "soort afwezigheid", max_length=12, choices=list(SOORTEN_AFWEZIGHEID.items()), blank=True
    )
    causes = ArrayField(
        models.CharField(max_length=12, choices=list(OORZAKEN.items())),
        default=list,
        blank=True,
        verbose_name="oorzaken",
    )
    report = models.CharField("verslag", max_length=4, choices=list(VERSLAGEN.items()), blank=True)
    due_on = models.DateField("tegen", null=True, blank=True)
    done_on = models.DateField("uitgevoerd op", null=True, blank=True)
    regel = models.CharField(max_length=40, blank=True, help_text="the rule of the law that asked for it")
    note = models.OneToOneField(
        Aantekening, models.SET_NULL, null=True, blank=True, related_name="guidance_entry", verbose_name="tekst"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "stap in het dossier"
        verbose_name_plural = "stappen in het dossier"
        ordering = ["-on", "-written_at", "id"]
        indexes = [
            models.Index(fields=["pupil", "-on"], name="entry_pupil_on"),
            models.Index(fields=["organisation_id", "on"], name="entry_organisation_on"),
        ]
        constraints = [
            *placed("entry"),
            models.CheckConstraint(condition=Q(fase=None) | Q(fase__in=list(FASEN)), name="entry_fase_known"),
            models.CheckConstraint(
                condition=Q(domain="") | Q(domain__in=list(DOMEINEN)), name="entry_domain_known"
            ),
            models.CheckConstraint(
                condition=(Q(kind=Kind.FINDING) & ~Q(finding="")) | (~Q(kind=Kind.FINDING) & Q(finding="")),
                name="entry_finding_says_which",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.CONTACT) | (Q(reached__isnull=False) & ~Q(channel="") & ~Q(whom="")),
                name="entry_contact_whole",
            ),
            models.CheckConstraint(
                condition=(Q(kind=Kind.ABSENCE) & ~Q(absence="")) | (~Q(kind=Kind.ABSENCE) & Q(absence="", causes=[])),
                name="entry_absence_says_which",
            ),
            models.CheckConstraint(
                condition=(Q(kind=Kind.REPORT) & ~Q(report="")) | (~Q(kind=Kind.REPORT) & Q(report="")),
                name="entry_report_says_which",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None, done_on=None) | Q(kind__in=TO_DO), name="entry_due_where_done"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="")),
                name="entry_withdrawn_by_somebody",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"

    @property
    def cause_words(self) -> str:
        return ", ".join(OORZAKEN[cause] for cause in self.causes if cause in OORZAKEN)

    @property
    def to_do(self) -> bool:
        """Agreed, with a day, and not done yet."""
        return self.kind in TO_DO and self.due_on is not None and self.done_on is None and self.withdrawn_at is None
