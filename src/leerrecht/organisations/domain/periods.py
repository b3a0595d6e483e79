"""Periods as people say them (first and last day) and as the database keeps them (half open)."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

DAY = timedelta(days=1)


def period(first: date, last: date | None, *, field: str = "last") -> DateRange:
    """The period of both days; ``last`` None is open. Raises ValidationError where it ends before it begins."""
    if last is not None and last < first:
        raise ValidationError(
            {
                field: _("De laatste dag (%(last)s) ligt vóór de eerste dag (%(first)s).")
                % {"last": in_words(last), "first": in_words(first)}
            }
        )
    return DateRange(first, None if last is None else last + DAY)


def last_day(of: DateRange) -> date | None:
    """The last day within the period, None where it is open."""
    return None if of.upper is None else of.upper - DAY


def in_words(day: date) -> str:
    return f"{day:%d/%m/%Y}"
