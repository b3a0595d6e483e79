"""Each row of a OneRoster zip held against the published tables: heading, fields, and references between files."""

import re
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leerrecht.access.numbers import whole
from leerrecht.exchange.domain.reasons import UNREADABLE, Refusal
from leerrecht.exchange.domain.roster import tables
from leerrecht.exchange.domain.roster.lines import Line, Roster, fault, where
from leerrecht.exchange.domain.roster.tables import Field

_GUID = 255
_YEARS = (1900, 2200)


def check_head(file: str, head: list[str]) -> None:
    fields = tables.FIELDS[file]
    known = {each.name for each in fields}
    for name in head:
        if name not in known and not name.startswith(tables.METADATA):
            raise ValidationError(
                _("%(place)s: OneRoster 1.2 kent hier geen veld “%(name)s” (hoofdletters tellen mee). Haal het weg.")
                % {"place": where(file, 1), "name": name}
            )
        if head.count(name) > 1:
            raise ValidationError(
                _("%(place)s: het veld “%(name)s” staat er tweemaal.") % {"place": where(file, 1), "name": name}
            )
    missing = [each.name for each in fields if each.required and each.name not in head]
    if missing:
        raise ValidationError(
            _("%(place)s: het verplichte veld “%(name)s” ontbreekt. Maak de uitvoer als OneRoster 1.2.")
            % {"place": where(file, 1), "name": missing[0]}
        )


def check_line(line: Line, *, delta: bool) -> None:
    for each in tables.FIELDS[line.file]:
        value = line[each.name]
        if not value:
            if each.required or (delta and each.name in ("status", "dateLastModified")):
                raise fault(line, each.name, _("dit veld is verplicht en is leeg. Vul het in."))
            continue
        _check_value(line, each, value)
    if not delta and line.gone:
        raise fault(
            line, "status",
            _("“tobedeleted” bestaat alleen in een bestand dat manifest.csv als “delta” meldt. Laat de rij weg."),
        )  # fmt: skip
    for begin, end in (("startDate", "endDate"), ("beginDate", "endDate")):
        if line[begin] and line[end] and line[end] <= line[begin]:
            raise fault(line, end, _("de einddatum (de dag na de laatste) moet na de begindatum liggen."))


def _check_value(line: Line, each: Field, value: str) -> None:
    kind, _space, what = each.kind.partition(" ")
    if kind == "enum":
        words = tables.ENUMERATIONS[what]
        if value not in words.words and not (words.open and value.startswith(tables.EXTENSION)):
            raise fault(
                line, each.name,
                _("“%(value)s” bestaat niet. Kies uit: %(words)s (kleine en hoofdletters tellen mee).")
                % {"value": value[:60], "words": ", ".join(words.words)},
            )  # fmt: skip
        return
    checker = _CHECKS.get(kind)
    if checker is not None and (wrong := checker(value)):
        raise fault(line, each.name, wrong % {"value": value[:60]})


def _guid(value: str) -> str:
    return _("“%(value)s…” is te lang voor een sourcedId (ten hoogste 255 tekens).") if len(value) > _GUID else ""


def _boolean(value: str) -> str:
    return "" if value in ("true", "false") else _("“%(value)s” is geen true of false.")


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _date(value: str) -> str:
    try:
        if _DAY.fullmatch(value) and _is_near(date.fromisoformat(value)):
            return ""
    except ValueError:
        pass
    return _("“%(value)s” is geen bestaande datum in de vorm jjjj-mm-dd.")


def _moment(value: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
        if "T" in value and moment.tzinfo is not None and _is_near(moment):
            return ""
    except ValueError:
        pass
    return _("“%(value)s” is geen tijdstip zoals 2026-11-20T06:00:00.000Z.")


def _is_near(day: date) -> bool:
    """Whether one can count on from there."""
    low, high = _YEARS
    return low <= day.year <= high


def _year(value: str) -> str:
    low, high = _YEARS
    if (year := whole(value, most=high)) is not None and year >= low:
        return ""
    return _("“%(value)s” is geen jaar van vier cijfers: het jaar waarin het schooljaar eindigt.")


_CHECKS = {"guid": _guid, "ref": _guid, "boolean": _boolean, "date": _date, "datetime": _moment, "year": _year}


def check_references(roster: Roster) -> None:
    """Each reference to a file that is complete in this zip must be found there; else the row is refused."""
    for file in tables.READ:
        references = [each for each in tables.FIELDS[file] if each.kind.startswith("ref")]
        for line in list(roster.of(file).values()):
            wrong = next(filter(None, (_dangling(roster, line, each) for each in references)), None)
            if wrong is None and file == tables.DEMOGRAPHICS:
                wrong = _missing(roster, line, "sourcedId", tables.USERS, line.key)
            if wrong is not None:
                del roster.lines[file][line.key]
                roster.lost[file].setdefault(line.key, line.number)
                roster.refused.append(Refusal(line.number, UNREADABLE, " ".join(wrong.messages), line.content))


def _dangling(roster: Roster, line: Line, each: Field) -> ValidationError | None:
    kind, _space, target = each.kind.partition(" ")
    keys = line.several(each.name) if kind == "refs" else [line[each.name]] if line[each.name] else []
    return next(filter(None, (_missing(roster, line, each.name, target, key) for key in keys)), None)


def _missing(roster: Roster, line: Line, name: str, target: str, key: str) -> ValidationError | None:
    if key in roster.of(target):
        return None
    row = roster.lost.get(target, {}).get(key)
    if row is not None:
        return fault(
            line, name,
            _("“%(key)s” verwijst naar rij %(row)s van %(file)s.csv, die geweigerd is. Verbeter eerst die rij.")
            % {"key": key[:60], "row": row, "file": target},
        )  # fmt: skip
    if not roster.full(target):
        return None
    return fault(
        line, name, _("“%(key)s” staat niet in %(file)s.csv. Voeg die rij toe, of verbeter de verwijzing.")
        % {"key": key[:60], "file": target},
    )  # fmt: skip
