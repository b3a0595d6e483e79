"""The command that publishes figures now, instead of tonight; and those of Flanders, from many snapshots."""

import argparse
import sys
from pathlib import Path
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Add ``cijfers`` to the command line."""
    make = subparsers.add_parser("cijfers", help="bereken de cijfers en zet ze op de schermen, nu en niet pas vannacht")
    make.add_argument(
        "--vlaanderen", nargs="+", type=Path, metavar="MAP",
        help="uit de momentopnamen van vele installaties: cijfers van Vlaanderen en banden van vergelijkbare scholen",
    )  # fmt: skip
    make.set_defaults(run=announce)


def announce(options: argparse.Namespace) -> int:
    """Compute and publish; exit code 2 where there is nothing to read."""
    from leerrecht.indicators.domain.publishing import publish_flanders, publish_installation
    from leerrecht.indicators.store import SnapshotError

    try:
        number = publish_flanders(options.vlaanderen) if options.vlaanderen else publish_installation()
    except SnapshotError as error:
        sys.stderr.write(f"leerrecht: fout: {error}\n")
        return 2
    sys.stdout.write(f"{number} cijfers staan op de schermen.\n")
    return 0
