"""A look at every setting of an installation: what is right, what deserves attention, and what must change."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from psycopg import Error, connect
from psycopg.conninfo import conninfo_to_dict

from leerrecht.operations import telemetry
from leerrecht.operations.holding import refusal
from leerrecht.operations.numbers import LAST_PORT, MOST_PROCESSES
from leerrecht.operations.problems import OperationError
from leerrecht.operations.sealing import public_key

Environment = Mapping[str, str]
LOCAL = {"", "127.0.0.1", "::1", "localhost", "testserver"}
# As Django asks of its secret key.
KEY_LENGTH = 50
PSEUDONYM_LENGTH = 32
LOWEST_FREE = 2 * 1024**3  # bytes; a backup and a day of work of a large school
LOWEST_SERVER = 15
SCHOOL_DIGITS = 6  # digits of an institution number
LONGEST_IDLE = 720  # minutes: a sign-in ends after twelve hours anyway


class Grade(StrEnum):
    GOOD = "goed"
    MIND = "let op"
    WRONG = "fout"


@dataclass(frozen=True, slots=True)
class Finding:
    setting: str
    grade: Grade
    text: str


_Check = Callable[[Environment], tuple[Grade, str]]
GOOD, MIND, WRONG = Grade.GOOD, Grade.MIND, Grade.WRONG


def judge(environment: Environment, said: Mapping[str, str]) -> list[Finding]:
    """One finding for each setting; ``said`` holds what the caller already knows to be wrong with some."""
    found = [
        Finding(name, WRONG, said[name]) if name in said else Finding(name, *check(environment))
        for name, check in CHECKS.items()
    ]
    # What stands in a file was read before, and is judged under its own name.
    unknown = sorted(
        name for name in environment if name.startswith("LEERRECHT_") and name.removesuffix("_FILE") not in CHECKS
    )
    return found + [Finding(name, MIND, "deze instelling bestaat niet; kijk de naam na") for name in unknown]


def _number(name: str, low: int, high: int, unset: str) -> _Check:
    def check(environment: Environment) -> tuple[Grade, str]:
        text = environment.get(name, "")
        if not text:
            return GOOD, unset
        if not text.isdecimal() or not low <= int(text) <= high:
            return WRONG, f"“{text}” is geen getal van {low} tot {high}"
        return GOOD, text

    return check


def _database(environment: Environment) -> tuple[Grade, str]:
    given = environment.get("DATABASE_URL", "")
    if not given:
        return MIND, "de meegeleverde PostgreSQL is om te proberen; een school zet hier het adres van een eigen server"
    try:
        with connect(given, connect_timeout=5) as connection:
            server = connection.info.server_version // 10_000
            tables = connection.execute("SELECT to_regclass('public.access_user')::text").fetchone()
            demo = tables != (None,) and connection.execute("SELECT 1 FROM access_user WHERE demo LIMIT 1").fetchone()
    except Error as error:
        said = (str(error).strip() or "geen antwoord").splitlines()[0]
        return WRONG, f"de databank laat niet binnen; kijk adres, gebruiker, wachtwoord en pg_hba.conf na ({said})"
    if server < LOWEST_SERVER:
        return WRONG, f"PostgreSQL {server} is te oud; neem {LOWEST_SERVER} of nieuwer, liefst 16"
    if demo:
        return WRONG, "in deze databank staat de demo; begin voor een school met een nieuwe, lege databank"
    parts = conninfo_to_dict(given)
    away = not str(parts.get("host", "")).startswith("/") and parts.get("host", "") not in LOCAL
    if away and parts.get("sslmode") not in {"require", "verify-ca", "verify-full"}:
        return WRONG, "de databank staat op een andere machine: zet sslmode=verify-full achter het adres"
    return GOOD, f"PostgreSQL {server} antwoordt, zonder demo"


def _application(environment: Environment) -> tuple[Grade, str]:
    if environment.get("DATABASE_APP_URL"):
        return GOOD, "de toepassing werkt met een eigen rol"
    return GOOD, "Leerrecht maakt de rol van de toepassing zelf"


def _home(environment: Environment) -> tuple[Grade, str]:
    home = Path(environment.get("LEERRECHT_HOME", "var")).expanduser().resolve()
    if not home.is_dir():
        return WRONG, f"de map {home} bestaat niet; maak ze: install -d -m 700 {home}"
    if not os.access(home, os.W_OK):
        return WRONG, f"in de map {home} mag niet geschreven worden; geef ze aan de gebruiker van Leerrecht"
    readable = [path.name for path in sorted(home.iterdir()) if path.suffix in {".key", ".password", ".sleutel"}
                if path.stat().st_mode & 0o077]  # fmt: skip
    if readable:
        return WRONG, f"anderen mogen {', '.join(readable)} lezen; voer uit: chmod 600 in {home}"
    if shutil.disk_usage(home).free < LOWEST_FREE:
        return MIND, f"op de schijf van {home} is minder dan 2 GB vrij; maak plaats"
    return GOOD, str(home)


def _hosts(environment: Environment) -> tuple[Grade, str]:
    hosts = [name for name in environment.get("LEERRECHT_HOSTS", "").split(",") if name]
    if any("/" in name or "*" in name or " " in name or ":" in name for name in hosts):
        return WRONG, "schrijf alleen namen, met komma's en zonder https://, poort of *: leerrecht.school.be"
    if not set(hosts) - LOCAL:
        if _secure(environment):
            return WRONG, "zet hier de naam waaronder de site bereikt wordt, zoals leerrecht.school.be"
        return MIND, "alleen op deze machine bereikbaar"
    return GOOD, ", ".join(hosts)


def _origins(environment: Environment) -> tuple[Grade, str]:
    origins = [name for name in environment.get("LEERRECHT_ORIGINS", "").split(",") if name]
    if any(not name.startswith("https://") for name in origins) and (_secure(environment) or origins):
        return WRONG, "elk adres begint met https://, zoals https://leerrecht.school.be"
    return GOOD, ", ".join(origins) or "de eigen naam volstaat"


def _secure(environment: Environment) -> bool:
    return environment.get("LEERRECHT_HTTPS") == "1"


def _https(environment: Environment) -> tuple[Grade, str]:
    if _secure(environment):
        return GOOD, "achter een proxy met TLS"
    if environment.get("LEERRECHT_HTTPS", "") not in {"", "0"}:
        return WRONG, "schrijf 1 (achter een proxy met TLS) of laat weg"
    if set(environment.get("LEERRECHT_HOSTS", "").split(",")) - LOCAL:
        return WRONG, "de site heeft een naam maar geen TLS: zet er een proxy voor en LEERRECHT_HTTPS=1"
    return MIND, "zonder TLS: alleen om te proberen op deze machine"


def _secret(environment: Environment) -> tuple[Grade, str]:
    key = environment.get("LEERRECHT_SECRET_KEY", "")
    if key and len(key) < KEY_LENGTH:
        return (
            WRONG,
            f"te kort; neem minstens {KEY_LENGTH} willekeurige tekens, of laat weg: Leerrecht maakt er zelf een",
        )
    return GOOD, "uit de omgeving" if key else "bewaard in de map van de installatie"


def _proxies(environment: Environment) -> tuple[Grade, str]:
    if _secure(environment) and environment.get("LEERRECHT_PROXIES") == "0":
        return WRONG, "met LEERRECHT_HTTPS=1 staat er minstens 1 proxy voor; anders lijken alle bezoekers dezelfde"
    return _number("LEERRECHT_PROXIES", 0, 9, "1" if _secure(environment) else "0")(environment)


def _mail(environment: Environment) -> tuple[Grade, str]:
    host = environment.get("LEERRECHT_SMTP_HOST", "")
    return (
        (GOOD, host) if host else (MIND, "geen mailserver: brieven vertrekken niet per e-mail, en het scherm zegt dat")
    )


def _mail_user(environment: Environment) -> tuple[Grade, str]:
    user, password = environment.get("LEERRECHT_SMTP_USER", ""), environment.get("LEERRECHT_SMTP_PASSWORD", "")
    if bool(user) != bool(password):
        return WRONG, "gebruiker en wachtwoord van de mailserver horen samen; één van de twee ontbreekt"
    return GOOD, "ingevuld" if user else "de mailserver vraagt er geen"


def _mail_tls(environment: Environment) -> tuple[Grade, str]:
    given, host = environment.get("LEERRECHT_SMTP_TLS", "1"), environment.get("LEERRECHT_SMTP_HOST", "")
    if given != "1" and host not in LOCAL:
        return WRONG, "brieven zouden leesbaar over het netwerk gaan; laat weg of schrijf 1"
    return GOOD, "versleuteld" if given == "1" else "onversleuteld, op deze machine"


def _mail_from(environment: Environment) -> tuple[Grade, str]:
    sender = environment.get("LEERRECHT_SMTP_FROM", "")
    if environment.get("LEERRECHT_SMTP_HOST") and "@" not in sender:
        return WRONG, "zet het e-mailadres van de afzender"
    return GOOD, sender or "niet nodig zonder mailserver"


def _scan(environment: Environment) -> tuple[Grade, str]:
    given = environment.get("LEERRECHT_UPLOAD_SCAN", "")
    kind, _, what = given.partition(":")
    what = what.strip()
    if not given:
        return MIND, "geen virusscanner: bestanden die binnenkomen worden niet doorzocht"
    if kind not in {"clamd", "command"} or not what:
        return WRONG, "schrijf clamd:/pad/van/socket, clamd:host:poort of command:programma opties"
    if kind == "command" and shutil.which(what.split()[0]) is None:
        return WRONG, f"het programma {what.split()[0]} is er niet"
    if what.startswith("/") and kind == "clamd" and not Path(what).is_socket():
        return WRONG, f"er is geen socket {what}; draait clamd?"
    return GOOD, kind


def _import_folder(environment: Environment) -> tuple[Grade, str]:
    given = environment.get("LEERRECHT_IMPORT_FOLDER", "")
    if not given:
        return GOOD, "geen map: bestanden van schoolpakketten komen op het scherm binnen"
    folder = Path(given)
    if not folder.is_absolute() or not folder.is_dir():
        return WRONG, f"de map {given} bestaat niet; maak ze en schrijf het volledige pad"
    numbers = [each for each in folder.iterdir() if len(each.name) == SCHOOL_DIGITS and each.name.isdecimal()]
    named = [each for each in numbers if each.is_dir()]
    locked = [each.name for each in named if not os.access(each, os.R_OK | os.W_OK | os.X_OK)]
    if locked:
        return WRONG, f"in {', '.join(sorted(locked))} mag niet gelezen of geschreven worden door Leerrecht"
    if not named:
        return MIND, f"maak in {given} voor elke school een map met haar instellingsnummer"
    return GOOD, f"{given}, met mappen van {len(named)} {'scholen' if len(named) > 1 else 'school'}"


def _channel(environment: Environment) -> tuple[Grade, str]:
    given = environment.get("LEERRECHT_AGODI_CHANNEL", "")
    module, _, name = given.rpartition(".")
    if not given:
        return GOOD, "iemand meldt zelf aan AGODI en noteert het bewijs"
    if name == "TestDouble":
        return WRONG, "dat is de proefontvanger: er zou niets bij AGODI aankomen"
    try:
        found = hasattr(import_module(module), name)
    except (ImportError, ValueError):
        found = False
    return (GOOD, given) if found else (WRONG, f"{given} bestaat niet")


def _level(environment: Environment) -> tuple[Grade, str]:
    level = environment.get("LEERRECHT_LOG", "WARNING")
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
        return WRONG, f"“{level}” bestaat niet; kies DEBUG, INFO, WARNING, ERROR of CRITICAL"
    return (MIND, "DEBUG schrijft te veel voor elke dag") if level == "DEBUG" else (GOOD, level)


def _format(environment: Environment) -> tuple[Grade, str]:
    given = environment.get("LEERRECHT_LOG_FORMAT", "")
    if given not in {"", "tekst", "json"}:
        return WRONG, f"“{given}” bestaat niet; kies tekst of json"
    return GOOD, given or "tekst"


def _alert(environment: Environment) -> tuple[Grade, str]:
    given = [each.strip() for each in environment.get("LEERRECHT_ALERT_TO", "").split(",") if each.strip()]
    if any("@" not in each or " " in each for each in given):
        return WRONG, "schrijf e-mailadressen, met komma's ertussen"
    if given and not environment.get("LEERRECHT_SMTP_HOST"):
        return WRONG, "zonder LEERRECHT_SMTP_HOST vertrekt er geen bericht als er iets mis is"
    number = f"{len(given)} {'adressen' if len(given) > 1 else 'adres'}"
    return (GOOD, number) if given else (MIND, "niemand krijgt een bericht als er iets mis is")


def _telemetry(environment: Environment) -> tuple[Grade, str]:
    given = environment.get("LEERRECHT_TELEMETRY", "")
    if not given:
        return GOOD, "er vertrekken geen metingen"
    if not telemetry.right(given):
        return WRONG, "schrijf https://… , of http://127.0.0.1:4318 voor een verzamelaar op deze machine"
    if why := telemetry.missing(environment):
        return WRONG, why
    return GOOD, f"metingen gaan naar {given}"


def _certificate(environment: Environment) -> tuple[Grade, str]:
    given = environment.get("LEERRECHT_TLS_CERTIFICATE", "")
    if not given:
        return GOOD, "niemand kijkt hier wanneer het certificaat verloopt; de proxy vernieuwt het"
    try:
        until = x509.load_pem_x509_certificate(Path(given).read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        return WRONG, f"{given} is geen certificaat, of Leerrecht mag het niet lezen"
    if until < datetime.now(UTC):
        return WRONG, f"het certificaat verliep op {until:%d/%m/%Y}; vernieuw het en herlaad de proxy"
    return GOOD, f"geldig tot {until:%d/%m/%Y}"


def _bind(environment: Environment) -> tuple[Grade, str]:
    given = environment.get("LEERRECHT_BIND", "")
    if not given:
        return GOOD, "127.0.0.1: alleen deze machine"
    try:
        inside = ip_address(given).is_loopback
    except ValueError:
        return WRONG, f"“{given}” is geen IP-adres"
    if inside:
        return GOOD, given
    return MIND, f"{given}: alleen in een container, of achter een firewall die enkel de proxy doorlaat"


def _demo(environment: Environment) -> tuple[Grade, str]:
    if environment.get("LEERRECHT_DEMO", "") in {"", "0"}:
        return GOOD, "accounts van de demo komen niet binnen"
    if why := refusal(environment, environment.get("DATABASE_URL", "")):
        return WRONG, why
    return WRONG, "accounts van de demo komen binnen met een bekend wachtwoord; haal deze instelling weg"


def _backup(environment: Environment) -> tuple[Grade, str]:
    key = environment.get("LEERRECHT_BACKUP_KEY", "")
    if not key:
        return MIND, "geen sleutel voor back-ups; maak er een met “leerrecht backupsleutel BESTAND”"
    try:
        public_key(key)
    except OperationError as error:
        return WRONG, str(error)
    return GOOD, "back-ups gaan dicht met deze publieke sleutel"


def _pseudonym(environment: Environment) -> tuple[Grade, str]:
    key = environment.get("LEERRECHT_PSEUDONIEM_SLEUTEL", "")
    if key and len(key) < PSEUDONYM_LENGTH:
        return WRONG, f"te kort; neem minstens {PSEUDONYM_LENGTH} willekeurige tekens"
    return GOOD, "gedeeld met andere installaties" if key else "bewaard in de map van de installatie"


def _test(environment: Environment) -> tuple[Grade, str]:
    given = environment.get("LEERRECHT_TEST_DATABASE", "")
    return (MIND, "alleen voor de proeven van ontwikkelaars; haal weg") if given else (GOOD, "niet ingesteld")


CHECKS: dict[str, _Check] = {
    "DATABASE_URL": _database,
    "DATABASE_APP_URL": _application,
    "LEERRECHT_HOME": _home,
    "PORT": _number("PORT", 1, LAST_PORT, "8000"),
    "LEERRECHT_BIND": _bind,
    "LEERRECHT_HOSTS": _hosts,
    "LEERRECHT_ORIGINS": _origins,
    "LEERRECHT_HTTPS": _https,
    "LEERRECHT_PROXIES": _proxies,
    "LEERRECHT_SECRET_KEY": _secret,
    "LEERRECHT_IDLE_MINUTES": _number("LEERRECHT_IDLE_MINUTES", 1, LONGEST_IDLE, "60"),
    "LEERRECHT_WEB_PROCESSES": _number(
        "LEERRECHT_WEB_PROCESSES", 1, MOST_PROCESSES, "twee voor elke processor, hoogstens 16"
    ),
    "LEERRECHT_OIDC": lambda given: (
        GOOD,
        "ingevuld" if given.get("LEERRECHT_OIDC") else "geen aanmelding van een school",
    ),
    "LEERRECHT_SMTP_HOST": _mail,
    "LEERRECHT_SMTP_PORT": _number("LEERRECHT_SMTP_PORT", 1, LAST_PORT, "587"),
    "LEERRECHT_SMTP_USER": _mail_user,
    "LEERRECHT_SMTP_PASSWORD": _mail_user,
    "LEERRECHT_SMTP_TLS": _mail_tls,
    "LEERRECHT_SMTP_FROM": _mail_from,
    "LEERRECHT_UPLOAD_SCAN": _scan,
    "LEERRECHT_IMPORT_FOLDER": _import_folder,
    "LEERRECHT_AGODI_CHANNEL": _channel,
    "LEERRECHT_BACKUP_KEY": _backup,
    "LEERRECHT_PSEUDONIEM_SLEUTEL": _pseudonym,
    "LEERRECHT_LOG": _level,
    "LEERRECHT_LOG_FORMAT": _format,
    "LEERRECHT_ALERT_TO": _alert,
    "LEERRECHT_TLS_CERTIFICATE": _certificate,
    "LEERRECHT_SLOW_MS": _number("LEERRECHT_SLOW_MS", 100, 600_000, "2000"),
    "LEERRECHT_TELEMETRY": _telemetry,
    "LEERRECHT_DEMO": _demo,
    "LEERRECHT_TEST_DATABASE": _test,
}


def lines(found: list[Finding]) -> Iterator[str]:
    """What is wrong first."""
    order = [WRONG, MIND, GOOD]
    for each in sorted(found, key=lambda finding: order.index(finding.grade)):
        yield f"{each.grade:<6}  {each.setting}: {each.text}"
