"""The regelwijzer: anybody fills in a casus and reads what the law says. Nothing is stored, nothing is logged."""

from collections.abc import Callable
from datetime import date
from typing import Any

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from leerrecht.law.calendar import FIRST_YEAR, LAST_YEAR
from leerrecht.law.casus import CasusFout
from leerrecht.law.nodes import to_date
from leerrecht.law.reader import load, parse_casus
from leerrecht.law.topics import ONDERWERPEN
from leerrecht.law.writer import write_casus
from leerrecht.regelwijzer.domain.asking import OP, clean, cleaned, painted
from leerrecht.regelwijzer.interfaces.examples import EXAMPLES
from leerrecht.regelwijzer.interfaces.filled import count_rows, unfold
from leerrecht.regelwijzer.interfaces.page import TEXT, Page, context_of, page_of, pieces_of, places_of
from leerrecht.regelwijzer.interfaces.painting import read_marks
from leerrecht.regelwijzer.interfaces.topics import asked_name

MAX_BODY = 1_000_000
MAX_ROWS = 600
READ, FILE, TOPIC = "lees", "bestand", "vraag"
ABSENCES = "afwezigheden["

View = Callable[[HttpRequest], HttpResponse]


@csrf_exempt
def page(request: HttpRequest) -> HttpResponse:
    """The whole page, for whoever comes along; the form works without scripts."""
    if request.method != "POST":
        return _begin(request)
    # Before anything of the body is read: the check of the token would read it whole.
    return _refusal(request) or _filled(request)


@csrf_exempt
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """The parts that change as somebody fills in the page, as JSON for its script."""
    return _refusal(request) or _pieces(request)


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """The answer to a body that is too big or to a flood of requests."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
        message = _("Wat u stuurt is groter dan 1 MB. Een casus is dat nooit: kijk na of het het juiste bestand is.")
        return render(request, "regelwijzer/refused.html", {"message": message}, status=413)
    if not ratelimit.consume(request, action="regelwijzer"):
        message = _("Er komen te veel vragen kort na elkaar. Wacht een minuut en probeer het opnieuw.")
        return render(request, "regelwijzer/refused.html", {"message": message}, status=429)
    return None


@require_safe
def _begin(request: HttpRequest) -> HttpResponse:
    slug = request.GET.get("voorbeeld")
    if slug is None:
        return render(request, "regelwijzer/page.html", context_of(Page({}, timezone.localdate())))
    if slug not in EXAMPLES:
        raise Http404(_("Dat voorbeeld bestaat niet."))
    example = EXAMPLES[slug]
    return render(request, "regelwijzer/page.html", context_of(page_of(example.data, example.op, title=example.title)))


@never_cache
@csrf_protect
def _filled(request: HttpRequest) -> HttpResponse:
    found = _page_of(request)
    if request.POST.get("actie") == FILE:
        headers = {"Content-Disposition": 'attachment; filename="casus.yaml"'}
        return HttpResponse(write_casus(found.data), content_type="application/yaml; charset=utf-8", headers=headers)
    return render(request, "regelwijzer/page.html", context_of(found))


@never_cache
@csrf_protect
def _pieces(request: HttpRequest) -> HttpResponse:
    found = _page_of(request)
    if request.POST.get("actie") == READ:
        return JsonResponse({"page": render(request, "regelwijzer/_page.html", context_of(found)).content.decode()})
    was_painted = "verf" in request.POST
    return JsonResponse(pieces_of(found, request, strip=not was_painted, rows=was_painted))


def _page_of(request: HttpRequest) -> Page:
    """The page that was filled in: from its fields, or from the text or file where that is asked."""
    post: dict[str, str] = {key: clean(str(value)) for key, value in request.POST.items()}
    if post.get("actie") == TOPIC and post.get("onderwerp") in ONDERWERPEN:
        post[asked_name(post["onderwerp"])] = "on"
    data, places = unfold(post)
    op, wrong = _op(post)
    found = Page(data, op, _year(post), places, wrong)
    if post.get("actie") == READ:
        return _read(request, found, post)
    marks = read_marks(post["verf"]) if "verf" in post else None
    if marks is not None and found.year is not None:
        data = painted(data, found.year, marks)
        # The rows of this list come back numbered anew, those of the others stand as they are.
        others = {place: name for place, name in places.items() if not place.startswith(ABSENCES)}
        own = {place: name for place, name in places_of(data).items() if place.startswith(ABSENCES)}
        return Page(data, op, found.year, others | own, wrong)
    return found


def _op(post: dict[str, str]) -> tuple[date, dict[str, str]]:
    """The date that is asked about, today where none is given; with the error where it is none."""
    text = post.get("kijk_op") or post.get(OP) or ""
    if not text:
        return timezone.localdate(), {}
    try:
        return to_date(text.strip(), ""), {}
    except CasusFout as error:
        return timezone.localdate(), {OP: str(error).removeprefix(": ")}


def _year(post: dict[str, str]) -> int | None:
    text = post.get("schooljaar", "")
    year = int(text) if text.isdecimal() and len(text) == len("2026") else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _read(request: HttpRequest, filled: Page, post: dict[str, str]) -> Page:
    """The casus of a file, or else of the text; where it cannot be read the fields stay as they were."""
    upload = request.FILES.get("casusbestand")
    text = clean(upload.read().decode("utf-8-sig", errors="replace")) if upload else post.get("tekst", "")
    try:
        data = _loaded(text)
    except CasusFout as error:
        filled.errors[TEXT] = clean(str(error))
        filled.text = text
        return filled
    found = page_of(data, filled.op)
    found.errors = filled.errors
    return found


def _loaded(text: str) -> Any:
    data = cleaned(load(text))
    parse_casus(data)
    if count_rows(data) > MAX_ROWS:
        raise CasusFout(
            _("meer dan %(n)d regels: zo'n casus leest u beter met de opdracht leerrecht regelwijzer") % {"n": MAX_ROWS}
        )
    return data
