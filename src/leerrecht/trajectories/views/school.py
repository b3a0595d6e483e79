"""The side of the school: whom it reported to the CLB, in which order, and what came of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.access.roles import Reach
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil
from leerrecht.trajectories.domain import reporting
from leerrecht.trajectories.domain.queries import signals
from leerrecht.trajectories.interfaces.forms import DiscreetForm, ReportForm
from leerrecht.trajectories.views.door import form_view
from leerrecht.ui.choosing import chosen_school


@login_required
@form_view
def reports(request: SignedRequest) -> HttpResponse:
    """Reported to the CLB, with the answers; the order is changed here."""
    by = request.principal
    mine = by.places(acts.CLB_REPORT, Reach.SCHOOL)
    if not mine:
        raise policy.Denied(_("Deze lijst is voor wie op school leerlingen aan het CLB meldt."))
    schools = list(policy.visible(School, to=by, act=acts.CLB_REPORT).filter(pk__in=mine).order_by("name"))
    school = chosen_school(request, schools) or schools[0]
    if request.method == "POST":
        return _rank(request, by, school)
    page, rows = signals.of_school(to=by, school=school, on=by.on, page=request.GET.get("pagina", "1"))
    context = {
        "page": page, "rows": rows, "school": school, "schools": schools, "today": by.on,
        "ranked": any(row.signal.is_open for row in rows),
        "to_report": list(signals.to_report(to=by, on=by.on).filter(school=school)[:50]),
    }  # fmt: skip
    return render(request, "trajectories/reports.html", context)


def _rank(request: SignedRequest, by: Principal, school: School) -> HttpResponse:
    places: dict[Any, int | None] = {}
    back = f"{reverse('clb-reports')}?school={school.pk}"
    try:
        for name, value in request.POST.items():
            if name.startswith("plaats-"):
                text = str(value).strip()
                places[signals.key_of(name.removeprefix("plaats-"))] = int(text) if text else None
        reporting.rank_signals(by=by, school_id=school.pk, wanted=places)
    except ValueError:
        messages.error(request, _("Geef elke plaats als een getal vanaf 1, of laat ze leeg."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("De volgorde is bewaard. Het CLB ziet ze."))
    return redirect(back)


@login_required
@form_view
def report(request: SignedRequest, pk: int) -> HttpResponse:
    """Report a pupil to the CLB, with why."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    school_id = signals.school_of(pupil, by=by, act=acts.CLB_REPORT, on=by.on)
    form = ReportForm(request.POST or None, initial={"on": by.on})
    arguments = {"by": by, "pupil": pupil, "school_id": school_id}
    if form.is_valid() and form.attempt(reporting.report_pupil, **arguments, report=form.report()):
        if form.cleaned_data["parents_spoken"] == "nee":
            messages.warning(request, _("Gemeld. Spreek ook met de ouders: dat hoort bij een aanmelding."))
        else:
            messages.success(request, _("Gemeld aan het CLB. U ziet hier wat het antwoordt."))
        return redirect(f"{reverse('clb-reports')}?school={school_id}")
    context = {
        "form": form, "title": _("Melden aan het CLB"), "lead": str(pupil), "back": reverse("clb-reports"),
        "pupil": pupil, "submit": _("Melden"),
    }  # fmt: skip
    return render(request, "trajectories/form.html", context)


@login_required
@form_view
def discreet(request: SignedRequest, pk: int) -> HttpResponse:
    """Tell the CLB discreetly that parents can use support."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    school_id = signals.school_of(pupil, by=by, act=acts.SUPPORT_SIGNAL, on=by.on)
    form = DiscreetForm(request.POST or None)
    arguments = {"by": by, "pupil": pupil, "school_id": school_id}
    if form.is_valid() and form.attempt(reporting.tell_discreetly, **arguments, **form.cleaned_data):
        messages.success(request, _("Het CLB weet het. Collega's zien dit signaal niet."))
        return redirect("clb-discreet")
    context = {
        "form": form, "title": _("Discreet aan het CLB: steun voor ouders"), "lead": str(pupil), "pupil": pupil,
        "back": reverse("pupil", args=[pk]), "submit": _("Aan het CLB laten weten"),
    }  # fmt: skip
    return render(request, "trajectories/form.html", context)


@login_required
@require_http_methods(["GET"])
def discreet_list(request: SignedRequest) -> HttpResponse:
    """What the reader told discreetly."""
    by = request.principal
    if not by.can(acts.SUPPORT_SIGNAL):
        raise policy.Denied(_("Deze lijst is voor wie op school werkt."))
    return render(request, "trajectories/discreet.html", {"rows": signals.discreet(to=by)})
