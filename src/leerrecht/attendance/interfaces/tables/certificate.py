"""The certificates of a school as a table."""

from typing import Any

import django_tables2
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from leerrecht.attendance.models import Certificate, CertificateKind
from leerrecht.ui.tables import Table


class CertificateTable(Table):
    caption = _("Attesten")
    pupil = django_tables2.Column(
        verbose_name=_("Leerling"), order_by="sort_key", linkify=("pupil", (django_tables2.A("pupil_id"),))
    )
    class_name = django_tables2.Column(verbose_name=_("Klas"))
    school = django_tables2.Column(verbose_name=_("School"), order_by="school__name")
    kind = django_tables2.Column(verbose_name=_("Soort"), linkify=("certificate", (django_tables2.A("pk"),)))
    first_day = django_tables2.DateColumn(verbose_name=_("Van"), format="D d/m/Y")
    last_day = django_tables2.DateColumn(verbose_name=_("Tot en met"), format="D d/m/Y")
    state = django_tables2.Column(verbose_name=_("Stand"), empty_values=(), orderable=False)
    scan_name = django_tables2.Column(verbose_name=_("Scan"), empty_values=(), orderable=False)

    def render_kind(self, record: Certificate) -> str:
        return record.get_kind_display()

    def render_state(self, record: Certificate) -> Any:
        if record.withdrawn_at is not None:
            return format_html('<span class="tag tag-bad">{}</span>', _("ingetrokken"))
        if record.doubtful or record.kind == CertificateKind.DIXIT:
            return format_html('<span class="tag tag-warn">{}</span>', _("twijfelachtig"))
        return _("geldig")

    def render_scan_name(self, value: str | None) -> Any:
        return _("scan") if value else _("geen scan")
