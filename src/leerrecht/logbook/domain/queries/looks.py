"""Who looked in the file of a pupil or did something with it: for who works with it, and for the family."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.models import LogEntry, User
from leerrecht.access.principal import Principal
from leerrecht.access.roles import ROLES
from leerrecht.logbook.words import LOOKS, words_of
from leerrecht.organisations.models import Membership
from leerrecht.people.models import ContactAccount, Pupil, PupilAccount
from leerrecht.portal.logged import AT
from leerrecht.portal.terms import said


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader narrows the list to; ``actor`` is an account, or empty for everybody."""

    actor: int | None = None
    first: date | None = None
    last: date | None = None
    looks: bool | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One act or look: who in words, what in words, and why it was allowed."""

    at: datetime
    who: str
    what: str
    why: str
    look: bool


def entries_of(principal: Principal, pupil: Pupil, wanted: Wanted) -> QuerySet[LogEntry]:
    """What the reader may see, latest first; also of the records that were merged into this one."""
    ids = [pupil.pk, *Pupil.objects.filter(merged_into=pupil).values_list("pk", flat=True)]
    found = policy.visible(LogEntry, to=principal, act=acts.LOG_VIEW).filter(pupil_id__in=ids)
    if wanted.actor is not None:
        found = found.filter(actor_id=wanted.actor)
    if wanted.first:
        found = found.filter(at__gte=_midnight(wanted.first))
    if wanted.last:
        found = found.filter(at__lt=_midnight(wanted.last + timedelta(days=1)))
    if wanted.looks is not None:
        found = found.filter(act__in=LOOKS) if wanted.looks else found.exclude(act__in=LOOKS)
    return found.order_by("-at", "-pk")


def actors_of(principal: Principal, pupil: Pupil) -> list[tuple[int, str]]:
    """Everybody who stands in what the reader may see, by name."""
    found = entries_of(principal, pupil, Wanted()).exclude(actor_id=None).order_by().values("actor_id").distinct()
    users = User.objects.filter(pk__in=found).order_by("last_name", "first_name", "pk")
    return [(user.pk, user.get_full_name()) for user in users]


def lines(entries: Iterable[LogEntry]) -> list[Line]:
    """For who works with the file: by name, with the ground. One query."""
    rows = list(entries)
    names = {user.pk: user.get_full_name() for user in User.objects.filter(pk__in={row.actor_id for row in rows})}
    return [
        Line(row.at, names.get(row.actor_id or 0, row.actor), str(words.text), row.why, words.look)
        for row in rows
        for words in (words_of(row.act),)
    ]


def plain_lines(entries: Iterable[LogEntry], principal: Principal) -> list[Line]:
    """For pupil and parents: by role and place, never by name. Three queries."""
    rows = list(entries)
    actors = {row.actor_id for row in rows if row.actor_id is not None}
    family = _family(actors)
    seats = _seats(actors)
    shown = []
    for row in rows:
        words = words_of(row.act)
        who = _("U zelf") if row.actor_id == principal.user_id else family.get(row.actor_id) or _role(row, seats)
        shown.append(Line(row.at, who, str(words.plain or words.text), "", words.look))
    return shown


def _family(actors: set[int]) -> dict[int | None, str]:
    found: dict[int | None, str] = dict.fromkeys(
        ContactAccount.objects.filter(user__in=actors).values_list("user", flat=True), _("Een ouder")
    )
    pupils = PupilAccount.objects.filter(user__in=actors).values_list("user", flat=True)
    return found | dict.fromkeys(pupils, _("De leerling"))


def _seats(actors: set[int]) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = {}
    for seat in Membership.objects.filter(user__in=actors).select_related("organisation").order_by("pk"):
        found.setdefault(seat.user_id, []).append(seat)
    return found


def _role(entry: LogEntry, seats: dict[int, list[Membership]]) -> str:
    """The role of that day: the one that was the ground, else one at the place of the entry, else any."""
    if entry.actor_id is None:
        return _("Het systeem")
    day = timezone.localtime(entry.at).date()
    held = [seat for seat in seats.get(entry.actor_id, ()) if day in seat.period and seat.role in ROLES]
    for fits in (
        lambda seat: _label(seat) == entry.why,
        lambda seat: seat.organisation_id == entry.organisation_id,
        lambda _seat: True,
    ):
        for seat in held:
            if fits(seat):
                text = str(AT) % {"role": said(ROLES[seat.role].name), "place": seat.organisation.name}
                return text[:1].upper() + text[1:]
    return _("Iemand die hier toen werkte")


def _label(seat: Membership) -> str:
    return f"{ROLES[seat.role].name} van {seat.organisation.name}"


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
