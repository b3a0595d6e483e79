"""Filters of the worklists; list and export use the same one."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField

from leerrecht.access import policy
from leerrecht.access.principal import Principal
from leerrecht.enrolment.models import ClassGroup, Placement
from leerrecht.organisations.models import School
from leerrecht.ui.forms import DateField


class _DateFilter(django_filters.Filter):
    field_class = DateField


class _ClassField(ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.school}"


class _ClassFilter(django_filters.ModelChoiceFilter):
    field_class = _ClassField


class _Scoped(django_filters.FilterSet):
    """School and class as far as the principal may do ``act`` there; the school only where there are several."""

    school = django_filters.ModelChoiceFilter(
        label=_("School"), queryset=School.objects.none(), method="of_school", empty_label=_("alle scholen")
    )
    klas = _ClassFilter(
        label=_("Klas"), queryset=ClassGroup.objects.none(), method="of_class", empty_label=_("alle klassen")
    )

    def __init__(self, data: Any, queryset: "QuerySet[Any]", *, principal: Principal, act: str, year: int) -> None:
        super().__init__(data, queryset)
        schools = policy.visible(School, to=principal, act=act).order_by("name")
        classes = policy.visible(ClassGroup, to=principal, act=act).filter(school_year=year)
        self.filters["klas"].queryset = classes.select_related("school").order_by("school__name", "name")
        self.filters["school"].queryset = schools
        self.several = len(schools[:2]) > 1
        if not self.several:
            del self.filters["school"]
        self.form.is_filter = True

    def of_school(self, records: "QuerySet[Any]", _name: str, school: School) -> "QuerySet[Any]":
        return records.filter(school=school)

    def of_class(self, records: "QuerySet[Any]", _name: str, group: ClassGroup) -> "QuerySet[Any]":
        raise NotImplementedError

    @property
    def chosen(self) -> dict[str, Any]:
        """The values of the form that can be read; a wrong one is shown at its field and filters nothing."""
        return dict(self.form.cleaned_data) if self.form.is_bound and self.form.is_valid() else {}


class RegisterFilter(_Scoped):
    """Over classes."""

    van = _DateFilter(label=_("Van"), method="later")
    tot = _DateFilter(label=_("Tot en met"), method="later")

    def of_class(self, records: "QuerySet[Any]", _name: str, group: ClassGroup) -> "QuerySet[Any]":
        return records.filter(pk=group.pk)

    def later(self, records: "QuerySet[Any]", _name: str, _value: Any) -> "QuerySet[Any]":
        """Half-days are no rows here: the view passes the dates on."""
        return records


class AbsenceFilter(_Scoped):
    """Over half-days. The day is asked of whole absences, so the view applies it."""

    naam = django_filters.CharFilter(label=_("Naam"), method="named")
    dag = _DateFilter(label=_("Afwezig op"), method="later")
    ouder = django_filters.NumberFilter(
        label=_("Minstens zoveel dagen oud"), method="later", min_value=0, max_value=400
    )

    def of_class(self, records: "QuerySet[Any]", _name: str, group: ClassGroup) -> "QuerySet[Any]":
        # One join: a pupil sits in one class at a time, so no half-day comes twice.
        return records.filter(
            enrolment__placements__class_group=group, enrolment__placements__period__contains=F("date")
        )

    def named(self, records: "QuerySet[Any]", _name: str, text: str) -> "QuerySet[Any]":
        condition = Q()
        for word in text.split():
            condition &= Q(pupil__last_name__icontains=word) | Q(pupil__first_name__icontains=word)
        return records.filter(condition)

    def later(self, records: "QuerySet[Any]", _name: str, _value: Any) -> "QuerySet[Any]":
        return records


class NoteFilter(_Scoped):
    """Over certificates. Which note is the fourth depends on all of them, so the view applies class and day."""

    van = _DateFilter(label=_("Van"), method="later")
    tot = _DateFilter(label=_("Tot en met"), method="later")
    alle = django_filters.BooleanFilter(
        label=_("Toon ook waarvoor de brief al verstuurd is"), method="later", widget=forms.CheckboxInput
    )

    def of_class(self, records: "QuerySet[Any]", _name: str, group: ClassGroup) -> "QuerySet[Any]":
        placed = Placement.objects.filter(
            enrolment__pupil_id=OuterRef("pupil_id"), class_group=group, period__contains=OuterRef("first_day")
        )
        return records.filter(Exists(placed))

    def later(self, records: "QuerySet[Any]", _name: str, _value: Any) -> "QuerySet[Any]":
        return records
