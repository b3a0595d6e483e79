"""Forms of consents, wishes and judgements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.consent.domain.places import Place
from leerrecht.consent.models import Answer, Giver, How
from leerrecht.consent.purposes import CHOICES
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.people.models import Contact, Pupil
from leerrecht.ui.forms import DateField

NO_YES = [("ja", _("ja")), ("nee", _("nee"))]


class PlaceForm(VerbForm):
    """Who has one place does not choose it."""

    organisation_id = forms.TypedChoiceField(label=_("Namens"), coerce=int)

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation_id"]
        field.choices = [(place.organisation_id, place.name) for place in places]  # type: ignore[attr-defined]
        if len(places) == 1:
            field.initial = places[0].organisation_id
            field.widget = forms.HiddenInput()


class ConsentForm(PlaceForm):
    """What somebody answered."""

    purpose = forms.ChoiceField(label=_("Waarvoor"), choices=CHOICES)
    answer = forms.ChoiceField(label=_("Antwoord"), choices=Answer.choices)
    giver = forms.ChoiceField(label=_("Wie antwoordde"))
    how = forms.ChoiceField(label=_("Hoe"), choices=How.choices)
    first = DateField(label=_("Vanaf"))
    last = DateField(label=_("Tot en met"), required=False, help_text=_("Leeg: tot het ingetrokken wordt."))

    def __init__(self, *args: Any, pupil: Pupil, contacts: list[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contacts = {str(contact.pk): contact for contact in contacts}
        self.fields["giver"].choices = [  # type: ignore[attr-defined]
            (Giver.PUPIL, str(pupil)),
            *((key, f"{one.name} ({one.get_legal_role_display()})") for key, one in self.contacts.items()),
        ]

    def details(self) -> dict[str, Any]:
        """Arguments for the verb."""
        values = dict(self.cleaned_data)
        values["contact"] = self.contacts.get(values.pop("giver"))
        return values


class WithdrawForm(VerbForm):
    """When and how somebody took it back."""

    on = DateField(label=_("Ingetrokken op"))
    how = forms.ChoiceField(label=_("Hoe"), choices=How.choices)


class WishForm(PlaceForm):
    """What the pupil said, and what was decided."""

    stated_on = DateField(label=_("Gezegd op"))
    how = forms.ChoiceField(label=_("Hoe"), choices=How.choices, initial=How.SPOKEN)
    respected = forms.TypedChoiceField(
        label=_("Volgt u de wens?"), choices=NO_YES, coerce=lambda value: value == "ja", widget=forms.RadioSelect,
        help_text=_("Ja: ouders zien dan niets meer van wat school en CLB over deze leerling delen."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reden"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Waarom u de wens wel of niet volgt, en wat u met de leerling besprak."),
    )  # fmt: skip


class EndWishForm(VerbForm):
    """Why it ends."""

    reason = forms.CharField(
        label=_("Reden"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Bijvoorbeeld: de leerling wil nu dat de ouders het weten."),
    )  # fmt: skip


class JudgementForm(PlaceForm):
    """What was judged, and why."""

    able = forms.TypedChoiceField(
        label=_("Kan de leerling zelf beslissen?"), choices=NO_YES, coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = forms.CharField(label=_("Reden"), max_length=500, widget=forms.Textarea({"rows": 3}))
