"""Waiting lists, by child: who waits where, asking for a place, and what the school answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.law.calendar import label
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil
from leerrecht.places.domain import waiting as verbs
from leerrecht.places.domain.queries import pages, refusals, waiting
from leerrecht.places.interfaces.forms import AskForm, AskForPupilForm, DayForm, RefuseForm, WaitingFilter
from leerrecht.places.models import Application, Slot
from leerrecht.ui.asking import ask_then_do
from leerrecht.ui.choosing import to_school

form_view = require_http_methods(["GET", "POST"])
_ACTS: dict[str, tuple[Any, Any, Any]] = {
    "toewijzen": (verbs.offer_place, _later("Plaats toewijzen"), _later("De plaats is toegewezen.")),
    "ingeschreven": (verbs.enrol_from_list, _later("Ingeschreven"), _later("Bewaard: het kind is ingeschreven.")),
    "stopzetten": (verbs.withdraw, _later("Niet meer gevraagd"), _later("Bewaard: het kind wacht hier niet meer.")),
    "blijft": (verbs.keep_waiting, _later("Wacht nog altijd"), _later("Bewaard: het kind blijft op deze lijst.")),
    "attest": (verbs.give_document, _later("Attest gegeven"), _later("Bewaard: de ouders kregen het attest.")),
}


@login_required
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """Children that wait, each once."""
    if away := to_school(request, "waiting-carry"):
        return away
    by = request.principal
    if not by.can(acts.WAITING_KEEP):
        raise policy.Denied(_("Wachtlijsten zijn voor de school en haar CLB."))
    form = WaitingFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    kinds = [chosen["kind"]] if chosen.get("kind") else []
    page, rows = waiting.waiting_list(
        by, by.on, kinds=kinds, without_school=bool(chosen.get("without")), number=request.GET.get("pagina", "1")
    )
    context = {
        "form": form, "page": page, "rows": rows, "schools": pages.own_schools(by), "narrowed": bool(request.GET),
        "next_year": label(pages.year_of(by.on) + 1),
    }  # fmt: skip
    return render(request, "places/waiting.html", context)


@login_required
@require_GET
def line(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One line of a waiting list, with what the law says of a refusal."""
    by = request.principal
    found = policy.find(Application, pk, by=by, act=acts.WAITING_VIEW)
    keeps, refuses, known = pages.line_page(by, found)
    context = {
        "line": found, "keeps": keeps, "refuses": refuses, "known": known, "said": refusals.of_line(found, by.on),
        "year": label(found.school_year), "today": by.on, "again": pages.is_asked_again(by, found),
    }  # fmt: skip
    return render(request, "places/line.html", context)


@login_required
@form_view
def ask(request: SignedRequest, pk: UUID) -> HttpResponse:
    """A child asks for this kind of place."""
    by = request.principal
    slot = policy.find(Slot, pk, by=by, act=acts.PLACES_KEEP)
    form = AskForm(request.POST or None, initial={"asked_on": by.on})
    if form.is_valid() and form.attempt(
        verbs.ask_place, by=by, slot=slot, child=form.child(), asked_on=form.cleaned_data["asked_on"],
        channel=form.cleaned_data["channel"],
    ):  # fmt: skip
        messages.success(request, _("Het kind staat op de wachtlijst."))
        return redirect("places-slot", pk)
    title = _("Op de wachtlijst zetten: %(slot)s") % {"slot": slot}
    return _form(request, form, title, reverse("places-slot", args=[pk]))


@login_required
@form_view
def ask_for(request: SignedRequest, pk: int) -> HttpResponse:
    """A place for a pupil, at a school of the region."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.PUPIL_VIEW)
    if not by.can(acts.WAITING_KEEP):
        raise policy.Denied(_("Een plaats vraagt de school of het CLB aan."))
    form = AskForPupilForm(request.POST or None, slots=pages.slots_near(by), initial={"asked_on": by.on})
    if form.is_valid() and form.attempt(verbs.ask_place, by=by, child=pupil, **form.cleaned_data):
        messages.success(request, _("%(pupil)s staat op de wachtlijst.") % {"pupil": pupil})
        return redirect("places-pupil", pk)
    return _form(
        request, form, _("Plaats vragen voor %(pupil)s") % {"pupil": pupil}, reverse("places-pupil", args=[pk])
    )


@login_required
@form_view
def act(request: SignedRequest, pk: UUID, what: str) -> HttpResponse:
    """A place was given, taken, or asked no longer; the document was given."""
    by = request.principal
    if what not in _ACTS:
        raise Http404
    verb, title, done = _ACTS[what]
    found = pages.kept_line(by, pk)
    form = DayForm(request.POST or None, initial={"on": by.on})
    if form.is_valid() and form.attempt(verb, by=by, application=found, **form.cleaned_data):
        messages.success(request, done)
        return redirect("waiting-line", pk)
    return _form(request, form, f"{title}: {found.pupil}", reverse("waiting-line", args=[pk]))


@login_required
@form_view
def refuse(request: SignedRequest, pk: UUID) -> HttpResponse:
    """The school does not enrol this child."""
    by = request.principal
    found = pages.kept_line(by, pk)
    form = RefuseForm(request.POST or None, initial={"on": by.on})
    if form.is_valid() and form.attempt(verbs.refuse, by=by, application=found, refused=form.refused()):
        messages.success(request, _("De weigering is genoteerd. Geef de ouders het attest met de reden."))
        return redirect("waiting-line", pk)
    return _form(request, form, _("Weigeren: %(pupil)s") % {"pupil": found.pupil}, reverse("waiting-line", args=[pk]))


@login_required
@form_view
def carry(request: SignedRequest, pk: int) -> HttpResponse:
    """Take who still waits to the list of the next school year."""
    by = request.principal
    school = policy.find(School, pk, by=by, act=acts.WAITING_KEEP)
    year = pages.year_of(by.on)
    return ask_then_do(
        request, lambda: verbs.carry_over(by=by, school=school, year=year),
        title=_("Wachtlijsten meenemen naar %(year)s") % {"year": label(year + 1)},
        lead=_(
            "Wie nu in %(school)s op een plaats wacht, komt op de lijst van het volgende schooljaar, met de jaren die "
            "het kind al wacht. Doe dit als dit schooljaar niemand meer een plaats krijgt."
        ) % {"school": school},
        submit=_("Meenemen"), done=_("De wachtlijsten zijn meegenomen."), back=reverse("waiting-list"), kind="primary",
    )  # fmt: skip


@login_required
@require_GET
def pupil(request: SignedRequest, pk: int) -> HttpResponse:
    """Where one child waits, and which schools refused it; the family reads along."""
    by = request.principal
    found = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    if not pages.reads_places(by, found):
        raise policy.missing(Pupil)
    if found.merged_into_id:
        return redirect("places-pupil", found.merged_into_id)
    context = {
        "pupil": found, "page": pages.pupil_page(by, found), "may_ask": by.can(acts.WAITING_KEEP),
        "may_tell": by.can(acts.REFUSAL_KEEP),
    }  # fmt: skip
    return render(request, "places/pupil.html", context)


def _form(request: SignedRequest, form: object, title: str, back: str) -> HttpResponse:
    return render(request, "places/form.html", {"form": form, "title": title, "back": back})
