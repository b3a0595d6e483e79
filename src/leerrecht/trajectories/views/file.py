"""The file of the CLB of one pupil: steps, trajects, and a trust person."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.people.models import Pupil
from leerrecht.trajectories.domain import steps, trajects, trust
from leerrecht.trajectories.domain.queries import file, signals
from leerrecht.trajectories.domain.queries.presence import presence
from leerrecht.trajectories.interfaces.forms import CloseForm, CourseForm, StepForm, TrajectForm, TrustForm
from leerrecht.trajectories.models import State, Traject
from leerrecht.trajectories.views.door import form_view, of_centre


def _found(by: Principal, pk: int) -> tuple[Pupil, int]:
    of_centre(by)
    return policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW), of_centre(by)


def _writer(by: Principal, pk: int) -> tuple[Pupil, int]:
    """The pupil, and the CLB in whose file the reader writes. Raises ``Denied``."""
    pupil, _centre = _found(by, pk)
    centre_id = file.writes_at(by, pupil)
    if centre_id is None:
        raise policy.Denied(_("In dit dossier schrijft alleen wie van het CLB op het dossier staat."))
    return pupil, centre_id


@login_required
@require_GET
def pupil_file(request: SignedRequest, pk: int) -> HttpResponse:
    """What the CLB keeps of a pupil."""
    by = request.principal
    pupil, _centre = _found(by, pk)
    shown = file.file_of(pupil, by=by, on=by.on, page=request.GET.get("pagina", "1"))
    running = next((one for one in shown.trajects if one.closed_on is None), None)
    facts = presence(pk, to=by, on=by.on, since=running.began_on if running else None)
    context = {"pupil": pupil, "file": shown, "running": running, "presence": facts, "today": by.on}
    return render(request, "trajectories/file.html", context)


@login_required
@form_view
def step_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Write what the CLB did."""
    by = request.principal
    pupil, centre_id = _writer(by, pk)
    form = StepForm(request.POST or None, initial={"on": by.on, "kind": request.GET.get("wat", "gesprek")})
    arguments = {"by": by, "pupil": pupil, "centre_id": centre_id}
    if form.is_valid() and form.attempt(steps.write_step, **arguments, step=form.step()):
        messages.success(request, _("Genoteerd in het dossier van het CLB."))
        return redirect("clb-file", pk)
    return _form(request, form, _("Stap noteren"), pupil)


@login_required
@form_view
def traject_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Begin a traject."""
    by = request.principal
    pupil, centre_id = _writer(by, pk)
    people = signals.colleagues(by, centre_id, by.on)
    form = TrajectForm(request.POST or None, people=people, initial={"on": by.on, "lead": by.user_id})
    if form.is_valid():
        data = form.cleaned_data
        arguments: dict[str, Any] = {"on": data["on"], "goal": data["goal"], "course": form.course()}
        if form.attempt(trajects.start_traject, by=by, pupil=pupil, centre_id=centre_id, **arguments):
            messages.success(request, _("Het traject is begonnen."))
            return redirect("clb-traject", form.result.pk)
    return _form(request, form, _("Traject beginnen"), pupil)


@login_required
@form_view
def traject(request: SignedRequest, pk: str) -> HttpResponse:
    """One traject: how it goes on, with the facts of presence beside it."""
    by = request.principal
    found = file.traject_of(pk, by=by)
    people = signals.colleagues(by, found.organisation_id, by.on) if by.can(acts.CLB_DOOR) else []
    may = bool(people) and found.closed_on is None
    form = CourseForm(request.POST or None, people=people, traject=found) if may else None
    if form is not None and form.is_valid() and _changed(by, found, form):
        messages.success(request, _("Het traject is aangepast."))
        return redirect("clb-traject", pk)
    facts = presence(found.pupil_id, to=by, on=found.closed_on or by.on, since=found.began_on)
    context = {"traject": found, "form": form, "presence": facts, "pupil": found.pupil}
    return render(request, "trajectories/traject.html", context)


def _changed(by: Principal, found: Traject, form: CourseForm) -> bool:
    return form.attempt(trajects.change_traject, by=by, traject=found, course=form.course())


@login_required
@form_view
def traject_close(request: SignedRequest, pk: str) -> HttpResponse:
    """Decide that a traject ends, with the facts of presence beside the decision."""
    by = request.principal
    found = file.traject_of(pk, by=by, act=acts.GUIDANCE_KEEP)
    told = found.signal is not None and found.signal.shared and found.signal.state == State.TAKEN
    form = CloseForm(request.POST or None, shared=told, initial={"on": by.on})
    if form.is_valid() and form.attempt(trajects.close_traject, by=by, traject=found, **form.cleaned_data):
        messages.success(request, _("Het traject is afgesloten."))
        return redirect("clb-file", found.pupil_id)
    facts = presence(found.pupil_id, to=by, on=by.on, since=found.began_on)
    back = reverse("clb-traject", args=[pk])
    return _form(request, form, _("Traject afsluiten"), found.pupil, back=back, presence=facts)


@login_required
@require_GET
def traject_list(request: SignedRequest) -> HttpResponse:
    """Trajects that run: the own ones, or all that the reader may read."""
    by = request.principal
    of_centre(by)
    mine = request.GET.get("wie", "") != "alle"
    page, rows = file.trajects_of(to=by, mine=mine, page=request.GET.get("pagina", "1"))
    return render(request, "trajectories/trajects.html", {"page": page, "rows": rows, "mine": mine, "today": by.on})


@login_required
@form_view
def trust_person(request: SignedRequest, pk: int) -> HttpResponse:
    """Name a trust person for a pupil who cannot choose one."""
    by = request.principal
    pupil, centre_id = _found(by, pk)
    if centre_id not in by.organisations(acts.CASE_ASSIGN):
        raise policy.Denied(_("Alleen het hoofd van het CLB wijst een vertrouwenspersoon aan."))
    form = TrustForm(request.POST or None, people=signals.colleagues(by, centre_id, by.on))
    if form.is_valid():
        data = form.cleaned_data
        arguments = {"who_id": data["who"], "reason": data["reason"]}
        if form.attempt(trust.name_trust_person, by=by, pupil=pupil, centre_id=centre_id, **arguments):
            messages.success(request, _("De vertrouwenspersoon is aangewezen. De leerling ziet dit."))
            return redirect("clb-file", pk)
    return _form(request, form, _("Vertrouwenspersoon aanwijzen"), pupil)


def _form(request: SignedRequest, form: Any, title: str, pupil: Pupil, **context: Any) -> HttpResponse:
    context = {"back": reverse("clb-file", args=[pupil.pk]), **context, "form": form, "title": title, "pupil": pupil}
    return render(request, "trajectories/form.html", {**context, "lead": str(pupil)})
