"""The page of one pupil, measures of order, searches, and what the school agreed."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Tucht
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.access.roles import Reach
from leerrecht.discipline.domain import incidents as incident_verbs
from leerrecht.discipline.domain import measures as verbs
from leerrecht.discipline.domain.queries import incidents as queries
from leerrecht.discipline.domain.queries.choosing import incidents_of
from leerrecht.discipline.domain.queries.contests import contests_of
from leerrecht.discipline.domain.queries.measures import look_at
from leerrecht.discipline.domain.queries.pupil import history
from leerrecht.discipline.domain.school import agreed_of, save_rules
from leerrecht.discipline.interfaces.forms import MeasureForm, RulesForm, SearchForm
from leerrecht.discipline.models import Measure
from leerrecht.discipline.views.contests import led_at
from leerrecht.discipline.views.incidents import form_view
from leerrecht.guidance.views.file import pupil_of
from leerrecht.law.tucht import NAMEN
from leerrecht.notes.domain.places import places
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil
from leerrecht.ui.asking import ask_then_do, do_and_say


def leads_at(by: Principal, pupil: Pupil) -> list[int]:
    """Schools of the pupil where the principal leads discipline."""
    led = by.places(acts.TUCHT_KEEP, Reach.SCHOOL)
    found = {place.organisation_id for place in places(by, pupil) if place.compartment == Tucht.key}
    return sorted(found & led)


def leader(by: Principal, pupil: Pupil) -> int:
    """The school for which somebody leads; else refused."""
    found = leads_at(by, pupil)
    if not found:
        raise policy.Denied(_("Maatregelen en procedures leidt de directeur van de school van de leerling."))
    return found[0]


@login_required
@require_GET
def pupil(request: SignedRequest, pk: int) -> HttpResponse:
    """Order and discipline of one pupil: care and sanctions side by side."""
    by = request.principal
    found = pupil_of(by, pk)
    if found.merged_into_id:
        return redirect("discipline-pupil", found.merged_into_id)
    context = {
        "pupil": found, "history": history(by, found, by.on), "leads": bool(leads_at(by, found)),
        "records": by.can(acts.INCIDENT_RECORD), "kinds": NAMEN.items(), "today": by.on,
        "contests": bool(led_at(by, found)) or contests_of(by, found).exists(),
    }  # fmt: skip
    return render(request, "discipline/pupil.html", context)


@login_required
@form_view
def new(request: SignedRequest, pk: int) -> HttpResponse:
    """Give a measure of the ladder."""
    by = request.principal
    found = pupil_of(by, pk)
    school_id = leader(by, found)
    agreed = agreed_of(school_id)
    form = MeasureForm(request.POST or None, agreed=agreed)
    back = reverse("discipline-pupil", args=[found.pk])
    incident = incidents_of(by, found, school_id).filter(pk__in=_uuid(request.GET.get("incident"))).first()
    if form.is_valid() and form.attempt(
        verbs.give_measure, by=by, pupil=found, school_id=school_id, given=form.given(), incident=incident
    ):
        messages.success(request, _("Bewaard. Leerling en ouders kunnen dit lezen."))
        return redirect(back)
    context = {
        "form": form, "title": _("Ordemaatregel"), "lead": str(found), "back": back, "pupil": found,
        "readers": Tucht.readers, "history": history(by, found, by.on),
    }  # fmt: skip
    return render(request, "discipline/form.html", context)


def _uuid(text: str | None) -> list[UUID]:
    try:
        return [UUID(text or "")]
    except ValueError:
        return []


@login_required
@form_view
def lighten(request: SignedRequest, pk: UUID) -> HttpResponse:
    """A lighter measure in its place."""
    by = request.principal
    measure = policy.find(Measure, pk, by=by, act=acts.TUCHT_KEEP)
    form = MeasureForm(request.POST or None, agreed=agreed_of(measure.organisation_id), below=measure.rung)
    back = reverse("discipline-pupil", args=[measure.pupil_id])
    if form.is_valid() and form.attempt(verbs.lighten, by=by, measure=measure, given=form.given()):
        messages.success(request, _("Vervangen door een lichtere maatregel."))
        return redirect(back)
    look_at(by, measure)
    context = {"form": form, "title": _("Lichtere maatregel"), "lead": str(measure.pupil), "back": back}
    return render(request, "discipline/form.html", context | {"pupil": measure.pupil})


@login_required
@form_view
def withdraw(request: SignedRequest, pk: UUID) -> HttpResponse:
    """It no longer stands."""
    by = request.principal
    measure = policy.find(Measure, pk, by=by, act=acts.TUCHT_KEEP)
    look_at(by, measure)
    return ask_then_do(
        request, lambda: verbs.withdraw_measure(by=by, measure=measure), title=_("Maatregel intrekken"),
        lead=_("%(what)s van %(pupil)s geldt dan niet meer.") % {"what": measure.name, "pupil": measure.pupil},
        done=_("De maatregel is ingetrokken."), back=reverse("discipline-pupil", args=[measure.pupil_id]),
    )  # fmt: skip


@login_required
@require_POST
def wipe(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Destroy what is forgotten."""
    by = request.principal
    measure = policy.find(Measure, pk, by=by, act=acts.TUCHT_KEEP)
    return do_and_say(
        request, lambda: verbs.wipe(by=by, measure=measure), done=_("De maatregel en haar tekst zijn gewist."),
        back=reverse("discipline-pupil", args=[measure.pupil_id]),
    )  # fmt: skip


@login_required
@form_view
def search_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Write a search in the log."""
    by = request.principal
    found = pupil_of(by, pk)
    school_id = leader(by, found)
    form = SearchForm(request.POST or None, initial={"present": ""})
    back = reverse("discipline-pupil", args=[found.pk])
    if form.is_valid() and form.attempt(
        incident_verbs.record_search, by=by, pupil=found, school_id=school_id, searched=form.searched_()
    ):
        messages.success(request, _("De doorzoeking staat in het logboek."))
        return redirect(back)
    context = {
        "form": form, "title": _("Doorzoeking"), "lead": str(found), "back": back, "pupil": found,
        "warning": _(
            "Alleen met een getekend schoolcontract, een concrete reden (wapen, vape of drugs) en door de directie. "
            "Nooit om te voorkomen of met een steekproef. De regel is aangekondigd voor 2027-2028: te verifiëren."
        ),
    }  # fmt: skip
    return render(request, "discipline/form.html", context)


@login_required
@require_GET
def searches(request: SignedRequest) -> HttpResponse:
    """The log of searches."""
    by = request.principal
    if not by.can(acts.TUCHT_KEEP):
        raise policy.Denied(_("Het logboek van doorzoekingen is voor de directeur."))
    return render(request, "discipline/searches.html", {"page": queries.search_log(by, request.GET.get("pagina", 1))})


@login_required
@form_view
def rules(request: SignedRequest, pk: int) -> HttpResponse:
    """What the school agreed on order and discipline."""
    by = request.principal
    school = policy.find(School, pk, by=by, act=acts.SCHOOL_VIEW)
    if school.pk not in by.places(acts.TUCHT_KEEP, Reach.SCHOOL):
        raise policy.Denied(_("De afspraken over orde en tucht beheert de directeur van de school."))
    agreed = agreed_of(school.pk)
    initial = {
        "ladder": "\n".join(agreed.ladder), "steps": "\n".join(agreed.steps), "forget_months": agreed.forget_months,
        "appeal_days": agreed.appeal_days if agreed.appeal_confirmed else None, "appeal_to": agreed.appeal_to,
    }  # fmt: skip
    form = RulesForm(request.POST or None, initial=initial)
    if form.is_valid() and form.attempt(save_rules, by=by, school=school, **form.agreed()):
        messages.success(request, _("Bewaard."))
        return redirect("discipline-list")
    context = {
        "form": form, "title": _("Afspraken over orde en tucht"), "lead": str(school),
        "back": reverse("discipline-list"),
    }  # fmt: skip
    return render(request, "discipline/form.html", context)
