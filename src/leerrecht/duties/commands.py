"""Commands about what the law says: ``plichten`` and ``herbereken``."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leerrecht.duties.domain.queries.board import PupilDuties

MOST_PROCESSES = 64
Parsers = Any  # argparse keeps the class of its sub-parsers private


def add_parsers(subparsers: Parsers) -> None:
    """Add the commands of this room to the command line."""
    duties = subparsers.add_parser(
        "plichten", help="toon wat de regels vandaag of op een datum zeggen van de leerlingen van een schoolbestuur"
    )
    duties.add_argument("--bestuur", required=True, metavar="NAAM", help="naam van het schoolbestuur")
    duties.add_argument("--op", metavar="DATUM", help="datum zoals 2026-06-30 (standaard vandaag)")
    duties.add_argument("--json", action="store_true", help="schrijf JSON")
    duties.set_defaults(run=show_duties)
    again = subparsers.add_parser(
        "herbereken", help="bereken van alle leerlingen opnieuw wat de regels zeggen, van niets af"
    )
    again.add_argument("--vergelijk", action="store_true", help="schrijf niets, toon alleen wat anders bewaard is")
    again.add_argument(
        "--processen", type=_count, default=1, metavar="AANTAL", help="hoeveel processen samen rekenen (standaard 1)"
    )
    again.set_defaults(run=recompute_everything)


def show_duties(options: argparse.Namespace) -> int:
    """Print the outcomes of the law for the pupils of a board; exit code 2 on wrong input."""
    from django.utils import timezone

    from leerrecht.access.principal import command
    from leerrecht.duties.domain.queries.board import UnknownBoardError, duties_of_board
    from leerrecht.law.calendar import BuitenKalender

    try:
        on = date.fromisoformat(options.op) if options.op else timezone.localdate()
    except ValueError:
        return _wrong(f"--op: “{options.op}” is geen datum. Schrijf jaar-maand-dag, bijvoorbeeld 2026-06-30.")
    try:
        found = duties_of_board(board=options.bestuur, on=on, to=command("opdrachtregel", on))
    except UnknownBoardError as error:
        known = ", ".join(f"“{name}”" for name in error.known) or "nog geen"
        return _wrong(f"--bestuur: er is geen schoolbestuur “{options.bestuur}”. Wel: {known}.")
    except BuitenKalender as error:
        return _wrong(f"--op: {error}.")
    if options.json:
        json.dump([row for pupil in found for row in pupil.rows()], sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _readable(found, on))
    return 0


def _readable(found: "list[PupilDuties]", on: date) -> Iterator[str]:
    from leerrecht.duties.domain.queries.board import STATUS_WORDS
    from leerrecht.law import REGELS

    with_outcomes = [pupil for pupil in found if pupil.outcomes]
    yield f"Op {on:%d/%m/%Y}: {_number(len(found))}, van wie {len(with_outcomes)} met minstens één uitkomst."
    for pupil in with_outcomes:
        yield ""
        yield f"{pupil.number or '(zonder nummer)'} {pupil.name}"
        for outcome in pupil.outcomes:
            rule = REGELS[outcome.regel]
            advice = ", aanbeveling" if outcome.advies else ""
            until = f", uiterlijk {outcome.uiterlijk:%d/%m/%Y}" if outcome.uiterlijk else ""
            done = f" op {outcome.vervuld_op:%d/%m/%Y}" if outcome.vervuld_op else ""
            yield f"  {rule.titel} ({outcome.regel}; {outcome.aard}{advice}; {STATUS_WORDS[outcome.status]}{done})"
            yield f"    sinds {outcome.sinds:%d/%m/%Y}{until}; voor {', '.join(outcome.voor)}"
            yield f"    omdat: {'; '.join(outcome.omdat)}"
            yield f"    bron: {'; '.join(outcome.bron)}"


def _number(pupils: int) -> str:
    return "1 leerling" if pupils == 1 else f"{pupils} leerlingen"


def recompute_everything(options: argparse.Namespace) -> int:
    """Compute all pupils anew, or only compare; exit code 1 where something differs or the law refused."""
    from django.utils import timezone

    from leerrecht.duties.domain.everyone import differences, recompute_all

    today = timezone.localdate()
    if options.vergelijk:
        count = 0
        for count, found in enumerate(differences(today), start=1):  # noqa: B007 - the last number is used
            sys.stdout.write(f"leerling {found.pupil_id}, {found.what}: bewaard {found.stored}, nu {found.computed}\n")
        sys.stdout.write(f"Aantal verschillen: {count}.\n")
        return 1 if count else 0
    done = recompute_all(today, processes=options.processen)
    sys.stdout.write(f"{_number(done.pupils)} herberekend, uitkomsten gewijzigd: {done.changed}.\n")
    for pupil_id, error in sorted(done.refused.items()):
        sys.stderr.write(f"leerling {pupil_id}: {error}\n")
    return 1 if done.refused else 0


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_PROCESSES:
        message = f"“{text}” is geen aantal van 1 tot en met {MOST_PROCESSES}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _wrong(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return 2
