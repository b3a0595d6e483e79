import pytest

from leerrecht.indicators.numbers import quantile, survival, wilson


@pytest.mark.parametrize(
    ("count", "total", "expected"),
    [(0, 10, (0.0, 0.2775)), (10, 10, (0.7225, 1.0)), (15, 148, (0.0624, 0.1605)), (0, 0, None)],
)
def test_wilson_gives_the_interval_of_the_literature(count, total, expected):
    found = wilson(count, total)
    assert (None if found is None else tuple(round(end, 4) for end in found)) == expected


def test_quantile_leaves_out_who_still_waits():
    days = [(None, 50), (1, 2), (10, 1), (40, 1)]
    assert [quantile(days, part) for part in (0.5, 0.75, 1.0)] == [1, 10, 40]
    assert quantile([(None, 3)], 0.5) is None


def test_survival_keeps_who_still_waits():
    assert survival([(None, 1), (0, 1), (5, 2)]) == [(0, 0.75), (5, 0.25)]
