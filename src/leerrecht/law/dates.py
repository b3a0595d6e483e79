"""Dates: the arithmetic that the law needs, whole years and calendar months, and a date in words."""

import calendar
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def voluit(day: date) -> str:
    """A date in words: 6 oktober 2025."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def add_years(day: date, years: int) -> date:
    """The same day `years` later; born on 29 February means 1 March in a year that has no such day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def add_months(day: date, months: int) -> date:
    """The same day `months` calendar months later (or earlier), or the last day of a shorter month."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
