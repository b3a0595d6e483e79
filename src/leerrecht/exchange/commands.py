"""``leerrecht import`` and ``leerrecht export``. Loaded before the apps are: models are imported on use."""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leerrecht.access.principal import Principal
    from leerrecht.exchange.domain.mapping import Profile
    from leerrecht.exchange.domain.reasons import Counts, Refusal, Report

KINDS = {
    "scholen": "de scholen",
    "leerlingen": "de leerlingen",
    "afwezigheden": "de afwezigheden",
    "oneroster": "klassen en leerlingen uit een OneRoster-zip",
}
WRONG_INPUT = 2
NOTHING_TAKEN = 3
_BAR = 30


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The parsers of this room's commands."""
    importing = subparsers.add_parser("import", help="voer scholen, leerlingen of afwezigheden in uit een bestand")
    kinds = importing.add_subparsers(metavar="SOORT", required=True, dest="soort")
    for kind, what in KINDS.items():
        parser = kinds.add_parser(kind, help=f"voer {what} van een schoolbestuur in")
        parser.add_argument(
            "bestand", metavar="BESTAND", type=Path, help="CSV, XLSX, OneRoster-zip of (afwezigheden) bloktekst"
        )
        parser.add_argument("--bestuur", required=True, metavar="NAAM", help="naam van het schoolbestuur")
        parser.add_argument(
            "--profiel", metavar="NAAM|BESTAND", help="bewaard profiel, of een profiel als JSON-bestand"
        )
        parser.add_argument("--proef", action="store_true", help="tel en controleer, maar schrijf niets")
        parser.add_argument(
            "--alles-of-niets", action="store_true", help="schrijf niets zodra er één rij geweigerd is (uitgangscode 3)"
        )
        parser.add_argument(
            "--afgewezen", metavar="BESTAND", type=Path, help="schrijf elke geweigerde rij met de reden"
        )
        parser.add_argument("--json", action="store_true", help="geef de aantallen als één JSON-object")
        parser.add_argument("--voortgang", action="store_true", help="toon de voortgang, ook buiten een terminal")
        parser.set_defaults(run=_import)
    exporting = subparsers.add_parser("export", help="geef afwezigheden als bloktekst of CSV")
    kinds = exporting.add_subparsers(metavar="SOORT", required=True, dest="soort")
    parser = kinds.add_parser("afwezigheden", help="geef de afwezigheden van een school of bestuur")
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--bestuur", metavar="NAAM", help="alle scholen van dit schoolbestuur")
    whose.add_argument("--school", metavar="NUMMER", help="de school met dit instellingsnummer")
    parser.add_argument(
        "--van", type=_day, metavar="JJJJ-MM-DD", help="eerste dag, anders het begin van het schooljaar"
    )
    parser.add_argument(
        "--tot", type=_day, metavar="JJJJ-MM-DD", help="laatste dag, anders het einde van het schooljaar"
    )
    parser.add_argument("--csv", action="store_true", help="alle codes als CSV, in plaats van bloktekst")
    parser.set_defaults(run=_export)
    parser = kinds.add_parser("oneroster", help="geef klassen en leerlingen van een school als OneRoster-zip")
    parser.add_argument("bestand", metavar="BESTAND", type=Path, help="de zip die gemaakt wordt")
    parser.add_argument("--school", required=True, metavar="NUMMER", help="de school met dit instellingsnummer")
    parser.add_argument(
        "--schooljaar", type=int, metavar="JJJJ", help="jaar waarin het schooljaar begint, anders het lopende"
    )
    parser.add_argument(
        "--sinds", type=Path, metavar="ZIP", help="alleen wat veranderde sinds deze volledige zip van een vorige keer"
    )
    parser.set_defaults(run=_export_roster)
    folder = subparsers.add_parser("invoermap", help="neem op wat schoolpakketten in de invoermap zetten")
    folder.add_argument("--map", type=Path, metavar="MAP", help="de map, anders $LEERRECHT_IMPORT_FOLDER")
    folder.add_argument("--nu", action="store_true", help="neem ook bestanden die pas aangekomen zijn")
    folder.set_defaults(run=_sweep)


def _day(text: str) -> date:
    return date.fromisoformat(text)


_day.__name__ = "dag als JJJJ-MM-DD"


def _command() -> "Principal":
    from django.utils import timezone

    from leerrecht.access.principal import command

    return command("opdrachtregel", timezone.localdate())


def _wrong_input(run: Callable[[], int]) -> int:
    """Run and give its exit code, or tell about wrong input on standard error."""
    from django.core.exceptions import ValidationError

    try:
        return run()
    except ValidationError as error:
        sys.stderr.write("Fout: " + " ".join(error.messages) + "\n")
        return WRONG_INPUT
    except OSError as error:
        sys.stderr.write(
            f"Fout: {error.filename} bestaat niet of kan niet gelezen worden. Kijk de naam en de rechten na.\n"
        )
        return WRONG_INPUT


def _import(options: argparse.Namespace) -> int:
    return _wrong_input(lambda: _run_import(options))


def _run_import(options: argparse.Namespace) -> int:
    from leerrecht.exchange.domain.importing import bring_in, open_source
    from leerrecht.exchange.domain.runs import note_run

    by = _command()
    with options.bestand.open("rb") as stream:
        source = open_source(stream, options.bestand.name, kind=options.soort)
        profile = _profile(options, by) if options.profiel else None
        with _refused_rows(options.afgewezen) as refuse, _bar(options) as report:
            counts = bring_in(
                by=by, kind=options.soort, board_name=options.bestuur, schools=None, source=source, profile=profile,
                refuse=refuse, report=report, trial=options.proef, all_or_nothing=options.alles_of_niets,
            )  # fmt: skip
        if not options.proef:
            note_run(
                by=by, kind=options.soort, board_name=options.bestuur, source=source, counts=counts,
                all_or_nothing=options.alles_of_niets,
            )  # fmt: skip
    nothing = options.alles_of_niets and counts.refusals > 0
    if options.json:
        sys.stdout.write(json.dumps(counts.held_back() if nothing and not options.proef else counts.as_dict()) + "\n")
    else:
        sys.stdout.write(_summary(options, counts, nothing=nothing))
    return NOTHING_TAKEN if nothing else 0


def _profile(options: argparse.Namespace, by: "Principal") -> "Profile":
    from leerrecht.exchange.domain.profiles import find_profile, read_profile

    path = Path(options.profiel)
    if path.suffix == ".json" or path.is_file():
        profile = read_profile(path.read_bytes(), path.name)
    else:
        profile = find_profile(options.profiel, by=by, board_name=options.bestuur, kind=options.soort)
    if profile.kind != options.soort:
        from django.core.exceptions import ValidationError

        raise ValidationError(f"Dit profiel dient voor {profile.kind}, niet voor {options.soort}. Kies een ander.")
    return profile


@contextmanager
def _refused_rows(path: Path | None) -> "Iterator[Callable[[Refusal], None]]":
    """Where refused rows go: a CSV file that spreadsheets open, or nowhere."""
    if path is None:
        yield lambda _refusal: None
        return
    from leerrecht.ui.downloads import harmless

    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["Rij", "Reden", "Uitleg", "Inhoud"])
        yield lambda refusal: writer.writerow(
            [refusal.row, refusal.reason, harmless(refusal.explanation), harmless(refusal.content)]
        )


@contextmanager
def _bar(options: argparse.Namespace) -> "Iterator[Report]":
    """A progress bar on standard error: on a terminal by itself, elsewhere a line for each step where asked."""
    terminal = sys.stderr.isatty()
    if not (terminal or options.voortgang):
        yield lambda _part, _what: None
        return

    def show(part: float, what: str) -> None:
        filled = round(part * _BAR)
        bar = "#" * filled + "." * (_BAR - filled)
        sys.stderr.write(f"{chr(13) if terminal else ''}[{bar}] {part:4.0%} {what:<24}{'' if terminal else chr(10)}")
        sys.stderr.flush()

    yield show
    if terminal:
        sys.stderr.write("\n")


def _summary(options: argparse.Namespace, counts: "Counts", *, nothing: bool) -> str:
    from leerrecht.exchange.domain.reasons import REASONS, reason_labels

    labels = reason_labels()
    unit = {"afwezigheden": "halve dagen", "oneroster": "personen"}.get(options.soort, options.soort)
    head = ""
    if options.proef:
        head = "Proef, er is niets opgenomen. "
    elif nothing:
        head = "Alles of niets: er zijn geweigerde rijen, dus er is niets opgenomen. "
    lines = [
        f"{head}{counts.read} {unit} gelezen:",
        f"  {counts.taken:>8} {'zouden opgenomen worden' if options.proef or nothing else 'opgenomen'}",
        f"  {counts.unchanged:>8} ongewijzigd",
    ]  # fmt: skip
    if counts.kept:
        lines.append(f"  {counts.kept:>8}   waarvan behouden zoals een medewerker of attest ze vastlegde")
    lines.append(f"  {counts.overtaken:>8} vervangen door een latere rij van hetzelfde bestand")
    lines.append(f"  {counts.refusals:>8} geweigerd")
    lines.extend(
        f"  {number:>8}   {labels[reason]}" for reason, number in zip(REASONS, counts.refused, strict=True) if number
    )
    if counts.refusals and not options.afgewezen:
        lines.append("Voeg --afgewezen BESTAND toe om elke geweigerde rij met de reden te krijgen.")
    return "\n".join(lines) + "\n"


def _export(options: argparse.Namespace) -> int:
    return _wrong_input(lambda: _run_export(options))


def _run_export(options: argparse.Namespace) -> int:
    from leerrecht.exchange.domain.exporting import export_block, export_csv, schools_to_export

    by = _command()
    schools = schools_to_export(by=by, board_name=options.bestuur, school_number=options.school)
    period: dict[str, Any] = {"first": options.van, "last": options.tot}
    if options.csv:
        sys.stdout.writelines(export_csv(by=by, schools=schools, **period))
        return 0
    exported = export_block(by=by, schools=schools, **period)
    sys.stdout.flush()
    # The format ends its lines as on Windows, whatever the system that writes them.
    sys.stdout.buffer.write(exported.text.encode("ascii"))
    sys.stdout.buffer.flush()
    if exported.left_out:
        sys.stderr.write(
            f"{exported.left_out} halve dagen weggelaten: het blokformaat kent alleen B, D, L, R, Z en onbekend, en "
            "leerlingnummers van 10 cijfers. Met --csv krijgt u alles.\n"
        )
    return 0


def _export_roster(options: argparse.Namespace) -> int:
    return _wrong_input(lambda: _run_export_roster(options))


def _run_export_roster(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from leerrecht.exchange.domain.exporting import schools_to_export
    from leerrecht.exchange.domain.roster import archive
    from leerrecht.exchange.domain.roster.writing import export_changes, export_roster
    from leerrecht.law import calendar

    by = _command()
    (school,) = schools_to_export(by=by, school_number=options.school)
    year = options.schooljaar or calendar.school_year(timezone.localdate())
    if options.sinds:
        with options.sinds.open("rb") as stream:
            since = archive.recognise(stream, options.sinds.name)
            written = export_changes(by=by, school=school, school_year=year, since=since)
        if not written.content:
            sys.stdout.write(f"Er is niets veranderd sinds {options.sinds.name}; er is geen zip gemaakt.\n")
            return 0
    else:
        written = export_roster(by=by, school=school, school_year=year)
    options.bestand.write_bytes(written.content)
    what = "gewijzigde rijen (van alle bestanden samen)" if options.sinds else "leerlingen"
    sys.stdout.write(f"{written.pupils} {what} geschreven naar {options.bestand}.\n")
    if written.left_out:
        sys.stderr.write(f"{written.left_out} leerlingen weggelaten: zonder leerlingnummer of zonder klas.\n")
    return 0


def _sweep(options: argparse.Namespace) -> int:
    return _wrong_input(lambda: _run_sweep(options))


def _run_sweep(options: argparse.Namespace) -> int:
    from django.conf import settings
    from django.core.exceptions import ValidationError

    from leerrecht.exchange.domain.dropping import STILL_SECONDS, sweep
    from leerrecht.exchange.domain.reporting import REFUSED

    folder = options.map or settings.IMPORT_FOLDER
    if not folder:
        raise ValidationError("er is geen invoermap: zet LEERRECHT_IMPORT_FOLDER, of geef --map MAP")
    done = sweep(Path(folder), still_seconds=0 if options.nu else STILL_SECONDS)
    for each in done.handled:
        sys.stdout.write(f"{each.school.number} {each.outcome}: {each.name}\n")
        sys.stdout.writelines(f"  {line}\n" for line in each.text.splitlines())
    if not done.handled:
        sys.stdout.write("Er staat niets klaar in de invoermap.\n")
    if done.waiting:
        names = ", ".join(done.waiting)
        sys.stdout.write(
            f"Nog niet volledig, dus nog niet opgenomen (na een dag wordt zo’n bestand geweigerd): {names}.\n"
            if options.nu
            else f"Nog aan het aankomen, dus nog niet opgenomen: {names}.\n"
        )
    for name in done.strange:
        sys.stderr.write(f"De map {name} is van geen school: noem ze naar het instellingsnummer.\n")
    return 1 if any(each.outcome == REFUSED for each in done.handled) else 0
