"""Who may see a pupil's file: giving, asking, answering, taking back, and opening it in danger."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.compartments import COMPARTMENTS
from leerrecht.access.domain import log
from leerrecht.access.requests import SignedRequest
from leerrecht.people import domain
from leerrecht.people.domain.danger import glasses
from leerrecht.people.domain.grounds import words_of
from leerrecht.people.domain.openings import openings
from leerrecht.people.domain.queries import grants as queries
from leerrecht.people.domain.requests import askable
from leerrecht.people.interfaces.access_forms import AnswerForm, GlassForm, GrantForm, RequestForm
from leerrecht.people.models import AccessRequest, Grant, Notice, Pupil
from leerrecht.ui.asking import ask_then_do, do_and_say

form_view = require_http_methods(["GET", "POST"])


def _pupil(request: SignedRequest, pk: int) -> Pupil:
    return policy.find(Pupil, pk, by=request.principal, act=acts.CASE_VIEW)


@login_required
@require_GET
def access_list(request: SignedRequest, pk: int) -> HttpResponse:
    """Who got access, why and until when; and who reads what by role. The look is logged."""
    by, pupil = request.principal, _pupil(request, pk)
    log.record(
        by=by, act=acts.GRANT_VIEW, on=pupil, pupil_id=pupil.pk, why=policy.ground_of(by, acts.GRANT_VIEW, pupil)
    )
    return render(
        request,
        "people/access_list.html",
        {
            "pupil": pupil,
            "lines": queries.lines(by, pupil),
            "requests": queries.requests_of(by, pupil),
            "own_requests": queries.own_requests(by, pupil),
            "may_give": bool(openings(by, pupil)),
            "may_ask": bool(askable(by, pupil)),
            "may_break": bool(glasses(by, pupil)),
            "compartments": [{"name": one.name, "readers": one.readers} for one in COMPARTMENTS.values()],
        },
    )


@login_required
@form_view
def grant_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Give one person access to this pupil's file."""
    by, pupil = request.principal, _pupil(request, pk)
    found = openings(by, pupil)
    if not found:
        raise policy.Denied(_("Uw functie laat niet toe om voor deze leerling toegang te geven."))
    form = GrantForm(request.POST or None, openings=found, on=by.on)
    if form.is_valid() and form.attempt(domain.give_grant, by=by, pupil=pupil, **form.values()):
        messages.success(request, _("%(user)s kreeg toegang.") % {"user": form.result.user})
        return redirect("pupil-access", pupil.pk)
    return render(
        request, "people/access_form.html", {"pupil": pupil, "form": form, "title": _("Toegang geven")}
    )  # fmt: skip


@login_required
@form_view
def request_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask for access to this pupil's file."""
    by, pupil = request.principal, _pupil(request, pk)
    found = askable(by, pupil)
    if not found:
        raise policy.Denied(_("Er is voor deze leerling niets dat u kunt vragen."))
    form = RequestForm(request.POST or None, openings=found)
    if form.is_valid() and form.attempt(domain.request_access, by=by, pupil=pupil, **form.values()):
        messages.success(request, _("Uw vraag is gesteld. Op deze pagina leest u het antwoord."))
        return redirect("pupil-access", pupil.pk)
    return render(
        request, "people/access_form.html", {"pupil": pupil, "form": form, "title": _("Toegang vragen")}
    )  # fmt: skip


@login_required
@form_view
def glass_break(request: SignedRequest, pk: int) -> HttpResponse:
    """Open the file in acute danger: the reason first."""
    by, pupil = request.principal, _pupil(request, pk)
    found = glasses(by, pupil)
    if not found:
        raise policy.Denied(_("Uw functie laat dit voor deze leerling niet toe."))
    form = GlassForm(request.POST or None, glasses=found)
    if form.is_valid() and form.attempt(domain.break_glass, by=by, pupil=pupil, **form.cleaned_data):
        messages.warning(request, _("Het dossier is open tot en met morgen. De directeur en het CLB zijn verwittigd."))
        return redirect("dossier", pupil.pk)
    return render(request, "people/glass_break.html", {"pupil": pupil, "form": form})


@login_required
@form_view
def grant_withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask, then take access back."""
    by = request.principal
    grant = policy.find(Grant, pk, by=by, act=acts.GRANT_WITHDRAW, without=("reason",))
    if grant.withdrawn_at is not None:
        raise Http404(_("Deze toegang is al ingetrokken."))
    return ask_then_do(
        request, lambda: domain.withdraw_grant(by=by, grant=grant), title=_("Toegang intrekken"),
        lead=f"{grant.user}, {words_of(grant)}", submit=_("Intrekken"), done=_("De toegang is ingetrokken."),
        back=lambda: _back(request, grant.pupil_id),
    )  # fmt: skip


def _back(request: SignedRequest, pupil_id: int) -> str:
    """Who gave its own access back, may have no page of the pupil any more."""
    sees = policy.visible(Pupil, to=request.principal, act=acts.CASE_VIEW).filter(pk=pupil_id).exists()
    return reverse("pupil-access", args=[pupil_id]) if sees else reverse("start")


@login_required
@require_GET
def request_list(request: SignedRequest) -> HttpResponse:
    """Open questions that wait for this user; the look is logged, as confidential as what was asked for."""
    by, found = request.principal, list(queries.requests_of(request.principal))
    for compartments in sorted({tuple(asked.compartments) for asked in found}):
        shown = [
            (asked.pupil_id, asked.organisation_id) for asked in found if tuple(asked.compartments) == compartments
        ]
        log.record_list(
            by=by, act="access.list", kind=AccessRequest._meta.label_lower, shown=shown, compartments=compartments,
            why=by.why(acts.ACCESS_ANSWER),
        )  # fmt: skip
    return render(request, "people/request_list.html", {"requests": found})


@login_required
@form_view
def request_answer(request: SignedRequest, pk: int) -> HttpResponse:
    """Answer a question for access."""
    by = request.principal
    found = policy.find(AccessRequest, pk, by=by, act=acts.ACCESS_ANSWER)
    if found.answered_at is not None:
        raise Http404(_("Deze vraag is al beantwoord."))
    form = AnswerForm(request.POST or None)
    if form.is_valid() and form.attempt(
        domain.answer_request,
        by=by,
        request=found,
        yes=form.cleaned_data["yes"] == "ja",
        answer=form.cleaned_data["answer"],
    ):
        messages.success(request, _("Uw antwoord is bewaard."))
        return redirect("access-request-list")
    log.record(
        by=by, act="access.list", on=found, pupil_id=found.pupil_id, organisation_id=found.organisation_id,
        why=by.why(acts.ACCESS_ANSWER),
    )  # fmt: skip
    names = [COMPARTMENTS[key].name for key in found.compartments]
    return render(request, "people/request_answer.html", {"asked": found, "names": names, "form": form})


@login_required
@require_POST
def notice_seen(request: SignedRequest, pk: int) -> HttpResponse:
    """Take note of an opening in danger."""
    notice = policy.find(Notice, pk, by=request.principal, act=acts.NOTICE_VIEW)
    return do_and_say(
        request, lambda: domain.see_notice(by=request.principal, notice=notice), back=reverse("start"),
        done=_("De melding is genoteerd als gezien."),
    )  # fmt: skip
