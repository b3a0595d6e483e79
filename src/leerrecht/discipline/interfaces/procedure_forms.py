"""Forms of a procedure: beginning, each step, deciding, members, advice."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.access.models import User
from leerrecht.discipline import voices
from leerrecht.discipline.domain.advice import ANSWERS as ADVICE
from leerrecht.discipline.domain.path import ANSWERS
from leerrecht.discipline.domain.procedures import Begun, Decided
from leerrecht.discipline.domain.stepping import Done
from leerrecht.discipline.interfaces.forms import area
from leerrecht.discipline.models import Answer, Closed, Incident, Seat, Step, Verdict
from leerrecht.law.gedrag import GEEN_BEGELEIDING, GEVAAR
from leerrecht.law.tucht import DEFINITIEF, PREVENTIEF
from leerrecht.letters.models import Letter
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.ui.forms import DateField

# Answers in the words of the step.
LABELS: dict[tuple[Step, Answer], Any] = {
    (Step.INSPECTION, Answer.YES): _("het dossier is ingekeken"),
    (Step.INSPECTION, Answer.NO): _("aangeboden, maar niet ingekeken"),
    (Step.SHELTER, Answer.YES): _("de school vangt op"),
    (Step.SHELTER, Answer.NO): _("opvang kan niet, met redenen op papier"),
    (Step.INQUIRY, Answer.YES): _("er volgt een procedure"),
    (Step.INQUIRY, Answer.NO): _("er volgt niets meer"),
    (Step.MEDIATION, Answer.ACCEPTED): _("aangeboden en aanvaard"),
    (Step.MEDIATION, Answer.DECLINED): _("aangeboden en niet gewenst"),
}


class BeginForm(VerbForm):
    """The facts; of a preventive suspension also the danger and the days."""

    words = area(_("De feiten: wat gebeurde er, en wat maakt dit nodig?"), rows=6)
    incident = forms.ModelChoiceField(
        Incident.objects.none(), label=_("Incident"), required=False, empty_label=_("geen")
    )
    danger = forms.ChoiceField(
        label=_("Welk echt en onmiddellijk gevaar is er?"), required=False,
        choices=[("", _("geen van deze")), *GEVAAR.items()], widget=forms.RadioSelect,
    )  # fmt: skip
    first_day = DateField(label=_("Eerste dag"), required=False)
    last_day = DateField(label=_("Laatste dag"), required=False)

    def __init__(self, *args: Any, kind: str, incidents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        field: Any = self.fields["incident"]
        field.queryset = incidents
        if kind != PREVENTIEF:
            for name in ("danger", "first_day", "last_day"):
                del self.fields[name]

    def begun(self) -> Begun:
        data = self.cleaned_data
        return Begun(
            kind=self.kind, words=data["words"], incident=data["incident"], danger=data.get("danger", ""),
            first_day=data.get("first_day"), last_day=data.get("last_day"),
        )  # fmt: skip


class StepForm(VerbForm):
    """What one step asks, and no more."""

    on = DateField(label=_("Dag"), initial=timezone.localdate)
    due_on = DateField(label=_("Dag van het gesprek"), required=False)
    received_on = DateField(
        label=_("Ontvangen op"), required=False, help_text=_("Zodra het bewijs er is. Leeg: nog niet bekend.")
    )
    answer = forms.ChoiceField(label=_("Uitkomst"), required=False, widget=forms.RadioSelect)
    no_care = forms.ChoiceField(
        label=_("Geen begeleiding, omdat"),
        required=False,
        choices=[("", _("er was begeleiding")), *GEEN_BEGELEIDING.items()],
    )
    pupil_present = forms.BooleanField(label=_("De leerling was erbij"), required=False)
    parents_present = forms.BooleanField(label=_("De ouders waren erbij"), required=False)
    companion = forms.CharField(label=_("Vertrouwenspersoon of raadsman"), max_length=160, required=False)
    absent = area(_("Wie was er niet, en waarom?"), rows=2)
    centre_present = forms.BooleanField(label=_("Het CLB was erbij"), required=False)
    letter = forms.ModelChoiceField(
        Letter.objects.none(), label=_("Brief"), required=False, empty_label=_("geen, of buiten Leerrecht gemaakt")
    )
    words = area(_("Verslag"), rows=6)

    _EXTRA = {
        Step.CARE: ("no_care", "words"),
        Step.NOTICE: ("due_on", "received_on", "letter"),
        Step.INSPECTION: ("answer",),
        Step.HEARING: ("pupil_present", "parents_present", "companion", "absent", "words"),
        Step.COUNCIL: ("centre_present", "answer", "words"),
        Step.IMPACT: ("words",),
        Step.MEDIATION: ("answer", "words"),
        Step.LETTER: ("received_on", "letter"),
        Step.SHELTER: ("answer", "words"),
        Step.INQUIRY: ("answer", "words"),
        Step.APPEAL: ("words",),
        Step.COMMISSION: ("answer", "words"),
        Step.REVIEW: ("words",),
    }

    def __init__(self, *args: Any, step: Step, letters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep = ("on", *self._EXTRA[step])
        for name in [name for name in self.fields if name not in keep]:
            del self.fields[name]
        fields: Any = self.fields
        if "answer" in fields:
            fields["answer"].choices = [(one.value, LABELS.get((step, one), one.label)) for one in ANSWERS[step]]
        if "letter" in fields:
            fields["letter"].queryset = letters

    def done(self) -> Done:
        return Done(**self.cleaned_data)


class DecisionForm(VerbForm):
    verdict = forms.ChoiceField(label=_("Beslissing"), choices=Verdict.choices, widget=forms.RadioSelect)
    on = DateField(label=_("Beslist op"), initial=timezone.localdate)
    first_day = DateField(label=_("De maatregel gaat in op"), required=False)
    last_day = DateField(label=_("Laatste dag"), required=False)
    words = area(_("De redenen, en waarom een lichtere maatregel (niet) volstaat"), rows=8)
    heard = forms.ChoiceField(
        label=_("Wat deed de school met wat leerling en ouders zeiden?"), widget=forms.RadioSelect, required=False,
        choices=voices.outcomes,
    )  # fmt: skip
    heard_words = area(
        _("Zeg het in gewone woorden"), rows=4, required=False, help_text=_("Leerling en ouders lezen dit.")
    )

    def __init__(self, *args: Any, kind: str, heard: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not heard:
            del self.fields["heard"], self.fields["heard_words"]
        if kind == DEFINITIEF:
            del self.fields["last_day"]

    def decided(self) -> Decided:
        return Decided(**self.cleaned_data)


class ReviseForm(VerbForm):
    last_day = DateField(
        label=_("Nieuwe laatste dag"), required=False, help_text=_("Leeg: de maatregel wordt ingetrokken.")
    )
    words = area(_("Waarom"))


class CloseForm(VerbForm):
    how = forms.ChoiceField(
        label=_("Hoe eindigt de procedure?"), widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (Closed.DONE, Closed.NONE, Closed.LEFT, Closed.STOPPED)],
    )  # fmt: skip


class MemberForm(VerbForm):
    """Somebody with an account, or a name alone."""

    seat = forms.ChoiceField(label=_("Als"), choices=Seat.choices)
    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Iemand met een account"), required=False, empty_label=_("niemand"),
        help_text=_("Die leest dan het tuchtdossier van deze leerling, tot de procedure voorbij is."),
    )  # fmt: skip
    name = forms.CharField(label=_("Of een naam"), max_length=160, required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.queryset = people
        field.label_from_instance = lambda user: user.get_full_name()


class AskForm(VerbForm):
    council_on = DateField(label=_("Dag van de klassenraad"))


class AdviceForm(VerbForm):
    answer = forms.ChoiceField(
        label=_("Het CLB"), widget=forms.RadioSelect, choices=[(one.value, one.label) for one in ADVICE]
    )
    words = area(_("Advies, met de redenen"), rows=8)


class ReceiptForm(VerbForm):
    """The proof that somebody reported a measure in the service of AGODI."""

    on = DateField(label=_("Gemeld op"), initial=timezone.localdate)
    receipt = forms.CharField(label=_("Nummer of omschrijving van het bewijs"), max_length=120)


class ReceivedForm(VerbForm):
    on = DateField(label=_("Ontvangen op"), initial=timezone.localdate)
