import pghistory
from django.db import models
from django.db.models import Q

from leerrecht.people.models.pupil import Pupil


class LegalRole(models.TextChoices):
    """What somebody is to the pupil before the law."""

    PARENT = "ouder", "ouder met gezag"
    PARENT_WITHOUT = "ouder_zonder_gezag", "ouder zonder gezag"
    GUARDIAN = "voogd", "voogd"
    FOSTER = "pleegouder", "pleegouder"
    IN_FACT = "feitelijk", "heeft de leerling feitelijk onder zijn hoede"
    OTHER = "andere", "andere contactpersoon"


@pghistory.track()
class Contact(models.Model):
    """Somebody to reach for a pupil. ``barred`` is a judge's decision: no information, no contact."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="contacts", verbose_name="leerling")
    name = models.CharField("naam", max_length=160)
    legal_role = models.CharField("juridische rol", max_length=20, choices=LegalRole)
    relation = models.CharField("verwantschap", max_length=60, blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    language = models.CharField("taal", max_length=3, default="nl")
    interpreter = models.BooleanField("tolk gewenst", default=False)
    lives_with = models.BooleanField("woont bij de leerling", default=True)
    barred = models.BooleanField("contact verboden door de rechter", default=False)
    order = models.PositiveSmallIntegerField("volgorde", default=1)
    verified_on = models.DateField("gegevens nagekeken op", null=True, blank=True)

    class Meta:
        verbose_name = "contactpersoon"
        verbose_name_plural = "contactpersonen"
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(barred=False) | Q(lives_with=False), name="contact_barred_lives_elsewhere"
            )
        ]

    def __str__(self) -> str:
        return self.name
