"""A chart to take along: its table as CSV or XLSX, its drawing as SVG or PNG."""

import csv
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import typst

from leerrecht.indicators.domain.charts import Chart
from leerrecht.indicators.interfaces.drawing import drawn

PICTURE = '#set page(width: auto, height: auto, margin: 12pt, fill: white)\n#image("grafiek.svg")\n'
SHARP = 144.0
# A cell that begins with one of these would be read as a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r")


def as_csv(chart: Chart, about: str) -> bytes:
    """With a first line that says of what and whom, and a mark by which spreadsheets know the encoding."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_harmless(f"{chart.title}. {about}")])
    writer.writerow([_harmless(one) for one in chart.columns])
    writer.writerows([_harmless(value) for value in row] for row in chart.rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(chart: Chart, about: str) -> bytes:
    # It brings along what computes, which pages do without.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Cijfers")
    sheet.freeze_panes = "A3"
    sheet.append([_harmless(f"{chart.title}. {about}")])
    sheet.append([str(one) for one in chart.columns])
    for row in chart.rows:
        sheet.append([_harmless(value) for value in row])
    sheet.freeze_panes = "A3"
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


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


def _harmless(value: object) -> object:
    if isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(RISKY) else text


FORMATS: dict[str, tuple[str, Callable[[Chart, str], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "svg": ("image/svg+xml", as_svg),
    "png": ("image/png", as_png),
}
