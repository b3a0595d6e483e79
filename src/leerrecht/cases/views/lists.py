"""The list of cases, the cases of one pupil, and the register of who left education."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld
from leerrecht.access.domain import log
from leerrecht.access.requests import SignedRequest
from leerrecht.cases.domain import cases as verbs
from leerrecht.cases.domain import exits
from leerrecht.cases.domain.places import home_of
from leerrecht.cases.domain.queries import parts
from leerrecht.cases.domain.queries.worklist import case_list
from leerrecht.cases.interfaces.forms import ExitForm, ExitLookForm
from leerrecht.cases.models import Exit
from leerrecht.guidance.views.file import form_view, pupil_of
from leerrecht.law.tables import waarde
from leerrecht.notes.domain.places import places
from leerrecht.people.models import Pupil


@login_required
@require_GET
def case_list_view(request: SignedRequest) -> HttpResponse:
    """Open cases, what lies still first. A partner goes to its own part."""
    by = request.principal
    if not by.can(acts.GUIDANCE_KEEP) and not by.can(acts.CASE_WATCH):
        if by.can(acts.CASE_JOIN):
            return redirect("case-parts")
        raise policy.Denied(_("Casussen volgen wie op school of bij het CLB begeleidt."))
    mine = request.GET.get("wie") == "mij"
    page, rising = case_list(by, mine=mine, number=request.GET.get("pagina", "1"))
    context = {
        "page": page, "rising": rising, "mine": mine, "after": waarde("casus.stilte"),
        "after_higher": waarde("casus.stilte_hoger"), "exits": by.can(acts.GUIDANCE_KEEP),
    }  # fmt: skip
    return render(request, "cases/list.html", context)


@login_required
@form_view
def of_pupil(request: SignedRequest, pk: int) -> HttpResponse:
    """The cases of one pupil; where none is open, one can be opened."""
    by = request.principal
    pupil = pupil_of(by, pk)
    if request.method == "POST":
        case = verbs.open_case(by=by, pupil=pupil, on=by.on, organisation=home_of(by, pupil))
        messages.success(request, _("De casus is open. Vul aan wie meewerkt en wat er loopt."))
        return redirect("case", case.pk)
    log.record(by=by, act=acts.CASE_VIEW, on=pupil, pupil_id=pupil.pk, why=policy.ground_of(by, acts.CASE_VIEW, pupil))
    found = parts.cases_of(by, pupil)
    context = {
        "pupil": pupil, "cases": found, "may_open": _may_open(request, pupil) and all(one.closed_on for one in found),
        "may_note_exit": _school_of(request, pupil) is not None,
    }  # fmt: skip
    return render(request, "cases/of_pupil.html", context)


def _may_open(request: SignedRequest, pupil: Pupil) -> bool:
    try:
        home_of(request.principal, pupil)
    except policy.Denied:
        return False
    return True


def _school_of(request: SignedRequest, pupil: Pupil) -> int | None:
    """The school at which the reader notes what is shared about this pupil."""
    by = request.principal
    found = places(by, pupil) if by.can(acts.GUIDANCE_KEEP) else []
    own = by.organisations(acts.GUIDANCE_KEEP)
    chosen = (one.organisation_id for one in found if one.compartment == Gedeeld.key and one.organisation_id in own)
    return next(chosen, None)


@login_required
@require_GET
def exit_list_view(request: SignedRequest) -> HttpResponse:
    """Who left education, why, where to, and when to ask again."""
    by = request.principal
    if not by.can(acts.GUIDANCE_KEEP):
        raise policy.Denied(_("De uitstroom houdt de school of het CLB bij."))
    page = parts.exit_list(by, number=request.GET.get("pagina", "1"))
    return render(request, "cases/exits.html", {"page": page, "today": by.on})


@login_required
@form_view
def exit_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Note that a young person left education."""
    by = request.principal
    pupil = pupil_of(by, pk)
    school = _school_of(request, pupil)
    if school is None:
        raise policy.Denied(_("De uitstroom noteert wie op school begeleidt."))
    form = ExitForm(request.POST or None)
    if form.is_valid() and form.attempt(
        exits.record_exit, by=by, pupil=pupil, organisation_id=school, **form.cleaned_data
    ):
        messages.success(request, _("Bewaard. We vragen later opnieuw hoe het gaat."))
        return redirect("exits")
    context = {
        "form": form, "pupil": pupil, "title": _("Uitstroom noteren"),
        "back": reverse("cases-of-pupil", args=[pupil.pk]),
    }  # fmt: skip
    return render(request, "cases/form.html", context)


@login_required
@form_view
def exit_look(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Where somebody who left is now."""
    by = request.principal
    gone = policy.find(Exit, pk, by=by, act=acts.GUIDANCE_KEEP)
    form = ExitLookForm(request.POST or None, initial={"destination": gone.destination})
    if form.is_valid() and form.attempt(exits.look_again, by=by, gone=gone, **form.cleaned_data):
        messages.success(request, _("Bewaard."))
        return redirect("exits")
    log.record(
        by=by, act=acts.NOTE_VIEW, on=gone, pupil_id=gone.pupil_id, organisation_id=gone.organisation_id,
        why=policy.ground_of(by, acts.NOTE_VIEW, gone),
    )  # fmt: skip
    context = {"form": form, "pupil": gone.pupil, "title": _("Hoe gaat het nu?"), "back": reverse("exits")}
    return render(request, "cases/form.html", context)
