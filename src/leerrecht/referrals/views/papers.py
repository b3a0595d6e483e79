"""Documents of a referral: a form that belongs to it, and a sheet of facts on paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.forms.domain import catalogue, facts
from leerrecht.forms.domain.queries import reading as filled_forms
from leerrecht.forms.interfaces.forms import AnswerForm
from leerrecht.forms.models import About
from leerrecht.referrals import domain
from leerrecht.referrals.domain.asking import told_of
from leerrecht.referrals.domain.documents import nameless
from leerrecht.referrals.domain.queries import page as reading
from leerrecht.referrals.domain.sheets import sheet
from leerrecht.referrals.flows import FLOWS
from leerrecht.referrals.interfaces.printing import form_pdf, sheet_pdf
from leerrecht.referrals.models import Document

form_view = require_http_methods(["GET", "POST"])
LATER = "later"


@login_required
@form_view
def fill(request: SignedRequest, pk: str, form: str) -> HttpResponse:
    """Fill in a form of the flow; what is known stands there, but in a form without a name."""
    by = request.principal
    referral = reading.find(by, pk, act=acts.REFERRAL_MAKE)
    told = told_of(referral, referral.steps.all())
    if not any(form in step.forms for step in told.flow.steps) or referral.closed_on is not None:
        raise Http404(_("Dit formulier hoort niet bij deze doorverwijzing."))
    definition = catalogue.find(by, form, act=acts.NOTE_WRITE, about=About.PUPIL)
    known = {} if nameless(told) else facts.of_pupil(by, referral.pupil, by.on)
    drawn = AnswerForm(request.POST or None, sections=definition.sections, facts=known)
    finish = LATER not in request.POST
    if drawn.is_valid() and drawn.attempt(
        domain.attach_form, by=by, referral=referral, key=form, answers=drawn.answers(), finish=finish
    ):
        messages.success(request, _("Het formulier is bewaard bij deze doorverwijzing."))
        return redirect("referral", referral.pk)
    context = {
        "title": definition.name, "explanation": definition.explanation, "form": drawn, "pupil": referral.pupil,
        "back": reverse("referral", args=[referral.pk]), "known": bool(known),
    }  # fmt: skip
    return render(request, "forms/fill.html", context)


@login_required
@require_GET
def preview(request: SignedRequest, pk: str) -> HttpResponse:
    """The sheet as it would leave today."""
    by = request.principal
    referral = reading.find(by, pk, act=acts.REFERRAL_MAKE)
    if not any(step.sheet for step in FLOWS[referral.flow].steps):
        raise Http404(_("Bij deze doorverwijzing hoort geen blad."))
    content = sheet_pdf(
        title=str(FLOWS[referral.flow].name), content=sheet(by, referral, by.on),
        organisation_id=referral.organisation_id, on=by.on,
    )  # fmt: skip
    return _pdf(content, "blad")


@login_required
@require_GET
def document(request: SignedRequest, pk: int) -> HttpResponse:
    """A sheet as it left, or the form on paper: without the name where the consult is."""
    by = request.principal
    found = policy.find(Document, pk, by=by, act=acts.NOTE_VIEW)
    referral = reading.find(by, found.referral_id)
    if found.content is not None:
        content = sheet_pdf(
            title=str(FLOWS[referral.flow].name), content=found.content, organisation_id=referral.organisation_id,
            on=found.made_on,
        )  # fmt: skip
        return _pdf(content, "blad")
    if found.filled_id is None:
        raise policy.missing(Document)
    filled = filled_forms.read(by, found.filled_id)
    if filled.withdrawn_at is not None:
        raise Http404(_("Dit formulier is ingetrokken."))
    told = told_of(referral, referral.steps.all())
    lead = [] if nameless(told) else [str(referral.pupil)]
    return _pdf(form_pdf(filled, lead=lead, on=timezone.localdate(filled.made_at)), "document")


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"', "Cache-Control": "no-store, private"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
