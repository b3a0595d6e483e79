"""Children of the list: the list, one child, what is done for one or for many."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.leerplicht.domain import deciding, letters, steps
from leerrecht.leerplicht.domain.path import FAMILY, HAND, LETTER, REMIND
from leerrecht.leerplicht.domain.queries import children as queries
from leerrecht.leerplicht.interfaces.forms import AnswerForm, CentreForm, ChildFilter, CloseForm, ContactForm
from leerrecht.leerplicht.models import Candidate, Check, CheckKind, ListedChild, Step
from leerrecht.ui.asking import ask_then_do, do_and_say

form_view = require_http_methods(["GET", "POST"])
# What is done for many at once, by the step that they wait for: what the button says, and how it is told.
TOGETHER: dict[str, tuple[Callable[..., int], Any]] = {
    LETTER: (letters.write_letters, gettext_lazy("Brieven maken")),
    REMIND: (letters.remind, gettext_lazy("Herinneringen maken")),
    HAND: (steps.hand_to_municipality, gettext_lazy("Aan de gemeente bezorgen")),
    FAMILY: (steps.hand_to_family_service, gettext_lazy("Aan Kind en Gezin bezorgen")),
}
_TITLES = {
    "antwoord": gettext_lazy("Antwoord van de ouders"), "contact": gettext_lazy("Bezoek of contact noteren"),
    "clb": gettext_lazy("Aan een CLB doorgeven"), "afsluiten": gettext_lazy("Afsluiten"),
}  # fmt: skip


def overview(request: SignedRequest) -> HttpResponse:
    """Children whom the reader sees, by what comes next."""
    by = request.principal
    if not by.can(acts.LEERPLICHT_VIEW):
        raise policy.Denied(_("Uw functie volgt geen kinderen op van de leerplichtcontrole."))
    leads = by.can(acts.LEERPLICHT_KEEP)
    checks = policy.visible(Check, to=by, act=acts.LEERPLICHT_KEEP)
    form = ChildFilter(request.GET, checks=checks)
    narrowed = form.chosen()
    page, lines = queries.child_list(by, narrowed, request.GET.get("pagina"))
    together = TOGETHER.get(narrowed.step) if leads and narrowed.check else None
    context = {
        "form": form, "page": page, "lines": lines, "steps": queries.steps_of(by), "narrowed": narrowed, "leads": leads,
        "submit": together[1] if together else "", "kleuters": by.can(acts.DUTY_VIEW),
        "figures": by.can(acts.LEERPLICHT_FIGURES),
    }  # fmt: skip
    return render(request, "leerplicht/children.html", context)


@login_required
@require_GET
def child_list(request: SignedRequest) -> HttpResponse:
    """The list by itself."""
    return overview(request)


@login_required
@require_POST
def together(request: SignedRequest, pk: UUID, what: str) -> HttpResponse:
    """One step for all who were ticked: all of them or none."""
    by = request.principal
    check = policy.find(Check, pk, by=by, act=acts.LEERPLICHT_KEEP)
    if what not in TOGETHER:
        raise Http404
    verb, _label = TOGETHER[what]
    try:
        chosen = [UUID(key) for key in request.POST.getlist("kind")]
        number = verb(by=by, check=check, children=chosen)
    except ValueError as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, ngettext("Gedaan voor %(n)s kind.", "Gedaan voor %(n)s kinderen.", number) % {"n": number}
        )
    return redirect(f"{reverse('leerplicht-children')}?controle={check.pk}&stap={what}")


def found(by: Principal, pk: UUID, act: str = acts.LEERPLICHT_VIEW) -> ListedChild:
    """One child whom somebody sees, with what comes next."""
    child: ListedChild | None = queries.visible(by, act).filter(pk=pk).first()
    if child is None:
        raise policy.missing(ListedChild)
    return child


@login_required
@require_GET
def child(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One child, with each step."""
    by = request.principal
    one = found(by, pk)
    context = {
        "shown": queries.child_page(by, one), "child": one, "leads": by.can(acts.LEERPLICHT_KEEP),
        "kleuter": one.check_list.kind == CheckKind.TODDLERS,
    }  # fmt: skip
    return render(request, "leerplicht/child.html", context)


@login_required
@form_view
def step(request: SignedRequest, pk: UUID, what: str) -> HttpResponse:
    """Note an answer or a contact, give the name to a CLB, or end it."""
    by = request.principal
    if what not in _TITLES:
        raise Http404
    one = found(by, pk, acts.LEERPLICHT_KEEP if what in ("clb", "afsluiten") else acts.LEERPLICHT_NOTE)
    data = request.POST or None
    verbs: dict[str, tuple[Any, Callable[..., Any]]] = {
        "antwoord": (lambda: AnswerForm(data), steps.note_answer),
        "contact": (lambda: ContactForm(data), steps.note_contact),
        "clb": (lambda: CentreForm(data, centres=queries.centres()), _refer),
        "afsluiten": (
            lambda: CloseForm(data, kleuter=one.check_list.kind == CheckKind.TODDLERS), steps.close,
        ),
    }  # fmt: skip
    make, verb = verbs[what]
    form = make()
    back = reverse("leerplicht-child", args=[one.pk])
    if form.is_valid() and form.attempt(verb, by=by, child=one, **form.cleaned_data):
        messages.success(request, _("Bewaard."))
        return redirect(back)
    context = {"form": form, "title": _TITLES[what], "child": one, "back": back}
    return render(request, "leerplicht/form.html", context)


def _refer(*, by: Principal, child: ListedChild, centre: int) -> Step:
    chosen = queries.centres().filter(pk=centre).first()
    if chosen is None:
        raise ValidationError({"centre": _("Kies een CLB uit de lijst.")})
    return steps.refer_to_centre(by=by, child=child, centre=chosen)


@login_required
@form_view
def prosecutor(request: SignedRequest, pk: UUID) -> HttpResponse:
    """The last step."""
    by = request.principal
    one = found(by, pk, acts.LEERPLICHT_KEEP)
    return ask_then_do(
        request, lambda: steps.hand_to_prosecutor(by=by, child=one),
        title=_("Dossier aan de parketcriminoloog: %(child)s") % {"child": one},
        lead=_("Dit is de laatste stap, nadat ouders en gemeente bevraagd zijn. Het kind blijft op de lijst tot u het "
               "afsluit."),
        submit=_("Noteren dat het dossier bezorgd is"), done=_("Genoteerd."),
        back=reverse("leerplicht-child", args=[one.pk]),
    )  # fmt: skip


@login_required
@form_view
def reopen(request: SignedRequest, pk: UUID) -> HttpResponse:
    """It was not this child, or it did not end."""
    by = request.principal
    one = found(by, pk, acts.LEERPLICHT_KEEP)
    return ask_then_do(
        request, lambda: steps.reopen(by=by, child=one), title=_("Heropenen: %(child)s") % {"child": one},
        lead=_("Het kind staat daarna weer open. Wat gebeurd is, blijft staan."), submit=_("Heropenen"),
        done=_("Het kind staat weer open."), back=reverse("leerplicht-child", args=[one.pk]), kind="primary",
    )  # fmt: skip


@login_required
@require_POST
def decide(request: SignedRequest, pk: int) -> HttpResponse:
    """The same child, or another one."""
    by = request.principal
    candidate = policy.find(Candidate, pk, by=by, act=acts.LEERPLICHT_KEEP)
    return do_and_say(
        request, lambda: deciding.decide(by=by, candidate=candidate, same=request.POST.get("zelfde") == "ja"),
        done=_("Beslist."), back=reverse("leerplicht-child", args=[candidate.child_id]),
    )  # fmt: skip


@login_required
@require_GET
def letter(request: SignedRequest, pk: UUID) -> HttpResponse:
    """A letter as it went out."""
    by = request.principal
    one = policy.find(Step, pk, by=by, act=acts.LEERPLICHT_VIEW)
    if one.content is None:
        raise policy.missing(Step)
    queries.looked_at_letter(by, one)
    response = HttpResponse(bytes(one.content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{one.file_name}"'
    return response
