"""Lists for who works beyond the school: which one may make, why, and the list itself as a file."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import policy
from leerrecht.access.requests import SignedRequest
from leerrecht.leerplicht.domain import lists
from leerrecht.ui.downloads import table_response


@login_required
@require_GET
def home(request: SignedRequest) -> HttpResponse:
    """Each list that somebody may make: for whom, on what ground, with which columns."""
    kinds = lists.allowed(request.principal)
    if not kinds:
        raise policy.Denied(_("Uw functie maakt geen lijsten voor anderen."))
    return render(request, "leerplicht/lists.html", {"kinds": kinds})


@login_required
@require_GET
def take(request: SignedRequest, what: str, kind: str) -> HttpResponse:
    """One list as CSV or XLSX, with its ground above it."""
    by = request.principal
    made = lists.make(by, what)
    above = [str(made.kind.title), str(made.kind.ground), _("Gemaakt op %(day)s door %(who)s.") % {
        "day": f"{by.on:%d/%m/%Y}", "who": by.name,
    }]  # fmt: skip
    if made.without_consent:
        above.append(
            _("Niet op de lijst, want zonder toestemming: %(n)s. Vraag ze aan de jongere zelf.")
            % {"n": made.without_consent}
        )
    return table_response(f"{what}-{by.on.isoformat()}", kind, made.kind.heads, made.rows, above=above)
