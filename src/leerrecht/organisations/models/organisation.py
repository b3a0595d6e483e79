"""Boards, schools and CLBs. One table of organisations gives them one space of identifiers,
so that memberships, the log and later the compartments all point to the same thing.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value


class OrganisationKind(models.TextChoices):
    BOARD = "bestuur", "schoolbestuur"
    SCHOOL = "school", "school"
    CENTRE = "clb", "CLB"
    OPERATOR = "beheer", "beheer van de installatie"
    PARTNER = "partner", "partner (NAFT)"
    ADVISERS = "pbd", "pedagogische begeleidingsdienst"
    LEARNING_SUPPORT = "leersteun", "leersteuncentrum"
    PLATFORM = "lop", "lokaal overlegplatform"
    MUNICIPALITY = "gemeente", "lokaal bestuur"
    AGENCY = "agodi", "Agentschap voor Onderwijsdiensten"
    INSPECTORATE = "inspectie", "onderwijsinspectie"


class SchoolLevel(models.TextChoices):
    """Levels a school offers; a basisschool has both kleuter and lager."""

    KLEUTER = "kleuter", "kleuteronderwijs"
    LAGER = "lager", "lager onderwijs"
    BASIS = "basis", "basisonderwijs (kleuter en lager)"
    SECUNDAIR = "secundair", "secundair onderwijs"


class SchoolKind(models.TextChoices):
    GEWOON = "gewoon", "gewoon onderwijs"
    BUITENGEWOON = "buitengewoon", "buitengewoon onderwijs"


class Organisation(models.Model):
    kind = models.CharField("soort", max_length=10, choices=OrganisationKind)
    name = models.CharField("naam", max_length=160)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=~Q(kind="school"), name="organisation_name_unique_but_for_schools"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Board(Organisation):
    """A schoolbestuur: answers for its schools."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, parent_link=True, primary_key=True, related_name="as_board"
    )

    class Meta:
        verbose_name = "schoolbestuur"
        verbose_name_plural = "schoolbesturen"


class Centre(Organisation):
    """A centrum voor leerlingenbegeleiding (CLB)."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, parent_link=True, primary_key=True, related_name="as_centre"
    )

    class Meta:
        verbose_name = "CLB"
        verbose_name_plural = "CLB's"


class SchoolGroup(models.Model):
    """Schools that act as one (000 calls for counting them together at an exclusion or enrolment)."""

    name = models.CharField("naam", max_length=160, unique=True)

    class Meta:
        verbose_name = "scholen die als één optreden"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return self.name


class School(Organisation):
    """A school by its institution number."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, parent_link=True, primary_key=True, related_name="as_school"
    )
    number = models.CharField(
        "instellingsnummer",
        max_length=6,
        unique=True,
        validators=[RegexValidator(r"^\d{6}$", "Een instellingsnummer telt 6 cijfers.")],
    )
    level = models.CharField("niveau", max_length=10, choices=SchoolLevel)
    school_kind = models.CharField("soort onderwijs", max_length=12, choices=SchoolKind, default=SchoolKind.GEWOON)
    board = models.ForeignKey(Board, models.PROTECT, related_name="schools", verbose_name="schoolbestuur")
    group = models.ForeignKey(
        SchoolGroup, models.PROTECT, null=True, blank=True, related_name="schools", verbose_name="treedt op als één met"
    )
    moment_vm = models.PositiveSmallIntegerField("lesmoment voormiddag", default=1)
    moment_nm = models.PositiveSmallIntegerField("lesmoment namiddag", default=6)

    class Meta:
        verbose_name = "school"
        verbose_name_plural = "scholen"
        constraints = [
            models.CheckConstraint(condition=Q(number__regex=r"^\d{6}$"), name="school_number_six_digits"),
            models.CheckConstraint(condition=~Q(moment_vm=F("moment_nm")), name="school_moments_differ"),
        ]


class Location(models.Model):
    """A vestigingsplaats of a school."""

    school = models.ForeignKey(School, models.CASCADE, related_name="locations", verbose_name="school")
    number = models.CharField("nummer", max_length=8)
    name = models.CharField("naam", max_length=120)
    address = models.CharField("adres", max_length=200, blank=True)

    class Meta:
        verbose_name = "vestigingsplaats"
        verbose_name_plural = "vestigingsplaatsen"
        constraints = [models.UniqueConstraint(fields=["school", "number"], name="location_number_per_school")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


def same(field: str) -> Func:
    """A whole number as a range of one value: lets gist compare it without an extension."""
    return Func(F(field), F(field), Value("[]"), function="int8range")


class Service(models.Model):
    """A CLB serves a school for a period."""

    centre = models.ForeignKey(Centre, models.CASCADE, related_name="services", verbose_name="CLB")
    school = models.ForeignKey(School, models.CASCADE, related_name="services", verbose_name="school")
    period = DateRangeField("periode")

    class Meta:
        verbose_name = "begeleiding door een CLB"
        verbose_name_plural = verbose_name
        constraints = [
            ExclusionConstraint(
                name="service_one_centre_at_a_time",
                expressions=[(same("school_id"), RangeOperators.OVERLAPS), ("period", RangeOperators.OVERLAPS)],
            )
        ]
