"""Values of breakdowns in words. The definitions cannot be imported here: they need the engine."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.indicators.definition import BREAKDOWNS
from leerrecht.ui.codes import code_of

WORDS = {
    "week": gettext_lazy("week van de kalender"),
    "weekdag": gettext_lazy("dag van de week"),
    "klas": gettext_lazy("klas"),
    "klasse_b": gettext_lazy("halve dagen B"),
    "contact": gettext_lazy("contact met de ouders"),
    "clb": gettext_lazy("melding aan het CLB"),
    "terug": gettext_lazy("terug in de klas"),
    "op": gettext_lazy("stand op"),
}
POVERTY = {
    1: gettext_lazy("weinig kansarmoede (klasse 1 van 4)"),
    2: gettext_lazy("eerder weinig kansarmoede (klasse 2 van 4)"),
    3: gettext_lazy("eerder veel kansarmoede (klasse 3 van 4)"),
    4: gettext_lazy("veel kansarmoede (klasse 4 van 4)"),
}
SEXES = {"v": gettext_lazy("meisje"), "m": gettext_lazy("jongen"), "x": gettext_lazy("x")}
FIRST_MONTH = 9
GROUPED = 10_000  # from here on figures are read in groups of three


def breakdown_name(name: str) -> str:
    """What a breakdown is called."""
    return str(WORDS.get(name) or BREAKDOWNS.get(name, name.replace("_", " ")))


def value_name(breakdown: str, value: Any) -> str:
    """A value in words: a code with its meaning, a month by its name."""
    if value is None or value == "":
        return _("niet gekend of niet van toepassing")
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    tell = _TELL.get(breakdown)
    return tell(value) if tell else str(value).replace("_", " ")


def _code(value: Any) -> str:
    found = code_of(str(value))
    return f"{found.letter} ({found.meaning})"


_TELL: dict[str, Callable[[Any], str]] = {
    "code": _code,
    "maand": lambda value: str(MONTHS[int(value)]),
    "weekdag": lambda value: str(WEEKDAYS[int(value)]),
    "geslacht": lambda value: str(SEXES.get(str(value), value)),
    "op": lambda value: day(date.fromisoformat(str(value))),
}


def in_order(breakdown: str, value: Any) -> tuple[Any, ...]:
    """Months from September on, classes by the number that they begin with, what is not known last."""
    if value is None or value == "":
        return (2, 0, "")
    if breakdown == "maand":
        return (0, (int(value) - FIRST_MONTH) % 12, "")
    if breakdown == "week":
        return (0, (int(value) - 35) % 53, "")
    if isinstance(value, int):
        return (0, int(value), "")
    head = str(value).split("-")[0].split(" ")[0]
    return (0, int(head), "") if head.isdecimal() else (1, 0, str(value))


def percent(share: float | None, digits: int = 1) -> str:
    """A share as a percentage in words of the language."""
    return "" if share is None else f"{number_format(round(100 * share, digits), digits)} %"


def whole(number: int | None) -> str:
    return "" if number is None else number_format(number, force_grouping=number >= GROUPED)


def year_label(year: int) -> str:
    return f"{year}-{year + 1}"


def day(of: date) -> str:
    return f"{of.day} {str(MONTHS[of.month]).lower()} {of.year}"
