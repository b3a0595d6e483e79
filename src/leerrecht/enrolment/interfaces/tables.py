"""Lists of pupils and classes."""

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from leerrecht.enrolment.models import Enrolment
from leerrecht.organisations.domain.periods import in_words, last_day
from leerrecht.ui.tables import NumberColumn, Table


class PupilTable(Table):
    caption = _("Leerlingen")
    name = tables.LinkColumn(
        "pupil",
        args=[tables.A("pupil_id")],
        verbose_name=_("Naam"),
        accessor="pupil",
        order_by=("pupil__sort_key", "pupil_id"),
    )
    birth_date = tables.Column(verbose_name=_("Geboren op"), accessor="pupil__birth_date")
    class_name = tables.Column(verbose_name=_("Klas"), order_by=("class_name", "pupil__sort_key"))
    level = tables.Column(verbose_name=_("Niveau"))
    school = tables.Column(verbose_name=_("School"), accessor="school__name")
    number = tables.Column(verbose_name=_("Leerlingnummer"))
    period = tables.Column(verbose_name=_("Ingeschreven"), orderable=False)

    class Meta(Table.Meta):
        empty_text = _("Geen leerlingen gevonden.")

    def render_name(self, record: Enrolment) -> str:
        return f"{record.pupil.last_name} {record.pupil.first_name}"

    def render_birth_date(self, value: Any) -> str:
        return in_words(value)

    def render_period(self, value: Any) -> str:
        last = last_day(value)
        return f"{in_words(value.lower)} – {in_words(last)}" if last else in_words(value.lower)


class ClassTable(Table):
    caption = _("Klassen")
    name = tables.LinkColumn("class", args=[tables.A("pk")], verbose_name=_("Klas"))
    grade = NumberColumn(verbose_name=_("Leerjaar"))
    school = tables.Column(verbose_name=_("School"), accessor="school__name")
    location = tables.Column(verbose_name=_("Vestigingsplaats"))
    pupil_count = NumberColumn(verbose_name=_("Leerlingen vandaag"))

    class Meta(Table.Meta):
        empty_text = _("Nog geen klassen in dit schooljaar.")
