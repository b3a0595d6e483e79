from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.law import codes


class SubCodeForm(forms.Form):
    """An own code of a school."""

    code = forms.ChoiceField(
        label=_("Officiële code"),
        choices=[("", _("Kies…")), *((letter, f"{letter} · {code.naam}") for letter, code in codes.CODES.items())],
    )
    name = forms.CharField(label=_("Eigen code"), max_length=10, help_text=_("Kort, bijvoorbeeld R03 of B01."))
    label = forms.CharField(label=_("Omschrijving"), max_length=80)
