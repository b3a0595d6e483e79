"""Which cells stay hidden where a school, its board, its CLB and its region are all shown: none gives another back."""

from collections.abc import Callable, Mapping

from leerrecht.indicators import privacy

Counts = Mapping[privacy.Cell, tuple[int, int | None]]
Nested = Callable[[str, object], Mapping[str, object]]


def hidden_cells(counts: Counts, nested: Nested, least: int) -> tuple[set[privacy.Cell], set[privacy.Cell]]:
    """Cells whose count stays hidden, and of those the cells whose group is so small that its size does too."""
    totals = {key: total for key, (_count, total) in counts.items() if total is not None}
    few = {key for key, total in totals.items() if 0 < total < least}
    unknown = privacy.Cells.of(totals, nested).hidden(few, least) if few else set()
    small = {key for key, (count, total) in counts.items() if privacy.is_small(count, total, least)}
    found = privacy.Cells.of({key: count for key, (count, _total) in counts.items()}, nested)
    return found.hidden(small | unknown, least), unknown
