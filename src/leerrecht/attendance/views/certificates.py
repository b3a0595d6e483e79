"""Certificates: registering, looking, correcting, withdrawing; each look is logged."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.attendance.domain import certificates as verbs
from leerrecht.attendance.domain import covering
from leerrecht.attendance.domain.queries import certificates as queries
from leerrecht.attendance.domain.queries import notes
from leerrecht.attendance.domain.queries.marks import ground_label
from leerrecht.attendance.interfaces.forms.certificate import CertificateForm
from leerrecht.attendance.models import Certificate
from leerrecht.documents.interfaces.limits import takes_upload
from leerrecht.documents.interfaces.serving import serve_upload
from leerrecht.organisations.models import School
from leerrecht.people.models import Pupil


@takes_upload(settings.MAX_SCAN_BYTES)
@login_required
@require_http_methods(["GET", "POST"])
def certificate_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Register a certificate of a pupil."""
    principal = _principal(request)
    pupil = policy.find(Pupil, pk, by=principal, act=acts.CERTIFICATE_ADD)
    form = CertificateForm(
        request.POST or None, request.FILES or None, schools=_schools(principal, pupil), initial=_initial(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = verbs.add_certificate(by=principal, pupil_id=pupil.pk, **form.values())
        except ValidationError as error:
            _show(form, error)
        else:
            _tell(request, done)
            return redirect("certificate", done.certificate.pk)
    return render(request, "attendance/certificate_form.html", {"form": form, "pupil": pupil})


@login_required
@require_GET
def certificate(request: SignedRequest, pk: int) -> HttpResponse:
    """One certificate, with the half-days that it covers and those that it left alone."""
    principal = _principal(request)
    found = _find(request, pk, acts.CERTIFICATE_VIEW)
    _log_look(principal, "certificate.view", found)
    may_change = found.withdrawn_at is None and bool(policy.may(principal, acts.CERTIFICATE_ADD, found))
    mark, ground = covering.mark_of(found)
    names = queries.names_of([found.registered_by_id, found.withdrawn_by_id])
    return render(
        request,
        "attendance/certificate.html",
        {
            "certificate": found,
            "pupil": found.pupil,
            "may_change": may_change,
            "outcome": covering.plan(found).outcome if may_change else covering.Outcome(),
            "covered": covering.covered(found),
            "warnings": notes.warnings(found) if may_change else (),
            "mark": mark,
            "ground": ground_label(ground),
            "registered_by": names.get(found.registered_by_id or 0, ""),
            "withdrawn_by": names.get(found.withdrawn_by_id or 0, ""),
        },
    )


@takes_upload(settings.MAX_SCAN_BYTES)
@login_required
@require_http_methods(["GET", "POST"])
def certificate_edit(request: SignedRequest, pk: int) -> HttpResponse:
    """Correct a certificate."""
    principal = _principal(request)
    found = _live(request, pk)
    form = CertificateForm(request.POST or None, request.FILES or None, schools=[found.school], certificate=found)
    if request.method == "POST" and form.is_valid():
        try:
            done = verbs.correct_certificate(by=principal, certificate_id=found.pk, **form.values())
        except ValidationError as error:
            _show(form, error)
        else:
            _tell(request, done)
            return redirect("certificate", found.pk)
    _log_look(principal, acts.CERTIFICATE_VIEW, found)
    return render(
        request, "attendance/certificate_form.html", {"form": form, "pupil": found.pupil, "certificate": found}
    )


@login_required
@require_http_methods(["GET", "POST"])
def certificate_withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask, then withdraw."""
    principal = _principal(request)
    found = _live(request, pk)
    if request.method == "POST":
        try:
            verbs.withdraw_certificate(by=principal, certificate_id=found.pk)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(
                request, _("Het attest is ingetrokken. De halve dagen die het dekte, staan weer zonder reden.")
            )
        return redirect("certificate", found.pk)
    _log_look(principal, acts.CERTIFICATE_VIEW, found)
    return render(
        request,
        "attendance/certificate_withdraw.html",
        {
            "title": _("Attest intrekken"),
            "lead": _("Attest van %(pupil)s, %(first)s tot en met %(last)s")
            % {
                "pupil": found.pupil,
                "first": f"{found.first_day:%d/%m/%Y}",
                "last": f"{found.last_day:%d/%m/%Y}",
            },
            "submit": _("Attest intrekken"),
            "cancel": reverse("certificate", args=[found.pk]),
            "certificate": found,
            "number": len(covering.covered(found)),
        },
    )


@login_required
@require_POST
def certificate_extend(request: SignedRequest, pk: int) -> HttpResponse:
    """Take half-days along that were left as B or as present."""
    principal = _principal(request)
    found = _live(request, pk)
    try:
        done = verbs.extend_cover(
            by=principal,
            certificate_id=found.pk,
            over_b="over_b" in request.POST,
            over_present="over_present" in request.POST,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        _tell(request, done)
    return redirect("certificate", found.pk)


@login_required
@require_GET
def certificate_scan(request: SignedRequest, pk: int) -> HttpResponse:
    """The scan itself, only through its certificate."""
    principal = _principal(request)
    found = _find(request, pk, acts.CERTIFICATE_VIEW)
    if found.scan is None:
        raise Http404(_("Bij dit attest is er geen scan."))
    _log_look(principal, "certificate.scan", found)
    return serve_upload(found.scan)


def _find(request: SignedRequest, pk: int, act: str) -> Certificate:
    return queries.certificate(pk, to=_principal(request), act=act)


def _live(request: SignedRequest, pk: int) -> Certificate:
    found = _find(request, pk, acts.CERTIFICATE_ADD)
    if found.withdrawn_at is not None:
        raise Http404(_("Dit attest is ingetrokken."))
    return found


def _schools(principal: Principal, pupil: Pupil) -> list[School]:
    """Schools where the pupil is or was enrolled and where the principal registers certificates, latest first."""
    places = policy.visible(School, to=principal, act=acts.CERTIFICATE_ADD).filter(enrolments__pupil=pupil)
    ordered = places.order_by("-enrolments__period").distinct()
    return list(dict.fromkeys(ordered))


def _initial(request: SignedRequest) -> dict[str, Any]:
    """A worklist hands over the days of the absence."""
    wanted = {"first_day": request.GET.get("van"), "last_day": request.GET.get("tot")}
    return {field: value for field, value in wanted.items() if value}


def _show(form: CertificateForm, error: ValidationError) -> None:
    """Put each message at its field; one about a field that is not on the form goes above it."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, errors in error.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)


def _tell(request: SignedRequest, done: verbs.Registered) -> None:
    number = len(done.outcome.covered)
    if number:
        text = ngettext(
            "Bewaard. Het attest dekt %(n)s halve dag.", "Bewaard. Het attest dekt %(n)s halve dagen.", number
        )
        messages.success(request, text % {"n": number})
    else:
        messages.success(request, _("Bewaard. Er veranderde geen halve dag."))
    left = len(done.outcome.present) + len(done.outcome.b)
    if left:
        text = ngettext(
            "%(n)s halve dag van deze periode bleef zoals ze was. Kijk hieronder of dat klopt.",
            "%(n)s halve dagen van deze periode bleven zoals ze waren. Kijk hieronder of dat klopt.",
            left,
        )
        messages.warning(request, text % {"n": left})


def _log_look(principal: Principal, act: str, found: Certificate) -> None:
    log.record(
        by=principal,
        act=act,
        on=found,
        pupil_id=found.pupil_id,
        organisation_id=found.school_id,
        why=principal.why(acts.CERTIFICATE_VIEW, found.school_id),
    )


def _principal(request: SignedRequest) -> Principal:
    return request.principal
