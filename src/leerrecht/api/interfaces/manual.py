"""The description of the interface, as chapters for people."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from leerrecht.api.interfaces.openapi import SCOPE


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: str
    needed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Address:
    """One address: what it is for, which scope it asks, and the fields that go in and come out."""

    method: str
    path: str
    title: str
    words: str
    scope: str
    asked: list[Field]
    given: list[Field]
    answer: list[Field]


def chapters(schema: Any) -> list[tuple[str, list[Address]]]:
    """Addresses by subject, in the order of the description."""
    found: dict[str, list[Address]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation["tags"][0], []).append(_address(schema, path, method, operation))
    return list(found.items())


def _address(schema: Any, path: str, method: str, operation: Any) -> Address:
    good = next(answer for status, answer in operation["responses"].items() if str(status).startswith("2"))
    return Address(
        method=method.upper(), path=path, title=operation.get("summary", ""), words=operation.get("description", ""),
        scope=operation[SCOPE],
        asked=[
            Field(one["name"], _kind(one["schema"]), bool(one.get("required")), _words(one))
            for one in operation.get("parameters", [])
        ],
        given=list(_fields(schema, _body(operation.get("requestBody")))),
        answer=list(_fields(schema, _body(good))),
    )  # fmt: skip


def _body(part: Any) -> Any:
    return part["content"]["application/json"]["schema"] if part else {}


def _fields(schema: Any, body: Any) -> Iterator[Field]:
    definition = _resolved(schema, body)
    rows = definition.get("properties", {}).get("gegevens")
    if rows is not None:
        definition = _resolved(schema, rows["items"])
    needed = set(definition.get("required", ()))
    for name, one in definition.get("properties", {}).items():
        yield Field(name, _kind(one), name in needed, _words(one))


def _resolved(schema: Any, part: Any) -> Any:
    reference = part.get("$ref") or next((one["$ref"] for one in part.get("allOf", ()) if "$ref" in one), "")
    return schema["components"]["schemas"][reference.rpartition("/")[2]] if reference else part


def _words(part: Any) -> str:
    return str(part.get("description") or part.get("schema", {}).get("description") or "")


_KINDS = {
    "integer": "geheel getal", "number": "getal", "string": "tekst", "boolean": "waar of niet waar", "null": "leeg",
    "date": "datum", "date-time": "tijdstip",
}  # fmt: skip


def _kind(part: Any) -> str:
    if "enum" in part:
        return "een van: " + ", ".join(f"“{one}”" for one in part["enum"])
    if several := part.get("anyOf"):
        return " of ".join(dict.fromkeys(_kind(one) for one in several))
    if part.get("type") == "array":
        return f"lijst van {_kind(part.get('items', {}))}"
    if "$ref" in part or "allOf" in part:
        return f"object {(part.get('$ref') or part['allOf'][0]['$ref']).rpartition('/')[2]}"
    return _KINDS.get(part.get("format", ""), "") or _KINDS.get(part.get("type", ""), "waarde")
