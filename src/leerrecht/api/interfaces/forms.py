"""Forms of tokens and webhooks."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.access.principal import Principal
from leerrecht.api.domain.queries.links import houses
from leerrecht.api.rules import EVENTS, SCOPES, runs_all
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import Organisation, OrganisationKind
from leerrecht.ui.forms import DateField

# What is proposed: half a year, so that a forgotten token ends.
_PROPOSED = timedelta(days=182)


class TokenForm(VerbForm):
    """For whom, for what, how far and how long."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("School of schoolbestuur"), empty_label=None
    )
    purpose = forms.CharField(
        label=_("Waarvoor"), max_length=60, help_text=_("De naam van het pakket of de dienst die het token krijgt.")
    )
    scopes = forms.MultipleChoiceField(
        label=_("Wat mag ermee"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies zo weinig mogelijk. Een token voor lezen kan niet schrijven."),
    )  # fmt: skip
    until = DateField(label=_("Geldig tot en met"), help_text=_("Hoogstens een jaar ver."))

    def __init__(self, *args: Any, by: Principal, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"until": by.on + _PROPOSED})
        super().__init__(*args, **kwargs)
        own: Any = self.fields["organisation"]
        own.queryset = houses(by)
        scopes: Any = self.fields["scopes"]
        boards_alone = runs_all(by) and not own.queryset.exclude(kind=OrganisationKind.BOARD).exists()
        scopes.choices = [(key, one.name) for key, one in SCOPES.items() if one.board or not boards_alone]

    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        house = given.pop("organisation")
        return {**given, "organisation_id": house.pk}


class WebhookForm(VerbForm):
    """Where to, and about what."""

    school = forms.ModelChoiceField(Organisation.objects.none(), label=_("School"), empty_label=None)
    purpose = forms.CharField(label=_("Waarvoor"), max_length=60, help_text=_("De naam van het pakket of de dienst."))
    url = forms.URLField(
        label=_("Adres"), max_length=300, assume_scheme="https",
        help_text=_("Een adres dat met https:// begint en buiten het netwerk van de server ligt."),
    )  # fmt: skip
    events = forms.MultipleChoiceField(
        label=_("Bij welke gebeurtenissen"), widget=forms.CheckboxSelectMultiple, choices=list(EVENTS.items()),
        help_text=_("Er gaan alleen nummers en soorten mee, geen namen of inhoud."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields["school"]
        own.queryset = houses(by).filter(kind=OrganisationKind.SCHOOL)

    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        school = given.pop("school")
        return {**given, "school_id": school.pk}


class ChoiceForm(VerbForm):
    """Which token or webhook a button is about, and what it asks."""

    number = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    what = forms.ChoiceField(
        choices=[("intrekken", ""), ("geheim", ""), ("pauze", ""), ("hervatten", ""), ("beeindigen", "")]
    )
