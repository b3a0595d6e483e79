"""The page on which an empty installation begins, opened by a link that the command line made."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from leerrecht.access.principal import command
from leerrecht.access.standing import stand
from leerrecht.operations.domain import begin as domain
from leerrecht.operations.interfaces.forms import SCHOOL, BeginForm


@never_cache
@sensitive_post_parameters("password", "again", "code")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask the first organisation and the first administrator; not found once there is an account."""
    if not ratelimit.consume(request, action="begin"):
        return render(request, "429.html", status=429)
    code = (request.POST if request.method == "POST" else request.GET).get("code", "")[:60]
    # Nobody has signed in: the page works for the installation itself, and shows nothing of what it reads.
    with stand(command("eerste begin", timezone.localdate())):
        if not domain.is_open(code):
            raise Http404(_("Deze link is gebruikt of verlopen."))
        form = BeginForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and _begun(form, code):
            messages.success(
                request, _("Alles staat klaar. Meld u aan; daarna stelt u uw tweede stap in en voegt u de rest toe.")
            )
            return redirect("account_login")
    return render(request, "operations/begin.html", {"form": form, "code": code})


def _begun(form: BeginForm, code: str) -> bool:
    given = form.cleaned_data
    person = domain.Person(given["username"], given["first_name"], given["last_name"], given["password"])
    place = domain.Place(centre=given["centre"])
    if given["start"] == SCHOOL:
        place = domain.Place(
            board=given["board"], number=given["number"], school=given["school"], level=given["level"],
            school_kind=given["school_kind"] or "gewoon", centre=given["centre"],
        )  # fmt: skip
    by = command("eerste begin", timezone.localdate())
    return form.attempt(domain.begin, by=by, code=code, person=person, place=place)
