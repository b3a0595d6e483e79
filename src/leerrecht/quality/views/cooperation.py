"""What school and CLB agreed: reading, writing a version, confirming it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.organisations.models import School
from leerrecht.quality.domain import cooperating
from leerrecht.quality.domain.queries import cooperations
from leerrecht.quality.interfaces.forms import CooperationForm
from leerrecht.quality.models import Cooperation, CooperationVersion
from leerrecht.ui.asking import do_and_say

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_POST
def new(request: SignedRequest, pk: int) -> HttpResponse:
    """Begin with the CLB of the school."""
    by = request.principal
    school = policy.find(School, pk, by=by, act=acts.COOPERATION_KEEP)
    try:
        made = cooperating.begin_cooperation(by=by, school=school)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("quality-home")
    return redirect("quality-cooperation-write", made.pk)


@login_required
@require_GET
def show(request: SignedRequest, pk: str) -> HttpResponse:
    """The last version, who confirmed it, and the versions before."""
    by = request.principal
    found = policy.find(Cooperation, pk, by=by, act=acts.COOPERATION_KEEP)
    versions = cooperations.versions(by, found)
    wanted = request.GET.get("versie", "")
    shown = next((one for one in versions if str(one.number) == wanted), versions[0] if versions else None)
    context = {
        "cooperation": found, "versions": versions, "version": shown, "today": by.on,
        "parts": cooperations.read(shown) if shown else [],
        "may_confirm": bool(shown) and shown == versions[0] and cooperations.may_confirm(by, found, shown),
    }  # fmt: skip
    return render(request, "quality/cooperation.html", context)


@login_required
@form_view
def write(request: SignedRequest, pk: str) -> HttpResponse:
    """Write the agreements: a new version, or the last one that not both confirmed."""
    by = request.principal
    found = policy.find(Cooperation, pk, by=by, act=acts.COOPERATION_KEEP)
    last = next(iter(cooperations.versions(by, found)), None)
    form = CooperationForm(request.POST or None, initial=cooperations.initial(by, last))
    seen = request.POST.get("seen", "")
    if form.is_valid() and form.attempt(cooperating.write_version, by=by, cooperation=found, seen=seen, **form.given()):
        messages.success(request, _("De afspraken zijn bewaard. Ze gelden als beide kanten ze bevestigd hebben."))
        return redirect("quality-cooperation", found.pk)
    back = reverse("quality-cooperation", args=[found.pk])
    context = {"form": form, "cooperation": found, "back": back, "seen": last.stamp if last else ""}
    return render(request, "quality/cooperation_form.html", context)


@login_required
@require_POST
def confirm(request: SignedRequest, pk: str) -> HttpResponse:
    """Agree for one's own side."""
    by = request.principal
    version = policy.find(CooperationVersion, pk, by=by, act=acts.COOPERATION_CONFIRM)
    stamp = request.POST.get("stamp", "")
    return do_and_say(
        request, lambda: cooperating.confirm_version(by=by, version=version, stamp=stamp),
        done=_("U hebt de afspraken bevestigd."), back=reverse("quality-cooperation", args=[version.cooperation_id]),
    )  # fmt: skip
