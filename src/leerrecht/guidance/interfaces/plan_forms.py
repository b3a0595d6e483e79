"""Forms of plans and agreements."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.access.models import User
from leerrecht.guidance.domain.plans import SLOT_KEYS
from leerrecht.guidance.interfaces.forms import PlacedForm
from leerrecht.guidance.models import AgreementKind, Ending, Party, PlanKind, SignedHow, Verdict
from leerrecht.guidance.rules import LONGEST_CONTACT_DAYS, LONGEST_WEEKS
from leerrecht.law.begeleiding import slot_in_woorden
from leerrecht.law.tables import waarde
from leerrecht.notes.domain.writing import LONGEST
from leerrecht.organisations.interfaces.forms import StaffField, VerbForm
from leerrecht.ui.forms import DateField


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class PlanForm(PlacedForm):
    """A new plan: what kind, from when, the goals in the pupil's words, one a line."""

    kind = forms.ChoiceField(label=_("Welk plan"), choices=PlanKind.choices, widget=forms.RadioSelect)
    begins_on = DateField(label=_("Begint op"), initial=timezone.localdate)
    goals = forms.CharField(
        label=_("Wat wil de leerling zelf?"), max_length=LONGEST, widget=_area(4), required=False,
        help_text=_("In de woorden van de leerling. Elk doel op een nieuwe regel."),
    )  # fmt: skip
    weeks = forms.IntegerField(
        label=_("Samen bekijken om de ... weken"), min_value=1, max_value=LONGEST_WEEKS,
        initial=lambda: waarde("begeleiding.evaluatie"), help_text=_("De evaluatie komt dan telkens vanzelf terug."),
    )  # fmt: skip
    trust = forms.CharField(
        label=_("Bij wie op school kan de leerling terecht?"), max_length=160, required=False,
        help_text=_("De leerling kiest. Verplicht bij terugkeer na lange afwezigheid."),
    )  # fmt: skip
    contact_days = forms.IntegerField(
        label=_("Contact om de ... dagen zolang de leerling thuis is"),
        min_value=1,
        max_value=LONGEST_CONTACT_DAYS,
        required=False,
    )
    field_order = ("kind", "goals", "begins_on", "weeks", "trust", "contact_days", "place")

    def values(self) -> dict[str, Any]:
        names = ("kind", "begins_on", "weeks", "trust", "contact_days")
        values = {name: self.cleaned_data[name] for name in names}
        return values | {"goals": self.cleaned_data["goals"].splitlines()} | self.at()


class GoalForm(VerbForm):
    text = forms.CharField(label=_("Doel, in de woorden van de leerling"), max_length=LONGEST, widget=_area(2))


class TaskForm(VerbForm):
    """Who does what by when: one of the staff, or a name."""

    what = forms.CharField(label=_("Wat"), max_length=200)
    user = StaffField(label=_("Wie van school of CLB"), required=False, empty_label="–")
    who = forms.CharField(
        label=_("Of iemand anders"),
        max_length=160,
        required=False,
        help_text=_("Bijvoorbeeld de leerling of een ouder."),
    )
    due_on = DateField(label=_("Tegen"))

    def __init__(self, *args: Any, staff: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.among(user.pk for user in staff)


class StepForm(VerbForm):
    """Presence built up week by week: from a day, on these half-days."""

    first = DateField(label=_("Vanaf"))
    half_days = forms.MultipleChoiceField(
        label=_("Op deze halve dagen komt de leerling"), widget=forms.CheckboxSelectMultiple, required=False,
        choices=[(key, slot_in_woorden(slot)) for key, slot in SLOT_KEYS.items()],
    )  # fmt: skip


class EvaluationForm(VerbForm):
    on = DateField(label=_("Wanneer"), initial=timezone.localdate)
    pupil_present = forms.BooleanField(label=_("De leerling was erbij"), required=False, initial=True)
    text = forms.CharField(label=_("Wat hielp, wat niet?"), max_length=LONGEST, widget=_area(4))
    verdict = forms.ChoiceField(label=_("Besluit"), choices=Verdict.choices, widget=forms.RadioSelect)
    next_on = DateField(
        label=_("Volgende evaluatie"), required=False, help_text=_("Leeg: na het aantal weken van het plan.")
    )


class CloseForm(VerbForm):
    ending = forms.ChoiceField(label=_("Hoe eindigt het plan?"), choices=Ending.choices, widget=forms.RadioSelect)
    worked = forms.CharField(label=_("Wat werkte, en wat niet?"), max_length=LONGEST, widget=_area(4))


class AgreementForm(PlacedForm):
    kind = forms.ChoiceField(label=_("Wat"), choices=AgreementKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Wat is afgesproken?"), max_length=LONGEST, widget=_area(8),
        help_text=_("Schrijf wat de leerling doet, wat de ouders doen en wat de school doet."),
    )  # fmt: skip
    begins_on = DateField(label=_("Vanaf"), initial=timezone.localdate)
    ends_on = DateField(label=_("Tot en met"), required=False)
    review_on = DateField(label=_("Opnieuw bekijken op"))
    field_order = ("kind", "text", "begins_on", "ends_on", "review_on", "place")

    def values(self) -> dict[str, Any]:
        names = ("kind", "text", "begins_on", "ends_on", "review_on")
        return {name: self.cleaned_data[name] for name in names} | self.at()


class VersionForm(VerbForm):
    text = forms.CharField(label=_("Wat is nu afgesproken?"), max_length=LONGEST, widget=_area(8))
    review_on = DateField(label=_("Opnieuw bekijken op"))


class SignatureForm(VerbForm):
    party = forms.ChoiceField(label=_("Wie"), choices=Party.choices)
    name = forms.CharField(label=_("Naam"), max_length=160)
    on = DateField(label=_("Op"), initial=timezone.localdate)
    how = forms.ChoiceField(label=_("Hoe"), choices=SignedHow.choices)
