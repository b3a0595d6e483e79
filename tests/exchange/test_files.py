"""What a file is follows from its content; what cannot be imported is refused with a remedy."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from leerrecht.exchange.domain.files import open_table, recognise


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


BOOK = workbook(["Leerlingnummer", "Datum"], [604821, datetime(2026, 9, 1)], [None, None], ["0000000002", "x"])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "a.txt is leeg. Maak de export opnieuw."),
        ("a.txt", b" \r\n \r\n", "a.txt is leeg. Maak de export opnieuw."),
        ("map/a.txt", b"%PDF-1.7 ...", ("a.txt is een PDF. Lever een tekstbestand (.txt), een CSV-bestand of een "
         "Excel-werkmap (.xlsx).")),
        ("a.csv", b"\x89PNG\r\n", ("a.csv is een afbeelding. Lever een tekstbestand (.txt), een CSV-bestand of een "
         "Excel-werkmap (.xlsx).")),
        ("a.csv", b"a;b\0c", ("a.csv is geen tekstbestand. Lever een tekstbestand (.txt), een CSV-bestand of een "
         "Excel-werkmap (.xlsx).")),
        ("a.xlsx", docx(), ("a.xlsx is een ingepakt bestand, maar geen Excel-werkmap. Lever een "
                            "tekstbestand (.txt), een "
         "CSV-bestand of een Excel-werkmap (.xlsx).")),
        ("a.xlsx", b"PK\x03\x04 kapot", "a.xlsx is beschadigd of niet volledig. Maak de export opnieuw."),
        ("a.txt", BOOK, ("De naam a.txt zegt iets anders dan de inhoud: dit is een Excel-werkmap. Controleer of u het "
         "juiste bestand koos, en geef het een naam die eindigt op .xlsx.")),
        ("a.xlsx", b"a;b\n1;2\n", ("De naam a.xlsx zegt iets anders dan de inhoud: dit is gewone tekst. "
                                   "Controleer of u het "
         "juiste bestand koos, en geef het een naam die eindigt op .csv of .txt.")),
        ("a.csv", "Ā;é\n".encode() + b"\x81\n", ("De tekens in a.csv zijn niet te lezen. Bewaar het "
                                                 "bestand als UTF-8 of als "
         "Windows-1252 (ANSI).")),
    ],
)  # fmt: skip
def test_file_that_cannot_be_imported_says_why(name, content, message):
    with pytest.raises(ValidationError) as error:
        recognise(io.BytesIO(content), name)
    assert error.value.messages == [message]


def test_broken_utf_16_says_what_to_do():
    with pytest.raises(ValidationError) as error:
        recognise(io.BytesIO("a;b".encode("utf-16") + b"\x00"), "a.csv")
    assert error.value.messages == [
        "De tekens in a.csv zijn niet te lezen. Bewaar het bestand als UTF-8 of als Windows-1252 (ANSI)."
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b";;;\n", "a.csv begint niet met een rij kolomkoppen. Exporteer opnieuw, met de koppen erbij."),
        (
            b'a;b\n1;"' + b"x" * 200_000,
            "a.csv is geen leesbaar CSV-bestand: controleer de aanhalingstekens en de tekens erin.",
        ),
    ],
)  # fmt: skip
def test_table_that_cannot_be_read_says_what_to_do(content, message):
    with pytest.raises(ValidationError) as error:
        list(open_table(recognise(io.BytesIO(content), "a.csv"))[1])
    assert error.value.messages == [message]


def test_workbook_gives_text_numbers_and_dates():
    headings, rows = open_table(recognise(io.BytesIO(BOOK), "a.xlsx"))
    assert (headings, list(rows)) == (
        ["Leerlingnummer", "Datum"],
        [(2, ["604821", date(2026, 9, 1)]), (4, ["0000000002", "x"])],
    )


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_separator_is_found_and_quotes_are_honoured(separator):
    text = f'"A{separator}1"{separator}B\r\n\r\n"x{separator}y"{separator}"zei ""ja"""\r\n'
    headings, rows = open_table(recognise(io.BytesIO(text.encode()), "a.csv"))
    assert (headings, list(rows)) == ([f"A{separator}1", "B"], [(3, [f"x{separator}y", 'zei "ja"'])])


def torn_workbook():
    """One whose rows break off in the middle, in an archive that is whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BOOK)) as whole, zipfile.ZipFile(out, "w") as torn:
        for part in whole.infolist():
            content = whole.read(part)
            torn.writestr(part.filename, content[: len(content) // 2] if "worksheets" in part.filename else content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"a;b\n" + b"1;" * 600_000, "a.csv geen tabel of lijst meer: de regel houdt niet op."),
        ("a.csv", b'a;b\n1;"2\n' + b"3;4\n" * 50_000, "geen leesbaar CSV-bestand"),
        ("a.xlsx", torn_workbook(), "a.xlsx is beschadigd of niet volledig."),
    ],
)
def test_table_that_breaks_off_says_so_whatever_its_size(name, content, message):
    with pytest.raises(ValidationError) as error:
        list(open_table(recognise(io.BytesIO(content), name))[1])
    assert message in error.value.messages[0]


def book_of(parts, kinds):
    """A workbook of these parts, of which it says these kinds itself."""
    said = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds)
    contents = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{said}</Types>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"xl/workbook.xml": b"<w/>", "[Content_Types].xml": contents, **parts}.items():
            archive.writestr(name, content)
    return out


SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
TEXTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
MUCH = b"x" * (130 << 20)


@pytest.mark.parametrize(
    ("parts", "kinds"),
    [
        ({"xl/sharedStrings.xml": MUCH}, []),
        ({"xl/worksheets/a.xml": MUCH}, [("xl/worksheets/a.xml", TEXTS), ("xl/worksheets/a.xml", SHEET)]),
        ({"xl/styles.xml": MUCH}, [("xl/styles.xml", SHEET)]),
        ({"[Content_Types].xml": b"x" * (2 << 20)}, []),
    ],
)
def test_workbook_with_more_text_than_fits_in_memory_is_refused_unread(parts, kinds):
    with pytest.raises(ValidationError, match="uitgepakt te groot"):
        recognise(book_of(parts, kinds), "a.xlsx")


def test_workbook_with_many_rows_is_let_in():
    assert (
        recognise(book_of({"xl/worksheets/a.xml": MUCH}, [("xl/worksheets/a.xml", SHEET)]), "a.xlsx").kind == "werkmap"
    )


def test_workbook_whose_texts_swell_by_themselves_is_refused():
    swelling = '<!DOCTYPE t [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Types>&b;</Types>'
    with pytest.raises(ValidationError, match="beschadigd"):
        recognise(book_of({"[Content_Types].xml": swelling}, []), "a.xlsx")
