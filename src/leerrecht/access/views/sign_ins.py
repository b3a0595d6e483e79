"""Where one is signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leerrecht.access.domain import sessions
from leerrecht.access.requests import SignedRequest


@login_required
@require_GET
def sign_in_list(request: SignedRequest) -> HttpResponse:
    found = sessions.sign_ins(request.principal, current=request.session.session_key)
    return render(request, "access/sign_ins.html", {"sign_ins": found})


@login_required
@require_POST
def sign_in_end(request: SignedRequest) -> HttpResponse:
    """End one sign-in, or all others."""
    by = request.principal
    if "all" in request.POST:
        sessions.end_other_sign_ins(by=by, current=request.session.session_key)
        messages.success(request, _("U bent overal elders afgemeld."))
    else:
        sessions.end_sign_in(by=by, name=request.POST.get("name", ""))
        messages.success(request, _("Die aanmelding is beëindigd."))
    return redirect("sign-in-list")
