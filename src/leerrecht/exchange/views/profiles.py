"""Mapping profiles on screen: made for a file that waits, kept by name, thrown away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.exchange.domain import mapping, packages, profiles, runs
from leerrecht.exchange.domain.mapping import Profile
from leerrecht.exchange.domain.queries import files as file_queries
from leerrecht.exchange.interfaces.forms import ProfileForm
from leerrecht.exchange.models import ImportRun, MappingProfile, RunState
from leerrecht.exchange.views.imports import find_run, principal_of


@login_required
@require_http_methods(["GET", "POST"])
def import_profile(request: SignedRequest, pk: int) -> HttpResponse:
    """Say which column of the file holds what; kept by name, then the file is looked through with it."""
    principal = principal_of(request)
    run = find_run(principal, pk)
    if run.state not in (RunState.MAPPING, RunState.CHECKED) or not file_queries.is_table(run):
        return redirect("import-run", run.pk)
    try:
        form = _form(request, run)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("import-list")
    if request.method == "POST" and form.is_valid() and form.has_words:
        try:
            if run.board is not None and run.kind != mapping.SCHOOLS:
                profiles.save_profile(by=principal, board=run.board, profile=form.profile())
            runs.check_run(by=principal, run=run, profile=form.profile())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("import-run", run.pk)
    return render(request, "exchange/import_profile.html", {"run": run, "form": form})


@login_required
@require_GET
def profile_list(request: SignedRequest) -> HttpResponse:
    """The kept profiles."""
    principal = principal_of(request)
    kept = policy.visible(MappingProfile, to=principal, act=acts.IMPORT_RUN).select_related("board")
    context = {"profiles": kept.order_by("kind", "name"), "ready": packages.READY.values()}
    return render(request, "exchange/profile_list.html", context)


@login_required
@require_POST
def profile_remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Throw a profile away."""
    principal = principal_of(request)
    profile = policy.find(MappingProfile, pk, by=principal, act=acts.IMPORT_RUN)
    name = profile.name
    profiles.remove_profile(by=principal, profile=profile)
    messages.success(request, _("Profiel “%(name)s” is weg.") % {"name": name})
    return redirect("import-profiles")


def _form(request: SignedRequest, run: ImportRun) -> ProfileForm:
    """The form with the columns of the file, and the words of the column chosen for the codes."""
    headings = file_queries.headings(run)
    base = mapping.from_json(run.profile) if run.profile else _start_with(request, run, headings)
    profile = mapping.guess(base, headings)
    column = request.POST.get("column_code", "") if request.method == "POST" else profile.columns.get("code", "")
    words = file_queries.words(run, column) if run.kind == mapping.ABSENCES and column else []
    return ProfileForm(request.POST or None, profile=profile, headings=headings, words=words)


def _start_with(request: SignedRequest, run: ImportRun, headings: list[str]) -> Profile:
    """The ready-made profile that was chosen, with the columns of this file; else an empty one."""
    ready = packages.READY.get(request.GET.get("pakket", ""))
    return ready.fitted(headings) if ready is not None and ready.kind == run.kind else Profile(kind=run.kind)
