"""Steps of referrals, and where who left went: what a school and a CLB write down along the way."""

from typing import Any

import numpy as np
import pyarrow as pa

from leerrecht.indicators.store import TableWriter
from leerrecht.synthetic import forms
from leerrecht.synthetic.days import Array, SchoolYear
from leerrecht.synthetic.enrol import Segments
from leerrecht.synthetic.population import Pupils
from leerrecht.synthetic.schools import FIRST_NUMBER

Generator = np.random.Generator
NO_DAY = np.datetime64("NaT")
# School days before the question reaches whoever decides, and until that one looked at it; chosen.
ASKED_BEFORE, SEEN_AFTER = 6, 4
STEPS = {"naft": ("voorstel", "rondetafel", "start"), "clb_afwezigheid": ("melding", "gezien", "start")}
WAITED_FOR = ("clb", "naft", "jeugdhulp", "school")
WAITED_SHARES = (0.4, 0.2, 0.3, 0.1)
# Where early leavers go, in percent: the first two are published (002:390-395), the rest is chosen.
DESTINATIONS = (
    ("examencommissie", 16.7), ("tweedekans", 18.4), ("vdab", 20.0), ("werk", 12.0), ("niets", 6.0), ("onbekend", 26.9),
)  # fmt: skip
WORDS = tuple(name for name, _ in DESTINATIONS)
RETURNING = 2.7  # percent of early leavers who are back two years later (002:396-397)
OF_QUALIFIED = 0.08  # of who leaves with a qualification, schools write down few: most go on studying
HANDED_OVER, ASKED_AGAIN = 0.3, 0.5


def waited_for(kinds: Array, random: Generator) -> Array:
    """What somebody on a waiting list waits for; empty for all else."""
    drawn = random.choice(np.array(WAITED_FOR, dtype=object), len(kinds), p=WAITED_SHARES)
    found: Array = np.where(kinds == "wachtlijst", drawn, "")
    return found


def write_steps(
    table: TableWriter, calendar: SchoolYear, columns: dict[str, Array], common: dict[str, Any], random: Generator
) -> None:
    """The steps of NAFT and of the CLB, made of the days of the trajectories; ``common`` holds columns per row."""
    for kind, steps in STEPS.items():
        chosen = np.flatnonzero(columns["traject"] == kind)
        asked = _place(calendar, columns["gevraagd_op"][chosen])
        begun = np.maximum(0, asked - random.geometric(1 / ASKED_BEFORE, len(chosen)) + 1)
        discussed = _place(calendar, columns["besproken_op"][chosen])
        if kind == "clb_afwezigheid":
            discussed = np.minimum(discussed, asked + random.geometric(1 / SEEN_AFTER, len(chosen)))
        started = _place(calendar, columns["gestart_op"][chosen])
        days = (begun, asked, discussed, started)
        for step, before, after in zip(steps, days, days[1:], strict=False):
            here = before < calendar.days
            rows = chosen[here]
            table.write(
                {
                    **{name: _take(values, rows) for name, values in common.items()},
                    "traject": np.full(len(rows), kind, dtype=object),
                    "stap": np.full(len(rows), step, dtype=object),
                    "van_op": calendar.school_days[before[here]],
                    "gedaan_op": _day(calendar, after[here]),
                }
            )


def who_returns(pupils: Pupils, out: Array, random: Generator) -> Pupils:
    """Early leavers of a school year who come back after a year away, as they were."""
    early = _early(pupils, out)
    chosen = random.permutation(early)[: round(len(early) * RETURNING / 100)]
    return pupils.take(np.sort(chosen))


def _early(pupils: Pupils, out: Array) -> Array:
    found: Array = np.flatnonzero(out & np.isin(pupils.form, forms.SECONDARY) & ~pupils.qualified & pupils.regular())
    return found


def write_exits(
    table: TableWriter, calendar: SchoolYear, pupils: Pupils, ids: Array, segments: Segments, out: Array,
    education: dict[str, pa.Array], random: Generator,
) -> None:  # fmt: skip
    """Where early leavers went, and a few of the others."""
    early = _early(pupils, out)
    secondary = out & np.isin(pupils.form, forms.SECONDARY)
    others = np.flatnonzero(secondary & pupils.qualified & (random.random(len(pupils)) < OF_QUALIFIED))
    cuts = np.round(np.cumsum([share for _, share in DESTINATIONS]) / 100 * len(early)).astype(int)
    place = np.searchsorted(cuts, np.arange(len(early)), side="right")
    where = np.concatenate([random.permutation(place), random.choice([2, 3], len(others))])
    who = np.concatenate([early, others])
    last = segments.last()[who]
    stop = segments.stop[who, last]
    end = np.where(
        stop >= calendar.halves, calendar.school_days[-1], calendar.day[np.minimum(stop, calendar.halves) - 1]
    )
    known = where != WORDS.index("onbekend")
    table.write(
        {
            "schooljaar": np.full(len(who), calendar.year),
            "leerling": ids[who],
            "school": segments.school[who, last] + FIRST_NUMBER,
            **{name: _take(values, who) for name, values in education.items()},
            "leerplichtig": np.zeros(len(who), bool),
            "vertrokken_op": end,
            "bestemming": pa.DictionaryArray.from_arrays(
                pa.array(where.astype(np.int32)), pa.array(WORDS, pa.string())
            ),
            "overgedragen": known & (random.random(len(who)) < HANDED_OVER),
            "nagevraagd_op": np.where(known & (random.random(len(who)) < ASKED_AGAIN), end, NO_DAY),
        }
    )


def _place(calendar: SchoolYear, days: Array) -> Array:
    """The place of each day among the school days; the number of school days where there is none."""
    found = np.searchsorted(calendar.school_days, np.where(np.isnat(days), calendar.school_days[0], days))
    return np.where(np.isnat(days), calendar.days, found)


def _day(calendar: SchoolYear, place: Array) -> Array:
    found: Array = np.where(place < calendar.days, calendar.school_days[np.minimum(place, calendar.days - 1)], NO_DAY)
    return found


def _take(values: Any, rows: Array) -> Any:
    return values.take(pa.array(rows)) if isinstance(values, pa.Array) else values[rows]
