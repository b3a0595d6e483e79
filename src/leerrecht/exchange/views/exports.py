"""Exporting absences."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.exchange.domain.exporting import export_block, export_csv
from leerrecht.exchange.domain.files import Source
from leerrecht.exchange.domain.roster import archive
from leerrecht.exchange.domain.roster.writing import export_changes, export_roster
from leerrecht.exchange.interfaces.forms import CHANGED, CSV, ROSTER, ExportForm
from leerrecht.law import calendar
from leerrecht.organisations.models import School


@login_required
@require_http_methods(["GET", "POST"])
def export(request: SignedRequest) -> HttpResponseBase:
    """Choose school, period and form; the answer to the form is the file."""
    principal = request.principal
    if not principal.can(acts.EXPORT_RUN):
        raise policy.Denied(_("Uw functie laat niet toe om gegevens uit te voeren."))
    today = timezone.localdate()
    first = calendar.first_day(calendar.school_year(today))
    schools = policy.visible(School, to=principal, act=acts.EXPORT_RUN).order_by("name")
    form = ExportForm(
        request.POST or None, request.FILES or None, schools=schools, initial={"first": first, "last": today}
    )
    if form.is_valid():
        try:
            return _file(request, principal, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("since" if form.cleaned_data["form"] == CHANGED else None, error)
    return render(request, "exchange/export.html", {"form": form})


def _file(
    request: SignedRequest, principal: Principal, *, school: School, first: dt.date, last: dt.date, form: str,
    since: Any,
) -> HttpResponseBase:  # fmt: skip
    if form in (ROSTER, CHANGED):
        earlier = archive.recognise(since.file, since.name) if form == CHANGED else None
        return _roster(request, principal, school, calendar.school_year(first), earlier)
    period: dict[str, Any] = {"by": principal, "schools": [school], "first": first, "last": last}
    name = f"afwezigheden-{school.number}-{first}-{last}"
    response: HttpResponseBase
    if form == CSV:
        response = StreamingHttpResponse(_with_mark(export_csv(**period)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    exported = export_block(**period)
    if exported.left_out:
        messages.warning(
            request,
            ngettext(
                "%(number)s halve dag staat niet in de bloktekst van daarnet: dat formaat kent haar code niet, "
                "of de leerling heeft geen nummer van 10 cijfers. In de CSV staat alles.",
                "%(number)s halve dagen staan niet in de bloktekst van daarnet: dat formaat kent hun code niet, "
                "of de leerling heeft geen nummer van 10 cijfers. In de CSV staat alles.",
                exported.left_out,
            )
            % {"number": exported.left_out},
        )
    response = HttpResponse(exported.text, content_type="text/plain; charset=us-ascii")
    response["Content-Disposition"] = f'attachment; filename="{name}.txt"'
    return response


def _roster(
    request: SignedRequest, principal: Principal, school: School, year: int, since: Source | None
) -> HttpResponse:
    if since is not None:
        written = export_changes(by=principal, school=school, school_year=year, since=since)
        if not written.content:
            raise ValidationError(_("Er is niets veranderd sinds deze zip: er valt niets door te geven."))
    else:
        written = export_roster(by=principal, school=school, school_year=year)
    if written.left_out:
        messages.warning(
            request,
            ngettext(
                "%(number)s leerling staat niet in de zip van daarnet: zonder leerlingnummer of zonder klas.",
                "%(number)s leerlingen staan niet in de zip van daarnet: zonder leerlingnummer of zonder klas.",
                written.left_out,
            )
            % {"number": written.left_out},
        )
    response = HttpResponse(written.content, content_type="application/zip")
    name = f"oneroster-{school.number}-{year}" if since is None else f"oneroster-{school.number}-{year}-gewijzigd"
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response


def _with_mark(pieces: Any) -> Any:
    """The pieces with a byte order mark in front, by which spreadsheets know the encoding."""
    yield "\ufeff"
    yield from pieces
