"""The form of an aantekening."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.documents.domain.uploads import ACCEPT
from leerrecht.documents.interfaces.limits import told_at_once
from leerrecht.notes.domain.places import Place, names_of
from leerrecht.notes.domain.writing import LONGEST
from leerrecht.organisations.interfaces.forms import VerbForm


def place_choices(places: list[Place]) -> list[tuple[str, str]]:
    """Where something may be written, each with who reads it there."""
    names = names_of(places)
    found = []
    for place in places:
        compartment = COMPARTMENTS[place.compartment]
        label = f"{compartment.name} ({names.get(place.organisation_id, '')}): {compartment.readers}"
        found.append((place.key, label))
    return found


def scan_field() -> forms.FileField:
    """A document that may go along."""
    return forms.FileField(
        label=_("Bestand"), required=False, help_text=_("PDF of foto."),
        widget=forms.ClearableFileInput({"accept": ACCEPT, **told_at_once(settings.MAX_SCAN_BYTES)}),
    )  # fmt: skip


def not_for_parents_field() -> forms.CharField:
    """Why the parents do not read it, where the pupil does not want that."""
    return forms.CharField(
        label=_("Niet voor de ouders, omdat"), max_length=300, required=False,
        help_text=_("Alleen als de leerling dat niet wil: schrijf de reden. Leeg: zoals het vak zegt."),
    )  # fmt: skip


class NoteForm(VerbForm):
    """Where it goes first, since that says who will read it."""

    place = forms.ChoiceField(label=_("Vak"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Titel"), max_length=120)
    text = forms.CharField(label=_("Tekst"), max_length=LONGEST, widget=forms.Textarea({"rows": 8}))
    file = scan_field()
    not_for_parents = not_for_parents_field()

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in places}
        field: Any = self.fields["place"]
        field.choices = place_choices(places)
        if len(places) == 1:
            field.initial = places[0].key
        if not any(COMPARTMENTS[place.compartment].parents for place in places):
            del self.fields["not_for_parents"]

    def values(self) -> dict[str, Any]:
        place = self.places[self.cleaned_data["place"]]
        values = {name: self.cleaned_data[name] for name in ("title", "text", "file")}
        values["not_for_parents"] = self.cleaned_data.get("not_for_parents", "")
        return values | {"compartment": place.compartment, "organisation_id": place.organisation_id}
