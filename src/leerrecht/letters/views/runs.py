"""One run of letters: how far it is, what was made, who was left out, and printing all at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.letters import domain
from leerrecht.letters.domain.queries import letters as queries
from leerrecht.letters.interfaces.joined import joined
from leerrecht.letters.models import Letter, Run, RunState, Way

_BUSY = (RunState.WAITING, RunState.BUSY)
_A_PAGE = 50


@login_required
@require_GET
def run(request: SignedRequest, pk: str) -> HttpResponse:
    """How far, what was made, and who was left out with the reason."""
    by = request.principal
    found = _find(by, pk)
    page = Paginator(queries.of_run(by, found), _A_PAGE).get_page(request.GET.get("pagina"))
    rows = list(page)
    log.record_list(
        by=by, act="letter.list", kind=Letter._meta.label_lower,
        shown=[
            *((letter.pupil_id, letter.organisation_id) for letter in rows),
            *((one["pupil"], found.organisation_id) for one in found.left_out),
        ],
        compartments={found.compartment},
    )  # fmt: skip
    context = {
        "run": found, "busy": found.state in _BUSY, "page": page, "letters": rows,
        "waits_on_paper": queries.waits_on_paper(by, found), "no_address": queries.without_address(by, found),
    }  # fmt: skip
    return render(request, "letters/run.html", context)


@login_required
@require_GET
def progress(request: SignedRequest, pk: str) -> HttpResponse:
    """The bar alone, asked for by the page every second; tells the page to load anew when the work is done."""
    found = _find(request.principal, pk)
    response = render(request, "letters/_progress.html", {"run": found, "busy": found.state in _BUSY})
    if found.state not in _BUSY:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_GET
def print_all(request: SignedRequest, pk: str) -> HttpResponse:
    """All letters of a run that go out on paper, one behind the other."""
    by = request.principal
    found = _find(by, pk)
    letters = queries.printed(by, found)
    if not letters:
        messages.info(request, _("In deze reeks gaat geen enkele brief op papier."))
        return redirect("letter-run", found.pk)
    content = joined(letters)
    headers = {
        "Content-Disposition": f'attachment; filename="brieven-{found.template_key}.pdf"',
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@login_required
@require_POST
def all_posted(request: SignedRequest, pk: str) -> HttpResponse:
    """Note that the letters of a run that go on paper were sent today."""
    by = request.principal
    found = _find(by, pk)
    letters = policy.visible(Letter, to=by, act=acts.LETTER_SEND).filter(run=found, deliveries__way=Way.PAPER)
    number = domain.posted(by=by, letters=letters.distinct())
    text = ngettext("Genoteerd: %(n)d brief verstuurd.", "Genoteerd: %(n)d brieven verstuurd.", number)
    messages.success(request, text % {"n": number})
    return redirect("letter-run", found.pk)


def _find(by: Principal, pk: str) -> Run:
    return policy.find(Run, pk, by=by, act=acts.LETTER_SEND)
