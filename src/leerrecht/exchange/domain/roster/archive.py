"""A OneRoster zip opened with care, and every row of its files held against the published tables."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePath
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leerrecht.exchange.domain.files import Source
from leerrecht.exchange.domain.reasons import UNREADABLE, Refusal
from leerrecht.exchange.domain.roster import tables
from leerrecht.exchange.domain.roster.tables import Field

ARCHIVE = "oneroster"
# A zip of Flanders' largest board is a few megabytes; these stop a bomb long before it hurts.
MOST_FILES = 60
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
_SMALL = 1024 * 1024
_PIECE = 1 << 16
_CONTENT = 300
_ENCRYPTED = 0x1
_GUID = 255
_YEARS = (1900, 2200)
_HEAD = ["propertyName", "value"]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file: its place, and its cells by field."""

    file: str
    number: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def key(self) -> str:
        return self.values.get("sourcedId", "")

    @property
    def gone(self) -> bool:
        return self.values.get("status") == tables.TO_BE_DELETED

    def day(self, name: str) -> date | None:
        text = self.values.get(name, "")
        return date.fromisoformat(text) if text else None

    def several(self, name: str) -> list[str]:
        return [each.strip() for each in self.values.get(name, "").split(",") if each.strip()]

    @property
    def content(self) -> str:
        return ";".join(self.values.values())[:_CONTENT]


@dataclass
class Roster:
    """What stands in a zip: how each file is meant, its good rows by sourcedId, and what is wrong with the others."""

    modes: Mapping[str, str]
    system: str = ""
    lines: dict[str, dict[str, Line]] = field(default_factory=dict)
    read: dict[str, int] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    # sourcedId -> the row that was refused, so that who refers to it is told so.
    lost: dict[str, dict[str, int]] = field(default_factory=dict)

    def of(self, file: str) -> dict[str, Line]:
        return self.lines.get(file, {})

    def full(self, *files: str) -> bool:
        """Whether the zip says of these files that they are complete."""
        return all(self.modes.get(file) == tables.BULK for file in files)


def recognise(stream: BinaryIO, name: str) -> Source:
    """A zip that may be opened; raises ``ValidationError`` (Dutch, with a remedy) for anything else."""
    name = PurePath(name).name
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if not zipfile.is_zipfile(stream):
        raise ValidationError(
            _("%(name)s is geen zip-bestand of is niet volledig. Lever de zip zoals uw pakket die maakt.")
            % {"name": name}
        )
    with _opened(stream, name) as archive:
        _check_members(archive, name)
    stream.seek(0)
    return Source(stream, name, size, kind=ARCHIVE)


def read(source: Source) -> Roster:
    """Every row of the zip against the tables; raises ``ValidationError`` where the zip as a whole is of no use."""
    source.stream.seek(0)
    with _opened(source.stream, source.name) as archive:
        _check_members(archive, source.name)
        budget = _Budget()
        roster = _manifest(archive, budget)
        for file in tables.READ:
            if roster.modes[file] != tables.ABSENT:
                _read_file(archive, budget, roster, file)
    _check_references(roster)
    source.stream.seek(0)
    return roster


def where(file: str, row: int, name: str = "") -> str:
    """The place of something, as told to people."""
    if name:
        return _("%(file)s.csv, rij %(row)s, veld %(field)s") % {"file": file, "row": row, "field": name}
    return _("%(file)s.csv, rij %(row)s") % {"file": file, "row": row}


def fault(line: Line, name: str, what: str) -> ValidationError:
    """Something wrong with one field of one row, with its place in front."""
    return ValidationError(f"{where(line.file, line.number, name)}: {what}")


class _Budget:
    """How much may still be unpacked, whatever the zip says of itself."""

    def __init__(self) -> None:
        self.left = MOST_UNPACKED

    def take(self, number: int, name: str) -> None:
        self.left -= number
        if self.left < 0:
            raise _too_large(name)


def _too_large(name: str) -> ValidationError:
    return ValidationError(
        _("%(name)s is uitgepakt te groot: ten hoogste %(most)s MB. Splits de uitvoer per school.")
        % {"name": name, "most": MOST_UNPACKED // _SMALL}
    )


def _opened(stream: BinaryIO, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except zipfile.BadZipFile as error:
        raise _damaged(name) from error


def _damaged(name: str) -> ValidationError:
    return ValidationError(_("%(name)s is beschadigd of niet volledig. Maak de uitvoer opnieuw.") % {"name": name})


def _check_members(archive: zipfile.ZipFile, name: str) -> None:
    members = archive.infolist()
    if len(members) > MOST_FILES:
        raise ValidationError(
            _("%(name)s telt %(number)s bestanden; een OneRoster-zip heeft er ten hoogste %(most)s.")
            % {"name": name, "number": len(members), "most": MOST_FILES}
        )
    seen: set[str] = set()
    for member in members:
        inner = member.filename
        if "/" in inner or "\\" in inner or inner in (".", "..") or not inner.endswith(".csv"):
            raise ValidationError(
                _(
                    "In %(name)s staat “%(inner)s”. Een OneRoster-zip heeft alleen CSV-bestanden, zonder mappen: "
                    "pak de bestanden zelf in, niet de map waarin ze staan."
                )
                % {"name": name, "inner": inner[:80]}
            )
        if inner in seen:
            raise ValidationError(_("In %(name)s staat %(inner)s tweemaal.") % {"name": name, "inner": inner})
        seen.add(inner)
        if member.flag_bits & _ENCRYPTED:
            raise ValidationError(
                _("%(inner)s in %(name)s is met een wachtwoord beveiligd. Lever de zip zonder wachtwoord.")
                % {"name": name, "inner": inner}
            )
        packed_too_well = member.file_size > _SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1)
        if packed_too_well or member.file_size > MOST_UNPACKED:
            raise _too_large(name)
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _too_large(name)
    if f"{tables.MANIFEST}.csv" not in seen:
        raise ValidationError(
            _("In %(name)s ontbreekt manifest.csv. Elke OneRoster-zip heeft er een: maak de uitvoer als OneRoster 1.2.")
            % {"name": name}
        )


def _unpacked(archive: zipfile.ZipFile, budget: _Budget, file: str) -> str:
    """The text of one file: UTF-8, with or without a byte order mark."""
    name, pieces = f"{file}.csv", []
    try:
        with archive.open(name) as stream:
            while piece := stream.read(_PIECE):
                budget.take(len(piece), name)
                pieces.append(piece)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise _damaged(name) from error
    try:
        return b"".join(pieces).removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValidationError(
            _("%(name)s is geen tekst in UTF-8, zoals OneRoster vraagt. Kies die tekencodering bij de uitvoer.")
            % {"name": name}
        ) from error


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each begins; raises ``ValidationError`` where the quotes are broken."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    place = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise ValidationError(
                _("%(place)s: de aanhalingstekens of komma's kloppen niet. Maak de uitvoer opnieuw.")
                % {"place": where(file, place)}
            ) from error
        if cells is None:
            return
        if cells:
            yield place, cells
        place = reader.line_num + 1


def _manifest(archive: zipfile.ZipFile, budget: _Budget) -> Roster:
    rows = list(_rows(_unpacked(archive, budget, tables.MANIFEST), tables.MANIFEST))
    if not rows or rows[0][1] != _HEAD:
        raise ValidationError(_("manifest.csv, rij 1: de kop moet “propertyName,value” zijn."))
    found: dict[str, str] = {}
    for number, cells in rows[1:]:
        place = where(tables.MANIFEST, number)
        if len(cells) != len(_HEAD):
            raise ValidationError(_("%(place)s: hier horen twee velden te staan.") % {"place": place})
        name, value = cells
        if name in found:
            raise ValidationError(_("%(place)s: “%(name)s” staat er tweemaal.") % {"place": place, "name": name})
        if name.startswith("file.") and value not in tables.MODES:
            raise ValidationError(
                _("%(place)s: “%(value)s” is geen manier om %(name)s te lezen. Mogelijk zijn: absent, bulk, delta.")
                % {"place": place, "value": value, "name": name}
            )
        found[name] = value
    for name, wanted in (("manifest.version", tables.MANIFEST_VERSION), ("oneroster.version", tables.VERSION)):
        if found.get(name) != wanted:
            raise ValidationError(
                _("manifest.csv: “%(name)s” is “%(value)s” en moet %(wanted)s zijn. Kies bij de uitvoer OneRoster 1.2.")
                % {"name": name, "value": found.get(name, ""), "wanted": wanted}
            )
    unknown = [name for name in found if name.startswith("file.") and name.removeprefix("file.") not in tables.NAMES]
    if unknown:
        raise ValidationError(
            _("manifest.csv: OneRoster 1.2 kent geen bestand “%(name)s”.") % {"name": unknown[0].removeprefix("file.")}
        )
    modes = {file: found.get(f"file.{file}", tables.ABSENT) for file in tables.NAMES}
    _check_presence(archive, modes)
    return Roster(modes, system=found.get("source.systemName", ""))


def _check_presence(archive: zipfile.ZipFile, modes: Mapping[str, str]) -> None:
    present = {name.removesuffix(".csv") for name in archive.namelist()} - {tables.MANIFEST}
    announced = {file for file, mode in modes.items() if mode != tables.ABSENT}
    if missing := sorted(announced - present):
        raise ValidationError(
            _("manifest.csv kondigt %(file)s.csv aan, maar dat zit niet in de zip. Maak de uitvoer opnieuw.")
            % {"file": missing[0]}
        )
    if extra := sorted(present - announced):
        raise ValidationError(
            _("%(file)s.csv zit in de zip, maar manifest.csv zegt niet dat het meetelt. Maak de uitvoer opnieuw.")
            % {"file": extra[0]}
        )


def _read_file(archive: zipfile.ZipFile, budget: _Budget, roster: Roster, file: str) -> None:
    rows = _rows(_unpacked(archive, budget, file), file)
    _place, head = next(rows, (1, []))
    _check_head(file, head)
    delta = roster.modes[file] == tables.DELTA
    kept = roster.lines.setdefault(file, {})
    lost = roster.lost.setdefault(file, {})
    number = 0
    for place, cells in rows:
        number += 1
        line = Line(file, place, dict(zip(head, cells, strict=False)))
        try:
            if len(cells) != len(head):
                raise fault(
                    line, head[0],
                    _("de rij telt %(number)s velden, de kop %(width)s. Kijk komma's en aanhalingstekens na.")
                    % {"number": len(cells), "width": len(head)},
                )  # fmt: skip
            _check_line(line, delta=delta)
            if line.key in kept:
                raise fault(
                    line, "sourcedId",
                    _("“%(key)s” staat al op rij %(row)s. Elk sourcedId mag er één keer staan: verwijder een rij.")
                    % {"key": line.key, "row": kept[line.key].number},
                )  # fmt: skip
        except ValidationError as error:
            lost.setdefault(line.key, place)
            roster.refused.append(Refusal(place, UNREADABLE, " ".join(error.messages), line.content))
        else:
            kept[line.key] = line
    if not number:
        raise ValidationError(
            _("%(file)s.csv heeft geen rijen. Een bestand zonder rijen hoort in manifest.csv als “absent”.")
            % {"file": file}
        )
    roster.read[file] = number


def _check_head(file: str, head: list[str]) -> None:
    fields = tables.FIELDS[file]
    known = {each.name for each in fields}
    for name in head:
        if name not in known and not name.startswith(tables.METADATA):
            raise ValidationError(
                _("%(place)s: OneRoster 1.2 kent hier geen veld “%(name)s” (hoofdletters tellen mee).")
                % {"place": where(file, 1), "name": name}
            )
        if head.count(name) > 1:
            raise ValidationError(
                _("%(place)s: het veld “%(name)s” staat er tweemaal.") % {"place": where(file, 1), "name": name}
            )
    missing = [each.name for each in fields if each.required and each.name not in head]
    if missing:
        raise ValidationError(
            _("%(place)s: het verplichte veld “%(name)s” ontbreekt. Maak de uitvoer als OneRoster 1.2.")
            % {"place": where(file, 1), "name": missing[0]}
        )


def _check_line(line: Line, *, delta: bool) -> None:
    for each in tables.FIELDS[line.file]:
        value = line[each.name]
        if not value:
            if each.required or (delta and each.name in ("status", "dateLastModified")):
                raise fault(line, each.name, _("dit veld is verplicht en is leeg. Vul het in."))
            continue
        _check_value(line, each, value)
    if not delta and line.gone:
        raise fault(
            line, "status",
            _("“tobedeleted” bestaat alleen in een bestand dat manifest.csv als “delta” meldt. Laat de rij weg."),
        )  # fmt: skip
    for begin, end in (("startDate", "endDate"), ("beginDate", "endDate")):
        if line[begin] and line[end] and line[end] <= line[begin]:
            raise fault(line, end, _("de einddatum (de dag na de laatste) moet na de begindatum liggen."))


def _check_value(line: Line, each: Field, value: str) -> None:
    kind, _space, what = each.kind.partition(" ")
    if kind == "enum":
        words = tables.ENUMERATIONS[what]
        if value not in words.words and not (words.open and value.startswith(tables.EXTENSION)):
            raise fault(
                line, each.name,
                _("“%(value)s” bestaat niet. Kies uit: %(words)s (kleine en hoofdletters tellen mee).")
                % {"value": value[:60], "words": ", ".join(words.words)},
            )  # fmt: skip
        return
    checker = _CHECKS.get(kind)
    if checker is not None and (wrong := checker(value)):
        raise fault(line, each.name, wrong % {"value": value[:60]})


def _guid(value: str) -> str:
    return _("“%(value)s…” is te lang voor een sourcedId (ten hoogste 255 tekens).") if len(value) > _GUID else ""


def _boolean(value: str) -> str:
    return "" if value in ("true", "false") else _("“%(value)s” is geen true of false.")


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _date(value: str) -> str:
    try:
        if _DAY.fullmatch(value):
            date.fromisoformat(value)
            return ""
    except ValueError:
        pass
    return _("“%(value)s” is geen bestaande datum in de vorm jjjj-mm-dd.")


def _moment(value: str) -> str:
    try:
        if "T" in value and datetime.fromisoformat(value).tzinfo is not None:
            return ""
    except ValueError:
        pass
    return _("“%(value)s” is geen tijdstip zoals 2026-11-20T06:00:00.000Z.")


def _year(value: str) -> str:
    low, high = _YEARS
    if value.isdecimal() and value.isascii() and low <= int(value) <= high:
        return ""
    return _("“%(value)s” is geen jaar van vier cijfers: het jaar waarin het schooljaar eindigt.")


_CHECKS = {"guid": _guid, "ref": _guid, "boolean": _boolean, "date": _date, "datetime": _moment, "year": _year}


def _check_references(roster: Roster) -> None:
    """Each reference to a file that is complete in this zip must be found there; else the row is refused."""
    for file in tables.READ:
        references = [each for each in tables.FIELDS[file] if each.kind.startswith("ref")]
        for line in list(roster.of(file).values()):
            wrong = next(filter(None, (_dangling(roster, line, each) for each in references)), None)
            if wrong is None and file == tables.DEMOGRAPHICS:
                wrong = _missing(roster, line, "sourcedId", tables.USERS, line.key)
            if wrong is not None:
                del roster.lines[file][line.key]
                roster.lost[file].setdefault(line.key, line.number)
                roster.refused.append(Refusal(line.number, UNREADABLE, " ".join(wrong.messages), line.content))


def _dangling(roster: Roster, line: Line, each: Field) -> ValidationError | None:
    kind, _space, target = each.kind.partition(" ")
    keys = line.several(each.name) if kind == "refs" else [line[each.name]] if line[each.name] else []
    return next(filter(None, (_missing(roster, line, each.name, target, key) for key in keys)), None)


def _missing(roster: Roster, line: Line, name: str, target: str, key: str) -> ValidationError | None:
    if key in roster.of(target):
        return None
    row = roster.lost.get(target, {}).get(key)
    if row is not None:
        return fault(
            line, name,
            _("“%(key)s” verwijst naar rij %(row)s van %(file)s.csv, die geweigerd is. Verbeter eerst die rij.")
            % {"key": key[:60], "row": row, "file": target},
        )  # fmt: skip
    if not roster.full(target):
        return None
    return fault(
        line, name, _("“%(key)s” staat niet in %(file)s.csv. Voeg die rij toe, of verbeter de verwijzing.")
        % {"key": key[:60], "file": target},
    )  # fmt: skip
