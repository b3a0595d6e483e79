"""The list of meetings, planning one, the minutes of a whole meeting, and tasks."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.access.roles import Reach
from leerrecht.guidance.models import Result
from leerrecht.meetings.domain import planning, writing
from leerrecht.meetings.domain.queries.invited import invitable, invited
from leerrecht.meetings.domain.queries.lists import finishable, meeting_list
from leerrecht.meetings.domain.queries.report import report
from leerrecht.meetings.interfaces.forms import MeetingForm
from leerrecht.meetings.models import Meeting, Task
from leerrecht.organisations.models import School
from leerrecht.ui.asking import ask_then_do
from leerrecht.ui.choosing import to_school

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """What is planned, what was held, and what the reader has to do."""
    if away := to_school(request, "meeting-plan"):
        return away
    by = request.principal
    if not by.can(acts.MEETING_ATTEND):
        raise policy.Denied(_("Deze lijst is voor wie deelneemt aan de cel leerlingenbegeleiding."))
    found = meeting_list(by, by.on)
    context = {
        "list": found, "today": by.on, "may_finish": finishable(by, found.tasks), "results": Result.choices,
        "schools": policy.visible(School, to=by, act=acts.MEETING_HOLD).order_by("name"),
    }  # fmt: skip
    return render(request, "meetings/list.html", context)


@login_required
@form_view
def plan(request: SignedRequest, pk: int) -> HttpResponse:
    """Plan a meeting of a school."""
    by = request.principal
    school = policy.find(School, pk, by=by, act=acts.MEETING_HOLD)
    if school.pk not in by.places(acts.MEETING_HOLD, Reach.SCHOOL):
        raise policy.Denied(_("Een overleg plant de school zelf."))
    people = invitable(by, school.pk, by.on)
    form = MeetingForm(request.POST or None, people=people, initial=_initial(request))
    if form.is_valid() and form.attempt(planning.plan_meeting, by=by, school=school, wanted=form.wanted()):
        messages.success(request, _("Het overleg is gepland, en de agenda is gevuld."))
        meeting: Any = form.result
        return redirect("meeting", meeting.pk)
    context = {"form": form, "title": _("Overleg plannen"), "lead": str(school), "back": reverse("meeting-list")}
    return render(request, "meetings/form.html", context)


def _initial(request: SignedRequest) -> dict[str, Any]:
    """What the suggestion proposed, and those who were invited last time."""
    by = request.principal
    asked = (("on", "dag"), ("starts_at", "uur"))
    found: dict[str, Any] = {name: request.GET[key] for name, key in asked if request.GET.get(key)}
    last = policy.visible(Meeting, to=by, act=acts.MEETING_HOLD).order_by("-on", "-starts_at").first()
    if last is not None:
        found |= {"place": last.place, "most": last.most, "invited": [user_id for user_id, _name in invited(last)]}
    else:
        found["invited"] = [by.user_id]
    return found


@login_required
@form_view
def change(request: SignedRequest, pk: str) -> HttpResponse:
    """Another day, place or company."""
    by = request.principal
    meeting = policy.find(Meeting, pk, by=by, act=acts.MEETING_HOLD)
    initial = {
        "on": meeting.on, "starts_at": meeting.starts_at, "place": meeting.place, "most": meeting.most,
        "invited": [user_id for user_id, _name in invited(meeting)],
    }  # fmt: skip
    form = MeetingForm(request.POST or None, people=invitable(by, meeting.school_id, meeting.on), initial=initial)
    back = reverse("meeting", args=[meeting.pk])
    if form.is_valid() and form.attempt(planning.change_meeting, by=by, meeting=meeting, wanted=form.wanted()):
        messages.success(request, _("Bewaard."))
        return redirect(back)
    context = {"form": form, "title": _("Overleg wijzigen"), "back": back, "meeting": meeting}
    return render(request, "meetings/form.html", context)


@login_required
@form_view
def cancel(request: SignedRequest, pk: str) -> HttpResponse:
    """It does not take place."""
    by = request.principal
    meeting = policy.find(Meeting, pk, by=by, act=acts.MEETING_HOLD)
    return ask_then_do(
        request, lambda: planning.cancel_meeting(by=by, meeting=meeting), title=_("Overleg schrappen"),
        lead=_("Het overleg van %(day)s gaat niet door, en de agenda verdwijnt.") % {"day": f"{meeting.on:%d/%m/%Y}"},
        done=_("Het overleg is geschrapt."), back=reverse("meeting-list"),
    )  # fmt: skip


@login_required
@require_GET
def minutes(request: SignedRequest, pk: str) -> HttpResponse:
    """The minutes of the whole meeting, as far as the reader may read them, for paper."""
    meeting = policy.find(Meeting, pk, by=request.principal, act=acts.MEETING_ATTEND)
    return render(request, "meetings/report.html", {"meeting": meeting, "report": report(request.principal, meeting)})


@login_required
@require_POST
def task_done(request: SignedRequest, pk: str) -> HttpResponse:
    """A task is done, with what came of it."""
    by = request.principal
    task = policy.find(Task, pk, by=by, act=acts.GUIDANCE_KEEP)
    result = request.POST.get("resultaat", "")
    try:
        writing.finish_task(by=by, task=task, result=result if result in Result.values else "")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Taak gedaan."))
    return redirect("meeting-list")
