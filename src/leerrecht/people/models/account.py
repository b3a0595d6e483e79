from django.conf import settings
from django.db import models
from django.utils import timezone

from leerrecht.people.models.contact import Contact
from leerrecht.people.models.pupil import Pupil


class PupilAccount(models.Model):
    """The account by which a pupil signs in."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="pupil_account")
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="accounts", verbose_name="leerling")
    linked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "account van een leerling"
        verbose_name_plural = "accounts van leerlingen"


class ContactAccount(models.Model):
    """The account by which a contact signs in; what it sees follows from the legal role, and nothing where barred."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="contact_accounts")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="accounts", verbose_name="contactpersoon")
    linked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "account van een contactpersoon"
        verbose_name_plural = "accounts van contactpersonen"
        constraints = [models.UniqueConstraint(fields=["user", "contact"], name="contact_account_once")]
