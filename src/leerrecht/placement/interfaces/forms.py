"""The forms of a search, and those of a LOP."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.directory.models import Region
from leerrecht.enrolment.models import Level
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import School, SchoolKind
from leerrecht.placement.domain.approaches import MOST_KM as MOST_ASKED
from leerrecht.placement.domain.approaches import Answered, Asked
from leerrecht.placement.domain.searches import MOST_KM, Wishes
from leerrecht.placement.models import (
    GROUNDS,
    Answer,
    Channel,
    Declined,
    Ended,
    Measured,
    Network,
    RotaPlace,
    Settled,
    StepKind,
    Verdict,
    Why,
)
from leerrecht.ui.forms import DateField

_CHOOSE = [("", _("kies"))]


def _today(label: Any, **more: Any) -> DateField:
    return DateField(label=label, initial=timezone.localdate, **more)


def _words(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4}), **more
    )


def _fill(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    field: Any = form.fields[name]
    field.choices = [*_CHOOSE, *choices]


class WishesForm(VerbForm):
    """What is looked for: the law asks to reckon with study, distance and net."""

    level = forms.ChoiceField(label=_("Niveau"), choices=Level.choices)
    kind = forms.ChoiceField(label=_("Soort onderwijs"), choices=SchoolKind.choices)
    study = forms.CharField(label=_("Welke studie wil de leerling volgen?"), max_length=120, required=False)
    from_2b = forms.BooleanField(
        label=_("De leerling komt uit het tweede leerjaar B"), required=False,
        help_text=_("Na 15 januari kan dan alleen nog dezelfde administratieve groep."),
    )  # fmt: skip
    most_km = forms.IntegerField(
        label=_("Hoe ver mag de school zijn? (km)"), min_value=1, max_value=MOST_KM, required=False
    )
    network = forms.ChoiceField(label=_("Onderwijsnet"), choices=Network.choices)
    region_id = forms.ChoiceField(
        label=_("In welke streek zoekt u?"), required=False,
        help_text=_("De streek zegt welke scholen dichtbij zijn, en welke afspraken van het LOP gelden."),
    )  # fmt: skip
    agreed_on = DateField(label=_("Besproken met leerling en ouders op"), required=False)
    words = _words(_("Toelichting"), help_text=_("School, CLB, leerling en ouders kunnen dit lezen."))

    def __init__(self, *args: Any, regions: Iterable[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "region_id", [(str(one.pk), one.name) for one in regions])

    def wishes(self) -> Wishes:
        data = {key: value for key, value in self.cleaned_data.items() if key in Wishes.__dataclass_fields__}
        return Wishes(**data | {"region_id": int(data["region_id"]) if data.get("region_id") else None})


class BeginForm(WishesForm):
    """Why there is no school, since when, and what is looked for."""

    why = forms.ChoiceField(
        label=_("Waarom heeft de leerling geen school?"), choices=Why.choices, widget=forms.RadioSelect
    )
    since = DateField(
        label=_("Zonder school sinds"), required=False,
        help_text=_("Leeg: de eerste dag van de uitsluiting, of de dag na de laatste inschrijving."),
    )  # fmt: skip
    field_order = ("why", "since")


class AskForm(VerbForm):
    """A school that was asked."""

    school_id = forms.ChoiceField(label=_("Welke school?"), required=False)
    name = forms.CharField(label=_("Of schrijf de naam van een andere school"), max_length=160, required=False)
    on = _today(_("Wanneer?"))
    channel = forms.ChoiceField(label=_("Hoe?"), choices=Channel.choices, widget=forms.RadioSelect)
    km = forms.IntegerField(
        label=_("Afstand van thuis tot de school (km)"), min_value=0, max_value=MOST_ASKED, required=False
    )

    def __init__(self, *args: Any, schools: Iterable[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "school_id", [(str(one.pk), one.name) for one in schools])

    def asked(self) -> Asked:
        data = self.cleaned_data
        return Asked(**data | {"school_id": int(data["school_id"]) if data["school_id"] else None})


class AnswerForm(VerbForm):
    """What the school said."""

    answer = forms.ChoiceField(label=_("Wat antwoordde de school?"), choices=Answer.choices, widget=forms.RadioSelect)
    on = _today(_("Wanneer?"))
    ground = forms.ChoiceField(
        label=_("Welke reden gaf ze op papier?"), choices=[*_CHOOSE, *GROUNDS.items()], required=False,
        help_text=_("Alleen bij een weigering. Zonder papier kiest u hierboven “ontraden”."),
    )  # fmt: skip
    attest_on = DateField(label=_("Het document van de weigering kwam op"), required=False)
    declined = forms.ChoiceField(
        label=_("Waarom namen leerling of ouders de plaats niet?"), choices=[*_CHOOSE, *Declined.choices],
        required=False, help_text=_("Alleen als er een plaats was die ze niet namen."),
    )  # fmt: skip
    words = _words(_("Wat de school precies zei"), help_text=_("School, CLB, leerling en ouders kunnen dit lezen."))

    def answered(self) -> Answered:
        return Answered(**self.cleaned_data)


class ContestForm(VerbForm):
    """What was done about a refusal."""

    attest_on = DateField(label=_("Het document van de weigering kwam op"), required=False)
    mediation_on = DateField(label=_("Bemiddeling gevraagd aan het LOP op"), required=False)
    mediated_on = DateField(label=_("De bemiddeling was afgelopen op"), required=False)
    complaint_on = DateField(label=_("Klacht bij de Commissie inzake leerlingenrechten op"), required=False)
    judged_on = DateField(label=_("De Commissie oordeelde op"), required=False)
    verdict = forms.ChoiceField(label=_("Haar oordeel"), choices=[*_CHOOSE, *Verdict.choices], required=False)


class StepForm(VerbForm):
    """Something else that was done."""

    kind = forms.ChoiceField(label=_("Wat deed u?"), choices=StepKind.choices, widget=forms.RadioSelect)
    on = _today(_("Wanneer?"))
    rota_id = forms.ChoiceField(
        label=_("Welke school wees het LOP aan?"), required=False, help_text=_("Alleen bij de beurtrol.")
    )
    region_id = forms.ChoiceField(
        label=_("Waar woont de leerling nu?"), required=False, help_text=_("Alleen na een verhuizing.")
    )
    words = _words(_("Toelichting"), help_text=_("School, CLB, leerling en ouders kunnen dit lezen."))

    def __init__(
        self, *args: Any, rota: Iterable[RotaPlace], regions: Iterable[Region], kinds: Iterable[StepKind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(one.value, one.label) for one in kinds]
        _fill(self, "rota_id", [(str(one.pk), one.school.name) for one in rota])
        _fill(self, "region_id", [(str(one.pk), one.name) for one in regions])

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return data | {key: int(data[key]) if data[key] else None for key in ("rota_id", "region_id")}


class EndForm(VerbForm):
    """How it ended."""

    how = forms.ChoiceField(label=_("Hoe liep het af?"), choices=Ended.choices, widget=forms.RadioSelect)
    on = _today(_("Eerste dag niet meer zonder school"))
    enrolled_in = forms.CharField(
        label=_("Naam van de school, als ze buiten dit systeem ligt"), max_length=160, required=False
    )
    provisional = forms.BooleanField(
        label=_("Tegen de uitsluiting loopt nog een beroep"), required=False,
        help_text=_("Het beroep loopt door. De inschrijving blijft voorlopig tot de beroepscommissie beslist."),
    )  # fmt: skip
    words = _words(_("Toelichting"), help_text=_("School, CLB, leerling en ouders kunnen dit lezen."))


class AppealForm(VerbForm):
    """What the end of the appeal meant."""

    how = forms.ChoiceField(label=_("Wat gebeurt er nu?"), choices=Settled.choices, widget=forms.RadioSelect)
    on = _today(_("Beslist op"))


class AgreementForm(VerbForm):
    """What the LOP agreed on pupils excluded elsewhere."""

    since = _today(_("Geldt vanaf"))
    until = DateField(label=_("Geldt tot en met"), required=False)
    with_file = forms.IntegerField(
        label=_("Een school mag weigeren vanaf zoveel leerlingen met een begeleidingsdossier"), min_value=1,
        help_text=_("Voor problematische afwezigheden."),
    )  # fmt: skip
    taken_in = forms.IntegerField(
        label=_("en vanaf zoveel elders uitgesloten leerlingen die ze dit schooljaar al inschreef"), min_value=1
    )
    measured = forms.ChoiceField(
        label=_("Waar bekijkt u dat?"), choices=Measured.choices, initial=Measured.CLASS,
        help_text=_("Per klasgroep is het eerlijkst voor de leerling, raadt het Kinderrechtencommissariaat aan."),
    )  # fmt: skip
    answer_days = forms.IntegerField(
        label=_("Schooldagen waarin een school antwoordt"), min_value=1, max_value=60, required=False
    )


class RotaForm(VerbForm):
    """The schools of the rota: a number gives the place, empty leaves a school out."""

    def __init__(self, *args: Any, schools: Iterable[School], places: dict[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for school in schools:
            self.fields[f"school_{school.pk}"] = forms.IntegerField(
                label=school.name, min_value=1, max_value=999, required=False, initial=places.get(school.pk)
            )

    def schools(self) -> list[int]:
        """Keys in the order of the numbers."""
        given = [(number, name) for name, number in self.cleaned_data.items() if number is not None]
        return [int(name.removeprefix("school_")) for _number, name in sorted(given)]
