"""A sheet of facts, or a form without a name, as PDF."""

from collections.abc import Mapping
from typing import Any

from leerrecht.forms.domain.definitions import Question
from leerrecht.forms.domain.queries.reading import Line, Part, parts
from leerrecht.forms.interfaces.printing import printed
from leerrecht.forms.models import FilledForm


def sheet_pdf(*, title: str, content: Mapping[str, Any], organisation_id: int, on: Any) -> bytes:
    """The sheet of ``domain.sheets``: labels and values, as they were when it left."""
    found = [
        Part(
            part["title"], "",
            tuple(
                Line(Question(f"r{number}", "tekst", label), value)
                for number, (label, value) in enumerate(part["lines"])
            ),
        )
        for part in content["parts"]
    ]  # fmt: skip
    return printed(title=title, lead=[], parts=found, organisation_id=organisation_id, on=on)


def form_pdf(filled: FilledForm, *, lead: list[str], on: Any) -> bytes:
    """A filled form; ``lead`` is empty where nobody may know of whom it tells."""
    return printed(
        title=filled.name, lead=lead, parts=parts(filled.version, filled.answers),
        organisation_id=filled.organisation_id, on=on,
    )  # fmt: skip
