from django.db import models
from django.db.models import F, Q

from leerrecht.cases.kinds import Ended, TrackKind
from leerrecht.cases.models.case import Case
from leerrecht.guidance.models.base import Confidential, placed
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.models import Organisation


class Track(Confidential):
    """One of the tracks that run beside each other in a case.

    ``organisation_id`` owns the record, as everywhere; who carries the track out is ``house``, or ``body`` where that
    has no place in this system. Asked, then taken up (``taken_up_on``, perhaps waiting), begun (``since``) and ended
    (``until``, the last day). ``bridges`` is the track for which a pupil waits meanwhile.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="tracks")
    kind = models.CharField("soort traject", max_length=16, choices=TrackKind)
    house = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wie dit doet"
    )
    body = models.CharField("wie dit doet", max_length=160, blank=True)
    lead = models.CharField("wie dit leidt", max_length=160, blank=True)
    asked_on = models.DateField("gevraagd op")
    taken_up_on = models.DateField("opgenomen op", null=True, blank=True)
    since = models.DateField("begin", null=True, blank=True)
    until = models.DateField("einde", null=True, blank=True)
    ended_how = models.CharField("hoe het eindigde", max_length=12, choices=Ended, blank=True)
    expected_on = models.DateField("plaats verwacht op", null=True, blank=True)
    hours_a_week = models.DecimalField("uren per week", max_digits=4, decimal_places=1, null=True, blank=True)
    output = models.CharField("wat het opleverde", max_length=300, blank=True)
    discharge_on = models.DateField("ontslag uit het ziekenhuis op", null=True, blank=True)
    next_place = models.CharField("plaats daarna", max_length=160, blank=True)
    goal = models.CharField("doel, ook voor de weg terug naar school", max_length=300, blank=True)
    review_on = models.DateField("opnieuw bekijken op", null=True, blank=True)
    bridges = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="bridged_by",
        verbose_name="overbrugt het wachten op",
    )

    class Meta:
        verbose_name = "traject"
        verbose_name_plural = "trajecten"
        ordering = ["asked_on", "id"]
        indexes = [
            models.Index(fields=["pupil"], name="track_pupil"),
            models.Index(fields=["case"], name="track_case"),
            models.Index(fields=["organisation_id", "review_on"], name="track_review", condition=Q(until=None)),
        ]
        constraints = [
            *placed("track"),
            models.CheckConstraint(condition=Q(house__isnull=False, body="") | Q(house=None), name="track_one_house"),
            models.CheckConstraint(condition=Q(house__isnull=False) | ~Q(body=""), name="track_says_who"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(taken_up_on__isnull=False), name="track_taken_up_before_begin"
            ),
            models.CheckConstraint(
                condition=Q(until=None, ended_how="") | (Q(until__isnull=False) & ~Q(ended_how="")),
                name="track_ended_how",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")), name="track_ends_after_begin"
            ),
            models.CheckConstraint(
                condition=Q(hours_a_week=None) | Q(hours_a_week__gt=0, hours_a_week__lte=40),
                name="track_hours_possible",
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "house", "body"], condition=Q(until=None), nulls_distinct=False,
                name="track_runs_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def ended(self) -> bool:
        return self.until is not None

    @property
    def waiting(self) -> bool:
        """Taken up by somebody, and not begun."""
        return self.until is None and self.since is None and self.taken_up_on is not None

    @property
    def unanswered(self) -> bool:
        """Asked, and taken up by nobody."""
        return self.until is None and self.taken_up_on is None


class Verdict(models.TextChoices):
    ON = "verder", "we gaan zo verder"
    ADJUST = "bijsturen", "we sturen bij"
    ROUND_OFF = "afronden", "we ronden af"


class Review(models.Model):
    """A track was looked at again with those concerned; the words are a note where the track lies."""

    track = models.ForeignKey(Track, models.CASCADE, related_name="reviews")
    due_on = models.DateField("was voorzien op", null=True)
    on = models.DateField("dag")
    verdict = models.CharField("besluit", max_length=10, choices=Verdict)
    note = models.OneToOneField(Aantekening, models.SET_NULL, null=True, related_name="case_review")
    by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "bespreking van een traject"
        verbose_name_plural = "besprekingen van trajecten"
        ordering = ["-on", "-id"]


class WeekPattern(models.Model):
    """From a day on, where the pupil is on each half-day of the week; until the next pattern.

    ``half_days`` is place by slot, as ``{"0vm": "school"}`` for Monday forenoon; ``words`` says who or what, by slot.
    """

    track = models.ForeignKey(Track, models.CASCADE, related_name="patterns")
    first = models.DateField("vanaf")
    half_days = models.JSONField("waar op welke halve dag")
    words = models.JSONField("wat of bij wie", default=dict)

    class Meta:
        verbose_name = "weekrooster"
        verbose_name_plural = "weekroosters"
        ordering = ["-first", "-id"]
        constraints = [models.UniqueConstraint(fields=["track", "first"], name="pattern_once_a_day")]


class WorkplaceCheck(models.Model):
    """Whether a workplace is good enough: level of the tasks, hours, agreement, mentor. Not: then talk, or stop."""

    track = models.ForeignKey(Track, models.CASCADE, related_name="workplace_checks")
    on = models.DateField("dag")
    level = models.BooleanField("de taken passen bij wat de leerling leert")
    hours = models.BooleanField("de uren worden gerespecteerd")
    agreement = models.BooleanField("er is een overeenkomst, betaald waar dat moet")
    mentor = models.BooleanField("er is een mentor die tijd heeft")
    next_step = models.CharField("wat nu", max_length=8, choices=[
        ("verder", "verder zo"), ("gesprek", "gesprek met de werkgever"), ("stopt", "deze werkplek stopt"),
    ])  # fmt: skip
    by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "bezoek aan een werkplek"
        verbose_name_plural = "bezoeken aan werkplekken"
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(next_step="verder") | Q(level=True, hours=True, agreement=True, mentor=True),
                name="workplace_not_on_where_it_fails",
            )
        ]

    @property
    def good(self) -> bool:
        return self.level and self.hours and self.agreement and self.mentor
