"""Forms of the beginning of an installation and of the page of its operation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import SchoolKind, SchoolLevel

SCHOOL, CENTRE = "school", "clb"
_NAME = {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "username"}


class BeginForm(VerbForm):
    """What begins here, and who is its first administrator."""

    # Which fields are needed follows from the first answer: none says of itself that it may be left out.
    is_filter = True
    start = forms.ChoiceField(
        label=_("Waarmee begint u?"),
        choices=[(SCHOOL, _("met een school")), (CENTRE, _("met een CLB"))],
        widget=forms.RadioSelect,
        help_text=_("De andere scholen, besturen en CLB’s voegt u na het aanmelden toe, of leest u in."),
    )
    board = forms.CharField(
        label=_("Schoolbestuur"), max_length=160, required=False, help_text=_("Als u met een school begint.")
    )
    school = forms.CharField(
        label=_("Naam van de school"), max_length=160, required=False, help_text=_("Als u met een school begint.")
    )
    number = forms.CharField(
        label=_("Instellingsnummer"), max_length=6, required=False, help_text=_("6 cijfers"),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    level = forms.ChoiceField(
        label=_("Niveau"), choices=SchoolLevel.choices, required=False, initial=SchoolLevel.SECUNDAIR
    )
    school_kind = forms.ChoiceField(label=_("Soort onderwijs"), choices=SchoolKind.choices, required=False)
    centre = forms.CharField(
        label=_("CLB"), max_length=160, required=False,
        help_text=_("Begint u met een CLB: de naam. Met een school: het CLB dat ze begeleidt, als u het al weet."),
    )  # fmt: skip
    first_name = forms.CharField(label=_("Uw voornaam"), max_length=80)
    last_name = forms.CharField(label=_("Uw achternaam"), max_length=120)
    username = forms.CharField(
        label=_("Uw gebruikersnaam"), max_length=60, widget=forms.TextInput(attrs=_NAME),
        help_text=_("Waarmee u zich straks aanmeldt."),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Wachtwoord"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Neem een zin van minstens 14 tekens die u onthoudt."),
    )  # fmt: skip
    again = forms.CharField(
        label=_("Wachtwoord, nog eens"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    NEEDED = {
        SCHOOL: {
            "board": _("Vul het schoolbestuur in."),
            "school": _("Vul de naam van de school in."),
            "number": _("Vul het instellingsnummer in."),
            "level": _("Kies het niveau."),
        },
        CENTRE: {"centre": _("Vul de naam van het CLB in.")},
    }

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError(_("De twee wachtwoorden zijn niet gelijk. Typ ze opnieuw."))
        return again

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, message in self.NEEDED.get(data.get("start", ""), {}).items():
            if name not in self.errors and not data.get(name):
                self.add_error(name, message)
        return data


class JobForm(VerbForm):
    """Try a job again."""

    job = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ProofForm(VerbForm):
    """What a restore told at its end."""

    proof = forms.CharField(
        label=_("Bewijs"), max_length=60,
        help_text=_("De letters en cijfers die “leerrecht herstel” op het einde toont, als alle tabellen gelijk zijn."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
