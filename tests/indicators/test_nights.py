"""Nights laid side by side give no pupil away: an adversary keeps every release, solves each, and subtracts."""

import random
from itertools import product

import numpy as np
import pytest

from leerrecht.indicators.privacy import Told, kept_back

LEAST = 5
SCHOOLS = range(6)
REGIONS = {school: f"streek {school % 2}" for school in SCHOOLS}
ATOMS = list(product(SCHOOLS, ("m", "v")))
TABLES = ((), ("geslacht",), ("regio",), ("regio", "geslacht"), ("school",), ("school", "geslacht"))


def nested(column, value):
    return {"regio": REGIONS[value]} if column == "school" else {}


def cell_of(names, school, gender):
    known = {"school": school, "geslacht": gender, "regio": REGIONS[school]}
    return names, tuple(known[name] for name in names)


def tables(people):
    counts = {}
    for names in TABLES:
        for atom, number in people.items():
            cell = cell_of(names, *atom)
            counts[cell] = counts.get(cell, 0) + number
    return counts


ROWS = {cell: np.array([cell_of(cell[0], *atom) == cell for atom in ATOMS], dtype=float) for cell in tables(
    dict.fromkeys(ATOMS, 0)
)}  # fmt: skip


def solved(shown):
    """Every cell that the shown cells of one release determine, with its number: built of the people themselves."""
    if not shown:
        return {}
    matrix = np.array([ROWS[cell] for cell in shown])
    found, rank = {}, np.linalg.matrix_rank(matrix)
    for cell, row in ROWS.items():
        if np.linalg.matrix_rank(np.vstack([matrix, row])) == rank:
            weights = np.linalg.lstsq(matrix.T, row, rcond=None)[0]
            found[cell] = round(float(weights @ np.array(list(shown.values()))))
    return found


def moved(chance, people):
    """A month: some come, some go, a few at most places and many at some."""
    steps = (0, 0, 0, 1, -1, 2, 7, 12)
    return {atom: max(0, number + chance.choice(steps)) for atom, number in people.items()}


@pytest.mark.parametrize("seed", range(8))
def test_no_release_beside_the_one_before_tells_of_one_pupil(seed):
    chance = random.Random(seed)  # noqa: S311
    people = {atom: chance.choice((0, 2, 6, 9, 20, 40, 60)) for atom in ATOMS}
    told, known, updated = {}, {}, 0
    for month in range(5):
        counts = tables(people)
        out = kept_back({cell: (count, None) for cell, count in counts.items()}, nested, LEAST, told=Told(told))
        fresh = {cell: counts[cell] for cell in counts if cell not in out.counts | out.still}
        small = {cell for cell, count in counts.items() if 0 < count < LEAST}
        now = solved(fresh)
        assert small & set(now) == set()
        both = {cell: abs(now[cell] - known[cell]) for cell in now if cell in known}
        near = {cell: change for cell, change in both.items() if 0 < change < LEAST}
        assert near == {}, month
        told |= fresh
        known |= now
        updated += len(fresh) if month else 0
        people = moved(chance, people)
    # What is safe is not empty: numbers do go on.
    assert updated > 20


def test_without_what_was_told_one_pupil_would_be_found():
    people = dict.fromkeys(ATOMS, 20)
    before, after = tables(people), tables(people | {(0, "m"): 21})
    plain = kept_back({cell: (count, None) for cell, count in after.items()}, nested, LEAST)
    assert (plain.counts, after[("school",), (0,)] - before[("school",), (0,)]) == (frozenset(), 1)
    out = kept_back({cell: (count, None) for cell, count in after.items()}, nested, LEAST, told=Told(before))
    assert {cell for cell in before if after[cell] != before[cell]} <= out.still


def test_size_of_a_group_that_moved_by_a_few_stays_too():
    def cells(first, second):
        return {
            (("school",), ("1",)): (20, first), (("school",), ("2",)): (30, second),
            (("bestuur",), ("b",)): (50, first + second),
        }  # fmt: skip

    def above(column, _value):
        return {"bestuur": "b"} if column == "school" else {}

    told = Told(totals={cell: total for cell, (_count, total) in cells(100, 200).items()})
    out = kept_back(cells(101, 210), above, LEAST, told=told)
    assert (out.still_groups, out.still) == ({(("school",), ("1",)), (("school",), ("2",))}, frozenset())
    assert kept_back(cells(100, 200), above, LEAST, told=told).still_groups == frozenset()
