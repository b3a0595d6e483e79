"""Commands about figures: ``snapshot`` and ``indicatoren``. Everything heavy is imported when a command runs."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from leerrecht.indicators.announcing import add_parser

Parsers = Any  # argparse keeps the class of its sub-parsers private
ENGINES = ("duckdb", "spark")


def add_parsers(subparsers: Parsers) -> None:
    """Add the commands of this room to the command line."""
    add_parser(subparsers)
    make = subparsers.add_parser(
        "snapshot", help="schrijf de tabellen waarop cijfers rusten, zonder namen en zonder vrije tekst"
    )
    make.add_argument("--uit", required=True, type=Path, metavar="MAP", help="nieuwe of lege map")
    make.add_argument(
        "--schooljaren", nargs="+", type=school_year, metavar="JAAR", help="zoals 2025-2026; anders alle die er zijn"
    )
    make.add_argument(
        "--scholen",
        type=Path,
        metavar="BESTAND",
        help="CSV met instellingsnummer;net;regio;oki, zoals de overheid publiceert",
    )
    make.set_defaults(run=write_snapshot)
    show = subparsers.add_parser("indicatoren", help="bereken de indicatoren van een schooljaar uit een momentopname")
    show.add_argument(
        "--snapshot", required=True, nargs="+", type=Path, metavar="MAP", help="een map, een map met mappen, of meer"
    )
    show.add_argument("--schooljaar", required=True, type=school_year, metavar="JAAR", help="zoals 2025-2026")
    show.add_argument("--op", type=_date, metavar="DATUM", help="zoals op deze dag; een stand anders op 1 februari")
    show.add_argument("--engine", choices=ENGINES, default="duckdb", help="rekenmachine, standaard duckdb")
    show.add_argument("--naam", nargs="+", default=[], metavar="NAAM", help="alleen deze indicatoren")
    show.add_argument(
        "--doel",
        nargs="+",
        default=[],
        metavar="DOEL",
        help="streefcijfer in procent: vsv=10 of vsv:onderwijsvorm=bso=15",
    )
    show.add_argument("--intern", action="store_true", help="toon ook kleine cellen; deel die uitvoer met niemand")
    show.add_argument("--json", action="store_true", help="schrijf JSON, met elke uitsplitsing")
    show.set_defaults(run=show_indicators, needs_database=False)
    ask = subparsers.add_parser(
        "bevraging", help="welke scholen opvallend veel of weinig registreerden, en wat ze daarna verbeterden"
    )
    ask.add_argument("--snapshot", required=True, nargs="+", type=Path, metavar="MAP", help="een map, of meer")
    ask.add_argument(
        "--later", nargs="+", default=[], type=Path, metavar="MAP", help="momentopname na de vraag aan de scholen"
    )
    ask.add_argument("--schooljaar", required=True, type=school_year, metavar="JAAR", help="zoals 2025-2026")
    ask.add_argument("--intern", action="store_true", help="toon ook kleine aantallen; deel die uitvoer met niemand")
    ask.add_argument("--json", action="store_true", help="schrijf JSON")
    ask.set_defaults(run=ask_schools, needs_database=False)


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
    from leerrecht.indicators import places
    from leerrecht.indicators.export import export
    from leerrecht.indicators.store import SnapshotError

    try:
        known = places.read(options.scholen) if options.scholen else None
        rows = export(options.uit, years=tuple(sorted(options.schooljaren or ())), places=known)
    except SnapshotError as error:
        return wrong(str(error))
    sys.stdout.writelines(f"{name}: {count}\n" for name, count in rows.items())
    return 0


def show_indicators(options: argparse.Namespace) -> int:
    """Compute and print; exit code 2 on wrong input."""
    from leerrecht.indicators import engine, goals, publish, store
    from leerrecht.law import calendar

    try:
        wanted_goals = [goals.parse(text) for text in options.doel]
        snapshot = store.read(*options.snapshot)
        engine.indicators(options.naam)
        if options.schooljaar not in snapshot.years:
            known = ", ".join(calendar.label(year) for year in snapshot.years)
            return wrong(f"--schooljaar: {calendar.label(options.schooljaar)} staat er niet in. Wel: {known}.")
        with engine.opened(snapshot, options.engine) as computation:
            found = publish.document(
                computation, options.schooljaar, names=options.naam, on=options.op, internal=options.intern,
                wanted_goals=wanted_goals,
            )  # fmt: skip
    except goals.GoalError as error:
        return wrong(f"--doel: {error}")
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


def ask_schools(options: argparse.Namespace) -> int:
    """Print which schools are asked about their registration; exit code 2 on wrong input."""
    from leerrecht.indicators import engine, enquiry, store
    from leerrecht.law import calendar
    from leerrecht.ui import cells

    least = 0 if options.intern else cells.least()
    try:
        snapshots = [store.read(*places) for places in (options.snapshot, options.later) if places]
        for snapshot in snapshots:
            if options.schooljaar not in snapshot.years:
                return wrong(f"--schooljaar: {calendar.label(options.schooljaar)} staat niet in elke momentopname.")
        with engine.opened(snapshots[0]) as computation:
            asked = enquiry.questions(computation, options.schooljaar)
        rows = [enquiry.plain(one, least) for one in asked]
        if options.later:
            with engine.opened(snapshots[1]) as computation:
                after = enquiry.corrections(asked, computation, options.schooljaar)
            rows = [enquiry.plain(one.question, least, one) for one in after]
    except store.SnapshotError as error:
        return wrong(str(error))
    if options.json:
        json.dump({"schooljaar": calendar.label(options.schooljaar), "vragen": rows}, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
        return 0
    sys.stdout.write(f"{len(rows)} vragen aan scholen.\n")
    for row in rows:
        counted = "minder dan gevraagd om te tonen" if row["aantal"] is None else row["aantal"]
        later = f" Nadien: {row['uitkomst']}." if "uitkomst" in row else ""
        sys.stdout.write(
            f"{row['school']} {row['titel']}: opvallend {row['opvallend']} ({counted} bij {row['leerlingen']} "
            f"leerlingen; te verwachten {row['verwacht']}). {row['vraag']}{later}\n"
        )
    return 0


def _readable(found: dict[str, Any]) -> list[str]:
    lines = [f"Schooljaar {found['schooljaar']}, kleine cellen {found['kleine_cellen']}."]
    for indicator in found["indicatoren"]:
        whole = [one for one in indicator["cijfers"] if not one["uitsplitsing"]]
        if not whole:
            lines.append(f"{indicator['titel']}: nog niet te kennen, een ander schooljaar ontbreekt")
        lines += [f"{indicator['titel']} ({one['toerekening']}): {_in_words(one)}" for one in whole]
    lines += [
        f"Doel {one['indicator']} {' '.join(one['uitsplitsing'].values())}".rstrip()
        + f": hoogstens {one['doel']} %. Gehaald: {one['gehaald']}."
        for one in found["doelen"]["eigen"]
    ]
    return lines


def _in_words(figure: dict[str, Any]) -> str:
    if figure["verborgen"]:
        return "verborgen, te klein om te tonen"
    if figure.get("aandeel") is not None:
        low, high = figure["interval"]
        return (
            f"{100 * figure['aandeel']:.2f} % ({figure['teller']} van {figure['noemer']}; "
            f"{100 * low:.2f} tot {100 * high:.2f} %)"
            + (f"; te verwachten was {100 * figure['verwacht']:.2f} %" if "verwacht" in figure else "")
        )
    if "mediaan" in figure:
        return f"mediaan {figure['mediaan']} schooldagen ({figure['teller']} van {figure['noemer']} zijn voorbij)"
    return str(figure["teller"])


def wrong(message: str) -> int:
    """Print what was wrong; gives exit code 2."""
    sys.stderr.write(f"leerrecht: fout: {message}\n")
    return 2
