"""The first page, the list that comes in, municipalities, numbers, and what goes out of a check."""

import datetime as dt
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.documents.domain.tables import recognise
from leerrecht.documents.interfaces.limits import takes_upload
from leerrecht.leerplicht.domain import importing, lists
from leerrecht.leerplicht.domain.queries import checks as queries
from leerrecht.leerplicht.domain.queries.children import children_for, handed
from leerrecht.leerplicht.interfaces.forms import ListForm, TownForm
from leerrecht.leerplicht.models import CheckKind, StepKind
from leerrecht.leerplicht.views.children import overview
from leerrecht.leerplicht.views.kleuters import kleuters
from leerrecht.letters.interfaces.joined import joined
from leerrecht.ui.downloads import KINDS, table_response

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def home(request: SignedRequest) -> HttpResponse:
    """The check for who leads it; the children for who follows some; numbers; or the five-year-olds of a school."""
    by = request.principal
    if by.can(acts.LEERPLICHT_KEEP):
        return render(request, "leerplicht/checks.html", {"cards": queries.cards(by), "kleuters": CheckKind.TODDLERS})
    if by.can(acts.LEERPLICHT_VIEW):
        return overview(request)
    if by.can(acts.LEERPLICHT_FIGURES):
        return figures(request)
    return kleuters(request)


@takes_upload(settings.MAX_IMPORT_BYTES)
@login_required
@form_view
def take(request: SignedRequest) -> HttpResponse:
    """A population list comes in."""
    by = request.principal
    if not by.can(acts.LEERPLICHT_KEEP):
        raise policy.Denied(_("De leerplichtcontrole leidt AGODI."))
    form = ListForm(request.POST or None, request.FILES or None)
    refused = None
    if form.is_valid():
        data = form.cleaned_data
        if form.attempt(_import, request=request, data=data):
            taken: importing.Taken = form.result
            if taken.file is not None:
                messages.success(request, _said(taken))
                if not taken.refused:
                    return redirect("leerplicht-list")
            refused = taken
    return render(request, "leerplicht/take.html", {"form": form, "taken": refused})


def _import(*, request: SignedRequest, data: dict[str, object]) -> importing.Taken:
    by = request.principal
    try:
        source = recognise(data["file"], data["file"].name)  # type: ignore[attr-defined, arg-type]
        check = importing.open_check(
            by=by, kind=str(data["kind"]), year=int(str(data["year"])), certain=int(str(data["certain"]))
        )
        return importing.import_list(by=by, check=check, source=source, good_rows=bool(data["good_rows"]))
    except ValidationError as error:
        raise error if hasattr(error, "error_dict") else ValidationError({"file": error.messages}) from error


def _said(taken: importing.Taken) -> str:
    file = taken.file
    if file is None:
        return ""
    return _("%(added)s nieuw, %(changed)s gewijzigd, %(same)s ongewijzigd, %(outside)s buiten deze controle.") % {
        "added": file.added, "changed": file.changed, "same": file.unchanged, "outside": file.outside,
    }  # fmt: skip


@login_required
@require_POST
def search(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Look anew for whoever waits."""
    by = request.principal
    check = queries.check_of(by, pk)
    found = importing.search_again(by=by, check=check)
    messages.success(
        request,
        ngettext("%(n)s kind is intussen gevonden.", "%(n)s kinderen zijn intussen gevonden.", found) % {"n": found},
    )
    return redirect("leerplicht-list")


@login_required
@require_GET
def printing(request: SignedRequest, pk: UUID, day: str, kind: str) -> HttpResponse:
    """The letters of one day in one file."""
    by = request.principal
    check, on = queries.check_of(by, pk), _day(day)
    if kind not in (StepKind.LETTER, StepKind.REMINDER):
        raise Http404
    files = children_for(by, check, on, kind)
    if not files:
        raise Http404
    response = HttpResponse(joined(files), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{kind}-{on.isoformat()}.pdf"'
    return response


@login_required
@require_GET
def handover(request: SignedRequest, pk: UUID, day: str) -> HttpResponse:
    """The names that were handed on a day to one municipality, or to Kind en Gezin, with the ground above them."""
    by = request.principal
    check, on = queries.check_of(by, pk), _day(day)
    town, kind = request.GET.get("gemeente", ""), request.GET.get("vorm", "csv")
    children = handed(by, check, on, town)
    if not children or kind not in KINDS:
        raise Http404
    made = lists.handed(by, check, children)
    above = [str(made.kind.title), str(made.kind.ground)]
    name = slugify(f"{check.kind} {town} {on.isoformat()}")
    return table_response(name, kind, made.kind.heads, made.rows, above=above)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


@login_required
@form_view
def towns(request: SignedRequest) -> HttpResponse:
    """Which postcodes belong to which municipality."""
    by = request.principal
    if not by.can(acts.LEERPLICHT_KEEP):
        raise policy.Denied(_("Welke postcodes bij een gemeente horen, zegt AGODI."))
    known = queries.towns(by)
    form = TownForm(request.POST or None, places=[place for place, _codes in known])
    if form.is_valid() and form.attempt(importing.keep_territory, by=by, **form.cleaned_data):
        messages.success(request, _("Bewaard."))
        return redirect("leerplicht-towns")
    return render(request, "leerplicht/towns.html", {"form": form, "towns": known})


@login_required
@require_GET
def figures(request: SignedRequest) -> HttpResponse:
    """Numbers by municipality."""
    return render(request, "leerplicht/figures.html", {"figures": queries.figures(request.principal)})
