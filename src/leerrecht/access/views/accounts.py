"""Accounts as those see them who manage members: never a file, only who signs in and how."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy, second_factor
from leerrecht.access.domain import accounts
from leerrecht.access.forms import EmailForm
from leerrecht.access.models import Session, User
from leerrecht.access.requests import SignedRequest

PER_PAGE = 50


@login_required
@require_GET
def account_list(request: SignedRequest) -> HttpResponse:
    if not request.principal.can(acts.MEMBER_MANAGE):
        raise policy.Denied(_("Uw functie laat dit niet toe."))
    found = policy.visible(User, to=request.principal, act=acts.MEMBER_MANAGE)
    found = second_factor.with_steps(found).order_by("last_name", "first_name", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "access/account_list.html", {"page": page})


@login_required
@require_http_methods(["GET", "POST"])
def account(request: SignedRequest, pk: int) -> HttpResponse:
    """One account; a form for its address."""
    by = request.principal
    found = policy.find(User, pk, by=by, act=acts.MEMBER_MANAGE)
    others = accounts.elsewhere(found, by)
    form = EmailForm(request.POST if request.method == "POST" else None, initial={"email": found.email})
    if form.is_valid():
        try:
            accounts.set_email(by=by, account=found, email=form.cleaned_data["email"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Het e-mailadres is bewaard."))
            return redirect("account", found.pk)
    context = {
        "account": found,
        "form": form,
        "others": others,
        "whole": not others and by.user_id != found.pk,
        "sign_ins": Session.objects.filter(account_id=found.pk).count(),
        "two_steps": bool(second_factor.steps(found.pk)),
    }
    return render(request, "access/account.html", context)


@login_required
@require_POST
def account_change(request: SignedRequest, pk: int) -> HttpResponse:
    """Close, open, or sign out everywhere."""
    by = request.principal
    found = policy.find(User, pk, by=by, act=acts.MEMBER_MANAGE)
    wanted = request.POST.get("do")
    if wanted == "close":
        accounts.close_account(by=by, account=found)
        messages.success(request, _("Dit account is gesloten en overal afgemeld."))
    elif wanted == "open":
        accounts.open_account(by=by, account=found)
        messages.success(request, _("Dit account is weer actief."))
    else:
        accounts.sign_out_everywhere(by=by, account=found)
        messages.success(request, _("Dit account is overal afgemeld."))
    return redirect("account", found.pk)
