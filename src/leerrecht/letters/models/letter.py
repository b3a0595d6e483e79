import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from leerrecht.access.compartments import CHOICES, COMPARTMENTS
from leerrecht.documents.models import Upload
from leerrecht.letters.languages import choices
from leerrecht.notes.models.aantekening import WITH_COUNTERPART
from leerrecht.organisations.models import Organisation
from leerrecht.people.models import Pupil


class RunState(models.TextChoices):
    WAITING = "wacht", _("wacht op zijn beurt")
    BUSY = "bezig", _("wordt gemaakt")
    DONE = "klaar", _("klaar")
    FAILED = "mislukt", _("mislukt")


class Way(models.TextChoices):
    """How a letter goes out."""

    PAPER = "papier", _("op papier")
    EMAIL = "email", _("per e-mail")


class DeliveryState(models.TextChoices):
    WAITING = "wacht", _("nog niet verstuurd")
    BUSY = "bezig", _("wordt aan de mailserver gegeven")
    LATER = "later", _("nog niet gelukt, wordt opnieuw geprobeerd")
    SENT = "verstuurd", _("verstuurd")
    TRIED = "proef", _("niet echt verstuurd: er is geen mailserver ingesteld")
    FAILED = "mislukt", _("niet aangekomen bij de mailserver")


class Run(models.Model):
    """Letters made in one go. What is asked of the job stands here; of pupils only numbers and why one was left out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="letter_runs", verbose_name="school of CLB"
    )
    template_key = models.CharField(max_length=60)
    template_name = models.CharField("sjabloon", max_length=120)
    compartment = models.CharField("vak", max_length=10, choices=CHOICES)
    way = models.CharField("hoe", max_length=8, choices=Way)
    asked = models.JSONField(default=dict, help_text="pupils, and what was filled in; emptied when the run is done")
    left_out = models.JSONField(default=list, help_text="pupil and the reason why there is no letter")
    state = models.CharField("stand", max_length=8, choices=RunState, default=RunState.WAITING)
    total = models.PositiveIntegerField("leerlingen")
    seen = models.PositiveIntegerField("nagekeken", default=0)
    made = models.PositiveIntegerField("brieven", default=0)
    error = models.CharField("fout", max_length=400, blank=True)
    by_id = models.BigIntegerField()
    by_name = models.CharField("door", max_length=160)
    at = models.DateTimeField("op", db_default=Now())
    finished_at = models.DateTimeField("klaar op", null=True)

    class Meta:
        verbose_name = "reeks brieven"
        verbose_name_plural = "reeksen brieven"
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["organisation", "-at"], name="letter_run_organisation_at")]


class Letter(models.Model):
    """A letter that was made: to whom, about what, and the file as it went out. Nothing of it changes afterwards.

    ``occasion`` is what it is about, and ``copy`` above 1 says that somebody sent it again on purpose: the database
    refuses the same letter twice.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, models.SET_NULL, null=True, related_name="letters")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="letters", verbose_name="leerling")
    organisation_id = models.BigIntegerField()
    counterpart_id = models.BigIntegerField(null=True)
    compartment = models.CharField("vak", max_length=10, choices=CHOICES)
    parents_excluded = models.BooleanField("niet voor de ouders", default=False)
    template_key = models.CharField(max_length=60)
    template_name = models.CharField("sjabloon", max_length=120)
    version = models.PositiveSmallIntegerField("versie", help_text="0: as delivered")
    language = models.CharField("taal", max_length=14, choices=choices)
    recipient = models.CharField("ontvanger", max_length=40, help_text="contact, pupil or CLB, by number")
    recipient_name = models.CharField("aan", max_length=330)
    subject = models.CharField("onderwerp", max_length=300)
    occasion = models.CharField(max_length=40)
    copy = models.PositiveSmallIntegerField("exemplaar", default=1)
    again_because = models.CharField("opnieuw omdat", max_length=200, blank=True)
    no_address = models.BooleanField("zonder postadres", default=False)
    dated = models.DateField("datum")
    file = models.OneToOneField(Upload, models.PROTECT, verbose_name="brief")
    made_by_id = models.BigIntegerField(null=True)
    made_by = models.CharField("door", max_length=160)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "brief"
        verbose_name_plural = "brieven"
        ordering = ["-made_at", "id"]
        indexes = [
            models.Index(fields=["pupil", "compartment"], name="letter_pupil_compartment"),
            models.Index(fields=["organisation_id", "-made_at"], name="letter_organisation_at"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "organisation_id", "template_key", "recipient", "occasion", "copy"],
                name="letter_once",
            ),
            models.CheckConstraint(condition=Q(compartment__in=list(COMPARTMENTS)), name="letter_compartment_known"),
            models.CheckConstraint(
                condition=Q(counterpart_id=None) | Q(compartment__in=WITH_COUNTERPART),
                name="letter_counterpart_where_due",
            ),
            models.CheckConstraint(condition=Q(copy=1) | ~Q(again_because=""), name="letter_again_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.template_name}, {self.dated:%d/%m/%Y}"

    @property
    def asks_for_paper(self) -> bool:
        """Whether it did not leave: it waits to be posted, or no mail server took it and nobody posted it."""
        found = list(self.deliveries.all())
        if any(one.way == Way.PAPER for one in found):
            return any(one.way == Way.PAPER and one.state == DeliveryState.WAITING for one in found)
        return any(one.state in (DeliveryState.TRIED, DeliveryState.LATER, DeliveryState.FAILED) for one in found)


class Delivery(models.Model):
    """That a letter went out, or should: one for each address. The record of what the mail server said."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="deliveries")
    way = models.CharField("hoe", max_length=8, choices=Way)
    address = models.EmailField("e-mailadres", blank=True)
    state = models.CharField("stand", max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    at = models.DateTimeField("op", null=True)
    by_name = models.CharField("door", max_length=160, blank=True)
    error = models.CharField("fout", max_length=300, blank=True)
    next_at = models.DateTimeField("volgende poging op", null=True)
    message_id = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "verzending van een brief"
        verbose_name_plural = "verzendingen van brieven"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "way", "address"], name="delivery_once_per_address"),
            models.CheckConstraint(
                condition=Q(way=Way.EMAIL) & ~Q(address="") | Q(way=Way.PAPER, address=""),
                name="delivery_email_has_address",
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.WAITING, at=None)
                | (~Q(state=DeliveryState.WAITING) & Q(at__isnull=False)),
                name="delivery_done_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.LATER, next_at__isnull=False)
                | (~Q(state=DeliveryState.LATER) & Q(next_at=None)),
                name="delivery_tried_again_at_a_moment",
            ),
        ]


class Attempt(models.Model):
    """One try to give a letter to the mail server. Kept before the try begins: a letter that may have left is known.

    ``done_at`` is empty while nobody knows how it ended.
    """

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField("poging")
    begun_at = models.DateTimeField("begonnen op")
    done_at = models.DateTimeField("klaar op", null=True)
    left = models.BooleanField("vertrokken", default=False)
    answer = models.CharField("antwoord van de mailserver", max_length=300, blank=True)

    class Meta:
        verbose_name = "poging om een brief te mailen"
        verbose_name_plural = "pogingen om een brief te mailen"
        ordering = ["delivery", "number"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="attempt_once_per_number"),
            models.UniqueConstraint(fields=["delivery"], condition=Q(left=True), name="attempt_leaves_once"),
        ]
