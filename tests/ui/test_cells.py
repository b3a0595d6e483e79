"""Small numbers are hidden, and none can be counted back from a sum, nor from what was shown before."""

from random import Random

import pytest

from leerrecht.ui.cells import Cells, hidden, least


@pytest.mark.parametrize(
    ("counts", "totals", "out"),
    [
        ({"a": 9, "b": 8}, None, set()),
        ({"a": 0, "b": 8}, None, set()),
        ({"a": 3, "b": 9, "c": 7}, None, {"a", "c"}),
        ({"a": 3, "b": 4, "c": 7}, None, {"a", "b"}),
        ({"a": 1, "b": 2, "c": 7, "d": 0}, None, {"a", "b", "c"}),
        ({"a": 4}, None, {"a"}),
        ({"a": 3, "b": 0}, None, {"a", "b"}),
        ({"a": 8, "b": 20}, {"a": 10, "b": 90}, {"a", "b"}),
        ({"a": 0, "b": 20, "c": 30}, {"a": 3, "b": 90, "c": 90}, {"a", "b"}),
    ],
)
def test_small_numbers_and_what_gives_them_away_are_hidden(counts, totals, out):
    assert (least(), hidden(counts, totals)) == (5, out)


def test_what_is_small_stays_hidden_whatever_adds_up():
    draw = Random(7)  # noqa: S311
    for _trial in range(150):
        cells = Cells()
        rows, columns = draw.randint(1, 4), draw.randint(1, 4)
        for row in range(rows):
            counts = {(row, column): draw.choice([0, 0, 1, 2, 3, 7, 12, 40]) for column in range(columns)}
            cells.put((row, "t"), counts)
        for column in (*range(columns), "t"):
            cells.add(("all", column), [(row, column) for row in range(rows)])
        cells.add(("all", "t"), [("all", column) for column in range(columns)])
        hidden = cells.hidden(5)
        small = {key for key, count in cells.counts.items() if 0 < count < 5}
        assert small <= hidden
        assert not cells.given(hidden) & small


def test_one_small_count_takes_another_along_and_two_that_are_few_take_a_third():
    cells = Cells()
    cells.put("t", {"a": 3, "b": 8, "c": 20})
    assert cells.hidden(5) == {"a", "b"}
    cells = Cells()
    cells.put("t", {"a": 1, "b": 2, "c": 20, "d": 0})
    assert cells.hidden(5) == {"a", "b", "c"}
    cells = Cells()
    cells.put("t", {"a": 3})
    assert cells.hidden(5) == {"a", "t"}
    cells = Cells()
    cells.put("t", {"a": 30, "b": 0})
    assert cells.hidden(5) == set()


def test_what_moved_by_a_few_keeps_quiet_with_what_would_tell_so():
    def moved(told, **parts):
        cells = Cells()
        cells.put("t", parts)
        cells.told = told
        return cells.hidden(5, ())

    told = {"t": 60, "a": 10, "b": 20, "c": 30}
    assert moved(told, a=10, b=20, c=30) == set()
    assert moved(told, a=15, b=20, c=30) == set()
    # One came: neither the sum nor the other parts may tell.
    assert moved(told, a=11, b=20, c=30) == {"t", "a"}
    # Six came to one and one to another: the sum may be told, if a third part keeps quiet too.
    assert moved(told, a=11, b=26, c=36) == {"a", "b"}
    # Two parts that moved by a few, together by enough; and by as many more as fewer.
    assert moved(told, a=13, b=23, c=30) == {"a", "b"}
    assert moved(told, a=11, b=19, c=30) == {"a", "b"}
    # What was hidden before: the sum of then leaves as much for it.
    assert moved({"t": 60, "c": 30}, a=12, b=20, c=30) == {"t", "a"}
