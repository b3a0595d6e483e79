"""Forms beneath the worklists: what to do with the absences that were chosen."""

from collections.abc import Iterable
from datetime import date as Date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht import law
from leerrecht.attendance.domain.approvals import Refusal
from leerrecht.attendance.domain.verification import Verdict
from leerrecht.attendance.models import SubCode
from leerrecht.organisations.models import School, SchoolLevel

_LEVELS: dict[str, tuple[str, ...]] = {SchoolLevel.BASIS.value: ("kleuter", "lager")}


class ReasonForm(forms.Form):
    """A code with, where known, its ground, in one choice; and the school's own code."""

    reason = forms.ChoiceField(label=_("Reden"))
    sub_code = forms.ModelChoiceField(
        label=_("Eigen code"), queryset=SubCode.objects.none(), required=False, empty_label=_("geen")
    )

    def __init__(self, *args: Any, schools: Iterable[School], sub_codes: Any, on: Date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", _("Kies…")), *_reasons(list(schools), on)]  # type: ignore[attr-defined]
        self.fields["sub_code"].queryset = sub_codes  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        mark, _dot, ground = self.cleaned_data["reason"].partition(".")
        sub_code = self.cleaned_data["sub_code"]
        return {"mark": mark, "ground": ground, "sub_code_id": sub_code.pk if sub_code else None}


class DecisionForm(forms.Form):
    """What the director decides over P; refusing takes a reason."""

    reason = forms.ChoiceField(
        label=_("Reden van een weigering"), choices=[("", _("Kies…")), *Refusal.choices], required=False
    )


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(label=_("Oordeel van de verificateur"), choices=Verdict.choices, required=False)


def _reasons(schools: list[School], on: Date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Codes with their grounds, as far as one of the schools has a level that knows them."""
    levels = sorted(
        {(level, school.school_kind) for school in schools for level in _LEVELS.get(school.level, (school.level,))}
    )
    grouped = []
    for letter, code in law.CODES.items():
        here = [(level, kind) for level, kind in levels if code in law.codes_for(level, kind, on)]
        if not here:
            continue
        grounds = {
            found.slug: found.label for level, kind in here for found in law.gronden_for(letter, level, kind, on)
        }
        choices = [
            (letter, f"{letter} · {code.naam}"),
            *((f"{letter}.{slug}", f"{letter} · {label}") for slug, label in grounds.items()),
        ]
        grouped.append((f"{letter} – {code.naam}", choices))
    return grouped
