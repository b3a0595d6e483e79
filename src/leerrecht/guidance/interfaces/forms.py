"""Forms of the guidance file: entries, acts and the filter of the timeline."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.access.compartments import CHOICES, COMPARTMENTS
from leerrecht.guidance.domain.entries import Draft
from leerrecht.guidance.domain.queries.timeline import Filters
from leerrecht.guidance.models import Channel, Finding, Kind, Result, Whom
from leerrecht.law.begeleiding import DOMEINEN, FASEN, OORZAKEN, SOORTEN_AFWEZIGHEID, VERSLAGEN
from leerrecht.notes.domain.places import Place
from leerrecht.notes.domain.writing import LONGEST
from leerrecht.notes.interfaces.forms import not_for_parents_field, place_choices, scan_field
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.ui.forms import DateField

ANY = ("", _("alles"))
NONE = ("", _("niet vermeld"))
YES_NO = (("ja", _("bereikt")), ("nee", _("niet bereikt")))
# What is done in one step from a signal.
ACTS = (Kind.CONTACT, Kind.TALK, Kind.VISIT, Kind.WELCOME, Kind.MEASURE)
PHASES = [(str(fase), f"{fase}: {name}") for fase, name in FASEN.items()]


class TimelineFilter(forms.Form):
    """Narrows the timeline; what is not understood narrows nothing."""

    is_filter = True

    soort = forms.ChoiceField(label=_("Soort"), required=False, choices=[ANY, *Kind.choices])
    vak = forms.ChoiceField(label=_("Vak"), required=False, choices=[ANY, *CHOICES])
    domein = forms.ChoiceField(label=_("Domein"), required=False, choices=[ANY, *DOMEINEN.items()])
    fase = forms.ChoiceField(label=_("Zorgfase"), required=False, choices=[ANY, *PHASES])

    def chosen(self) -> Filters:
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            kind=given.get("soort", ""), compartment=given.get("vak", ""), domain=given.get("domein", ""),
            fase=int(given["fase"]) if given.get("fase") else None,
        )  # fmt: skip


class PlacedForm(VerbForm):
    """A form whose record goes to one of the places where the writer may write."""

    place = forms.ChoiceField(label=_("Wie dit leest"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in places}
        field: Any = self.fields["place"]
        field.choices = place_choices(places)
        if places and not self.initial.get("place"):
            field.initial = places[0].key

    @property
    def chosen_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]

    def at(self) -> dict[str, Any]:
        return {"compartment": self.chosen_place.compartment, "organisation_id": self.chosen_place.organisation_id}


class EntryForm(PlacedForm):
    """One thing on the timeline. What a kind does not ask, may stay empty."""

    kind = forms.ChoiceField(label=_("Wat"), choices=Kind.choices)
    on = DateField(label=_("Wanneer"), initial=timezone.localdate)
    whom = forms.ChoiceField(label=_("Met wie"), choices=[NONE, *Whom.choices], required=False)
    channel = forms.ChoiceField(label=_("Hoe"), choices=[NONE, *Channel.choices], required=False)
    reached = forms.ChoiceField(
        label=_("Bij contact of huisbezoek: bereikt?"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    text = forms.CharField(
        label=_("Wat is er gezegd of afgesproken"), max_length=LONGEST, required=False,
        widget=forms.Textarea({"rows": 5}),
    )  # fmt: skip
    result = forms.ChoiceField(label=_("Wat het oplevert"), choices=[NONE, *Result.choices], required=False)
    domain = forms.ChoiceField(label=_("Domein"), choices=[NONE, *DOMEINEN.items()], required=False)
    fase = forms.ChoiceField(
        label=_("Zorgfase"), choices=[NONE, *PHASES], required=False,
        help_text=_("De fase hoort bij wat u doet, niet bij de leerling. Fasen komen bij elkaar."),
    )  # fmt: skip
    finding = forms.ChoiceField(
        label=_("Bevinding over de ouders"), choices=[NONE, *Finding.choices], required=False,
        help_text=_("Onmacht en onwil zijn twee verschillende dingen. Onwil stelt alleen het CLB vast."),
    )  # fmt: skip
    due_on = DateField(
        label=_("Tegen wanneer"), required=False,
        help_text=_("Bij een maatregel, aanpassing, afspraak, toets of achterstand: komt terug op uw lijst."),
    )  # fmt: skip
    absence = forms.ChoiceField(
        label=_("Soort afwezigheid"), choices=[NONE, *SOORTEN_AFWEZIGHEID.items()], required=False,
        help_text=_("Wat u erin ziet, samen met de leerling. Het systeem berekent dit nooit."),
    )  # fmt: skip
    causes = forms.MultipleChoiceField(
        label=_("Oorzaken"), choices=list(OORZAKEN.items()), widget=forms.CheckboxSelectMultiple, required=False
    )
    report = forms.ChoiceField(label=_("Welk verslag"), choices=[NONE, *VERSLAGEN.items()], required=False)
    file = scan_field()
    not_for_parents = not_for_parents_field()
    main = ("kind", "on", "whom", "channel", "reached", "text", "place")
    field_order = main

    def __init__(self, *args: Any, places: list[Place], may_find_unwilling: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, places=places, **kwargs)
        if not may_find_unwilling:
            self._offer("finding", [NONE, *(one for one in Finding.choices if one[0] != Finding.UNWILLING)])
        if not any(COMPARTMENTS[place.compartment].parents for place in places):
            del self.fields["not_for_parents"]
        if all(place.compartment == "leerling" for place in places):
            self._only_words()

    def _offer(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def _only_words(self) -> None:
        for name in (
            "whom", "channel", "reached", "result", "domain", "fase", "finding", "due_on", "absence", "causes",
            "report",
        ):  # fmt: skip
            self.fields.pop(name, None)
        self._offer("kind", [(Kind.WORDS.value, Kind.WORDS.label)])

    def draft(self) -> Draft:
        data = self.cleaned_data
        reached = data.get("reached")
        return Draft(
            kind=data["kind"], on=data["on"], text=data.get("text", ""), whom=data.get("whom", ""),
            channel=data.get("channel", ""), reached=reached == "ja" if reached else None,
            result=data.get("result", ""), finding=data.get("finding", ""), domain=data.get("domain", ""),
            fase=int(data["fase"]) if data.get("fase") else None, file=data.get("file"),
            not_for_parents=data.get("not_for_parents", ""), absence=data.get("absence", ""),
            causes=tuple(data.get("causes", ())), report=data.get("report", ""), due_on=data.get("due_on"),
        )  # fmt: skip


class ActForm(EntryForm):
    """What was done because of a signal: the few things that one does, and no more fields than needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kind", [(kind.value, kind.label) for kind in ACTS])
        for name in ("finding", "file", "absence", "causes", "report"):
            self.fields.pop(name, None)


class ReasonForm(VerbForm):
    """Why something is closed."""

    reason = forms.CharField(
        label=_("Waarom"), max_length=200, help_text=_("In enkele woorden, zonder gezondheid of thuis.")
    )
