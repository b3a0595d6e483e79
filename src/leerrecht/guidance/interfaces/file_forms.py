"""Forms with which files are shared out."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht.access.models import User
from leerrecht.organisations.interfaces.forms import StaffField, VerbForm
from leerrecht.ui.forms import DateField

WHOSE = (("", _("alle dossiers")), ("niemand", _("zonder begeleider")), ("mij", _("mijn dossiers")))


class Keys(forms.MultipleChoiceField):
    """Keys of records that a page showed; which of them may be touched, the query says."""

    def valid_value(self, value: str) -> bool:
        try:
            UUID(value)
        except ValueError:
            return False
        return True


class _OfStaff(VerbForm):
    user = StaffField(label=_("Begeleider"), empty_label="–")

    def __init__(self, *args: Any, staff: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.among(user.pk for user in staff)


class CounsellorForm(_OfStaff):
    first = DateField(label=_("Vanaf"), initial=timezone.localdate)


class ShareForm(_OfStaff):
    """Which files, each ticked in the list, go to whom."""

    user = StaffField(label=_("Geef de aangevinkte dossiers aan"), empty_label="–")

    dossiers = Keys(label=_("Dossiers"), required=False, widget=forms.MultipleHiddenInput)

    def clean_dossiers(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["dossiers"]
        if not chosen:
            raise ValidationError(_("Vink minstens één dossier aan."))
        return chosen


class WhoseForm(forms.Form):
    """Whose files the list shows."""

    is_filter = True

    wie = forms.ChoiceField(label=_("Toon"), required=False, choices=WHOSE)

    def chosen(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("wie", ""))
