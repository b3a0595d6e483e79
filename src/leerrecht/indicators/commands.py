"""Commands about figures: ``snapshot`` and ``indicatoren``. Everything heavy is imported when a command runs."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

Parsers = Any  # argparse keeps the class of its sub-parsers private
ENGINES = ("duckdb", "spark")


def add_parsers(subparsers: Parsers) -> None:
    """Add the commands of this room to the command line."""
    make = subparsers.add_parser(
        "snapshot", help="schrijf de tabellen waarop cijfers rusten, zonder namen en zonder vrije tekst"
    )
    make.add_argument("--uit", required=True, type=Path, metavar="MAP", help="nieuwe of lege map")
    make.add_argument(
        "--schooljaren", nargs="+", type=school_year, metavar="JAAR", help="zoals 2025-2026; anders alle die er zijn"
    )
    make.set_defaults(run=write_snapshot)
    show = subparsers.add_parser("indicatoren", help="bereken de indicatoren van een schooljaar uit een momentopname")
    show.add_argument(
        "--snapshot", required=True, nargs="+", type=Path, metavar="MAP", help="een map, een map met mappen, of meer"
    )
    show.add_argument("--schooljaar", required=True, type=school_year, metavar="JAAR", help="zoals 2025-2026")
    show.add_argument("--op", type=_date, metavar="DATUM", help="dag van een stand, zoals 2026-02-01 (standaard)")
    show.add_argument("--engine", choices=ENGINES, default="duckdb", help="rekenmachine, standaard duckdb")
    show.add_argument("--naam", nargs="+", default=[], metavar="NAAM", help="alleen deze indicatoren")
    show.add_argument("--intern", action="store_true", help="toon ook kleine cellen; deel die uitvoer met niemand")
    show.add_argument("--json", action="store_true", help="schrijf JSON, met elke uitsplitsing")
    show.set_defaults(run=show_indicators, needs_database=False)


def school_year(text: str) -> int:
    """A school year such as 2025-2026, as the year in which it begins."""
    first, _, second = text.partition("-")
    if not (first.isdecimal() and second.isdecimal() and int(second) == int(first) + 1):
        raise argparse.ArgumentTypeError(f"“{text}” is geen schooljaar; schrijf het als 2025-2026")
    return int(first)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is geen datum; schrijf jjjj-mm-dd") from error


def write_snapshot(options: argparse.Namespace) -> int:
    """Write a snapshot of this installation; exit code 2 on wrong input."""
    from leerrecht.indicators.export import export
    from leerrecht.indicators.store import SnapshotError

    try:
        rows = export(options.uit, years=tuple(sorted(options.schooljaren or ())))
    except SnapshotError as error:
        return wrong(str(error))
    sys.stdout.writelines(f"{name}: {count}\n" for name, count in rows.items())
    return 0


def show_indicators(options: argparse.Namespace) -> int:
    """Compute and print; exit code 2 on wrong input."""
    from leerrecht.indicators import engine, publish, store
    from leerrecht.law import calendar

    try:
        snapshot = store.read(*options.snapshot)
        engine.indicators(options.naam)
        if options.schooljaar not in snapshot.years:
            known = ", ".join(calendar.label(year) for year in snapshot.years)
            return wrong(f"--schooljaar: {calendar.label(options.schooljaar)} staat er niet in. Wel: {known}.")
        with engine.opened(snapshot, options.engine) as computation:
            found = publish.document(
                computation, options.schooljaar, names=options.naam, on=options.op, internal=options.intern
            )
    except (store.SnapshotError, engine.EngineError) as error:
        return wrong(str(error))
    except KeyError as error:
        return wrong(f"--naam: er is geen indicator {error}. Alle namen staan in docs/indicators.")
    found |= {"bronnen": list(snapshot.sources), "engine": options.engine}
    if options.json:
        json.dump(found, sys.stdout, ensure_ascii=False, indent=1, default=str)
        sys.stdout.write("\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _readable(found))
    return 0


def _readable(found: dict[str, Any]) -> list[str]:
    lines = [f"Schooljaar {found['schooljaar']}, kleine cellen {found['kleine_cellen']}."]
    for indicator in found["indicatoren"]:
        whole = [one for one in indicator["cijfers"] if not one["uitsplitsing"]]
        if not whole:
            lines.append(f"{indicator['titel']}: nog niet te kennen, een ander schooljaar ontbreekt")
        lines += [f"{indicator['titel']} ({one['toerekening']}): {_in_words(one)}" for one in whole]
    return lines


def _in_words(figure: dict[str, Any]) -> str:
    if figure["verborgen"]:
        return "verborgen, te klein om te tonen"
    if figure.get("aandeel") is not None:
        low, high = figure["interval"]
        return (
            f"{100 * figure['aandeel']:.2f} % ({figure['teller']} van {figure['noemer']}; "
            f"{100 * low:.2f} tot {100 * high:.2f} %)"
        )
    if "mediaan" in figure:
        return f"mediaan {figure['mediaan']} schooldagen ({figure['teller']} van {figure['noemer']} zijn voorbij)"
    return str(figure["teller"])


def wrong(message: str) -> int:
    """Print what was wrong; gives exit code 2."""
    sys.stderr.write(f"leerrecht: fout: {message}\n")
    return 2
