"""Who looked in this file?"""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.requests import SignedRequest
from leerrecht.consent.domain.queries.page import family_ground
from leerrecht.logbook.domain.queries import looks
from leerrecht.logbook.interfaces.forms import LookFilter
from leerrecht.people.models import Pupil
from leerrecht.portal.domain.queries.overview import record_look
from leerrecht.portal.domain.queries.who import Me
from leerrecht.portal.views.frame import about, show

PER_PAGE = 50


@login_required
@require_GET
def who_looked(request: SignedRequest, pk: int) -> HttpResponse:
    """Looks and acts by name, latest first, for who works with the file; the family has a page of its own."""
    by = request.principal
    pupil = policy.visible(Pupil, to=by, act=acts.LOG_VIEW).filter(pk=pk).first()
    if pupil is None:
        pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
        if not family_ground(by, pupil):
            raise policy.Denied(_("Uw functie laat dit niet toe."))
        return redirect("portal-looks", pk=pupil.merged_into_id or pupil.pk)
    if pupil.merged_into_id:
        return redirect("pupil-looks", pk=pupil.merged_into_id)
    form = LookFilter(request.GET or None, actors=looks.actors_of(by, pupil))
    page = Paginator(looks.entries_of(by, pupil, form.wanted()), PER_PAGE).get_page(request.GET.get("pagina"))
    with transaction.atomic():
        lines = looks.lines(page)
        log.record(by=by, act=acts.LOG_VIEW, on=pupil, pupil_id=pupil.pk, why=by.why(acts.LOG_VIEW))
    return render(request, "logbook/who_looked.html", {"pupil": pupil, "form": form, "page": page, "lines": lines})


@require_GET
@about
def own_looks(request: SignedRequest, who: Me) -> HttpResponse:
    """The same for pupil and parents, on their own pages and in their terms: by role, never by name."""
    by = request.principal
    found = looks.entries_of(by, who.pupil, looks.Wanted())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    with transaction.atomic():
        lines = looks.plain_lines(page, by)
        record_look(by, who, [], acts.LOG_VIEW)
    return show(request, "own", who, room="logbook", page=page, lines=lines)
