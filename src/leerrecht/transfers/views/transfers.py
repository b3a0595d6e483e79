"""Transfers between schools and between CLBs: preparing, telling, objecting, sending, accepting."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.requests import SignedRequest
from leerrecht.documents.interfaces.serving import serve_upload
from leerrecht.law.sources import bronnen
from leerrecht.organisations.interfaces.forms import VerbForm
from leerrecht.people.models import Pupil
from leerrecht.transfers import domain
from leerrecht.transfers.domain.grounds import B_WORDS, planned
from leerrecht.transfers.domain.offers import offers
from leerrecht.transfers.domain.preparing import own_notes, seats_of
from leerrecht.transfers.domain.queries import transfers as queries
from leerrecht.transfers.interfaces.forms import (
    AgreeForm,
    ChooseForm,
    NoticeForm,
    ObjectForm,
    PrepareForm,
    SummaryForm,
)
from leerrecht.transfers.models import Objection, Transfer, TransferItem
from leerrecht.ui.asking import ask_then_do, do_and_say

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def transfer_list(request: SignedRequest) -> HttpResponse:
    """What waits to be accepted here, and what is in preparation; the look is logged for each pupil."""
    by = request.principal
    context = {"waiting": list(queries.waiting(by)), "preparing": list(queries.preparing(by))}
    for act, side, rows in (
        (acts.TRANSFER_ACCEPT, "receiver_id", context["waiting"]),
        (acts.TRANSFER_PREPARE, "sender_id", context["preparing"]),
    ):
        if rows:
            log.record_list(
                by=by, act="transfer.list", kind=Transfer._meta.label_lower, compartments=(), why=by.why(act),
                shown=[(row.pupil_id, getattr(row, side)) for row in rows],
            )  # fmt: skip
    return render(request, "transfers/transfer_list.html", context)


@login_required
@require_GET
def pupil_transfers(request: SignedRequest, pk: int) -> HttpResponse:
    """The transfers of one pupil, for staff and family; the look is logged."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    log.record(
        by=by, act=acts.TRANSFER_VIEW, on=pupil, pupil_id=pupil.pk, why=policy.ground_of(by, acts.CASE_VIEW, pupil)
    )  # fmt: skip
    context = {
        "pupil": pupil, "transfers": queries.transfers_of(by, pupil), "arrived": queries.received(by, pupil),
        "may_prepare": bool(seats_of(by, pupil)),
    }  # fmt: skip
    return render(request, "transfers/pupil_transfers.html", context)


@login_required
@form_view
def transfer_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Begin a transfer."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    seats = seats_of(by, pupil)
    if not seats:
        raise policy.Denied(_("Uw functie laat niet toe voor deze leerling een overdracht voor te bereiden."))
    form = PrepareForm(request.POST or None, seats=seats)
    if form.is_valid() and form.attempt(domain.prepare_transfer, by=by, pupil=pupil, **form.values()):
        return redirect("transfer", form.result.pk)
    context = {
        "form": form, "title": _("Overdracht voorbereiden"), "lead": str(pupil),
        "cancel": reverse("pupil-transfers", args=[pupil.pk]), "submit": _("Voorbereiden"),
    }  # fmt: skip
    return render(request, "transfers/form.html", context)


@login_required
@require_GET
def transfer(request: SignedRequest, pk: str) -> HttpResponse:
    """One transfer, for sender, receiver, pupil and parents: what goes, on what ground, when and by whom."""
    page = queries.page(request.principal, pk)
    plan = planned(timezone.localdate())
    context = {
        "page": page, "transfer": page.transfer, "b_words": B_WORDS, "planned": plan,
        "plan_sources": bronnen(plan.sources),
    }  # fmt: skip
    return render(request, "transfers/transfer.html", context)


def _form_page(request: SignedRequest, form: VerbForm, found: Transfer, title: str, lead: str = "") -> HttpResponse:
    context = {
        "form": form, "title": title, "lead": lead or str(found.pupil), "cancel": _at(found), "submit": _("Bewaren"),
    }  # fmt: skip
    return render(request, "transfers/form.html", context)


def _at(found: Transfer) -> str:
    return reverse("transfer", args=[found.pk])


def _prepared(request: SignedRequest, pk: str) -> Transfer:
    return policy.find(Transfer, pk, by=request.principal, act=acts.TRANSFER_PREPARE)


@login_required
@form_view
def choose(request: SignedRequest, pk: str) -> HttpResponse:
    """Let a note go along."""
    by, found = request.principal, _prepared(request, pk)
    notes = own_notes(by, found)
    form = ChooseForm(request.POST or None, transfer=found, notes=notes, offers=offers(by, notes))
    if form.is_valid() and form.attempt(domain.choose, by=by, transfer=found, **form.cleaned_data):
        messages.success(request, _("Het stuk is gekozen."))
        return redirect(_at(found))
    log.record(
        by=by, act=acts.NOTE_VIEW, on=found, pupil_id=found.pupil_id, organisation_id=found.sender_id,
        why=by.why(acts.TRANSFER_PREPARE), compartments={note.compartment for note in notes},
    )  # fmt: skip
    lead = _(
        "Kies één stuk en zeg wat het is. Het tuchtdossier en wat in vertrouwen gezegd is, staan er niet bij: die gaan "
        "nooit mee."
    )
    return _form_page(request, form, found, _("Stuk kiezen"), lead)


@login_required
@form_view
def summary(request: SignedRequest, pk: str) -> HttpResponse:
    """What the pupil wants to tell once."""
    by, found = request.principal, _prepared(request, pk)
    known = queries.summary_of(by, found, SummaryForm.base_fields)
    form = SummaryForm(request.POST or None, initial=known or {"written_on": timezone.localdate()})
    if form.is_valid() and form.attempt(domain.write_summary, by=by, transfer=found, **form.cleaned_data):
        messages.success(request, _("De samenvatting is bewaard."))
        return redirect(_at(found))
    lead = _("Schrijf dit samen met de leerling: wat die maar één keer wil vertellen. Wat goed gaat, komt eerst.")
    return _form_page(request, form, found, _("Samenvatting van de leerling"), lead)


@login_required
@form_view
def announce(request: SignedRequest, pk: str) -> HttpResponse:
    """Keep that pupil and parents were told."""
    by, found = request.principal, _prepared(request, pk)
    form = NoticeForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid() and form.attempt(domain.announce, by=by, transfer=found, **form.cleaned_data):
        messages.success(request, _("De mededeling is bewaard. De termijn voor verzet loopt."))
        return redirect(_at(found))
    return _form_page(request, form, found, _("Meegedeeld aan leerling en ouders"))


@login_required
@form_view
def agree(request: SignedRequest, pk: str) -> HttpResponse:
    """Keep that they agreed before the term was over."""
    by, found = request.principal, _prepared(request, pk)
    form = AgreeForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid() and form.attempt(domain.agree, by=by, transfer=found, **form.cleaned_data):
        messages.success(request, _("Het akkoord is bewaard."))
        return redirect(_at(found))
    return _form_page(request, form, found, _("Akkoord noteren"))


@login_required
@form_view
def object_to(request: SignedRequest, pk: str) -> HttpResponse:
    """Object, by the own account; or keep an objection that came on paper."""
    by = request.principal
    found = policy.find(Transfer, pk, by=by, act=acts.TRANSFER_OBJECT)
    page = queries.page(by, pk)
    desk, today = by.can(acts.TRANSFER_OBJECT), timezone.localdate()
    form = ObjectForm(
        request.POST or None,
        lines=page.lines,
        summary=page.summary_goes,
        desk=desk,
        initial={"on": today, "what": "alles"},
    )
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("by_whom", "on")} if desk else {"by_whom": "", "on": today}
        if form.attempt(domain.object_to, by=by, transfer=found, **said, **form.chosen()):
            messages.success(request, _("Het verzet is bewaard."))
            return redirect(_at(found))
    lead = _("U hoeft niet te zeggen waarom. Wat altijd meegaat, staat er niet bij.")
    return _form_page(request, form, found, _("Verzet tegen de overdracht"), lead)


def _act(request: SignedRequest, back: str, done: str, verb: Callable[..., Any], **arguments: Any) -> HttpResponse:
    return do_and_say(request, lambda: verb(by=request.principal, **arguments), done=done, back=back)


@login_required
@require_POST
def leave_out(request: SignedRequest, pk: str) -> HttpResponse:
    """A piece does not go."""
    item = policy.find(TransferItem, pk, by=request.principal, act=acts.TRANSFER_PREPARE)
    return _act(request, _at(item.transfer), _("Het stuk gaat niet mee."), domain.leave_out, item=item)


@login_required
@require_POST
def check_reports(request: SignedRequest, pk: str) -> HttpResponse:
    """It was looked up whether there is a report."""
    found = _prepared(request, pk)
    return _act(request, _at(found), _("Nagekeken: alle verslagen zijn gekozen."), domain.check_reports, transfer=found)


@login_required
@require_POST
def retract_notice(request: SignedRequest, pk: str) -> HttpResponse:
    """The notice is taken back."""
    found = _prepared(request, pk)
    return _act(request, _at(found), _("De mededeling is ingetrokken."), domain.retract_notice, transfer=found)


@login_required
@require_POST
def withdraw_objection(request: SignedRequest, pk: str) -> HttpResponse:
    """It may go after all."""
    found = policy.find(Objection, pk, by=request.principal, act=acts.TRANSFER_OBJECT)
    return _act(
        request, _at(found.transfer), _("Het verzet is ingetrokken."), domain.withdraw_objection, objection=found
    )  # fmt: skip


def _confirmed(
    request: SignedRequest, found: Transfer, verb: Callable[..., Any], title: str, lead: str, done: str
) -> HttpResponse:
    return ask_then_do(
        request, lambda: verb(by=request.principal, transfer=found), title=title, lead=lead, done=done,
        back=_at(found), kind="primary",
    )  # fmt: skip


@login_required
@form_view
def send(request: SignedRequest, pk: str) -> HttpResponse:
    """Ask, then send."""
    found = _prepared(request, pk)
    lead = _("Alles waartegen geen verzet is, gaat naar %(to)s. Dat kan niet teruggenomen worden.") % {
        "to": found.receiver
    }
    return _confirmed(request, found, domain.send, _("Versturen"), lead, _("De overdracht is verstuurd."))


@login_required
@form_view
def cancel(request: SignedRequest, pk: str) -> HttpResponse:
    """Ask, then cancel."""
    found = _prepared(request, pk)
    lead = _("Er is niets verstuurd, en er gaat niets mee.")
    done = _("De overdracht is geannuleerd.")
    return _confirmed(request, found, domain.cancel, _("Overdracht annuleren"), lead, done)


@login_required
@form_view
def accept(request: SignedRequest, pk: str) -> HttpResponse:
    """Ask, then accept."""
    found = policy.find(Transfer, pk, by=request.principal, act=acts.TRANSFER_ACCEPT)
    lead = _("Wat %(sender)s stuurde, komt in het dossier van %(pupil)s.") % {
        "sender": found.sender, "pupil": found.pupil,
    }  # fmt: skip
    return _confirmed(request, found, domain.accept, _("Aanvaarden"), lead, _("De overdracht is aanvaard."))


@login_required
@require_GET
def copy_file(request: SignedRequest, pk: str) -> HttpResponse:
    """The file of a piece that arrived."""
    return serve_upload(queries.file_of(request.principal, pk))
