"""A school makes its own form: sections, questions, a version."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.forms import domain
from leerrecht.forms.domain.building import draft_of
from leerrecht.forms.domain.definitions import Question, Section, from_json
from leerrecht.forms.interfaces.forms import AnswerForm, OwnForm, QuestionForm, SectionForm
from leerrecht.forms.models import Form
from leerrecht.organisations.models import School
from leerrecht.ui.asking import ask_then_do

form_view = require_http_methods(["GET", "POST"])


@login_required
@form_view
def form_new(request: SignedRequest, pk: int) -> HttpResponse:
    """A new form, empty or with the questions of one that came along."""
    by = request.principal
    school = policy.find(School, pk, by=by, act=acts.FORM_MANAGE)
    form = OwnForm(request.POST or None, compartments=_writes(by, school), initial={"about": "leerling"})
    if form.is_valid() and form.attempt(domain.make_form, by=by, school=school, **form.cleaned_data):
        return redirect("form-build", form.result.pk)
    context = {
        "title": _("Eigen formulier maken"), "lead": _("U maakt het formulier, en geeft het daarna uit."),
        "form": form, "back": reverse("form-list"), "crumbs": [(reverse("form-list"), _("Formulieren"))],
    }  # fmt: skip
    return render(request, "forms/edit.html", context)


@login_required
@require_GET
def build(request: SignedRequest, pk: int) -> HttpResponse:
    """The form as it stands in the draft, with what one can do to it; beside it how it is filled in."""
    by = request.principal
    form = _find(by, pk)
    draft = draft_of(form)
    versions = list(form.versions.all())
    shown = draft or (versions[0] if versions else None)
    sections = from_json(shown.content) if shown else ()
    context = {
        "form": form, "draft": draft, "versions": versions, "sections": sections,
        "preview": AnswerForm(sections=sections, facts={}, auto_id="voorbeeld_%s"),
    }  # fmt: skip
    return render(request, "forms/build.html", context)


@login_required
@require_POST
def next_version(request: SignedRequest, pk: int) -> HttpResponse:
    """Open a draft of the next version."""
    form = _find(request.principal, pk)
    domain.open_draft(by=request.principal, form=form)
    return redirect("form-build", form.pk)


@login_required
@require_POST
def publish(request: SignedRequest, pk: int) -> HttpResponse:
    """Give the draft out."""
    form = _find(request.principal, pk)
    try:
        version = domain.publish(by=request.principal, form=form)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Versie %(n)d is uitgegeven en kan ingevuld worden.") % {"n": version.number})
    return redirect("form-build", form.pk)


@login_required
@form_view
def retire(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask, then lay the form aside."""
    form = _find(request.principal, pk)
    return ask_then_do(
        request, lambda: domain.retire(by=request.principal, form=form), title=_("Formulier wegleggen"),
        lead=_("%(name)s wordt niet meer ingevuld.") % {"name": form.name}, submit=_("Wegleggen"),
        done=_("Het formulier is weggelegd. Wat ingevuld is, blijft."), back=reverse("form-list"),
    )  # fmt: skip


@login_required
@form_view
def section(request: SignedRequest, pk: int, place: int | None = None) -> HttpResponse:
    """Add or change a section."""
    by = request.principal
    form, sections = _draft(by, pk)
    initial = None
    if place is not None:
        initial = {"title": _at(sections, place).title, "text": _at(sections, place).text}
    fields = SectionForm(request.POST or None, initial=initial)
    if fields.is_valid() and fields.attempt(
        domain.put_section, by=by, form=form, place=place, **fields.cleaned_data
    ):  # fmt: skip
        return redirect("form-build", form.pk)
    return _edit(request, form, fields, _("Onderdeel"))


@login_required
@require_POST
def section_away(request: SignedRequest, pk: int, place: int) -> HttpResponse:
    """Take out an empty section."""
    form = _find(request.principal, pk)
    return _do(request, form, domain.remove_section, place=place)


@login_required
@form_view
def question(request: SignedRequest, pk: int, place: int, code: str = "") -> HttpResponse:
    """Add or change a question."""
    by = request.principal
    form, sections = _draft(by, pk)
    found = next((one for one in _at(sections, place).questions if one.code == code), None)
    if code and found is None:
        raise Http404(_("Geen vraag gevonden."))
    fields = QuestionForm(
        request.POST or None, before=_before(sections, place, code),
        initial=QuestionForm.initial_of(found) if found else {"kind": "lang"},
    )  # fmt: skip
    if fields.is_valid() and fields.attempt(
        domain.put_question, by=by, form=form, section=place, question=fields.question(code)
    ):
        return redirect("form-build", form.pk)
    return _edit(request, form, fields, _("Vraag"))


@login_required
@require_POST
def question_place(request: SignedRequest, pk: int, place: int, code: str) -> HttpResponse:
    """Up, down, or out."""
    form = _find(request.principal, pk)
    to = request.POST.get("naar", "")
    if to == "weg":
        return _do(request, form, domain.remove_question, section=place, code=code)
    return _do(request, form, domain.move_question, section=place, code=code, to=to)


def _find(by: Principal, pk: int) -> Form:
    return policy.find(Form, pk, by=by, act=acts.FORM_MANAGE)


def _draft(by: Principal, pk: int) -> tuple[Form, tuple[Section, ...]]:
    form = _find(by, pk)
    draft = draft_of(form)
    if draft is None:
        raise Http404(_("Deze versie is al uitgegeven."))
    return form, from_json(draft.content)


def _at(sections: tuple[Section, ...], place: int) -> Section:
    if place >= len(sections):
        raise Http404(_("Geen onderdeel gevonden."))
    return sections[place]


def _before(sections: tuple[Section, ...], place: int, code: str) -> list[Question]:
    """Questions with fixed answers that stand before this one: a condition may name them."""
    found: list[Question] = []
    for one in (question for part in sections[: place + 1] for question in part.questions):
        if one.code == code:
            break
        if one.choices:
            found.append(one)
    return found


def _do(request: SignedRequest, form: Form, verb: Any, **values: Any) -> HttpResponse:
    try:
        verb(by=request.principal, form=form, **values)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("form-build", form.pk)


def _edit(request: SignedRequest, form: Form, fields: Any, title: str) -> HttpResponse:
    back = reverse("form-build", args=[form.pk])
    crumbs = [(reverse("form-list"), _("Formulieren")), (back, form.name)]
    return render(request, "forms/edit.html", {"title": title, "form": fields, "back": back, "crumbs": crumbs})


def _writes(by: Principal, school: School) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for seat in by.seats:
        if acts.FORM_MANAGE in seat.role.acts and school.pk in seat.schools:
            found |= seat.role.writes
    return found
