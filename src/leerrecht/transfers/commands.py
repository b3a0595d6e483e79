"""``leerrecht vernietiging``. Loaded before the apps are: models are imported on use."""

import argparse
import sys
from datetime import date

WRONG_INPUT = 2


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The parser of this room's command."""
    parser = subparsers.add_parser(
        "vernietiging", help="stel voor wat zijn bewaartermijn voorbij is, of voer uit wat beslist werd"
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--voorstel", action="store_true", help="maak de lijsten, zoals elke maand; vernietigt niets")
    what.add_argument("--uitvoeren", action="store_true", help="vernietig wat op lijsten staat waarover beslist werd")
    parser.add_argument("--op", metavar="DATUM", help="dag zoals 2026-06-30, met --voorstel (standaard vandaag)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print one line for each list; exit code 2 on wrong input."""
    from django.utils import timezone

    from leerrecht.access.compartments import COMPARTMENTS
    from leerrecht.access.principal import command
    from leerrecht.access.standing import stand
    from leerrecht.transfers.domain.retention import destroy, propose
    from leerrecht.transfers.models import DestructionList

    today = timezone.localdate()
    try:
        on = date.fromisoformat(options.op) if options.op else today
    except ValueError:
        sys.stderr.write(f"Fout: --op: “{options.op}” is geen datum. Schrijf jaar-maand-dag, zoals 2026-06-30.\n")
        return WRONG_INPUT
    by = command("opdrachtregel", today, vaults=COMPARTMENTS)
    with stand(by):
        if options.voorstel:
            for made in propose(by=by, on=on):
                sys.stdout.write(f"{made.organisation}: {made.lines.count()} stukken op lijst {made.pk}\n")
            return 0
        for found in DestructionList.objects.filter(decided_at__isnull=False, destroyed_at=None).order_by("pk"):
            proof = destroy(by=by, found=found)
            sys.stdout.write(f"{found.organisation}: lijst {found.pk} vernietigd, bewijs {proof.digest}\n")
    return 0
