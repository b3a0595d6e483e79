"""What a local platform (LOP) agreed: when a school may refuse who was excluded elsewhere, and whose turn it is."""

from django.db import models
from django.db.models import F, Q

from leerrecht.organisations.models import Organisation, School


class Measured(models.TextChoices):
    """Where the load is looked at (000:9405-9423)."""

    SCHOOL = "school", "de hele school"
    LOCATION = "vestiging", "de vestigingsplaats"
    CLASS = "klasgroep", "de klasgroep waarin de leerling zou komen"


class LopAgreement(models.Model):
    """Under which load schools of a LOP may refuse pupils excluded elsewhere; ordinary secondary education alone.

    Both numbers are there: the law wants the agreement to reckon with files and with pupils taken in.
    """

    lop = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="LOP")
    since = models.DateField("geldt vanaf")
    until = models.DateField("geldt tot en met", null=True, blank=True)
    files = models.PositiveSmallIntegerField("begeleidingsdossiers voor problematische afwezigheden vanaf")
    taken_in = models.PositiveSmallIntegerField("elders uitgesloten leerlingen dit schooljaar ingeschreven vanaf")
    measured = models.CharField("bekeken voor", max_length=12, choices=Measured)
    answer_days = models.PositiveSmallIntegerField("schooldagen om te antwoorden", null=True, blank=True)
    made_by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "LOP-afspraak"
        verbose_name_plural = "LOP-afspraken"
        ordering = ["lop", "-since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["lop", "since"], name="lop_agreement_once_a_day"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="lop_agreement_ends_after"),
            models.CheckConstraint(condition=Q(answer_days=None) | Q(answer_days__gte=1), name="lop_agreement_answers"),
        ]

    def __str__(self) -> str:
        return f"LOP-afspraak vanaf {self.since}"


class RotaPlace(models.Model):
    """A school that takes its turn, and in which order where nobody took more turns than another."""

    lop = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="LOP")
    school = models.ForeignKey(School, models.CASCADE, related_name="+", verbose_name="school")
    position = models.PositiveSmallIntegerField("volgorde")
    # Turns of this school year, filled in by whoever reads the rota.
    taken: int = 0

    class Meta:
        verbose_name = "plaats in de beurtrol"
        verbose_name_plural = "beurtrol"
        ordering = ["lop", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["lop", "school"], name="rota_school_once")]


class RotaTurn(models.Model):
    """A turn that a school took in a school year: how many, and not for whom."""

    place = models.ForeignKey(RotaPlace, models.CASCADE, related_name="turns")
    school_year = models.PositiveSmallIntegerField("schooljaar (beginjaar)")
    number = models.PositiveSmallIntegerField("aantal", default=0)

    class Meta:
        verbose_name = "beurten van een school"
        verbose_name_plural = "beurten van scholen"
        constraints = [models.UniqueConstraint(fields=["place", "school_year"], name="rota_turns_once_a_year")]
