"""What somebody who keeps many files does today: five things first, then all of it by kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from urllib.parse import urlencode

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.roles import Reach
from leerrecht.access.sql import among
from leerrecht.attendance.models import HalfDay
from leerrecht.duties.domain.queries import worklist
from leerrecht.duties.models import Outcome
from leerrecht.guidance.models import Action, Agreement, Entry, Kind, Plan, ThuisOpVraag
from leerrecht.law.calendar import is_school_day, school_year
from leerrecht.law.strip import ABSENT
from leerrecht.law.tables import setting, waarde
from leerrecht.people.models import Pupil

FIVE = 5
EACH = 10
SOON = timedelta(days=7)
_WINDOW = timedelta(weeks=10)
_WEEK = 5
_ABSENT = sorted(ABSENT.decode())


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: for whom, what, why now, and the page on which it is done."""

    pupil: Pupil
    what: str
    why: str
    href: str
    button: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    empty: str
    items: Sequence[Item]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    five: Sequence[Item]
    sections: Sequence[Section]


def today(by: Principal, on: date) -> Today:
    """Everything of today in a fixed number of queries; that these pupils were on the list is logged.

    The five are the first of each kind, in this order: new signals, what is due, one's own tasks, who is back,
    who is away for long; then the second of each, and so on. A pupil stands among them once.
    """
    parts = (
        ("signalen", _("Nieuwe signalen"), _("Geen open signaal of plicht."), _signals(by, on)),
        ("evaluaties", _("Te bekijken"), _("Geen evaluatie of afspraak is aan de beurt."), _due(by, on)),
        ("taken", _("Uw taken"), _("U hebt geen taak voor deze week."), _tasks(by, on)),
        ("terug", _("Terug op school"), _("Niemand is net terug na een lange afwezigheid."), _returned(by, on)),
        ("lang", _("Lang weg"), _("Niemand is lang weg."), _away(by, on)),
    )
    sections = [
        Section(key, title, empty, items[:EACH], max(0, len(items) - EACH)) for key, title, empty, items in parts
    ]
    five = _five(section.items for section in sections)
    pupils = {item.pupil.pk for section in sections for item in section.items}
    if pupils:
        log.record_list(
            by=by, act="guidance.today", kind=Entry._meta.label_lower, compartments=(),
            shown=[(pupil_id, None) for pupil_id in sorted(pupils)],
        )  # fmt: skip
    return Today(five, sections)


def _five(parts: Iterable[Sequence[Item]]) -> list[Item]:
    found: dict[int, Item] = {}
    for round_ in zip_longest(*parts):
        for item in round_:
            if item is not None:
                found.setdefault(item.pupil.pk, item)
    return list(found.values())[:FIVE]


def _to(address: str, pk: object, **query: str) -> str:
    """The page of an act, which leads back to the list."""
    return f"{reverse(address, args=[pk])}?{urlencode({**query, 'terug': reverse('guidance-today')})}"


def _signals(by: Principal, on: date) -> list[Item]:
    _page, rows = worklist.worklist(to=by, on=on)
    return [_signal(row.pupil, row.lines[0], on) for row in rows]


def _signal(pupil: Pupil, line: worklist.Line, on: date) -> Item:
    outcome = line.outcome
    address, pk = line.step or ("outcome-act" if line.acts else "outcome", outcome.pk)
    return Item(
        pupil, line.rule.titel, "; ".join(outcome.omdat), _to(address, pk),
        _("Bekijken") if address == "outcome" else _("Vastleggen"),
        late=outcome.uiterlijk is not None and outcome.uiterlijk < on,
    )  # fmt: skip


def _due(by: Principal, on: date) -> list[Item]:
    """Evaluations, agreements and records that have to be looked at, up to a week ahead."""
    until, found = on + SOON, list[tuple[date, Item]]()
    plans = policy.visible(Plan, to=by, act=acts.GUIDANCE_KEEP).filter(closed_on=None, evaluate_on__lte=until)
    for plan in plans.select_related("pupil").order_by("evaluate_on")[: 2 * EACH]:
        if plan.evaluate_on is not None:
            what = _("Evaluatie: %(plan)s") % {"plan": plan.get_kind_display()}
            found.append((plan.evaluate_on, _dated(plan.pupil, what, plan.evaluate_on, on, "guidance-plan", plan.pk)))
    agreements = policy.visible(Agreement, to=by, act=acts.GUIDANCE_KEEP).filter(review_on__lte=until)
    current = agreements.filter(Q(ends_on=None) | Q(ends_on__gte=on))
    for one in current.select_related("pupil").order_by("review_on")[: 2 * EACH]:
        what = _("Opnieuw bekijken: %(what)s") % {"what": one.get_kind_display()}
        found.append((one.review_on, _dated(one.pupil, what, one.review_on, on, "guidance-agreement", one.pk)))
    homes = policy.visible(ThuisOpVraag, to=by, act=acts.GUIDANCE_KEEP).filter(
        stopped_on=None, last__gte=on, review_on__lte=until
    )
    for home in homes.select_related("pupil").order_by("review_on")[: 2 * EACH]:
        if home.reviewed_on is None or home.reviewed_on < home.review_on:
            what = _("Opnieuw bekijken: thuisblijven")
            found.append(
                (home.review_on, _dated(home.pupil, what, home.review_on, on, "guidance-home-review", home.pk))
            )
    agreed = policy.visible(Entry, to=by, act=acts.GUIDANCE_KEEP).filter(
        due_on__lte=until, done_on=None, withdrawn_at=None
    )
    for entry in agreed.select_related("pupil").order_by("due_on")[: 2 * EACH]:
        if entry.due_on is not None:
            what = entry.get_kind_display()
            found.append((entry.due_on, _dated(entry.pupil, what, entry.due_on, on, "guidance", entry.pupil_id)))
    return [item for _day, item in sorted(found, key=lambda pair: pair[0])]


def _dated(pupil: Pupil, what: str, day: date, on: date, address: str, pk: object) -> Item:
    why = _("sinds %(day)s") if day < on else _("op %(day)s")
    return Item(pupil, what, why % {"day": date_format(day, "j F Y")}, _to(address, pk), _("Bekijken"), late=day < on)


def _tasks(by: Principal, on: date) -> list[Item]:
    mine = policy.visible(Action, to=by, act=acts.GUIDANCE_KEEP).filter(
        who_id=by.user_id or 0, done_on=None, due_on__lte=on + SOON, plan__closed_on=None
    )
    return [
        Item(
            task.plan.pupil, task.what, _("tegen %(day)s") % {"day": date_format(task.due_on, "j F Y")},
            _to("guidance-plan", task.plan_id) + "#acties", _("Naar de taak"), late=task.due_on < on,
        )
        for task in mine.select_related("plan__pupil").order_by("due_on", "pk")[: 2 * EACH]
    ]  # fmt: skip


def _returned(by: Principal, on: date) -> list[Item]:
    """Who was away for long, is back, and was not welcomed yet."""
    number = setting({}, "thuiszitter_drempel")
    if number is None:
        return []
    # School days as weeks of five: long enough, and without a calendar of each school.
    since = on - timedelta(days=7 * waarde("terugkeer.aandacht") // _WEEK)
    absent = (
        policy.visible(HalfDay, to=by, act=acts.DUTY_VIEW)
        .filter(
            school_year__in={school_year(on - _WINDOW), school_year(on)}, date__range=(on - _WINDOW, on),
            mark__in=_ABSENT,
        )
        .order_by()
        .values_list("pupil_id")
        .annotate(last=Max("date"), number=Count("date"))
        .filter(number__gte=number, last__gte=since, last__lt=_last_school_day(on))
    )  # fmt: skip
    away = {pupil_id: (last, count) for pupil_id, last, count in absent}
    if not away:
        return []
    welcomed = {
        pupil_id
        for pupil_id, day in policy.visible(Entry, to=by, act=acts.NOTE_VIEW)
        .filter(pupil_id__in=among(away), kind=Kind.WELCOME, withdrawn_at=None)
        .values_list("pupil_id", "on")
        if day > away[pupil_id][0]
    }
    pupils = policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).filter(pk__in=sorted(away.keys() - welcomed))
    items = []
    for pupil in sorted(pupils, key=lambda one: away[one.pk][0], reverse=True):
        last, count = away[pupil.pk]
        why = ngettext(
            "was %(n)d halve dag weg, het laatst op %(day)s", "was %(n)d halve dagen weg, het laatst op %(day)s", count
        )
        words = why % {"n": count, "day": date_format(last, "j F Y")}
        href, button = _noting(by, pupil.pk, Kind.WELCOME, _("Welkom noteren"))
        items.append(Item(pupil, _("Is terug: heet welkom"), words, href, button))
    return items


def _noting(by: Principal, pupil_id: int, kind: Kind, button: str) -> tuple[str, str]:
    """The page to note it and its button; a CLB, which writes only on its cases, gets the file."""
    if by.places(acts.GUIDANCE_KEEP, Reach.SCHOOL):
        return _to("guidance-entry-new", pupil_id, soort=kind.value), button
    return reverse("guidance", args=[pupil_id]), _("Naar het dossier")


def _last_school_day(on: date) -> date:
    day = on - timedelta(days=1)
    while not is_school_day(day):
        day -= timedelta(days=1)
    return day


def _away(by: Principal, on: date) -> list[Item]:
    """Who stays away for long, who had no contact for longest first; the agreed frequency says who is late."""
    outcomes = list(
        policy.visible(Outcome, to=by, act=acts.DUTY_VIEW)
        .filter(regel="thuiszitter", status__in=("open", "geldt"))
        .select_related("pupil")
    )
    ids = {outcome.pupil_id for outcome in outcomes}
    if not ids:
        return []
    contacts = dict(
        policy.visible(Entry, to=by, act=acts.NOTE_VIEW)
        .filter(pupil_id__in=among(ids), kind__in=(Kind.CONTACT, Kind.TALK, Kind.VISIT), withdrawn_at=None)
        .exclude(reached=False)
        .order_by()
        .values_list("pupil_id")
        .annotate(last=Max("on"))
    )
    agreed = dict(
        policy.visible(Plan, to=by, act=acts.NOTE_VIEW)
        .filter(pupil_id__in=among(ids), closed_on=None, contact_days__isnull=False)
        .values_list("pupil_id", "contact_days")
    )
    ordered = sorted(outcomes, key=lambda one: (contacts.get(one.pupil_id, date.min), one.sinds))
    return [_away_item(by, one, contacts.get(one.pupil_id), agreed.get(one.pupil_id), on) for one in ordered]


def _away_item(by: Principal, outcome: Outcome, last: date | None, days: int | None, on: date) -> Item:
    why = (
        _("laatste contact op %(day)s") % {"day": date_format(last, "j F Y")}
        if last
        else _("nog geen contact genoteerd")
    )
    late = last is None or (days is not None and (on - last).days > days)
    if days is not None:
        why = _("%(why)s, afgesproken om de %(days)d dagen") % {"why": why, "days": days}
    href, button = _noting(by, outcome.pupil_id, Kind.CONTACT, _("Contact noteren"))
    return Item(outcome.pupil, _("Lang weg: neem contact op"), why, href, button, late=late)
