"""Importing on screen: choose a file, see how it is understood, take it or leave it."""

import csv
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.documents.interfaces.limits import takes_upload
from leerrecht.exchange.domain import mapping, reasons, runs, sources
from leerrecht.exchange.domain.queries import files as file_queries
from leerrecht.exchange.interfaces.forms import ImportForm, SchoolsForm
from leerrecht.exchange.models import ImportRun, MappingProfile, RefusedRow, RunState
from leerrecht.organisations.models import School
from leerrecht.ui.downloads import harmless

_RUNS_A_PAGE = 20
_ROWS_A_PAGE = 50
_BUSY = (RunState.CHECKING, RunState.TAKING)


@takes_upload(settings.MAX_IMPORT_BYTES)
@login_required
@require_http_methods(["GET", "POST"])
def import_list(request: SignedRequest) -> HttpResponse:
    """Start an import; the earlier ones beneath."""
    principal = principal_of(request)
    form = _import_form(request, principal) if principal.can(acts.IMPORT_RUN) else None
    schools_form = _schools_form(request) if principal.can(acts.ORGANISATION_CREATE) else None
    if form is not None and form.is_bound and form.is_valid():
        run = _start(principal, form)
        if run is not None:
            return _next(run, form.ready_key)
    if schools_form is not None and schools_form.is_bound and schools_form.is_valid():
        run = _start_schools(principal, schools_form)
        if run is not None:
            return _next(run)
    earlier = _runs(principal).select_related("school")
    return render(
        request,
        "exchange/import_list.html",
        {
            "form": form,
            "schools_form": schools_form,
            "page": Paginator(earlier, _RUNS_A_PAGE).get_page(request.GET.get("pagina")),
        },
    )


@login_required
@require_GET
def import_run(request: SignedRequest, pk: int) -> HttpResponse:
    """One import: how far it is, how it is understood, or what became of it."""
    principal = principal_of(request)
    run = find_run(principal, pk)
    if run.state == RunState.MAPPING:
        return redirect("import-profile", run.pk)
    refused = policy.visible(RefusedRow, to=principal, act=runs.act_of(principal)).filter(run=run)
    changes = file_queries.changes(run, to=principal, act=runs.act_of(principal))
    counts: dict[str, Any] = run.counts or {}
    refused_for: dict[str, int] = counts.get("geweigerd", {})
    labels = reasons.reason_labels()
    return render(
        request,
        "exchange/import_run.html",
        {
            "run": run,
            "busy": run.state in _BUSY,
            "counts": counts,
            "unit": _unit(run),
            "reasons": [(labels[key], number) for key in reasons.REASONS if (number := refused_for.get(key))],
            "refusals": sum(refused_for.values()),
            "kept_rows": runs.KEPT_ROWS,
            "preview": file_queries.preview(run) if run.state == RunState.CHECKED else None,
            "has_columns": run.state == RunState.CHECKED and file_queries.is_table(run),
            "by_pupil": run.kind in file_queries.BY_PUPIL and run.state in (RunState.CHECKED, RunState.DONE),
            "changed": file_queries.numbers(changes),
            "may_appoint": run.school is not None and sources.may_appoint(principal, run.school),
            "changes": Paginator(changes, _ROWS_A_PAGE).get_page(request.GET.get("w")),
            "page": Paginator(refused, _ROWS_A_PAGE).get_page(request.GET.get("pagina")),
        },
    )


@login_required
@require_GET
def import_progress(request: SignedRequest, pk: int) -> HttpResponse:
    """The bar alone, asked for by the page every second; tells the page to load anew when the work is done."""
    run = find_run(principal_of(request), pk)
    response = render(request, "exchange/progress.html", {"run": run, "busy": run.state in _BUSY})
    if run.state not in _BUSY:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def import_take(request: SignedRequest, pk: int) -> HttpResponse:
    """Import all good rows, or all rows or none."""
    principal = principal_of(request)
    run = find_run(principal, pk)
    try:
        runs.take_run(
            by=principal, run=run, all_or_nothing="alles" in request.POST,
            end_missing="ontbrekenden" in request.POST, with_staff="medewerkers" in request.POST,
        )  # fmt: skip
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("import-run", run.pk)


@login_required
@require_POST
def import_drop(request: SignedRequest, pk: int) -> HttpResponse:
    """Throw away what was looked through and not taken."""
    principal = principal_of(request)
    try:
        runs.drop_run(by=principal, run=find_run(principal, pk))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("import-run", pk)
    messages.success(request, _("Het bestand is weg; er is niets opgenomen."))
    return redirect("import-list")


@login_required
@require_GET
def import_refused(request: SignedRequest, pk: int) -> HttpResponse:
    """The refused rows as a CSV file that spreadsheets open."""
    principal = principal_of(request)
    run = find_run(principal, pk)
    refused = policy.visible(RefusedRow, to=principal, act=runs.act_of(principal)).filter(run=run)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="geweigerd-{run.pk}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    writer.writerow(["Rij", "Reden", "Uitleg", "Inhoud"])
    for row in refused:
        writer.writerow([row.row, row.reason, harmless(row.explanation), harmless(row.content)])
    log.record(by=principal, act="import.refused", on=run, organisation_id=run.school_id)
    return response


def principal_of(request: SignedRequest) -> Principal:
    """The principal of a request, who may import somewhere; else refused."""
    principal = request.principal
    if not (principal.can(acts.IMPORT_RUN) or principal.can(acts.ORGANISATION_CREATE)):
        raise policy.Denied(_("Uw functie laat niet toe om bestanden in te voeren."))
    return principal


def find_run(principal: Principal, pk: int) -> ImportRun:
    return policy.find(ImportRun, pk, by=principal, act=runs.act_of(principal))


def _runs(principal: Principal) -> "QuerySet[ImportRun]":
    return policy.visible(ImportRun, to=principal, act=runs.act_of(principal))


def _unit(run: ImportRun) -> str:
    if run.kind == mapping.ROSTER:
        return _("personen")
    return _("halve dagen") if run.kind == mapping.ABSENCES else run.get_kind_display()


def _import_form(request: SignedRequest, principal: Principal) -> ImportForm:
    mine = request.method == "POST" and "kind" in request.POST
    return ImportForm(
        request.POST if mine else None,
        request.FILES if mine else None,
        schools=policy.visible(School, to=principal, act=acts.IMPORT_RUN).order_by("name"),
        profiles=policy.visible(MappingProfile, to=principal, act=acts.IMPORT_RUN),
    )


def _schools_form(request: SignedRequest) -> SchoolsForm:
    mine = request.method == "POST" and "board" in request.POST
    return SchoolsForm(request.POST if mine else None, request.FILES if mine else None, auto_id="scholen_%s")


def _start(principal: Principal, form: ImportForm) -> ImportRun | None:
    file = form.cleaned_data["file"]
    try:
        return runs.start_run(
            by=principal,
            kind=form.cleaned_data["kind"],
            stream=file.file,
            name=file.name,
            profile=form.chosen_profile(),
            school=form.cleaned_data["school"],
            map_first=form.wants_new_profile,
        )
    except ValidationError as error:
        _show(form, error)
        return None


def _start_schools(principal: Principal, form: SchoolsForm) -> ImportRun | None:
    file = form.cleaned_data["file"]
    try:
        return runs.start_run(
            by=principal,
            kind=mapping.SCHOOLS,
            stream=file.file,
            name=file.name,
            profile=None,
            board_name=form.cleaned_data["board"],
        )
    except ValidationError as error:
        _show(form, error)
        return None


def _show(form: Form, error: ValidationError) -> None:
    form.add_error("file", " ".join(error.messages))


def _next(run: ImportRun, ready: str = "") -> HttpResponse:
    if run.state != RunState.MAPPING:
        return redirect("import-run", run.pk)
    address = reverse("import-profile", args=[run.pk])
    return redirect(f"{address}?{urlencode({'pakket': ready})}" if ready else address)
