"""Tables as files."""

from io import BytesIO

from openpyxl import load_workbook

from leerrecht.ui.downloads import as_xlsx


def test_workbook_holds_what_was_pasted_from_elsewhere():
    content = as_xlsx([["Opmerking"], ["eerste\x0btweede"], ["=1+1"]])
    rows = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    assert list(rows) == [("Opmerking",), ("eerste tweede",), ("'=1+1",)]
