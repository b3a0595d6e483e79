"""Numbers of places, waiting children, refusals and load, for whoever decides about them.

Who works at a school, or for its CLB, sees the numbers of those schools as they are. A board, a platform, a
municipality and an authority see them with small counts hidden, and no child.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access import acts
from leerrecht.access.compartments import Gedeeld, Zorg
from leerrecht.access.principal import Principal, command
from leerrecht.access.standing import lend
from leerrecht.enrolment.models import Enrolment, Placement
from leerrecht.guidance.models import Begeleidingsdossier
from leerrecht.guidance.models.file import Opening
from leerrecht.law.calendar import school_year
from leerrecht.organisations.models import School
from leerrecht.places.domain.queries.free import newest_of
from leerrecht.places.domain.queries.occupation import Why, excluded, of_schools
from leerrecht.places.models import LIVE, Answer, Application, Refusal, Slot, SlotKind, State
from leerrecht.places.rules import looks_at_region, region_of_figures, schools_near
from leerrecht.ui.cells import Cells, Key
from leerrecht.ui.cells import least as least_shown

TOTAL = "totaal"
YEARS = {"1": gettext_lazy("1 jaar"), "2": gettext_lazy("2 jaar"), "3": gettext_lazy("3 jaar of langer")}
SCHOOL = {"met": gettext_lazy("gaat naar een school"), "zonder": gettext_lazy("zit zonder school")}
REFUSED = {
    "kan": gettext_lazy("met een reden die kan"),
    "kan_niet": gettext_lazy("met een reden die niet kan"),
    "onder": gettext_lazy("onder de tafel"),
}
LOAD = {
    "dossiers": gettext_lazy("begeleidingsdossier voor afwezigheden"),
    "in": gettext_lazy("elders uitgesloten, hier ingeschreven"),
    "uit": gettext_lazy("hier definitief uitgesloten"),
}
THERE = "aanwezig"
Counts = Mapping[tuple[int, int | None, str], int]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its name, how deep it lies, and the numbers; None is hidden."""

    name: str
    depth: int
    numbers: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Shortage:
    """Of one kind: places and free places as reported, and the children who wait."""

    kind: SlotKind
    capacity: int
    free: int
    said: int
    waiting: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    exact: bool
    least: int
    schools: int
    shortage: Sequence[Shortage]
    waiting: Sequence[Line]
    meanwhile: Sequence[Line]
    refusals: Sequence[Line]
    occupation: Sequence[Line]
    load: Sequence[Line]
    classes: Sequence[Line] = field(default=())


@dataclass(slots=True)
class _Table:
    """Rows of cells that add up, at all levels, in one system."""

    cells: Cells
    name: str
    rows: list[tuple[str, int, Key]] = field(default_factory=list)

    def lines(self, columns: Sequence[str], hidden: Collection[Key]) -> list[Line]:
        def shown(key: Key) -> int | None:
            return None if key in hidden else self.cells.counts.get(key, 0)

        return [
            Line(name, depth, [shown((self.name, row, column)) for column in columns]) for name, depth, row in self.rows
        ]


def figures(by: Principal, on: date) -> Figures:
    """All tables of this school year, in a fixed number of queries.

    Raises nothing: whoever may see no figures sees none of any school.
    """
    exact = by.places(acts.PLACES_FIGURES)
    own = by.schools(acts.PLACES_FIGURES)
    schools = _schools(by, exact, own)
    ids = [school.pk for school in schools]
    year = school_year(on)
    slots = list(Slot.objects.filter(school__in=ids, school_year=year))
    newest = newest_of(slot.pk for slot in slots)
    with lend(command("cijfers van plaatsen", on, vaults={Gedeeld.key, Zorg.key})):
        waiting, meanwhile = _waiting(ids, year, on)
        refused = _refused(ids, year)
        load, classes = _load(ids, on)
        there = of_schools(ids, on)
    cells = Cells()
    levels, whole = (_levels(schools), _levels(schools, sites=False)) if own else (_unnamed(schools),) * 2
    lists = _waiting_table(cells, waiting, meanwhile)
    refusals = _places_table(cells, "weigeringen", levels, list(REFUSED), refused, total=True)
    occupied = _places_table(
        cells, "bezetting", whole, [THERE, *Why],
        {
            (school, None, column): count
            for school, one in there.items()
            for column, count in [(THERE, one.there), *one.away.items()]
        },
        total=True,
    )  # fmt: skip
    loads = _places_table(cells, "belasting", levels, list(LOAD), load, total=False)
    least = least_shown()
    hidden = set() if exact else cells.hidden(least)
    return Figures(
        exact=bool(exact), least=least, schools=len(schools),
        shortage=[_shortage(kind, slots, newest, lists, hidden) for kind in SlotKind],
        waiting=lists.lines([*YEARS, TOTAL], hidden), meanwhile=lists.lines([*SCHOOL, TOTAL], hidden),
        refusals=refusals.lines([*REFUSED, TOTAL], hidden), occupation=occupied.lines([THERE, *Why, TOTAL], hidden),
        load=loads.lines(list(LOAD), hidden), classes=classes if exact else (),
    )  # fmt: skip


def _schools(by: Principal, exact: Collection[int], own: Collection[int]) -> list[School]:
    """Of which schools somebody sees numbers: the own ones, else those of the region or of Flanders."""
    if exact or own:
        found = School.objects.filter(pk__in=exact or own)
    elif may_see(by):
        found = School.objects.all() if sees_all(by) else School.objects.filter(schools_near(by, acts.PLACES_FIGURES))
    else:
        found = School.objects.none()
    return list(found.select_related("group").prefetch_related("locations").order_by("group__name", "name", "pk"))


def sees_all(by: Principal) -> bool:
    """Whether a platform or municipality sees the figures of all schools, as none is in its regions."""
    act = acts.PLACES_FIGURES
    return looks_at_region(by, act) and region_of_figures(by, act) is None


def _waiting(ids: Sequence[int], year: int, on: date) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    """Children by kind and years waiting, and by kind and whether they go to school: each child once."""
    asked = Application.objects.filter(school_id__in=ids, school_year=year)
    placed = set(asked.filter(state=State.ENROLLED).order_by().values_list("pupil_id", "slot__kind"))
    children: dict[int, tuple[str, int]] = {}
    lines = asked.filter(state__in=LIVE).order_by("since_year", "asked_on", "recorded_at", "pk")
    for pupil_id, kind, since in lines.values_list("pupil_id", "slot__kind", "since_year"):
        if (pupil_id, kind) not in placed:
            children.setdefault(pupil_id, (kind, since))
    here = set(
        Enrolment.objects.filter(pupil_id__in=list(children), period__contains=on)
        .order_by()
        .values_list("pupil_id", flat=True)
    )
    by_years: dict[tuple[str, str], int] = defaultdict(int)
    by_school: dict[tuple[str, str], int] = defaultdict(int)
    for pupil_id, (kind, since) in children.items():
        by_years[kind, str(min(year - since + 1, len(YEARS)))] += 1
        by_school[kind, "met" if pupil_id in here else "zonder"] += 1
    return by_years, by_school


def _waiting_table(cells: Cells, years: dict[tuple[str, str], int], school: dict[tuple[str, str], int]) -> _Table:
    table = _Table(cells, "wachtenden")
    for kind in SlotKind:
        whole = (table.name, kind, TOTAL)
        cells.put(whole, {(table.name, kind, column): years.get((kind, column), 0) for column in YEARS})
        cells.put(whole, {(table.name, kind, column): school.get((kind, column), 0) for column in SCHOOL})
        table.rows.append((str(capfirst(kind.label)), 1, kind))
    for column in (*YEARS, *SCHOOL, TOTAL):
        cells.add((table.name, TOTAL, column), [(table.name, kind, column) for kind in SlotKind])
    for columns in (YEARS, SCHOOL):
        cells.add((table.name, TOTAL, TOTAL), [(table.name, TOTAL, column) for column in columns])
    table.rows.append((_("Samen"), 0, TOTAL))
    return table


def _refused(ids: Sequence[int], year: int) -> dict[tuple[int, int | None, str], int]:
    """Refusals by school, site and kind: a child that one school refused counts there once."""
    found: dict[tuple[int, int], tuple[int | None, str]] = {}
    told = Refusal.objects.filter(school_id__in=ids, school_year=year).exclude(closed_how=Answer.MISTAKE)
    columns = {None: "onder", True: "kan", False: "kan_niet"}
    for pupil_id, refusing, location_id, lawful in told.order_by("on", "pk").values_list(
        "pupil_id", "school_id", "location_id", "lawful"
    ):
        found[pupil_id, refusing or 0] = location_id, columns[lawful]
    # What a school decided itself has a ground that can: the verb sees to it.
    own = Application.objects.filter(school_id__in=ids, school_year=year, refused_on__isnull=False)
    for child, school_id, site_id in own.order_by("pk").values_list("pupil_id", "school_id", "slot__location_id"):
        found[child, school_id] = site_id, "kan"
    counts: dict[tuple[int, int | None, str], int] = defaultdict(int)
    for (_child, at), (place, column) in found.items():
        counts[at, place, column] += 1
    return counts


def _load(ids: Sequence[int], on: date) -> tuple[dict[tuple[int, int | None, str], int], list[Line]]:
    """What LOP agreements measure (000:2595-2607), by school and site, and by class group (000:9405-9423)."""
    year = school_year(on)
    files = set(
        Begeleidingsdossier.objects.filter(organisation_id__in=ids, opening=Opening.DUTY, closed_on=None)
        .order_by()
        .values_list("pupil_id", "organisation_id")
    )
    everywhere = excluded(list(School.objects.order_by().values_list("pk", flat=True)), on)
    out = {(pupil_id, school_id) for pupil_id, school_id in everywhere if school_id in set(ids)}
    left = dict(everywhere)
    concerned = {pupil_id for pupil_id, _school in files | out} | left.keys()
    counts: dict[tuple[int, int | None, str], int] = defaultdict(int)
    by_class: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = Enrolment.objects.filter(
        pupil_id__in=concerned, school_id__in=ids, school_year=year, period__contains=on
    ).values_list("pk", "pupil_id", "school_id", "location_id")
    sits = dict(
        Placement.objects.filter(enrolment__in=[row[0] for row in rows], period__contains=on).values_list(
            "enrolment_id", "class_group__name"
        )
    )
    for pk, pupil_id, school_id, location_id in rows:
        for column, holds in (
            ("dossiers", (pupil_id, school_id) in files),
            ("in", left.get(pupil_id, school_id) != school_id),
            ("uit", (pupil_id, school_id) in out),
        ):
            if holds:
                counts[school_id, location_id, column] += 1
                by_class[school_id, sits.get(pk, "")][column] += 1
        out.discard((pupil_id, school_id))
    for _pupil_id, school_id in out:
        counts[school_id, None, "uit"] += 1
    names = dict(School.objects.filter(pk__in=ids).values_list("pk", "name"))
    classes = [
        Line(f"{names[school_id]}: {name or _('zonder klas')}", 0, [found[column] for column in LOAD])
        for (school_id, name), found in sorted(by_class.items(), key=lambda one: (names[one[0][0]], one[0][1]))
    ]
    return counts, classes


@dataclass(frozen=True, slots=True)
class _Levels:
    """Sites, schools, schools that act as one, and all of them: what is shown, and what adds up, lowest first."""

    rows: Sequence[tuple[str, int, Key]]
    sums: Sequence[tuple[Key, Sequence[Key]]]
    leaves: Sequence[tuple[int, int | None]]


def _levels(schools: Sequence[School], *, sites: bool = True) -> _Levels:
    rows: list[tuple[str, int, Key]] = []
    lower: list[tuple[Key, Sequence[Key]]] = []
    upper: list[tuple[Key, Sequence[Key]]] = []
    leaves: list[tuple[int, int | None]] = []
    tops: list[Key] = []
    for group, members in groupby(schools, key=lambda school: school.group):
        together = list(members)
        keys: list[Key] = [("school", school.pk) for school in together]
        if group is not None:
            rows.append((_("%(name)s (treden op als één)") % {"name": group}, 0, ("geheel", group.pk)))
            upper.append((("geheel", group.pk), keys))
            tops.append(("geheel", group.pk))
        else:
            tops += keys
        depth = int(group is not None)
        for school, key in zip(together, keys, strict=True):
            here = [(site.pk, str(site)) for site in school.locations.all()] if sites else []
            own = [*(pk for pk, _name in here), None]
            rows.append((school.name, depth, key))
            rows += [(name, depth + 1, (school.pk, pk)) for pk, name in here]
            if here:
                without = _("%(name)s, zonder vestigingsplaats") % {"name": school.name}
                rows.append((without, depth + 1, (school.pk, None)))
            leaves += [(school.pk, pk) for pk in own]
            lower.append((key, [(school.pk, pk) for pk in own]))
    rows.append((_("Samen"), 0, TOTAL))
    return _Levels(rows, [*lower, *upper, (TOTAL, tops)], leaves)


def _unnamed(schools: Sequence[School]) -> _Levels:
    """For who sees numbers only: schools that act as one beside the others, and all of them; no names."""
    parts: dict[Key, list[Key]] = {"als_een": [], "andere": []}
    leaves: list[tuple[int, int | None]] = []
    for school in schools:
        mine = [*((school.pk, site.pk) for site in school.locations.all()), (school.pk, None)]
        leaves += mine
        parts["als_een" if school.group_id is not None else "andere"] += mine
    rows: list[tuple[str, int, Key]] = [
        (_("Scholen die met een andere als één optreden"), 0, "als_een"), (_("Andere scholen"), 0, "andere"),
        (_("Samen"), 0, TOTAL),
    ]  # fmt: skip
    return _Levels(rows, [*parts.items(), (TOTAL, list(parts))], leaves)


def _places_table(
    cells: Cells, name: str, levels: _Levels, columns: Sequence[str], counts: Counts, *, total: bool
) -> _Table:
    """One table over all levels; with ``total``, its columns add up too."""
    for leaf in levels.leaves:
        for column in columns:
            cells.counts[name, leaf, column] = counts.get((*leaf, column), 0)
    for whole, parts in levels.sums:
        for column in columns:
            cells.add((name, whole, column), [(name, part, column) for part in parts])
    if total:
        for row in [*levels.leaves, *(whole for whole, _parts in levels.sums)]:
            cells.add((name, row, TOTAL), [(name, row, column) for column in columns])
        for whole, parts in levels.sums:
            cells.add((name, whole, TOTAL), [(name, part, TOTAL) for part in parts])
    return _Table(cells, name, list(levels.rows))


def _shortage(kind: SlotKind, slots: Sequence[Slot], newest: Any, lists: _Table, hidden: Collection[Key]) -> Shortage:
    reports = [newest[slot.pk] for slot in slots if slot.kind == kind and slot.pk in newest]
    key = (lists.name, kind, TOTAL)
    return Shortage(
        kind, sum(one.capacity or 0 for one in reports), sum(one.free or 0 for one in reports), len(reports),
        None if key in hidden else lists.cells.counts[key],
    )  # fmt: skip


def may_see(by: Principal) -> bool:
    """Whether there is anything here for this reader."""
    return by.system or by.can(acts.PLACES_FIGURES)
