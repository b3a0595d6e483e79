"""Where the own school stands with its policy; for the CLB, the agreements that it made."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.quality.domain.queries import audits, surveys
from leerrecht.quality.domain.queries import home as queries
from leerrecht.ui.choosing import chosen_school


@login_required
@require_GET
def home(request: SignedRequest) -> HttpResponse:
    """One school at a time: who works at two, chooses."""
    by = request.principal
    if not by.can(acts.COOPERATION_KEEP):
        raise policy.Denied(_("Het schoolbeleid is voor het zorgteam en de directie van de school, en voor haar CLB."))
    own = queries.own_schools(by)
    school = chosen_school(request, own)
    agreed = queries.agreements(by, school.pk if school else None)
    context: dict[str, Any] = {
        "schools": own, "school": school, "agreed": agreed, "today": by.on, "fixes": by.can(acts.QUALITY_FIX),
        "without": [one for one in queries.without(by, agreed) if school is None or one.pk == school.pk],
    }  # fmt: skip
    if school is None:
        return render(request, "quality/home.html", {**context, "due": queries.due(by, [], [], agreed)})
    found, asked, acting = (
        audits.rounds(by, school.pk), surveys.surveys(by, school.pk), queries.actions(by, school.pk)
    )  # fmt: skip
    latest = found[0] if found else None
    context |= {
        "rounds": found, "latest": latest, "surveys": asked, "acting": acting,
        "grid": audits.grid(by, latest, audits.former_of(by, latest)) if latest else None,
        "development": surveys.development(asked), "due": queries.due(by, acting, asked, agreed),
        "busy": any(one.fixed_on is None for one in found), "asking": any(one.closed_on is None for one in asked),
    }  # fmt: skip
    return render(request, "quality/home.html", context)
