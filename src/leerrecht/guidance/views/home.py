"""Home at the school's request: the record, and who stays at home without one."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.access.roles import Reach
from leerrecht.guidance.domain import home as verbs
from leerrecht.guidance.domain.queries.home import home_faults
from leerrecht.guidance.domain.queries.timeline import log_look
from leerrecht.guidance.interfaces.home_forms import HomeForm, ReviewForm
from leerrecht.guidance.models import ThuisOpVraag
from leerrecht.guidance.views.file import back_of, form_view, houses, pupil_of
from leerrecht.notes.domain.places import places


@login_required
@form_view
def home_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Write down why a pupil comes part of the week or not at all."""
    by = request.principal
    pupil = pupil_of(by, pk)
    own = houses(by, places(by, pupil))
    if not own:
        raise policy.Denied(_("Een afspraak om thuis te blijven legt de school van de leerling vast."))
    form = HomeForm(request.POST or None)
    back = back_of(request, reverse("guidance", args=[pupil.pk]))
    if form.is_valid() and form.attempt(
        verbs.record_home, by=by, pupil=pupil, school_id=own[0], request=form.request()
    ):
        messages.success(request, _("Bewaard. De leerling, de ouders en het CLB kunnen dit lezen."))
        return redirect(back)
    context = {
        "pupil": pupil, "form": form, "back": back,
        "title": _("Deeltijds of thuis op vraag van de school"),
        "warning": _("Zonder al deze gegevens kan dit niet beginnen: een leerling heeft recht op school."),
    }  # fmt: skip
    return render(request, "guidance/entry_form.html", context)


@login_required
@form_view
def home_review(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Look at it again."""
    by = request.principal
    home = policy.find(ThuisOpVraag, pk, by=by, act=acts.GUIDANCE_KEEP, without=("clb_view", "clb_who"))
    form = ReviewForm(request.POST or None)
    back = back_of(request, reverse("guidance", args=[home.pupil_id]))
    if form.is_valid() and form.attempt(verbs.review_home, by=by, home=home, **form.cleaned_data):
        messages.success(request, _("Bewaard."))
        return redirect(back)
    log_look(by, home.pupil, [(home.organisation_id, home.compartment)])
    context = {"pupil": home.pupil, "form": form, "back": back, "title": _("Opnieuw bekijken: thuisblijven")}
    return render(request, "guidance/entry_form.html", context)


@login_required
@require_POST
def home_stop(request: SignedRequest, pk: UUID) -> HttpResponse:
    """The pupil comes again."""
    by = request.principal
    home = policy.find(ThuisOpVraag, pk, by=by, act=acts.GUIDANCE_KEEP)
    try:
        verbs.stop_home(by=by, home=home)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Gestopt: de leerling komt weer naar school."))
    return redirect("guidance", home.pupil_id)


@login_required
@require_GET
def faults(request: SignedRequest) -> HttpResponse:
    """Who stays at home without a record, or with one that is not in order."""
    by = request.principal
    if not by.can(acts.GUIDANCE_KEEP):
        raise policy.Denied(_("Uw functie laat niet toe om dit te zien."))
    keeps = bool(by.places(acts.GUIDANCE_KEEP, Reach.SCHOOL))
    return render(request, "guidance/faults.html", {"faults": home_faults(by, by.on), "keeps": keeps})
