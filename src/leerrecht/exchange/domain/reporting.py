"""What is told of the files of the night: in a report beside the file, and to the secretariat by mail.

Numbers, places of rows and a link; nothing of anybody.
"""

import logging
import smtplib
from collections import Counter
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerrecht.access.models import User
from leerrecht.access.principal import Principal
from leerrecht.access.standing import stand
from leerrecht.exchange.domain.differences import GONE, MISSING, STAFF, Change
from leerrecht.exchange.domain.reasons import REASONS, Refusal, reason_labels
from leerrecht.exchange.models import ImportRun, RunState
from leerrecht.organisations.models import Membership, School

logger = logging.getLogger(__name__)
OFFICE = "secretariaat"
# Where files go, and what became of them.
DONE, REFUSED = "verwerkt", "geweigerd"
_MOST_ROWS = 200


def report_of(run: ImportRun, refused: Sequence[Refusal], changes: Sequence[Change], *, waits: bool) -> str:
    """What became of a file, for the report beside it."""
    counts = run.counts or {}
    labels = reason_labels()
    found = Counter(change.what for change in changes)
    lines = [
        _("Nagekeken, nog niet opgenomen: kijk het na op het scherm.") if waits else _("Opgenomen."),
        _("Gelezen: %(number)s") % {"number": counts["gelezen"]},
        _("Opgenomen of gewijzigd: %(number)s") % {"number": counts["opgenomen"]},
        _("Ongewijzigd: %(number)s") % {"number": counts["ongewijzigd"]},
        _("Geweigerd: %(number)s") % {"number": sum(counts["geweigerd"].values())},
    ]
    lines += [f"  {counts['geweigerd'][key]} {labels[key]}" for key in REASONS if counts["geweigerd"][key]]
    if found[MISSING]:
        lines.append(
            _("Hier ingeschreven, niet in het bestand: %(number)s. Daar is niets aan veranderd; beslis op het scherm.")
            % {"number": found[MISSING]}
        )
    if found[STAFF] or found[GONE]:
        lines.append(
            _(
                "Na te kijken op het scherm: %(staff)s functies of klassen van medewerkers die niet gegeven zijn, en "
                "%(gone)s contactpersonen of medewerkers die weg zijn in het pakket. Daar is niets aan veranderd."
            )
            % {"staff": found[STAFF], "gone": found[GONE]}
        )
    rows = [_place(each) for each in refused][:_MOST_ROWS]
    if rows:
        lines.append(
            _("Geweigerde rijen: %(rows)s. De reden van elke rij staat op het scherm.") % {"rows": "; ".join(rows)}
        )
    return "\n".join(lines)


def _place(refusal: Refusal) -> str:
    """Where a refused row stands; in a zip with the file, of which the explanation begins with the name."""
    file, found, _rest = refusal.explanation.partition(".csv, ")
    return f"{file}.csv {refusal.row}" if found and file.isalpha() else str(refusal.row)


def tell(by: Principal, school: School, found: Sequence[tuple[str, ImportRun | None]]) -> bool:
    """Tell the secretariat of a school; whether a mail really left."""
    with stand(by):
        office = Membership.objects.filter(organisation=school.pk, role=OFFICE, period__contains=by.on).values("user")
        people = User.objects.filter(pk__in=office, is_active=True).exclude(email="")
        addresses = sorted(set(people.values_list("email", flat=True)))
    if not addresses:
        return False
    connection = get_connection()
    message = EmailMessage(_subject(found), _text(school, found), to=addresses, connection=connection)
    try:
        return bool(message.send()) and not getattr(connection, "only_pretends", False)
    except (smtplib.SMTPException, OSError) as error:
        # What became of the files stands on the page all the same.
        logger.warning("the report of the import folder could not be mailed (%s)", type(error).__name__)
        return False


def _subject(found: Sequence[tuple[str, ImportRun | None]]) -> str:
    if any(outcome == REFUSED for outcome, _run in found):
        return _("Invoer van het schoolpakket: er is iets na te kijken")
    return _("Invoer van het schoolpakket: verslag")


def _text(school: School, found: Sequence[tuple[str, ImportRun | None]]) -> str:
    lines = [_("%(school)s: dit stond in de map van uw schoolpakket.") % {"school": school.name}, ""]
    for _outcome, run in found:
        if run is None:
            lines.append(_("- Een bestand dat er al was: er is niets veranderd."))
            continue
        run.refresh_from_db()
        lines.append(f"- {run.get_kind_display()}: {_outcome_of(run)}")
        lines.append(f"  {_site()}{reverse('import-run', args=[run.pk])}")
    lines += ["", _("Meld u aan om te zien welke rijen het zijn en wat u kunt doen.")]
    return "\n".join(lines)


def _outcome_of(run: ImportRun) -> str:
    if run.state == RunState.FAILED:
        return _("het bestand kon niet ingevoerd worden; er is niets opgenomen.")
    counts = run.counts or {}
    taken, refused = counts.get("opgenomen", 0), sum(counts.get("geweigerd", {}).values())
    if run.state == RunState.CHECKED:
        return ngettext(
            "%(taken)s verandering wacht op uw beslissing, %(refused)s geweigerd.",
            "%(taken)s veranderingen wachten op uw beslissing, %(refused)s geweigerd.",
            taken,
        ) % {"taken": taken, "refused": refused}
    return _("%(read)s gelezen, %(taken)s opgenomen, %(refused)s geweigerd.") % {
        "read": counts.get("gelezen", 0),
        "taken": taken,
        "refused": refused,
    }


def _site() -> str:
    origins: list[str] = settings.CSRF_TRUSTED_ORIGINS
    return origins[0].rstrip("/") if origins else ""
