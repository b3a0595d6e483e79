"""What a school says of its package: which parts come from it, and what happens to files of the night."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.exchange.domain import sources
from leerrecht.exchange.interfaces.forms import SourceForm
from leerrecht.exchange.models import MappingProfile
from leerrecht.organisations.models import School


@login_required
@require_http_methods(["GET", "POST"])
def school_source(request: SignedRequest) -> HttpResponse:
    """The package of one of the user's schools."""
    principal = request.principal
    if not principal.can(acts.IMPORT_RUN):
        raise policy.Denied(_("Uw functie laat niet toe om bestanden in te voeren."))
    schools = list(policy.visible(School, to=principal, act=acts.IMPORT_RUN).order_by("name"))
    if not schools:
        raise policy.Denied(_("U voert voor geen enkele school in."))
    wanted = request.GET.get("school") or schools[0].pk
    school = policy.find(School, wanted, by=principal, act=acts.IMPORT_RUN)
    source = sources.source_of(school, by=principal)
    form = SourceForm(
        request.POST or None,
        initial=SourceForm.initial_of(source),
        profiles=policy.visible(MappingProfile, to=principal, act=acts.IMPORT_RUN).filter(board=school.board_id),
        may_appoint=sources.may_appoint(principal, school),
    )
    if form.is_valid() and form.attempt(sources.save_source, by=principal, school=school, **form.cleaned_data):
        messages.success(request, _("Bewaard: het schoolpakket van %(school)s.") % {"school": school})
        return redirect(f"{reverse('import-source')}?school={school.pk}")
    return render(request, "exchange/source.html", {"form": form, "school": school, "schools": schools})
