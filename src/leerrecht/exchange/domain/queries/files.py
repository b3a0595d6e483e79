"""What stands in the file of an import that waits: headings, words of a column, the first rows as understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Case, Count, QuerySet, When
from django.utils.translation import gettext as _

from leerrecht.access import policy
from leerrecht.access.principal import Principal
from leerrecht.exchange.domain import differences, files, importing, mapping, marks
from leerrecht.exchange.domain.files import Source
from leerrecht.exchange.domain.mapping import Profile, Reader
from leerrecht.exchange.domain.roster import archive, tables
from leerrecht.exchange.domain.runs import open_file
from leerrecht.exchange.models import ImportChange, ImportRun

MOST_WORDS = 60
FIRST_ROWS = 10
# Of these kinds an import tells what changes of which pupil.
BY_PUPIL = (mapping.PUPILS, mapping.ROSTER)
_ROWS_LOOKED_AT = 100_000


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows as they were understood: headings and cells."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def is_table(run: ImportRun) -> bool:
    """Whether the file has columns, so that a profile can be made for it."""
    if run.kind == mapping.ROSTER:
        return False
    with open_file(run) as stream:
        return not marks.is_block(importing.open_source(stream, run.file_name, kind=run.kind))


def headings(run: ImportRun, separator: str = "") -> list[str]:
    """The column headings of the file."""
    with open_file(run) as stream:
        found, _rows = files.open_table(importing.open_source(stream, run.file_name, kind=run.kind), separator)
        return list(dict.fromkeys(heading for heading in found if heading))


def words(run: ImportRun, column: str, separator: str = "") -> list[str]:
    """The different words in a column, as they first come up, at most MOST_WORDS."""
    with open_file(run) as stream:
        found, rows = files.open_table(importing.open_source(stream, run.file_name, kind=run.kind), separator)
        if column not in found:
            return []
        place = found.index(column)
        different: dict[str, None] = {}
        for _line, values in islice(rows, _ROWS_LOOKED_AT):
            word = str(values[place]).strip() if place < len(values) else ""
            if word:
                different[word] = None
            if len(different) == MOST_WORDS:
                break
        return list(different)


def preview(run: ImportRun) -> Preview:
    """The first rows as understood with the profile of the run."""
    profile = mapping.from_json(run.profile) if run.profile else None
    with open_file(run) as stream:
        source = importing.open_source(stream, run.file_name, kind=run.kind)
        if run.kind == mapping.ROSTER:
            return _roster(source)
        if run.kind == mapping.ABSENCES:
            return _marks(source, profile)
        return _rows(source, profile or mapping.builtin(run.kind))


def _marks(source: Source, profile: Profile | None) -> Preview:
    meanings = mapping.letters()
    found = marks.marks_of(source, profile)
    rows = []
    for mark in islice(found, FIRST_ROWS):
        part = mark.part or (f"T{mark.moment}" if mark.moment is not None else "?")
        code = f"{mark.mark} {meanings[mark.mark]}" if mark.mark else "?"
        rows.append((str(mark.line), mark.number, f"{mark.day:%d/%m/%Y}" if mark.day else "?", part, code))
    found.close()
    return Preview(("Rij", "Leerlingnummer", "Datum", "Dagdeel", "Code"), rows)


def _rows(source: Source, profile: Profile) -> Preview:
    headings_, rows = files.open_table(source, profile.separator)
    reader = Reader(profile, headings_)
    shown = [each for each in mapping.FIELDS[profile.kind] if reader.has(each.key)]
    cells = [
        (
            str(line),
            *(
                reader.number(values, each.key) if each.key in mapping.NUMBERS else reader.text(values, each.key)
                for each in shown
            ),
        )
        for line, values in islice(rows, FIRST_ROWS)
    ]
    return Preview(("Rij", *(each.label for each in shown)), cells)


def _roster(source: Source) -> Preview:
    """The files of a zip: how each is meant, and how many rows it has."""
    roster = archive.read(source)
    means = {tables.BULK: _("volledig"), tables.DELTA: _("alleen wat veranderde")}
    rows = [
        (f"{file}.csv", means[mode], str(roster.read[file]), str(len(roster.of(file))))
        for file in tables.READ
        if (mode := roster.modes[file]) != tables.ABSENT
    ]
    return Preview((_("Bestand"), _("Manier"), _("Rijen"), _("In orde")), rows)


def changes(run: ImportRun, *, to: Principal, act: str) -> "QuerySet[ImportChange]":
    """What the import changes, person by person: what happens first, who is missing last."""
    place = Case(*(When(what=what, then=number) for number, what in enumerate(differences.ORDER)), default=0)
    return policy.visible(ImportChange, to=to, act=act).filter(run=run).order_by(place, "pk")


def numbers(found: "QuerySet[ImportChange]") -> dict[str, int]:
    """How many people are new, changed, ended, missing, staff without the function, or gone in the package."""
    counted = found.order_by().values_list("what").annotate(number=Count("who", distinct=True))
    return {**dict.fromkeys(differences.ORDER, 0), **dict(counted)}
