"""The own file: reading it and taking it along, the letters, and who may read it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts
from leerrecht.access.requests import SignedRequest
from leerrecht.people.models import GrantKind
from leerrecht.portal.domain import trust
from leerrecht.portal.domain.queries import overview as overviews
from leerrecht.portal.domain.queries.who import Me
from leerrecht.portal.interfaces.forms import TrustForm
from leerrecht.portal.views.frame import about, show
from leerrecht.transfers.domain import own_file
from leerrecht.transfers.interfaces.packing import packed
from leerrecht.ui.asking import do_and_say

form_view = require_http_methods(["GET", "POST"])


@never_cache
@form_view
@about
def file(request: SignedRequest, who: Me) -> HttpResponse:
    """What stands in the file: to read here, or to take along. What is given is logged."""
    by = request.principal
    if request.method != "POST":
        overviews.record_look(by, who, [])
        return show(request, "file", who)
    form = "zip" if request.POST.get("form") == "zip" else "lezen"
    (asker,) = own_file.askers(by, who.pupil)
    own = own_file.make(by=by, pupil=who.pupil, asker=asker.key, form=form)
    if form == "zip":
        response = HttpResponse(packed(own), content_type="application/zip")
        # The name says whose it is nowhere: it stays in the list of downloads of whatever device this is.
        response.headers["Content-Disposition"] = content_disposition_header(True, "dossier.zip") or "attachment"
        return response
    return show(request, "file_shown", who, own=own, sections=list(own_file.sections_with_rows(own.sections)))


@require_GET
@about
def letters(request: SignedRequest, who: Me) -> HttpResponse:
    """Every letter to this household or the pupil."""
    found = list(overviews.letters_of(request.principal, who))
    overviews.record_look(request.principal, who, found)
    return show(request, "letters", who, letters=found)


@form_view
@about
def access(request: SignedRequest, who: Me) -> HttpResponse:
    """Who may read this one file, and for the pupil: whom to trust."""
    by, back = request.principal, reverse("portal-access", args=[who.pupil.pk])
    if request.method == "POST" and (key := request.POST.get("weg")):
        return do_and_say(
            request, lambda: trust.trust_no_more(by=by, me=who, key=key), back=back,
            done=_("Die persoon leest niet meer wat u in vertrouwen schrijft."),
        )  # fmt: skip
    people = trust.choosable(by, who)
    form: Any = TrustForm(request.POST or None, people=people) if people else None
    if form and form.is_valid() and form.attempt(trust.trust, by=by, me=who, **form.cleaned_data):
        messages.success(request, _("Bewaard. Die persoon leest nu wat u in vertrouwen schrijft."))
        return redirect(back)
    overviews.record_look(by, who, [], acts.GRANT_VIEW)
    return show(
        request, "access", who, lines=trust.accesses(by, who), form=form, trusted=str(GrantKind.TRUST),
    )  # fmt: skip
