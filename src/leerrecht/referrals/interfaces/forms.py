"""Forms drawn from a flow: one field for each fact, a note beside it where the step takes one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.access.compartments import COMPARTMENTS, PARENTS
from leerrecht.notes.domain.places import names_of
from leerrecht.notes.domain.writing import LONGEST
from leerrecht.notes.interfaces.forms import not_for_parents_field
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.referrals.domain.places import Home
from leerrecht.referrals.engine import LONGEST_NAME, MOST_HOURS
from leerrecht.referrals.flows import FLOWS, Field, Flow, Side, Sort, StepKind
from leerrecht.ui.forms import DateField

PREFIX = "feit_"


class FactsForm(VerbForm):
    """The facts of a beginning or a step."""

    def __init__(self, *args: Any, asked: Sequence[Field], side: Side, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = [one for one in asked if side in one.sides]
        for one in self.asked:
            self.fields[PREFIX + one.name] = _field(one)

    def facts(self) -> dict[str, Any]:
        return {one.name: self.cleaned_data.get(PREFIX + one.name) for one in self.asked}

    def refuse(self, error: forms.ValidationError) -> None:
        """What the verb says of a fact stands at its field."""
        if hasattr(error, "error_dict"):
            error = forms.ValidationError(
                {
                    PREFIX + name if PREFIX + name in self.fields else name: found
                    for name, found in error.error_dict.items()
                }
            )
        super().refuse(error)


class BeginForm(FactsForm):
    """Where it lies first, since that says who will read it."""

    place = forms.ChoiceField(label=_("Wie leest dit"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, flow: Flow, homes: Sequence[Home], **kwargs: Any) -> None:
        super().__init__(*args, asked=flow.fields, side=homes[0].side, **kwargs)
        self.homes = {one.place.key: one for one in homes}
        names = names_of([one.place for one in homes])
        field: Any = self.fields["place"]
        field.choices = [
            (key, (f"{COMPARTMENTS[one.place.compartment].name} ({names.get(one.place.organisation_id, '')}): "
                  f"{COMPARTMENTS[one.place.compartment].readers}"))
            for key, one in self.homes.items()
        ]  # fmt: skip
        field.initial = next(iter(self.homes))

    def at(self) -> dict[str, Any]:
        place = self.homes[self.cleaned_data["place"]].place
        return {"compartment": place.compartment, "organisation_id": place.organisation_id}


class StepForm(FactsForm):
    """A step: on which day, its facts, and what there is to tell."""

    on = DateField(label=_("Op welke dag"))

    def __init__(self, *args: Any, step: StepKind, side: Side, compartment: str, **kwargs: Any) -> None:
        super().__init__(*args, asked=step.fields, side=side, **kwargs)
        if step.says:
            self.fields["text"] = forms.CharField(
                label=_("Wat is er te vertellen"), max_length=LONGEST, required=False,
                widget=forms.Textarea({"rows": 5}), help_text=_("Wie dit leest: %(who)s.")
                % {"who": COMPARTMENTS[compartment].readers},
            )  # fmt: skip
            if compartment in PARENTS:
                self.fields["not_for_parents"] = not_for_parents_field()

    def values(self) -> dict[str, Any]:
        return {
            "on": self.cleaned_data["on"], "facts": self.facts(), "text": self.cleaned_data.get("text", ""),
            "not_for_parents": self.cleaned_data.get("not_for_parents", ""),
        }  # fmt: skip


class TermForm(VerbForm):
    """The day by which a step is to be taken."""

    due_on = DateField(label=_("Tegen welke dag"))


class CloseForm(VerbForm):
    """How it ended."""

    on = DateField(label=_("Op welke dag"))
    ending = forms.ChoiceField(label=_("Hoe liep het af"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, flow: Flow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["ending"]
        field.choices = [(one.key, one.name) for one in flow.endings]


class ListFilter(forms.Form):
    """The filter above the worklist."""

    is_filter = True
    soort = forms.ChoiceField(label=_("Waarheen"), required=False)
    voor = forms.ChoiceField(
        label=_("Volgende stap"), required=False, choices=[("", _("iedereen")), ("ons", _("voor ons"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["soort"]
        field.choices = [("", _("alle")), *((key, one.name) for key, one in FLOWS.items())]


def _field(one: Field) -> forms.Field:
    # What is asked after another answer only, is asked by the verb.
    base: dict[str, Any] = {"label": one.label, "help_text": one.help, "required": one.required and not one.when[0]}
    if one.sort == Sort.DAY:
        return DateField(**base)
    if one.sort == Sort.NUMBER:
        return forms.IntegerField(min_value=1, max_value=MOST_HOURS, **base)
    if one.sort == Sort.NAME:
        return forms.CharField(max_length=LONGEST_NAME, **base)
    if one.sort == Sort.LIST:
        return forms.MultipleChoiceField(choices=one.options, widget=forms.CheckboxSelectMultiple, **base)
    choices = [("ja", _("ja")), ("nee", _("nee"))] if one.sort == Sort.YES_NO else list(one.options)
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **base)
