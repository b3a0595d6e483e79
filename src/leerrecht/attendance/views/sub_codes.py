"""A school's own codes: list, make, change, remove."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.attendance.domain.sub_codes import remove_sub_code, save_sub_code
from leerrecht.attendance.interfaces.forms.sub_code import SubCodeForm
from leerrecht.attendance.models import SubCode
from leerrecht.law import codes
from leerrecht.organisations.models import School


@login_required
@require_http_methods(["GET", "POST"])
def sub_code_list(request: SignedRequest, pk: int) -> HttpResponse:
    """The own codes of a school, and a form for one more."""
    return _page(request, pk)


@login_required
@require_http_methods(["GET", "POST"])
def sub_code_edit(request: SignedRequest, pk: int, code_pk: int) -> HttpResponse:
    """The same page with one own code in the form."""
    return _page(request, pk, code_pk)


@login_required
@require_POST
def sub_code_remove(request: SignedRequest, pk: int, code_pk: int) -> HttpResponse:
    """Remove an own code that is not in use."""
    principal = request.principal
    try:
        remove_sub_code(by=principal, school_id=pk, sub_code_id=code_pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("De eigen code is weg."))
    return redirect("sub-code-list", pk)


def _page(request: SignedRequest, pk: int, code_pk: int | None = None) -> HttpResponse:
    principal = request.principal
    school = policy.find(School, pk, by=principal, act=acts.SCHOOL_VIEW)
    own = policy.visible(SubCode, to=principal, act=acts.SCHOOL_VIEW).filter(school=school)
    may_change = school.pk in principal.schools(acts.SCHOOL_MANAGE)
    editing = policy.find(SubCode, code_pk, by=principal, act=acts.SCHOOL_MANAGE) if code_pk else None
    initial = {"code": editing.code, "name": editing.name, "label": editing.label} if editing else None
    form = SubCodeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            save_sub_code(by=principal, school_id=school.pk, sub_code_id=code_pk, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("De eigen code is bewaard."))
            return redirect("sub-code-list", school.pk)
    return render(
        request,
        "attendance/sub_code_list.html",
        {
            "school": school,
            "sub_codes": [(code, codes.CODES[code.code].naam) for code in own],
            "form": form,
            "editing": editing,
            "may_change": may_change,
        },
    )
