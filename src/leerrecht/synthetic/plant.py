"""Hidden groups: patterns that a register shows to who looks, planted and listed, so that finding them can be tried."""

from dataclasses import dataclass

import numpy as np

from leerrecht.synthetic import absence, forms
from leerrecht.synthetic.absence import Planned
from leerrecht.synthetic.days import Array, SchoolYear
from leerrecht.synthetic.enrol import Segments
from leerrecht.synthetic.population import Pupils
from leerrecht.synthetic.targets import Targets

Generator = np.random.Generator
PART_TIME_Z, PART_TIME_P, HIDDEN_EXCLUSION, TIMETABLE, HOLIDAY = range(5)
GROUPS = (
    "deeltijds_op_vraag_z", "deeltijds_op_vraag_p", "niet_gemelde_uitsluiting", "spijbelen_op_rooster",
    "vakantieverzuim",
)  # fmt: skip
SHARE_P = 0.35  # of who has 30 half-days P
SHARE_Z = 0.0012
SHARE_TIMETABLE = 0.25  # of secondary pupils with 12 to 45 half-days B
SHARE_HOLIDAY = 0.006
LEAST_WEEKS, MOST_WEEKS = 8, 30
LEAST_B, MOST_B = 12, 46
MISSES = 0.1  # the pattern is broken now and then


@dataclass
class Truth:
    """One row per pupil of a hidden group: half-days from ``begin`` to ``end`` (not included)."""

    pupil: Array
    group: Array
    begin: Array
    end: Array


def draw(
    pupils: Pupils, calendar: SchoolYear, segments: Segments, targets: Targets, hidden: Array, free: Array,
    random: Generator,
) -> tuple[list[Planned], Truth]:  # fmt: skip
    """The patterns to place, and the truth about them; ``free`` are pupils that stay at one school."""
    compulsory = pupils.compulsory(calendar.year) & free
    secondary = np.isin(pupils.form, forms.SECONDARY) & compulsory
    taken = np.zeros(len(pupils), bool)
    plans: list[Planned] = []
    truths: list[Truth] = []

    def add(group: int, who: Array, mask: Array, code: Array, begin: Array, end: Array) -> None:
        taken[who] = True
        plans.append(Planned(who, mask, code))
        truths.append(Truth(who, np.full(len(who), group), begin, end))

    for group, letter, among in (
        (PART_TIME_P, absence.P, compulsory & (targets.p >= 30) & (random.random(len(pupils)) < SHARE_P)),
        (PART_TIME_Z, absence.Z, compulsory & (random.random(len(pupils)) < SHARE_Z)),
    ):
        who = np.flatnonzero(among & ~taken)
        most = targets.p[who] if letter == absence.P else np.full(len(who), absence.OUT)
        mask, begin, end = _weekly(calendar, len(who), most, random.integers(2, 6, len(who)), random)
        add(group, who, mask, np.full(len(who), letter, np.uint8), begin, end)
    who = np.flatnonzero(
        secondary
        & ~taken
        & (targets.b >= LEAST_B)
        & (targets.b < MOST_B)
        & (random.random(len(pupils)) < SHARE_TIMETABLE)
    )
    mask, begin, end = _weekly(calendar, len(who), targets.b[who], np.ones(len(who), int), random)
    add(TIMETABLE, who, mask, np.full(len(who), absence.B, np.uint8), begin, end)
    who = np.flatnonzero(compulsory & ~taken & (targets.b == 0) & (random.random(len(pupils)) < SHARE_HOLIDAY))
    mask = calendar.edge[None, :] & (random.random((len(who), calendar.halves)) > MISSES)
    code = random.choice(np.array([absence.Z, absence.UNKNOWN], np.uint8), len(who), p=(0.6, 0.4))
    whole = np.full(len(who), calendar.halves)
    add(HOLIDAY, who, mask, code, np.zeros(len(who), int), whole)
    stop = segments.stop[hidden, 0].astype(np.int64)
    begin = np.maximum(0, stop - random.integers(12, 34, len(hidden)))
    places = np.arange(calendar.halves)
    mask = (places >= begin[:, None]) & (places < stop[:, None])
    code = random.choice(np.array([absence.Z, absence.P], np.uint8), len(hidden), p=(0.7, 0.3))
    add(HIDDEN_EXCLUSION, hidden, mask, code, begin, stop)
    return plans, Truth(
        *(np.concatenate([getattr(one, name) for one in truths]) for name in Truth.__dataclass_fields__)
    )


def _weekly(
    calendar: SchoolYear, count: int, most: Array, slots: Array, random: Generator
) -> tuple[Array, Array, Array]:
    """The same half-days of the week, week after week, at most ``most`` in all; masks, begins and ends."""
    held = np.unique(calendar.slot)
    keys = random.random((count, 2 * 7))
    keys[:, np.setdiff1d(np.arange(14), held)] = 2
    chosen = np.argsort(np.argsort(keys, axis=1), axis=1) < slots[:, None]
    weeks = calendar.week.max() + 1
    length = random.integers(LEAST_WEEKS, MOST_WEEKS, count)
    first = (random.random(count) * np.maximum(1, weeks - length)).astype(int)
    within = (calendar.week >= first[:, None]) & (calendar.week < (first + length)[:, None])
    mask = chosen[:, calendar.slot] & within & (random.random((count, calendar.halves)) > MISSES)
    mask &= np.cumsum(mask, axis=1) <= most[:, None]
    begin = np.where(mask.any(axis=1), mask.argmax(axis=1), 0)
    end = calendar.halves - mask[:, ::-1].argmax(axis=1)
    return mask, begin, end
