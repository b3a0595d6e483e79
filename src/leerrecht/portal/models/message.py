from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil
from leerrecht.portal.models.preference import Channel


class MessageKind(models.TextChoices):
    """Why a message is shown or sent. None of them accuses."""

    FIRST = "eerste", _("voor het eerst in een tijd afwezig zonder bekende reden")
    AGAIN = "opnieuw", _("opnieuw afwezig zonder bekende reden")
    BACK = "terug", _("terug na een langere afwezigheid")
    ANSWER = "antwoord", _("de school antwoordde")
    INVITED = "gesprek", _("er staat een uitnodiging")


class Wording(models.Model):
    """The school's own words for a message in one language; without them, those of the installation."""

    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    kind = models.CharField("wanneer", max_length=8, choices=MessageKind)
    language = models.CharField("taal", max_length=3, default="nl")
    text = models.CharField("tekst", max_length=400)
    changed_by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "tekst van een bericht naar huis"
        verbose_name_plural = "teksten van berichten naar huis"
        constraints = [
            models.UniqueConstraint(fields=["school", "kind", "language"], name="wording_once"),
            models.CheckConstraint(condition=~Q(text=""), name="wording_says_something"),
        ]


class Nudge(models.Model):
    """That somebody is told, as they chose, that something waits on the own page; once a day for each pupil and reason.

    By e-mail at once, or once the mail server answers again; on paper the school prints it, and says when it did. One
    that was tried and has no end is never sent again: nobody knows whether it left.
    """

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="+", verbose_name="leerling")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField("waarom", max_length=8, choices=MessageKind)
    on = models.DateField("dag")
    sent = models.BooleanField("vertrokken", default=False)
    tried_at = models.DateTimeField("geprobeerd op", null=True, blank=True)
    channel = models.CharField("hoe", max_length=8, choices=Channel, default=Channel.EMAIL)
    printed_on = models.DateField("afgedrukt op", null=True, blank=True)
    printed_by = models.CharField("door", max_length=160, blank=True)

    class Meta:
        verbose_name = "bericht naar huis"
        verbose_name_plural = "berichten naar huis"
        constraints = [models.UniqueConstraint(fields=["pupil", "user", "kind", "on"], name="nudge_once_a_day")]
