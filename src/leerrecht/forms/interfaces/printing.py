"""A filled form as PDF, in the house style of the school."""

from typing import Any

from leerrecht.forms.domain.queries.reading import Part
from leerrecht.letters.domain.press import press
from leerrecht.letters.domain.styles import letterhead


def printed(*, title: str, lead: list[str], parts: list[Part], organisation_id: int, on: Any) -> bytes:
    """The answers on paper: tagged, with every item of a checklist, ticked or not."""
    name, colour = letterhead(organisation_id)
    data = {
        "title": title, "lang": "nl", "date": [on.year, on.month, on.day], "lead": lead,
        "style": {"name": name, "colour": colour},
        "parts": [
            {
                "title": part.title,
                "lines": [
                    {
                        "question": line.question.text,
                        "answer": line.answer.split("\n") if line.answer else [],
                        "items": [{"text": text, "ticked": ticked} for text, ticked in line.items],
                    }
                    for line in part.lines
                ],
            }
            for part in parts
            if part.lines
        ],
    }  # fmt: skip
    with press("form") as machine:
        return machine.pdf(data, on)
