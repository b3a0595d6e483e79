"""Commands that keep an installation: ``backup``, ``backupsleutel``, ``herstel`` and ``controleer``."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from psycopg import OperationalError

from leerrecht.operations.problems import OperationError

if TYPE_CHECKING:
    from leerrecht.operations.restore import Restored

Parsers = Any  # argparse keeps the class of its sub-parsers private
KEY = "LEERRECHT_BACKUP_KEY"


def add_parsers(subparsers: Parsers) -> None:
    """Add the commands of this room to the command line."""
    new = subparsers.add_parser("backupsleutel", help="maak een sleutel voor back-ups; bewaar het bestand elders")
    new.add_argument("bestand", type=Path, metavar="BESTAND", help="nieuw bestand voor de geheime sleutel")
    new.set_defaults(run=make_key, needs_database=False)
    save = subparsers.add_parser("backup", help="bewaar databank en sleutels in één versleuteld bestand")
    save.add_argument("bestand", type=Path, metavar="BESTAND", help="nieuw bestand")
    save.add_argument(
        "--sleutel", default=os.environ.get(KEY, ""), metavar="PUBLIEK", help=f"publieke sleutel (age1…), anders ${KEY}"
    )
    save.set_defaults(run=make_backup, needs_database="address")
    restore = subparsers.add_parser("herstel", help="zet een back-up terug in een lege databank en vergelijk")
    restore.add_argument("bestand", type=Path, metavar="BESTAND", help="de back-up")
    restore.add_argument(
        "--sleutel", type=Path, required=True, metavar="SLEUTEL", help="bestand met de geheime sleutel"
    )
    restore.set_defaults(run=put_back, needs_database="address")
    well = subparsers.add_parser("gezond", help="zeg met de uitgangscode of webserver of werker antwoordt")
    well.add_argument("--werker", action="store_true", help="vraag naar de werker, niet naar de webserver")
    well.set_defaults(run=ask_health, needs_database=False)
    watch = subparsers.add_parser("waak", help="kijk wat er mis is, en mail het aan LEERRECHT_ALERT_TO")
    watch.add_argument("--elke", type=int, default=0, metavar="SECONDEN", help="blijf kijken, om de zoveel seconden")
    watch.set_defaults(run=keep_watch, needs_database=False, site=str)
    check = subparsers.add_parser("controleer", help="kijk elke instelling na en zeg wat te doen")
    check.add_argument("--alles", action="store_true", help="toon ook wat goed is")
    check.set_defaults(run=check_settings, needs_database=False, said=dict)


def make_key(options: argparse.Namespace) -> int:
    """Make a pair of keys; exit code 2 where the file exists."""
    from leerrecht.operations.sealing import new_key

    try:
        public = new_key(options.bestand)
    except OperationError as error:
        return _wrong(str(error))
    sys.stdout.write(
        f"Publieke sleutel, voor deze server: {public}\n"
        f"Zet ze in {KEY}. Bewaar {options.bestand} op een andere plaats dan de server en de back-ups:\n"
        "zonder dat bestand kan niemand een back-up openen.\n"
    )
    return 0


def make_backup(options: argparse.Namespace) -> int:
    """Write a backup; exit code 2 where that failed, and then there is no file."""
    from leerrecht.operations.backup import save

    if not options.sleutel:
        return _wrong(f"er is geen sleutel; maak er een met “leerrecht backupsleutel BESTAND” en zet ze in {KEY}")
    try:
        saved = save(options.bestand, key=options.sleutel, conninfo=os.environ["DATABASE_URL"], home=_home())
    except OperationalError as error:
        return _wrong(f"de databank antwoordt niet meer: {error}")
    except OperationError as error:
        return _wrong(str(error))
    sys.stdout.write(
        f"{options.bestand}: {saved.tables} tabellen, {saved.rows} rijen, {saved.size} bytes, versleuteld.\n"
        "Probeer af en toe of ze terug te zetten is: leerrecht herstel, in een lege databank.\n"
    )
    return 0


def put_back(options: argparse.Namespace) -> int:
    """Restore and compare; exit code 1 where a table differs, 2 where nothing was restored."""
    from leerrecht.operations.restore import restore

    try:
        done = restore(options.bestand, key=options.sleutel, conninfo=os.environ["DATABASE_URL"], home=_home())
    except OperationalError as error:
        return _wrong(f"de databank antwoordt niet meer: {error}")
    except OperationError as error:
        return _wrong(str(error))
    return tell(done)


def tell(done: "Restored") -> int:
    """Each table with its rows in the backup and here; the exit code."""
    width = max(len(each.table) for each in done.tables)
    for each in done.tables:
        sys.stdout.write(
            f"{each.table:<{width}} {each.before:>9} {each.after:>9}  {'gelijk' if each.same else 'VERSCHILT'}\n"
        )
    different = sum(not each.same for each in done.tables)
    sys.stdout.write(
        f"Back-up van {done.made}: {len(done.tables)} tabellen, "
        f"{'alle gelijk' if done.whole else f'{different} verschillend'} (aantal rijen en controlegetal). "
        f"De afscherming van rijen staat op {done.walls} tabellen.\n"
    )
    if done.whole and done.proof:
        sys.stdout.write(f"Bewijs, om op de pagina “Werking” van de installatie te noteren: {done.proof}\n")
    if not done.whole:
        sys.stderr.write("Werk niet verder met deze databank: neem een andere back-up.\n")
    return 0 if done.whole else 1


def ask_health(options: argparse.Namespace) -> int:
    """For a manager of containers: exit code 0 where it is well, 1 where it is not."""
    from leerrecht.operations.asking import web_is_ready, worker_is_there
    from leerrecht.operations.numbers import LAST_PORT, whole_number

    if options.werker:
        return 0 if worker_is_there(os.environ.get("DATABASE_APP_URL", "")) else 1
    host = next((name for name in os.environ.get("LEERRECHT_HOSTS", "").split(",") if name), "127.0.0.1")
    return 0 if web_is_ready(whole_number("PORT", 8000, (1, LAST_PORT)), host) else 1


def keep_watch(options: argparse.Namespace) -> int:
    """Say what is wrong; exit code 1 where something is, 2 where there is nothing to look at."""
    if options.elke < 0:
        return _wrong("--elke is een aantal seconden, vanaf 1; laat weg om één keer te kijken")
    if not os.environ.get("DATABASE_APP_URL"):
        return _wrong("zet DATABASE_APP_URL, het adres van de rol van de toepassing")
    os.environ["DATABASE_URL"] = os.environ["DATABASE_APP_URL"]
    import django

    django.setup()
    from leerrecht.operations.watching import addresses, watch

    return watch(to=addresses(), site=options.site(), every=options.elke)


def check_settings(options: argparse.Namespace) -> int:
    """Judge every setting; exit code 1 where something must change before people work with it."""
    from leerrecht.operations.checks import Grade, judge, lines

    found = judge(os.environ, options.said())
    shown = [each for each in found if options.alles or each.grade is not Grade.GOOD]
    sys.stdout.writelines(f"{line}\n" for line in lines(shown))
    counted = {grade: sum(each.grade is grade for each in found) for grade in Grade}
    sys.stdout.write(", ".join(f"{number} {grade}" for grade, number in counted.items()) + ".\n")
    return 1 if counted[Grade.WRONG] else 0


def _home() -> Path:
    return Path(os.environ.get("LEERRECHT_HOME", "var")).expanduser().resolve()


def _wrong(message: str) -> int:
    sys.stderr.write(f"leerrecht: fout: {message}\n")
    return 2
