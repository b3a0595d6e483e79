"""Protocols with other organisations: the list, a new one, the end of one, the signed document."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest, allowed
from leerrecht.documents.interfaces.limits import takes_upload
from leerrecht.documents.interfaces.serving import serve_upload
from leerrecht.people import domain
from leerrecht.people.domain.protocols import document_of
from leerrecht.people.domain.queries import protocols as queries
from leerrecht.people.interfaces.protocol_forms import EndForm, ProtocolForm
from leerrecht.people.models import Protocol

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def protocol_list(request: SignedRequest) -> HttpResponse:
    """What the own organisation agreed to share. It holds nothing of a pupil."""
    allowed(request, acts.PROTOCOL_VIEW)
    return render(request, "people/protocol_list.html", {"lines": queries.lines(request.principal)})


@takes_upload(settings.MAX_SCAN_BYTES)
@login_required
@form_view
def protocol_new(request: SignedRequest) -> HttpResponse:
    """Note an agreement."""
    allowed(request, acts.PROTOCOL_MANAGE)
    by = request.principal
    form = ProtocolForm(request.POST or None, request.FILES or None, by=by, initial={"first": by.on})
    if form.is_valid() and form.attempt(domain.make_protocol, by=by, **form.cleaned_data):
        messages.success(request, _("Het protocol is bewaard."))
        return redirect("protocol-list")
    context = {"form": form, "title": _("Protocol noteren"), "back": reverse("protocol-list")}
    return render(request, "people/protocol_form.html", context)


@login_required
@form_view
def protocol_end(request: SignedRequest, pk: int) -> HttpResponse:
    """End an agreement, and what rests on it."""
    by = request.principal
    found = policy.find(Protocol, pk, by=by, act=acts.PROTOCOL_MANAGE)
    form = EndForm(request.POST or None, initial={"last": by.on})
    if form.is_valid() and form.attempt(domain.end_protocol, by=by, protocol=found, **form.cleaned_data):
        messages.success(request, _("Het protocol eindigt."))
        return redirect("protocol-list")
    context = {"form": form, "title": _("Protocol beëindigen"), "lead": found.title, "back": reverse("protocol-list")}
    return render(request, "people/protocol_form.html", context)


@login_required
@require_GET
def protocol_file(request: SignedRequest, pk: int) -> HttpResponse:
    """The signed document, only through the protocol."""
    by = request.principal
    return serve_upload(document_of(by=by, protocol=policy.find(Protocol, pk, by=by, act=acts.PROTOCOL_VIEW)))
