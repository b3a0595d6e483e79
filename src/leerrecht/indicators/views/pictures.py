"""The picture of a school, board, CLB, region or Flanders; all its figures; one indicator."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from leerrecht.access import acts, policy
from leerrecht.access.numbers import whole
from leerrecht.access.requests import SignedRequest
from leerrecht.indicators.domain import detail, picture
from leerrecht.indicators.domain.queries import asked, figures
from leerrecht.indicators.domain.queries.places import Place, find_place, places
from leerrecht.indicators.domain.words import year_label
from leerrecht.indicators.interfaces.drawing import drawn
from leerrecht.indicators.models import Publication


def wanted_year(request: SignedRequest, known: Mapping[int, Publication]) -> int:
    """The school year that was asked, else the newest; a year without figures is not found."""
    asked = request.GET.get("schooljaar", "")
    if not asked:
        return max(known)
    year = whole(asked)
    if year is None or year not in known:
        raise Http404(_("Van dat schooljaar zijn er geen cijfers."))
    return year


def page_of(request: SignedRequest, scope: str, number: int) -> tuple[Place, int, dict[int, Publication]]:
    """The place and the school year of a page."""
    by = request.principal
    if not by.can(acts.FIGURES_VIEW):
        raise policy.Denied(_("De cijfers zijn voor wie een school leidt of begeleidt, en voor wie erover waakt."))
    place = find_place(by, scope, number)
    known = figures.published(by, place)
    return place, wanted_year(request, known), known


@login_required
@require_GET
def home(request: SignedRequest) -> HttpResponse:
    """Whoever sees one place is there at once."""
    by = request.principal
    if not by.can(acts.FIGURES_VIEW):
        raise policy.Denied(_("De cijfers zijn voor wie een school leidt of begeleidt, en voor wie erover waakt."))
    found = places(by)
    if len(found) == 1:
        return redirect("figures-place", found[0].scope, found[0].pk)
    return render(request, "indicators/home.html", {"places": found, "asked": asked.may_see(by)})


@login_required
@require_GET
def show(request: SignedRequest, scope: str, number: int) -> HttpResponse:
    """The year at a glance, what changed, and the charts."""
    by = request.principal
    place, year, known = page_of(request, scope, number)
    rows = figures.rows_of(by, place, year=year, publications=known, names=picture.SHOWN, before=picture.SHOWN)
    bands = figures.bands_of(by, place, year)
    keys = picture.key_figures(rows, bands)
    found = picture.charts(rows, bands)
    context = {
        "place": place, "year": year, "years": sorted(known, reverse=True), "rows": rows, "keys": keys,
        "changes": picture.changes(rows),
        "quality": detail.quality(rows), "breaks": detail.breaks(rows), "label": year_label(year),
        "charts": [(one, drawn(one), rows.words.get(one.indicator)) for one in found],
        "remarks": list({remark.key: remark for key in keys for remark in key.remarks}.values()),
    }  # fmt: skip
    return render(request, "indicators/place.html", context)


@login_required
@require_GET
def every(request: SignedRequest, scope: str, number: int) -> HttpResponse:
    """Every indicator of the place, by subject."""
    by = request.principal
    place, year, known = page_of(request, scope, number)
    rows = figures.rows_of(by, place, year=year, publications=known, before=())
    context = {
        "place": place, "year": year, "years": sorted(known, reverse=True), "rows": rows, "label": year_label(year),
        "subjects": detail.subjects(rows), "imported": detail.imported(),
    }  # fmt: skip
    return render(request, "indicators/all.html", context)


@login_required
@require_GET
def indicator(request: SignedRequest, scope: str, number: int, indicator: str) -> HttpResponse:
    """One indicator: its definition, its years and every breakdown."""
    by = request.principal
    place, year, known = page_of(request, scope, number)
    rows = figures.rows_of(by, place, year=year, publications=known, names=(indicator,), before=(indicator,))
    if indicator not in rows.words or not any(key[1] == indicator for key in rows.found):
        raise Http404(_("Van deze plaats is er geen zo'n cijfer."))
    bands = figures.bands_of(by, place, year)
    found = detail.charts(rows, indicator, bands)
    context = {
        "place": place, "year": year, "years": sorted(known, reverse=True), "rows": rows, "label": year_label(year),
        "description": rows.words[indicator], "wholes": detail.wholes(rows, indicator),
        "expected": detail.expected(rows, indicator), "goals": detail.goals_of(indicator),
        "target": detail.target(rows, indicator, request.GET.get("doel", "")),
        "charts": [(one, drawn(one), None) for one in found],
    }  # fmt: skip
    return render(request, "indicators/indicator.html", context)
