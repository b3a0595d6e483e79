"""Commands about synthetic Flanders: ``vlaanderen``, ``ijking`` and ``vindkans``."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leerrecht.indicators.commands import wrong

if TYPE_CHECKING:
    from leerrecht.synthetic.published import Figure

Parsers = Any  # argparse keeps the class of its sub-parsers private
LEAST = 1_000
CLOSE_ENOUGH = 0.05


def add_parsers(subparsers: Parsers) -> None:
    """Add the commands of this room to the command line."""
    make = subparsers.add_parser(
        "vlaanderen", help="verzin scholen en leerlingen van drie schooljaren, als momentopname"
    )
    make.add_argument(
        "--leerlingen",
        type=_pupils,
        default=123_000,
        metavar="AANTAL",
        help="standaard 123000; Vlaanderen telt 1230000",
    )
    make.add_argument("--zaad", type=int, default=1, metavar="GETAL", help="hetzelfde zaad geeft dezelfde leerlingen")
    make.add_argument("--uit", required=True, type=Path, metavar="MAP", help="nieuwe of lege map")
    make.set_defaults(run=make_flanders, needs_database=False)
    compare = subparsers.add_parser("ijking", help="leg gepubliceerde cijfers naast die van een verzonnen Vlaanderen")
    compare.add_argument("map", type=Path, metavar="MAP", help="map die “leerrecht vlaanderen” schreef")
    compare.add_argument("--json", action="store_true", help="schrijf JSON")
    compare.set_defaults(run=compare_figures, needs_database=False)
    find = subparsers.add_parser(
        "vindkans", help="meet of de signalen de verborgen groepen van een verzonnen Vlaanderen vinden"
    )
    find.add_argument("map", type=Path, metavar="MAP", help="map die “leerrecht vlaanderen” schreef")
    find.add_argument("--op", type=_pupils, default=20_000, metavar="AANTAL", help="ongeveer zoveel leerlingen, 20000")
    find.set_defaults(run=find_groups, needs_database=False)


def _pupils(text: str) -> int:
    if not text.isdecimal() or int(text) < LEAST:
        message = f"“{text}” is geen aantal van minstens {LEAST} leerlingen"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def make_flanders(options: argparse.Namespace) -> int:
    """Write a synthetic Flanders; exit code 2 where the folder is not empty."""
    from leerrecht.indicators.store import SnapshotError
    from leerrecht.synthetic.generate import TRUTH, generate

    try:
        generate(options.uit, pupils=options.leerlingen, seed=options.zaad, report=_line)
    except SnapshotError as error:
        return wrong(str(error))
    _line(f"Klaar in {options.uit}; wie tot een verborgen groep hoort, staat in {TRUTH}.")
    return 0


def _line(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def compare_figures(options: argparse.Namespace) -> int:
    """Print every published figure beside the synthetic one; exit code 1 where the median deviates by 5 % or more."""
    from leerrecht.indicators.store import SnapshotError
    from leerrecht.synthetic.calibration import compare, middle

    try:
        compared = compare(options.map)
    except SnapshotError as error:
        return wrong(str(error))
    half = middle(compared)
    if options.json:
        rows = [
            {
                "indicator": one.figure.indicator, "uitsplitsing": one.figure.breakdown, "periode": one.figure.period,
                "gepubliceerd": one.figure.value, "synthetisch": round(one.synthetic, 3), "eenheid": one.figure.unit,
                "afwijking": round(one.deviation, 4), "bron": one.figure.source, "opmerking": one.note,
            }
            for one in compared
        ]  # fmt: skip
        json.dump({"mediaan_afwijking": round(half, 4), "cijfers": rows}, sys.stdout, ensure_ascii=False, indent=1)
        _line("")
    else:
        for one in compared:
            _line(
                f"{_name(one.figure):62} {one.figure.value:10.2f} {one.synthetic:10.2f} {100 * one.deviation:+7.1f} %"
                f"  {one.note}".rstrip()
            )
        _line(f"Mediaan van de afwijkingen: {100 * half:.2f} %.")
    return 0 if half < CLOSE_ENOUGH else 1


def _name(figure: "Figure") -> str:
    return f"{figure.indicator} {figure.breakdown} {figure.period} ({figure.unit})"


def find_groups(options: argparse.Namespace) -> int:
    """Print recall and precision of the signals per hidden group, beside simple baselines."""
    from leerrecht.indicators.store import SnapshotError, read
    from leerrecht.synthetic.calibration import YEAR
    from leerrecht.synthetic.finding import measure, table
    from leerrecht.synthetic.generate import TRUTH

    try:
        snapshot = read(options.map)
    except SnapshotError as error:
        return wrong(str(error))
    if not (options.map / TRUTH).is_file():
        return wrong(f"In {options.map} staat geen {TRUTH}: alleen een verzonnen Vlaanderen weet wie het zoekt.")
    pupils = snapshot.rows("inschrijvingen", YEAR)
    table(measure(options.map, YEAR, one_in=max(1, pupils // options.op)), _line)
    return 0
