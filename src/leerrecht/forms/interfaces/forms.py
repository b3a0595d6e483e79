"""A form drawn from its definition, and the forms with which a school makes its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.forms.domain.definitions import FACTS, KINDS, Question, Section, delivered
from leerrecht.forms.domain.filling import LONG, SHORT
from leerrecht.forms.models import About
from leerrecht.notes.domain.places import Place, names_of
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.ui.forms import DateField

PLACE = "place"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its field."""

    question: Question
    field: forms.BoundField


@dataclass(frozen=True, slots=True)
class Drawn:
    """A section with its questions."""

    section: Section
    asked: tuple[Asked, ...]


class AnswerForm(VerbForm):
    """One field for each question, by its code. What must be answered is asked when the form is finished."""

    def __init__(self, *args: Any, sections: tuple[Section, ...], facts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        for question in self.questions():
            self.fields[question.code] = _field(question)
            if question.fill and question.code not in self.initial:
                self.initial[question.code] = facts.get(question.fill, "")

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def drawn(self) -> list[Drawn]:
        return [
            Drawn(section, tuple(Asked(one, self[one.code]) for one in section.questions)) for section in self.sections
        ]

    def answers(self) -> dict[str, Any]:
        return {one.code: self.cleaned_data.get(one.code) for one in self.questions()}


class PupilAnswerForm(AnswerForm):
    """With the compartment, which says who will read it."""

    def __init__(self, *args: Any, places: list[Place], preferred: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in places}
        names = names_of(places)
        choices = [
            (place.key, f"{COMPARTMENTS[place.compartment].name} ({names.get(place.organisation_id, '')})")
            for place in places
        ]
        field = forms.ChoiceField(label=_("Vak"), choices=choices, help_text=_("Het vak bepaalt wie meeleest."))
        fitting = [place.key for place in places if place.compartment == preferred]
        self.fields[PLACE] = field
        self.initial.setdefault(PLACE, fitting[0] if fitting else choices[0][0])

    def place(self) -> Place:
        return self.places[self.cleaned_data[PLACE]]


def _field(question: Question) -> forms.Field:
    base: dict[str, Any] = {"label": question.text, "help_text": question.help, "required": False}
    plain = [(one, one) for one in question.choices]
    if question.kind == "lang":
        return forms.CharField(max_length=LONG, widget=forms.Textarea({"rows": 4}), **base)
    if question.kind == "lijst":
        return forms.MultipleChoiceField(choices=plain, widget=forms.CheckboxSelectMultiple, **base)
    if question.kind in {"keuze", "janee", "schaal"}:
        choices = [*plain, ("", _("geen antwoord"))]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **base)
    if question.kind == "datum":
        return DateField(**base)
    return forms.CharField(max_length=SHORT, **base)


class OwnForm(VerbForm):
    """A form of the school's own."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    explanation = forms.CharField(
        label=_("Uitleg"), max_length=400, required=False, help_text=_("Waarvoor het dient, in een of twee zinnen.")
    )
    about = forms.ChoiceField(label=_("Gaat over"), choices=About.choices, widget=forms.RadioSelect)
    compartment = forms.ChoiceField(
        label=_("Vak"), required=False, help_text=_("Alleen voor een formulier over een leerling: wie het leest.")
    )
    like = forms.ChoiceField(label=_("Beginnen met de vragen van"), required=False)

    def __init__(self, *args: Any, compartments: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vak: Any = self.fields["compartment"]
        vak.choices = [("", "---------"), *((k, one.name) for k, one in COMPARTMENTS.items() if k in compartments)]
        like: Any = self.fields["like"]
        like.choices = [("", _("niets, een leeg formulier")), *((key, one.name) for key, one in delivered().items())]


class SectionForm(VerbForm):
    """A part of a form."""

    title = forms.CharField(label=_("Titel van het onderdeel"), max_length=120)
    text = forms.CharField(label=_("Uitleg bij het onderdeel"), max_length=600, required=False)


class QuestionForm(VerbForm):
    """A question: its kind, its words, its options, and when it is asked."""

    text = forms.CharField(label=_("Vraag"), max_length=300)
    kind = forms.ChoiceField(label=_("Soort"), choices=list(KINDS.items()))
    help = forms.CharField(label=_("Uitleg bij de vraag"), max_length=300, required=False)
    options = forms.CharField(
        label=_("Mogelijkheden"), required=False, max_length=4000, widget=forms.Textarea({"rows": 5}),
        help_text=_("Eén per regel. Alleen voor een keuze of een afvinklijst."),
    )  # fmt: skip
    fill = forms.ChoiceField(label=_("Vooraf invullen met"), required=False)
    when = forms.ChoiceField(label=_("Alleen vragen als"), required=False)
    required = forms.BooleanField(label=_("Nodig om het formulier af te werken"), required=False)

    def __init__(self, *args: Any, before: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill: Any = self.fields["fill"]
        fill.choices = [("", _("niets")), *FACTS.items()]
        when: Any = self.fields["when"]
        when.choices = [
            ("", _("altijd")),
            *((f"{one.code}={value}", f"{one.text}: {value}") for one in before for value in one.choices),
        ]

    def question(self, code: str) -> Question:
        data = self.cleaned_data
        lines = (" ".join(line.split()) for line in data["options"].splitlines())
        when = tuple(data["when"].split("=", 1)) if data["when"] else ("", "")
        return Question(
            code, data["kind"], " ".join(data["text"].split()), data["help"].strip(),
            tuple(line for line in lines if line), data["fill"], (when[0], when[1]), data["required"],
        )  # fmt: skip

    @classmethod
    def initial_of(cls, question: Question) -> dict[str, Any]:
        return {
            "text": question.text, "kind": question.kind, "help": question.help, "options": "\n".join(question.options),
            "fill": question.fill, "when": "=".join(question.when) if question.when[0] else "",
            "required": question.required,
        }  # fmt: skip
