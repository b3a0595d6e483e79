"""Forms of the page about Discimus."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from leerrecht.discimus.interfaces.words import WHY
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.ui.forms import DateField


class DifferenceFilter(forms.Form):
    is_filter = True
    waarom = forms.ChoiceField(label=_("Waarom"), required=False, choices=[("", _("alles")), *WHY.items()])
    maand = forms.RegexField(
        r"^\d{4}-\d{2}$", label=_("Maand"), required=False, widget=forms.Select,
        error_messages={"invalid": _("Kies een maand uit de lijst.")},
    )  # fmt: skip

    def __init__(self, data: Any, *, months: Iterable[Any]) -> None:
        super().__init__(data or None)
        self.fields["maand"].widget.choices = [
            ("", _("alle maanden")),
            *((f"{month:%Y-%m}", date_format(month, "F Y")) for month in months),
        ]

    def chosen(self) -> dict[str, str]:
        """What was asked for; a choice that cannot be read is shown at its field and narrows nothing."""
        if not self.is_bound:
            return {"why": "", "month": ""}
        self.is_valid()
        return {"why": self.cleaned_data.get("waarom", ""), "month": self.cleaned_data.get("maand", "")}


class ConnectForm(VerbForm):
    since = DateField(
        label=_("Vanaf welke dag?"),
        help_text=_("Halve dagen vanaf die dag vertrekken. Wat het schoolpakket eerder doorgaf, blijft bij AGODI."),
    )
