"""Half-days of absence: a matrix of pupils by half-days, filled pattern by pattern, as bytes like the strips of law."""

from dataclasses import dataclass

import numpy as np

from leerrecht.synthetic import forms
from leerrecht.synthetic.days import Array, SchoolYear
from leerrecht.synthetic.enrol import Segments
from leerrecht.synthetic.measures import Measures
from leerrecht.synthetic.population import Pupils
from leerrecht.synthetic.targets import Targets

Generator = np.random.Generator
CODES = ("", "A", "B", "H", "M", "P", "R", "Z", "-", "L")
A, B, H, M, P, R, Z, UNKNOWN, LATE = range(1, 10)
OUT = 255
EPISODE = 0.21  # an episode of illness ends after a half-day with this chance
CHRONIC_SPREAD = 0.75
LATES = 0.35
MORE_LATER = 0.5


@dataclass
class Planned:
    """Patterns of hidden groups: per row the pupil, its half-days of the week or the places, and the code."""

    pupil: Array
    mask: Array
    code: Array


def illness_seasons(calendar: SchoolYear) -> Array:
    """The running chance that an episode begins at a half-day: more in winter."""
    weight = 1 + 0.9 * np.isin(calendar.month, (12, 1, 2)) + 0.4 * np.isin(calendar.month, (11, 3))
    running = np.cumsum(weight)
    found: Array = running / running[-1]
    return found


def fill(
    pupils: Pupils, calendar: SchoolYear, segments: Segments, rows: Measures, plans: list[Planned], targets: Targets,
    compulsory_until: Array, random: Generator,
) -> Array:  # fmt: skip
    """The matrix of one batch of pupils; ``rows`` and ``plans`` count from the first pupil of the batch."""
    matrix = np.full((len(pupils), calendar.halves), OUT, np.uint8)
    places = np.arange(calendar.halves)
    for number in range(segments.start.shape[1]):
        begin, end = segments.start[:, number, None], segments.stop[:, number, None]
        matrix[(places >= begin) & (places < end)] = 0
    for plan in plans:
        view = matrix[plan.pupil]
        view[plan.mask & (view == 0)] = np.repeat(plan.code, calendar.halves).reshape(view.shape)[
            plan.mask & (view == 0)
        ]
        matrix[plan.pupil] = view
    _measures(matrix, calendar, rows)
    _exactly(matrix, targets.b, B, random)
    _exactly(matrix, targets.p, P, random)
    _illness(matrix, pupils, calendar, random)
    _others(matrix, pupils, compulsory_until, random)
    return matrix


def _measures(matrix: Array, calendar: SchoolYear, rows: Measures) -> None:
    """Code R on the half-days that a measure covers, where the register was linked to it."""
    counted = np.flatnonzero((rows.linked < 2) & (rows.days > 0))
    begin, end = spans(calendar, rows)
    end = np.where(rows.linked == 1, (begin + end) // 2, end)
    length = (end - begin)[counted]
    row = np.repeat(rows.pupil[counted], length)
    place = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length) + np.repeat(begin[counted], length)
    free = matrix[row, place] == 0
    matrix[row[free], place[free]] = R


def spans(calendar: SchoolYear, rows: Measures) -> tuple[Array, Array]:
    """First half-day of each measure, and the half-day after its last."""
    after = np.append(calendar.first, calendar.halves)
    return calendar.first[rows.day].astype(np.int64), after[np.minimum(rows.day + rows.days, calendar.days)].astype(
        np.int64
    )


def _exactly(matrix: Array, wanted: Array, code: int, random: Generator) -> None:
    """Give each pupil so many half-days with a code, counting what a pattern placed already."""
    chosen = np.flatnonzero(wanted > 0)
    if not len(chosen):
        return
    view = matrix[chosen]
    missing = wanted[chosen] - (view == code).sum(axis=1)
    keys = random.random(view.shape, np.float32)
    rising = random.random((len(chosen), 1)) < MORE_LATER
    keys *= np.where(rising, 0.4 + np.linspace(0, 1, view.shape[1], dtype=np.float32), 1)
    keys[view != 0] = -1
    order = np.argsort(-keys, axis=1)
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.arange(view.shape[1])[None, :], axis=1)
    view[(rank < missing[:, None]) & (view == 0)] = code
    matrix[chosen] = view


def _illness(matrix: Array, pupils: Pupils, calendar: SchoolYear, random: Generator) -> None:
    table = np.array([forms.TABLE[form].ill for form in forms.FORMS])
    much = np.exp(random.normal(-(CHRONIC_SPREAD**2) / 2, CHRONIC_SPREAD, len(pupils)))
    episodes = random.poisson(forms.ILL_EPISODES * table[pupils.form] * much)
    _episodes(matrix, episodes, Z, calendar, random)


def _episodes(matrix: Array, episodes: Array, code: int | Array, calendar: SchoolYear, random: Generator) -> None:
    row = np.repeat(np.arange(len(matrix)), episodes)
    begin = np.searchsorted(illness_seasons(calendar), random.random(len(row)))
    length = np.minimum(random.geometric(EPISODE, len(row)), calendar.halves - begin)
    cells = np.repeat(row, length)
    place = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length) + np.repeat(begin, length)
    free = matrix[cells, place] == 0
    matrix[cells[free], place[free]] = code


def _others(matrix: Array, pupils: Pupils, compulsory_until: Array, random: Generator) -> None:
    """Reasons of law, revalidation, workplaces, coming late, reasons not known yet; A for the youngest."""
    count = len(pupils)
    _single(matrix, random.poisson(0.35, count), R, random)
    special = np.isin(pupils.form, forms.SPECIAL)
    _single(matrix, np.where(special, random.poisson(3.0, count), 0), H, random)
    _single(matrix, np.where(pupils.form == forms.DBSO, random.poisson(18.0, count), 0), M, random)
    _single(matrix, random.poisson(LATES, count), LATE, random)
    absent = (matrix != 0) & (matrix != OUT) & (matrix != LATE)
    matrix[absent & (random.random(matrix.shape, np.float32) < forms.UNKNOWN) & (matrix == Z)] = UNKNOWN
    young = np.isin(pupils.form, (forms.KLEUTER, forms.KLEUTER_B)) & (compulsory_until < 0)
    matrix[young[:, None] & absent] = A


def _single(matrix: Array, wanted: Array, code: int, random: Generator) -> None:
    row = np.repeat(np.arange(len(matrix)), wanted)
    place = random.integers(0, matrix.shape[1], len(row))
    free = matrix[row, place] == 0
    matrix[row[free], place[free]] = code
