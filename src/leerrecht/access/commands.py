"""Commands about the log: ``controleer-log``."""

import argparse
import sys
from typing import Any

Parsers = Any  # argparse keeps the class of its sub-parsers private


def add_parsers(subparsers: Parsers) -> None:
    """Add the commands of this room to the command line."""
    check = subparsers.add_parser(
        "controleer-log", help="verzegel het logboek, kijk na of er niets uit verdween of wijzigde, en noem wat mis is"
    )
    check.add_argument(
        "--stand",
        metavar="STAND",
        default="",
        help="een stand die u eerder noteerde: is die nog in de keten te vinden?",
    )
    check.set_defaults(run=check_log)


def check_log(options: argparse.Namespace) -> int:
    """Print what was found; exit code 1 where something is wrong."""
    from django.utils import timezone

    from leerrecht.access.domain import checking, sealing
    from leerrecht.access.principal import command

    sealing.seal_settled()
    if options.stand and not checking.was_state(options.stand):
        sys.stderr.write(f"leerrecht: fout: de stand {options.stand} is niet terug te vinden in het logboek\n")
        return 1
    found = checking.check_log(by=command("opdrachtregel", timezone.localdate()))
    if found.gap:
        sys.stderr.write(f"leerrecht: fout: {found.gap}\n")
        return 1
    sys.stdout.write(
        f"Het logboek is volledig: {found.entries} regels in {found.seals} zegels, "
        f"{found.waiting} nog niet verzegeld.\n"
        f"Stand: {found.state or 'leeg'}\n"
    )
    return 0
