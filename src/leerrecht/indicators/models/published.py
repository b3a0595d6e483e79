"""What a job computed and the pages read: figures with their quality, ready to show. No pupil stands in it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from leerrecht.directory.models import Region
from leerrecht.organisations.models import Organisation


class Source(models.TextChoices):
    """Of which snapshot figures are: that of this installation, or one of many read together."""

    INSTALLATION = "installatie", "deze installatie"
    FLANDERS = "vlaanderen", "Vlaanderen"


class Scope(models.TextChoices):
    SCHOOL = "school", "school"
    BOARD = "bestuur", "schoolbestuur"
    CENTRE = "clb", "CLB"
    REGION = "streek", "streek"
    FLANDERS = "vlaanderen", "Vlaanderen"


class Audience(models.TextChoices):
    """``CLOSE``: for who may see the pupils themselves, with small numbers; ``OPEN``: those are taken out."""

    CLOSE = "dichtbij", "wie de leerlingen kent"
    OPEN = "open", "wie alleen cijfers ziet"


class Publication(models.Model):
    """One computation of one school year; a newer one takes its place."""

    source = models.CharField("bron", max_length=12, choices=Source)
    school_year = models.PositiveSmallIntegerField("schooljaar")
    computed_at = models.DateTimeField("berekend op")
    until = models.DateField("gegevens tot en met")
    schools = models.PositiveIntegerField("scholen")
    installations = models.PositiveIntegerField("installaties", default=1)
    # Days on which a series breaks, up to the end of this school year: [day, why].
    breaks = models.JSONField("breuken", default=list)

    class Meta:
        verbose_name = "berekening"
        verbose_name_plural = "berekeningen"
        constraints = [models.UniqueConstraint(fields=["source", "school_year"], name="publication_one_a_year")]


class Description(models.Model):
    """The words of an indicator, copied from its definition: the pages cannot import what computes."""

    name = models.CharField("naam", max_length=60, primary_key=True)
    place = models.PositiveSmallIntegerField("volgorde")
    subject = models.CharField("onderwerp", max_length=20)
    kind = models.CharField("soort", max_length=10)
    title = models.CharField("titel", max_length=160)
    words = models.JSONField("woorden")

    class Meta:
        verbose_name = "beschrijving van een indicator"
        verbose_name_plural = "beschrijvingen van indicatoren"
        ordering = ["place"]

    def __str__(self) -> str:
        return self.title


class Figure(models.Model):
    """One cell: an indicator of a school year, for a place, for one value of a breakdown."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="figures", verbose_name="berekening")
    scope = models.CharField("voor", max_length=10, choices=Scope)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+", verbose_name="school, bestuur of CLB"
    )
    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="+", verbose_name="streek")
    audience = models.CharField("voor wie", max_length=8, choices=Audience)
    # Whose count of one would tell what lies in a compartment: only who reads that one at the school.
    compartment = models.CharField("vak", max_length=10, blank=True)
    school_year = models.PositiveSmallIntegerField("schooljaar")
    indicator = models.CharField("indicator", max_length=60)
    attribution = models.CharField("toerekening", max_length=60)
    breakdown = models.CharField("uitsplitsing", max_length=60, blank=True)
    values = models.JSONField("waarden", default=list)
    numerator = models.IntegerField("teller", null=True)
    denominator = models.IntegerField("noemer", null=True)
    share = models.FloatField("aandeel", null=True)
    low = models.FloatField("onderkant van het interval", null=True)
    high = models.FloatField("bovenkant van het interval", null=True)
    median = models.IntegerField("mediaan", null=True)
    ninety = models.IntegerField("negen op de tien", null=True)
    curve = models.JSONField("wie nog wacht", default=list)
    hidden = models.BooleanField("verborgen", default=False)
    expected = models.FloatField("te verwachten aandeel", null=True)
    remarks = ArrayField(models.CharField(max_length=12), default=list, verbose_name="opmerkingen")
    computed_at = models.DateTimeField("berekend op")
    # Of what is open: the day of the numbers that are shown, which can be older than the computation.
    as_of = models.DateField("stand van", null=True)
    # Of what is hidden now: what was shown of it last. It says when the number has moved enough to be shown again.
    last_shown = models.IntegerField("laatst getoonde teller", null=True)
    last_shown_of = models.IntegerField("laatst getoonde noemer", null=True)

    class Meta:
        verbose_name = "cijfer"
        verbose_name_plural = "cijfers"
        indexes = [
            models.Index(fields=["organisation", "school_year", "indicator"], name="figure_of_organisation"),
            models.Index(fields=["scope", "region", "school_year", "indicator"], name="figure_of_scope"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden=False)
                | Q(numerator=None, share=None, low=None, high=None, median=None, curve=[], expected=None),
                name="figure_hidden_holds_nothing",
            ),
            models.CheckConstraint(
                condition=Q(hidden=False) | Q(audience=Audience.OPEN), name="figure_hidden_only_where_open"
            ),
            models.CheckConstraint(
                condition=Q(hidden=True) | Q(last_shown=None), name="figure_shown_before_only_where_hidden"
            ),
            models.CheckConstraint(
                condition=Q(scope=Scope.FLANDERS, organisation=None, region=None)
                | Q(scope=Scope.REGION, organisation=None, region__isnull=False)
                | Q(scope__in=[Scope.SCHOOL, Scope.BOARD, Scope.CENTRE], organisation__isnull=False, region=None),
                name="figure_has_its_place",
            ),
        ]


class Likeness(models.Model):
    """With how poor schools a school is compared in one year: a class of 1 to 4, None where it is not known."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="likenesses", verbose_name="berekening")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="school")
    school_year = models.PositiveSmallIntegerField("schooljaar")
    poverty = models.PositiveSmallIntegerField("kansarmoede", null=True)

    class Meta:
        verbose_name = "klasse van een school"
        verbose_name_plural = "klassen van scholen"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "school_year"], name="likeness_one_a_year"),
            models.CheckConstraint(condition=Q(poverty=None) | Q(poverty__range=(1, 4)), name="likeness_of_four"),
        ]


class Question(models.Model):
    """A school with strikingly many or few of something, asked whether that is right, and what it corrected since."""

    class Direction(models.TextChoices):
        MANY = "veel", "opvallend veel"
        FEW = "weinig", "opvallend weinig"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="school")
    school_year = models.PositiveSmallIntegerField("schooljaar")
    indicator = models.CharField("indicator", max_length=60)
    direction = models.CharField("wat opvalt", max_length=6, choices=Direction)
    count = models.PositiveIntegerField("aantal toen")
    asked_on = models.DateField("gevraagd op")
    count_now = models.PositiveIntegerField("aantal nu")
    changed_on = models.DateField("verbeterd op", null=True)
    stands_out = models.BooleanField("valt nog op", default=True)

    class Meta:
        verbose_name = "vraag aan een school"
        verbose_name_plural = "vragen aan scholen"
        ordering = ["-school_year", "indicator", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "school_year", "indicator", "direction"], name="question_once"
            ),
            models.CheckConstraint(
                condition=Q(changed_on=None, count_now=models.F("count")) | Q(changed_on__gte=models.F("asked_on")),
                name="question_changed_on_a_day",
            ),
        ]


class Band(models.Model):
    """Between which shares the schools of a kind lie, none of them named: the middle half and the middle eighty."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="bands", verbose_name="berekening")
    school_year = models.PositiveSmallIntegerField("schooljaar")
    indicator = models.CharField("indicator", max_length=60)
    attribution = models.CharField("toerekening", max_length=60)
    level = models.CharField("niveau", max_length=12)
    kind = models.CharField("soort", max_length=12)
    poverty = models.PositiveSmallIntegerField("kansarmoede", null=True)
    schools = models.PositiveIntegerField("scholen")
    numerator = models.PositiveIntegerField("teller van allen samen")
    denominator = models.PositiveIntegerField("noemer van allen samen")
    low = models.FloatField("een op tien lager")
    quarter = models.FloatField("een op vier lager")
    middle = models.FloatField("midden")
    three_quarters = models.FloatField("een op vier hoger")
    high = models.FloatField("een op tien hoger")

    class Meta:
        verbose_name = "band van vergelijkbare scholen"
        verbose_name_plural = "banden van vergelijkbare scholen"
        indexes = [models.Index(fields=["level", "kind", "school_year"], name="band_of_kind")]
