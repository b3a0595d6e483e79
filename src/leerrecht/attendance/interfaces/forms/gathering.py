"""Forms of groups for one day."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerrecht import law
from leerrecht.access import acts
from leerrecht.access.principal import Principal
from leerrecht.attendance.domain.queries.gatherings import classes_for, places_in
from leerrecht.enrolment.models import ClassGroup, Gathering, Placement
from leerrecht.ui.forms import DateField


class ClassChoiceField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Classes as check boxes, with the school where there are more."""

    widget = forms.CheckboxSelectMultiple
    several = False

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.school.name})" if self.several else obj.name


class GatheringForm(forms.Form):
    """A new group: name, day and classes, all of one school."""

    name = forms.CharField(label=_("Naam"), max_length=80, help_text=_("Bijvoorbeeld: zwemmen, uitstap naar Gent."))
    date = DateField(label=_("Datum"))
    classes = ClassChoiceField(
        label=_("Klassen"), queryset=ClassGroup.objects.none(),
        help_text=_("Alle leerlingen van deze klassen; daarna vinkt u uit wie niet meegaat."),
    )  # fmt: skip

    def __init__(self, *args: Any, principal: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["classes"]
        field.queryset = classes_for(to=principal, school_id=None, year=law.school_year(timezone.localdate()))
        field.several = len(principal.schools(acts.REGISTER_TAKE)) > 1

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        schools = {group.school_id for group in data.get("classes", ())}
        if len(schools) > 1:
            self.add_error("classes", _("Kies klassen van één school."))
        day = data.get("date")
        if day and law.school_year(day) != law.school_year(timezone.localdate()):
            self.add_error("date", _("Kies een dag van dit schooljaar."))
        return data

    def verb_arguments(self) -> dict[str, Any]:
        """The arguments of ``create_gathering``."""
        classes = list(self.cleaned_data["classes"])
        return {
            "school_id": classes[0].school_id,
            "name": self.cleaned_data["name"],
            "date": self.cleaned_data["date"],
            "class_ids": [group.pk for group in classes],
        }


class MembersForm(forms.Form):
    """Who of a group comes along, and classes to add."""

    pupils = forms.MultipleChoiceField(label=_("Wie gaat mee"), required=False, widget=forms.CheckboxSelectMultiple)
    classes = ClassChoiceField(label=_("Klassen toevoegen"), required=False, queryset=ClassGroup.objects.none())

    def __init__(self, *args: Any, principal: Principal, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[Placement] = list(
            places_in(to=principal, gathering=gathering, act=acts.REGISTER_VIEW)
            .select_related("enrolment__pupil", "class_group")
            .order_by("class_group__name", "enrolment__pupil__sort_key", "enrolment__pupil_id")
        )
        pupils: Any = self.fields["pupils"]
        pupils.choices = [
            (str(row.enrolment.pupil_id), f"{row.enrolment.pupil} ({row.class_group.name})") for row in self.rows
        ]
        pupils.initial = [key for key, _label in pupils.choices]
        classes: Any = self.fields["classes"]
        present = {row.class_group_id for row in self.rows}
        classes.queryset = classes_for(
            to=principal, school_id=gathering.school_id, year=law.school_year(gathering.date)
        ).exclude(pk__in=present)
        if not classes.queryset.exists():
            del self.fields["classes"]

    def leaving(self) -> set[int]:
        """Pupils who stood on the page and are no longer ticked; who joined meanwhile stays."""
        shown = set(self.data.getlist("shown")) if hasattr(self.data, "getlist") else set()
        ticked = set(self.cleaned_data["pupils"])
        return {
            row.enrolment.pupil_id
            for row in self.rows
            if str(row.enrolment.pupil_id) in shown and str(row.enrolment.pupil_id) not in ticked
        }

    def joining(self) -> list[int]:
        return [group.pk for group in self.cleaned_data.get("classes", ())]
