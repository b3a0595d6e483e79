"""Forms of transfers, of retention, and of the own file."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.access.principal import Seat
from leerrecht.notes.models import Aantekening
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import Centre, Organisation, School
from leerrecht.transfers.domain.grounds import GROUNDS, SORTS
from leerrecht.transfers.domain.offers import Offer
from leerrecht.transfers.domain.own_file import Asker
from leerrecht.transfers.domain.queries.transfers import Line
from leerrecht.transfers.models import Sort, Transfer, TransferItem, TransferKind, Who
from leerrecht.ui.forms import DateField


class PrepareForm(VerbForm):
    """To whom: a school by its number, a CLB from the list (which CLBs there are, is public)."""

    what = forms.ChoiceField(label=_("Wat draagt u over"), widget=forms.RadioSelect)
    number = forms.RegexField(
        r"^\s*\d{6}\s*$", label=_("Instellingsnummer van de nieuwe school"), required=False,
        help_text=_("Zes cijfers. Voor een overdracht van school naar school."),
        error_messages={"invalid": _("Een instellingsnummer telt 6 cijfers.")},
    )  # fmt: skip
    centre = forms.ModelChoiceField(
        label=_("Nieuw CLB"), required=False, queryset=Centre.objects.none(), empty_label=_("kies een CLB"),
        help_text=_("Voor een overdracht van CLB naar CLB."),
    )  # fmt: skip

    def __init__(self, *args: Any, seats: list[tuple[str, Seat]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {f"{kind}-{seat.organisation_id}": (kind, seat) for kind, seat in seats}
        what: Any = self.fields["what"]
        what.choices = [
            (key, f"{seat.organisation}: {TransferKind(kind).label}") for key, (kind, seat) in self.seats.items()
        ]
        kinds = {kind for kind, _seat in seats}
        if len(self.seats) == 1:
            what.initial = next(iter(self.seats))
        if TransferKind.SCHOOL not in kinds:
            del self.fields["number"]
        if kinds <= {TransferKind.SCHOOL}:
            del self.fields["centre"]
        else:
            centre: Any = self.fields["centre"]
            centre.queryset = Centre.objects.order_by("name")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "what" not in data:
            return data
        kind, seat = self.seats[data["what"]]
        data["kind"], data["sender_id"] = kind, seat.organisation_id
        data["receiver"] = self._school(data) if kind == TransferKind.SCHOOL else self._centre(data)
        return data

    def _school(self, data: dict[str, Any]) -> Organisation | None:
        number = (data.get("number") or "").strip()
        found = School.objects.filter(number=number).first() if number else None
        if found is None and "number" not in self.errors:
            self.add_error("number", ValidationError(_("Geen school met dit nummer gevonden. Kijk het nummer na.")))
        return found

    def _centre(self, data: dict[str, Any]) -> Organisation | None:
        if data.get("centre") is None:
            self.add_error("centre", ValidationError(_("Kies het CLB dat de nieuwe school begeleidt.")))
        found: Organisation | None = data.get("centre")
        return found

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "sender_id", "receiver")}

    def refuse(self, error: ValidationError) -> None:
        """What is wrong with the receiver stands at the field by which it was chosen."""
        found = getattr(error, "error_dict", {})
        if "receiver" in found:
            found["number" if self.cleaned_data["kind"] == TransferKind.SCHOOL else "centre"] = found.pop("receiver")
        super().refuse(error)


class ChooseForm(VerbForm):
    """One note, what it is, and who agreed where that is asked."""

    note = forms.ModelChoiceField(label=_("Stuk"), queryset=Aantekening.objects.none(), widget=forms.RadioSelect)
    sort = forms.ChoiceField(label=_("Wat is dit stuk"), widget=forms.RadioSelect)
    consent_by = forms.ChoiceField(
        label=_("Wie gaf toestemming"), required=False, choices=[("", _("niet gevraagd")), *Who.choices],
        help_text=_("Alleen voor wat sociaal-emotioneel is: dat gaat niet mee zonder toestemming."),
    )  # fmt: skip
    consent_on = DateField(label=_("Toestemming op"), required=False)

    def __init__(
        self, *args: Any, transfer: Transfer, notes: list[Aantekening], offers: Mapping[Any, Offer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        # Only what can be chosen as something in this transfer is proposed, and stands first.
        self.offers = {pk: offer for pk, offer in offers.items() if offer.sort in SORTS[transfer.kind]}
        field: Any = self.fields["note"]
        first = Case(When(pk__in=list(self.offers), then=0), default=1)
        field.queryset = Aantekening.objects.filter(pk__in=[note.pk for note in notes]).order_by(
            first, "-written_at", "pk"
        )
        field.label_from_instance = self._label
        field.empty_label = None
        sort: Any = self.fields["sort"]
        sort.choices = [(one.value, f"{one.label}: {GROUNDS[one].words}") for one in SORTS[transfer.kind]]
        if not any(GROUNDS[one].consent for one in SORTS[transfer.kind]):
            del self.fields["consent_by"], self.fields["consent_on"]
        if self.offers:
            sort.required = False
            sort.help_text = _("Staat het al bij het stuk, dan mag u dit leeg laten.")

    def _label(self, note: Any) -> str:
        offer = self.offers.get(note.pk)
        return f"{_note_label(note)} – {offer.words}: {Sort(offer.sort).label}" if offer else _note_label(note)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        offer = self.offers.get(data["note"].pk) if data.get("note") else None
        if not data.get("sort") and offer is not None:
            data["sort"] = offer.sort
        return data


def _note_label(note: Any) -> str:
    return f"{note.title} ({note.get_compartment_display()}, {timezone.localdate(note.written_at):%d/%m/%Y})"


class SummaryForm(VerbForm):
    """What the pupil wants to tell once."""

    strengths = forms.CharField(
        label=_("Wat goed gaat"), widget=forms.Textarea({"rows": 4}), max_length=4000,
        help_text=_("Waar is de leerling sterk in? Wat lukt? Begin hier, in de woorden van de leerling."),
    )  # fmt: skip
    helps = forms.CharField(
        label=_("Wat helpt"), widget=forms.Textarea({"rows": 4}), required=False, max_length=4000,
        help_text=_("Wat werkt in de klas, en wat niet?"),
    )  # fmt: skip
    wishes = forms.CharField(
        label=_("Wat de leerling zelf wil vertellen"), widget=forms.Textarea({"rows": 4}), required=False,
        max_length=4000,
    )  # fmt: skip
    written_on = DateField(label=_("Samen geschreven op"))
    agreed = forms.BooleanField(
        label=_("De leerling gaat akkoord dat dit meegaat"), required=False,
        help_text=_("Zonder akkoord blijft de samenvatting hier."),
    )  # fmt: skip
    parents_excluded = forms.BooleanField(
        label=_("De leerling wil niet dat de ouders dit lezen"), required=False
    )  # fmt: skip


class NoticeForm(VerbForm):
    """When and how pupil and parents were told."""

    on = DateField(label=_("Meegedeeld op"))
    how = forms.CharField(label=_("Hoe"), max_length=160, help_text=_("Bijvoorbeeld: brief aan de ouders, gesprek."))


class AgreeForm(VerbForm):
    by_whom = forms.ChoiceField(label=_("Wie gaat akkoord"), choices=Who.choices, widget=forms.RadioSelect)
    on = DateField(label=_("Akkoord op"))


ALL, SUMMARY = "alles", "samenvatting"


class ObjectForm(VerbForm):
    """Against what, by whom and when. With an own account, who and when are known."""

    what = forms.ChoiceField(label=_("Waartegen"), widget=forms.RadioSelect)
    by_whom = forms.ChoiceField(label=_("Van wie"), choices=Who.choices, widget=forms.RadioSelect)
    on = DateField(label=_("Op"), help_text=_("De dag waarop het verzet toekwam."))

    def __init__(self, *args: Any, lines: list[Line], summary: bool, desk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        what: Any = self.fields["what"]
        what.choices = [(ALL, _("alles waartegen verzet kan"))]
        if summary:
            what.choices += [(SUMMARY, Sort.SUMMARY.label)]
        what.choices += [
            (str(line.item.pk), f"{line.title or line.item.get_sort_display()} ({line.item.written_on:%d/%m/%Y})")
            for line in lines
            if line.ground.objectable
        ]
        self.items = {str(line.item.pk): line.item for line in lines}
        if not desk:
            del self.fields["by_whom"], self.fields["on"]

    def chosen(self) -> dict[str, Any]:
        what = self.cleaned_data["what"]
        item: TransferItem | None = self.items.get(what)
        return {"item": item, "summary": what == SUMMARY}


class KeepForm(VerbForm):
    """Not destroying something yet."""

    until = DateField(label=_("Toch bewaren tot en met"))
    because = forms.CharField(
        label=_("Waarom"), max_length=200,
        help_text=_("Bijvoorbeeld: er loopt een procedure. Schrijf niets uit het dossier zelf."),
    )  # fmt: skip


class OwnFileForm(VerbForm):
    """For whom, and in which form."""

    asker = forms.ChoiceField(label=_("Voor wie"), widget=forms.RadioSelect)
    form = forms.ChoiceField(
        label=_("Vorm"), widget=forms.RadioSelect, initial="lezen",
        choices=[
            ("lezen", _("om te lezen en af te drukken")), ("zip", _("als bestand (ZIP met HTML, JSON en attesten)")),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, askers: list[Asker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["asker"]
        field.choices = [(one.key, f"{one.name} ({one.who.label})" if one.contact else one.name) for one in askers]
        if len(askers) == 1:
            field.initial = askers[0].key
