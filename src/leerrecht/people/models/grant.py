from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from leerrecht.access.compartments import CHOICES, COMPARTMENTS
from leerrecht.organisations.models import Organisation
from leerrecht.organisations.models.organisation import same
from leerrecht.people.models.protocol import Protocol
from leerrecht.people.models.pupil import Pupil


class GrantKind(models.TextChoices):
    CASE = "zaak", "op het dossier"
    TRUST = "vertrouwenspersoon", "vertrouwenspersoon"
    PARTNER = "partner", "partner in het traject"
    ACCESS = "toegang", "toegang"
    DANGER = "noodgeval", "geopend bij acuut gevaar"


# Last until they are withdrawn; all others name their last day.
WITHOUT_END = (GrantKind.CASE, GrantKind.TRUST)
ONCE_AT_A_TIME = (GrantKind.CASE, GrantKind.TRUST, GrantKind.PARTNER)


def _same_kind() -> Func:
    """The kind as a range of one number, since gist cannot compare text without an extension."""
    number = Func(F("kind"), function="hashtext")
    return Func(number, number, Value("[]"), function="int4range")


def _known_compartments(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(compartments__contained_by=list(COMPARTMENTS)) & Q(compartments__len__gt=0), name=name
    )


class Grant(models.Model):
    """One person, one pupil, some compartments of one organisation, one reason, for a time.

    ``organisation`` owns the records that it opens. ``held_at`` is where the person works by virtue of which it was
    given: who leaves, loses it; empty for a trust person. ``given_for`` is the CLB that sent a partner.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants", verbose_name="wie")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="grants", verbose_name="leerling")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="dossier van")
    held_at = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="werkt bij")
    given_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", verbose_name="in naam van")
    kind = models.CharField("soort", max_length=20, choices=GrantKind)
    compartments = ArrayField(models.CharField(max_length=10, choices=CHOICES), verbose_name="vakken")
    reason = models.CharField("reden", max_length=500)
    period = DateRangeField("periode")
    protocol = models.ForeignKey(
        Protocol, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name="op grond van protocol"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gegeven door"
    )
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="ingetrokken door"
    )

    class Meta:
        verbose_name = "toegang"
        verbose_name_plural = "toegangen"
        ordering = ["-given_at", "-id"]
        indexes = [
            models.Index(fields=["user", "pupil"], name="grant_live", condition=Q(withdrawn_at=None)),
            models.Index(fields=["pupil", "-given_at"], name="grant_pupil"),
        ]
        constraints = [
            _known_compartments("grant_compartments_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="grant_has_reason"),
            models.CheckConstraint(
                condition=Q(kind__in=WITHOUT_END) | Q(period__endswith__isnull=False), name="grant_ends"
            ),
            models.CheckConstraint(condition=Q(period__isempty=False), name="grant_period_not_empty"),
            models.CheckConstraint(
                condition=Q(held_at__isnull=False) | Q(kind=GrantKind.TRUST), name="grant_held_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(given_for__isnull=False, kind=GrantKind.PARTNER)
                | (Q(given_for=None) & ~Q(kind=GrantKind.PARTNER)),
                name="grant_partner_sent_by_centre",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | Q(withdrawn_by=None), name="grant_withdrawn_at_a_moment"
            ),
            ExclusionConstraint(
                name="grant_once_at_a_time",
                expressions=[
                    (same("user_id"), RangeOperators.OVERLAPS),
                    (same("pupil_id"), RangeOperators.OVERLAPS),
                    (same("organisation_id"), RangeOperators.OVERLAPS),
                    (_same_kind(), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_at=None, kind__in=ONCE_AT_A_TIME),
            ),
        ]


class AccessRequest(models.Model):
    """Somebody asks for access to one pupil's case, and somebody who may give it answers."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="wie")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", verbose_name="leerling")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="dossier van")
    held_at = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="werkt bij")
    compartments = ArrayField(models.CharField(max_length=10, choices=CHOICES), verbose_name="vakken")
    reason = models.CharField("reden", max_length=500)
    until = models.DateField("tot en met")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    grant = models.OneToOneField(Grant, models.PROTECT, null=True, blank=True, related_name="request")
    answer = models.CharField("antwoord", max_length=500, blank=True)

    class Meta:
        verbose_name = "vraag om toegang"
        verbose_name_plural = "vragen om toegang"
        ordering = ["-asked_at", "-id"]
        constraints = [
            _known_compartments("request_compartments_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="request_has_reason"),
            models.CheckConstraint(
                condition=Q(answered_at=None, grant=None, answer="")
                | (Q(answered_at__isnull=False) & (Q(grant__isnull=False) | ~Q(answer=""))),
                name="request_answered_whole",
            ),
            models.UniqueConstraint(
                fields=["user", "pupil", "organisation"],
                condition=Q(answered_at=None),
                name="request_open_once",
            ),
        ]


class Notice(models.Model):
    """Tells an organisation at once that a file was opened in danger; shown until somebody says that it was seen."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="notices")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "melding van een noodgeval"
        verbose_name_plural = "meldingen van noodgevallen"
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "organisation"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None) | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="notice_seen_by_somebody",
            ),
        ]
