"""The certificates of a school: who, what kind, from when to when, doubtful or not, with a scan or not."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django_tables2 import RequestConfig

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.requests import SignedRequest
from leerrecht.attendance.domain.certificates import COMPARTMENT
from leerrecht.attendance.domain.queries.certificates import certificates
from leerrecht.attendance.interfaces.filters.certificate import CertificateFilter
from leerrecht.attendance.interfaces.tables.certificate import CertificateTable

PER_PAGE = 50


@login_required
@require_GET
def certificate_list(request: SignedRequest) -> HttpResponse:
    """Filter, sort, page; each look is logged with how many certificates were shown."""
    principal = request.principal
    if not principal.can(acts.CERTIFICATE_VIEW):
        raise policy.Denied(_("Uw functie laat het bekijken van attesten niet toe."))
    found = CertificateFilter(
        request.GET or None,
        certificates(to=principal),
        principal=principal,
        act=acts.CERTIFICATE_VIEW,
        year=law.school_year(timezone.localdate()),
    )
    table = CertificateTable(found.records)
    if not found.several:
        table.exclude = ("school",)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    log.record_list(
        by=principal,
        act="certificate.list",
        kind="attendance.certificate",
        shown=[(row.record.pupil_id, row.record.school_id) for row in table.page.object_list],
        compartments=[COMPARTMENT],
        why=principal.why(acts.CERTIFICATE_VIEW),
    )
    return render(
        request,
        "attendance/certificate_list.html",
        {
            "table": table,
            "filter": found,
            "number": table.page.paginator.count,
            "filtered": bool(found.chosen and any(found.chosen.values())),
        },
    )
