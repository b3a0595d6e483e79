"""The figures of care of a school."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.guidance.domain.queries.figures import figures
from leerrecht.organisations.models import School
from leerrecht.ui.choosing import chosen_school


@login_required
@require_GET
def of_school(request: SignedRequest) -> HttpResponse:
    """Of the own school; with more than one, each may be chosen."""
    by = request.principal
    own = list(
        policy.visible(School, to=by, act=acts.GUIDANCE_KEEP)
        .filter(pk__in=by.organisations(acts.GUIDANCE_KEEP))
        .order_by("name")
    )
    school = chosen_school(request, own)
    if school is None:
        raise policy.Denied(_("De cijfers van de zorg zijn voor wie aan een school begeleidt."))
    context = {"schools": own, "school": school, "figures": figures(by, school.pk, by.on), "today": by.on}
    return render(request, "guidance/figures.html", context)
