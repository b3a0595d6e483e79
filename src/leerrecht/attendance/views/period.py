"""Entering an absence over a period: choose, look at what changes, save."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leerrecht.access import acts
from leerrecht.access.numbers import wholes
from leerrecht.access.policy import Denied
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.attendance.domain.period import PeriodResult, enter_period, plan_period
from leerrecht.attendance.domain.queries import registers
from leerrecht.attendance.interfaces.forms.period import PeriodForm
from leerrecht.people.domain.queries.pupils import search, visible_pupils
from leerrecht.people.models import Pupil

MOST_FOUND = 20


@login_required
@require_http_methods(["GET", "POST"])
def register_period(request: SignedRequest) -> HttpResponse:
    """GET: the form, with ``?leerling=`` chosen and ``?zoek=`` to find more. POST: preview, then save."""
    principal = request.principal
    if not principal.can(acts.ABSENCE_EDIT):
        raise Denied(_("Uw functie laat het ingeven van afwezigheden voor een periode niet toe."))
    data = request.POST if request.method == "POST" else request.GET
    keys = (*data.getlist("pupils"), *data.getlist("leerling"))
    chosen = wholes(keys)
    looking = "search" in request.POST
    query = data.get("zoek", "") if looking or request.method == "GET" else ""
    typed = request.POST.copy()
    # Those found and ticked just now count as chosen.
    typed.setlist("pupils", [str(key) for key in chosen])
    form = PeriodForm(
        typed if request.method == "POST" and not looking else None,
        principal=principal,
        chosen=chosen,
        initial=_initial(request, chosen),
    )
    plan: PeriodResult | None = None
    if form.is_bound and form.is_valid():
        period = form.period(seen_at=form.cleaned_data["seen_at"] if "save" in request.POST else None)
        try:
            if "save" in request.POST:
                return _done(request, enter_period(by=principal, period=period))
            plan = plan_period(by=principal, period=period)
        except ValidationError as error:
            form.add_error(None, error)
    return render(
        request,
        "attendance/register_period.html",
        {
            "form": form,
            "found": _found(principal, query, chosen),
            "query": query,
            "plan": plan,
            "per_pupil": _per_pupil(form, plan) if plan else [],
            "label": registers.label(form.cleaned_data["mark"]) if plan else "",
            "seen_at": timezone.now().isoformat(),
        },
    )


def _initial(request: SignedRequest, chosen: list[int]) -> dict[str, Any]:
    typed = request.POST if request.method == "POST" else request.GET
    keys = ("first", "last", "mark", "ground", "sub_code", "replace")
    initial: dict[str, Any] = {key: typed[key] for key in keys if typed.get(key)}
    initial["pupils"] = chosen
    if typed.getlist("parts"):
        initial["parts"] = typed.getlist("parts")
    return initial


def _found(principal: Principal, text: str, chosen: list[int]) -> list[Pupil]:
    """Pupils that fit what was typed and are not chosen yet, best first."""
    if not text.strip():
        return []
    ids = [pk for pk in search(principal, text, act=acts.ABSENCE_EDIT, limit=MOST_FOUND) if pk not in chosen]
    pupils = {pupil.pk: pupil for pupil in visible_pupils(principal, act=acts.ABSENCE_EDIT).filter(pk__in=ids)}
    return [pupils[pk] for pk in ids]


def _per_pupil(form: PeriodForm, plan: PeriodResult) -> list[tuple[Pupil, PeriodResult]]:
    return [(pupil, plan.of(pupil.pk)) for pupil in form.cleaned_data["pupils"]]


def _done(request: SignedRequest, result: PeriodResult) -> HttpResponse:
    messages.success(
        request,
        _("Bewaard. Ingevulde halve dagen: %(new)s, vervangen: %(replaced)s, gelaten zoals ze waren: %(kept)s.")
        % {"new": len(result.new), "replaced": len(result.replaced), "kept": len(result.kept)},
    )
    pupils = sorted({item.pupil_id for item in (*result.new, *result.replaced, *result.kept, *result.equal)})
    query = urlencode([("leerling", pupil) for pupil in pupils])
    return redirect(f"{reverse('register-period')}?{query}")
