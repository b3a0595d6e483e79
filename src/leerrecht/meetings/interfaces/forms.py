"""Forms of meetings: planning one, and what is typed about one pupil."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.meetings.domain.planning import Wanted
from leerrecht.meetings.domain.queries.invited import Person
from leerrecht.meetings.domain.writing import Decision, Words
from leerrecht.notes.domain.places import Place
from leerrecht.notes.domain.writing import LONGEST
from leerrecht.notes.interfaces.forms import not_for_parents_field, place_choices
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.ui.forms import DateField

SOMEBODY_ELSE = ("", _("iemand anders"))


class TimeInput(forms.TimeInput):
    input_type = "time"


class MeetingForm(VerbForm):
    """When, where and with whom."""

    on = DateField(label=_("Dag"))
    starts_at = forms.TimeField(label=_("Uur"), widget=TimeInput(format="%H:%M"))
    place = forms.CharField(label=_("Plaats"), max_length=120, required=False)
    most = forms.IntegerField(
        label=_("Nieuwe signalen: hoogstens"), min_value=1, max_value=60, initial=12,
        help_text=_("Zoveel leerlingen komen vanzelf op de agenda door een nieuw signaal, de dringendste eerst."),
    )  # fmt: skip
    invited = forms.TypedMultipleChoiceField(
        label=_("Wie uitgenodigd is"), widget=forms.CheckboxSelectMultiple, coerce=int, required=False,
        help_text=_("Ieder ziet alleen de leerlingen en de vakken die de eigen functie toelaat."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["invited"]
        field.choices = [(person.user_id, person.label) for person in people]

    def wanted(self) -> Wanted:
        data = self.cleaned_data
        return Wanted(
            on=data["on"], starts_at=data["starts_at"], place=data["place"], most=data["most"],
            invited=tuple(data["invited"]),
        )  # fmt: skip


class PointForm(VerbForm):
    """What is typed about one pupil: minutes, a decision, and who reads them. All may stay empty."""

    # As in a filter no field has to be filled in, so none says so.
    is_filter = True

    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Verslag"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 4}))
    place = forms.ChoiceField(label=_("Wie dit leest"))
    what = forms.CharField(label=_("Wat"), max_length=300, required=False)
    who = forms.TypedChoiceField(label=_("Wie"), required=False, coerce=int, empty_value=None)
    who_name = forms.CharField(label=_("Of een naam"), max_length=160, required=False)
    due_on = DateField(label=_("Tegen wanneer"), required=False)
    not_for_parents = not_for_parents_field()

    def __init__(self, *args: Any, places: list[Place], people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in places}
        self.initial.setdefault("sleutel", uuid4())
        fields: Any = self.fields
        fields["place"].choices = place_choices(places)
        fields["who"].choices = [SOMEBODY_ELSE, *people]
        if not any(COMPARTMENTS[place.compartment].parents for place in places):
            del self.fields["not_for_parents"]

    def words(self) -> Words:
        data, place = self.cleaned_data, self.places[self.cleaned_data["place"]]
        shared = COMPARTMENTS[place.compartment].parents
        return Words(
            text=data["text"], compartment=place.compartment, organisation_id=place.organisation_id,
            not_for_parents=data.get("not_for_parents", "") if shared else "",
        )  # fmt: skip

    def decision(self) -> Decision | None:
        data = self.cleaned_data
        if not data["what"].strip():
            return None
        return Decision(what=data["what"], due_on=data["due_on"], who_id=data["who"], who=data["who_name"])
