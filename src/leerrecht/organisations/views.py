"""Who works where, and making organisations."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_tables2 import RequestConfig

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest, allowed
from leerrecht.organisations import domain
from leerrecht.organisations.domain.queries.memberships import memberships
from leerrecht.organisations.interfaces.forms import (
    AccountForm,
    EndForm,
    MemberFilter,
    MemberForm,
    NameForm,
    SchoolForm,
    ServiceOrganisationForm,
    describe,
)
from leerrecht.organisations.interfaces.tables import MemberTable
from leerrecht.organisations.models import Membership, School

PER_PAGE = 50
form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def member_list(request: SignedRequest) -> HttpResponse:
    """Who works where, in which role and period."""
    by = allowed(request, acts.MEMBER_MANAGE)
    form = MemberFilter(request.GET, by=by)
    found = memberships(by, on=timezone.localdate(), when=request.GET.get("when", ""))
    if not form.is_valid():
        found = found.none()
    else:
        if form.cleaned_data["organisation"]:
            found = found.filter(organisation=form.cleaned_data["organisation"])
        if form.cleaned_data["role"]:
            found = found.filter(role=form.cleaned_data["role"])
    table = MemberTable(found)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    return render(request, "organisations/member_list.html", {"table": table, "filter": form})


@login_required
@form_view
def member_new(request: SignedRequest) -> HttpResponse:
    """Appoint somebody who has an account."""
    by = allowed(request, acts.MEMBER_MANAGE)
    form = MemberForm(request.POST or None, by=by)
    if form.is_valid() and form.attempt(domain.appoint, by=by, **form.cleaned_data):
        messages.success(request, _("%(user)s is aangesteld.") % {"user": form.result.user})
        return redirect("member-list")
    return render(request, "organisations/member_form.html", {"form": form})


@login_required
@form_view
def member_account(request: SignedRequest) -> HttpResponse:
    """Make an account and appoint it; the password is shown once, on the answer itself."""
    by = allowed(request, acts.MEMBER_MANAGE)
    form = AccountForm(request.POST or None, by=by)
    if form.is_valid() and form.attempt(domain.appoint_new, by=by, **form.cleaned_data):
        membership, password = form.result
        context = {"user": membership.user, "password": password}
        response = render(request, "organisations/member_password.html", context)
        response["Cache-Control"] = "no-store"
        return response
    return render(request, "organisations/member_account.html", {"form": form})


@login_required
@form_view
def member_end(request: SignedRequest, pk: int) -> HttpResponse:
    """Somebody stops in a role."""
    by = allowed(request, acts.MEMBER_MANAGE)
    membership = policy.find(Membership, pk, by=by, act=acts.MEMBER_MANAGE)
    form = EndForm(request.POST or None)
    if form.is_valid() and form.attempt(
        domain.end_membership, by=by, membership=membership, last=form.cleaned_data["last"]
    ):
        messages.success(request, _("De functie van %(user)s eindigt.") % {"user": membership.user})
        return redirect("member-list")
    context = {
        "title": _("Functie beëindigen"),
        "lead": describe(membership),
        "submit": _("Beëindigen"),
        "cancel": "member-list",
        "form": form,
    }
    return render(request, "organisations/form.html", context)


def _create(request: SignedRequest, form: Any, verb: Any, **context: str) -> HttpResponse:
    by = request.principal
    if form.is_valid() and form.attempt(verb, by=by, **form.cleaned_data):
        messages.success(request, _("%(name)s is toegevoegd.") % {"name": form.result.name})
        return redirect("school-list")
    return render(request, "organisations/form.html", {"form": form, "cancel": "school-list", **context})


@login_required
@form_view
def board_new(request: SignedRequest) -> HttpResponse:
    allowed(request, acts.ORGANISATION_CREATE)
    return _create(request, NameForm(request.POST or None), domain.create_board, title=_("Schoolbestuur toevoegen"))


@login_required
@form_view
def centre_new(request: SignedRequest) -> HttpResponse:
    allowed(request, acts.ORGANISATION_CREATE)
    return _create(request, NameForm(request.POST or None), domain.create_centre, title=_("CLB toevoegen"))


@login_required
@form_view
def service_new(request: SignedRequest) -> HttpResponse:
    allowed(request, acts.ORGANISATION_CREATE)
    form = ServiceOrganisationForm(request.POST or None)
    return _create(request, form, domain.create_service, title=_("Partner, dienst of overheid toevoegen"))


@login_required
@form_view
def school_new(request: SignedRequest) -> HttpResponse:
    by = allowed(request, acts.ORGANISATION_CREATE)
    return _create(request, SchoolForm(request.POST or None, by=by), domain.create_school, title=_("School toevoegen"))


@login_required
@form_view
def school_edit(request: SignedRequest, pk: int) -> HttpResponse:
    """Change what identifies a school."""
    by = allowed(request, acts.ORGANISATION_CREATE)
    school = policy.find(School, pk, by=by, act=acts.SCHOOL_MANAGE)
    initial = {name: getattr(school, name) for name in SchoolForm.base_fields}
    form = SchoolForm(request.POST or None, by=by, initial=initial)
    if form.is_valid() and form.attempt(domain.change_school, by=by, school=school, **form.cleaned_data):
        messages.success(request, _("De gegevens van %(school)s zijn bewaard.") % {"school": school.name})
        return redirect("school", school.pk)
    context = {"form": form, "title": _("Gegevens van de school"), "lead": school.name, "cancel": "school-list"}
    return render(request, "organisations/form.html", context)
