"""Forms of protocols."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.principal import Principal
from leerrecht.documents.domain.uploads import ACCEPT
from leerrecht.documents.interfaces.limits import told_at_once
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import Organisation
from leerrecht.people.domain.protocols import AGREED_UPON, named
from leerrecht.ui.forms import DateField


class ProtocolForm(VerbForm):
    """The own organisation, the others by name, and what was agreed."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Uw organisatie"), empty_label=None)
    parties = forms.CharField(
        label=_("Met wie"), max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Eén organisatie op elke regel: de volledige naam, of voor een school het instellingsnummer."),
    )  # fmt: skip
    title = forms.CharField(label=_("Titel"), max_length=120)
    purpose = forms.CharField(
        label=_("Waarvoor"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Waarom er gedeeld wordt. Schrijf niets over één leerling."),
    )  # fmt: skip
    compartments = forms.MultipleChoiceField(
        label=_("Vakken"), widget=forms.CheckboxSelectMultiple,
        choices=[(key, one.name) for key, one in COMPARTMENTS.items() if key in AGREED_UPON],
    )  # fmt: skip
    first = DateField(label=_("Eerste dag"))
    last = DateField(label=_("Laatste dag"))
    document = forms.FileField(
        label=_("Ondertekend document"), required=False, help_text=_("PDF of foto. Mag ook later op papier blijven."),
        widget=forms.ClearableFileInput({"accept": ACCEPT, **told_at_once(settings.MAX_SCAN_BYTES)}),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields["organisation"]
        own.queryset = Organisation.objects.filter(pk__in=by.organisations(acts.PROTOCOL_MANAGE)).order_by("name")

    def clean_parties(self) -> list[Organisation]:
        found, wrong = [], []
        for line in filter(None, map(str.strip, self.cleaned_data["parties"].splitlines())):
            party = named(line)
            if party is None:
                wrong.append(line)
            else:
                found.append(party)
        if wrong:
            raise ValidationError(
                _("Geen organisatie gevonden voor: %(names)s. Kijk de schrijfwijze na, of vraag de beheerder om ze toe "
                  "te voegen.") % {"names": ", ".join(wrong)}
            )  # fmt: skip
        return found


class EndForm(VerbForm):
    last = DateField(label=_("Laatste dag"), help_text=_("Toegangen die op dit protocol rusten, eindigen dan ook."))
