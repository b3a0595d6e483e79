"""Incidents: the list, a new one within a minute, and what follows."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Team
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.discipline.domain import incidents as verbs
from leerrecht.discipline.domain.queries import incidents as queries
from leerrecht.discipline.domain.queries.choosing import beside, found_by_name
from leerrecht.discipline.domain.school import agreed_of
from leerrecht.discipline.interfaces.forms import (
    FollowForm,
    IncidentFilter,
    IncidentForm,
    InvolvedForm,
    PupilSearch,
    ToldForm,
)
from leerrecht.discipline.models import Incident, Involved
from leerrecht.guidance.views.file import pupil_of
from leerrecht.notes.domain.places import places
from leerrecht.people.models import Pupil
from leerrecht.ui.asking import do_and_say

form_view = require_http_methods(["GET", "POST"])
FOLLOWS = {
    "verhaal": (verbs.tell_account, gettext_lazy("Het verhaal van de leerling")),
    "herstel": (verbs.tell_restored, gettext_lazy("Herstelgesprek")),
    "begeleiding": (verbs.begin_care, gettext_lazy("Begeleiding die hierop volgt")),
    "nagesprek": (verbs.talk_after, gettext_lazy("Nagesprek na de afzondering")),
}


def recorder(request: SignedRequest) -> Principal:
    """Who records incidents somewhere; else refused."""
    if not request.principal.can(acts.INCIDENT_RECORD):
        raise policy.Denied(_("Uw functie laat niet toe om incidenten te noteren."))
    return request.principal


@login_required
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """Incidents that the reader sees."""
    by = recorder(request)
    form = IncidentFilter(request.GET)
    narrowed = form.chosen()
    page = queries.incident_list(by, narrowed, request.GET.get("pagina", 1))
    context = {
        "form": form, "page": page, "narrowed": narrowed != queries.Narrowed(), "classes": queries.by_class(by, by.on),
        "leads": by.can(acts.TUCHT_KEEP),
    }  # fmt: skip
    return render(request, "discipline/incidents.html", context)


@login_required
@require_GET
def choose(request: SignedRequest) -> HttpResponse:
    """About whom: a pupil whom the writer sees."""
    by = recorder(request)
    form = PupilSearch(request.GET)
    text = form.cleaned_data["q"].strip() if form.is_valid() else ""
    return render(request, "discipline/choose.html", {"form": form, "text": text, "found": found_by_name(by, text)})


@login_required
@form_view
def new(request: SignedRequest, pk: int) -> HttpResponse:
    """Write down what happened."""
    by = recorder(request)
    pupil = pupil_of(by, pk)
    school_id = school_where(by, pupil)
    form = IncidentForm(request.POST or None, agreed=agreed_of(school_id))
    back = reverse("discipline-pupil", args=[pupil.pk])
    if form.is_valid() and form.attempt(
        verbs.record_incident, by=by, pupil=pupil, school_id=school_id, told=form.told(), apart=form.apart()
    ):
        messages.success(request, _("Bewaard. Noteer straks ook het verhaal van de leerling zelf."))
        return redirect("incident", form.result.pk)
    context = {
        "form": form, "title": _("Nieuw incident"), "lead": str(pupil), "back": back, "pupil": pupil,
        "readers": Team.readers,
    }  # fmt: skip
    return render(request, "discipline/form.html", context)


def school_where(by: Principal, pupil: Pupil) -> int:
    """The school for which the writer records about this pupil."""
    for place in places(by, pupil):
        if place.compartment == Team.key and place.organisation_id in by.organisations(acts.INCIDENT_RECORD):
            return place.organisation_id
    raise policy.Denied(_("Over deze leerling noteert u geen incidenten."))


@login_required
@require_GET
def incident(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One incident."""
    by = request.principal
    found = policy.find(Incident, pk, by=by, act=acts.NOTE_VIEW)
    context = {"shown": queries.incident_page(by, found), "incident": found, "leads": by.can(acts.TUCHT_KEEP)}
    return render(request, "discipline/incident.html", context)


@login_required
@form_view
def follow(request: SignedRequest, pk: UUID, what: str) -> HttpResponse:
    """The account of the pupil, a restorative talk, or guidance."""
    by = request.principal
    if what not in FOLLOWS:
        raise Http404
    found = policy.find(Incident, pk, by=by, act=acts.INCIDENT_RECORD)
    verb, title = FOLLOWS[what]
    form = FollowForm(request.POST or None)
    back = reverse("incident", args=[found.pk])
    if form.is_valid() and form.attempt(verb, by=by, incident=found, **form.cleaned_data):
        messages.success(request, _("Bewaard."))
        return redirect(back)
    queries.log_one(by, found)
    context = {"form": form, "title": title, "lead": str(found.pupil), "back": back, "pupil": found.pupil}
    return render(request, "discipline/form.html", context)


@login_required
@require_POST
def told(request: SignedRequest, pk: UUID) -> HttpResponse:
    """The parents know that the pupil was set apart."""
    by = request.principal
    found = policy.find(Incident, pk, by=by, act=acts.INCIDENT_RECORD)
    form = ToldForm(request.POST)
    back = reverse("incident", args=[found.pk])
    if not form.is_valid():
        messages.error(request, _("Geef de dag waarop de ouders het weten."))
        return redirect(back)
    day = form.cleaned_data["on"]
    return do_and_say(
        request, lambda: verbs.told_parents(by=by, incident=found, on=day), done=_("Genoteerd."), back=back
    )


@login_required
@form_view
def involve(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Another pupil in it."""
    by = request.principal
    found = policy.find(Incident, pk, by=by, act=acts.INCIDENT_RECORD)
    text = request.GET.get("q", "")
    people = beside(by, found, text)
    form = InvolvedForm(request.POST or None, pupils=[(pupil.pk, str(pupil)) for pupil in people])
    back = reverse("incident", args=[found.pk])
    if form.is_valid():
        data = form.cleaned_data
        pupil = policy.find(Pupil, data["pupil"], by=by, act=acts.CASE_VIEW)
        if form.attempt(verbs.involve, by=by, incident=found, pupil=pupil, part=data["part"], words=data["words"]):
            messages.success(request, _("Bewaard."))
            return redirect(back)
    queries.log_one(by, found)
    context = {
        "form": form, "title": _("Wie was er nog bij"), "lead": str(found.pupil), "back": back, "pupil": found.pupil,
        "search": PupilSearch(request.GET),
    }  # fmt: skip
    return render(request, "discipline/form.html", context)


@login_required
@require_POST
def asked(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Somebody asked who was hurt how it goes."""
    by = request.principal
    found = policy.find(Involved, pk, by=by, act=acts.INCIDENT_RECORD)
    return do_and_say(
        request, lambda: verbs.asked_again(by=by, involved=found), done=_("Genoteerd."),
        back=reverse("incident", args=[found.incident_id]),
    )  # fmt: skip


@login_required
@require_POST
def close(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Done with."""
    by = request.principal
    found = policy.find(Incident, pk, by=by, act=acts.INCIDENT_RECORD)
    return do_and_say(
        request, lambda: verbs.close_incident(by=by, incident=found), done=_("Het incident is afgerond."),
        back=reverse("incident", args=[found.pk]),
    )  # fmt: skip


@login_required
@require_GET
def apart(request: SignedRequest) -> HttpResponse:
    """Who was set apart this school year."""
    by = recorder(request)
    return render(
        request, "discipline/apart.html", {"apart": queries.isolations(by, by.on, request.GET.get("pagina", 1))}
    )
