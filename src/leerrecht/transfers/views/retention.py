"""Until when something is kept, and deciding on destruction."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.requests import SignedRequest
from leerrecht.people.models import Pupil
from leerrecht.transfers.domain import retention
from leerrecht.transfers.domain.queries import retention as queries
from leerrecht.transfers.interfaces.forms import KeepForm
from leerrecht.transfers.models import DestructionLine, DestructionList
from leerrecht.ui.asking import ask_then_do

PAGE = 100
form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def pupil_retention(request: SignedRequest, pk: int) -> HttpResponse:
    """Until when each record of a pupil is kept that the reader may see; the look is logged."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    log.record(
        by=by, act=acts.RETENTION_VIEW, on=pupil, pupil_id=pupil.pk, why=policy.ground_of(by, acts.CASE_VIEW, pupil)
    )  # fmt: skip
    return render(request, "transfers/pupil_retention.html", {"pupil": pupil, "lines": queries.kept_until(by, pupil)})


@login_required
@require_GET
def destruction_list(request: SignedRequest) -> HttpResponse:
    """Lists to decide on, and proofs of what is gone."""
    return render(request, "transfers/destruction_list.html", {"lists": queries.lists_of(request.principal)})


@login_required
@require_GET
def destruction(request: SignedRequest, pk: int) -> HttpResponse:
    """One list, record by record without content; the look is logged for each pupil on the page."""
    by = request.principal
    found = policy.find(DestructionList, pk, by=by, act=acts.RETENTION_DECIDE)
    page = Paginator(queries.lines_of(by, found), PAGE).get_page(request.GET.get("pagina"))
    lines = list(page.object_list)
    log.record_list(
        by=by, act="retention.look", kind=found._meta.label_lower, compartments=(),
        shown=[(line.pupil_id, found.organisation_id) for line in lines],
    )  # fmt: skip
    context = {"found": found, "page": page, "lines": queries.in_words(lines), "proof": getattr(found, "proof", None)}
    return render(request, "transfers/destruction.html", context)


@login_required
@form_view
def keep(request: SignedRequest, pk: int) -> HttpResponse:
    """Not this one, for now."""
    by = request.principal
    line = policy.find(DestructionLine, pk, by=by, act=acts.RETENTION_DECIDE)
    back = reverse("destruction", args=[line.list_id])
    form = KeepForm(request.POST or None)
    if form.is_valid() and form.attempt(retention.keep, by=by, line=line, **form.cleaned_data):
        messages.success(request, _("Dit blijft bewaard."))
        return redirect(back)
    log.record(
        by=by, act="retention.look", on=line, pupil_id=line.pupil_id, organisation_id=line.list.organisation_id,
        why=by.why(acts.RETENTION_DECIDE),
    )  # fmt: skip
    (shown,) = queries.in_words([line])
    context = {
        "form": form, "title": _("Toch bewaren"), "lead": f"{shown.pupil}: {shown.what}", "cancel": back,
        "submit": _("Bewaren"),
    }  # fmt: skip
    return render(request, "transfers/form.html", context)


@login_required
@form_view
def decide(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask, then decide: what is not kept, is destroyed."""
    by = request.principal
    found = policy.find(DestructionList, pk, by=by, act=acts.RETENTION_DECIDE)
    number = found.lines.filter(kept_until=None).count()
    return ask_then_do(
        request, lambda: retention.decide(by=by, found=found), title=_("Vernietigen"),
        lead=_("%(number)d stukken verdwijnen, met bestanden en vroegere versies. Dit kan niet teruggenomen worden.")
        % {"number": number},
        done=_("De vernietiging begint nu. Daarna staat hier het bewijs."),
        back=reverse("destruction", args=[found.pk]),
    )  # fmt: skip
