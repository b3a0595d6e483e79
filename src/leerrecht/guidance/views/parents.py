"""Parents: meetings with who came, and parents lost from sight."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.access.roles import Reach
from leerrecht.enrolment.models import ClassGroup
from leerrecht.guidance.domain import parents as verbs
from leerrecht.guidance.domain.queries import parents
from leerrecht.guidance.domain.queries.files import schools_of
from leerrecht.guidance.interfaces.parent_forms import MeetingForm, came_of
from leerrecht.guidance.models import Came, Oudercontact
from leerrecht.guidance.views.file import form_view


@login_required
@form_view
def meeting_list(request: SignedRequest) -> HttpResponse:
    """Meetings of this school year, and a new one."""
    by = request.principal
    if not by.can(acts.PARENTS_MEET):
        raise policy.Denied(_("Uw functie laat niet toe om oudercontacten bij te houden."))
    wanted = request.GET.get("klas", "")
    form = MeetingForm(
        request.POST or None, schools=schools_of(by, acts.PARENTS_MEET), classes=parents.classes(by, by.on),
        initial={"whom": f"klas-{wanted}"} if wanted else {},
    )  # fmt: skip
    if form.is_valid() and form.attempt(verbs.plan_meeting, by=by, **form.values()):
        messages.success(request, _("Het oudercontact is gemaakt."))
        return redirect("parents-meeting", form.result.pk)
    context = {
        "meetings": parents.meetings(by, by.on), "form": form, "today": by.on,
        "sees_lost": bool(by.places(acts.GUIDANCE_KEEP, Reach.SCHOOL)),
    }  # fmt: skip
    return render(request, "guidance/parents_meetings.html", context)


@login_required
@form_view
def meeting(request: SignedRequest, pk: int) -> HttpResponse:
    """Who came: one class at a time."""
    by = request.principal
    found = policy.find(Oudercontact, pk, by=by, act=acts.PARENTS_MEET)
    groups = (
        [found.class_group] if found.class_group else list(parents.classes(by, found.on).filter(school=found.school))
    )
    group = _chosen(groups, request.GET.get("klas", ""))
    rows = parents.sheet(by, found, group) if group is not None else []
    if request.method == "POST" and group is not None:
        came = came_of(rows, request.POST, rest="rest" in request.POST)
        try:
            changed = verbs.record_parents(by=by, meeting=found, class_group=group, came=came)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            said = ngettext("Bewaard voor %(n)d leerling.", "Bewaard voor %(n)d leerlingen.", len(changed))
            messages.success(request, said % {"n": len(changed)})
            return redirect(f"{reverse('parents-meeting', args=[pk])}?klas={group.pk}")
    context = {
        "meeting": found, "groups": groups, "group": group, "rows": rows, "choices": Came.choices,
        "ahead": found.on > by.on,
    }  # fmt: skip
    return render(request, "guidance/parents_meeting.html", context)


def _chosen(groups: "list[ClassGroup]", wanted: str) -> ClassGroup | None:
    return next((group for group in groups if str(group.pk) == wanted), groups[0] if groups else None)


@login_required
@require_GET
def lost(request: SignedRequest) -> HttpResponse:
    """Parents whom nobody reached, or who did not come."""
    by = request.principal
    if not by.places(acts.GUIDANCE_KEEP, Reach.SCHOOL):
        raise policy.Denied(_("Deze lijst is voor wie op school begeleidingsdossiers bijhoudt."))
    return render(request, "guidance/parents_lost.html", {"lines": parents.out_of_sight(by, by.on), "today": by.on})
