from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Value

from leerrecht.access.roles import ROLES
from leerrecht.organisations.models.organisation import Organisation, same

ROLE_CHOICES = [(key, role.name) for key, role in ROLES.items() if role.by_membership]


def _same_role() -> Func:
    """The role as a range of one number, since gist cannot compare text without an extension."""
    number = Func(F("role"), function="hashtext")
    return Func(number, number, Value("[]"), function="int4range")


class Membership(models.Model):
    """A user works at an organisation in a role, for a period. No membership, no sight."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField("functie", max_length=20, choices=ROLE_CHOICES)
    period = DateRangeField("periode")

    class Meta:
        verbose_name = "functie"
        verbose_name_plural = "functies"
        constraints = [
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    (same("user_id"), RangeOperators.OVERLAPS),
                    (same("organisation_id"), RangeOperators.OVERLAPS),
                    (_same_role(), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                ],
            )
        ]
