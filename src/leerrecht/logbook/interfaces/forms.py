"""Narrowing the list of looks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from leerrecht.logbook.domain.queries.looks import Wanted
from leerrecht.ui.forms import DateField

WHAT = [("", _("alles")), ("kijken", _("alleen kijken")), ("doen", _("alleen wijzigen"))]


class LookFilter(forms.Form):
    """``actors`` are offered by name."""

    is_filter = True
    wie = forms.TypedChoiceField(label=_("Wie"), required=False, coerce=int, empty_value=None)
    van = DateField(label=_("Van"), required=False)
    tot = DateField(label=_("Tot en met"), required=False)
    wat = forms.ChoiceField(label=_("Wat"), required=False, choices=WHAT)

    def __init__(self, *args: Any, actors: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wie"].choices = [("", _("iedereen")), *actors]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("van"), values.get("tot")
        if first and last and last < first:
            self.add_error("tot", _("Deze dag ligt vóór de eerste dag. Kies een latere dag."))
        return values

    def wanted(self) -> Wanted:
        """What was chosen; a field that is wrong narrows nothing, and its message stands beside it."""
        chosen = self.cleaned_data if self.is_bound and self.is_valid() else getattr(self, "cleaned_data", {})
        looks = {"kijken": True, "doen": False}.get(chosen.get("wat", ""))
        return Wanted(chosen.get("wie"), chosen.get("van"), chosen.get("tot"), looks)
