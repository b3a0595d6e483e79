"""Accounts of pupils and parents: the desk of the school makes them, and the letter in the hand opens them."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.requests import SignedRequest
from leerrecht.people import domain
from leerrecht.people.domain.queries import accounts as queries
from leerrecht.people.interfaces.account_forms import LetterForm, UseForm
from leerrecht.people.models import Contact, Pupil
from leerrecht.ui.asking import ask_then_do, do_and_say

form_view = require_http_methods(["GET", "POST"])
DUTCH = "nl"


def _pupil(request: SignedRequest, pk: int) -> Pupil:
    return policy.find(Pupil, pk, by=request.principal, act=acts.ACCOUNT_LINK)


def _contact(pupil: Pupil, sent: Any) -> Contact | None:
    """The contact of this pupil that was sent; None: the pupil itself."""
    number = sent.get("contact", "")
    if not number:
        return None
    return queries.contact_of(pupil, number)


def _back(pupil: Pupil) -> str:
    return reverse("pupil-accounts", args=[pupil.pk])


@login_required
@require_GET
def account_list(request: SignedRequest, pk: int) -> HttpResponse:
    """Who around this pupil can sign in; the look is logged."""
    by, pupil = request.principal, _pupil(request, pk)
    log.record(by=by, act=acts.PUPIL_VIEW, on=pupil, pupil_id=pupil.pk, detail={"page": "accounts"})
    context = {"pupil": pupil, "lines": queries.lines(by, pupil, _("leerling"))}
    return render(request, "people/account_list.html", context)


@login_required
@never_cache
@form_view
def account_letter(request: SignedRequest, pk: int) -> HttpResponse:
    """Make an account or a new code; the letter with the code is the answer itself, shown once."""
    by, pupil = request.principal, _pupil(request, pk)
    contact = _contact(pupil, request.POST or request.GET)
    form = LetterForm(request.POST or None)
    if form.is_valid() and (
        form.attempt(domain.invite_pupil, by=by, pupil=pupil)
        if contact is None
        else form.attempt(domain.invite_contact, by=by, contact=contact)
    ):
        context = {
            "pupil": pupil, "contact": contact, "letter": form.result, "back": _back(pupil),
            "address": request.build_absolute_uri(_first_access(contact)),
        }  # fmt: skip
        return render(request, "people/account_letter.html", context)
    context = {"pupil": pupil, "contact": contact, "form": form, "back": _back(pupil)}
    return render(request, "people/account_letter_ask.html", context)


def _first_access(contact: Contact | None) -> str:
    """Where the letter sends its reader: the page of the code, in the language of the letter."""
    with translation.override(contact.language if contact else DUTCH):
        language = pgettext("taal van deze tekst", DUTCH)
    if language == DUTCH:
        return reverse("invitation-use")
    return reverse("invitation-language", args=[language])


@login_required
@require_POST
def account_join(request: SignedRequest, pk: int) -> HttpResponse:
    """A parent who has an account for another child of the desk, reads this one with it too."""
    by, pupil = request.principal, _pupil(request, pk)
    contact = _contact(pupil, request.POST)
    if contact is None:
        raise policy.missing(Contact)
    known = {str(account.user_id): account.user for account in queries.same_person(by, contact)}
    user = known.get(request.POST.get("user", ""))
    if user is None:
        raise Http404(_("Geen account gevonden."))
    return do_and_say(
        request, lambda: domain.link_contact(by=by, user=user, contact=contact), done=_("Het account is gekoppeld."),
        back=_back(pupil),
    )  # fmt: skip


@login_required
@form_view
def account_withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask, then withdraw."""
    by, pupil = request.principal, _pupil(request, pk)
    contact = _contact(pupil, request.GET)
    live = (pupil if contact is None else contact).accounts.filter(withdrawn_at=None).select_related("user").first()
    if live is None:
        raise Http404(_("Geen account gevonden."))
    return ask_then_do(
        request, lambda: domain.withdraw_account(by=by, account=live), title=_("Account intrekken"),
        lead=_("%(user)s leest het dossier van %(pupil)s dan niet meer. Opent het account niets anders, dan sluit het.")
        % {"user": live.user, "pupil": pupil},
        submit=_("Intrekken"), done=_("Het account is ingetrokken."), back=_back(pupil),
    )  # fmt: skip


@never_cache
@sensitive_post_parameters("code", "password1", "password2")
@sensitive_variables("form", "given")
@form_view
def invitation_use(request: HttpRequest, language: str = "") -> HttpResponse:  # noqa: ARG001 - read by the frame
    """Choose a password with the code of the letter; nobody is signed in by it. ``language``: that of the letter."""
    form = UseForm(request.POST or None)
    if request.method == "POST":
        name = request.POST.get("username", "").strip().lower()
        if not ratelimit.consume(request, action="recovery", key=f"brief {name}"):
            return render(request, "429.html", status=429)
        if form.is_valid() and form.attempt(domain.use_invitation, **form.values()):
            messages.success(request, _("Uw wachtwoord is bewaard. Meld u nu aan."))
            return redirect("account_login")
    return render(request, "people/invitation_use.html", {"form": form})
