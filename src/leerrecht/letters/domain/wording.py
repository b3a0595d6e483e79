"""Dates, counts and lists in the languages of letters."""

from collections.abc import Sequence
from datetime import date, time

MONTHS = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november", "december",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
}  # fmt: skip
DAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
AND = {"nl": "en", "fr": "et", "en": "and"}
PARTS = {
    "vm": {"nl": "voormiddag", "fr": "matin", "en": "morning"},
    "nm": {"nl": "namiddag", "fr": "après-midi", "en": "afternoon"},
}
PARENTS_OF = {"nl": "ouders van {pupil}", "fr": "parents de {pupil}", "en": "parents of {pupil}"}


def tongue(language: str) -> str:
    """The language for dates and hyphens: plain Dutch is Dutch."""
    return language.partition("-")[0]


def in_words(day: date, language: str) -> str:
    """A date: 6 oktober 2025, 1er octobre 2025, 6 October 2025."""
    lang = tongue(language)
    number = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return f"{number} {MONTHS[lang][day.month - 1]} {day.year}"


def with_weekday(day: date, language: str) -> str:
    return f"{DAYS[tongue(language)][day.weekday()]} {in_words(day, language)}"


def at_time(moment: time, language: str) -> str:
    """An hour: 16.30 uur, 16 h 30, 16:30."""
    lang = tongue(language)
    if lang == "fr":
        return f"{moment.hour} h {moment:%M}"
    return f"{moment.hour}.{moment:%M} uur" if lang == "nl" else f"{moment.hour}:{moment:%M}"


def listed(words: Sequence[str], language: str) -> str:
    *most, last = words or ("",)
    return f"{', '.join(most)} {AND[tongue(language)]} {last}" if most else last


def half_days(days: Sequence[tuple[date, str]], language: str) -> str:
    """Half-days as a list, a line each; both parts of a day are that day."""
    lang = tongue(language)
    by_day: dict[date, list[str]] = {}
    for day, part in days:
        by_day.setdefault(day, []).append(part)
    lines = [
        with_weekday(day, language) + (f" ({PARTS[parts[0]][lang]})" if len(parts) == 1 else "")
        for day, parts in sorted(by_day.items())
    ]
    return "\n".join(f"- {line}" for line in lines)
