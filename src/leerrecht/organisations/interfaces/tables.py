"""Lists of who works where."""

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from leerrecht.access.roles import ROLES
from leerrecht.organisations.domain.periods import in_words, last_day
from leerrecht.organisations.models import Membership
from leerrecht.ui.tables import Table


class MemberTable(Table):
    caption = _("Wie waar werkt")
    name = tables.Column(
        verbose_name=_("Naam"), accessor="user", order_by=("user__last_name", "user__first_name", "pk")
    )
    username = tables.Column(verbose_name=_("Gebruikersnaam"), accessor="user__username")
    role = tables.Column(verbose_name=_("Functie"))
    organisation = tables.Column(verbose_name=_("Organisatie"), accessor="organisation__name")
    first = tables.Column(verbose_name=_("Van"), accessor="period", order_by="period")
    last = tables.Column(verbose_name=_("Tot en met"), accessor="period", orderable=False)
    end = tables.TemplateColumn(
        template_name="organisations/_member_end.html", verbose_name=_("Actie"), orderable=False
    )

    class Meta(Table.Meta):
        empty_text = _("Niemand gevonden. Wis de filter, of stel iemand aan.")

    def render_role(self, record: Membership) -> str:
        return ROLES[record.role].name

    def render_first(self, value: Any) -> str:
        return in_words(value.lower)

    def render_last(self, value: Any) -> str:
        last = last_day(value)
        return format_html("<span class='soft'>{}</span>", _("tot nader order")) if last is None else in_words(last)
