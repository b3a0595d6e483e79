from django.db import models

from leerrecht.enrolment.models.enrolment import Enrolment


class Attest(models.TextChoices):
    """The oriënteringsattest at the end of a year in secondary education."""

    A = "A", "A-attest: geslaagd"
    B = "B", "B-attest: geslaagd met clausulering"
    C = "C", "C-attest: niet geslaagd"


class Qualification(models.TextChoices):
    """What counts as a qualification for early school leaving (002:321-334)."""

    NONE = "", "geen"
    DIPLOMA = "diploma", "diploma secundair onderwijs"
    BSO_3_2 = "studiegetuigschrift_bso", "studiegetuigschrift van het tweede leerjaar van de derde graad bso"
    DBSO = "eindgetuigschrift_dbso", "eindgetuigschrift deeltijds beroepssecundair onderwijs"
    LEERTIJD = "certificaat_leertijd", "certificaat leertijd"
    BUSO_OV3 = "getuigschrift_ov3", "getuigschrift buitengewoon secundair onderwijs, opleidingsvorm 3"
    MODULAR = "certificaat_modulair", "certificaat van het modulaire stelsel"


class YearResult(models.Model):
    """How a school year ended for an enrolment."""

    enrolment = models.OneToOneField(Enrolment, models.CASCADE, related_name="result", verbose_name="inschrijving")
    attest = models.CharField("attest", max_length=1, choices=Attest, blank=True)
    clausulering = models.CharField("clausulering", max_length=200, blank=True)
    qualification = models.CharField("kwalificatie", max_length=24, choices=Qualification, blank=True)
    decided_on = models.DateField("beslist op")

    class Meta:
        verbose_name = "eindresultaat"
        verbose_name_plural = "eindresultaten"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(clausulering="") | models.Q(attest="B"), name="result_clausulering_only_with_b"
            )
        ]
