"""Giving pupil or parents the own file."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.people.models import Pupil
from leerrecht.transfers.domain import own_file as domain
from leerrecht.transfers.interfaces.forms import OwnFileForm
from leerrecht.transfers.interfaces.packing import packed


@login_required
@require_http_methods(["GET", "POST"])
def own_file(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask for whom and how; then the page to read or print, or the ZIP. What is given is logged."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    askers = domain.askers(by, pupil)
    if not askers:
        raise policy.Denied(_("Uw functie laat niet toe dit dossier te geven."))
    form = OwnFileForm(request.POST or None, askers=askers)
    if form.is_valid():
        chosen = form.cleaned_data
        if form.attempt(domain.make, by=by, pupil=pupil, asker=chosen["asker"], form=chosen["form"]):
            return _given(request, form.result, chosen["form"])
    back = reverse("dossier", args=[pupil.pk])
    return render(request, "transfers/own_file.html", {"pupil": pupil, "form": form, "back": back})


def _given(request: SignedRequest, own: domain.OwnFile, form: str) -> HttpResponse:
    if form == "zip":
        response = HttpResponse(packed(own), content_type="application/zip")
        # The name says whose it is nowhere: it stays in the list of downloads of whatever computer this is.
        response.headers["Content-Disposition"] = content_disposition_header(True, "dossier.zip") or "attachment"
    else:
        context = {"own": own, "sections": list(domain.sections_with_rows(own.sections))}
        response = render(request, "transfers/own_file_shown.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    return response
