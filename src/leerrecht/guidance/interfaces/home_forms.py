"""The forms of home at the school's request: nothing may stay empty."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.guidance.domain.home import Request
from leerrecht.guidance.models import Asker, ClbView
from leerrecht.notes.domain.writing import LONGEST
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.ui.forms import DateField

_PART = LONGEST // 8


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=_PART, required=False, widget=forms.Textarea({"rows": 3}), help_text=help_text
    )


class HomeForm(VerbForm):
    asked_by = forms.ChoiceField(label=_("Wie vroeg dit?"), choices=Asker.choices, widget=forms.RadioSelect)
    why = _text(_("Waarom?"))
    pupil_view = _text(_("Wat vindt de leerling ervan?"), _("In de woorden van de leerling."))
    parents_view = _text(_("Wat vinden de ouders ervan?"))
    tried = _text(_("Wat is eerst geprobeerd?"))
    clb_on = DateField(label=_("Wanneer was het overleg met het CLB?"))
    clb_who = forms.CharField(label=_("Met wie van het CLB?"), max_length=160, required=False)
    clb_view = forms.ChoiceField(label=_("Wat vindt het CLB?"), choices=ClbView.choices, widget=forms.RadioSelect)
    whole = forms.BooleanField(label=_("De leerling komt helemaal niet naar school"), required=False)
    hours = forms.IntegerField(label=_("Lesuren per week op school"), min_value=0, max_value=40)
    first = DateField(label=_("Eerste dag"))
    last = DateField(label=_("Laatste dag"))
    review_on = DateField(label=_("Opnieuw bekijken op"))
    road_back = _text(_("Hoe komt de leerling terug?"), _("De stappen, wie helpt en waar het begint."))

    def request(self) -> Request:
        return Request(**self.cleaned_data)


class ReviewForm(VerbForm):
    text = forms.CharField(label=_("Wat besliste u samen?"), max_length=_PART, widget=forms.Textarea({"rows": 3}))
    review_on = DateField(
        label=_("Opnieuw bekijken op"), required=False, help_text=_("Leeg: niet meer tot de laatste dag.")
    )
