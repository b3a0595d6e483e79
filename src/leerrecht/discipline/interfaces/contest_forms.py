"""Forms of a contested C attest."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.discipline.domain.contests import ANSWERS, ASKS, Contested, Told
from leerrecht.discipline.interfaces.forms import area
from leerrecht.discipline.models import Turn
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.ui.forms import DateField


class ContestForm(VerbForm):
    attest_on = DateField(label=_("Dag van het C-attest"))
    on = DateField(label=_("Besproken of betwist op"), initial=timezone.localdate)
    words = area(_("Waarom leerling of ouders het niet eens zijn"), rows=6)

    def contested(self) -> Contested:
        return Contested(**self.cleaned_data)


class TurnForm(VerbForm):
    """What one turn asks, and no more."""

    on = DateField(label=_("Dag"), initial=timezone.localdate)
    answer = forms.ChoiceField(label=_("Uitkomst"), widget=forms.RadioSelect)
    due_on = DateField(label=_("Dag van wat erop volgt"), required=False)
    inside = forms.CharField(label=_("Lid van binnen het schoolbestuur"), max_length=160, required=False)
    outside = forms.CharField(label=_("Lid van buiten het schoolbestuur"), max_length=160, required=False)
    words = area(_("De redenen"), rows=6)

    def __init__(self, *args: Any, turn: Turn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if turn in ANSWERS:
            fields["answer"].choices = [(one.value, one.label) for one in ANSWERS[turn]]
        else:
            del fields["answer"]
        if turn != Turn.COMMISSION:
            del fields["inside"], fields["outside"]
        asked = list(dict.fromkeys(str(words) for (one, _answer), words in ASKS.items() if one == turn))
        fields["due_on"].help_text = " ".join(asked)

    def told(self) -> Told:
        return Told(**self.cleaned_data)
