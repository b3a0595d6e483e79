"""The filters of the list of pupils (the same for the screen and the export) and of the list of schools."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext_lazy as _

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.enrolment.domain.queries.calendar import current_school_year
from leerrecht.enrolment.interfaces.choosing import SCHOOL_FIRST, of_chosen_school
from leerrecht.enrolment.models import ClassGroup, Enrolment, Level, Placement
from leerrecht.organisations.models import School
from leerrecht.people.domain.queries.pupils import search
from leerrecht.people.models import Pupil, PupilNumber


class SchoolFilter(forms.Form):
    """Schools by words of their name, of their board or of those with which they act as one, or by number."""

    is_filter = True
    q = forms.CharField(
        label=_("Naam, nummer of bestuur"), required=False, max_length=80,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )  # fmt: skip

    def rows(self, found: QuerySet[School]) -> QuerySet[School]:
        """Those that fit every word; none where the filter is wrong."""
        if not self.is_valid():
            return found.none()
        for word in self.cleaned_data["q"].split():
            named = Q(name__icontains=word) | Q(board__name__icontains=word) | Q(group__name__icontains=word)
            found = found.filter(named | Q(number__startswith=word))
        return found


class PupilFilter(forms.Form):
    """Who is on the list: by name or number, school, class, level, and when enrolled."""

    is_filter = True
    q = forms.CharField(
        label=_("Naam of nummer"),
        required=False,
        max_length=80,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    school = forms.ModelChoiceField(School.objects.none(), label=_("School"), required=False, empty_label=_("alle"))
    class_group = forms.ModelChoiceField(
        ClassGroup.objects.none(), label=_("Klas"), required=False, empty_label=_("alle")
    )
    level = forms.ChoiceField(label=_("Niveau"), required=False, choices=[("", _("alle")), *Level.choices])
    when = forms.ChoiceField(
        label=_("Ingeschreven"),
        required=False,
        choices=[("", _("vandaag")), ("jaar", _("dit schooljaar")), ("ooit", _("ooit"))],
    )

    def __init__(self, data: Any, *, by: Principal, on: date, act: str = acts.PUPIL_VIEW) -> None:
        number = len(by.schools(act))
        classes = policy.visible(ClassGroup, to=by, act=act).filter(school_year=current_school_year(on))
        asked = of_chosen_school(data, classes, schools=number, name="class_group")
        super().__init__(asked.data)
        self.by, self.on, self.act = by, on, act
        schools: Any = self.fields["school"]
        if number > 1:
            schools.queryset = policy.visible(School, to=by, act=act).order_by("name")
        else:
            del self.fields["school"]
        group: Any = self.fields["class_group"]
        group.queryset = asked.classes
        if asked.school_first:
            group.empty_label = SCHOOL_FIRST

    def rows(self) -> QuerySet[Enrolment]:
        """Visible enrolments that fit, with ``class_name`` and ``number``; none where the filter is wrong."""
        found = policy.visible(Enrolment, to=self.by, act=self.act).filter(pupil__merged_into=None)
        if not self.is_valid():
            return found.none()
        chosen = self.cleaned_data
        found = self._enrolled(found, chosen["when"])
        if chosen.get("school"):
            found = found.filter(school=chosen["school"])
        if chosen["class_group"]:
            found = found.filter(placements__class_group=chosen["class_group"], placements__period__contains=self.on)
        if chosen["level"]:
            found = found.filter(level=chosen["level"])
        return self._searched(_with_words(found), chosen["q"])

    def _enrolled(self, found: QuerySet[Enrolment], when: str) -> QuerySet[Enrolment]:
        if when == "ooit":
            return found
        if when == "jaar":
            return found.filter(school_year=current_school_year(self.on))
        return found.filter(period__contains=self.on)

    def _searched(self, found: QuerySet[Enrolment], text: str) -> QuerySet[Enrolment]:
        if not text.strip():
            return found.order_by("pupil__sort_key", "pupil_id", "-period")
        among = Pupil.objects.filter(pk__in=found.order_by().values("pupil"))
        ids = search(self.by, text, act=self.act, pupils=among)
        place = Func(
            Value(ids, output_field=ArrayField(BigIntegerField())),
            F("pupil_id"),
            function="array_position",
            output_field=BigIntegerField(),
        )
        return found.filter(pupil__in=ids).order_by(place, "-period")


def _with_words(found: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """The latest class of each enrolment and the number of the pupil at the board of the school."""
    latest = Placement.objects.filter(enrolment=OuterRef("pk")).order_by("-period")
    numbers = PupilNumber.objects.filter(pupil=OuterRef("pupil_id"), board=OuterRef("school__board_id")).order_by("pk")
    return found.select_related("pupil", "school").annotate(
        class_name=Subquery(latest.values("class_group__name")[:1]),
        class_id=Subquery(latest.values("class_group_id")[:1]),
        number=Subquery(numbers.values("number")[:1]),
    )
