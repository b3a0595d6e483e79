"""Which forms there are; and those about the school itself."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.forms import domain
from leerrecht.forms.domain import catalogue, facts
from leerrecht.forms.domain.building import draft_of, last_number
from leerrecht.forms.domain.queries import reading
from leerrecht.forms.interfaces.forms import AnswerForm
from leerrecht.forms.interfaces.printing import printed
from leerrecht.forms.models import About, Form, SchoolForm
from leerrecht.forms.views.pupils import LATER, as_pdf, go_on, tell
from leerrecht.organisations.models import School
from leerrecht.ui.choosing import chosen_school, to_school

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def form_list(request: SignedRequest) -> HttpResponse:
    """All forms: for a pupil (filled in from the pupil's page), about the school, and those of the school's own."""
    if away := to_school(request, "own-form-new"):
        return away
    by = request.principal
    if not by.can(acts.NOTE_WRITE):
        raise policy.Denied(_("Uw functie vult geen formulieren in."))
    found = catalogue.forms(by, act=acts.NOTE_WRITE)
    schools = list(policy.visible(School, to=by, act=acts.FORM_POLICY).order_by("name", "pk"))
    school = chosen_school(request, schools)
    own = policy.visible(Form, to=by, act=acts.FORM_MANAGE).filter(retired_at=None).select_related("school")
    context = {
        "for_pupils": [one for one in found.values() if one.about == About.PUPIL],
        "for_schools": [one for one in found.values() if one.about == About.SCHOOL],
        "schools": schools,
        "school": school,
        "manages": policy.visible(School, to=by, act=acts.FORM_MANAGE).order_by("name", "pk"),
        "own": [(form, last_number(form), draft_of(form)) for form in own],
        "filled": policy.visible(SchoolForm, to=by, act=acts.FORM_POLICY).filter(school=school),
    }
    return render(request, "forms/form_list.html", context)


@login_required
@form_view
def fill(request: SignedRequest, pk: int, form: str) -> HttpResponse:
    """Fill in a form about the school."""
    by = request.principal
    school = policy.find(School, pk, by=by, act=acts.FORM_POLICY)
    try:
        definition = catalogue.find(by, form, act=acts.FORM_POLICY, about=About.SCHOOL)
    except ValidationError as error:
        raise Http404(_("Geen formulier gevonden.")) from error
    last = reading.last_answers(by, school, definition.name)
    codes = {question.code for question in definition.questions}
    known = {code: value for code, value in last.items() if code in codes}
    drawn = AnswerForm(
        request.POST or None, sections=definition.sections, facts=facts.of_school(by, school, by.on), initial=known
    )
    if drawn.is_valid():
        finish = LATER not in request.POST
        kept = drawn.attempt(
            domain.fill_policy, by=by, school=school, key=form, answers=drawn.answers(), finish=finish
        )  # fmt: skip
        if kept:
            tell(request, finish=finish)
            return redirect("policy-filled", drawn.result.pk)
    context = {
        "title": definition.name, "explanation": definition.explanation, "form": drawn, "school": school,
        "back": reverse("form-list"), "known": True,
    }  # fmt: skip
    return render(request, "forms/fill.html", context)


@login_required
@require_GET
def filled(request: SignedRequest, pk: str) -> HttpResponse:
    """What the school wrote about how it works."""
    one = policy.find(SchoolForm, pk, by=request.principal, act=acts.FORM_POLICY)
    context = {
        "filled": one, "parts": reading.parts(one.version, one.answers), "organisation": one.school, "standing": True,
        "may_go_on": one.finished_at is None, "about_school": True,
    }  # fmt: skip
    return render(request, "forms/filled.html", context)


@login_required
@form_view
def change(request: SignedRequest, pk: str) -> HttpResponse:
    """Go on with one that is not finished."""
    one = policy.find(SchoolForm, pk, by=request.principal, act=acts.FORM_POLICY)
    back = reverse("policy-filled", args=[one.pk])
    return go_on(request, one, domain.change_policy, back=back, about={"school": one.school})


@login_required
@require_GET
def pdf(request: SignedRequest, pk: str) -> HttpResponse:
    """On paper."""
    one = policy.find(SchoolForm, pk, by=request.principal, act=acts.FORM_POLICY)
    day = timezone.localdate(one.made_at)
    lead = [_("Ingevuld door %(who)s, %(day)s") % {"who": one.made_by, "day": f"{day:%d/%m/%Y}"}]
    content = printed(
        title=one.name, lead=lead, parts=reading.parts(one.version, one.answers), organisation_id=one.school_id, on=day,
    )  # fmt: skip
    return as_pdf(content, "beleid")
