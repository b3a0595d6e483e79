"""The forms of the directory."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.directory.domain.keeping import Room, Wanted
from leerrecht.directory.domain.queries.search import Filters
from leerrecht.directory.models import Offer, OfferKind, Referrer, Region
from leerrecht.directory.models.offer import LEVELS
from leerrecht.law.begeleiding import DOMEINEN
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import Organisation
from leerrecht.ui.forms import DateField

ANY = ("", _("alles"))


def _many(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


def _number(label: Any, highest: int = 999) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=highest, required=False)


class SearchForm(forms.Form):
    """What is looked for."""

    is_filter = True
    q = forms.CharField(label=_("Woord"), required=False, max_length=80)
    soort = forms.ChoiceField(label=_("Soort"), required=False, choices=[ANY, *OfferKind.choices])
    streek = forms.TypedChoiceField(label=_("Streek"), required=False, coerce=int, empty_value=None)
    domein = forms.ChoiceField(label=_("Domein"), required=False, choices=[ANY, *DOMEINEN.items()])
    leerling = forms.IntegerField(required=False, widget=forms.HiddenInput)
    passend = forms.BooleanField(label=_("Alleen wat past bij de leerling"), required=False)

    def __init__(self, *args: Any, regions: Iterable[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["streek"]
        field.choices = [ANY, *((region.pk, region.name) for region in regions)]

    def chosen(self) -> Filters:
        if not self.is_valid():
            return Filters()
        data = self.cleaned_data
        return Filters(
            kind=data["soort"], region=data["streek"], domain=data["domein"], words=data["q"],
            fitting=data["passend"] and data["leerling"] is not None,
        )  # fmt: skip


class OfferForm(VerbForm):
    """What somebody offers, for whom, and what it asks."""

    main = ("name", "partner", "organisation_id", "kind", "description", "regions", "contact")

    name = forms.CharField(label=_("Naam van het aanbod"), max_length=120)
    partner = forms.CharField(label=_("Wie dit aanbiedt"), max_length=160)
    organisation_id = forms.TypedChoiceField(
        label=_("Houdt dit zelf bij"), coerce=int, empty_value=None, required=False,
        help_text=_("Een partner die in dit programma werkt, kan het eigen aanbod zelf wijzigen."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Soort"), choices=OfferKind.choices)
    description = forms.CharField(label=_("Wat is het?"), max_length=1000, widget=forms.Textarea({"rows": 3}))
    regions = forms.TypedMultipleChoiceField(
        label=_("Streken"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    contact = forms.CharField(label=_("Hoe bereikt men het?"), max_length=300, required=False)
    age_from = _number(_("Vanaf welke leeftijd"), 25)
    age_to = _number(_("Tot en met welke leeftijd"), 25)
    levels = _many(_("Voor welk niveau"), list(LEVELS.items()), _("Niets gekozen: voor elk niveau."))
    domains = _many(_("Waarbij het helpt"), list(DOMEINEN.items()), _("Niets gekozen: bij alles."))
    referrers = _many(_("Wie mag verwijzen"), Referrer.choices, _("Niets gekozen: iedereen."))
    asks = forms.CharField(
        label=_("Wat vraagt het?"), max_length=600, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("Bijvoorbeeld een intake, een akkoord van de ouders, een bijdrage."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, regions: Iterable[Region], partners: Iterable[Organisation], own: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["regions"].choices = [(region.pk, region.name) for region in regions]
        if not fields["regions"].choices:
            del fields["regions"]
        choices = [(one.pk, one.name) for one in partners]
        fields["organisation_id"].choices = choices if own else [("", _("niemand van hen")), *choices]
        fields["organisation_id"].required = own

    def wanted(self) -> Wanted:
        data: dict[str, Any] = self.cleaned_data
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
        }
        return Wanted(**values)


def values_of(offer: Offer) -> dict[str, Any]:
    """What an offer says now, to begin the form with."""
    found: dict[str, Any] = {name: getattr(offer, name) for name in OfferForm.base_fields if name != "regions"}
    return found | {"regions": [region.pk for region in offer.regions.all()]}


class RoomForm(VerbForm):
    """How much room there is."""

    on = DateField(label=_("Op welke dag is dit gezegd?"), initial=timezone.localdate)
    places = _number(_("Plaatsen in totaal"))
    free = _number(_("Vrije plaatsen"))
    waiting = _number(_("Hoeveel wachten er"))
    waiting_weeks = _number(_("Wachttijd in weken"), 300)
    said_by = forms.CharField(
        label=_("Volgens wie"), max_length=160, required=False, help_text=_("Bijvoorbeeld: telefoon met de intake.")
    )

    def room(self) -> Room:
        return Room(**self.cleaned_data)


class RegionForm(VerbForm):
    """A region and who belongs to it."""

    name = forms.CharField(label=_("Naam van de streek"), max_length=80)
    members = forms.TypedMultipleChoiceField(
        label=_("Wie erbij hoort"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Wie hier werkt, en wie deze scholen begeleidt, ziet het aanbod van de streek."),
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["members"]
        field.choices = [(one.pk, f"{one.name} ({one.get_kind_display()})") for one in organisations]
