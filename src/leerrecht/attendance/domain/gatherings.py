"""Groups for one day, such as an outing: pupils of several classes, one register."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date as Date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.policy import Denied
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.cards import Card, save_cards
from leerrecht.attendance.domain.entries import Cell, Entry, Saved
from leerrecht.attendance.domain.queries.gatherings import class_members, members
from leerrecht.enrolment.domain.queries.calendar import school_days
from leerrecht.enrolment.models import ClassGroup, Gathering


@transaction.atomic
def create_gathering(*, by: Principal, school_id: int, name: str, date: Date, class_ids: Iterable[int]) -> Gathering:
    """Make a group of the pupils of classes of one school on a day.

    Raises ``Denied`` where ``by`` takes no registers at the school, and ``ValidationError`` for a
    day without lessons or without pupils in those classes.
    """
    why = _require(by, school_id)
    calendar = school_days(to=by, act=acts.REGISTER_TAKE, schools=[school_id], first=date, last=date)[school_id]
    if reason := calendar.why_free_day(date):
        raise ValidationError({"date": _("Op die dag is er geen les: %(reason)s.") % {"reason": reason}})
    found = class_members(to=by, school_id=school_id, class_ids=class_ids, day=date)
    if not found:
        raise ValidationError({"classes": _("In die klassen zit op die dag geen enkele leerling van u.")})
    gathering = Gathering(school_id=school_id, name=name, date=date, made_by_id=by.user_id)
    gathering.save()
    gathering.pupils.set({pupil for _group, pupil in found})
    _log(by, "gathering.create", gathering, why, len(found))
    return gathering


@transaction.atomic
def change_members(
    *, by: Principal, gathering: Gathering, leave: Iterable[int] = (), class_ids: Iterable[int] = ()
) -> None:
    """Take pupils out of a group, or add the pupils of more classes; only pupils that ``by`` sees are touched."""
    why = _require(by, gathering.school_id)
    mine = {row.pupil_id for row in members(to=by, gathering=gathering, act=acts.REGISTER_TAKE)}
    leaving = mine.intersection(leave)
    gathering.pupils.remove(*leaving)
    joining = class_members(to=by, school_id=gathering.school_id, class_ids=class_ids, day=gathering.date)
    gathering.pupils.add(*{pupil for _group, pupil in joining})
    _log(by, "gathering.change", gathering, why, len(leaving) + len(joining))


@transaction.atomic
def delete_gathering(*, by: Principal, gathering: Gathering) -> None:
    """Undo a group; what was entered for its pupils stays."""
    why = _require(by, gathering.school_id)
    _log(by, "gathering.delete", gathering, why, 0)
    gathering.delete()


@transaction.atomic
def save_gathering(
    *,
    by: Principal,
    gathering: Gathering,
    part: str,
    entries: Sequence[Entry],
    taken: bool,
    cards: Sequence[Card] = (),
) -> Saved:
    """Save the register of a group: each entry, with what its card says, in the register of the pupil's own class.

    ``taken`` notes the register of a class as taken only where that whole class is in the group.
    Raises as :func:`save_cards`; nothing is written then.
    """
    rows = {row.pupil_id: row for row in members(to=by, gathering=gathering, act=acts.REGISTER_TAKE)}
    named = {entry.pupil_id for entry in entries} | {card.pupil_id for card in cards}
    if strangers := named.difference(rows):
        raise ValidationError(
            _("%(number)s leerling(en) zitten niet in deze groep. Laad de pagina opnieuw.") % {"number": len(strangers)}
        )
    by_class: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_class[rows[entry.pupil_id].class_id].append(entry)
    carded: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        carded[rows[card.pupil_id].class_id].append(card)
    whole = _whole_classes(by, gathering, {row.class_id for row in rows.values()}, set(rows)) if taken else set()
    results = [
        save_cards(
            by=by, class_group_id=group, date=gathering.date, part=part,
            entries=by_class[group], taken=group in whole, cards=carded[group],
        )
        for group in sorted(whole.union(by_class))
    ]  # fmt: skip
    return _joined(results)


def _joined(results: Sequence[Saved]) -> Saved:
    changed: list[Cell] = [cell for result in results for cell in result.changed]
    conflicts: list[Cell] = [cell for result in results for cell in result.conflicts]
    unchanged = [pupil for result in results for pupil in result.unchanged]
    moments = [result.taken_at for result in results if result.taken_at is not None]
    return Saved(
        tuple(changed),
        tuple(unchanged),
        tuple(conflicts),
        max(moments) if moments and len(moments) == len(results) else None,
    )


def _whole_classes(by: Principal, gathering: Gathering, classes: set[int], pupils: set[int]) -> set[int]:
    visible = policy.visible(ClassGroup, to=by, act=acts.REGISTER_TAKE).filter(pk__in=classes)
    inside: dict[int, set[int]] = {group: set() for group in visible.values_list("pk", flat=True)}
    for group, pupil in class_members(to=by, school_id=gathering.school_id, class_ids=list(inside), day=gathering.date):
        inside[group].add(pupil)
    return {group for group, members_ in inside.items() if members_ and members_ <= pupils}


def _require(by: Principal, school_id: int) -> str:
    if by.system or school_id in by.schools(acts.REGISTER_TAKE):
        return by.why(acts.REGISTER_TAKE, school_id)
    raise Denied(_("Uw functie laat het nemen van registers aan deze school niet toe."))


def _log(by: Principal, act: str, gathering: Gathering, why: str, pupils: int) -> None:
    log.record(by=by, act=act, on=gathering, organisation_id=gathering.school_id, why=why, detail={"pupils": pupils})
