"""Dates, counts and lists in the languages of letters."""

from collections.abc import Sequence
from datetime import date, time

from leerrecht.letters.languages import tongue_of


def in_words(day: date, language: str) -> str:
    """A date: 6 oktober 2025, 1er octobre 2025, 6 October 2025."""
    tongue = tongue_of(language)
    number = tongue.first if day.day == 1 else str(day.day)
    return f"{number} {tongue.months[day.month - 1]} {day.year}"


def with_weekday(day: date, language: str) -> str:
    return f"{tongue_of(language).days[day.weekday()]} {in_words(day, language)}"


def at_time(moment: time, language: str) -> str:
    """An hour: 16.30 uur, 16 h 30, 16:30."""
    return tongue_of(language).hour.format(uur=moment.hour, minuten=f"{moment:%M}")


def listed(words: Sequence[str], language: str) -> str:
    *most, last = words or ("",)
    return f"{', '.join(most)} {tongue_of(language).joined} {last}" if most else last


def half_days(days: Sequence[tuple[date, str]], language: str) -> str:
    """Half-days as a list, a line each; both parts of a day are that day."""
    by_day: dict[date, list[str]] = {}
    for day, part in days:
        by_day.setdefault(day, []).append(part)
    lines = [
        with_weekday(day, language) + (f" ({tongue_of(language).parts[parts[0]]})" if len(parts) == 1 else "")
        for day, parts in sorted(by_day.items())
    ]
    return "\n".join(f"- {line}" for line in lines)


def parents_of(pupil: object, language: str) -> str:
    """Whose parents a letter is for."""
    return tongue_of(language).parents_of.format(leerling=pupil)
