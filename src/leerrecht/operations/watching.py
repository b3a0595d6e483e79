"""``leerrecht waak``: look at the installation from outside web server and worker, and tell by mail what is wrong."""

import os
import smtplib
import sys
import time
from pathlib import Path

from django.core.mail import EmailMessage
from django.db import DatabaseError, connection
from django.utils import timezone

from leerrecht.access.principal import command
from leerrecht.access.standing import stand
from leerrecht.operations import alerts
from leerrecht.operations.domain.queries.state import home, state
from leerrecht.operations.health import look
from leerrecht.operations.judging import AWAY, TABLES, Problem, problems


def watch(*, to: list[str], site: str, every: int = 0) -> int:
    """Look once, or every so many seconds until a signal comes; exit code 1 where something is wrong."""
    while True:
        code = look_once(to=to, site=site, folder=home())
        sys.stdout.flush()
        if not every:
            return code
        time.sleep(every)


def look_once(*, to: list[str], site: str, folder: Path) -> int:
    """Print what is wrong now, and mail what was not told today; what cannot be mailed is told again next time."""
    found, blind = _found()
    for each in found:
        sys.stdout.write(f"{each.title}. {each.remedy}.\n")
    tidings = alerts.news(found, alerts.remembered(folder), timezone.localdate(), blind=blind)
    if tidings and to:
        subject, text = alerts.message(tidings, site=site)
        try:
            EmailMessage(subject, text, to=to).send()
        except (OSError, smtplib.SMTPException) as error:
            sys.stderr.write(f"leerrecht: fout: de mailserver neemt het bericht niet aan ({type(error).__name__})\n")
            return 1
    try:
        alerts.remember(folder, tidings.memory)
    except OSError as error:
        sys.stderr.write(
            f"leerrecht: fout: {folder / alerts.MEMORY} kan niet geschreven worden ({type(error).__name__}); "
            "zo komt elk bericht telkens opnieuw. Kijk LEERRECHT_HOME na\n"
        )
        return 1
    return 1 if found else 0


def _found() -> tuple[list[Problem], bool]:
    by = command("waak", timezone.localdate())
    try:
        with stand(by):
            return problems(state(by)), False
    except DatabaseError:
        # The next look is over a connection of its own.
        connection.close()
        with stand(by):
            answers = look().database
        # It answers, and lacks a table: nobody brought it up to date, or somebody is putting a backup back.
        return [TABLES if answers else AWAY], True


def addresses() -> list[str]:
    """To whom problems are told."""
    return [each.strip() for each in os.environ.get("LEERRECHT_ALERT_TO", "").split(",") if each.strip()]
