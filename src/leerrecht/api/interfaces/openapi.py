"""The description of the interface: what the library leaves out, is added once for every address."""

from collections.abc import Collection, Mapping
from typing import Any

from leerrecht.api.domain.answers import HEADER
from leerrecht.api.interfaces.faults import KIND
from leerrecht.api.interfaces.schemas import ProblemOut

PROBLEM = "Probleem"
# An extension of ours: which scope of a token an address asks.
SCOPE = "x-bereik"
_WRITES = {"post", "put", "patch", "delete"}
# Of an address that asks which version was seen.
CONFLICT = {"409": "iemand wijzigde dit intussen; lees het opnieuw. Er is niets bewaard"}
_PROBLEMS = {
    "400": "de inhoud is geen JSON",
    "401": "geen geldig token",
    "403": "het token laat dit niet toe",
    "404": "niet gevonden, of niet voor dit token",
    "422": "iets is niet juist ingevuld; er is niets bewaard",
    "429": "te veel oproepen; wacht zo lang als Retry-After zegt",
    "500": "de server faalde; stuur het later opnieuw met dezelfde Idempotency-Key",
    "503": "de databank antwoordt even niet; wacht zo lang als Retry-After zegt",
}


def completed(schema: Any, scope_of: Mapping[str, str], conflicting: Collection[str]) -> Any:
    """The schema with the scope and the problems of every operation, and the header by which a write happens once."""
    parts = schema.setdefault("components", {}).setdefault("schemas", {})
    problem = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
    for name, definition in problem.pop("$defs", {}).items():
        parts[name] = definition
    parts[PROBLEM] = problem
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            operation[SCOPE] = scope_of.get(operation["operationId"], "")
            _complete(method, operation, _PROBLEMS | (CONFLICT if operation["operationId"] in conflicting else {}))
    return schema


def _complete(method: str, operation: dict[str, Any], problems: Mapping[str, str]) -> None:
    for status, words in problems.items():
        operation["responses"][status] = {
            "description": words,
            "content": {KIND: {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}},
        }
    if method in _WRITES:
        operation.setdefault("parameters", []).append(
            {
                "in": "header",
                "name": HEADER,
                "required": False,
                "description": "een eigen sleutel: wie dezelfde nog eens stuurt, krijgt hetzelfde antwoord",
                "schema": {"type": "string", "pattern": "^[!-~]{1,100}$"},
            }
        )
