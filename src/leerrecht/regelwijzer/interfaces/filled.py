"""From the fields of a form to the plain data of a casus, and back."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from leerrecht.law.calendar import PARTS
from leerrecht.law.topics import ONDERWERPEN
from leerrecht.regelwijzer.interfaces.sheet import (
    CHOICE,
    DATE,
    DATES,
    DECIMAL,
    NUMBER,
    PART,
    SETTING,
    TEXT,
    WORDS,
    YES_NO,
    Field,
    Group,
    Step,
    steps,
)
from leerrecht.regelwijzer.interfaces.topics import MORE, asked_name, topic_steps

REST = "rest"
OFF = "uit"
YES, NO = "ja", "nee"
_BELGIAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_DECIMAL = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?")
_INTEGER = re.compile(r"\d{1,9}")
# Keys of the casus that have fields of their own; others go along in one hidden field.
_OWN = frozenset(
    {"leerling", "vrije_dagen", "instellingen"} | {"inschrijvingen", "afwezigheden", "attesten", "gebeurtenissen"}
    | {"toah", "maatregelen", MORE}
)  # fmt: skip

Values = dict[str, str]


def steps_of(names: Iterable[str]) -> tuple[Step, ...]:
    """The steps of the form, with those of the topics whose box stands among the names."""
    present = set(names)
    return (*steps(), *topic_steps(topic for topic in ONDERWERPEN if asked_name(topic) in present))


def unfold(post: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The casus as plain data, and for each place in it that may be wrong the name of its field.

    Empty fields and empty rows are left out. What is no date or number stays text, for the reader to refuse.
    """
    data: dict[str, Any] = {"leerling": {}}
    places: dict[str, str] = {}
    for step in steps_of(post):
        if step.path[:1] == (MORE,) and not ONDERWERPEN[step.key].meerdere:
            _beneath(data, step.path)
        for field in step.fields:
            name = step.name(field)
            places[step.place(field)] = name
            given, value = _value(field, post.get(name, ""))
            if field.kind == SETTING and f"{name}-{OFF}" in post:
                given, value = True, None
            if given:
                _beneath(data, step.path)[field.key] = value
        for group in step.groups:
            rows = _rows(group, post, places)
            if rows:
                _beneath(data, group.path[:-1])[group.path[-1]] = rows
    return data | _rest(post.get(REST, "")), places


def _beneath(data: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """The mapping at a path, made where it is not there."""
    for key in path:
        data = data.setdefault(key, {})
    return data


def _at(data: Any, path: tuple[str, ...]) -> Any:
    """What stands at a path, None where nothing does."""
    for key in path:
        data = data.get(key) if data else None
    return data


def _rest(text: str) -> dict[str, Any]:
    try:
        rest = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return {key: value for key, value in rest.items() if key not in _OWN} if isinstance(rest, dict) else {}


def _rows(group: Group, post: Mapping[str, str], places: dict[str, str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    place = ".".join(group.path)
    for number in row_numbers(group, post):
        row = {}
        for field in group.fields:
            given, value = _value(field, post.get(group.name(number, field), ""))
            if given:
                row[field.key] = value
        if row:
            for field in group.fields:
                places[f"{place}[{len(rows)}].{field.key}"] = group.name(number, field)
            rows.append(row)
    return rows


def row_numbers(group: Group, names: Iterable[str]) -> list[int]:
    """The numbers of the rows of a list that were sent."""
    pattern = re.compile(rf"{re.escape(group.key)}-(\d{{1,4}})-\w+", re.ASCII)
    return sorted({int(found[1]) for name in names if (found := pattern.fullmatch(name))})


def _value(field: Field, text: str) -> tuple[bool, Any]:
    """Whether something was given, and what."""
    text = text.strip()
    return (True, _READ[field.kind](text)) if text else (False, None)


def _number(text: str) -> int | str:
    return int(text) if _INTEGER.fullmatch(text) else text


def _decimal(text: str) -> float | str:
    return float(text.replace(",", ".")) if _DECIMAL.fullmatch(text) else text


def _number_or_date(text: str) -> int | str:
    return int(text) if _INTEGER.fullmatch(text) else _date(text)


def _date(text: str) -> str:
    """A Belgian date as the reader takes it; anything else as it is."""
    found = _BELGIAN.fullmatch(text)
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else text


_READ: dict[str, Callable[[str], Any]] = {
    DATE: _date,
    DATES: lambda text: [_date(line) for line in text.split()],
    WORDS: str.split,
    PART: lambda text: [text],
    NUMBER: _number,
    DECIMAL: _decimal,
    SETTING: _number_or_date,
    YES_NO: lambda text: {YES: True, NO: False}.get(text, text),
    TEXT: str,
    CHOICE: str,
}


def fold(data: Mapping[str, Any]) -> Values:
    """The values of the fields for plain data that has the form of a casus; inverse of :func:`unfold`."""
    values: Values = {asked_name(topic): "on" for topic in data.get(MORE) or {}}
    for step in steps_of(values):
        source = _at(data, step.path) if step.fields else None
        for field in step.fields:
            name = step.name(field)
            if field.kind == SETTING and source and field.key in source and source[field.key] is None:
                values[f"{name}-{OFF}"] = "on"
            values[name] = _text(field, (source or {}).get(field.key))
        for group in step.groups:
            for number, row in enumerate(_at(data, group.path) or []):
                for field in group.fields:
                    values[group.name(number, field)] = _text(field, row.get(field.key))
    rest = {key: value for key, value in data.items() if key not in _OWN}
    if rest:
        values[REST] = json.dumps(rest, ensure_ascii=False)
    return {name: value for name, value in values.items() if value}


def _text(field: Field, value: Any) -> str:
    if value is None or (value == field.default and not isinstance(value, bool)):
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        if field.kind == PART:
            return "" if set(value) in (set(), set(PARTS)) else str(value[0])
        return "\n".join(str(item) for item in value)
    return str(value)


def count_rows(data: Mapping[str, Any]) -> int:
    """How many rows the form would have."""
    found = steps_of(asked_name(topic) for topic in data.get(MORE) or {})
    return sum(len(_at(data, group.path) or []) for step in found for group in step.groups)
