"""Forms of the policy cycle."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from leerrecht.documents.domain.uploads import ACCEPT
from leerrecht.documents.interfaces.limits import told_at_once
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.quality.domain.common import LONG, SHORT
from leerrecht.quality.domain.definitions import cooperation_fields, cooperation_parts
from leerrecht.quality.domain.queries.audits import Line
from leerrecht.quality.domain.queries.figures import labels
from leerrecht.quality.models import Answer, Done, Group, Step, Worked
from leerrecht.quality.rules import MOST_CODES
from leerrecht.ui.forms import DateField

NORM = "norm_"


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class RoundForm(VerbForm):
    held_on = DateField(label=_("Gehouden op"))
    took_part = forms.CharField(
        label=_("Wie doet mee"), max_length=SHORT, widget=_area(2),
        help_text=_("Bijvoorbeeld: directie, zorgteam, vier leerkrachten, het CLB, de leerlingenraad."),
    )  # fmt: skip


class CellForm(VerbForm):
    """The judgement on a cell, and an answer to each of its norms."""

    step = forms.ChoiceField(
        label=_("Hoever staan we?"), required=False, widget=forms.RadioSelect,
        choices=[*Step.choices, ("", _("nog geen oordeel"))],
    )  # fmt: skip
    text = forms.CharField(
        label=_("Wat we zien"), required=False, max_length=LONG, widget=_area(5),
        help_text=_("Wat staat er op papier, wie doet het, wat levert het op? Schrijf niets over één leerling."),
    )  # fmt: skip

    def __init__(self, *args: Any, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in lines:
            former = _("Vorige keer: %(answer)s.") % {"answer": line.former} if line.former else ""
            self.fields[NORM + line.norm.code] = forms.ChoiceField(
                label=line.norm.text, required=False, widget=forms.RadioSelect, initial=line.answer,
                choices=[*Answer.choices, ("", _("geen antwoord"))],
                help_text=" ".join(filter(None, [f"{line.norm.kind_name.capitalize()} ({line.norm.source}).", former])),
            )  # fmt: skip

    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        data = self.cleaned_data
        answers = {name.removeprefix(NORM): one for name, one in data.items() if name.startswith(NORM)}
        return {"step": data["step"], "text": data["text"], "answers": answers}

    def refuse(self, error: ValidationError) -> None:
        """Messages of the verb come by the code of a norm."""
        if hasattr(error, "error_dict"):
            named = {NORM + name if NORM + name in self.fields else name: e for name, e in error.error_dict.items()}
            error = ValidationError(named)
        super().refuse(error)


class EvidenceForm(VerbForm):
    """One of three: an address, a file or a figure."""

    figure = forms.ChoiceField(
        label=_("Een cijfer dat het systeem kent"), required=False, choices=[("", "---------"), *labels()],
        help_text=_("Van dit schooljaar, zoals het vandaag staat. Het cijfer blijft daarna zoals het is."),
    )  # fmt: skip
    label = forms.CharField(
        label=_("Wat het is"), required=False, max_length=200, help_text=_("Nodig bij een adres of een bestand.")
    )
    address = forms.URLField(label=_("Adres van een document"), required=False, max_length=400, assume_scheme="https")
    file = forms.FileField(
        label=_("Een bestand"), required=False,
        widget=forms.ClearableFileInput({"accept": ACCEPT, **told_at_once(settings.MAX_SCAN_BYTES)}),
    )  # fmt: skip


class SurveyForm(VerbForm):
    opens_on = DateField(label=_("Open vanaf"))
    closes_on = DateField(label=_("Open tot en met"))


class CodesForm(VerbForm):
    group = forms.ChoiceField(label=_("Voor"), choices=Group.choices, widget=forms.RadioSelect)
    number = forms.IntegerField(label=_("Hoeveel codes"), min_value=1, max_value=MOST_CODES)


class CloseForm(VerbForm):
    """How many codes each group really got: of that the share that answered is taken."""

    def __init__(self, *args: Any, made: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for group, number in made.items():
            self.fields[f"handed_{group}"] = forms.IntegerField(
                label=_("Codes die u echt uitdeelde aan: %(group)s") % {"group": Group(group).label}, min_value=0,
                initial=number,
            )  # fmt: skip

    def given(self) -> dict[str, int]:
        return {name.removeprefix("handed_"): number for name, number in self.cleaned_data.items()}


class ActionForm(VerbForm):
    what = forms.CharField(label=_("Wat gaan we doen"), max_length=SHORT, widget=_area(2))
    who = forms.CharField(label=_("Wie"), max_length=200)
    until = DateField(label=_("Tegen wanneer"))
    signs = forms.CharField(label=_("Waaraan zien we dat het werkt"), max_length=SHORT, widget=_area(2))


class EvaluateForm(VerbForm):
    done = forms.ChoiceField(label=_("Is het gedaan?"), choices=Done.choices, widget=forms.RadioSelect)
    worked = forms.ChoiceField(label=_("Werkt het?"), choices=Worked.choices, widget=forms.RadioSelect)
    evaluation = forms.CharField(
        label=_("Wat we zien, en waaraan"), max_length=LONG, widget=_area(4),
        help_text=_("Wat toont dat het werkt of niet werkt? Schrijf niets over één leerling."),
    )  # fmt: skip


class CooperationForm(VerbForm):
    """Dates, and a text for each thing that school and CLB agree on."""

    begins_on = DateField(label=_("Geldt vanaf"))
    ends_on = DateField(label=_("Geldt tot en met"))
    review_on = DateField(label=_("Opnieuw bekijken op"), help_text=_("Het komt dan vanzelf bovenaan te staan."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in cooperation_fields():
            self.fields[field.code] = forms.CharField(
                label=field.name, required=field.required, max_length=LONG, widget=_area(3),
                help_text=_("Een begin: %(text)s") % {"text": field.proposal} if field.proposal else "",
            )  # fmt: skip

    def dates(self) -> list[forms.BoundField]:
        return [self[name] for name in ("begins_on", "ends_on", "review_on")]

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields as the definition orders them, for the page."""
        return [(part.title, [self[field.code] for field in part.fields]) for part in cooperation_parts()]

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        dates = {name: data.pop(name) for name in ("begins_on", "ends_on", "review_on")}
        return {**dates, "content": data}


class CodeForm(VerbForm):
    """Of the public page: the code on paper."""

    code = forms.CharField(
        label=_("Uw code"), max_length=30,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("De code staat op het papier dat u kreeg, bijvoorbeeld ABCDE-FGHJK."),
    )  # fmt: skip


class AnswerForm(VerbForm):
    """Of the public page: the questions that a code opens. Nothing has to be answered."""

    code = forms.CharField(max_length=30, widget=forms.HiddenInput)

    def __init__(self, *args: Any, group: str, content: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The sentences that come along are in the catalogues; those that a school wrote are shown as it wrote them.
        scale = [(str(number), gettext(word)) for number, word in enumerate(content["scale"], start=1)]
        for item in content["items"]:
            self.fields[item["code"]] = forms.ChoiceField(
                label=gettext(item[group]), required=False, widget=forms.RadioSelect, choices=scale
            )
