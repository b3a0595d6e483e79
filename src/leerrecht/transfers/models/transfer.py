"""A pupil changes school: what the one place gives to the other, on what ground, and who objected."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.access.compartments import CHOICES, Clb, Gedeeld, Medisch, Team, Zorg
from leerrecht.documents.models import Upload
from leerrecht.organisations.models import Organisation
from leerrecht.people.models import Contact, Pupil

# What can ever travel. Discipline, what a pupil said in confidence and a partner's own notes are not among it.
TRAVELS = [Team.key, Zorg.key, Gedeeld.key, Clb.key, Medisch.key]


class TransferKind(models.TextChoices):
    """The medical part of a CLB file is a transfer of its own: who sends the rest, does not read it."""

    SCHOOL = "school", _("van school naar school")
    CENTRE = "clb", _("van CLB naar CLB")
    MEDICAL = "medisch", _("van CLB naar CLB: medisch deel")


class Sort(models.TextChoices):
    """What a piece is; the ground on which it goes follows from it (``domain.grounds``)."""

    GC = "verslag_gc", _("GC-verslag (gemeenschappelijk curriculum)")
    IAC = "verslag_iac", _("IAC-verslag (individueel aangepast curriculum)")
    OV4 = "verslag_ov4", _("OV4-verslag (opleidingsvorm 4)")
    CARE = "zorg", _("zorg die helpt om te leren")
    SOCIAL = "sociaal_emotioneel", _("sociaal-emotioneel")
    FILE = "dossier", _("dossier van het CLB")
    DUTY = "leerplicht", _("opvolging van de leerplicht")
    HEALTH = "medisch", _("medische gegevens")
    SUMMARY = "samenvatting", _("samenvatting van de leerling")
    MEASURES = "maatregelen", _("begeleidende maatregelen, voor één lezer")


class Who(models.TextChoices):
    PUPIL = "leerling", _("de leerling")
    PARENTS = "ouders", _("de ouders")


class Transfer(models.Model):
    """What one organisation prepares for, and sends to, another. No confidential text: that is in its pieces.

    ``b_total`` is all that goes of the absences, with the school year that it counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="transfers", verbose_name="leerling")
    kind = models.CharField("soort", max_length=8, choices=TransferKind)
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="van")
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="naar")
    prepared_at = models.DateTimeField(default=timezone.now)
    prepared_by = models.CharField(max_length=160)
    prepared_by_id = models.BigIntegerField(null=True)
    reports_checked = models.BooleanField("nagekeken of er een verslag is", default=False)
    announced_on = models.DateField("meegedeeld op", null=True)
    announced_how = models.CharField("hoe meegedeeld", max_length=160, blank=True)
    object_until = models.DateField("verzet kan tot en met", null=True)
    agreed_on = models.DateField("akkoord op", null=True)
    agreed_by = models.CharField("akkoord van", max_length=8, choices=Who, blank=True)
    b_total = models.PositiveSmallIntegerField("halve dagen B", null=True)
    b_school_year = models.PositiveSmallIntegerField("schooljaar van die B", null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=160, blank=True)
    sent_by_id = models.BigIntegerField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=160, blank=True)
    accepted_by_id = models.BigIntegerField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering = ["-prepared_at", "id"]
        indexes = [
            models.Index(fields=["sender", "-prepared_at"], name="transfer_sender"),
            models.Index(fields=["receiver", "-prepared_at"], name="transfer_receiver"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="transfer_to_another"),
            models.CheckConstraint(
                condition=Q(announced_on=None, object_until=None)
                | Q(announced_on__isnull=False, object_until__gte=F("announced_on")),
                name="transfer_term_after_notice",
            ),
            models.CheckConstraint(
                condition=Q(agreed_on=None, agreed_by="") | (Q(agreed_on__isnull=False) & ~Q(agreed_by="")),
                name="transfer_agreed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by="", accepted_at=None)
                | (Q(sent_at__isnull=False, announced_on__isnull=False, cancelled_at=None) & ~Q(sent_by="")),
                name="transfer_sent_after_notice",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by="") | (Q(accepted_at__isnull=False) & ~Q(accepted_by="")),
                name="transfer_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(b_total=None, b_school_year=None)
                | Q(b_total__isnull=False, b_school_year__isnull=False, kind="school"),
                name="transfer_b_of_a_year",
            ),
            models.UniqueConstraint(
                fields=["pupil", "kind", "sender", "receiver"],
                condition=Q(sent_at=None, cancelled_at=None),
                name="transfer_prepared_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {timezone.localdate(self.prepared_at)}"

    @property
    def open(self) -> bool:
        return self.sent_at is None and self.cancelled_at is None


class _Piece(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.BigIntegerField()
    compartment = models.CharField("vak", max_length=10, choices=CHOICES)
    parents_excluded = models.BooleanField("niet voor de ouders", default=False)

    class Meta:
        abstract = True


class TransferItem(_Piece):
    """A piece that the sender chose: it points to what the sender keeps, and holds no text of it.

    ``digest`` is the hash of what went; ``consent_*`` is who agreed, where a piece goes with consent alone.
    """

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="items")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    sort = models.CharField("soort", max_length=20, choices=Sort)
    source_id = models.UUIDField()
    written_on = models.DateField("van")
    consent_by = models.CharField("toestemming van", max_length=8, choices=Who, blank=True)
    consent_on = models.DateField("toestemming op", null=True, blank=True)
    went = models.BooleanField("meegegaan", default=False)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "stuk van een overdracht"
        verbose_name_plural = "stukken van een overdracht"
        ordering = ["-written_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["transfer", "source_id"], name="transfer_item_once"),
            models.CheckConstraint(condition=Q(compartment__in=TRAVELS), name="transfer_item_travels"),
            models.CheckConstraint(
                condition=~Q(sort="sociaal_emotioneel") | (Q(consent_on__isnull=False) & ~Q(consent_by="")),
                name="transfer_item_with_consent",
            ),
            models.CheckConstraint(
                condition=Q(went=False, digest="") | (Q(went=True) & ~Q(digest="")),
                name="transfer_item_went_with_digest",
            ),
        ]


class Summary(_Piece):
    """What the pupil wants to tell once: strengths first, written together, gone only where the pupil agrees."""

    transfer = models.OneToOneField(Transfer, models.CASCADE, related_name="summary")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+")
    strengths = models.TextField("wat goed gaat")
    helps = models.TextField("wat helpt", blank=True)
    wishes = models.TextField("wat de leerling zelf wil vertellen", blank=True)
    written_on = models.DateField("samen geschreven op")
    agreed = models.BooleanField("de leerling gaat akkoord dat dit meegaat", default=False)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "samenvatting van de leerling"
        verbose_name_plural = "samenvattingen van leerlingen"
        constraints = [
            models.CheckConstraint(condition=~Q(strengths=""), name="summary_strengths_first"),
            models.CheckConstraint(condition=Q(compartment="gedeeld"), name="summary_shared"),
        ]


class TransferCopy(_Piece):
    """What was sent, as it was then: a record of the receiver. The sender keeps its own.

    ``reader`` names the only one who reads it, where the ground asks that.
    """

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="copies")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="transfer_copies")
    sort = models.CharField("soort", max_length=20, choices=Sort)
    source_id = models.UUIDField()
    written_on = models.DateField("van")
    title = models.CharField("titel", max_length=120)
    text = models.TextField("tekst")
    file = models.OneToOneField(Upload, models.SET_NULL, null=True, blank=True, verbose_name="bestand")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "ontvangen stuk"
        verbose_name_plural = "ontvangen stukken"
        ordering = ["-written_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["transfer", "source_id"], name="transfer_copy_once"),
            models.CheckConstraint(condition=Q(compartment__in=TRAVELS), name="transfer_copy_travels"),
            models.CheckConstraint(
                condition=Q(sort="maatregelen", reader__isnull=False) | (~Q(sort="maatregelen") & Q(reader=None)),
                name="transfer_copy_one_reader",
            ),
        ]


class Objection(models.Model):
    """Pupil or parents do not want something to go: one piece, or everything that may be objected to.

    No text: why is nobody's business. ``how`` is on which paper, or through the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="objections")
    item = models.ForeignKey(TransferItem, models.CASCADE, null=True, related_name="objections", verbose_name="stuk")
    whole = models.BooleanField("alles waartegen verzet kan", default=False)
    summary = models.BooleanField("de samenvatting", default=False)
    by_whom = models.CharField("van wie", max_length=8, choices=Who)
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+", verbose_name="contactpersoon")
    on = models.DateField("op")
    paper = models.BooleanField("op papier of aan het loket", default=True)
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "verzet"
        verbose_name_plural = "verzet"
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(whole=True, summary=False, item=None)
                | Q(whole=False, summary=True, item=None)
                | Q(whole=False, summary=False, item__isnull=False),
                name="objection_to_one_thing",
            ),
            models.CheckConstraint(condition=Q(contact=None) | Q(by_whom="ouders"), name="objection_contact_is_parent"),
        ]
