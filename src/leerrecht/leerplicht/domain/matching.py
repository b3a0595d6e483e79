"""Whether a child on the list is a pupil whom the system knows, in spite of how a name was spelled.

By the number of the national register where both have it. Else by name on the same birth date: from ``certain`` on by
itself, below it a person decides. Names of the register hold all first names, a school the one that is used.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from leerrecht.enrolment.models import Enrolment
from leerrecht.leerplicht.models import How, ListedChild, Where
from leerrecht.leerplicht.rules import DOUBTFUL, MOST_CANDIDATES
from leerrecht.people.domain.names import fold
from leerrecht.people.models import Pupil
from leerrecht.trajectories.models import HomeEducation

SAME = 100
FIRST_NAME_ONLY = 98
NUMBER_WRONG = 60
_PIECE = 5_000
_DIGITS_APART = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """A pupil beside a child: how alike on 100, and in words what differs."""

    pupil: Pupil
    score: int
    why: str
    how: How
    certain: bool


@dataclass(slots=True)
class Place:
    """Where a pupil is: on the day of the list, or later; with the names of the schools."""

    where: Where | None = None
    name: str = ""
    since: date | None = None


@dataclass(slots=True)
class Matches:
    """What was found for each child, by its key: likely pupils, the likeliest first; and where those pupils are."""

    likely: dict[str, list[Likeness]] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)


def likeness(last: str, first: str, other_last: str, other_first: str) -> int:
    """How alike two names are on 100: the less alike of last and first name, also where these changed places."""
    straight = min(_alike(last, other_last), _first(first, other_first))
    crossed = min(_alike(last, other_first), _alike(first, other_last))
    return max(straight, crossed)


def _alike(one: str, other: str) -> int:
    return int(fuzz.ratio(fold(one).replace(" ", ""), fold(other).replace(" ", "")))


def _first(one: str, other: str) -> int:
    """All first names beside each other; or the first of each, where one side gives only that."""
    whole = _alike(one, other)
    names, others = fold(one).split(), fold(other).split()
    if min(len(names), len(others)) == 1 and names[0] == others[0]:
        return max(whole, FIRST_NAME_ONLY)
    return whole


def compare(child: ListedChild, pupil: Pupil, *, certain: int) -> Likeness | None:
    """One pupil beside one child; None where they are not alike enough to ask anybody."""
    score = likeness(child.last_name, child.first_name, pupil.last_name, pupil.first_name)
    same_day = child.birth_date == pupil.birth_date
    both = bool(child.insz and pupil.insz)
    if both and child.insz == pupil.insz:
        sure = score >= NUMBER_WRONG
        return Likeness(pupil, score, "" if sure else _("de naam verschilt sterk"), How.INSZ, sure)
    if not same_day and not (score >= certain and _near(child.birth_date, pupil.birth_date)):
        return None
    if score < DOUBTFUL:
        return None
    differs = [
        _("het rijksregisternummer verschilt") if both else "",
        "" if same_day else _("de geboortedatum verschilt"),
        _("de naam is anders gespeld") if score < SAME else "",
    ]
    how = How.EXACT if score == SAME else How.SPELLING
    sure = same_day and not both and score >= certain
    return Likeness(pupil, score, ", ".join(filter(None, differs)), how, sure)


def _near(one: date, other: date) -> bool:
    """Day and month changed places, or one or two digits mistyped."""
    if (one.day, one.month, one.year) == (other.month, other.day, other.year):
        return True
    return sum(a != b for a, b in zip(f"{one:%Y%m%d}", f"{other:%Y%m%d}", strict=True)) <= _DIGITS_APART


def match(children: Sequence[ListedChild], *, certain: int, on: date, reference: date) -> Matches:
    """Likely pupils for each child, and where these are. Whoever asks stands for a command: it reads every pupil."""
    found = Matches()
    for start in range(0, len(children), _PIECE):
        _match(children[start : start + _PIECE], found, certain)
    pupils = {one.pupil.pk for likely in found.likely.values() for one in likely}
    pupils |= {child.pupil_id for child in children if child.pupil_id is not None}
    found.places = places_of(pupils, reference=reference, on=on)
    return found


def _match(children: Sequence[ListedChild], found: Matches, certain: int) -> None:
    by_number: dict[str, Pupil] = {}
    by_day: dict[date, list[Pupil]] = defaultdict(list)
    by_name: dict[str, list[Pupil]] = defaultdict(list)
    # Also with the names in each other's place: as long as the day is the same that is found by the day.
    wanted = (
        Q(insz__in=[child.insz for child in children if child.insz])
        | Q(birth_date__in={child.birth_date for child in children})
        | Q(sort_key__in={child.sort_key for child in children})
    )
    known = Pupil.objects.filter(wanted, merged_into=None).only(
        "first_name", "last_name", "birth_date", "insz", "sort_key"
    )
    for pupil in known.order_by("pk"):
        by_day[pupil.birth_date].append(pupil)
        by_name[pupil.sort_key].append(pupil)
        if pupil.insz:
            by_number[pupil.insz] = pupil
    for child in children:
        near = {one.pk: one for one in (*by_day[child.birth_date], *by_name[child.sort_key])}
        if child.insz and (numbered := by_number.get(child.insz)):
            near = {numbered.pk: numbered}
        likely = [one for pupil in near.values() if (one := compare(child, pupil, certain=certain)) is not None]
        likely.sort(key=lambda one: (not one.certain, -one.score, one.pupil.pk))
        if likely:
            found.likely[child.key] = likely[:MOST_CANDIDATES]


def places_of(pupil_ids: Iterable[int], *, reference: date, on: date) -> dict[int, Place]:
    """Where pupils are on the day of the list; else where they came later, up to ``on``: two queries."""
    ids = list(pupil_ids)
    places = {pupil: Place() for pupil in ids}
    rows = (
        Enrolment.objects.filter(pupil_id__in=ids, period__endswith__gt=reference, period__startswith__lte=on)
        .order_by("period", "pk")
        .values_list("pupil_id", "school__name", "period")
    )
    for pupil, school, period in rows:
        place = places[pupil]
        if place.where is None:
            place.where, place.since = Where.ENROLLED, max(period.lower, reference)
        if place.since is not None and period.lower <= place.since and school not in place.name:
            place.name = ", ".join(filter(None, (place.name, school)))[:160]
    home = HomeEducation.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=reference), pupil_id__in=ids, begins_on__lte=on
    ).order_by("begins_on")
    for pupil, begins in home.values_list("pupil_id", "begins_on"):
        place, since = places[pupil], max(begins, reference)
        if place.where is None or (place.since is not None and since < place.since):
            place.where, place.since, place.name = Where.HOME, since, ""
    return places
