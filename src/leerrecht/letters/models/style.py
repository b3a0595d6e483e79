from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerrecht.organisations.models import Organisation

DEFAULT_COLOUR = "#1f4e79"


class Window(models.TextChoices):
    """On which side an envelope shows the address."""

    RIGHT = "rechts", _("rechts")
    LEFT = "links", _("links")


class HouseStyle(models.Model):
    """How the letters of a school or CLB look: what stands at the head, and its colour. Nothing about a pupil."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="house_style", verbose_name="school of CLB"
    )
    address = models.CharField("adres", max_length=200, blank=True)
    town = models.CharField("plaats op de brief", max_length=80, blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("e-mailadres voor antwoorden", blank=True)
    website = models.CharField("website", max_length=120, blank=True)
    colour = models.CharField(
        "kleur", max_length=7, default=DEFAULT_COLOUR, validators=[RegexValidator(r"^#[0-9a-f]{6}$")]
    )
    window = models.CharField("venster van de omslag", max_length=6, choices=Window, default=Window.RIGHT)
    logo = models.BinaryField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "huisstijl"
        verbose_name_plural = "huisstijlen"
        constraints = [models.CheckConstraint(condition=Q(colour__regex=r"^#[0-9a-f]{6}$"), name="style_colour")]
