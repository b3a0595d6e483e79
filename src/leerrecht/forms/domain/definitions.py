"""A form as data: sections with questions of a few kinds, and conditions under which a question is asked.

Stored as JSON: ``[{"title", "text", "questions": [{"code", "kind", "text", "help", "options", "fill", "when",
"required"}]}]``. ``fill`` names a fact that is filled in beforehand; ``when`` is ``[code, value]`` of another question.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.forms.models import About
from leerrecht.law.codes import SECUNDAIR
from leerrecht.law.tables import getal, waarde

DELIVERED = Path(__file__).resolve().parent.parent / "delivered"
KINDS = {
    "tekst": gettext_lazy("korte tekst"),
    "lang": gettext_lazy("lange tekst"),
    "keuze": gettext_lazy("één keuze uit een lijst"),
    "lijst": gettext_lazy("afvinklijst"),
    "janee": gettext_lazy("ja of nee"),
    "datum": gettext_lazy("datum"),
    "schaal": gettext_lazy("schaal van 1 tot 5"),
    "persoon": gettext_lazy("een persoon, met diens rol"),
}
# A number of the tables of the law, named in a form that comes along.
_NUMBER = re.compile(r"\{([a-z_]+\.[a-z_]+)\}")
WITH_OPTIONS = frozenset({"keuze", "lijst"})
YES_NO = ("ja", "nee", "weten we nog niet")
SCALE = ("1", "2", "3", "4", "5")
FACTS = {
    "leerling": gettext_lazy("naam van de leerling"),
    "geboortedatum": gettext_lazy("geboortedatum"),
    "klas": gettext_lazy("klas"),
    "school": gettext_lazy("school"),
    "schooljaar": gettext_lazy("schooljaar"),
    "ouders": gettext_lazy("ouders of voogd"),
    "thuistaal": gettext_lazy("thuistaal"),
    "afwezig": gettext_lazy("afwezigheden van dit schooljaar"),
    "clb": gettext_lazy("CLB van de school"),
    "vandaag": gettext_lazy("de datum van vandaag"),
    "ik": gettext_lazy("naam en functie van wie invult"),
}


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    kind: str
    text: str
    help: str = ""
    options: tuple[str, ...] = ()
    fill: str = ""
    when: tuple[str, str] = ("", "")
    required: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """What one can answer, where that is fixed."""
        return {"janee": YES_NO, "schaal": SCALE}.get(self.kind, self.options)

    @property
    def kind_name(self) -> str:
        return str(KINDS[self.kind])

    def asked(self, answers: Mapping[str, Any]) -> bool:
        """Whether the condition holds for these answers."""
        code, wanted = self.when
        found = answers.get(code)
        return not code or found == wanted or (isinstance(found, list) and wanted in found)


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    text: str = ""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A form with its questions. ``source`` is where the content comes from; ``number`` the version."""

    key: str
    name: str
    explanation: str
    about: str
    compartment: str
    sections: tuple[Section, ...]
    number: int = 1
    source: str = ""
    school_id: int | None = None

    @property
    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions


def to_json(sections: tuple[Section, ...]) -> list[dict[str, Any]]:
    return [
        {
            "title": section.title, "text": section.text,
            "questions": [
                {**asdict(one), "options": list(one.options), "when": list(one.when)} for one in section.questions
            ],
        }
        for section in sections
    ]  # fmt: skip


def from_json(content: list[dict[str, Any]]) -> tuple[Section, ...]:
    return tuple(
        Section(
            raw["title"],
            raw.get("text", ""),
            tuple(
                Question(**{**one, "options": tuple(one["options"]), "when": tuple(one["when"])})
                for one in raw["questions"]
            ),
        )
        for raw in content
    )


def check(sections: tuple[Section, ...]) -> None:
    """Raise ``ValidationError`` for a form that cannot be filled in."""
    questions = [one for section in sections for one in section.questions]
    if not questions:
        raise ValidationError(_("Een formulier heeft minstens één vraag nodig."))
    seen: dict[str, Question] = {}
    for one in questions:
        wrong = _wrong(one, seen)
        if wrong:
            raise ValidationError(_("“%(text)s”: %(wrong)s") % {"text": one.text[:80], "wrong": wrong})
        seen[one.code] = one


def _wrong(one: Question, before: Mapping[str, Question]) -> str:
    """What is wrong with a question; empty where nothing is."""
    code, value = one.when
    faults = (
        (not one.text, _("schrijf de vraag.")),
        (one.kind not in KINDS, _("dit soort vraag bestaat niet.")),
        (one.code in before, _("deze code staat er al.")),
        (one.kind in WITH_OPTIONS and not one.options, _("geef minstens één mogelijkheid.")),
        (len(set(one.options)) != len(one.options), _("een mogelijkheid staat er twee keer.")),
        (bool(one.fill) and one.fill not in FACTS, _("dit gegeven bestaat niet.")),
        (bool(code) and code not in before, _("de voorwaarde noemt een vraag die er niet voor staat.")),
        (
            bool(code) and code in before and value not in before[code].choices,
            _("de voorwaarde noemt een antwoord dat die vraag niet heeft."),
        ),
    )
    return next((text for holds, text in faults if holds), "")


@cache
def delivered() -> dict[str, Definition]:
    """The forms that come with Leerrecht, by key, in the order of their names."""
    found = [_read(path) for path in sorted(DELIVERED.glob("*.toml"))]
    return {one.key: one for one in sorted(found, key=lambda one: one.name)}


def _read(path: Path) -> Definition:
    raw = tomllib.loads(_NUMBER.sub(_of_the_law, path.read_text(encoding="utf-8")))
    about = About(raw["over"]).value
    sections, number = [], 0
    for part in raw["deel"]:
        questions = []
        for one in part["vragen"]:
            number += 1
            questions.append(_question(one, number))
        sections.append(Section(part["titel"], part.get("uitleg", ""), tuple(questions)))
    compartment = raw.get("vak", "")
    if about == About.PUPIL and compartment not in COMPARTMENTS:
        raise ValueError(f"{path.name}: vak {compartment}")
    return Definition(
        path.stem, raw["naam"], raw["uitleg"], about, compartment, tuple(sections), raw.get("versie", 1),
        raw.get("bron", ""),
    )  # fmt: skip


def _of_the_law(found: re.Match[str]) -> str:
    """A number of the law by its name: a form never states one itself."""
    # What exists in secondary education alone, has a number there alone.
    return str(waarde(found[1], niveau="" if getal(found[1]) else SECUNDAIR))


def _question(raw: Mapping[str, Any], number: int) -> Question:
    """``s`` kind, ``v`` question, ``h`` help, ``o`` options, ``vul`` fact, ``als`` condition, ``c`` code."""
    return Question(
        code=raw.get("c", f"v{number}"), kind=raw["s"], text=raw["v"], help=raw.get("h", ""),
        options=tuple(raw.get("o", ())), fill=raw.get("vul", ""), when=tuple(raw.get("als", ("", ""))),
        required=raw.get("nodig", False),
    )  # fmt: skip
