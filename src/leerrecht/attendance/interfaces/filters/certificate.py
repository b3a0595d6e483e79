"""The filter above the list of certificates."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from leerrecht.attendance.interfaces.filters.base import DateFilter, OverCertificates
from leerrecht.attendance.models import CertificateKind

YES, NO = "ja", "nee"


class CertificateFilter(OverCertificates):
    """Over certificates of :func:`leerrecht.attendance.domain.queries.certificates.certificates`."""

    naam = django_filters.CharFilter(label=_("Naam"), method="named")
    soort = django_filters.ChoiceFilter(
        label=_("Soort"), field_name="kind", choices=CertificateKind.choices, empty_label=_("alle soorten")
    )
    van = DateFilter(label=_("Dekt een dag vanaf"), field_name="last_day", lookup_expr="gte")
    tot = DateFilter(label=_("Dekt een dag tot en met"), field_name="first_day", lookup_expr="lte")
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
        label=_("Toon ook ingetrokken attesten"), method="later", widget=forms.CheckboxInput
    )

    @property
    def records(self) -> "QuerySet[Any]":
        """What was asked for; withdrawn ones only where they are asked for."""
        found: QuerySet[Any] = self.qs
        return found if self.chosen.get("ingetrokken") else found.filter(withdrawn_at=None)

    def doubted(self, records: "QuerySet[Any]", _name: str, value: str) -> "QuerySet[Any]":
        doubtful = Q(doubtful=True) | Q(kind=CertificateKind.DIXIT)
        return records.filter(doubtful if value == YES else ~doubtful)

    def scanned(self, records: "QuerySet[Any]", _name: str, value: str) -> "QuerySet[Any]":
        return records.filter(scan__isnull=value == NO)
