"""What goes along: a chart as a file, the yearly report of a school."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access.domain import log
from leerrecht.access.requests import SignedRequest
from leerrecht.indicators.domain import detail, picture
from leerrecht.indicators.domain.queries import figures
from leerrecht.indicators.domain.words import year_label
from leerrecht.indicators.interfaces.files import FORMATS
from leerrecht.indicators.interfaces.report import printed
from leerrecht.indicators.views.pictures import page_of


@login_required
@require_GET
def chart(request: SignedRequest, scope: str, number: int, chart: str, kind: str) -> HttpResponse:
    """One chart of the picture, or of an indicator, as CSV, XLSX, SVG or PNG."""
    by = request.principal
    place, year, known = page_of(request, scope, number)
    if kind not in FORMATS:
        raise Http404(_("Zo'n bestand is er niet."))
    about = request.GET.get("indicator", "")
    names = (about,) if about else picture.SHOWN
    rows = figures.rows_of(by, place, year=year, publications=known, names=names, before=names)
    bands = figures.bands_of(by, place, year)
    made = detail.charts(rows, about, bands) if about in rows.words else picture.charts(rows, bands)
    found = next((one for one in made if one.key == chart), None)
    if found is None or (found.drawing is None and kind in ("svg", "png")):
        raise Http404(_("Zo'n grafiek is er niet."))
    media, make = FORMATS[kind]
    content = make(found, f"{place.title}, {year_label(year)}")
    log.record(
        by=by, act="figures.take", kind="cijfers", organisation_id=place.pk if place.is_school else None,
        detail={"scope": place.scope, "place": place.pk, "chart": chart, "format": kind, "year": year},
    )  # fmt: skip
    response = HttpResponse(content, content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{chart}-{year_label(year)}.{kind}"'
    return response


@login_required
@require_GET
def report(request: SignedRequest, scope: str, number: int) -> HttpResponse:
    """The yearly report of a school, for its parents' council: without small numbers, whoever asks for it."""
    by = request.principal
    place, year, known = page_of(request, scope, number)
    if not place.is_school:
        raise Http404(_("Een jaarverslag is er van een school."))
    content = printed(by, place, year, known)
    log.record(by=by, act="figures.report", kind="cijfers", organisation_id=place.pk, detail={"year": year})
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="jaarverslag-{year_label(year)}.pdf"'
    return response
