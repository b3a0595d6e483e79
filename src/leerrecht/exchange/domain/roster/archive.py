"""A OneRoster zip opened with care: what may be in it, how much is unpacked, what its manifest says."""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leerrecht.exchange.domain.files import BROKEN_ZIP, Source
from leerrecht.exchange.domain.reasons import UNREADABLE, Refusal
from leerrecht.exchange.domain.roster import checking, tables
from leerrecht.exchange.domain.roster.lines import Line, Roster, fault, where

ARCHIVE = "oneroster"
# A zip of Flanders' largest board is a few megabytes; these stop a bomb long before it hurts.
MOST_FILES = 60
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
_SMALL = 1024 * 1024
_PIECE = 1 << 16
_ENCRYPTED = 0x1
_HEAD = ["propertyName", "value"]


def recognise(stream: BinaryIO, name: str) -> Source:
    """A zip that may be opened; raises ``ValidationError`` (Dutch, with a remedy) for anything else."""
    name = PurePath(name).name
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if not zipfile.is_zipfile(stream):
        raise ValidationError(
            _(
                "%(name)s is geen zip-bestand of is niet volledig. Lever de zip zoals uw pakket die maakt; voor een "
                "CSV of Excel kiest u leerlingen of afwezigheden."
            )
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
    checking.check_references(roster)
    source.stream.seek(0)
    return roster


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
    except BROKEN_ZIP as error:
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
        if packed_too_well:
            raise ValidationError(
                _(
                    "%(inner)s in %(name)s is veel sterker ingepakt dan een lijst kan zijn, en is niet geopend. Maak "
                    "de uitvoer opnieuw in uw pakket."
                )
                % {"inner": inner, "name": name}
            )
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
    except BROKEN_ZIP as error:
        raise _damaged(name) from error
    try:
        # What no field of the database holds, nobody sees either.
        return b"".join(pieces).removeprefix(codecs.BOM_UTF8).decode("utf-8").replace("\0", " ")
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
    checking.check_head(file, head)
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
            checking.check_line(line, delta=delta)
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
