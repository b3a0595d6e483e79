"""Giving somebody back an account: two people vouch, its user finishes with their codes."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.domain import recovery
from leerrecht.access.forms import ApprovalForm, FinishForm, RecoveryForm
from leerrecht.access.models import Recovery, User
from leerrecht.access.requests import SignedRequest

form_view = require_http_methods(["GET", "POST"])


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _require(request: SignedRequest) -> None:
    if not request.principal.can(acts.MEMBER_MANAGE):
        raise policy.Denied(_("Uw functie laat dit niet toe."))


@login_required
@require_GET
def recovery_list(request: SignedRequest) -> HttpResponse:
    """Recoveries that run, of accounts that one manages."""
    _require(request)
    found = [
        {
            "recovery": each,
            "people": [approval.by for approval in each.approvals.all()],
            "mine": any(approval.by_id == request.principal.user_id for approval in each.approvals.all()),
            "own": each.account_id == request.principal.user_id,
            "lacking": recovery.lacking(each),
        }
        for each in recovery.open_recoveries(request.principal)
    ]
    return render(request, "access/recovery_list.html", {"recoveries": found})


@login_required
@form_view
def recovery_new(request: SignedRequest) -> HttpResponse:
    """Begin a recovery; one's own code is shown once, on the answer itself."""
    _require(request)
    form = RecoveryForm(_sent(request))
    if form.is_valid():
        if not ratelimit.consume(request, action="recovery_request"):
            return render(request, "429.html", status=429)
        managed = policy.visible(User, to=request.principal, act=acts.MEMBER_MANAGE)
        account = managed.filter(username__iexact=form.cleaned_data["username"].strip()).first()
        if account is None:
            # The same for an account that does not exist and for one of somewhere else.
            form.add_error(
                "username", _("Bij u is er geen account met deze gebruikersnaam. Kijk na hoe u het schreef.")
            )
        else:
            try:
                found, code = recovery.request_recovery(
                    by=request.principal, account=account, reason=form.cleaned_data["reason"]
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return _code(request, found, code)
    return render(request, "access/recovery_new.html", {"form": form})


@login_required
@form_view
def recovery_approve(request: SignedRequest, pk: int) -> HttpResponse:
    found = _find(request, pk)
    form = ApprovalForm(_sent(request))
    if form.is_valid():
        try:
            code = recovery.approve_recovery(by=request.principal, recovery=found)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _code(request, found, code)
    return render(request, "access/recovery_approve.html", {"form": form, "recovery": found})


@login_required
@require_POST
def recovery_stop(request: SignedRequest, pk: int) -> HttpResponse:
    """Stop a recovery; its own user may, who did not ask for it."""
    own = Recovery.objects.filter(pk=pk, account=request.principal.user_id).first()
    recovery.withdraw_recovery(by=request.principal, recovery=own or _find(request, pk))
    messages.success(request, _("Het herstel is gestopt. De codes gelden niet meer."))
    return redirect("mfa_index" if own else "recovery-list")


@never_cache
@sensitive_post_parameters("password1", "password2", "codes")
@form_view
def recovery_finish(request: HttpRequest) -> HttpResponse:
    """Choose a new password with the codes; nobody is signed in by it."""
    form = FinishForm(_sent(request))
    if request.method == "POST":
        if not ratelimit.consume(request, action="recovery", key=request.POST.get("username", "").strip().lower()):
            return render(request, "429.html", status=429)
        if form.is_valid() and _finished(form):
            messages.success(request, _("Uw wachtwoord is gewijzigd. Meld u nu aan met het nieuwe."))
            return redirect("account_login")
    return render(request, "access/recovery_finish.html", {"form": form})


def _finished(form: Form) -> bool:
    given: dict[str, Any] = form.cleaned_data
    try:
        recovery.finish_recovery(username=given["username"], given=given["codes"].split(), password=given["password1"])
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _find(request: SignedRequest, pk: int) -> Recovery:
    _require(request)
    found = get_object_or_404(Recovery.objects.select_related("account"), pk=pk)
    if not policy.may(request.principal, acts.MEMBER_MANAGE, found.account):
        raise Http404(_("Geen herstel gevonden."))
    return found


def _code(request: SignedRequest, found: Recovery, code: str) -> HttpResponse:
    context = {"recovery": found, "code": code, "lacking": recovery.lacking(found)}
    response = render(request, "access/recovery_code.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response
