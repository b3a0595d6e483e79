"""What others publish of schools and an installation does not hold: net, region and poverty, from a small table."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leerrecht.indicators.schema import SCHOLEN
from leerrecht.indicators.store import SnapshotError

DIGITS = 6
HEADER = ("instellingsnummer", "net", "regio", "oki")
NETS = next(column.values for column in SCHOLEN.columns if column.name == "net")
MOST = 4.0  # an OKI counts four characteristics


@dataclass(frozen=True, slots=True)
class Place:
    """``oki`` in hundredths; None where the table says nothing."""

    net: str | None = None
    regio: str | None = None
    oki: int | None = None


def read(path: Path) -> Mapping[int, Place]:
    """Read ``instellingsnummer;net;regio;oki``, the OKI as 1,27; raises SnapshotError with the row and the remedy."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SnapshotError(f"{path} kan niet gelezen worden: {error}.") from error
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    missing = [name for name in HEADER if name not in (rows.fieldnames or ())]
    if missing:
        raise SnapshotError(f"{path}: de kolom {', '.join(missing)} ontbreekt. Zet bovenaan: {';'.join(HEADER)}.")
    return {number: place for line, row in enumerate(rows, 2) for number, place in [_place(path, line, row)]}


def _place(path: Path, line: int, row: Mapping[str, str | None]) -> tuple[int, Place]:
    number, net, regio, oki = ((row[name] or "").strip() for name in HEADER)
    if not (number.isdecimal() and len(number) == DIGITS):
        raise SnapshotError(f"{path}, rij {line}: “{number}” is geen instellingsnummer van zes cijfers.")
    if net and net not in NETS:
        raise SnapshotError(f"{path}, rij {line}: net “{net}” bestaat niet. Schrijf {', '.join(NETS)} of niets.")
    try:
        value = float(oki.replace(",", ".")) if oki else None
    except ValueError as error:
        raise SnapshotError(f"{path}, rij {line}: “{oki}” is geen getal. Schrijf de OKI als 1,27 of niets.") from error
    if value is not None and not 0 <= value <= MOST:
        raise SnapshotError(f"{path}, rij {line}: een OKI ligt tussen 0 en 4, niet {oki}.")
    return int(number), Place(net or None, regio or None, None if value is None else round(100 * value))
