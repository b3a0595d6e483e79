"""Forms of the register."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.enrolment.models import Level
from leerrecht.law.tables import waarde
from leerrecht.law.thuis import EINDES
from leerrecht.notes.domain.writing import LONGEST
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.organisations.models import School
from leerrecht.thuiszitters.domain.keeping import Following, Said
from leerrecht.thuiszitters.domain.queries.register import (
    ASKED,
    BY_LENGTH,
    BY_NAME,
    BY_STEP,
    CONFIRMED,
    ENDED,
    NEW,
    RISEN,
    STUCK,
    UNSEEN,
    WRONG,
    Filters,
)
from leerrecht.thuiszitters.models import REASONS, Alternative, ContactHow, NextStep, Verdict, WhyNot
from leerrecht.ui.forms import DateField

_NONE = ("", "---------")
STATES = [
    ("", _("wie nu geen voltijds onderwijs krijgt")),
    (NEW, _("nog door niemand bekeken")),
    (UNSEEN, _("door niemand gemeld: alleen gevonden")),
    (ASKED, _("kan op vraag van de school zijn")),
    (CONFIRMED, _("bevestigd of verbeterd")),
    (RISEN, _("opnieuw te bekijken: er kwamen nieuwe feiten")),
    (STUCK, _("geen volgende stap, of een die te laat is")),
    (WRONG, _("klopt niet, zegt iemand")),
    (ENDED, _("geëindigd")),
]
ORDERS = [
    ("", _("wie nog niemand bekeek, en wie het minst komt")),
    (BY_LENGTH, _("wie het langst thuis is")),
    (BY_STEP, _("de volgende stap: eerst wie er geen heeft")),
    (BY_NAME, _("naam")),
]


class RegisterForm(forms.Form):
    """Narrows the register; what is not understood narrows nothing."""

    is_filter = True

    school = forms.TypedChoiceField(label=_("School"), required=False, coerce=int, empty_value=None)
    stand = forms.ChoiceField(label=_("Welke"), required=False, choices=STATES)
    reden = forms.ChoiceField(label=_("Reden"), required=False, choices=[("", _("alle redenen")), *REASONS])
    niveau = forms.ChoiceField(label=_("Niveau"), required=False, choices=[("", _("alle niveaus")), *Level.choices])
    zoek = forms.CharField(label=_("Naam of nummer"), required=False, max_length=80)
    volgorde = forms.ChoiceField(label=_("Bovenaan"), required=False, choices=ORDERS)

    def __init__(self, *args: Any, schools: Iterable[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["school"]
        choices = [(school.pk, school.name) for school in schools]
        field.choices = [("", _("alle scholen")), *choices]
        if len(choices) <= 1:
            del self.fields["school"]

    def chosen(self) -> Filters:
        self.is_valid()
        data = self.cleaned_data
        return Filters(
            school_id=data.get("school"), state=data.get("stand", ""), reason=data.get("reden", ""),
            search=data.get("zoek", ""), level=data.get("niveau", ""), order=data.get("volgorde", ""),
        )  # fmt: skip


class SaidForm(VerbForm):
    """What somebody says of what was found."""

    main = ("verdict", "why_not", "words")

    verdict = forms.ChoiceField(label=_("Klopt dit?"), widget=forms.RadioSelect, choices=Verdict.choices)
    why_not = forms.ChoiceField(
        label=_("Klopt niet, omdat"), required=False, choices=[_NONE, *WhyNot.choices],
        help_text=_("Alleen als het niet klopt. Komen er nieuwe feiten, dan wordt het u opnieuw gevraagd."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Uitleg"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 3}),
        help_text=_("Komt in het dossier dat school en CLB delen. Alleen wie daar leest, ziet deze tekst."),
    )  # fmt: skip
    reason = forms.ChoiceField(label=_("Klopt, maar anders: de reden is"), required=False, choices=[_NONE, *REASONS])
    since = DateField(label=_("Klopt, maar anders: sinds"), required=False)
    half_days = forms.DecimalField(
        label=_("Klopt, maar anders: halve dagen per week op school"), required=False, min_value=0, decimal_places=1,
        max_digits=3,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["half_days"].help_text = _("van 0 tot %(most)d") % {"most": waarde("thuiszitten.week")}

    def said(self) -> Said:
        return Said(**self.cleaned_data)


class FollowForm(VerbForm):
    """Who is on it, and what comes next."""

    main = ("lead", "next_step", "next_on", "contact_on", "contact_how")

    lead = forms.TypedChoiceField(label=_("Wie volgt op"), required=False, coerce=int, empty_value=None)
    next_step = forms.ChoiceField(label=_("Volgende stap"), required=False, choices=[_NONE, *NextStep.choices])
    next_on = DateField(label=_("Tegen"), required=False)
    contact_on = DateField(label=_("Laatste contact tussen school en leerling"), required=False)
    contact_how = forms.ChoiceField(
        label=_("Hoe was dat contact"), required=False, choices=[_NONE, *ContactHow.choices]
    )
    alternative = forms.ChoiceField(
        label=_("Wat de leerling intussen krijgt"), required=False, choices=[_NONE, *Alternative.choices],
        help_text=_("Trajecten van een casus staan er al bij."),
    )  # fmt: skip
    hours = forms.DecimalField(
        label=_("Uren per week daarvan"), required=False, min_value=0, decimal_places=1, max_digits=3
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lead"]
        field.choices = [_NONE, *people]

    def following(self) -> Following:
        data = dict(self.cleaned_data)
        return Following(lead_id=data.pop("lead"), **data)


class TogetherForm(VerbForm):
    """The same lead and next step for whoever was ticked; what is left empty stays as it is."""

    lead = forms.TypedChoiceField(label=_("Wie volgt op"), required=False, coerce=int, empty_value=None)
    next_step = forms.ChoiceField(label=_("Volgende stap"), required=False, choices=[_NONE, *NextStep.choices])
    next_on = DateField(label=_("Tegen"), required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lead"]
        field.choices = [_NONE, *people]

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {"lead_id": data.pop("lead"), **data}


class EndForm(VerbForm):
    """How it ended."""

    how = forms.ChoiceField(label=_("Hoe het eindigde"), choices=[_NONE, *EINDES.items()])
    on = DateField(label=_("Sinds"))


class NoteForm(VerbForm):
    """Somebody knows of a pupil whom the register did not find."""

    since = DateField(label=_("Geen of geen voltijds onderwijs sinds"))
    reason = forms.ChoiceField(label=_("Reden"), choices=[_NONE, *REASONS])
    half_days = forms.DecimalField(
        label=_("Halve dagen per week nog op school"), min_value=0, decimal_places=1, max_digits=3
    )

    def said(self) -> Said:
        data = self.cleaned_data
        return Said(verdict=Verdict.OTHERWISE, reason=data["reason"], half_days=data["half_days"])
