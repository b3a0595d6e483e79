"""The form of an absence over a period."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.period import Period
from leerrecht.attendance.models import Mark, SubCode
from leerrecht.people.domain.queries.pupils import visible_pupils
from leerrecht.people.models import Pupil
from leerrecht.ui.forms import DateField


class SubCodeChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} · {obj}"


class PeriodForm(forms.Form):
    """Who, when and why. ``marks`` are the codes that exist in any level; the verb checks each pupil's own."""

    pupils = forms.ModelMultipleChoiceField(
        label=_("Leerlingen"), queryset=Pupil.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één leerling.")},
    )  # fmt: skip
    first = DateField(label=_("Van"))
    last = DateField(label=_("Tot en met"), required=False, help_text=_("Leeg: één dag."))
    parts = forms.MultipleChoiceField(
        label=_("Dagdelen"), choices=[("vm", _("voormiddag")), ("nm", _("namiddag"))], initial=["vm", "nm"],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    mark = forms.ChoiceField(label=_("Code"))
    ground = forms.ChoiceField(label=_("Grond"), required=False, help_text=_("De reden achter de code, als u ze kent."))
    sub_code = SubCodeChoiceField(
        label=_("Eigen code van de school"), required=False, queryset=SubCode.objects.none(), empty_label=_("geen")
    )
    replace = forms.BooleanField(
        label=_("Vervang wat er al staat"), required=False,
        help_text=_("Zonder vinkje blijven bestaande codes staan en vult u alleen aan."),
    )  # fmt: skip
    seen_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, principal: Principal, chosen: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["pupils"].queryset = visible_pupils(principal, act=acts.ABSENCE_EDIT)
        fields["pupils"].widget.choices = [
            (pupil.pk, str(pupil))
            for pupil in visible_pupils(principal, act=acts.ABSENCE_EDIT).filter(pk__in=chosen).order_by("sort_key")
        ]
        codes = [(letter, f"{letter} · {code.naam}") for letter, code in law.CODES.items()]
        fields["mark"].choices = [("", "———"), *codes, (Mark.UNKNOWN.value, _("- · afwezig, reden nog niet bekend"))]
        fields["ground"].choices = [("", _("niet bekend of niet nodig")), *_grounds()]
        subs = policy.visible(SubCode, to=principal, act=acts.ABSENCE_EDIT)
        fields["sub_code"].queryset = subs
        if not subs.exists():
            del self.fields["sub_code"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and not data.get("last"):
            data["last"] = data["first"]
        return data

    def period(self, *, seen_at: datetime | None = None) -> Period:
        """What was filled in, for the verb."""
        data = self.cleaned_data
        sub_code = data.get("sub_code")
        return Period(
            pupil_ids=tuple(pupil.pk for pupil in data["pupils"]),
            first=data["first"],
            last=data["last"],
            parts=tuple(data["parts"]),
            mark=data["mark"],
            ground=data["ground"],
            sub_code_id=sub_code.pk if sub_code else None,
            replace=data["replace"],
            seen_at=seen_at,
        )


def _grounds() -> list[tuple[str, list[tuple[str, str]]]]:
    """Grounds in force, by code."""
    return [
        (
            f"{letter} · {code.naam}",
            [
                (slug, ground.label)
                for slug, ground in law.GRONDEN.items()
                if ground.code == letter and ground.valid_to is None
            ],
        )
        for letter, code in law.CODES.items()
    ]
