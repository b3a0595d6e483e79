"""Forms of the worklist: what to narrow it to, which act was done, why no action is needed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts
from leerrecht.access.policy import visible
from leerrecht.access.principal import Principal
from leerrecht.duties.domain.closing import REASON_LENGTH
from leerrecht.duties.domain.queries.worklist import ASKS_SOMETHING, Filters
from leerrecht.duties.interfaces.words import ACTS, NATURES
from leerrecht.enrolment.models import ClassGroup
from leerrecht.law import REGELS, school_year
from leerrecht.organisations.models import School
from leerrecht.ui.forms import DateField

Choices = list[tuple[Any, str | Promise]]


class FilterForm(forms.Form):
    """Narrows the list; what is not understood narrows nothing."""

    is_filter = True

    school = forms.TypedChoiceField(label=_("School"), required=False, coerce=int, empty_value=None)
    klas = forms.TypedChoiceField(label=_("Klas"), required=False, coerce=int, empty_value=None)
    aard = forms.ChoiceField(label=_("Soort"), required=False)
    regel = forms.ChoiceField(label=_("Wat er moet gebeuren"), required=False)
    zoek = forms.CharField(label=_("Naam of nummer"), required=False, max_length=80)

    def __init__(self, *args: Any, principal: Principal, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = list(visible(School, to=principal, act=acts.DUTY_VIEW).order_by("name").values_list("pk", "name"))
        classes = (
            visible(ClassGroup, to=principal, act=acts.DUTY_VIEW)
            .filter(school_year=school_year(on))
            .order_by("school__name", "name")
            .values_list("pk", "name", "school__name")
        )
        several = len(schools) > 1
        if several:
            self._choices("school", [("", _("alle scholen")), *schools])
        else:
            del self.fields["school"]
        named = [(pk, f"{name} ({school})" if several else name) for pk, name, school in classes]
        self._choices("klas", [("", _("alle klassen")), *named])
        self._choices("aard", [("", _("alles")), *((aard, NATURES[aard]) for aard in ASKS_SOMETHING)])
        rules = [(rule.regel, rule.titel) for rule in REGELS.values() if rule.aard in ASKS_SOMETHING]
        self._choices("regel", [("", _("alles")), *rules])

    def _choices(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices

    def chosen(self) -> Filters:
        """The filters that were understood."""
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            school_id=given.get("school"),
            class_id=given.get("klas"),
            regel=given.get("regel", ""),
            aard=given.get("aard", ""),
            search=given.get("zoek", ""),
        )


class ActForm(forms.Form):
    """Which act was done, and when."""

    kind = forms.ChoiceField(label=_("Wat hebt u gedaan?"), widget=forms.RadioSelect)
    date = DateField(label=_("Wanneer?"))

    def __init__(self, *args: Any, kinds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - for the type checker
        kind.choices = [(name, ACTS[name]) for name in kinds]
        if len(kinds) == 1:
            kind.initial = kinds[0]
        self.fields["date"].initial = timezone.localdate


class SeenForm(forms.Form):
    """Why no action is needed."""

    reason = forms.CharField(
        label=_("Gezien, geen actie, omdat"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=REASON_LENGTH,
        help_text=_("Wie dit later leest, moet begrijpen waarom. Schrijf geen medische gegevens op."),
    )
