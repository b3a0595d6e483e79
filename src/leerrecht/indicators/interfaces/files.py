"""A chart to take along: its table as CSV or XLSX, its drawing as SVG or PNG."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import typst

from leerrecht.indicators.domain.charts import Chart
from leerrecht.indicators.interfaces.drawing import drawn
from leerrecht.ui import downloads

PICTURE = '#set page(width: auto, height: auto, margin: 12pt, fill: white)\n#image("grafiek.svg")\n'
SHARP = 144.0


def as_csv(chart: Chart, about: str) -> bytes:
    """With a first line that says of what and whom."""
    return downloads.as_csv(_lines(chart, about))


def as_xlsx(chart: Chart, about: str) -> bytes:
    return downloads.as_xlsx(_lines(chart, about), frozen=2)


def _lines(chart: Chart, about: str) -> list[Sequence[Any]]:
    return [[f"{chart.title}. {about}"], [str(one) for one in chart.columns], *chart.rows]


def as_svg(chart: Chart, _about: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawn(chart)}\n'.encode()


def as_png(chart: Chart, about: str) -> bytes:
    """The same drawing as a picture, by what sets the letters: no browser is needed."""
    with tempfile.TemporaryDirectory(prefix="leerrecht-grafiek-") as name:
        folder = Path(name)
        (folder / "grafiek.svg").write_bytes(as_svg(chart, about))
        (folder / "grafiek.typ").write_text(PICTURE, encoding="utf-8")
        found = typst.compile(
            str(folder / "grafiek.typ"), root=str(folder), format="png", ppi=SHARP, ignore_system_fonts=True
        )
        return bytes(found[0] if isinstance(found, list) else found)


FORMATS: dict[str, tuple[str, Callable[[Chart, str], bytes]]] = {
    "csv": (downloads.KINDS["csv"], as_csv),
    "xlsx": (downloads.KINDS["xlsx"], as_xlsx),
    "svg": ("image/svg+xml", as_svg),
    "png": ("image/png", as_png),
}
