"""Everything that the page of the regelwijzer shows for one casus on one date."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerrecht.law.calendar import FIRST_YEAR, LAST_YEAR, label, school_year
from leerrecht.law.topics import ONDERWERPEN
from leerrecht.law.writer import write_casus
from leerrecht.regelwijzer.domain.asking import OP, Asked, Data, ask, years_of
from leerrecht.regelwijzer.interfaces.answer import shown_answer
from leerrecht.regelwijzer.interfaces.bound import BoundStep, bind
from leerrecht.regelwijzer.interfaces.examples import EXAMPLES
from leerrecht.regelwijzer.interfaces.filled import REST, fold, unfold
from leerrecht.regelwijzer.interfaces.painting import brushes, painting
from leerrecht.regelwijzer.interfaces.topics import MORE, asked_name

TEXT = "tekst"
_APART = {OP: _("Datum"), TEXT: _("De casus als tekst")}


@dataclass(slots=True)
class Page:
    """One request: the casus, the date, and where a fault belongs. ``text`` is what was typed or sent as a file."""

    data: Data
    op: date
    year: int | None = None
    places: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    text: str | None = None
    notice: str | Promise = ""
    title: str | Promise = ""

    @property
    def empty(self) -> bool:
        """Nothing was filled in yet."""
        return dict(self.data) in ({}, {"leerling": {}})

    def asked(self) -> Asked:
        """What the law says, unless the page holds a fault already."""
        if self.errors or self.empty:
            return Asked(self.data, self.op)
        return ask(self.data, self.op)


def page_of(data: Data, op: date, *, notice: str | Promise = "", title: str | Promise = "") -> Page:
    """A page that begins with this casus."""
    return Page(data, op, notice=notice, title=title)


def places_of(data: Data) -> dict[str, str]:
    """The name of the field for each place in a casus, where its rows are numbered from 0."""
    return unfold(fold(data))[1]


def context_of(page: Page, *, as_sent: bool = False) -> dict[str, Any]:
    """What the templates of the page draw; ``as_sent``: rows keep the numbers that they have in the browser."""
    asked = page.asked()
    errors, fault, here = dict(page.errors), None, ""
    if asked.fault is not None:
        here = _field_at(asked.fault.place, places_of(page.data))
        name = _field_at(asked.fault.place, page.places) if as_sent else here
        fault = {"name": name, "message": asked.fault.message, "where": "" if name else asked.fault.place}
        if here:
            errors[here] = asked.fault.message
    elif errors:
        name, message = next(iter(errors.items()))
        fault = {"name": name, "message": message, "where": ""}
    values = fold(page.data)
    years = years_of(asked)
    year = page.year if page.year is not None else min(max(school_year(page.op), FIRST_YEAR), LAST_YEAR)
    bound = bind(values, errors)
    return {
        "page": page,
        "op": page.op,
        "op_error": errors.get(OP, ""),
        "steps": [step for step in bound if step.step.path[:1] != (MORE,)],
        "topics": [step for step in bound if step.step.path[:1] == (MORE,)],
        "other_topics": [topic for topic in ONDERWERPEN.values() if asked_name(topic.naam) not in values],
        "fault": fault,
        "fault_label": _label_at(here or fault["name"], bound) if fault else "",
        "answer": shown_answer(asked.answer) if asked.answer else None,
        "rest": values.get(REST, ""),
        "text": page.text if page.text is not None else ("" if page.empty else write_casus(page.data)),
        "text_error": errors.get(TEXT, ""),
        "strip": painting(asked, year),
        "years": [(one, label(one)) for one in sorted({*years, year}, reverse=True)],
        "brushes": brushes(),
        "examples": EXAMPLES.values(),
    }


def _field_at(place: str, places: dict[str, str]) -> str:
    """The name of the field for a place in the casus; of a whole list or row the first field of it."""
    if place == OP:
        return OP
    if place in places:
        return places[place]
    beneath = (name for known, name in places.items() if known.startswith((f"{place}.", f"{place}[")))
    stem = place.partition("[")[0]
    return next(beneath, places.get(stem, "")) if place else ""


def _label_at(name: str, steps: tuple[BoundStep, ...]) -> str:
    """The field in words: "Inschrijving 1, tot en met"."""
    if name in _APART:
        return str(_APART[name])
    for step in steps:
        for bound in step.fields:
            if bound.name == name:
                return bound.field.label
        for group in step.groups:
            for row in group.rows:
                for bound in row.fields:
                    if bound.name == name:
                        return f"{row.title}, {bound.field.label_inside}"
    return ""


def pieces_of(page: Page, request: HttpRequest, *, strip: bool, rows: bool) -> dict[str, Any]:
    """The parts of the page that change as somebody fills it in, for the script."""
    context = context_of(page, as_sent=True)
    found: dict[str, Any] = {
        "answer": render_to_string("regelwijzer/_answer.html", context, request),
        "text": context["text"],
        "fault": context["fault"],
        "years": context["years"],
    }
    if strip:
        found["strip"] = render_to_string("regelwijzer/_strip.html", context, request)
    if rows:
        step = next(step for step in context["steps"] if step.step.key == "afwezigheden")
        found["rows"] = render_to_string("regelwijzer/_rows.html", {"bound": step.groups[0]}, request)
    return found
