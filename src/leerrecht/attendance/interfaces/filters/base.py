"""What the filters of lists share: school and class within the reach, dates, names, certificates of a class."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField

from leerrecht.access import policy
from leerrecht.access.principal import Principal
from leerrecht.enrolment.interfaces.choosing import SCHOOL_FIRST, of_chosen_school
from leerrecht.enrolment.models import ClassGroup, Placement
from leerrecht.organisations.models import School
from leerrecht.ui.choosing import TOGETHER
from leerrecht.ui.forms import DateField


class DateFilter(django_filters.Filter):
    field_class = DateField


class _ClassField(ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.school}"


class ClassFilter(django_filters.ModelChoiceFilter):
    field_class = _ClassField


class ScopedFilter(django_filters.FilterSet):
    """School and class as far as the principal may do ``act`` there; the school only where there are several."""

    school = django_filters.ModelChoiceFilter(
        label=_("School"), queryset=School.objects.none(), method="of_school", empty_label=_("alle scholen")
    )
    klas = ClassFilter(
        label=_("Klas"), queryset=ClassGroup.objects.none(), method="of_class", empty_label=_("alle klassen")
    )

    def __init__(self, data: Any, queryset: "QuerySet[Any]", *, principal: Principal, act: str, year: int) -> None:
        schools = policy.visible(School, to=principal, act=act).order_by("name")
        classes = policy.visible(ClassGroup, to=principal, act=act).filter(school_year=year)
        number = len(schools[: TOGETHER + 1])
        asked = of_chosen_school(data, classes, schools=number, name="klas")
        super().__init__(asked.data, queryset)
        self.filters["klas"].queryset = asked.classes.select_related("school").order_by("school__name", "name")
        if asked.school_first:
            self.filters["klas"].extra["empty_label"] = SCHOOL_FIRST
        self.filters["school"].queryset = schools
        self.several = number > 1
        if not self.several:
            del self.filters["school"]
        self.form.is_filter = True

    def of_school(self, records: "QuerySet[Any]", _name: str, school: School) -> "QuerySet[Any]":
        return records.filter(school=school)

    def of_class(self, records: "QuerySet[Any]", _name: str, group: ClassGroup) -> "QuerySet[Any]":
        raise NotImplementedError

    def named(self, records: "QuerySet[Any]", _name: str, text: str) -> "QuerySet[Any]":
        """Every word in the first or the last name."""
        condition = Q()
        for word in text.split():
            condition &= Q(pupil__last_name__icontains=word) | Q(pupil__first_name__icontains=word)
        return records.filter(condition)

    def later(self, records: "QuerySet[Any]", _name: str, _value: Any) -> "QuerySet[Any]":
        """Asked of more than one row, so the view applies it."""
        return records

    @property
    def chosen(self) -> dict[str, Any]:
        """The values of the form that can be read; a wrong one is shown at its field and filters nothing."""
        return dict(self.form.cleaned_data) if self.form.is_bound and self.form.is_valid() else {}


class OverCertificates(ScopedFilter):
    """Over certificates: of a class is what begins while the pupil sits there."""

    def of_class(self, records: "QuerySet[Any]", _name: str, group: ClassGroup) -> "QuerySet[Any]":
        placed = Placement.objects.filter(
            enrolment__pupil_id=OuterRef("pupil_id"), class_group=group, period__contains=OuterRef("first_day")
        )
        return records.filter(Exists(placed))
