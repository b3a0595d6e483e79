"""The half-days of a school year as columns: what the generator picks absences from."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from leerrecht.indicators.store import calendar_columns
from leerrecht.law import calendar

Array = NDArray[Any]


@dataclass(frozen=True)
class SchoolYear:
    """``day`` and ``pm`` tell each half-day held; ``first`` is the place of the forenoon of each school day."""

    year: int
    day: Array
    pm: Array
    school_days: Array
    first: Array
    of_day: Array
    slot: Array
    week: Array
    edge: Array
    month: Array

    @property
    def halves(self) -> int:
        return len(self.day)

    @property
    def days(self) -> int:
        return len(self.school_days)


@lru_cache(maxsize=8)
def school_year(year: int) -> SchoolYear:
    """The Flemish calendar of a year; ``slot`` is 2 x weekday + afternoon, ``edge`` what touches a holiday."""
    columns = calendar_columns([year])
    dates = np.array(columns["datum"], dtype="datetime64[D]")
    held = np.array(columns["schooldag"])
    days = dates[held]
    weekday = (days.astype(np.int64) + 3) % 7
    counts = np.where(weekday == calendar.WEDNESDAY, 1, 2)
    day = np.repeat(days, counts)
    of_day = np.repeat(np.arange(len(days)), counts)
    first = np.concatenate([[0], np.cumsum(counts)[:-1]])
    pm = (np.arange(len(day)) - first[of_day]) == 1
    edges = np.zeros(len(days), dtype=bool)
    for holiday in calendar.long_holidays(year):
        place = int(np.searchsorted(days, np.datetime64(holiday.first)))
        for near in (place - 1, place):
            if 0 <= near < len(days):
                edges[near] = True
    return SchoolYear(
        year=year,
        day=day,
        pm=pm,
        school_days=days,
        first=first,
        of_day=of_day,
        slot=2 * np.repeat(weekday, counts) + pm,
        week=(day - day[0] + np.timedelta64(int(weekday[0]), "D")).astype(np.int64) // 7,
        edge=edges[of_day],
        month=day.astype("datetime64[M]").astype(np.int64) % 12 + 1,
    )
