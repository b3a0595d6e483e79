"""Whom a school tells that something changed, and each time that it was told."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from leerrecht.organisations.models import School


class Subscription(models.Model):
    """An address of another program that hears of events of one school.

    ``secret`` signs what is sent, and ``former`` beside it until ``former_until``; both are locked with the key of
    the installation. ``seen_id`` is the last entry of the log that was looked at.
    """

    school = models.ForeignKey(School, models.CASCADE, related_name="subscriptions", verbose_name="school")
    purpose = models.CharField("doel", max_length=60)
    url = models.URLField("adres", max_length=300)
    events = ArrayField(models.CharField(max_length=40), verbose_name="gebeurtenissen")
    secret = models.TextField()
    former = models.TextField(blank=True)
    former_until = models.DateTimeField(null=True)
    seen_id = models.BigIntegerField(default=0)
    paused_at = models.DateTimeField("gepauzeerd", null=True)
    pause_reason = models.CharField("reden van de pauze", max_length=200, blank=True)
    made_at = models.DateTimeField("gemaakt op")
    made_by_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField("beëindigd", null=True)

    class Meta:
        verbose_name = "webhook"
        verbose_name_plural = "webhooks"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(events=[]), name="subscription_hears_something"),
            models.CheckConstraint(
                condition=Q(paused_at=None, pause_reason="") | Q(paused_at__isnull=False) & ~Q(pause_reason=""),
                name="subscription_paused_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.purpose


class Delivery(models.Model):
    """One event for one subscription: sent in the order of the log, tried again later where it failed."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="deliveries", verbose_name="webhook")
    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    entry_id = models.BigIntegerField()
    event = models.CharField("gebeurtenis", max_length=40)
    body = models.TextField()
    made_at = models.DateTimeField("gemaakt op")
    tries = models.PositiveSmallIntegerField("pogingen", default=0)
    next_at = models.DateTimeField("volgende poging")
    sent_at = models.DateTimeField("aangekomen op", null=True)
    said = models.CharField("antwoord", max_length=200, blank=True)

    class Meta:
        verbose_name = "levering"
        verbose_name_plural = "leveringen"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["subscription", "entry_id"], name="delivery_once")]
        indexes = [
            models.Index(fields=["subscription", "id"], name="delivery_waiting", condition=Q(sent_at=None)),
        ]
