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
    # The household: a contact who lives elsewhere has an address of its own.
    street = models.CharField("straat", max_length=120, blank=True)
    house_number = models.CharField("huisnummer", max_length=12, blank=True)
    box = models.CharField("bus", max_length=10, blank=True)
    postcode = models.CharField("postcode", max_length=12, blank=True)
    municipality = models.CharField("gemeente", max_length=80, blank=True)
    country = models.CharField("land", max_length=60, blank=True, help_text="empty: Belgium")
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
            ),
            models.CheckConstraint(
                condition=Q(street="", house_number="", box="", postcode="", municipality="", country="")
                | (~Q(street="") & ~Q(postcode="") & ~Q(municipality="")),
                name="contact_address_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> tuple[str, ...]:
        """The lines of the address as they stand on an envelope; none where it is not known."""
        if not self.street:
            return ()
        door = " ".join(filter(None, (self.street, self.house_number, f"bus {self.box}" if self.box else "")))
        lines = (door, f"{self.postcode} {self.municipality}")
        return (*lines, self.country.upper()) if self.country else lines
