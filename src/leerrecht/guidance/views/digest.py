"""The week of a class."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.enrolment.models import ClassGroup
from leerrecht.guidance.domain.queries.digest import digest
from leerrecht.guidance.rules import DIGEST


@login_required
@require_GET
def week(request: SignedRequest, pk: int) -> HttpResponse:
    """Who was away, and what the team told each other."""
    by = request.principal
    group = policy.find(ClassGroup, pk, by=by, act=acts.PUPIL_VIEW)
    context = {"group": group, "rows": digest(by, group, by.on), "today": by.on, "first": by.on - DIGEST}
    return render(request, "guidance/digest.html", context)
