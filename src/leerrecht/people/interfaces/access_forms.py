"""Forms of access to one pupil's file."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.models import User
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.people.domain.danger import Glass
from leerrecht.people.domain.openings import Opening
from leerrecht.people.domain.protocols import live_protocols
from leerrecht.people.models import Protocol
from leerrecht.ui.forms import DateField


def _choices(openings: list[Opening]) -> list[tuple[str, str]]:
    return [(opening.key, f"{opening.kind.label}, {opening.organisation}") for opening in openings]


def _compartments(openings: list[Opening]) -> list[tuple[str, str]]:
    known = {key for opening in openings for key in opening.compartments}
    return [(key, one.name) for key, one in COMPARTMENTS.items() if key in known]


class _OpeningForm(VerbForm):
    """A choice among openings; one alone is chosen already."""

    what = forms.ChoiceField(label=_("Welke toegang"), widget=forms.RadioSelect)
    compartments = forms.MultipleChoiceField(label=_("Vakken"), widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label=_("Waarom"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Wie in dit vak mag lezen, ziet deze reden. Schrijf niets dat daar niet thuishoort."),
    )  # fmt: skip

    def __init__(self, *args: Any, openings: list[Opening], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.openings = {opening.key: opening for opening in openings}
        what: Any = self.fields["what"]
        what.choices = _choices(openings)
        if len(openings) == 1:
            what.initial = openings[0].key
        boxes: Any = self.fields["compartments"]
        boxes.choices = _compartments(openings)
        if len(boxes.choices) == 1:
            boxes.initial = [boxes.choices[0][0]]

    def opening(self) -> Opening:
        return self.openings[self.cleaned_data["what"]]


class GrantForm(_OpeningForm):
    """Give one person access."""

    user = forms.CharField(
        label=_("Gebruikersnaam"), max_length=60, help_text=_("Van wie toegang krijgt, zoals bij het aanmelden.")
    )
    last = DateField(
        label=_("Laatste dag"), required=False,
        help_text=_("Leeg kan alleen voor een CLB-medewerker op het dossier en voor een vertrouwenspersoon."),
    )  # fmt: skip
    protocol = forms.ModelChoiceField(
        Protocol.objects.none(), label=_("Op grond van protocol"), required=False, empty_label=_("geen protocol"),
        help_text=_("Werkt de persoon bij een andere organisatie, kies dan wat u met die organisatie afsprak."),
    )  # fmt: skip
    field_order = ("what", "user", "compartments", "reason", "last", "protocol")

    def __init__(self, *args: Any, openings: list[Opening], on: date, **kwargs: Any) -> None:
        super().__init__(*args, openings=openings, **kwargs)
        field: Any = self.fields["protocol"]
        field.queryset = live_protocols([opening.organisation_id for opening in openings], on)
        if not field.queryset.exists():
            del self.fields["protocol"]

    def clean_user(self) -> User:
        user = User.objects.filter(username__iexact=self.cleaned_data["user"], is_active=True).first()
        if user is None:
            raise ValidationError(_("Er is geen account met deze gebruikersnaam. Kijk de naam na."))
        return user

    def values(self) -> dict[str, Any]:
        opening = self.opening()
        values = {name: self.cleaned_data[name] for name in ("user", "compartments", "reason", "last")}
        values["protocol"] = self.cleaned_data.get("protocol")
        return values | {"kind": opening.kind, "organisation_id": opening.organisation_id}


class RequestForm(_OpeningForm):
    """Ask for access."""

    until = DateField(label=_("Tot en met"))
    field_order = ("what", "compartments", "reason", "until")

    def values(self) -> dict[str, Any]:
        values = {name: self.cleaned_data[name] for name in ("compartments", "reason", "until")}
        return values | {"organisation_id": self.opening().organisation_id}


class AnswerForm(VerbForm):
    """Give or refuse what was asked."""

    yes = forms.ChoiceField(
        label=_("Antwoord"), choices=[("ja", _("toegang geven")), ("nee", _("weigeren"))], widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("Toelichting"), max_length=500, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Wie het vroeg, leest dit. Verplicht als u weigert."),
    )  # fmt: skip


class GlassForm(VerbForm):
    """The reason, before anything is shown."""

    organisation_id = forms.TypedChoiceField(label=_("Welk dossier"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Welk gevaar, en waarom u nu moet lezen"), max_length=500, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, glasses: list[Glass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation_id"]
        field.choices = [
            (
                glass.organisation_id,
                f"{glass.organisation}: "
                + ", ".join(one.name for key, one in COMPARTMENTS.items() if key in glass.compartments),
            )
            for glass in glasses
        ]
        if len(glasses) == 1:
            field.initial = glasses[0].organisation_id
