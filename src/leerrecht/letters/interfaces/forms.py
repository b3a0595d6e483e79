"""Forms of letters, templates and the house style."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.documents.domain.uploads import EXTENSIONS, PDF
from leerrecht.documents.interfaces.limits import told_at_once
from leerrecht.enrolment.models import ClassGroup
from leerrecht.letters.domain.catalogue import Template
from leerrecht.letters.domain.making import BY_EMAIL
from leerrecht.letters.domain.placeholders import FIELDS, asked
from leerrecht.letters.domain.templates import LONGEST
from leerrecht.letters.models import DeliveryState, HouseStyle, Recipient, Way, Window
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import Organisation
from leerrecht.ui.forms import DateField

AUTOMATIC = ("", _("de taal van elke ontvanger"))
PICTURES = ",".join(name for kind, names in EXTENSIONS.items() if kind != PDF for name in names)


class TimeInput(forms.TimeInput):
    input_type = "time"


class ArchiveFilter(forms.Form):
    """Above the archive."""

    is_filter = True
    sjabloon = forms.ChoiceField(label=_("Sjabloon"), required=False)
    stand = forms.ChoiceField(
        label=_("Verzending"), required=False, choices=[("", _("alle")), *DeliveryState.choices]
    )  # fmt: skip

    def __init__(self, *args: Any, found: Mapping[str, Template], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sjabloon"]
        field.choices = [("", _("alle")), *((key, one.name) for key, one in found.items())]


class ChooseForm(forms.Form):
    """Which letter, from which school, to whom: by class, or by the worklist behind the template."""

    is_filter = True
    school = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("School of CLB"), required=False, empty_label=None
    )
    sjabloon = forms.ChoiceField(label=_("Sjabloon"), required=False)
    klas = forms.ModelChoiceField(ClassGroup.objects.none(), label=_("Klas"), required=False, empty_label=_("geen"))
    werklijst = forms.BooleanField(label=_("Wie deze brief nu nodig heeft"), required=False)

    def __init__(self, *args: Any, schools: Any, classes: Any, found: Mapping[str, Template], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        school: Any = self.fields["school"]
        school.queryset = schools
        group: Any = self.fields["klas"]
        group.queryset = classes
        template: Any = self.fields["sjabloon"]
        template.choices = [("", _("kies")), *((key, one.name) for key, one in found.items())]
        if len(schools) == 1:
            del self.fields["school"]


class LetterForm(VerbForm):
    """What the template asks, and how it goes out. The pupils are ticked in the table beneath."""

    language = forms.ChoiceField(label=_("Taal"), required=False)
    way = forms.ChoiceField(label=_("Hoe"), choices=Way.choices, initial=Way.PAPER, widget=forms.RadioSelect)
    again_because = forms.CharField(
        label=_("Opnieuw sturen, omdat"), max_length=200, required=False,
        help_text=_("Alleen als wie de brief al kreeg, hem nog eens moet krijgen: schrijf waarom."),
    )  # fmt: skip

    def __init__(self, *args: Any, template: Template, pupils: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = asked(*template.words)
        for name in self.asks:
            self.fields[name] = _question(name)
        self.fields["pupils"] = forms.MultipleChoiceField(
            label=_("Leerlingen"), choices=pupils, required=False, widget=forms.MultipleHiddenInput
        )
        self.order_fields([*self.asks, "language", "way", "again_because", "pupils"])
        language: Any = self.fields["language"]
        language.choices = [AUTOMATIC, *((key, text.language_name) for key, text in template.texts.items())]
        if template.compartment not in BY_EMAIL:
            del self.fields["way"]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.asks if self.cleaned_data.get(name) is not None}

    def chosen(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["pupils"]]


def _question(name: str) -> forms.Field:
    field = FIELDS[name]
    label = str(field.label)[:1].upper() + str(field.label)[1:]
    required = not field.optional
    if field.kind == "date":
        return DateField(label=label, required=required)
    if field.kind == "time":
        return forms.TimeField(label=label, required=required, widget=TimeInput)
    if field.kind == "long":
        return forms.CharField(
            label=label, required=required, max_length=4000, widget=forms.Textarea({"rows": 5})
        )  # fmt: skip
    return forms.CharField(label=label, required=required, max_length=200)


class TextForm(VerbForm):
    """The words of a template in one language."""

    subject = forms.CharField(label=_("Onderwerp"), max_length=160, widget=forms.TextInput({"dir": "auto"}))
    body = forms.CharField(
        label=_("Tekst"), max_length=LONGEST, widget=forms.Textarea({"rows": 18, "dir": "auto"}),
        help_text=_("Een lege regel begint een nieuwe alinea, “- ” een puntje van een lijst, “# ” een tussenkop."),
    )  # fmt: skip


class OwnTemplateForm(TextForm):
    """A template of the school's own."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    compartment = forms.ChoiceField(
        label=_("Vak"), help_text=_("Wie dit vak leest, leest later ook de brief in het archief.")
    )
    recipient = forms.ChoiceField(label=_("Aan"), choices=Recipient.choices)
    field_order = ("name", "compartment", "recipient", "subject", "body")

    def __init__(self, *args: Any, compartments: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["compartment"]
        field.choices = [(key, one.name) for key, one in COMPARTMENTS.items() if key in compartments]


class StyleForm(VerbForm):
    """Head, colour and logo."""

    address = forms.CharField(label=_("Adres"), max_length=200, required=False)
    town = forms.CharField(label=_("Plaats voor de datum"), max_length=80, required=False)
    phone = forms.CharField(label=_("Telefoon"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mailadres voor antwoorden"), required=False)
    website = forms.CharField(label=_("Website"), max_length=120, required=False)
    colour = forms.CharField(
        label=_("Kleur"), max_length=7, widget=forms.TextInput({"type": "color"}),
        help_text=_("Van de naam, de lijn en de koppen. Kies een kleur die leesbaar is op wit."),
    )  # fmt: skip
    window = forms.ChoiceField(
        label=_("Venster van de omslag"), choices=Window.choices, initial=Window.RIGHT,
        help_text=_("Daar komt het adres van wie de brief krijgt."),
    )  # fmt: skip
    logo = forms.FileField(
        label=_("Nieuw logo"), required=False, help_text=_("PNG, JPEG of WebP."),
        widget=forms.FileInput({"accept": PICTURES, **told_at_once(settings.MAX_SCAN_BYTES)}),
    )  # fmt: skip
    without_logo = forms.BooleanField(label=_("Zonder logo"), required=False)

    @classmethod
    def initial_of(cls, style: HouseStyle) -> dict[str, Any]:
        names = ("address", "town", "phone", "email", "website", "colour", "window")
        return {name: getattr(style, name) for name in names}
