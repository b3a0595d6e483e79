"""What a partner sees of a case: its own part."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.cases.domain import partners, tables, tasks
from leerrecht.cases.domain.queries.parts import PartPage, invited, part_list, part_page
from leerrecht.cases.interfaces import forms
from leerrecht.cases.models import CaseTask, Invitation, Part
from leerrecht.cases.views.acting import Doing, attempt, press
from leerrecht.guidance.views.file import form_view


@login_required
@require_GET
def part_list_view(request: SignedRequest) -> HttpResponse:
    """The pupils with whom this partner works, and the tables to which it is asked."""
    by = request.principal
    if not by.can(acts.CASE_JOIN):
        raise policy.Denied(_("Deze pagina is voor partners die aan een casus meewerken."))
    return render(request, "cases/parts.html", {"parts": part_list(by), "invited": invited(by), "today": by.on})


@login_required
@form_view
def part(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One part: what was asked, how it goes, who was there; the CLB releases from here."""
    by = request.principal
    found = policy.find(Part, pk, by=by, act=acts.NOTE_VIEW)
    if request.method == "POST" and request.POST.get("doe", "") in _BUTTONS:
        press(request, lambda: _BUTTONS[request.POST["doe"]](by, request.POST.get("wat", "")))
        return redirect("case-part", pk)
    page = part_page(by, found)
    done, made, wrong = attempt(request, _doings(page), by=by, part=found)
    if done:
        return redirect("case-part", pk)
    context = {
        "page": page, "part": found, "pupil": found.pupil, "today": by.on, "forms": made,
        "wrong": request.POST.get("doe", "") if wrong else "",
    }  # fmt: skip
    return render(request, "cases/part.html", context)


def _doings(page: PartPage) -> dict[str, Doing]:
    doings = {}
    if page.may_join:
        doings["vooruitgang"] = Doing(forms.ProgressForm, partners.note_progress, {})
        doings["aanwezigheid"] = Doing(forms.PresenceForm, partners.note_presence, {})
    if page.may_release:
        doings["vrijgeven"] = Doing(forms.ReleaseForm, partners.release, {})
    return doings


def _done(by: Principal, pk: str) -> None:
    act = acts.CASE_JOIN if by.can(acts.CASE_JOIN) else acts.GUIDANCE_KEEP
    tasks.finish_task(by=by, task=policy.find(CaseTask, pk, by=by, act=act), on=by.on)


def _comes(by: Principal, pk: str) -> None:
    asked = policy.find(Invitation, pk, by=by, act=acts.CASE_JOIN)
    tables.answer_invitation(by=by, invitation=asked, answer="komt")


def _stays_away(by: Principal, pk: str) -> None:
    asked = policy.find(Invitation, pk, by=by, act=acts.CASE_JOIN)
    tables.answer_invitation(by=by, invitation=asked, answer="niet")


_BUTTONS: dict[str, Any] = {"taak-klaar": _done, "komt": _comes, "komt-niet": _stays_away}
