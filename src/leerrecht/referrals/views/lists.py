"""The worklist of referrals, those of one pupil, and where to begin."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.numbers import wholes
from leerrecht.access.requests import SignedRequest
from leerrecht.people.models import Pupil
from leerrecht.referrals.domain.queries.lists import of_pupil, offered, worklist
from leerrecht.referrals.flows import FLOWS
from leerrecht.referrals.interfaces.forms import ListFilter

MOST_AT_ONCE = 50


@login_required
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """Open referrals, what is due first."""
    by = request.principal
    if not by.can(acts.REFERRAL_MAKE):
        raise policy.Denied(_("Deze lijst is voor wie doorverwijzingen opvolgt."))
    form = ListFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    lines = worklist(by, flow=chosen.get("soort", ""), mine=chosen.get("voor") == "ons")
    context = {"lines": lines, "form": form, "today": by.on, "narrowed": any(chosen.values())}
    return render(request, "referrals/list.html", context)


@login_required
@require_GET
def of_pupil_page(request: SignedRequest, pk: int) -> HttpResponse:
    """The referrals of a pupil as far as this reader may see them, and what can be begun."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    if pupil.merged_into_id:
        return redirect("pupil-referrals", pupil.merged_into_id)
    log.record(by=by, act=acts.CASE_VIEW, on=pupil, pupil_id=pupil.pk, why=policy.ground_of(by, acts.CASE_VIEW, pupil))
    lines = of_pupil(by, pupil)
    flows = offered(by, pupil, lines)
    context = {
        "pupil": pupil, "lines": lines, "today": by.on, "begin": [one for one in flows if one.homes],
        "refused": [one for one in flows if not one.homes],
        "sees_page": policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).filter(pk=pupil.pk).exists(),
    }  # fmt: skip
    return render(request, "referrals/pupil.html", context)


@login_required
@require_GET
def start(request: SignedRequest) -> HttpResponse:
    """From a line of the worklist: for one pupil on to the page itself, for several a list of them."""
    by = request.principal
    flow = FLOWS.get(request.GET.get("soort", ""))
    if not by.can(acts.REFERRAL_MAKE) or flow is None:
        raise policy.Denied(_("Deze doorverwijzing kunt u hier niet beginnen."))
    keys = wholes(request.GET.getlist("leerling")[:MOST_AT_ONCE])
    pupils = list(policy.visible(Pupil, to=by, act=acts.CASE_VIEW).filter(pk__in=keys).order_by("sort_key"))
    if len(pupils) == 1:
        return redirect("referral-new", pupils[0].pk, flow.key)
    return render(request, "referrals/start.html", {"flow": flow, "pupils": pupils})
