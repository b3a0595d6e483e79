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

PER_PAGE = 50


@login_required
@require_GET
def who_looked(request: SignedRequest, pk: int) -> HttpResponse:
    """Looks and acts, latest first: by name for who works with the file, in their terms for the family."""
    by = request.principal
    pupil = policy.visible(Pupil, to=by, act=acts.LOG_VIEW).filter(pk=pk).first()
    staff, why = pupil is not None, by.why(acts.LOG_VIEW)
    if pupil is None:
        pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
        why = family_ground(by, pupil)
        if not why:
            raise policy.Denied(_("Uw functie laat dit niet toe."))
    if pupil.merged_into_id:
        return redirect("pupil-looks", pk=pupil.merged_into_id)
    form = LookFilter(request.GET or None, actors=looks.actors_of(by, pupil) if staff else None)
    page = Paginator(looks.entries_of(by, pupil, form.wanted()), PER_PAGE).get_page(request.GET.get("pagina"))
    with transaction.atomic():
        lines = looks.lines(page) if staff else looks.plain_lines(page, by)
        log.record(by=by, act=acts.LOG_VIEW, on=pupil, pupil_id=pupil.pk, why=why)
    context = {"pupil": pupil, "form": form, "page": page, "lines": lines, "staff": staff}
    return render(request, "logbook/who_looked.html", context)
