"""The forms of the lights."""

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.inclusion.lights import HIGHEST
from leerrecht.organisations.interfaces.forms import VerbForm


class ThresholdForm(VerbForm):
    """From which number a light burns, and why."""

    value = forms.IntegerField(label=_("Vanaf welk getal brandt dit knipperlicht?"), min_value=1, max_value=HIGHEST)
    why = forms.CharField(
        label=_("Waarom dit getal?"), max_length=300, widget=forms.Textarea({"rows": 2}),
        help_text=_("Wie later kijkt, leest deze uitleg bij het knipperlicht."),
    )  # fmt: skip


class AnswerForm(VerbForm):
    """What the school does about a light."""

    text = forms.CharField(
        label=_("Wat leren we hieruit, en wat doen we ermee?"), max_length=600, widget=forms.Textarea({"rows": 3}),
        help_text=_("Over de school, zonder namen van leerlingen. De directie en het schoolbestuur lezen dit."),
    )  # fmt: skip
