"""Forms about one pupil: which there are, filling one in, reading and printing it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.forms import domain
from leerrecht.forms.domain import catalogue, facts
from leerrecht.forms.domain.definitions import Definition, from_json
from leerrecht.forms.domain.queries import reading
from leerrecht.forms.interfaces.forms import PLACE, AnswerForm, PupilAnswerForm
from leerrecht.forms.interfaces.printing import printed
from leerrecht.forms.models import About, FilledForm, SchoolForm
from leerrecht.notes.domain.places import places
from leerrecht.people.models import Pupil
from leerrecht.ui.asking import ask_then_do

form_view = require_http_methods(["GET", "POST"])
# The button with which one keeps an unfinished form.
LATER = "later"


@login_required
@require_GET
def pupil_forms(request: SignedRequest, pk: int) -> HttpResponse:
    """What was filled in about a pupil, as far as this reader may see it, and what can be."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    if pupil.merged_into_id:
        return redirect("pupil-forms", pupil.merged_into_id)
    rows = reading.of_pupil(by, pupil)
    writes = {place.compartment for place in places(by, pupil)}
    names = reading.names_of(one.organisation_id for one in rows)
    offered = catalogue.forms(by, act=acts.NOTE_WRITE, about=About.PUPIL) if writes else {}
    context = {
        "pupil": pupil, "rows": rows, "organisations": names,
        "offered": [one for one in offered.values() if one.compartment in writes],
        "others": [one for one in offered.values() if one.compartment not in writes],
        "sees_page": policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).filter(pk=pupil.pk).exists(),
    }  # fmt: skip
    return render(request, "forms/pupil_forms.html", context)


@login_required
@form_view
def fill(request: SignedRequest, pk: int, form: str) -> HttpResponse:
    """Fill in; what is known stands there. ``uit`` names an earlier one whose answers are taken along."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    found = places(by, pupil)
    if not found:
        raise policy.Denied(_("Over deze leerling mag u geen formulier invullen."))
    definition = _definition(by, form)
    drawn = PupilAnswerForm(
        request.POST or None, sections=definition.sections, facts=facts.of_pupil(by, pupil, by.on), places=found,
        preferred=definition.compartment, initial=_earlier(request, by, pupil, definition),
    )  # fmt: skip
    if drawn.is_valid():
        place, finish = drawn.place(), LATER not in request.POST
        kept = drawn.attempt(
            domain.fill_form, by=by, pupil=pupil, key=form, compartment=place.compartment,
            organisation_id=place.organisation_id, answers=drawn.answers(), finish=finish,
        )  # fmt: skip
        if kept:
            tell(request, finish=finish)
            return redirect("form-filled", drawn.result.pk)
    context = {
        "title": definition.name, "explanation": definition.explanation, "form": drawn, "place": drawn[PLACE],
        "pupil": pupil, "back": reverse("pupil-forms", args=[pupil.pk]), "known": True,
    }  # fmt: skip
    return render(request, "forms/fill.html", context)


@login_required
@require_GET
def filled(request: SignedRequest, pk: str) -> HttpResponse:
    """One filled form with its answers; the look is logged."""
    by = request.principal
    one = reading.read(by, pk)
    writes = {(place.compartment, place.organisation_id) for place in places(by, one.pupil)}
    may_write = (one.compartment, one.organisation_id) in writes
    context = {
        "filled": one, "pupil": one.pupil, "parts": reading.parts(one.version, one.answers),
        "organisation": reading.names_of([one.organisation_id])[one.organisation_id],
        "standing": one.withdrawn_at is None,
        "may_go_on": may_write and one.finished_at is None, "may_repeat": may_write and one.finished_at is not None,
        "may_withdraw": _may_withdraw(by, one), "key": catalogue.key_of(one.version.form),
    }  # fmt: skip
    return render(request, "forms/filled.html", context)


@login_required
@form_view
def change(request: SignedRequest, pk: str) -> HttpResponse:
    """Go on with a form that is not finished."""
    one = reading.read(request.principal, pk)
    if one.withdrawn_at is not None:
        raise Http404(_("Dit formulier is ingetrokken."))
    back = reverse("form-filled", args=[one.pk])
    return go_on(request, one, domain.change_form, back=back, about={"pupil": one.pupil})


@login_required
@require_GET
def pdf(request: SignedRequest, pk: str) -> HttpResponse:
    """The form on paper."""
    one = reading.read(request.principal, pk)
    if one.withdrawn_at is not None:
        raise Http404(_("Dit formulier is ingetrokken."))
    day = timezone.localdate(one.made_at)
    lead = [f"{one.pupil}", _("Ingevuld door %(who)s, %(day)s, versie %(n)d") % {
        "who": one.made_by, "day": f"{day:%d/%m/%Y}", "n": one.version.number,
    }]  # fmt: skip
    content = printed(
        title=one.name, lead=lead, parts=reading.parts(one.version, one.answers), organisation_id=one.organisation_id,
        on=day,
    )  # fmt: skip
    return as_pdf(content, "formulier")


@login_required
@form_view
def withdraw(request: SignedRequest, pk: str) -> HttpResponse:
    """Ask, then withdraw."""
    by = request.principal
    one = policy.find(FilledForm, pk, by=by, act=acts.NOTE_WITHDRAW, without=("name", "answers"))
    if one.withdrawn_at is not None:
        raise Http404(_("Dit formulier is al ingetrokken."))
    return ask_then_do(
        request, lambda: domain.withdraw_form(by=by, filled=one), title=_("Formulier intrekken"),
        lead=_("Niemand leest de antwoorden daarna nog."), submit=_("Intrekken"),
        done=_("Het formulier is ingetrokken."), back=reverse("pupil-forms", args=[one.pupil_id]),
    )  # fmt: skip


def go_on(
    request: SignedRequest,
    one: FilledForm | SchoolForm,
    verb: Callable[..., Any],
    *,
    back: str,
    about: dict[str, Any],
) -> HttpResponse:
    """The page on which ``verb`` changes the answers of one that is not finished; ``about`` names whom or what."""
    if one.finished_at is not None:
        raise Http404(_("Dit formulier is afgewerkt."))
    drawn = AnswerForm(
        request.POST or None, sections=from_json(one.version.content), facts={}, initial=dict(one.answers)
    )
    if drawn.is_valid():
        finish = LATER not in request.POST
        if drawn.attempt(verb, by=request.principal, filled=one, answers=drawn.answers(), finish=finish):
            tell(request, finish=finish)
            return redirect(back)
    return render(request, "forms/fill.html", {"title": one.name, "form": drawn, "back": back, **about})


def as_pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"', "Cache-Control": "no-store, private"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _definition(by: Principal, key: str) -> Definition:
    try:
        return catalogue.find(by, key, act=acts.NOTE_WRITE, about=About.PUPIL)
    except ValidationError as error:
        raise Http404(_("Geen formulier gevonden.")) from error


def _earlier(request: SignedRequest, by: Principal, pupil: Pupil, definition: Definition) -> dict[str, Any]:
    """The answers of an earlier one of the same form, where this reader may read it."""
    wanted = request.GET.get("uit", "")
    if not wanted:
        return {}
    one = reading.read(by, wanted)
    codes = {question.code for question in definition.questions}
    same = one.pupil_id == pupil.pk and catalogue.key_of(one.version.form) == definition.key
    return {code: value for code, value in one.answers.items() if code in codes} if same else {}


def _may_withdraw(by: Principal, one: FilledForm) -> bool:
    return one.withdrawn_at is None and bool(policy.may(by, acts.NOTE_WITHDRAW, one))


def tell(request: SignedRequest, *, finish: bool) -> None:
    text = _("Het formulier is afgewerkt en bewaard.") if finish else _("Bewaard. U kunt later verder.")
    messages.success(request, text)
