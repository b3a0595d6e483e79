"""Small numbers are hidden, and none can be counted back from the sum."""

import pytest

from leerrecht.ui.cells import hidden, least


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
