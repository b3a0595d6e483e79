"""Hidden cells stay hidden: an adversary adds, subtracts and solves what is published."""

import random
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leerrecht.indicators.privacy import cells_of
from leerrecht.ui.cells import is_small

LEAST = 5
REGIONS = {school: f"streek {school % 3}" for school in range(9)}


def nested(column, value):
    return {"regio": REGIONS[value]} if column == "school" else {}


def tables(rows):
    """Counts of (school, gender, level) over several breakdowns, as an indicator publishes them."""
    counts = {}
    for names in ((), ("geslacht",), ("niveau",), ("niveau", "geslacht"), ("regio",), ("school",)):
        for (school, gender, level), number in rows.items():
            values = {"school": school, "geslacht": gender, "niveau": level, "regio": REGIONS[school]}
            cell = (names, tuple(values[name] for name in names))
            counts[cell] = counts.get(cell, 0) + number
    return counts


def solve(counts, hidden):
    """What the adversary finds: every hidden cell that one answer only fits, by solving all sums at once.

    Built of the people themselves, not of the equations that the room knows: each group of people of the same
    school, gender and level is an unknown, each published cell a sum of them.
    """
    atoms = list(product(REGIONS, ("m", "v"), ("lager", "secundair")))
    rows = {}
    for names, wanted in counts:
        row = np.zeros(len(atoms))
        for number, (school, gender, level) in enumerate(atoms):
            values = {"school": school, "geslacht": gender, "niveau": level, "regio": REGIONS[school]}
            row[number] = tuple(values[name] for name in names) == wanted
        rows[names, wanted] = row
    shown = np.array([rows[cell] for cell in counts if cell not in hidden])
    rank = np.linalg.matrix_rank(shown)
    return {cell for cell in hidden if np.linalg.matrix_rank(np.vstack([shown, rows[cell]])) == rank}


def small_of(counts):
    return {cell for cell, count in counts.items() if is_small(count, None, LEAST)}


@pytest.mark.parametrize("seed", range(12))
def test_no_small_cell_is_found_by_differencing(seed):
    chance = random.Random(seed)  # noqa: S311
    rows = {
        key: chance.choice((0, 0, 1, 2, 3, 6, 9, 20, 40))
        for key in product(REGIONS, ("m", "v"), ("lager", "secundair"))
    }
    counts = tables(rows)
    small = small_of(counts)
    hidden = cells_of(counts, nested).hidden(LEAST, small)
    assert small <= hidden
    assert solve(counts, hidden) & small == set()


def test_primary_suppression_alone_would_be_found():
    rows = dict.fromkeys(product(REGIONS, ("m", "v"), ("lager", "secundair")), 20)
    rows |= {(4, gender, level): 1 if (gender, level) == ("m", "lager") else 0 for _, gender, level in rows}
    counts = tables(rows)
    small = small_of(counts)
    assert (small, solve(counts, small)) == ({(("school",), (4,))}, {(("school",), (4,))})
    hidden = cells_of(counts, nested).hidden(LEAST, small)
    assert (1 < len(hidden) <= 4, solve(counts, hidden) & small) == (True, set())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=3, max_size=8))
def test_a_row_with_a_total_keeps_its_small_cells(counts):
    cells = {((), ()): sum(counts)} | {(("school",), (number,)): count for number, count in enumerate(counts)}
    small = small_of(cells)
    hidden = cells_of(cells).hidden(LEAST, small)
    left = [cell for cell in hidden if cell[0]]
    assert small <= hidden
    assert ((), ()) in hidden or not small or len(left) > 1
    assert cells_of(cells).given(hidden) & small == set()


def test_nothing_is_hidden_where_nothing_is_small():
    counts = {((), ()): 30, (("net",), ("GO",)): 10, (("net",), ("VGO",)): 20}
    assert cells_of(counts).hidden(LEAST, small_of(counts)) == set()


@pytest.mark.parametrize(
    ("count", "total", "expected"),
    [(0, None, False), (4, None, True), (5, None, False), (0, 4, True), (0, 5, False), (6, 7, True), (7, 7, False)],
)
def test_small_tells_of_those_in_and_those_out(count, total, expected):
    assert is_small(count, total, LEAST) is expected
