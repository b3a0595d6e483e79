"""Tokens of programs, and the answers that are kept so that a write that is sent twice happens once."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from leerrecht.organisations.models import Organisation


class Token(models.Model):
    """What a program shows to be let in: for one school or board, one purpose, some scopes and at most a year.

    The text itself is kept nowhere: ``prefix`` recognises it, ``digest`` proves it.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="tokens", verbose_name="school of schoolbestuur"
    )
    purpose = models.CharField("doel", max_length=60)
    scopes = ArrayField(models.CharField(max_length=30), verbose_name="bereik")
    prefix = models.CharField("herkenning", max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    made_on = models.DateField("gemaakt op")
    until = models.DateField("tot en met")
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField("gemaakt door", max_length=160)
    last_used_at = models.DateTimeField("laatst gebruikt", null=True)
    revoked_at = models.DateTimeField("ingetrokken", null=True)
    revoked_by_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = "token"
        verbose_name_plural = "tokens"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("made_on")) & Q(until__lte=F("made_on") + timedelta(days=366)),
                name="token_at_most_a_year",
            ),
            models.CheckConstraint(condition=~Q(scopes=[]), name="token_opens_something"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} ({self.prefix})"


class Answer(models.Model):
    """What a write with an ``Idempotency-Key`` was answered; the same key gives it again for a day."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="answers")
    organisation_id = models.BigIntegerField()
    key = models.CharField(max_length=100)
    asked = models.CharField(max_length=64, help_text="hash of method, address and body")
    body = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "bewaard antwoord"
        verbose_name_plural = "bewaarde antwoorden"
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="answer_once_per_key")]
        indexes = [models.Index(fields=["at"], name="answer_at")]
