"""The forms of the check."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.documents.interfaces.limits import told_at_once
from leerrecht.law.calendar import label
from leerrecht.leerplicht import rules
from leerrecht.leerplicht.domain.importing import year_of
from leerrecht.leerplicht.domain.path import NAMES
from leerrecht.leerplicht.domain.queries.children import Narrowed
from leerrecht.leerplicht.domain.steps import NAMED
from leerrecht.leerplicht.models import Check, CheckKind, Result, StepKind, Where
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import Centre, Organisation
from leerrecht.ui.forms import DateField

_RESULTS = [("", _("kies")), *((one.value, one.label) for one in Result if one.value)]


class ListForm(VerbForm):
    """A population list that comes in."""

    main = ("kind", "year", "file", "good_rows")

    kind = forms.ChoiceField(label=_("Welke controle?"), choices=CheckKind.choices)
    year = forms.TypedChoiceField(label=_("Schooljaar"), coerce=int)
    file = forms.FileField(
        label=_("Bevolkingslijst"),
        help_text=_(
            "Een CSV-bestand of een Excel-werkmap met op de eerste rij: naam, voornaam, geboortedatum, postcode. "
            "Mag ook: rijksregisternummer, adres, huisnummer, bus, gemeente, nationaliteit, inschrijving register."
        ),
        widget=forms.FileInput({"accept": ".csv,.txt,.xlsx", **told_at_once(settings.MAX_IMPORT_BYTES)}),
    )
    good_rows = forms.BooleanField(
        label=_("Neem de goede rijen op, ook als er rijen geweigerd worden"), required=False,
        help_text=_("Zonder vinkje: met één foute rij wordt er niets opgenomen."),
    )  # fmt: skip
    certain = forms.IntegerField(
        label=_("Vanaf welke gelijkenis is een naam vanzelf dezelfde (op 100)?"), initial=rules.CERTAIN,
        min_value=rules.CERTAIN_LEAST, max_value=100,
        help_text=_("Geldt bij het begin van een controle. Daaronder beslist altijd iemand. Te verifiëren."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["year"]
        latest = year_of(timezone.localdate())
        field.choices = [(year, label(year)) for year in (latest, latest - 1)]


class ChildFilter(forms.Form):
    """Which children are looked for."""

    is_filter = True
    q = forms.CharField(label=_("Naam"), required=False, max_length=80)
    controle = forms.ChoiceField(label=_("Controle"), required=False)
    stap = forms.ChoiceField(
        label=_("Wat volgt"), required=False, choices=[("", _("alles wat openstaat")), *NAMES.items()]
    )
    gemeente = forms.CharField(label=_("Gemeente of postcode"), required=False, max_length=80)

    def __init__(self, *args: Any, checks: Iterable[Check], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["controle"]
        field.choices = [("", _("alle")), *((str(check.pk), str(check)) for check in checks)]
        if len(field.choices) == 1:
            del self.fields["controle"]

    def chosen(self) -> Narrowed:
        if not self.is_valid():
            return Narrowed()
        data = self.cleaned_data
        return Narrowed(check=data.get("controle", ""), step=data["stap"], words=data["q"], town=data["gemeente"])


class AnswerForm(VerbForm):
    """What the parents answered."""

    on = DateField(label=_("Wanneer kwam het antwoord?"), initial=timezone.localdate)
    result = forms.ChoiceField(
        label=_("Wat zeggen de ouders?"), choices=_RESULTS,
        help_text=_("Volstaat het antwoord, dan sluit u het kind daarna af."),
    )  # fmt: skip


class ContactForm(VerbForm):
    """A visit or a contact."""

    kind = forms.ChoiceField(
        label=_("Wat gebeurde er?"),
        choices=[(StepKind.CONTACT.value, StepKind.CONTACT.label), (StepKind.VISIT.value, StepKind.VISIT.label)],
    )
    on = DateField(label=_("Wanneer?"), initial=timezone.localdate)
    result = forms.ChoiceField(label=_("Wat kwam eruit?"), choices=_RESULTS)


class CentreForm(VerbForm):
    """A CLB that is asked to help."""

    centre = forms.TypedChoiceField(
        label=_("Welk CLB?"), coerce=int,
        help_text=_("Het CLB ziet daarna deze rij van de lijst, en zoekt met het gezin naar een school."),
    )  # fmt: skip

    def __init__(self, *args: Any, centres: Iterable[Centre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["centre"]
        field.choices = [(one.pk, one.name) for one in centres]


class CloseForm(VerbForm):
    """Where the child learns, or why it need not."""

    where = forms.ChoiceField(label=_("Hoe loopt het af?"))
    name = forms.CharField(
        label=_("Naam van de school of van wie les geeft"), max_length=160, required=False,
        help_text=_("Nodig bij: %(which)s.") % {"which": ", ".join(sorted(str(one.label) for one in NAMED))},
    )  # fmt: skip

    def __init__(self, *args: Any, kleuter: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["where"]
        left_out = {Where.PROSECUTOR} if kleuter else {Where.NOT_WANTED}
        field.choices = [("", _("kies")), *((one.value, one.label) for one in Where if one not in left_out)]


class TownForm(VerbForm):
    """Which postcodes belong to a municipality."""

    organisation_id = forms.TypedChoiceField(label=_("Gemeente"), coerce=int)
    postcodes = forms.CharField(
        label=_("Postcodes"), max_length=600, help_text=_("Vier cijfers, gescheiden door een komma.")
    )

    def __init__(self, *args: Any, places: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation_id"]
        field.choices = [(one.pk, one.name) for one in places]

    def clean_postcodes(self) -> list[str]:
        text: str = self.cleaned_data["postcodes"]
        return text.replace(";", ",").replace(" ", ",").split(",")
