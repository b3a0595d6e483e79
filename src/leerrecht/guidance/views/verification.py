"""The file as a verifier of AGODI is shown it, to print."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.guidance.domain.queries.verification import sheet
from leerrecht.guidance.views.file import houses, pupil_of
from leerrecht.notes.domain.places import places


@login_required
@require_GET
def verification(request: SignedRequest, pk: int) -> HttpResponse:
    """What the school did about the absences of this school year; texts only where asked for."""
    by = request.principal
    pupil = pupil_of(by, pk)
    own = [school for school in houses(by, places(by, pupil)) if school in by.organisations(acts.GUIDANCE_PRINT)]
    if not own:
        raise policy.Denied(_("Alleen de school van de leerling drukt dit af."))
    context = {
        "sheet": sheet(by, pupil, own[0]),
        "pupil": pupil,
        "texts": request.GET.get("tekst") == "ja",
        "today": by.on,
    }
    return render(request, "guidance/verification.html", context)
