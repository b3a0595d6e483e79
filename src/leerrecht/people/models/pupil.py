import pghistory
from django.db import models
from django.db.models import F, Q

from leerrecht.organisations.models import Board


class Gender(models.TextChoices):
    FEMALE = "v", "vrouw"
    MALE = "m", "man"
    X = "x", "x"


class Residence(models.TextChoices):
    """Where the pupil lives; part of the breakdowns and of who can be reached."""

    HOME = "thuis", "thuis"
    BOARDING = "internaat", "internaat"
    FOSTER = "pleeggezin", "pleeggezin"
    FACILITY = "voorziening", "jeugdhulpvoorziening"
    TRAVELLING = "trekkend", "trekkende bevolking of binnenschippers"
    RECEPTION = "opvangcentrum", "opvangcentrum voor verzoekers om internationale bescherming"
    ALONE = "zelfstandig", "zelfstandig"


@pghistory.track()
class Pupil(models.Model):
    """A child, once, whatever the number of schools; ``merged_into`` points on from a double record."""

    first_name = models.CharField("voornaam", max_length=80)
    last_name = models.CharField("naam", max_length=120)
    sort_key = models.CharField(max_length=220, editable=False, help_text="last and first name without accents")
    birth_date = models.DateField("geboortedatum")
    gender = models.CharField("geslacht", max_length=1, choices=Gender, blank=True)
    insz = models.CharField("rijksregister- of BIS-nummer", max_length=11, unique=True, null=True, blank=True)
    nationality = models.CharField("nationaliteit", max_length=2, default="BE", help_text="landcode van twee letters")
    register_entry = models.DateField(
        "inschrijving in het vreemdelingen-, wacht- of bevolkingsregister", null=True, blank=True
    )
    domicile = models.CharField("land van domicilie", max_length=2, default="BE")
    home_language = models.CharField("thuistaal", max_length=3, blank=True, help_text="taalcode, bijvoorbeeld nl of ar")
    residence = models.CharField("verblijf", max_length=14, choices=Residence, default=Residence.HOME)
    ses_home_language = models.BooleanField("kenmerk: thuistaal niet het Nederlands", null=True, blank=True)
    ses_mother_education = models.BooleanField("kenmerk: opleiding van de moeder", null=True, blank=True)
    ses_allowance = models.BooleanField("kenmerk: schooltoeslag", null=True, blank=True)
    ses_neighbourhood = models.BooleanField("kenmerk: buurt", null=True, blank=True)
    distance_km = models.DecimalField(
        "afstand tot de school (km)", max_digits=5, decimal_places=1, null=True, blank=True
    )
    diploma_on = models.DateField("diploma secundair onderwijs behaald op", null=True, blank=True)
    two_years_so_ended_on = models.DateField("eerste twee leerjaren secundair beëindigd op", null=True, blank=True)
    siblings = models.ManyToManyField("self", verbose_name="broers en zussen", blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", verbose_name="samengevoegd met"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "leerling"
        verbose_name_plural = "leerlingen"
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["sort_key"], name="pupil_sort_key")]
        constraints = [
            models.CheckConstraint(
                condition=Q(insz__regex=r"^\d{11}$") | Q(insz=None), name="pupil_insz_eleven_digits"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="pupil_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def initials(self) -> str:
        return f"{self.first_name[:1]}{self.last_name[:1]}".upper()


class PupilNumber(models.Model):
    """The number by which a board's school package knows a pupil: ten digits with leading zeros."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="numbers")
    board = models.ForeignKey(Board, models.CASCADE, related_name="pupil_numbers")
    number = models.CharField("leerlingnummer", max_length=20)

    class Meta:
        verbose_name = "leerlingnummer"
        verbose_name_plural = "leerlingnummers"
        constraints = [models.UniqueConstraint(fields=["board", "number"], name="pupil_number_once_per_board")]

    def __str__(self) -> str:
        return self.number
