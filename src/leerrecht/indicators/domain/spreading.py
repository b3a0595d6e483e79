"""How schools are spread over a share: how many lie in each class of it, and never which."""

from collections.abc import Iterable, Iterator

from leerrecht.indicators.definition import Attribution
from leerrecht.indicators.domain.computing import Cell, Key
from leerrecht.indicators.numbers import FEW
from leerrecht.indicators.rules import COMPARED, SPREAD_OVER, SPREAD_SCHOOLS

# Widths of a class, in tenths of a percent: the first by which so many classes hold nine schools in ten.
WIDTHS = (5, 10, 20, 50, 100)
MOST_CLASSES = 8
THOUSAND = 1000
NINE_TENTHS = 0.9


def over_schools(cells: Iterable[tuple[int, Key, Cell]]) -> Iterator[tuple[int, Key, Cell]]:
    """For each compared share and school a one in its class, and a one in the whole: summed by place they spread."""
    shares: dict[str, dict[int, int]] = {name: {} for name in COMPARED}
    for school, (name, attribution, breakdown, _values), cell in cells:
        if name not in shares or breakdown or not cell.denominator or cell.denominator < FEW:
            continue
        if attribution == str(Attribution.LAST) or school not in shares[name]:
            shares[name][school] = THOUSAND * cell.numerator // cell.denominator
    for name, of_schools in shares.items():
        if not of_schools:
            continue
        width, last = _classes(sorted(of_schools.values()))
        for school, share in of_schools.items():
            low = min(share // width * width, last)
            values = (low, None if low == last else low + width)
            yield school, (name, SPREAD_SCHOOLS, (), ()), Cell(1)
            yield school, (name, SPREAD_SCHOOLS, SPREAD_OVER, values), Cell(1)


def _classes(shares: list[int]) -> tuple[int, int]:
    """How wide the classes are, and where the last begins, which holds whatever lies above."""
    most = shares[int(NINE_TENTHS * (len(shares) - 1))]
    width = next((one for one in WIDTHS if one * MOST_CLASSES > most), WIDTHS[-1])
    return width, width * MOST_CLASSES
