"""Forms of accounts of pupils and parents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from leerrecht.access.forms import FinishForm
from leerrecht.organisations.interfaces.forms import VerbForm


class LetterForm(VerbForm):
    """Before a letter is made: into whose hands it goes."""

    seen = forms.BooleanField(
        label=_("Ik geef deze brief aan de persoon zelf, of in een gesloten omslag mee."),
        error_messages={"required": _("Bevestig hoe de brief bij de juiste persoon komt.")},
    )


class UseForm(VerbForm):
    """The code of the letter, and a password of one's own."""

    username = FinishForm.base_fields["username"]
    code = forms.CharField(
        label=pgettext_lazy("aanmelden", "Code"), max_length=40,
        help_text=_("Zoals ze op de brief staat, met of zonder hoofdletters."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    password1 = FinishForm.base_fields["password1"]
    password2 = FinishForm.base_fields["password2"]
    clean_password2 = FinishForm.clean_password2

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"username": given["username"], "code": given["code"], "password": given["password1"]}
