"""What somebody who keeps many files does today: five things first, then all of it by kind."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import Case, Count, Max, Model, Q, QuerySet, When
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
from leerrecht.guidance.domain.queries.files import Mine, mine_of, without_counsellor
from leerrecht.guidance.models import Action, Agreement, Entry, Kind, Plan, ThuisOpVraag
from leerrecht.guidance.rules import AWAY_WITHIN, SOON
from leerrecht.law.calendar import is_school_day, school_year
from leerrecht.law.strip import ABSENT
from leerrecht.law.tables import setting, waarde
from leerrecht.people.models import Pupil

M = TypeVar("M", bound=Model)
FIVE = 5
EACH = 10
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
    """``own``: how many files the reader keeps; ``whole``: that those of others are shown too."""

    five: Sequence[Item]
    sections: Sequence[Section]
    own: int = 0
    whole: bool = True
    nobodys: int = 0


def today(by: Principal, on: date, *, whole: bool = False) -> Today:
    """Everything of today in a fixed number of queries; that these pupils were on the list is logged.

    Who keeps files finds those first, then pupils whose file nobody keeps; those that only others keep are left out
    unless ``whole``. Tasks are always one's own. The five are the first of each kind, in this order: new signals, what
    is due, one's own tasks, who is back, who is away for long; then the second of each, and so on. A pupil stands
    among them once.
    """
    mine = mine_of(by, on)
    whole = whole or not mine.own
    shown = Mine(mine.own, frozenset()) if whole else mine
    parts = (
        ("signalen", _("Nieuwe signalen"), _("Geen open signaal of plicht."), _signals(by, on, shown)),
        ("evaluaties", _("Te bekijken"), _("Geen evaluatie of afspraak is aan de beurt."), _due(by, on, shown)),
        ("taken", _("Uw taken"), _("U hebt geen taak voor deze week."), _tasks(by, on)),
        ("terug", _("Terug op school"), _("Niemand is net terug na een lange afwezigheid."), _returned(by, on)),
        ("lang", _("Lang weg"), _("Niemand is lang weg."), _away(by, on)),
    )
    sections = []
    for key, title, empty, found in parts:
        items = found if key == "taken" else _mine_first(found, shown)
        sections.append(Section(key, title, empty, items[:EACH], max(0, len(items) - EACH)))
    own_parts = [[item for item in section.items if item.pupil.pk in mine.own] for section in sections]
    five = _five([*_rounds(own_parts), *_rounds([section.items for section in sections])])
    pupils = {item.pupil.pk for section in sections for item in section.items}
    if pupils:
        log.record_list(
            by=by, act="guidance.today", kind=Entry._meta.label_lower, compartments=(),
            shown=[(pupil_id, None) for pupil_id in sorted(pupils)],
        )  # fmt: skip
    return Today(five, sections, len(mine.own), whole, without_counsellor(by, on))


def _mine_first(items: Sequence[Item], mine: Mine) -> list[Item]:
    found = [item for item in items if item.pupil.pk not in mine.others]
    return sorted(found, key=lambda item: item.pupil.pk not in mine.own)


def _rounds(parts: Sequence[Sequence[Item]]) -> Iterable[Item]:
    for round_ in zip_longest(*parts):
        yield from (item for item in round_ if item is not None)


def _five(items: Iterable[Item]) -> list[Item]:
    found: dict[int, Item] = {}
    for item in items:
        found.setdefault(item.pupil.pk, item)
    return list(found.values())[:FIVE]


def _first(found: "QuerySet[M]", mine: Mine, *order: str) -> "QuerySet[M]":
    """The first records, those of one's own pupils before others, and none of pupils whom only others keep."""
    if mine.others:
        found = found.exclude(pupil_id__in=among(mine.others))
    own = Case(When(pupil_id__in=among(mine.own), then=0), default=1)
    ranked = found.order_by(own, *order) if mine.own else found.order_by(*order)
    return ranked.select_related("pupil")[: 2 * EACH]


_further: list[tuple[Callable[[Principal, date], Sequence[Item]], Q]] = []


def register_tasks(find: Callable[[Principal, date], Sequence[Item]], theirs: Q) -> None:
    """A room above has tasks of somebody; ``theirs`` are entries that stand there, and not under what is due."""
    _further.append((find, theirs))


def _to(address: str, pk: object, **query: str) -> str:
    """The page of an act, which leads back to the list."""
    return f"{reverse(address, args=[pk])}?{urlencode({**query, 'terug': reverse('guidance-today')})}"


def _signals(by: Principal, on: date, mine: Mine) -> list[Item]:
    rows = worklist.first_rows(to=by, on=on, first=mine.own, without=mine.others)
    return [_signal(row.pupil, row.lines[0], on) for row in rows]


def _signal(pupil: Pupil, line: worklist.Line, on: date) -> Item:
    outcome = line.outcome
    address, pk = line.step or ("outcome-act" if line.acts else "outcome", outcome.pk)
    return Item(
        pupil, line.rule.titel, "; ".join(outcome.omdat), _to(address, pk),
        _("Bekijken") if address == "outcome" else _("Vastleggen"),
        late=outcome.uiterlijk is not None and outcome.uiterlijk < on,
    )  # fmt: skip


def _due(by: Principal, on: date, mine: Mine) -> list[Item]:
    """Evaluations, agreements and records that have to be looked at, up to a week ahead."""
    until, found = on + SOON, list[tuple[date, Item]]()
    plans = policy.visible(Plan, to=by, act=acts.GUIDANCE_KEEP).filter(closed_on=None, evaluate_on__lte=until)
    for plan in _first(plans, mine, "evaluate_on"):
        if plan.evaluate_on is not None:
            what = _("Evaluatie: %(plan)s") % {"plan": plan.get_kind_display()}
            found.append((plan.evaluate_on, _dated(plan.pupil, what, plan.evaluate_on, on, "guidance-plan", plan.pk)))
    agreements = policy.visible(Agreement, to=by, act=acts.GUIDANCE_KEEP).filter(review_on__lte=until)
    current = agreements.filter(Q(ends_on=None) | Q(ends_on__gte=on))
    for one in _first(current, mine, "review_on"):
        what = _("Opnieuw bekijken: %(what)s") % {"what": one.get_kind_display()}
        found.append((one.review_on, _dated(one.pupil, what, one.review_on, on, "guidance-agreement", one.pk)))
    homes = policy.visible(ThuisOpVraag, to=by, act=acts.GUIDANCE_KEEP).filter(
        stopped_on=None, last__gte=on, review_on__lte=until
    )
    for home in _first(homes, mine, "review_on"):
        if home.reviewed_on is None or home.reviewed_on < home.review_on:
            what = _("Opnieuw bekijken: thuisblijven")
            found.append(
                (home.review_on, _dated(home.pupil, what, home.review_on, on, "guidance-home-review", home.pk))
            )
    agreed = policy.visible(Entry, to=by, act=acts.GUIDANCE_KEEP).filter(
        due_on__lte=until, done_on=None, withdrawn_at=None
    )
    for _find, theirs in _further:
        agreed = agreed.exclude(theirs)
    for entry in _first(agreed, mine, "due_on"):
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
    own = [
        Item(
            task.plan.pupil, task.what, _("tegen %(day)s") % {"day": date_format(task.due_on, "j F Y")},
            _to("guidance-plan", task.plan_id) + "#acties", _("Naar de taak"), late=task.due_on < on,
        )
        for task in mine.select_related("plan__pupil").order_by("due_on", "pk")[: 2 * EACH]
    ]  # fmt: skip
    return [*own, *(item for find, _theirs in _further for item in find(by, on))]


def back_after_long(by: Principal, on: date, **where: int) -> dict[int, tuple[date, int]]:
    """Who was away for long and is there again: the last day away, and how many half-days. One query."""
    number = setting({}, "thuiszitter_drempel")
    if number is None:
        return {}
    # School days as weeks of five: long enough, and without a calendar of each school.
    since = on - timedelta(days=7 * waarde("terugkeer.aandacht") // _WEEK)
    absent = (
        policy.visible(HalfDay, to=by, act=acts.DUTY_VIEW)
        .filter(
            school_year__in={school_year(on - AWAY_WITHIN), school_year(on)}, date__range=(on - AWAY_WITHIN, on),
            mark__in=_ABSENT, **where,
        )
        .order_by()
        .values_list("pupil_id")
        .annotate(last=Max("date"), number=Count("date"))
        .filter(number__gte=number, last__gte=since, last__lt=_last_school_day(on))
    )  # fmt: skip
    return {pupil_id: (last, count) for pupil_id, last, count in absent}


def _returned(by: Principal, on: date) -> list[Item]:
    """Who was away for long, is back, and was not welcomed yet."""
    away = back_after_long(by, on)
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
    long_away = {outcome.pupil_id: outcome.pupil for outcome in outcomes}
    since = {outcome.pupil_id: outcome.sinds for outcome in outcomes}
    plans = list(
        policy.visible(Plan, to=by, act=acts.NOTE_VIEW)
        .filter(closed_on=None, contact_days__isnull=False, begins_on__lte=on)
        .select_related("pupil")
    )
    pupils = {plan.pupil_id: plan.pupil for plan in plans} | long_away
    ids = set(pupils)
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
    agreed = {plan.pupil_id: (plan.contact_days or 0, plan.begins_on) for plan in plans}
    # Whoever is not away for long stands here only where an agreed contact did not happen.
    shown = [
        pupil_id
        for pupil_id in pupils
        if pupil_id in long_away or _overdue(contacts.get(pupil_id), *agreed[pupil_id], on)
    ]
    shown.sort(key=lambda pupil_id: (contacts.get(pupil_id, date.min), since.get(pupil_id, on), pupil_id))
    return [
        _away_item(
            by, pupils[pupil_id], contacts.get(pupil_id), agreed.get(pupil_id, (None, on))[0], on,
            long=pupil_id in long_away,
        )
        for pupil_id in shown
    ]  # fmt: skip


def _overdue(last: date | None, days: int, begins_on: date, on: date) -> bool:
    """Counted from the last contact, or from when it was agreed."""
    return (on - max(last or date.min, begins_on)).days > days


def _away_item(by: Principal, pupil: Pupil, last: date | None, days: int | None, on: date, *, long: bool) -> Item:
    why = (
        _("laatste contact op %(day)s") % {"day": date_format(last, "j F Y")}
        if last
        else _("nog geen contact genoteerd")
    )
    late = last is None or (days is not None and (on - last).days > days)
    if days is not None:
        why = _("%(why)s, afgesproken om de %(days)d dagen") % {"why": why, "days": days}
    what = _("Lang weg: neem contact op") if long else _("Neem contact op, zoals afgesproken")
    href, button = _noting(by, pupil.pk, Kind.CONTACT, _("Contact noteren"))
    return Item(pupil, what, why, href, button, late=late)
