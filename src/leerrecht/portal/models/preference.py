from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerrecht.people.models import Pupil


class Channel(models.TextChoices):
    PORTAL = "portaal", _("op deze pagina's")
    EMAIL = "email", _("per e-mail")
    PAPER = "brief", _("met een brief op papier")


class Preference(models.Model):
    """In which language somebody reads the portal, and how they want to be told that something waits there."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="portal_preference")
    language = models.CharField("taal", max_length=3, default="nl")
    channel = models.CharField("hoe", max_length=8, choices=Channel, default=Channel.PORTAL)

    class Meta:
        verbose_name = "voorkeur in het portaal"
        verbose_name_plural = "voorkeuren in het portaal"


class Quiet(models.Model):
    """No message goes home about this pupil, such as for a child in a protected situation; who said so, and why.

    Seen by staff of the school that keeps it, never by the family.
    """

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", verbose_name="leerling")
    organisation_id = models.BigIntegerField()
    compartment = models.CharField(max_length=10, default="zorg", editable=False)
    reason = models.CharField("reden", max_length=300)
    set_on = models.DateField("sinds")
    set_by = models.CharField("door", max_length=160)
    ended_on = models.DateField("tot", null=True, blank=True)
    ended_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "geen berichten naar huis"
        verbose_name_plural = "geen berichten naar huis"
        ordering = ["-set_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & Q(compartment="zorg"), name="quiet_has_reason"),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by="") | (Q(ended_on__isnull=False) & ~Q(ended_by="")),
                name="quiet_ended_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["pupil", "organisation_id"], condition=Q(ended_on=None), name="quiet_one_at_a_time"
            ),
        ]
