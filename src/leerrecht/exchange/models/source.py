from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.lookups import Exact

from leerrecht.enrolment.models import ClassGroup
from leerrecht.exchange.models.profile import MappingProfile
from leerrecht.organisations.models import Board, School
from leerrecht.people.models import Contact, Pupil


class Night(models.TextChoices):
    TAKE = "opnemen", "alle goede rijen opnemen en verslag uitbrengen"
    WAIT = "wachten", "nakijken en op mijn beslissing wachten"


class SchoolSource(models.Model):
    """What a school says of its package: a school without one keeps everything here itself."""

    school = models.OneToOneField(
        School, models.CASCADE, primary_key=True, related_name="source", verbose_name="school"
    )
    package = models.CharField("schoolpakket", max_length=60, blank=True)
    parts = ArrayField(models.CharField(max_length=20), default=list, blank=True, verbose_name="komt uit het pakket")
    pupils_profile = models.ForeignKey(
        MappingProfile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="profiel voor leerlingen"
    )
    absences_profile = models.ForeignKey(
        MappingProfile, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name="profiel voor afwezigheden",
    )  # fmt: skip
    # By role of OneRoster: the function that staff get here. Empty or null: staff in a file are left alone.
    staff = models.JSONField("functies van medewerkers", null=True, blank=True)
    night = models.CharField("bestanden in de map", max_length=10, choices=Night, default=Night.TAKE)
    changed_by_id = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "schoolpakket van een school"
        verbose_name_plural = "schoolpakketten van scholen"

    def __str__(self) -> str:
        return f"{self.package or '-'} ({self.school})"


class RosterLink(models.Model):
    """By which identifier the package of a board names somebody or a class: a later delta says no more than that.

    A parent has one identifier and is a contact of each child.
    """

    board = models.ForeignKey(Board, models.CASCADE, related_name="+")
    pupil = models.ForeignKey(Pupil, models.CASCADE, null=True, related_name="+")
    class_group = models.ForeignKey(ClassGroup, models.CASCADE, null=True, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    sourced_id = models.CharField(max_length=255)

    class Meta:
        verbose_name = "naam in een schoolpakket"
        verbose_name_plural = "namen in schoolpakketten"
        constraints = [
            models.CheckConstraint(
                condition=Exact(
                    models.Func(
                        "pupil",
                        "class_group",
                        "contact",
                        "user",
                        function="num_nonnulls",
                        output_field=models.IntegerField(),
                    ),
                    1,
                ),
                name="roster_link_names_one",
            ),
            models.UniqueConstraint(
                fields=["board", "sourced_id"], condition=~models.Q(pupil=None), name="roster_link_pupil_once"
            ),
            models.UniqueConstraint(
                fields=["board", "sourced_id"], condition=~models.Q(class_group=None), name="roster_link_class_once"
            ),
            models.UniqueConstraint(
                fields=["board", "sourced_id", "contact"],
                condition=~models.Q(contact=None),
                name="roster_link_contact_once",
            ),
            models.UniqueConstraint(
                fields=["board", "sourced_id"], condition=~models.Q(user=None), name="roster_link_user_once"
            ),
        ]
