"""The register: the list, one pupil, what people say of it, and figures."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.requests import SignedRequest
from leerrecht.people.models import Pupil
from leerrecht.thuiszitters.domain import keeping
from leerrecht.thuiszitters.domain.queries import figures, register
from leerrecht.thuiszitters.domain.queries.pupil import of_pupil, open_record
from leerrecht.thuiszitters.domain.staff import names_of, names_of_all
from leerrecht.thuiszitters.interfaces import exporters
from leerrecht.thuiszitters.interfaces.forms import EndForm, FollowForm, NoteForm, RegisterForm, SaidForm, TogetherForm
from leerrecht.ui.downloads import KINDS, table_response

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """Who gets no or not full education now: of the school, or of all schools of the CLB and of no school at all."""
    by = request.principal
    if not by.can(acts.SITTER_VIEW):
        if by.can(acts.SITTER_FIGURES):
            return redirect("thuis-figures")
        raise policy.Denied(_("Uw functie laat dit niet toe."))
    schools = register.schools(to=by)
    form = RegisterForm(request.GET, schools=schools)
    filters = form.chosen()
    page, lines = register.register(to=by, on=by.on, filters=filters, page=request.GET.get("pagina", "1"))
    context = {
        "form": form, "page": page, "lines": lines, "counts": register.counts(to=by), "today": by.on,
        "narrowed": replace(filters, order="") != register.Filters(), "several": len(schools) > 1,
        "may_keep": by.can(acts.SITTER_KEEP),
        "ended": filters.state == register.ENDED, "may_export": by.can(acts.EXPORT_RUN),
    }  # fmt: skip
    return render(request, "thuiszitters/register.html", context)


@login_required
@require_GET
def export(request: SignedRequest) -> HttpResponse:
    """The list as narrowed on screen, as CSV or XLSX."""
    by = request.principal
    if not (by.can(acts.SITTER_VIEW) and by.can(acts.EXPORT_RUN)):
        raise policy.Denied(_("Uw functie laat het uitvoeren van lijsten niet toe."))
    kind = request.GET.get("vorm", "csv")
    if kind not in KINDS:
        raise Http404(_("Zo'n bestand is er niet."))
    filters = RegisterForm(request.GET, schools=register.schools(to=by)).chosen()
    lines = register.all_lines(to=by, on=by.on, filters=filters)
    log.record(by=by, act=acts.EXPORT_RUN, kind="thuiszitters.thuiszitter", detail={"pupils": len(lines)})
    return table_response(f"thuiszitters-{by.on.isoformat()}", kind, exporters.heads(), exporters.rows(lines))


@login_required
@form_view
def together(request: SignedRequest) -> HttpResponse:
    """Who is on it and what comes next, for all who were ticked on the list."""
    by = request.principal
    if not by.can(acts.SITTER_KEEP):
        raise policy.Denied(_("Uw functie laat dit niet toe."))
    keys = (request.POST if request.method == "POST" else request.GET).getlist("lijn")
    lines = register.chosen(to=by, on=by.on, keys=keys)
    if not lines:
        messages.info(request, _("Vink op de lijst eerst aan voor wie dit geldt."))
        return redirect("thuis-list")
    records = [line.record for line in lines]
    form = TogetherForm(request.POST or None, people=names_of_all(records, by.on))
    if form.is_valid() and form.attempt(keeping.follow_together, by=by, records=records, **form.given()):
        messages.success(request, _("Bewaard voor %(n)d leerlingen.") % {"n": len(records)})
        return redirect("thuis-list")
    return render(request, "thuiszitters/together.html", {"form": form, "lines": lines})


@login_required
@require_GET
def pupil(request: SignedRequest, pk: int) -> HttpResponse:
    """One pupil: what was found and why, beside what people said of it."""
    by = request.principal
    found = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    if not by.can(acts.SITTER_VIEW):
        raise policy.missing(Pupil)
    context = {"pupil": found, "page": of_pupil(found, to=by, on=by.on), "today": by.on}
    return render(request, "thuiszitters/pupil.html", context)


@login_required
@form_view
def judge(request: SignedRequest, pk: str) -> HttpResponse:
    """It is right, right but otherwise, or wrong and why."""
    record = open_record(pk, by=request.principal)
    form = SaidForm(request.POST or None)
    if form.is_valid() and form.attempt(keeping.judge, by=request.principal, record=record, said=form.said()):
        messages.success(request, _("Bewaard. Wat gevonden werd en wat u zegt, staan naast elkaar."))
        return redirect("thuis-pupil", record.pupil_id)
    return _form(request, form, record.pupil, _("Klopt het?"), record=record)


@login_required
@form_view
def follow(request: SignedRequest, pk: str) -> HttpResponse:
    """Who is on it, the last contact, what the pupil gets meanwhile, and the next step."""
    by = request.principal
    record = open_record(pk, by=by)
    people = names_of(record, by.on)
    initial: dict[str, Any] = {
        "lead": next((key for key, name in people if name == record.lead), None), "next_step": record.next_step,
        "next_on": record.next_on, "contact_on": record.contact_on, "contact_how": record.contact_how,
        "alternative": record.own_alternative, "hours": record.own_hours,
    }  # fmt: skip
    form = FollowForm(request.POST or None, people=people, initial=initial)
    if form.is_valid() and form.attempt(keeping.follow_up, by=by, record=record, following=form.following()):
        messages.success(request, _("De opvolging is bewaard."))
        return redirect("thuis-pupil", record.pupil_id)
    return _form(request, form, record.pupil, _("Opvolgen"), record=record)


@login_required
@form_view
def end(request: SignedRequest, pk: str) -> HttpResponse:
    """It is over: how."""
    by = request.principal
    record = open_record(pk, by=by)
    form = EndForm(request.POST or None, initial={"on": by.on})
    if form.is_valid() and form.attempt(keeping.close, by=by, record=record, **form.cleaned_data):
        messages.success(request, _("Geëindigd. Deze lijn blijft bewaard bij wat voorbij is."))
        return redirect("thuis-pupil", record.pupil_id)
    return _form(request, form, record.pupil, _("Niet meer thuis"), record=record)


@login_required
@form_view
def new(request: SignedRequest, pk: int) -> HttpResponse:
    """A pupil whom the register did not find."""
    by = request.principal
    found = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    if not by.can(acts.SITTER_KEEP):
        raise policy.missing(Pupil)
    form = NoteForm(request.POST or None)
    if form.is_valid() and form.attempt(
        keeping.note_sitter, by=by, pupil=found, since=form.cleaned_data["since"], said=form.said()
    ):
        messages.success(request, _("De leerling staat nu in het register."))
        return redirect("thuis-pupil", found.pk)
    return _form(request, form, found, _("In het register zetten"))


@login_required
@require_GET
def numbers(request: SignedRequest) -> HttpResponse:
    """Counts, without names."""
    by = request.principal
    context = {"figures": figures.figures(to=by, on=by.on), "today": by.on}
    return render(request, "thuiszitters/figures.html", context)


def _form(request: SignedRequest, form: Any, pupil: Pupil, title: str, **context: Any) -> HttpResponse:
    back = reverse("thuis-pupil", args=[pupil.pk])
    return render(
        request, "thuiszitters/form.html", {"form": form, "pupil": pupil, "title": title, "back": back, **context}
    )  # fmt: skip
