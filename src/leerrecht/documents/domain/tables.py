"""What a file is, by its content: text in one of the usual encodings, or an XLSX workbook."""

import codecs
import csv
import io
import lzma
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import BinaryIO

from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Value = str | date
Row = tuple[int, list[Value]]

SEPARATORS = {";": "puntkomma", ",": "komma", "\t": "tab"}
TEXT, WORKBOOK = "tekst", "werkmap"
_HEAD = 8192
_PIECE = 1 << 20
_MAX_UNPACKED = 1 << 30
# All of a workbook but the rows of its sheets stands in memory together: texts, styles, what says where they are.
_MAX_TEXTS = 1 << 27
_MAX_CONTENTS = 1 << 20
_CONTENTS = "[Content_Types].xml"
_SHEETS = "xl/worksheets/"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
# A row of a table with a hundred columns has some thousands of signs; a file without line ends is one line.
_MAX_LINE = 1 << 20
_FOREIGN = (
    (b"%PDF-", "een PDF"),
    (b"\xd0\xcf\x11\xe0", "een oud Excel- of Word-bestand"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een foto"),
    (b"GIF8", "een afbeelding"),
    (b"{\\rtf", "een RTF-document"),
    (b"\x1f\x8b", "een gecomprimeerd bestand"),
)
# What a zip raises that is damaged, locked, or packed in a way that is not known here.
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, OSError, ValueError)
# What a workbook raises of which a piece is missing or changed: where it is opened, or only at some row.
_BROKEN = (*BROKEN_ZIP, KeyError, IndexError, SyntaxError)
_TEXT_NAMES = (".txt", ".csv", ".tsv")
_WORKBOOK_NAMES = (".xlsx", ".xlsm")


@dataclass(slots=True)
class Source:
    """An open file with its name; ``done`` tells how many of its ``size`` bytes were read."""

    stream: BinaryIO
    name: str
    size: int
    kind: str = ""
    encoding: str = ""

    def done(self) -> int:
        return min(self.stream.tell(), self.size)


def recognise(stream: BinaryIO, name: str) -> Source:
    """Find out what the file is; raises ``ValidationError`` (Dutch, with a remedy) for what cannot be imported."""
    name = PurePath(name).name
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    head = stream.read(_HEAD)
    if not head.strip():
        raise ValidationError(_("%(name)s is leeg. Maak de export opnieuw.") % {"name": name})
    for start, what in _FOREIGN:
        if head.startswith(start):
            raise _wrong_type(name, what)
    source = Source(stream, name, size)
    if head.startswith(b"PK\x03\x04"):
        _check_workbook(source)
        source.kind = WORKBOOK
    else:
        source.kind, source.encoding = TEXT, _encoding(source, head)
    _check_name(source)
    stream.seek(0)
    return source


def text_of(source: Source) -> io.TextIOWrapper:
    """The file as text, from its beginning. The caller keeps the stream: detach it when done."""
    source.stream.seek(0)
    return io.TextIOWrapper(source.stream, encoding=source.encoding, newline="")


def first_line(source: Source) -> str:
    """The first line with something on it; empty for a workbook."""
    if source.kind != TEXT:
        return ""
    text = text_of(source)
    try:
        return next((line.strip() for line in lines_of(text, source.name) if line.strip()), "")
    finally:
        text.detach()


def lines_of(text: io.TextIOWrapper, name: str) -> Iterator[str]:
    """The lines from where ``text`` stands; raises ``ValidationError`` at one that no table or list has."""
    number = 0
    while line := text.readline(_MAX_LINE):
        number += 1
        if len(line) == _MAX_LINE and not line.endswith(("\n", "\r")):
            raise ValidationError(
                _(
                    "Vanaf regel %(number)d is %(name)s geen tabel of lijst meer: de regel houdt niet op. "
                    "Het bestand is beschadigd; maak de export opnieuw."
                )
                % {"number": number, "name": name}
            )
        yield line


def open_table(source: Source, separator: str = "") -> tuple[list[str], Iterator[Row]]:
    """The headings and the rows (with their place in the file) of a CSV file or of the first sheet of a workbook."""
    rows = _workbook_rows(source) if source.kind == WORKBOOK else _text_rows(source, separator)
    _place, header = next(rows, (0, []))
    headings = [str(value).strip() for value in header]
    while headings and not headings[-1]:
        headings.pop()
    if not headings:
        raise ValidationError(
            _("%(name)s begint niet met een rij kolomkoppen. Exporteer opnieuw, met de koppen erbij.")
            % {"name": source.name}
        )
    return headings, rows


def _wrong_type(name: str, what: str) -> ValidationError:
    return ValidationError(
        _("%(name)s is %(what)s. Lever een tekstbestand (.txt), een CSV-bestand of een Excel-werkmap (.xlsx).")
        % {"name": name, "what": what}
    )


def _check_workbook(source: Source) -> None:
    try:
        with zipfile.ZipFile(source.stream) as archive:
            if not {"xl/workbook.xml", _CONTENTS} <= set(archive.namelist()):
                raise _wrong_type(source.name, _("een ingepakt bestand, maar geen Excel-werkmap"))
            contents = archive.getinfo(_CONTENTS).file_size
            sheets = _sheets(archive) if contents <= _MAX_CONTENTS else frozenset()
            parts = archive.infolist()
            kept = sum(part.file_size for part in parts if part.filename not in sheets)
            if contents > _MAX_CONTENTS or kept > _MAX_TEXTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
                raise ValidationError(
                    _("%(name)s is uitgepakt te groot. Lever een CSV-bestand.") % {"name": source.name}
                )
    except _BROKEN as error:
        raise ValidationError(
            _("%(name)s is beschadigd of niet volledig. Maak de export opnieuw.") % {"name": source.name}
        ) from error


def _sheets(archive: zipfile.ZipFile) -> frozenset[str]:
    """The parts that are sheets and nothing else: where sheets lie, and what the workbook itself says that they are."""
    kinds: dict[str, set[str]] = {}
    for part in fromstring(archive.read(_CONTENTS)):
        kinds.setdefault(part.get("PartName", "").removeprefix("/"), set()).add(part.get("ContentType", ""))
    return frozenset(name for name, said in kinds.items() if name.startswith(_SHEETS) and said == {_SHEET})


def _check_name(source: Source) -> None:
    suffix = PurePath(source.name).suffix.lower()
    wrong = (source.kind == WORKBOOK and suffix in _TEXT_NAMES) or (source.kind == TEXT and suffix in _WORKBOOK_NAMES)
    if wrong:
        what = _("een Excel-werkmap") if source.kind == WORKBOOK else _("gewone tekst")
        wanted = ".xlsx" if source.kind == WORKBOOK else ".csv of .txt"
        raise ValidationError(
            _(
                "De naam %(name)s zegt iets anders dan de inhoud: dit is %(what)s. Controleer of u het juiste "
                "bestand koos, en geef het een naam die eindigt op %(wanted)s."
            )
            % {"name": source.name, "what": what, "wanted": wanted}
        )


def _encoding(source: Source, head: bytes) -> str:
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in head and not wide:
        raise _wrong_type(source.name, _("geen tekstbestand"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        if _decodes(source.stream, encoding):
            return encoding
    raise ValidationError(
        _("De tekens in %(name)s zijn niet te lezen. Bewaar het bestand als UTF-8 of als Windows-1252 (ANSI).")
        % {"name": source.name}
    )


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    try:
        while piece := stream.read(_PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _text_rows(source: Source, separator: str) -> Iterator[Row]:
    text = text_of(source)
    try:
        header = next((line for line in lines_of(text, source.name) if line.strip()), "")
        separator = separator or max(SEPARATORS, key=lambda sign: _outside_quotes(header, sign))
        text.seek(0)
        reader = csv.reader(lines_of(text, source.name), delimiter=separator)
        for values in reader:
            if any(value.strip() for value in values):
                # What no field of the database holds, nobody sees either.
                yield reader.line_num, [value.replace("\0", " ").strip() for value in values]
    except (csv.Error, UnicodeError) as error:
        raise ValidationError(
            _("%(name)s is geen leesbaar CSV-bestand: controleer de aanhalingstekens en de tekens erin.")
            % {"name": source.name}
        ) from error
    finally:
        if not source.stream.closed:
            text.detach()


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])


def _workbook_rows(source: Source) -> Iterator[Row]:
    import openpyxl

    source.stream.seek(0)
    with warnings.catch_warnings():
        # A workbook without styles or with a drawing is as good as any other.
        warnings.simplefilter("ignore")
        try:
            # Without what other workbooks hold: parts that nobody counted.
            book = openpyxl.load_workbook(source.stream, read_only=True, data_only=True, keep_links=False)
            for place, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
                values = [_cell(cell) for cell in cells]
                while values and values[-1] == "":
                    values.pop()
                if values:
                    yield place, values
        except _BROKEN as error:
            raise ValidationError(
                _("%(name)s is beschadigd of niet volledig. Maak de export opnieuw.") % {"name": source.name}
            ) from error


def _cell(cell: object) -> Value:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
