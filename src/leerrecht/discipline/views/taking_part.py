"""Members of a procedure, the advice of the CLB, and the report to AGODI."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.discimus.transport import transport
from leerrecht.discipline.domain import advice as advice_verbs
from leerrecht.discipline.domain import members as member_verbs
from leerrecht.discipline.domain import outbox
from leerrecht.discipline.domain.queries.choosing import people_of
from leerrecht.discipline.domain.queries.measures import look_at
from leerrecht.discipline.interfaces.procedure_forms import AdviceForm, AskForm, MemberForm, ReceiptForm
from leerrecht.discipline.models import ClbAdvice, Member, Procedure, Report
from leerrecht.discipline.views.incidents import form_view
from leerrecht.ui.asking import do_and_say


@login_required
@form_view
def members(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Somebody takes part."""
    by = request.principal
    found = policy.find(Procedure, pk, by=by, act=acts.TUCHT_KEEP)
    form = MemberForm(request.POST or None, people=people_of(found, by))
    back = reverse("discipline-procedure", args=[found.pk])
    if form.is_valid() and form.attempt(member_verbs.add_member, by=by, procedure=found, **form.cleaned_data):
        messages.success(request, _("%(who)s neemt deel.") % {"who": form.result.name})
        return redirect(back)
    look_at(by, found)
    context = {"form": form, "title": _("Wie deelneemt"), "lead": str(found.pupil), "back": back}
    return render(request, "discipline/form.html", context | {"pupil": found.pupil, "procedure": found})


@login_required
@require_POST
def remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Takes part no more."""
    by = request.principal
    member = policy.find(Member, pk, by=by, act=acts.TUCHT_KEEP)
    return do_and_say(
        request, lambda: member_verbs.remove_member(by=by, member=member),
        done=_("%(who)s neemt niet meer deel.") % {"who": member.name},
        back=reverse("discipline-procedure", args=[member.procedure_id]),
    )  # fmt: skip


@login_required
@form_view
def ask(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Ask the CLB for advice."""
    by = request.principal
    found = policy.find(Procedure, pk, by=by, act=acts.TUCHT_KEEP)
    form = AskForm(request.POST or None)
    back = reverse("discipline-procedure", args=[found.pk])
    if form.is_valid() and form.attempt(advice_verbs.ask_advice, by=by, procedure=found, **form.cleaned_data):
        messages.success(request, _("Gevraagd. Wie bij het CLB op dit dossier werkt, ziet de vraag."))
        return redirect(back)
    look_at(by, found)
    lead = _("Het CLB ziet de maatregel, de dag van de klassenraad en zijn eigen advies. Niets anders uit dit dossier.")
    context = {"form": form, "title": _("Advies van het CLB vragen"), "lead": lead, "back": back}
    return render(request, "discipline/form.html", context | {"pupil": found.pupil, "procedure": found})


@login_required
@form_view
def advice(request: SignedRequest, pk: UUID) -> HttpResponse:
    """What the CLB is asked, and its advice."""
    by = request.principal
    found = policy.find(ClbAdvice, pk, by=by, act=acts.NOTE_VIEW)
    may = found.given_on is None and policy.may(by, acts.TUCHT_ADVISE, found).allowed
    form = AdviceForm(request.POST or None) if may else None
    if request.method == "POST" and form is None:
        raise policy.Denied(_("Advies geeft wie bij het CLB op dit dossier werkt."))
    if (
        form is not None
        and form.is_valid()
        and form.attempt(advice_verbs.give_advice, by=by, advice=found, **form.cleaned_data)
    ):
        messages.success(request, _("Het advies is gegeven aan de school."))
        return redirect("discipline-advice", found.pk)
    look_at(by, found)
    return render(request, "discipline/advice.html", {"advice": found, "form": form, "pupil": found.pupil})


@login_required
@form_view
def report(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One message to AGODI: what it says, each try, and noting the proof by hand."""
    by = request.principal
    found = policy.find(Report, pk, by=by, act=acts.TUCHT_KEEP)
    form = ReceiptForm(request.POST or None)
    back = reverse("discipline-procedure", args=[found.procedure_id])
    if request.method == "POST" and "opnieuw" in request.POST:
        return do_and_say(
            request, lambda: outbox.correct(by=by, report=found), done=_("De melding ligt opnieuw klaar."), back=back
        )
    if form.is_valid() and form.attempt(outbox.report_by_hand, by=by, report=found, **form.cleaned_data):
        messages.success(request, _("De melding is bevestigd."))
        return redirect(back)
    look_at(by, found)
    to = transport()
    context = {
        "report": found, "form": form, "pupil": found.pupil, "attempts": list(found.attempts.all()),
        "channel": to.name if to is not None else "", "back": back,
    }  # fmt: skip
    return render(request, "discipline/report.html", context)
