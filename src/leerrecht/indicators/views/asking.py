"""What somebody asks of the figures: how they stood on a day, and which schools are asked whether a count is right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access.requests import SignedRequest
from leerrecht.indicators.domain import days, detail
from leerrecht.indicators.domain.queries import asked, figures
from leerrecht.indicators.domain.words import year_label
from leerrecht.indicators.interfaces.forms import DayForm
from leerrecht.indicators.views.pictures import page_of


@login_required
@require_http_methods(["GET", "POST"])
def on_a_day(request: SignedRequest, scope: str, number: int) -> HttpResponse:
    """Every figure as it stood on the days that were asked for, and another day."""
    by = request.principal
    place, year, known = page_of(request, scope, number)
    if not place.near:
        raise Http404(_("Van deze plaats zijn er geen cijfers per dag."))
    form = DayForm(request.POST or None)
    here = f"{reverse('figures-day', args=[scope, number])}?schooljaar={year}"
    if form.is_valid() and form.attempt(
        days.ask_day, by=by, place=place, publication=known[year], on=form.cleaned_data["on"]
    ):
        messages.success(request, _("De stand wordt berekend. Ververs deze pagina over een minuut."))
        return redirect(here)
    rows = figures.rows_of(by, place, year=year, publications=known, before=())
    context = {
        "place": place, "year": year, "years": sorted(known, reverse=True), "rows": rows, "label": year_label(year),
        "form": form, "stands": detail.stands(rows), "here": here,
    }  # fmt: skip
    return render(request, "indicators/day.html", context)


@login_required
@require_GET
def questions(request: SignedRequest) -> HttpResponse:
    """Schools that are asked whether a count is right, and what they corrected."""
    return render(request, "indicators/asked.html", {"questions": asked.asked(request.principal)})
