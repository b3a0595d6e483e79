"""The filter above the list of certificates."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from leerrecht.attendance.interfaces.filters.worklist import _DateFilter, _Scoped
from leerrecht.attendance.models import CertificateKind
from leerrecht.enrolment.models import ClassGroup, Placement

YES, NO = "ja", "nee"


class CertificateFilter(_Scoped):
    """Over certificates of :func:`leerrecht.attendance.domain.queries.certificates.certificates`."""

    naam = django_filters.CharFilter(label=_("Naam"), method="named")
    soort = django_filters.ChoiceFilter(
        label=_("Soort"), field_name="kind", choices=CertificateKind.choices, empty_label=_("alle soorten")
    )
    van = _DateFilter(label=_("Dekt een dag vanaf"), field_name="last_day", lookup_expr="gte")
    tot = _DateFilter(label=_("Dekt een dag tot en met"), field_name="first_day", lookup_expr="lte")
    twijfel = django_filters.ChoiceFilter(
        label=_("Twijfelachtig"),
        method="doubted",
        choices=[(YES, _("alleen twijfelachtige")), (NO, _("alleen zekere"))],
        empty_label=_("maakt niet uit"),
    )
    scan = django_filters.ChoiceFilter(
        label=_("Scan"),
        method="scanned",
        choices=[(YES, _("met scan")), (NO, _("zonder scan"))],
        empty_label=_("maakt niet uit"),
    )
    ingetrokken = django_filters.BooleanFilter(
        label=_("Toon ook ingetrokken attesten"), method="unfiltered", widget=forms.CheckboxInput
    )

    @property
    def records(self) -> "QuerySet[Any]":
        """What was asked for; withdrawn ones only where they are asked for."""
        found: QuerySet[Any] = self.qs
        return found if self.chosen.get("ingetrokken") else found.filter(withdrawn_at=None)

    def of_class(self, records: "QuerySet[Any]", _name: str, group: ClassGroup) -> "QuerySet[Any]":
        placed = Placement.objects.filter(
            enrolment__pupil_id=OuterRef("pupil_id"), class_group=group, period__contains=OuterRef("first_day")
        )
        return records.filter(Exists(placed))

    def named(self, records: "QuerySet[Any]", _name: str, text: str) -> "QuerySet[Any]":
        condition = Q()
        for word in text.split():
            condition &= Q(pupil__last_name__icontains=word) | Q(pupil__first_name__icontains=word)
        return records.filter(condition)

    def doubted(self, records: "QuerySet[Any]", _name: str, value: str) -> "QuerySet[Any]":
        doubtful = Q(doubtful=True) | Q(kind=CertificateKind.DIXIT)
        return records.filter(doubtful if value == YES else ~doubtful)

    def scanned(self, records: "QuerySet[Any]", _name: str, value: str) -> "QuerySet[Any]":
        return records.filter(scan__isnull=value == NO)

    def unfiltered(self, records: "QuerySet[Any]", _name: str, _value: Any) -> "QuerySet[Any]":
        return records
