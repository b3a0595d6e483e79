"""What is wrong with an installation, and what to do about it: from how it is doing, without looking again.

The words hold numbers and days alone, since they leave by mail.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from leerrecht.operations.domain.queries.state import State

# Ours; docs/decisions/1006.
WAITS_TOO_LONG = timedelta(minutes=15)
OUT_TOO_LONG = timedelta(hours=2)
BACKUP_EVERY = timedelta(hours=26)
PROVEN_EVERY = timedelta(days=120)
CERTIFICATE_ENDS = timedelta(days=14)
LOWEST_FREE = 2 * 1024**3  # bytes
LOWEST_PART = 0.05
LONGEST_STATEMENT = 300  # seconds
SAID_IN_MINUTES = 120
SAID_IN_HOURS = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Problem:
    """``key`` stays the same as long as the problem lasts."""

    key: str
    title: str
    remedy: str


AWAY = Problem(
    "databank",
    "De databank antwoordt niet",
    "Kijk of PostgreSQL draait en of er plaats is: systemctl status postgresql",
)

TABLES = Problem("tabellen", "De tabellen zijn van een andere versie", "Voer uit: leerrecht migreer")


def problems(state: State) -> list[Problem]:
    return [*_jobs(state), *_vitals(state), *_machine(state), *_backups(state)]


def _jobs(state: State) -> Iterator[Problem]:
    if not state.health.tables:
        yield TABLES
    if not state.health.worker:
        yield Problem(
            "werker", "De werker zwijgt",
            "Pagina’s werken, taken wachten. Start hem opnieuw: systemctl restart leerrecht-werker",
        )  # fmt: skip
    jobs = state.jobs
    if jobs.oldest is not None and state.at - jobs.oldest > WAITS_TOO_LONG:
        yield Problem(
            "wachtrij", _waits(jobs.due, state.at - jobs.oldest, one=" taak", many=" taken"),
            "Kijk of de werker draait en niet vastzit; start er zo nodig een tweede",
        )  # fmt: skip
    if jobs.failed:
        yield Problem(
            "mislukt", f"{jobs.failed} {'taken zijn' if jobs.failed > 1 else 'taak is'} mislukt",
            "Lees op de pagina “Werking” welke, en in het logboek van de server waarom; laat ze daar opnieuw doen",
        )  # fmt: skip


def _vitals(state: State) -> Iterator[Problem]:
    for each in state.vitals:
        if each.failed:
            yield Problem(f"mislukt:{each.name}", f"{each.name}: {each.failed} niet gelukt", each.remedy)
        if each.oldest is not None and state.at - each.oldest > OUT_TOO_LONG:
            waits = _waits(each.waiting, state.at - each.oldest)
            yield Problem(f"wacht:{each.name}", f"{each.name}: {waits}", each.remedy)


def _machine(state: State) -> Iterator[Problem]:
    storage = state.storage
    if storage.free < LOWEST_FREE or storage.free < storage.total * LOWEST_PART:
        yield Problem(
            "schijf",
            f"Op de schijf is nog {storage.free / 1024**3:.1f} GB vrij",
            "Maak plaats, of neem een grotere schijf",
        )
    longest = max((each.seconds for each in state.statements), default=0)
    if longest > LONGEST_STATEMENT:
        yield Problem(
            "vraag", f"Een vraag aan de databank loopt al {longest // 60} minuten",
            "Kijk op de pagina “Werking” op welke tabellen; ze stoppen kan met pg_cancel_backend",
        )  # fmt: skip
    if state.certificate is not None:
        yield from _certificate(state.certificate.until, state.at)


def _certificate(until: datetime | None, now: datetime) -> Iterator[Problem]:
    if until is None:
        yield Problem(
            "certificaat", "Het certificaat kan niet gelezen worden",
            "Kijk LEERRECHT_TLS_CERTIFICATE na, en of Leerrecht dat bestand mag lezen",
        )  # fmt: skip
    elif until - now < CERTIFICATE_ENDS:
        when = "is verlopen" if until <= now else f"verloopt op {until:%d/%m/%Y}"
        yield Problem("certificaat", f"Het certificaat {when}", "Vernieuw het, en herlaad de proxy")


def _backups(state: State) -> Iterator[Problem]:
    if not state.backups.key:
        return
    last, proven = state.backups.last, state.backups.proven
    if last is None or state.at - last.at > BACKUP_EVERY:
        yield Problem(
            "backup", "Er is geen back-up van de laatste dag",
            "Kijk waarom: systemctl status leerrecht-backup. Maak er nu een: systemctl start leerrecht-backup",
        )  # fmt: skip
    since = proven.proven_at if proven is not None else None
    if last is not None and (since is None or state.at - since > PROVEN_EVERY):
        yield Problem(
            "herstel", "Al lang werd geen back-up meer teruggezet om te proberen",
            "Zet er een terug op een andere plaats en noteer het bewijs op de pagina “Werking”",
        )  # fmt: skip


def _waits(number: int, time: timedelta, *, one: str = "", many: str = "") -> str:
    if number == 1:
        return f"1{one} wacht al {_long(time)}"
    return f"{number}{many} wachten, de eerste al {_long(time)}"


def _long(time: timedelta) -> str:
    minutes = int(time.total_seconds() // 60)
    if minutes < SAID_IN_MINUTES:
        return f"{minutes} minuten"
    return f"{minutes // 60} uur" if time < SAID_IN_HOURS else f"{time.days} dagen"
