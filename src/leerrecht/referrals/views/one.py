"""One referral: begin it, read it, take its steps, close it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.notes.domain.places import places
from leerrecht.people.models import Pupil
from leerrecht.referrals import domain
from leerrecht.referrals.domain.places import homes, side_at, sides
from leerrecht.referrals.domain.queries import page as reading
from leerrecht.referrals.engine import Reason
from leerrecht.referrals.flows import FLOWS, Flow, StepKind
from leerrecht.referrals.interfaces.forms import BeginForm, CloseForm, StepForm, TermForm
from leerrecht.referrals.models import Referral

form_view = require_http_methods(["GET", "POST"])


@login_required
@form_view
def begin(request: SignedRequest, pk: int, flow: str) -> HttpResponse:
    """Begin a referral; where this person may not, the page says why and who may."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    way = FLOWS.get(flow)
    if way is None:
        raise Http404(_("Deze doorverwijzing bestaat niet."))
    if not by.can(acts.REFERRAL_MAKE):
        raise policy.Denied(_("Uw functie laat niet toe om een doorverwijzing te beginnen."))
    by_side = sides(by, places(by, pupil))
    if not by_side:
        raise policy.Denied(
            _(
                "Over deze leerling legt u niets vast. Dat doet de school waar de leerling nu is, en bij het CLB wie "
                "op de casus werkt."
            )
        )
    found = homes(way, by_side)
    back = reverse("pupil-referrals", args=[pupil.pk])
    context: dict[str, Any] = {"pupil": pupil, "flow": way, "title": way.name, "lead": way.explanation, "back": back}
    if not found:
        return render(request, "referrals/refused.html", context)
    form = BeginForm(request.POST or None, flow=way, homes=found)
    if form.is_valid() and form.attempt(
        domain.begin_referral, by=by, pupil=pupil, flow=way.key, facts=form.facts(), **form.at()
    ):
        messages.success(request, _("De doorverwijzing is begonnen."))
        _warn(request, reading.begin_advice(by, pupil, way, found[0].side, form.result.facts))
        return redirect("referral", form.result.pk)
    return render(request, "referrals/form.html", {**context, "form": form, "source": way.source})


@login_required
@require_GET
def page(request: SignedRequest, pk: str) -> HttpResponse:
    """A referral with its steps, what is stopped and why."""
    by = request.principal
    found = reading.referral_page(by, pk)
    context = {
        "page": found, "referral": found.referral, "pupil": found.referral.pupil, "flow": found.flow, "today": by.on,
        "may": found.side is not None and found.open, "next": [FLOWS[key] for key in found.flow.next],
    }  # fmt: skip
    return render(request, "referrals/referral.html", context)


@login_required
@form_view
def step_take(request: SignedRequest, pk: str, step: str) -> HttpResponse:
    """A step was taken."""
    by = request.principal
    referral = reading.find(by, pk, act=acts.REFERRAL_MAKE)
    flow = FLOWS[referral.flow]
    kind = _kind(flow, step)
    side = side_at(by, referral)
    if side is None or referral.closed_on is not None:
        raise Http404(_("Hier is niets meer te doen."))
    form = StepForm(request.POST or None, step=kind, side=side, compartment=referral.compartment, initial={"on": by.on})
    if form.is_valid() and form.attempt(domain.take_step, by=by, referral=referral, kind=step, **form.values()):
        messages.success(request, _("Bewaard: %(step)s.") % {"step": kind.name})
        return redirect("referral", referral.pk)
    return render(
        request, "referrals/form.html",
        _context(
            referral, flow, form=form, title=kind.name, lead=kind.explanation, source=kind.source,
            reasons=reading.step_advice(by, referral, kind), sheet=kind.sheet,
        ),
    )  # fmt: skip


@login_required
@form_view
def term(request: SignedRequest, pk: str, step: str) -> HttpResponse:
    """By which day a step is to be taken."""
    by = request.principal
    referral = reading.find(by, pk, act=acts.REFERRAL_MAKE)
    flow = FLOWS[referral.flow]
    kind = _kind(flow, step)
    form = TermForm(request.POST or None)
    if form.is_valid() and form.attempt(domain.set_term, by=by, referral=referral, kind=step, **form.cleaned_data):
        messages.success(request, _("Bewaard: %(step)s.") % {"step": kind.name})
        return redirect("referral", referral.pk)
    title = _("Tegen wanneer: %(step)s") % {"step": kind.name}
    return render(request, "referrals/form.html", _context(referral, flow, form=form, title=title))


@login_required
@form_view
def close(request: SignedRequest, pk: str) -> HttpResponse:
    """Say how it ended."""
    by = request.principal
    referral = reading.find(by, pk, act=acts.REFERRAL_MAKE)
    flow = FLOWS[referral.flow]
    form = CloseForm(request.POST or None, flow=flow, initial={"on": by.on})
    if form.is_valid() and form.attempt(domain.close_referral, by=by, referral=referral, **form.cleaned_data):
        messages.success(request, _("Afgesloten. Het dossier van de school en de casus blijven open."))
        return redirect("referral", referral.pk)
    lead = _("Wat u hier afsluit, is alleen deze doorverwijzing. De school en het CLB blijven de leerling volgen.")
    title = _("Afsluiten: %(flow)s") % {"flow": flow.name}
    return render(request, "referrals/form.html", _context(referral, flow, form=form, title=title, lead=lead))


def _kind(flow: Flow, step: str) -> StepKind:
    found = next((one for one in flow.steps if one.key == step), None)
    if found is None:
        raise Http404(_("Deze stap hoort niet bij deze doorverwijzing."))
    return found


def _context(referral: Referral, flow: Flow, **more: Any) -> dict[str, Any]:
    return {
        "pupil": referral.pupil, "referral": referral, "flow": flow, "back": reverse("referral", args=[referral.pk]),
        **more,
    }  # fmt: skip


def _warn(request: SignedRequest, reasons: Iterable[Reason]) -> None:
    for one in reasons:
        messages.warning(request, one.text)
