"""Pages of the worklist "Wie heeft ons nodig" and of a single outcome."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.policy import Denied
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.duties.domain import closing
from leerrecht.duties.domain.looking import open_outcome
from leerrecht.duties.domain.offers import Offer, offers_for
from leerrecht.duties.domain.queries import worklist
from leerrecht.duties.domain.sharing import anonymous_casus
from leerrecht.duties.interfaces.exporters import worklist_csv
from leerrecht.duties.interfaces.forms import ActForm, DifficultyForm, FilterForm, SeenForm
from leerrecht.duties.interfaces.shown import chosen_offers, remark, shown_rows
from leerrecht.duties.models import Outcome
from leerrecht.facts.domain.facts import KNOWN, REACHED
from leerrecht.regelwijzer.interfaces.page import context_of, page_of
from leerrecht.ui.explanation import explain
from leerrecht.ui.words import ACTS


def _principal(request: SignedRequest, act: str) -> Principal:
    principal = request.principal
    if not principal.can(act):
        raise Denied(_("Uw functie laat niet toe om te zien wat er voor leerlingen moet gebeuren."))
    return principal


@login_required
@require_GET
def who(request: SignedRequest) -> HttpResponse:
    """Pupils who need somebody, most urgent first."""
    principal, today = _principal(request, acts.DUTY_VIEW), timezone.localdate()
    form = FilterForm(request.GET, principal=principal, on=today)
    filters = form.chosen()
    page, rows = worklist.worklist(to=principal, on=today, filters=filters, page=request.GET.get("pagina", "1"))
    shown = shown_rows(rows, _offers(principal, rows))
    context = {
        "form": form, "page": page, "rows": shown, "offers": chosen_offers(shown), "today": today,
        "narrowed": filters != worklist.Filters(), "may_export": principal.can(acts.EXPORT_RUN),
    }  # fmt: skip
    return render(request, "duties/worklist.html", context)


def _offers(principal: Principal, rows: list[worklist.Row]) -> dict[int, list[Offer]]:
    return offers_for(principal, [line.outcome for row in rows for line in row.lines])


@login_required
@require_GET
def settled(request: SignedRequest) -> HttpResponse:
    """What was done or seen already."""
    principal, today = _principal(request, acts.DUTY_VIEW), timezone.localdate()
    form = FilterForm(request.GET, principal=principal, on=today)
    filters = form.chosen()
    found = worklist.settled(to=principal, on=today, filters=filters)
    page = Paginator(found, worklist.PAGE_SIZE).get_page(request.GET.get("pagina", "1"))
    lines = worklist.settled_lines(list(page), to=principal)
    context = {"form": form, "page": page, "lines": lines, "narrowed": filters != worklist.Filters()}
    return render(request, "duties/settled.html", context)


@login_required
@require_GET
def export(request: SignedRequest) -> HttpResponse:
    """The worklist, as narrowed on screen, as a CSV file."""
    principal, today = _principal(request, acts.EXPORT_RUN), timezone.localdate()
    filters = FilterForm(request.GET, principal=principal, on=today).chosen()
    rows = worklist.all_rows(to=principal, on=today, filters=filters)
    log.record(by=principal, act=acts.EXPORT_RUN, kind="duties.worklist", detail={"pupils": len(rows)})
    name = _("wie-heeft-ons-nodig")
    headers = {"Content-Disposition": f'attachment; filename="{name}-{today.isoformat()}.csv"'}
    return HttpResponse(worklist_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)


@login_required
@require_GET
def outcome(request: SignedRequest, pk: int) -> HttpResponse:
    """Why do I see this: the rule, the facts, the source, and what was done."""
    principal = _principal(request, acts.DUTY_VIEW)
    opened = open_outcome(pk, by=principal, on=timezone.localdate())
    found = opened.line.outcome
    why = explain(found)
    context = {"opened": opened, "line": opened.line, "outcome": found, "tags": why.tags, "why": why}
    return render(request, "duties/outcome.html", context)


@login_required
@require_POST
def recount(request: SignedRequest, pk: int) -> HttpResponse:
    """The regelwijzer with the casus of the pupil, without a name: in this answer only, never in an address."""
    principal, today = _principal(request, acts.DUTY_VIEW), timezone.localdate()
    shared = anonymous_casus(pk, by=principal, on=today)
    return render(request, "regelwijzer/page.html", context_of(page_of(shared.data, today, notice=remark(shared))))


@login_required
@require_http_methods(["GET", "POST"])
def act(request: SignedRequest, pk: int) -> HttpResponse:
    """Record the act that answers an outcome: a form in the line, or a page of its own."""
    principal = _principal(request, acts.DUTY_CLOSE)
    line = worklist.line_of(policy.find(Outcome, pk, by=principal, act=acts.DUTY_CLOSE), principal)
    form = ActForm(request.POST or None, kinds=line.acts, auto_id=f"doen{pk}_%s")
    if request.method == "POST" and form.is_valid():
        try:
            done = _record(principal, line, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _done(request, principal, line.outcome.pupil_id, done)
    return _form(request, line, form, title=_("Leg vast wat u deed"), address="outcome-act")


@transaction.atomic
def _record(principal: Principal, line: worklist.Line, form: ActForm) -> str:
    """Keep the act, and of a contact its result; says in words what was kept."""
    data, found = form.cleaned_data, line.outcome
    if form.contact:
        reached = data["result"] == REACHED
        closing.note_contact(
            by=principal, outcome_id=found.pk, date=data["date"], reached=reached, channel=data["channel"]
        )
        if not reached:
            return _("Genoteerd voor %(pupil)s: ouders niet bereikt. Wat moet gebeuren, blijft open.") % {
                "pupil": found.pupil
            }
    closing.close_by_act(by=principal, outcome_id=found.pk, kind=data["kind"], date=data["date"])
    return _("Vastgelegd voor %(pupil)s: %(act)s.") % {"pupil": found.pupil, "act": ACTS[data["kind"]]}


@login_required
@require_http_methods(["GET", "POST"])
def difficulty(request: SignedRequest, pk: int) -> HttpResponse:
    """Note that a known difficulty is in the file of the pupil, or no longer."""
    principal = _principal(request, acts.DUTY_CLOSE)
    line = worklist.line_of(policy.find(Outcome, pk, by=principal, act=acts.DUTY_CLOSE), principal)
    form = DifficultyForm(request.POST or None, auto_id=f"moeilijkheid{pk}_%s")
    if request.method == "POST" and form.is_valid():
        try:
            closing.note_difficulty(by=principal, outcome_id=pk, known=form.cleaned_data["known"] == KNOWN)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            done = _("Genoteerd voor %(pupil)s.") % {"pupil": line.outcome.pupil}
            return _done(request, principal, line.outcome.pupil_id, done)
    return _form(request, line, form, title=_("Gekende moeilijkheid"), address="outcome-difficulty")


@login_required
@require_http_methods(["GET", "POST"])
def seen(request: SignedRequest, pk: int) -> HttpResponse:
    """Say that no action is needed, and why."""
    principal = _principal(request, acts.DUTY_CLOSE)
    line = worklist.line_of(policy.find(Outcome, pk, by=principal, act=acts.DUTY_CLOSE), principal)
    form = SeenForm(request.POST or None, auto_id=f"gezien{pk}_%s")
    if request.method == "POST" and form.is_valid():
        found = line.outcome
        try:
            closing.mark_seen(
                by=principal, pupil_id=found.pupil_id, regel=found.regel, voorwerp=found.voorwerp,
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            done = _("Gezien, geen actie: “%(title)s” bij %(pupil)s.") % {
                "title": line.rule.titel,
                "pupil": found.pupil,
            }
            return _done(request, principal, found.pupil_id, done)
    return _form(request, line, form, title=_("Gezien, geen actie"), address="outcome-seen")


@login_required
@require_POST
def unsee(request: SignedRequest, pk: int) -> HttpResponse:
    """Take a "gezien" back."""
    principal = _principal(request, acts.DUTY_CLOSE)
    closing.unsee(by=principal, seen_id=pk)
    messages.success(request, _("Teruggezet: dit staat opnieuw op de lijst."))
    return redirect(_back(request))


def _back(request: SignedRequest) -> str:
    """The page to return to: an address of our own in the query, else the worklist."""
    back = request.GET.get("terug", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return reverse("worklist-who")


def _form(request: SignedRequest, line: worklist.Line, form: Any, *, title: str, address: str) -> HttpResponse:
    back = _back(request)
    context = {
        "line": line, "outcome": line.outcome, "form": form, "title": title, "back": back,
        "address": reverse(address, args=[line.outcome.pk]),
    }  # fmt: skip
    name = "duties/form_inline.html" if request.htmx else "duties/form.html"
    return render(request, name, context)


def _done(request: SignedRequest, principal: Principal, pupil_id: int, done: str) -> HttpResponse:
    if not request.htmx:
        messages.success(request, done)
        return redirect(_back(request))
    row = worklist.row_of(pupil_id, to=principal, on=timezone.localdate())
    shown = shown_rows([row], _offers(principal, [row]))[0] if row else None
    response = render(
        request, "duties/row.html", {"row": shown, "done": done, "pupil_id": pupil_id, "choosable": True}
    )  # fmt: skip
    response["HX-Retarget"] = f"#leerling-{pupil_id}"
    response["HX-Reswap"] = "outerHTML"
    return response
