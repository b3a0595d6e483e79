"""The list of pupils, its export, and a new pupil."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_tables2 import RequestConfig

from leerrecht.access import acts
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest, allowed
from leerrecht.enrolment import domain
from leerrecht.enrolment.interfaces.exporters import pupils_csv
from leerrecht.enrolment.interfaces.filters import PupilFilter
from leerrecht.enrolment.interfaces.forms import NewPupilForm
from leerrecht.enrolment.interfaces.tables import PupilTable
from leerrecht.organisations.domain.sources import ENROLMENTS, package_for
from leerrecht.people.domain.queries.pupils import same_child
from leerrecht.people.models import Pupil

PER_PAGE = 50


@login_required
@require_GET
def pupil_list(request: SignedRequest) -> HttpResponse:
    """Pupils that the user may see: search, filter, sort."""
    by = allowed(request, acts.PUPIL_VIEW)
    form = PupilFilter(request.GET, by=by, on=timezone.localdate())
    hidden = [] if request.GET.get("when") else ["period"]
    if len(by.schools(acts.PUPIL_VIEW)) < 2:  # noqa: PLR2004 - a column that says the same on each row
        hidden.append("school")
    table = PupilTable(form.rows(), exclude=hidden)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return render(request, "enrolment/pupil_list.html", {"filter": form, "table": table})


@login_required
@require_GET
def pupil_export(request: SignedRequest) -> HttpResponseBase:
    """The list as CSV: the same filter, for the schools at which the user may export."""
    by = allowed(request, acts.EXPORT_RUN)
    rows = list(PupilFilter(request.GET, by=by, on=timezone.localdate(), act=acts.EXPORT_RUN).rows())
    log.record(by=by, act=acts.EXPORT_RUN, kind="people.pupil", detail={"rows": len(rows), "what": "leerlingen"})
    response = StreamingHttpResponse(pupils_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="leerlingen.csv"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def pupil_new(request: SignedRequest) -> HttpResponse:
    """A child that comes to the school."""
    by = allowed(request, acts.PUPIL_EDIT)
    form = NewPupilForm(request.POST or None, by=by)
    twins: list[Pupil] = []
    if form.is_valid():
        form.from_package(package_for(ENROLMENTS, [form.cleaned_data["school"].pk]), "first_day")
        twins = _twins(by, form)
        if twins:
            form.ask_twin()
            form.add_error(None, _("Er is al een leerling met deze naam en geboortedatum. Kijk eerst hieronder."))
        elif form.attempt(domain.admit, by=by, enrolment=form.enrolment(), **form.details()):
            pupil = form.result.pupil
            messages.success(request, _("%(pupil)s is ingeschreven.") % {"pupil": pupil})
            return redirect("pupil", pupil.pk)
    return render(request, "enrolment/pupil_new.html", {"form": form, "twins": twins})


def _twins(by: Principal, form: Any) -> list[Pupil]:
    """Visible pupils who may be the same child, unless somebody said that they are not."""
    chosen = form.cleaned_data
    if chosen.get("twin_checked"):
        return []
    return list(same_child(by, **{name: chosen[name] for name in ("first_name", "last_name", "birth_date")}))
