"""The checks of the years, the files that came in, and numbers for who sees no names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import stand
from leerrecht.directory.models import Region
from leerrecht.leerplicht.domain.queries.children import handed_days, steps_of
from leerrecht.leerplicht.models import Check, CheckFile, CheckKind, ListedChild, State, Step, StepKind, Territory
from leerrecht.organisations.models import Organisation, OrganisationKind
from leerrecht.ui.cells import hidden

PRINTED = (StepKind.LETTER, StepKind.REMINDER)


@dataclass(frozen=True, slots=True)
class CheckCard:
    """A check on the first page: its numbers by step, its files, and the days on which letters were made."""

    check: Check
    steps: list[tuple[str, Any, int]]
    total: int
    files: list[CheckFile]
    printed: list[dict[str, Any]]
    handed: list[tuple[date, str]]


def cards(by: Principal) -> list[CheckCard]:
    """The checks of this and former years, the newest first."""
    found = []
    for check in policy.visible(Check, to=by, act=acts.LEERPLICHT_KEEP).select_related("organisation"):
        steps = steps_of(by, check)
        days = policy.visible(Step, to=by, act=acts.LEERPLICHT_KEEP).filter(child__check_list=check)
        printed = (
            days.filter(kind__in=PRINTED).values("on", "kind").annotate(number=Count("pk")).order_by("-on", "kind")
        )
        found.append(
            CheckCard(
                check, steps, sum(number for _key, _name, number in steps), list(check.files.all()[:10]),
                [{**one, "label": StepKind(one["kind"]).label} for one in printed[:10]],
                handed_days(by, check),
            )
        )  # fmt: skip
    return found


def check_of(by: Principal, pk: object) -> Check:
    return policy.find(Check, pk, by=by, act=acts.LEERPLICHT_KEEP)


def towns(by: Principal) -> list[tuple[Organisation, Sequence[str]]]:
    """The municipalities that work here, with their postcodes."""
    known = {place.pk: place.postcodes for place in policy.visible(Territory, to=by, act=acts.LEERPLICHT_KEEP)}
    places = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY).order_by("name")
    return [(place, known.get(place.pk, ())) for place in places]


@dataclass(frozen=True, slots=True)
class Figure:
    """The numbers of one municipality; None is hidden."""

    name: str
    listed: int | None
    absent: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of one check. The totals are of all that stands here."""

    kind: str
    day: date
    rows: list[Figure]
    listed: int | None
    absent: int | None


def figures(by: Principal) -> list[Figures]:
    """For each kind the latest check, by municipality of the own region; small numbers cannot be counted back."""
    if not by.can(acts.LEERPLICHT_FIGURES):
        raise policy.Denied("Uw functie ziet deze cijfers niet.")
    places = _places(by)
    with stand(command("leerplichtcontrole", by.on)):
        return [found for kind in CheckKind.values if (found := _figures(kind, places)) is not None]


def _figures(kind: str, places: dict[int, str]) -> Figures | None:
    check = Check.objects.filter(kind=kind).order_by("-reference_date").first()
    if check is None:
        return None
    absent = Q(state__in=(State.OPEN, State.DOUBT)) | Q(state=State.CLOSED, letter_on__isnull=False)
    rows = (
        ListedChild.objects.filter(check_list__kind=kind, check_list__school_year=check.school_year)
        .filter(municipality_id__in=places)
        .order_by()
        .values_list("municipality_id")
        .annotate(listed=Count("pk"), absent=Count("pk", filter=absent))
    )
    listed = {place: number for place, number, _absent in rows}
    nowhere = {place: number for place, _number, number in rows}
    for place in places:
        listed.setdefault(place, 0)
        nowhere.setdefault(place, 0)
    out, out_listed = hidden(nowhere, listed), hidden(listed)
    lines = [
        Figure(places[place], None if place in out_listed else listed[place], None if place in out else nowhere[place])
        for place in sorted(places, key=lambda one: places[one])
    ]
    # Of one municipality alone the total is that municipality.
    return Figures(CheckKind(kind).label, check.reference_date, lines, _total(listed, out_listed), _total(nowhere, out))


def _total(counts: dict[int, int], out: frozenset[int]) -> int | None:
    return None if set(counts) == set(out) and out else sum(counts.values())


def _places(by: Principal) -> dict[int, str]:
    """Municipalities of which somebody sees numbers: AGODI all, a municipality itself, a LOP those of its region."""
    houses = by.organisations(acts.LEERPLICHT_FIGURES)
    kinds = {seat.role.organisation_kind for seat in by.seats if acts.LEERPLICHT_FIGURES in seat.role.acts}
    known = Organisation.objects.filter(territory__isnull=False)
    if "agodi" not in kinds:
        regions = Region.objects.filter(members__in=houses) if "lop" in kinds else Region.objects.none()
        known = known.filter(Q(pk__in=houses) | Q(regions__in=regions)).distinct()
    return dict(known.values_list("pk", "name"))
