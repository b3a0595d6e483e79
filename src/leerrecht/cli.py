"""The command line: ``leerrecht WERKWOORD``. Each room adds its own commands; this file puts them together."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from psycopg import OperationalError

from leerrecht.config import from_files
from leerrecht.config.roles import NoRoleError
from leerrecht.operations.numbers import LAST_PORT

# What goes on until it is stopped.
SERVING = {"start", "web", "werker", "werk"}
# argparse speaks English; these are all the phrases that our commands can show.
_DUTCH = {
    "usage: ": "gebruik: ",
    "options": "opties",
    "positional arguments": "argumenten",
    "show this help message and exit": "toon deze hulp en stop",
    "%(prog)s: error: %(message)s\n": "%(prog)s: fout: %(message)s\n",
    "the following arguments are required: %s": "dit ontbreekt: %s",
    "unrecognized arguments: %s": "onbekend: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r bestaat niet, kies uit %(choices)s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid %(type)s value: %(value)r": "%(value)r is geen geldige waarde (%(type)s)",
    "expected one argument": "hier hoort één waarde bij",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s is dubbelzinnig: %(matches)s",
}


def _translate(text: str) -> str:
    return _DUTCH.get(text, text)


def build_parser() -> argparse.ArgumentParser:
    """All commands, with their help in Dutch."""
    argparse._ = _translate  # type: ignore[attr-defined]
    parser = argparse.ArgumentParser(
        prog="leerrecht", description="Leerrecht: houdt het leerrecht van elke leerling in het oog."
    )
    parser.set_defaults(needs_database=True)
    commands = parser.add_subparsers(metavar="WERKWOORD", required=True, dest="werkwoord")
    _own_commands(commands)
    from leerrecht.access.commands import add_parsers as add_access
    from leerrecht.duties.commands import add_parsers as add_duties
    from leerrecht.exchange.commands import add_parsers as add_exchange
    from leerrecht.indicators.commands import add_parsers as add_indicators
    from leerrecht.operations.commands import add_parsers as add_operations
    from leerrecht.synthetic.commands import add_parsers as add_synthetic
    from leerrecht.transfers.commands import add_parsers as add_transfers

    add_exchange(commands)
    add_duties(commands)
    add_transfers(commands)
    add_access(commands)
    add_indicators(commands)
    add_synthetic(commands)
    add_operations(commands)
    commands.choices["controleer"].set_defaults(said=_known_wrong)
    commands.choices["waak"].set_defaults(site=_site)
    return parser


def _own_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    from leerrecht.config import processes

    start = commands.add_parser("start", help="start de databank, de webserver en de werker")
    start.add_argument("--demo", action="store_true", help="vul een lege databank met de demo en laat die aanmelden")
    start.add_argument("--poort", type=_port, help="poort, anders $PORT of 8000")
    start.add_argument("--met-ouder", action="store_true", help="stop ook wanneer het proces stopt dat dit startte")
    start.set_defaults(run=processes.start)

    web = commands.add_parser("web", help="alleen de webserver, voor systemd")
    web.add_argument("--poort", type=_port, help="poort, anders $PORT of 8000")
    web.set_defaults(run=processes.web, needs_database=False)
    worker = commands.add_parser("werker", help="alleen de werker, voor systemd")
    worker.set_defaults(run=processes.worker, needs_database=False)

    work = commands.add_parser("werk", help="voer jobs uit in dit proces; dit is wat “start” en “werker” starten")
    work.add_argument("--tegelijk", type=int, default=2, metavar="AANTAL", help="zoveel jobs naast elkaar, anders 2")
    work.set_defaults(run=_work)

    migrate = commands.add_parser("migreer", help="breng de databank op de stand van deze versie")
    migrate.set_defaults(run=processes.migrate)

    both = commands.add_parser("rollen", help="maak databank en beide rollen op een eigen PostgreSQL")
    both.add_argument("--als", default="dbname=postgres", metavar="ADRES", help="adres van de beheerder van PostgreSQL")
    both.add_argument("--wachtwoord", type=Path, metavar="BESTAND", help="bestand met het wachtwoord van die beheerder")
    both.add_argument("--databank", default="leerrecht", metavar="NAAM", help="naam van de databank (leerrecht)")
    both.add_argument("--adres", default="127.0.0.1", metavar="HOST[:POORT]", help="hoe Leerrecht de server bereikt")
    both.add_argument("--eigenaar", type=Path, metavar="BESTAND", help="bewaar hier het adres van de eigenaar")
    both.add_argument("--toepassing", type=Path, metavar="BESTAND", help="bewaar hier het adres van de toepassing")
    both.set_defaults(run=_roles, needs_database=False)

    demo = commands.add_parser("demo", help="vul een lege databank met twee verzonnen scholengemeenschappen")
    demo.set_defaults(run=_demo)

    first = commands.add_parser("beheerder", help="maak een account dat organisaties en wie er werkt beheert")
    first.add_argument("gebruikersnaam")
    first.add_argument("voornaam")
    first.add_argument("naam")
    first.set_defaults(run=_operator)

    begin = commands.add_parser("begin", help="maak de link waarmee een lege installatie begint")
    begin.set_defaults(run=_begin)

    ask = commands.add_parser("regelwijzer", help="toon wat de wet zegt van één casus op een datum, zonder databank")
    ask.add_argument("casus", metavar="CASUS", help="bestand in YAML of JSON")
    ask.add_argument("--op", type=_date, required=True, metavar="DATUM", help="datum als jjjj-mm-dd")
    ask.add_argument("--format", choices=("json", "tekst"), default="json", help="json (standaard) of tekst")
    ask.set_defaults(run=_regelwijzer, needs_database=False)

    manage = commands.add_parser("beheer", help="voer een beheersopdracht van Django uit", add_help=False)
    manage.add_argument("opdracht", nargs=argparse.REMAINDER, help="de opdracht met haar opties")
    manage.set_defaults(run=processes.manage)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is geen datum; schrijf jjjj-mm-dd") from error


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is geen poort; kies een getal van 1 tot {LAST_PORT}")
    return int(text)


def _regelwijzer(options: argparse.Namespace) -> int:
    from leerrecht.law import CasusFout
    from leerrecht.law.command import regelwijzer
    from leerrecht.law.reader import MAX_BYTES, TOO_BIG

    try:
        with Path(options.casus).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            return _wrong(f"{options.casus}: {TOO_BIG}")
        answer = regelwijzer(content.decode("utf-8-sig"), options.op, options.format)
    except OSError:
        return _wrong(f"{options.casus}: dit bestand bestaat niet of kan niet gelezen worden; kijk de naam na")
    except UnicodeDecodeError:
        return _wrong(f"{options.casus}: dit bestand is geen tekst in UTF-8")
    except CasusFout as error:
        return _wrong(str(error))
    sys.stdout.write(answer)
    return 0


def _wrong(message: str) -> int:
    sys.stderr.write(f"leerrecht: fout: {message}\n")
    return 2


def _work(options: argparse.Namespace) -> int:
    from leerrecht.config.working import work

    return work(options)


def _demo(_options: argparse.Namespace) -> int:
    from leerrecht.demo.build import build_demo
    from leerrecht.operations.domain.begin import is_new
    from leerrecht.operations.holding import NO_DEMO, in_use

    if in_use(os.environ):
        return _wrong(NO_DEMO)
    if not is_new():
        return _wrong("de databank is niet leeg; de demo hoort in een lege (kies een andere LEERRECHT_HOME)")
    build_demo(report=print)
    return 0


def _known_wrong() -> dict[str, str]:
    """What the settings themselves say to be wrong."""
    from django.core.exceptions import ImproperlyConfigured
    from psycopg import Error

    from leerrecht.config import identity, roles

    found = {}
    try:
        identity.read_providers(os.environ.get("LEERRECHT_OIDC", ""))
    except ImproperlyConfigured as error:
        found["LEERRECHT_OIDC"] = str(error).removeprefix("LEERRECHT_OIDC: ")
    try:
        if application := os.environ.get("DATABASE_APP_URL"):
            roles.check(application)
    except NoRoleError as error:
        found["DATABASE_APP_URL"] = str(error)
    except Error:
        found["DATABASE_APP_URL"] = "de databank laat deze rol niet binnen; kijk adres, wachtwoord en pg_hba.conf na"
    return found


def _site() -> str:
    from leerrecht.config.first import site_address

    return site_address()


def _operator(options: argparse.Namespace) -> int:
    from django.core.exceptions import ValidationError

    from leerrecht.config.first import make_operator
    from leerrecht.operations.holding import FIRST_WITHOUT_DEMO

    if os.environ.get("LEERRECHT_DEMO") == "1":
        return _wrong(FIRST_WITHOUT_DEMO)
    try:
        password = make_operator(username=options.gebruikersnaam, first_name=options.voornaam, last_name=options.naam)
    except ValidationError as error:
        return _wrong(" ".join(error.messages))
    sys.stdout.write(f"{options.gebruikersnaam} kan zich aanmelden met {password} en kiest dan een eigen wachtwoord.\n")
    return 0


def _roles(options: argparse.Namespace) -> int:
    from psycopg import Error
    from psycopg.conninfo import make_conninfo

    from leerrecht.config import roles

    try:
        given = {"password": options.wachtwoord.read_text().strip()} if options.wachtwoord else {}
        made = roles.make_both(
            make_conninfo(options.als, **given), database=options.databank, place=options.adres,
            owner=options.eigenaar, application=options.toepassing,
        )  # fmt: skip
    except OSError as error:
        return _wrong(f"{error.filename}: dit bestand kan niet gelezen of geschreven worden ({error.strerror})")
    except NoRoleError as error:
        return _wrong(str(error))
    except Error as error:
        said = (str(error).strip() or "geen antwoord").splitlines()[0]
        return _wrong(f"de server maakt de rollen niet; kijk na wie u bent op die server ({said})")
    sys.stdout.write(f"De databank {options.databank} en beide rollen zijn er.\n")
    if not options.eigenaar:
        sys.stdout.write(f"Voor owner.env:     DATABASE_URL={made.owner}\n")
    if not options.toepassing:
        sys.stdout.write(f"Voor leerrecht.env: DATABASE_APP_URL={made.application}\n")
    return 0


def _begin(_options: argparse.Namespace) -> int:
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from leerrecht.access.principal import command
    from leerrecht.config.first import begin_address
    from leerrecht.operations.domain import begin
    from leerrecht.operations.holding import FIRST_WITHOUT_DEMO

    if os.environ.get("LEERRECHT_DEMO") == "1":
        return _wrong(FIRST_WITHOUT_DEMO)
    try:
        code = begin.make_link(by=command("opdrachtregel", timezone.localdate()))
    except ValidationError as error:
        return _wrong(
            f"{' '.join(error.messages)} Een account erbij maakt u op het scherm, "
            "of met “leerrecht beheerder GEBRUIKERSNAAM VOORNAAM NAAM”"
        )
    hours = int(begin.LASTS.total_seconds() // 3600)
    sys.stdout.write(
        f"Open dit adres binnen {hours} uur, op de computer van wie de installatie beheert:\n{begin_address(code)}\n"
        "Het werkt één keer, en alleen zolang er geen account is.\n"
    )
    return 0


def _prepare() -> None:
    """Start or join the database, load the apps and bring the tables up to date."""
    from leerrecht.config.embedded import ensure_database

    ensure_database()
    _load()
    from leerrecht.config.processes import migrate_if_needed

    migrate_if_needed()
    _stand()


def _address() -> None:
    from leerrecht.config.embedded import ensure_database

    ensure_database()


def _stand() -> None:
    """Say to the database who asks: a command, which sees the facts of every pupil and the compartments of its work.

    The law asks for certificates; what else is confidential a command opens for itself.
    """
    from django.utils import timezone

    from leerrecht.access.compartments import Attest
    from leerrecht.access.principal import command
    from leerrecht.access.standing import stand_for_good

    stand_for_good(command("opdrachtregel", timezone.localdate(), vaults={Attest.key}))


def _load() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerrecht.config.settings")
    django.setup()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; exit codes: 0 done, 1 a check said no, 2 wrong input."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerrecht.config.settings")
    try:
        from_files.fill(os.environ)
    except from_files.UnreadableError as error:
        sys.exit(_wrong(str(error)))
    options = build_parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    if arguments is None and options.werkwoord not in SERVING:
        # A reader that stops early, such as head, ends the command without a trace. What serves would end with the
        # first line to somebody else that breaks.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if options.needs_database:
        try:
            # A backup, and the place for one, are not to be changed first: the address is enough.
            _address() if options.needs_database == "address" else _prepare()
        except NoRoleError as error:
            sys.exit(_wrong(str(error)))
        except OperationalError as error:
            said = (str(error).strip() or "geen antwoord").splitlines()[0]
            sys.exit(_wrong(f"de databank antwoordt niet; kijk DATABASE_URL na met “leerrecht controleer” ({said})"))
        except ImproperlyConfigured as error:
            sys.exit(_wrong(f"{error}; kijk alles na met “leerrecht controleer”"))
    try:
        sys.exit(run(options))
    except ImproperlyConfigured as error:
        sys.exit(_wrong(f"{error}; kijk alles na met “leerrecht controleer”"))
