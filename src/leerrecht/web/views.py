"""The page where everybody begins, and the page of a pupil."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.numbers import whole
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.access.roles import Reach
from leerrecht.attendance.domain.queries.registers import day_overview
from leerrecht.enrolment.domain.queries.schools import schools
from leerrecht.enrolment.interfaces.filters import SchoolFilter
from leerrecht.law import calendar
from leerrecht.notes.domain.reading import latest
from leerrecht.people.models import Pupil
from leerrecht.portal.domain.queries.who import is_family
from leerrecht.portal.domain.queries.words import first_in_file
from leerrecht.ui.choosing import TOGETHER
from leerrecht.web.actions import actions_for
from leerrecht.web.casework import casework
from leerrecht.web.places import organisations_by_kind, totals, without_pupils
from leerrecht.web.pupil import pupil_page
from leerrecht.web.tasks import tasks


def _principal(request: SignedRequest) -> Principal:
    return request.principal


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """How far the pages are usable for everybody, for whoever comes along."""
    return render(request, "web/accessibility.html")


@login_required
@require_GET
def start(request: SignedRequest) -> HttpResponse:
    """Where everybody begins: what needs doing."""
    principal, now = _principal(request), timezone.localtime()
    today = now.date()
    context: dict[str, Any] = {"today": today, "why_free": calendar.why_free(today)}
    if not principal.seats and is_family(principal):
        return redirect("portal-start")
    context |= {"casework": casework(principal)}
    if not principal.seats and not context["casework"].cases:
        return render(request, "web/start_nobody.html", context)
    if not principal.seats or (without_pupils(principal) and not principal.can(acts.SCHOOL_VIEW)):
        return render(request, "web/start_cases.html", context)
    if without_pupils(principal):
        context |= _places(principal, today)
        return render(request, "web/start_places.html", context)
    waiting = tasks(principal, now)
    context |= {
        "waiting": [task for task in waiting if task.count],
        "in_order": [task for task in waiting if not task.count],
    }
    # Where nothing waits because there is nothing yet, the page says how to begin.
    context["begin"] = not context["waiting"] and not policy.visible(Pupil, to=principal, act=acts.PUPIL_VIEW).exists()
    if principal.places(acts.REGISTER_TAKE, Reach.CLASSES):
        context |= {"day": day_overview(to=principal, day=today, today=today)}
    return render(request, "web/start.html", context)


def _places(principal: Principal, today: date) -> dict[str, Any]:
    """The schools of somebody without pupils, or where there are many their numbers and a field to look for one."""
    seen = principal.schools(acts.SCHOOL_VIEW)
    if len(seen) > TOGETHER:
        context: dict[str, Any] = {"totals": totals(principal, today), "filter": SchoolFilter()}
        pupils = context["totals"]["pupils"]
    else:
        context = {"schools": schools(principal, on=today)}
        pupils = sum(school.pupil_count for school in context["schools"])
    if principal.can(acts.MEMBER_MANAGE):
        context |= {"kinds": organisations_by_kind(principal), "begin": not pupils}
    return context


@login_required
@require_GET
def pupil(request: SignedRequest, pk: int) -> HttpResponse:
    """One pupil: the year, what is open, certificates, contacts. That somebody looked is logged."""
    principal, today = _principal(request), timezone.localdate()
    found = policy.find(Pupil, pk, by=principal, act=acts.PUPIL_VIEW)
    if found.merged_into_id:
        return redirect("pupil", pk=found.merged_into_id)
    page = pupil_page(principal, found, on=today, year=whole(request.GET.get("schooljaar", "")))
    school = page.current or next(iter(page.schools), None)
    school_id = school.enrolment.school_id if school else None
    log.record(
        by=principal,
        act=acts.PUPIL_VIEW,
        on=found,
        pupil_id=found.pk,
        organisation_id=school_id,
        why=principal.why(acts.PUPIL_VIEW, school_id),
        detail={"school_year": page.year},
    )
    notes = latest(principal, found)
    own_words = first_in_file(principal, found)
    context = {
        "page": page, "pupil": found, "today": today, "dossier": notes, "own_words": own_words,
        "doings": actions_for(principal, found, page.may),
    }  # fmt: skip
    return render(request, "web/pupil.html", context)
