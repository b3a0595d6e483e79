"""The forms of places, waiting lists and refusals."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from leerrecht.directory.models import Region
from leerrecht.documents.interfaces.limits import told_at_once
from leerrecht.enrolment.domain.breakdowns import OPLEIDINGSVORMEN
from leerrecht.enrolment.domain.queries.calendar import school_year_label
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import Location, School
from leerrecht.places.domain.judging import Refused
from leerrecht.places.domain.queries.free import Wanted
from leerrecht.places.domain.refusing import MOST_WORDS, Grounded, Told
from leerrecht.places.domain.reporting import Room, What, kinds_of
from leerrecht.places.domain.waiting import Child
from leerrecht.places.models import (
    CRITERIA,
    GROUNDS,
    TYPES,
    About,
    Answer,
    Channel,
    Impact,
    Reporter,
    Slot,
    SlotKind,
    StepKind,
    Way,
)
from leerrecht.ui.forms import DateField

_ALL = [("", _("alles"))]
_NONE = [("", _("geen onderscheid"))]
VIEWS = (
    ("stroom_b", _("B-stroom"), (SlotKind.STREAM_B,)),
    ("okan", _("OKAN"), (SlotKind.OKAN,)),
    ("buitengewoon", _("Buitengewoon onderwijs"), (SlotKind.BUBAO, SlotKind.BUSO)),
)  # fmt: skip


class PlacesFilter(forms.Form):
    """What one looks for among places."""

    is_filter = True

    kind = forms.ChoiceField(label=_("Soort plaats"), required=False, choices=[*_ALL, *SlotKind.choices])
    region = forms.ChoiceField(label=_("Streek"), required=False)
    study = forms.CharField(label=_("Studierichting"), required=False, max_length=60)
    buo_type = forms.ChoiceField(label=_("Type"), required=False, choices=[*_ALL, *TYPES])
    free = forms.BooleanField(label=_("Alleen waar plaats kan zijn"), required=False)

    def __init__(self, *args: Any, regions: Iterable[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["region"]
        choices.choices = [*_ALL, *((str(one.pk), str(one)) for one in regions)]

    def wanted(self, view: str = "") -> Wanted:
        """What to look for; a view stands for its kinds."""
        chosen = self.cleaned_data if self.is_valid() else {}
        kinds = next((kinds for key, _name, kinds in VIEWS if key == view), ())
        if chosen.get("kind"):
            kinds = (chosen["kind"],)
        region = chosen.get("region")
        return Wanted(
            tuple(map(str, kinds)), None, chosen.get("study", ""), chosen.get("buo_type", ""), "",
            int(region) if region else None, None, bool(chosen.get("free")),
        )  # fmt: skip


class SlotForm(VerbForm):
    """A kind of place, and how many there are."""

    kind = forms.ChoiceField(label=_("Soort plaats"))
    school_year = forms.TypedChoiceField(label=_("Schooljaar"), coerce=int)
    location_id = forms.TypedChoiceField(
        label=_("Vestigingsplaats"), coerce=int, empty_value=None, required=False,
        help_text=_("Zijn er meer vestigingsplaatsen, meld dan per plaats."),
    )  # fmt: skip
    grade = forms.IntegerField(label=_("Leerjaar"), required=False, min_value=1, max_value=7)
    study = forms.CharField(label=_("Studierichting"), required=False, max_length=120)
    buo_type = forms.ChoiceField(label=_("Type"), required=False, choices=[*_NONE, *TYPES])
    opleidingsvorm = forms.ChoiceField(label=_("Opleidingsvorm"), required=False, choices=[*_NONE, *OPLEIDINGSVORMEN])

    def __init__(self, *args: Any, school: School, year: int, locations: Iterable[Location], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        kinds = kinds_of(school)
        fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        fields["school_year"].choices = [(one, school_year_label(one)) for one in (year, year + 1)]
        fields["location_id"].choices = [*_NONE, *((one.pk, str(one)) for one in locations)]
        if len(fields["location_id"].choices) == 1:
            del fields["location_id"]
        if SlotKind.BUSO not in kinds:
            del fields["opleidingsvorm"]
        if not {SlotKind.BUSO, SlotKind.BUBAO} & set(kinds):
            del fields["buo_type"]
        if school.level != "secundair":
            del fields["study"]

    def what(self) -> What:
        return What(**self.cleaned_data)


class RoomForm(VerbForm):
    """How many places there are now."""

    on = DateField(label=_("Hoe was het op"))
    capacity = forms.IntegerField(label=_("Plaatsen in totaal"), required=False, min_value=0, max_value=5000)
    free = forms.IntegerField(label=_("Vrije plaatsen"), required=False, min_value=0, max_value=5000)
    full = forms.BooleanField(
        label=_("De school verklaart dit volzet"), required=False,
        help_text=_("Dan kan zij weigeren omdat ze volzet is, en volgt ze haar wachtlijst."),
    )  # fmt: skip
    said_by = forms.CharField(label=_("Volgens wie"), required=False, max_length=160)

    def room(self) -> Room:
        return Room(**self.cleaned_data)


class FileForm(VerbForm):
    """A file of places or of who waits."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_(
            "CSV of Excel, met op de eerste rij de koppen. Plaatsen: soort, leerjaar, studierichting, type, "
            "opleidingsvorm, plaatsen, vrij, volzet. Wachtlijst: soort, leerjaar, type, naam, voornaam, geboortedatum, "
            "rijksregisternummer, gevraagd. Een soort is bijvoorbeeld stroom_b, okan, lager of buso."
        ),
        widget=forms.FileInput({"accept": ".csv,.txt,.xlsx", **told_at_once(settings.MAX_IMPORT_BYTES)}),
    )  # fmt: skip
    on = DateField(label=_("Hoe was het op"))


class AskForm(VerbForm):
    """A child asks for a place; who is known already is the same child."""

    first_name = forms.CharField(label=_("Voornaam"), max_length=80)
    last_name = forms.CharField(label=_("Naam"), max_length=120)
    birth_date = DateField(label=_("Geboortedatum"))
    insz = forms.CharField(
        label=_("Rijksregister- of BIS-nummer"), required=False, max_length=20,
        help_text=_("Als u het kent: zo telt een kind één keer, ook als het in meer scholen wacht."),
    )  # fmt: skip
    asked_on = DateField(label=_("Gevraagd op"))
    channel = forms.ChoiceField(
        label=_("Hoe"), choices=[one for one in Channel.choices if one[0] != Channel.CARRIED],
        widget=forms.RadioSelect, initial=Channel.SCHOOL,
    )  # fmt: skip

    def child(self) -> Child:
        given = self.cleaned_data
        return Child(
            first_name=given["first_name"], last_name=given["last_name"], birth_date=given["birth_date"],
            insz=given["insz"] or None,
        )  # fmt: skip


class AskForPupilForm(VerbForm):
    """A CLB asks a place for a pupil, at a school of the region."""

    slot = forms.ModelChoiceField(label=_("Waar en wat"), queryset=Slot.objects.none())
    asked_on = DateField(label=_("Gevraagd op"))
    channel = forms.ChoiceField(
        label=_("Hoe"), choices=[one for one in Channel.choices if one[0] != Channel.CARRIED],
        widget=forms.RadioSelect, initial=Channel.CENTRE,
    )  # fmt: skip

    def __init__(self, *args: Any, slots: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["slot"]
        choice.queryset = slots
        choice.label_from_instance = lambda one: f"{one.school}: {one.words}"


class DayForm(VerbForm):
    on = DateField(label=_("Wanneer?"))


def _ground_fields(*, required: bool) -> dict[str, forms.Field]:
    return {
        "ground": forms.ChoiceField(
            label=_("Reden"), required=required, choices=[("", _("kies")), *GROUNDS],
            help_text=_("Alleen een reden die in de regels staat, kan."),
        ),
        "excluded_on": DateField(
            label=_("Dag van de definitieve uitsluiting"), required=False,
            help_text=_("Alleen als de reden een uitsluiting is."),
        ),
        "lop_agreement": forms.BooleanField(
            label=_("Het LOP maakte afspraken over elders uitgesloten leerlingen"), required=False
        ),
        "criteria": forms.MultipleChoiceField(
            label=_("Waarmee die afspraken rekening houden"), required=False, choices=CRITERIA,
            widget=forms.CheckboxSelectMultiple,
        ),
    }  # fmt: skip


class RefuseForm(VerbForm):
    """The school does not enrol a child."""

    on = DateField(label=_("Dag van de weigering"))
    document_on = DateField(
        label=_("Attest van niet-gerealiseerde inschrijving gegeven op"), required=False,
        help_text=_("Laat leeg als het nog moet. De termijn staat dan op de wachtlijst."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "on": self.fields["on"],
            **_ground_fields(required=True),
            "document_on": self.fields["document_on"],
        }

    def refused(self) -> Refused:
        given = dict(self.cleaned_data)
        return Refused(**{**given, "criteria": tuple(given["criteria"])})


class TellForm(VerbForm):
    """The meldpunt: a school did not let a pupil in."""

    on = DateField(label=_("Wanneer?"))
    school_id = forms.TypedChoiceField(
        label=_("Welke school?"), coerce=int, empty_value=None, required=False,
        help_text=_("Staat ze er niet bij, schrijf dan hieronder haar naam."),
    )  # fmt: skip
    school_name = forms.CharField(label=_("Naam van een andere school"), required=False, max_length=160)
    kind = forms.ChoiceField(label=_("Soort plaats"), choices=SlotKind.choices)
    study = forms.CharField(label=_("Studierichting"), required=False, max_length=120)
    way = forms.ChoiceField(label=_("Hoe zei de school nee?"), choices=Way.choices, widget=forms.RadioSelect)
    about = forms.ChoiceField(label=_("Over wie gaat het?"), choices=About.choices, initial=About.UNKNOWN)
    impact = forms.ChoiceField(label=_("Wat is het gevolg?"), choices=Impact.choices, initial=Impact.UNKNOWN)
    reporter = forms.ChoiceField(label=_("Wie meldt dit?"), choices=Reporter.choices, initial=Reporter.PARENTS)
    document_on = DateField(
        label=_("Attest van niet-gerealiseerde inschrijving gekregen op"), required=False,
        help_text=_("Leeg: er is geen attest."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Wat is er gebeurd?"), required=False, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("De school die weigerde, leest dit niet."),
    )  # fmt: skip

    def __init__(self, *args: Any, schools: Iterable[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["school_id"].choices = [("", _("kies")), *((one.pk, one.name) for one in schools)]
        fields.update(_ground_fields(required=False))
        fields["ground"].label = _("Welke reden gaf de school?")
        fields["ground"].help_text = _("Alleen als ze een reden gaf.")
        self.order_fields(
            ["on", "school_id", "school_name", "kind", "study", "way", "ground", "excluded_on", "lop_agreement",
             "criteria", "document_on", "about", "impact", "reporter", "words"]
        )  # fmt: skip

    def told(self) -> Told:
        given = dict(self.cleaned_data)
        return Told(**{**given, "criteria": tuple(given["criteria"])})


class StepForm(VerbForm):
    """What was done about a refusal."""

    kind = forms.ChoiceField(label=_("Wat is er gedaan?"), choices=StepKind.choices)
    on = DateField(label=_("Wanneer?"))
    words = forms.CharField(
        label=_("Verslag"), required=False, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4})
    )
    look_on = DateField(label=_("Opnieuw bekijken op"), required=False, help_text=_("Leeg: over tien dagen."))


class AnswerForm(VerbForm):
    """How it ended."""

    how = forms.ChoiceField(label=_("Hoe liep het af?"), choices=Answer.choices, widget=forms.RadioSelect)
    on = DateField(label=_("Wanneer?"))
    impact = forms.ChoiceField(
        label=_("Wat was het gevolg?"), required=False, choices=[("", _("niets veranderd")), *Impact.choices]
    )


class GroundForm(VerbForm):
    """The school gave a reason after all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(_ground_fields(required=True))

    def refused(self) -> Grounded:
        given = dict(self.cleaned_data)
        return Grounded(**{**given, "criteria": tuple(given["criteria"])})


class WaitingFilter(forms.Form):
    """Which children that wait."""

    is_filter = True

    kind = forms.ChoiceField(label=_("Soort plaats"), required=False, choices=[*_ALL, *SlotKind.choices])
    without = forms.BooleanField(label=_("Alleen wie geen school heeft"), required=False)


class SearchForm(forms.Form):
    """A pupil by name."""

    zoek = forms.CharField(label=_("Naam van de leerling"), required=False, max_length=80)
