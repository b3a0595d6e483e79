"""Forms of incidents, measures and searches."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.discipline.domain.incidents import Apart, Searched, Told
from leerrecht.discipline.domain.measures import Given
from leerrecht.discipline.domain.queries.incidents import Narrowed
from leerrecht.discipline.domain.school import Agreed
from leerrecht.discipline.models import Held, Moment, Part, SearchResult
from leerrecht.law.gedrag import GEDRAG, KLASSEN, RICHTINGEN
from leerrecht.notes.domain.writing import LONGEST
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.ui.forms import DateField

PICK = ("", _("kies"))
# By class, as people look for it.
BEHAVIOUR = [
    PICK,
    *((name, [(key, one.naam) for key, one in GEDRAG.items() if one.klasse == klasse])
      for klasse, name in KLASSEN.items()),
]  # fmt: skip
SEARCHED = [("locker", _("locker")), ("tas", _("boekentas")), ("zakken", _("zakken"))]


class TimeInput(forms.TimeInput):
    input_type = "time"


def area(label: Any, *, required: bool = False, rows: int = 4, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=LONGEST, help_text=help_text,
        widget=forms.Textarea({"rows": rows}),
    )  # fmt: skip


class IncidentFilter(forms.Form):
    is_filter = True
    wat = forms.ChoiceField(label=_("Wat"), required=False, choices=[("", _("alles")), *BEHAVIOUR[1:]])
    open = forms.BooleanField(label=_("Alleen wat nog niet afgerond is"), required=False)

    def chosen(self) -> Narrowed:
        self.is_valid()
        return Narrowed(self.cleaned_data.get("wat", ""), bool(self.cleaned_data.get("open")))


class PupilSearch(forms.Form):
    is_filter = True
    q = forms.CharField(label=_("Naam van de leerling"), max_length=80, required=False)


class IncidentForm(VerbForm):
    """What, where and when; the rest may be folded away or come later, so that it takes less than a minute."""

    main = ("behaviour", "moment", "words", "steps")

    behaviour = forms.ChoiceField(label=_("Wat gebeurde er?"), choices=BEHAVIOUR)
    moment = forms.ChoiceField(label=_("Waar?"), choices=Moment.choices)
    words = area(
        _("Kort: wat zag u?"), help_text=_("Feiten, geen oordeel. Noem andere leerlingen niet bij naam: zet ze erbij.")
    )
    steps = forms.MultipleChoiceField(
        label=_("Wat is al gedaan? (stappenplan van de school)"), required=False, widget=forms.CheckboxSelectMultiple
    )
    on = DateField(label=_("Dag"), initial=timezone.localdate)
    direction = forms.ChoiceField(label=_("Tegen wie?"), choices=list(RICHTINGEN.items()))
    began_at = forms.TimeField(
        label=_("Apart gezet om"), required=False, widget=TimeInput(format="%H:%M"),
        help_text=_("Alleen als de leerling alleen apart gezet of vastgehouden is. Dat is nooit een straf."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Apart gezet of vastgehouden"), required=False, choices=Held.choices)
    minutes = forms.IntegerField(label=_("Hoeveel minuten"), required=False, min_value=1, max_value=480)
    place = forms.CharField(label=_("Waar apart"), max_length=120, required=False)
    watched_by = forms.CharField(label=_("Wie bleef erbij"), max_length=160, required=False)
    parents_told_on = DateField(label=_("Ouders daarover gebeld op"), required=False)
    others_told = forms.CharField(label=_("Wie weet het nog (directie, CLB)"), max_length=160, required=False)

    def __init__(self, *args: Any, agreed: Agreed, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["steps"]
        field.choices = [(line, line) for line in agreed.steps]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("began_at")) != bool(data.get("minutes")):
            self.add_error("minutes", _("Vul zowel het uur als de minuten in, of geen van beide."))
        return data

    def told(self) -> Told:
        data = self.cleaned_data
        return Told(
            on=data["on"], moment=data["moment"], behaviour=data["behaviour"], direction=data["direction"],
            words=data["words"], steps=tuple(data["steps"]),
        )  # fmt: skip

    def apart(self) -> Apart | None:
        data = self.cleaned_data
        if not data.get("began_at"):
            return None
        return Apart(
            began_at=data["began_at"], minutes=data["minutes"], place=data["place"], watched_by=data["watched_by"],
            parents_told_on=data["parents_told_on"], kind=data["kind"] or Held.APART, others_told=data["others_told"],
        )  # fmt: skip


class ToldForm(VerbForm):
    """The day on which the parents were told."""

    on = DateField(label=_("Ouders gebeld op"), initial=timezone.localdate)


class FollowForm(VerbForm):
    """A day and words: the account of the pupil, a restorative talk, guidance that follows."""

    on = DateField(label=_("Dag"), initial=timezone.localdate)
    words = area(_("Wat er gezegd of afgesproken is"))


class InvolvedForm(VerbForm):
    """Another pupil in it, of those whom the writer may choose."""

    pupil = forms.TypedChoiceField(label=_("Leerling"), coerce=int)
    part = forms.ChoiceField(label=_("Hoe"), choices=Part.choices)
    words = area(
        _("Wat beschermt deze leerling nu, of wat zag die"), help_text=_("Komt in het dossier van die leerling.")
    )

    def __init__(self, *args: Any, pupils: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["pupil"]
        field.choices = [PICK, *pupils]


class MeasureForm(VerbForm):
    """A measure of the ladder of the school."""

    rung = forms.TypedChoiceField(label=_("Maatregel (licht eerst)"), coerce=int, widget=forms.RadioSelect)
    words = area(_("Waarvoor"))
    lighter = area(_("Waarom een lichtere niet volstaat"), rows=3, help_text=_("Niet nodig bij de lichtste maatregel."))
    on = DateField(label=_("Dag"), initial=timezone.localdate)
    until = DateField(label=_("Tot en met"), required=False)

    def __init__(self, *args: Any, agreed: Agreed, below: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["rung"]
        rungs = list(enumerate(agreed.ladder, 1))
        field.choices = [(number, f"{number}. {name}") for number, name in rungs if below is None or number < below]

    def given(self) -> Given:
        data = self.cleaned_data
        return Given(
            rung=data["rung"], on=data["on"], until=data["until"], words=data["words"], lighter=data["lighter"]
        )


class SearchForm(VerbForm):
    """A search, with its three conditions first."""

    mandate = forms.BooleanField(label=_("Het schoolcontract met deze toelating is getekend"), required=False)
    sample = forms.BooleanField(
        label=_("Dit was om te voorkomen, of een steekproef"), required=False, help_text=_("Dat mag nooit.")
    )
    words = area(_("Concrete reden of signaal, en hoe het verliep"))
    on = DateField(label=_("Dag"), initial=timezone.localdate)
    searched = forms.MultipleChoiceField(
        label=_("Wat is doorzocht"), choices=SEARCHED, widget=forms.CheckboxSelectMultiple, required=False
    )
    present = forms.CharField(label=_("Wie was erbij"), max_length=160)
    result = forms.ChoiceField(label=_("Wat leverde het op"), choices=SearchResult.choices)
    parents_told_on = DateField(label=_("Ouders verwittigd op"), required=False)

    def searched_(self) -> Searched:
        data = self.cleaned_data
        return Searched(
            on=data["on"], mandate=data["mandate"], searched=tuple(data["searched"]), present=data["present"],
            result=data["result"], words=data["words"], sample=data["sample"], parents_told_on=data["parents_told_on"],
        )  # fmt: skip


class RulesForm(VerbForm):
    """What the school agreed: one item a line."""

    ladder = forms.CharField(
        label=_("Maatregelen, de lichtste eerst"), widget=forms.Textarea({"rows": 8}),
        help_text=_("Eén per regel. Schorsen en uitsluiten staan er niet bij: die hebben een eigen procedure."),
    )  # fmt: skip
    steps = forms.CharField(
        label=_("Stappenplan bij een incident"), widget=forms.Textarea({"rows": 6}), help_text=_("Eén per regel.")
    )
    forget_months = forms.IntegerField(
        label=_("Maanden waarna een ordemaatregel vergeten is"), min_value=1, max_value=12, required=False
    )
    appeal_days = forms.IntegerField(
        label=_("Dagen om in beroep te gaan, volgens het schoolreglement"), min_value=1, max_value=60, required=False,
        help_text=_("Leeg: nog niet nagekeken. Dan waarschuwt elke procedure."),
    )  # fmt: skip
    appeal_to = forms.CharField(label=_("Waar en hoe beroep instellen"), max_length=300, required=False)

    def agreed(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return data | {"ladder": data["ladder"].splitlines(), "steps": data["steps"].splitlines()}
