from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leerrecht.people.models.contact import Contact
from leerrecht.people.models.pupil import Pupil


class PupilAccount(models.Model):
    """The account by which a pupil signs in; opens nothing any more once withdrawn."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="pupil_account")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="accounts", verbose_name="leerling")
    linked_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "account van een leerling"
        verbose_name_plural = "accounts van leerlingen"


class ContactAccount(models.Model):
    """The account by which a contact signs in; what it sees follows from the legal role.

    It opens nothing where a judge barred the contact, nor once withdrawn.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="contact_accounts")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="accounts", verbose_name="contactpersoon")
    linked_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "account van een contactpersoon"
        verbose_name_plural = "accounts van contactpersonen"
        constraints = [models.UniqueConstraint(fields=["user", "contact"], name="contact_account_once")]


class Invitation(models.Model):
    """A code on a letter, by which the user of an account chooses a password: once, and for a while.

    The code itself is kept nowhere. Who lost access gets a new letter at the school's desk.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations")
    code = models.CharField(max_length=64, help_text="keyed hash")
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="invitation_ends_later"),
            models.CheckConstraint(condition=Q(used_at=None) | Q(withdrawn_at=None), name="invitation_ends_once"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(used_at=None, withdrawn_at=None), name="invitation_one_open"
            ),
        ]
