"""What waits for somebody, as cards of the start page: only of what the principal may see and do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.queries import worklists
from leerrecht.discimus.domain.queries.pages import refused_number
from leerrecht.duties.domain.queries.worklist import count_needing
from leerrecht.quality.domain.queries.home import due_number

URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Task:
    """A card: where it leads (name of the address), how much there is, one sentence, and how pressing it is."""

    name: str
    title: str | Promise
    count: int
    sentence: str
    state: str = ""


def tasks(principal: Principal, now: datetime) -> list[Task]:
    """The cards in the order in which they ask for attention: at most eleven queries."""
    found = list(_of_worklists(worklists.counts(principal, now), principal))
    if principal.can(acts.DUTY_VIEW):
        found.insert(0, _needing(count_needing(to=principal, on=now.date())))
    if principal.can(acts.COOPERATION_KEEP) and (due := due_number(principal)):
        found.append(_due(due))
    if principal.can(acts.DISCIMUS_KEEP) and (refused := refused_number(principal)):
        found.append(_refused(refused))
    return found


def _needing(count: int) -> Task:
    if not count:
        return Task("worklist-who", _("Wie heeft ons nodig"), 0, _("Geen enkele leerling heeft iets openstaan."))
    sentence = ngettext(
        "leerling met een open plicht of signaal, dringendst eerst",
        "leerlingen met een open plicht of signaal, dringendst eerst",
        count,
    )
    return Task("worklist-who", _("Wie heeft ons nodig"), count, sentence, URGENT)


def _due(count: int) -> Task:
    sentence = ngettext(
        "actie, bevraging of afspraak komt aan de beurt", "acties, bevragingen of afspraken komen aan de beurt", count
    )
    return Task("quality-home", _("Schoolbeleid"), count, sentence)


def _refused(count: int) -> Task:
    sentence = ngettext("bericht aan Discimus geweigerd", "berichten aan Discimus geweigerd", count)
    return Task("discimus", _("Discimus"), count, sentence, URGENT)


def _of_worklists(found: worklists.WorklistCounts, principal: Principal) -> Iterator[Task]:
    if found.registers_today is not None and found.registers_before is not None:
        yield _registers(found.registers_today, found.registers_before, found.registers_oldest)
    if found.unknown_half_days is not None:
        yield _unknown(found.unknown_half_days, found.unknown_pupils or 0, found.unknown_oldest)
    if found.p_half_days is not None and principal.can(acts.P_APPROVE):
        yield _waiting_p(found.p_half_days, found.p_pupils or 0)
    if found.notes is not None:
        yield _notes(found.notes)


def _registers(today: int, before: int, oldest: date | None) -> Task:
    title = _("Registers nog niet genomen")
    if not today + before:
        return Task("worklist-registers", title, 0, _("Alle registers zijn genomen."))
    parts = []
    if today:
        parts.append(_("%(n)d van vandaag") % {"n": today})
    if before and oldest:
        parts.append(_("%(n)d van vroeger, het oudste van %(day)s") % {"n": before, "day": _day(oldest)})
    return Task("worklist-registers", title, today + before, ", ".join(parts), URGENT if before else "")


def _unknown(half_days: int, pupils: int, oldest: date | None) -> Task:
    title = _("Afwezigheden zonder reden")
    if not half_days or oldest is None:
        return Task("worklist-unknown", title, 0, _("Van elke afwezigheid is de reden bekend."))
    if half_days == 1:
        return Task("worklist-unknown", title, 1, _("halve dag van 1 leerling, van %(day)s") % {"day": _day(oldest)})
    sentence = ngettext(
        "halve dagen van %(n)d leerling, de oudste van %(day)s",
        "halve dagen van %(n)d leerlingen, de oudste van %(day)s",
        pupils,
    ) % {"n": pupils, "day": _day(oldest)}
    return Task("worklist-unknown", title, half_days, sentence)


def _waiting_p(half_days: int, pupils: int) -> Task:
    title = _("P ter goedkeuring")
    if not half_days:
        return Task("worklist-p", title, 0, _("Er wacht geen beslissing over code P (persoonlijke reden)."))
    if half_days == 1:
        return Task("worklist-p", title, 1, _("halve dag P (persoonlijke reden) van 1 leerling wacht op uw beslissing"))
    sentence = ngettext(
        "halve dagen P (persoonlijke reden) van %(n)d leerling wachten op uw beslissing",
        "halve dagen P (persoonlijke reden) van %(n)d leerlingen wachten op uw beslissing",
        pupils,
    ) % {"n": pupils}
    return Task("worklist-p", title, half_days, sentence)


def _notes(count: int) -> Task:
    title = _("Ouderbriefje: vierde en volgende")
    if not count:
        return Task("worklist-notes", title, 0, _("Geen enkel briefje vraagt nog om een brief."))
    sentence = ngettext(
        "briefje van ouders waarvoor een brief moet vertrekken",
        "briefjes van ouders waarvoor een brief moet vertrekken",
        count,
    )
    return Task("worklist-notes", title, count, sentence)


def _day(day: date) -> str:
    return date_format(day, "j F")
