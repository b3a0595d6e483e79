"""Counts without names: per school for a board; for LOP, local authority, AGODI and inspectorate the whole, small
numbers hidden, and as many others that none can be found from what is shown.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.standing import stand
from leerrecht.enrolment.models import Level
from leerrecht.law.calendar import school_days
from leerrecht.law.tables import waarde
from leerrecht.law.thuis import REDENEN
from leerrecht.organisations.models import OrganisationKind, School
from leerrecht.places.rules import region_of_figures
from leerrecht.thuiszitters.domain.queries.register import Stock, stock
from leerrecht.thuiszitters.domain.recompute import worker
from leerrecht.thuiszitters.models import Alternative, Thuiszitter
from leerrecht.thuiszitters.rules import LENGTHS
from leerrecht.ui.cells import Cells, least

UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Cell:
    """A count with its words; ``count`` None: hidden."""

    words: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Table:
    key: str
    title: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Figures:
    """``total`` None: too few to be told. ``per_school`` only for a board, with the counts of its own schools;
    ``region``: of the schools in the own regions, and of who has no school and is known to a CLB there.
    """

    total: int | None
    least: int
    tables: Sequence[Table]
    per_school: Sequence[tuple[str, int, int]]
    region: bool = False


def figures(*, to: Principal, on: date) -> Figures:
    """The register in numbers for who may know numbers; the look is logged.

    A board its own schools; a platform or municipality those of its regions, AGODI and inspectorate all. Nobody
    narrows them: two answers to compare would give small counts away.

    Raises ``Denied``.
    """
    if not to.can(acts.SITTER_FIGURES):
        raise policy.Denied(_("Deze cijfers zijn voor besturen en overheden."))
    own = _own_schools(to)
    with stand(worker(on)):
        rows = stock(on=on, to=worker(on))
    region = region_of_figures(to, acts.SITTER_FIGURES) if own is None else None
    if own is not None:
        rows = [row for row in rows if row.school_id in own]
    elif region is not None:
        rows = [row for row in rows if (row.school_id or row.centre_id) in region]
    log.record(by=to, act="thuis.figures", kind=Thuiszitter._meta.label_lower, why=to.why(acts.SITTER_FIGURES))
    total, tables = _hidden(rows, on, least())
    return Figures(
        len(rows) if own is not None else total, least(), tables,
        () if own is None else _per_school(rows, own), own is None and region is not None,
    )  # fmt: skip


def _own_schools(to: Principal) -> dict[int, str] | None:
    """The schools of a board by number; None for who looks at a region."""
    boards = {seat.organisation_id for seat in to.seats if seat.role.organisation_kind == OrganisationKind.BOARD}
    if not boards:
        return None
    return dict(School.objects.filter(board_id__in=boards).order_by("name").values_list("pk", "name"))


def _per_school(rows: Sequence[Stock], own: Mapping[int, str]) -> list[tuple[str, int, int]]:
    """Name, how many, and how many of those come to no half-day at all."""
    every = Counter(row.school_id for row in rows)
    nothing = Counter(row.school_id for row in rows if row.half_days == 0)
    return [(name, every[key], nothing[key]) for key, name in own.items()]


def _hidden(rows: Sequence[Stock], on: date, most: int) -> tuple[int | None, list[Table]]:
    """Each breakdown of the same whole, hidden together: they share their total."""
    cells, breakdowns = Cells(), _breakdowns(on)
    for name, _title, words, of in breakdowns:
        found = Counter(of(row) for row in rows)
        cells.put("alle", {(name, key): found[key] for key in words})
    kept_back = cells.hidden(most)
    tables = [
        Table(name, title, [
            Cell(text, None if (name, key) in kept_back else cells.counts[name, key]) for key, text in words.items()
        ])
        for name, title, words, _of in breakdowns
    ]  # fmt: skip
    return None if "alle" in kept_back else len(rows), tables


Breakdown = tuple[str, str, Mapping[str, str], Callable[[Stock], str]]


def _breakdowns(on: date) -> list[Breakdown]:
    unknown = {UNKNOWN: _("nog niet bepaald")}
    lengths = {str(first): _length(first, last) for first, last in LENGTHS}
    return [
        ("reden", _("Waarom"), {**{key: f"{words} ({key})" for key, words in REDENEN.items()}, **unknown},
         lambda row: row.reason or UNKNOWN),
        ("niveau", _("Niveau"), {**{key: str(words) for key, words in Level.choices}, **unknown},
         lambda row: row.level or UNKNOWN),
        ("hoeveel", _("Hoeveel nog op school"),
         {"niets": _("geen enkele halve dag"), "half": _("hoogstens de helft van de week"),
          "meer": _("meer dan de helft van de week"), **unknown}, _how_much),
        ("duur", _("Hoelang al, in schooldagen"), lengths, lambda row: _class_of(school_days(row.since, on))),
        ("intussen", _("Wat ze intussen krijgen"),
         {**{str(key): str(words) for key, words in Alternative.choices}, **unknown},
         lambda row: row.alternative or UNKNOWN),
        ("inschrijving", _("Ingeschreven op papier"), {"ja": _("ja"), "nee": _("nee")},
         lambda row: "ja" if row.enrolled else "nee"),
        ("gevonden", _("Hoe gevonden"),
         {"gemeld": _("iemand meldde of noteerde iets"), "alleen": _("alleen door wat in het register staat")},
         lambda row: "gemeld" if row.reported else "alleen"),
    ]  # fmt: skip


def _how_much(row: Stock) -> str:
    if row.half_days is None:
        return UNKNOWN
    if row.half_days == 0:
        return "niets"
    return "half" if row.half_days * 2 <= waarde("thuiszitten.week") else "meer"


def _length(first: int, last: int | None) -> str:
    return _("meer dan %(n)d") % {"n": first - 1} if last is None else f"{first} – {last}"


def _class_of(days: int) -> str:
    return str(next(first for first, _last in reversed(LENGTHS) if days >= first or first == 1))
