"""Where each pupil is enrolled through a school year: up to three segments, in half-days of the calendar."""

from dataclasses import dataclass

import numpy as np

from leerrecht.synthetic import forms, measures
from leerrecht.synthetic.days import Array, SchoolYear
from leerrecht.synthetic.measures import NEVER, Measures
from leerrecht.synthetic.population import Pupils
from leerrecht.synthetic.schools import Schools

Generator = np.random.Generator
SEGMENTS = 3
MOVE_BASIC, MOVE_SECONDARY = 0.012, 0.022
# When the youngest come in: school days of the entry dates through the year.
ENTRY_DAYS = (0, 40, 72, 80, 107, 135, 165)
LEAVE_EARLY = 0.25
HIDDEN = 0.0006  # of secondary pupils: excluded without a report


@dataclass
class Segments:
    """``start`` and ``stop`` (not included) per pupil and segment; one that is not there starts after the year."""

    start: Array
    stop: Array
    school: Array

    def last(self) -> Array:
        """The number of the last segment of each pupil."""
        found: Array = (self.start <= self.stop.max()).sum(axis=1) - 1
        return found


@dataclass
class Gone:
    """What the next school year must know: who stays out of it, and on which school day somebody begins late."""

    out: Array
    late: Array


def draw(
    pupils: Pupils, calendar: SchoolYear, schools: Schools, rows: Measures, late: Array, random: Generator
) -> tuple[Segments, Gone, Array, Array]:
    """Segments, what follows next year, and the hidden exclusions: (place, first half-day of the gap)."""
    count, never = len(pupils), calendar.halves + 1
    start = np.full((count, SEGMENTS), never, np.int16)
    stop = np.full((count, SEGMENTS), calendar.halves, np.int16)
    school = np.repeat(pupils.school[:, None], SEGMENTS, axis=1)
    start[:, 0] = calendar.first[np.minimum(late, calendar.days - 1)]
    youngest = pupils.age(calendar.year) <= 2
    start[youngest, 0] = calendar.first[random.choice(ENTRY_DAYS, int(youngest.sum()))]
    segments, gone = Segments(start, stop, school), Gone(np.zeros(count, bool), np.zeros(count, np.int16))
    excluded = np.zeros(count, bool)
    definitive = np.flatnonzero(rows.kind == measures.DEFINITIVE)
    excluded[rows.pupil[definitive]] = True
    for second in (False, True):
        chosen = definitive[rows.second[definitive] == second]
        leave = rows.day[chosen].astype(np.int64)
        back = np.where(rows.wait[chosen] == NEVER, 10 * calendar.days, leave + rows.wait[chosen])
        _move(pupils, calendar, schools, segments, gone, rows.pupil[chosen], leave, back, 2 if second else 1, random)
    secondary = np.isin(pupils.form, forms.SECONDARY)
    free = ~excluded & ~youngest & (late == 0)
    hidden = np.flatnonzero(free & secondary & (random.random(count) < HIDDEN))
    leave = random.integers(40, calendar.days - 70, len(hidden))
    _move(
        pupils,
        calendar,
        schools,
        segments,
        gone,
        hidden,
        leave,
        leave + random.integers(10, 60, len(hidden)),
        1,
        random,
    )
    free[hidden] = False
    chance = np.where(secondary, MOVE_SECONDARY, MOVE_BASIC)
    moving = np.flatnonzero(free & (random.random(count) < chance))
    leave = random.integers(5, calendar.days - 20, len(moving))
    _move(pupils, calendar, schools, segments, gone, moving, leave, leave, 1, random)
    free[moving] = False
    return segments, gone, hidden, free


def _move(
    pupils: Pupils, calendar: SchoolYear, schools: Schools, segments: Segments, gone: Gone, who: Array, leave: Array,
    back: Array, number: int, random: Generator,
) -> None:  # fmt: skip
    """End the segment before ``number`` and begin the next, in this school year or in the following one."""
    segments.stop[who, number - 1] = calendar.first[leave]
    here = back < calendar.days
    new = schools.choose(random, pupils.form[who], pupils.region[who], but=segments.school[who, number - 1])
    coming = who[here]
    segments.start[coming, number] = calendar.first[back[here]]
    segments.stop[coming, number] = calendar.halves
    for later in range(number, SEGMENTS):
        segments.school[who, later] = new
    pupils.school[who] = new
    beyond = ~here & (back < 10 * calendar.days)
    gone.late[who[beyond]] = np.minimum(back[beyond] - calendar.days, calendar.days - 20)
    gone.out[who[back >= 10 * calendar.days]] = True


def leave_early(segments: Segments, who: Array, calendar: SchoolYear, random: Generator) -> None:
    """Some of who leaves for good does so in the course of the year, from the second term on."""
    chosen = who[random.random(len(who)) < LEAVE_EARLY]
    day = calendar.first[random.integers(calendar.days // 2, calendar.days - 5, len(chosen))]
    segments.stop[chosen, 0] = day
