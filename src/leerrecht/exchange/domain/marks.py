"""Import of absences: every mark of the file, checked and merged set by set, in one transaction."""

from collections.abc import Generator, Iterator, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leerrecht.access.numbers import whole
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain import bulk
from leerrecht.exchange.domain import block, files, mapping, staging
from leerrecht.exchange.domain.files import Source, Value
from leerrecht.exchange.domain.mapping import Profile, Reader
from leerrecht.exchange.domain.reasons import Counts, Refuse, Report
from leerrecht.exchange.domain.staging import Staged
from leerrecht.law.conversion import official
from leerrecht.organisations.models import Board, School
from leerrecht.people.domain.numbers import normalise

_EVERY = 20_000
_READ, _RESOLVED = 0.4, 0.6
_WEDNESDAY = 2
_MOST_MINUTES = 300
# A code that nobody knows is a matter of the profile; the row itself can be read.
_READABLE = ("", "code")
# More than any number of a pupil, or any row worth showing: what is longer is no such thing.
_MOST_NUMBER, _MOST_CONTENT = 40, 300


def import_absences(
    *,
    by: Principal,
    board: Board,
    schools: Sequence[School],
    source: Source,
    profile: Profile | None,
    refuse: Refuse,
    report: Report,
    trial: bool = False,
    all_or_nothing: bool = False,
) -> Counts:
    """Import a file of absences of the pupils of ``schools``; returns what became of every mark.

    Without a profile, block text is recognised by itself and a table is read with our own headings.
    ``trial`` counts and writes nothing. ``all_or_nothing`` writes nothing either where a row was
    refused: compare ``taken`` with ``refusals``. Raises ``ValidationError`` for a file that cannot be read.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        staging.open_tables(cursor)
        report(0.0, _("Bestand lezen"))
        staging.copy_in(cursor, _watched(marks_of(source, profile), source, report))
        report(_READ, _("Rijen nakijken"))
        staging.resolve(
            cursor,
            board_id=board.pk,
            schools=[school.pk for school in schools],
            moments=_moments(schools),
            today=timezone.localdate(),
        )
        read, refused, overtaken = staging.tally(cursor)
        for refusal in staging.refusals(cursor):
            refuse(refusal)
        report(_RESOLVED, _("Halve dagen opnemen"))
        merged = bulk.merge_marks(
            by=by,
            trial=trial or (all_or_nothing and any(refused)),
            detail={"read": read, "refused": sum(refused), "overtaken": overtaken, "file": source.name},
            progress=lambda part: report(_RESOLVED + (1 - _RESOLVED) * part, _("Halve dagen opnemen")),
        )
    return Counts(
        read=read,
        taken=merged.written,
        unchanged=merged.same + merged.kept,
        overtaken=overtaken,
        refused=refused,
        kept=merged.kept,
    )


def is_block(source: Source) -> bool:
    """Whether the file is block text."""
    return block.looks_like_block(files.first_line(source))


def marks_of(source: Source, profile: Profile | None) -> Generator[Staged, None, None]:
    """Every mark of the file, in its order; block text needs no profile."""
    if is_block(source):
        return _from_block(source)
    return _from_table(source, profile or mapping.builtin(mapping.ABSENCES))


def _watched(marks: Iterator[Staged], source: Source, report: Report) -> Iterator[Staged]:
    broken = 0
    for count, mark in enumerate(marks, start=1):
        broken += mark.fault not in _READABLE
        if count % _EVERY == 0:
            if broken > count / 2:
                raise ValidationError(
                    _(
                        "Van de eerste %(count)d regels van %(name)s zijn er %(broken)d niet te lezen: het bestand is "
                        "beschadigd, of van een andere soort. Er is niets opgenomen. Maak de export opnieuw."
                    )
                    % {"count": count, "name": source.name, "broken": broken}
                )
            report(_READ * source.done() / source.size, _("Bestand lezen"))
        yield mark


def _moments(schools: Sequence[School]) -> dict[int, str]:
    """Which half a moment is where all schools agree, for a mark of a pupil whom nobody knows."""
    forenoon = {school.moment_vm for school in schools}
    afternoon = {school.moment_nm for school in schools}
    return {
        **dict.fromkeys(forenoon - afternoon, "vm"),
        **dict.fromkeys(afternoon - forenoon, "nm"),
    }


def _from_block(source: Source) -> Generator[Staged, None, None]:
    known = {letter: official(letter) for letter in (*block.CODES, block.UNKNOWN)}
    known["Z"] = ("Z", None)  # of a plain Z the file does not say how it was proven
    text = files.text_of(source)
    try:
        for line, day, moment, code, number, fault, shown in block.read_blocks(files.lines_of(text, source.name)):
            mark, ground = known.get(code, ("", None))
            content = shown[:_MOST_CONTENT]
            yield Staged(
                line, number[:_MOST_NUMBER], day, "", moment, mark, ground or "", None, fault,
                content if mark in ("", "-") and code == block.UNKNOWN else f"{content} {code}",
            )  # fmt: skip
    except UnicodeError as error:
        raise ValidationError(_("De tekens in %(name)s zijn niet te lezen.") % {"name": source.name}) from error
    finally:
        if not source.stream.closed:
            text.detach()


def _from_table(source: Source, profile: Profile) -> Generator[Staged, None, None]:
    headings, rows = files.open_table(source, profile.separator)
    reader = Reader(profile, headings)
    for line, values in rows:
        yield from _row_marks(reader, line, values)


def _row_marks(reader: Reader, line: int, values: list[Value]) -> Iterator[Staged]:
    content = ";".join(str(value) for value in values)[:_MOST_CONTENT]
    number = normalise(reader.number(values, "leerlingnummer"))[:_MOST_NUMBER]
    letter = reader.letter(values)
    mark, ground = _official(letter)
    day: date | None = None
    fault = "" if mark else "code"
    try:
        day = reader.day(values, "datum")
    except ValidationError:
        fault = fault or "datum"
    if len(values) > reader.width:
        fault = "breedte"
    minutes, minutes_fault = _minutes(reader, values, letter)
    parts, parts_fault = _parts(reader, values, day=day, letter=letter)
    for part in parts:
        yield Staged(
            line, number, day, part, None, mark, ground, minutes, fault or parts_fault or minutes_fault, content
        )


def _official(letter: str) -> tuple[str, str]:
    if letter == mapping.MEDICAL:
        mark, ground = official(letter)
        return mark, ground or ""
    return letter, ""


def _parts(reader: Reader, values: list[Value], *, day: date | None, letter: str) -> tuple[tuple[str, ...], str]:
    """The half-days that a row is about, and what is wrong with it, if anything."""
    whole = ("vm",) if day is not None and day.weekday() == _WEDNESDAY else ("vm", "nm")
    rule = reader.profile.half_days
    part = reader.part(values)
    if rule == mapping.BY_PART:
        return (part or "vm",), "" if part else "dagdeel"
    if letter == mapping.LATE:
        return (part or "vm",), ""
    if rule == mapping.BY_DAY:
        return whole, ""
    duration = reader.text(values, "duur").replace(",", ".")
    if duration in ("1", "1.0", "1.00"):
        return whole, ""
    if part and duration in ("0.5", "0.50"):
        return (part,), ""
    return ("vm",), "duur"


def _minutes(reader: Reader, values: list[Value], letter: str) -> tuple[int | None, str]:
    text = reader.text(values, "minuten")
    if not text or letter != mapping.LATE:
        return None, ""
    minutes = whole(text, most=_MOST_MINUTES)
    return minutes, "" if minutes is not None else "minuten"
