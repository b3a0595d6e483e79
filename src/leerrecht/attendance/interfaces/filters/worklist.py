"""Filters of the worklists; list and export use the same one."""

from typing import Any

import django_filters
from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from leerrecht.attendance.interfaces.filters.base import DateFilter, OverCertificates, ScopedFilter
from leerrecht.enrolment.models import ClassGroup


class RegisterFilter(ScopedFilter):
    """Over classes. Half-days are no rows here: the view passes the dates on."""

    van = DateFilter(label=_("Van"), method="later")
    tot = DateFilter(label=_("Tot en met"), method="later")

    def of_class(self, records: "QuerySet[Any]", _name: str, group: ClassGroup) -> "QuerySet[Any]":
        return records.filter(pk=group.pk)


class AbsenceFilter(ScopedFilter):
    """Over half-days. The day is asked of whole absences, so the view applies it."""

    naam = django_filters.CharFilter(label=_("Naam"), method="named")
    dag = DateFilter(label=_("Afwezig op"), method="later")
    ouder = django_filters.NumberFilter(
        label=_("Minstens zoveel dagen oud"), method="later", min_value=0, max_value=400
    )

    def of_class(self, records: "QuerySet[Any]", _name: str, group: ClassGroup) -> "QuerySet[Any]":
        # One join: a pupil sits in one class at a time, so no half-day comes twice.
        return records.filter(
            enrolment__placements__class_group=group, enrolment__placements__period__contains=F("date")
        )


class NoteFilter(OverCertificates):
    """Over certificates. Which note is the fourth depends on all of them, so the view applies class and day."""

    van = DateFilter(label=_("Van"), method="later")
    tot = DateFilter(label=_("Tot en met"), method="later")
    alle = django_filters.BooleanFilter(
        label=_("Toon ook waarvoor de brief al verstuurd is"), method="later", widget=forms.CheckboxInput
    )
