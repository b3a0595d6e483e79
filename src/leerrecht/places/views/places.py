"""Where there is place: the list, one kind of place, telling how many there are, and the numbers."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files import File
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.documents.domain.tables import recognise
from leerrecht.organisations.models import School
from leerrecht.places.domain import reporting, taking_in
from leerrecht.places.domain.queries import pages
from leerrecht.places.domain.queries.figures import LOAD, REFUSED, SCHOOL, YEARS, figures, sees_all
from leerrecht.places.domain.queries.occupation import WORDS
from leerrecht.places.interfaces.forms import VIEWS, FileForm, PlacesFilter, RoomForm, SlotForm
from leerrecht.places.models import Slot
from leerrecht.places.rules import CARRIED_FIRST, FRESH, LONG_ABSENT
from leerrecht.ui.choosing import to_school

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """Places by the newest report; ``beeld`` narrows to B-stroom, OKAN or special education."""
    if away := to_school(request, "places-new", "places-file"):
        return away
    by = request.principal
    if not by.can(acts.PLACES_VIEW):
        if by.can(acts.PLACES_FIGURES):
            return redirect("places-figures")
        raise policy.Denied(_("Waar er plaats is, is voor wie in een school, CLB of overlegplatform werkt."))
    form = PlacesFilter(request.GET, regions=pages.regions_of(by))
    view = request.GET.get("beeld", "")
    page, rows = pages.place_list(by, by.on, form.wanted(view), request.GET.get("pagina", "1"))
    context = {
        "form": form, "page": page, "rows": rows, "view": view, "views": VIEWS, "fresh": FRESH.days, "today": by.on,
        "schools": pages.own_schools(by), "narrowed": bool(request.GET),
    }  # fmt: skip
    return render(request, "places/list.html", context)


@login_required
@require_GET
def slot(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One kind of place: what was said of it, who takes the places, and who waits."""
    by = request.principal
    found = policy.find(Slot, pk, by=by, act=acts.PLACES_VIEW)
    page = pages.slot_page(by, found)
    context = {
        "slot": found, "page": page, "long": LONG_ABSENT, "carried_first": CARRIED_FIRST,
        "today": by.on,
    }  # fmt: skip
    return render(request, "places/slot.html", context)


@login_required
@form_view
def slot_new(request: SignedRequest, pk: int) -> HttpResponse:
    """A kind of place that does not stand here yet."""
    by = request.principal
    school = policy.find(School, pk, by=by, act=acts.PLACES_KEEP)
    form = SlotForm(
        request.POST or None, school=school, year=pages.year_of(by.on), locations=pages.locations_of(school)
    )
    if form.is_valid() and form.attempt(reporting.open_slot, by=by, school=school, what=form.what()):
        messages.success(request, _("Bewaard. Meld nu hoeveel plaats er is."))
        return redirect("places-room", form.result.pk)
    title = _("Soort plaats toevoegen: %(school)s") % {"school": school}
    return _form(request, form, title, reverse("places-list"))


@login_required
@form_view
def room(request: SignedRequest, pk: UUID) -> HttpResponse:
    """How many places there are now."""
    by = request.principal
    found = policy.find(Slot, pk, by=by, act=acts.PLACES_KEEP)
    form = RoomForm(request.POST or None, initial={"on": by.on})
    if form.is_valid() and form.attempt(reporting.report_places, by=by, slot=found, room=form.room()):
        messages.success(request, _("Gemeld."))
        return redirect("places-slot", pk)
    title = _("Plaatsen melden: %(slot)s") % {"slot": found}
    return _form(request, form, title, reverse("places-slot", args=[pk]))


@login_required
@form_view
def take_file(request: SignedRequest, pk: int) -> HttpResponse:
    """A file of places, or of who waits."""
    by = request.principal
    school = policy.find(School, pk, by=by, act=acts.PLACES_KEEP)
    form = FileForm(request.POST or None, request.FILES or None, initial={"on": by.on})
    if form.is_valid() and form.attempt(_taken, by=by, school=school, **form.cleaned_data):
        taken = form.result
        said = _("%(n)d kinderen staan op de wachtlijst.") if taken.waiting else _("%(n)d meldingen bewaard.")
        messages.success(request, said % {"n": taken.rows})
        return redirect("waiting-list" if taken.waiting else "places-list")
    title = _("Bestand invoeren: %(school)s") % {"school": school}
    context = {"form": form, "title": title, "back": reverse("places-list"), "upload": True}
    return render(request, "places/form.html", context)


def _taken(*, by: Principal, school: School, file: "File[bytes]", on: date) -> taking_in.Taken:
    try:
        source = recognise(file, file.name or "")  # type: ignore[arg-type]
    except ValidationError as error:
        raise ValidationError({"file": error.messages}) from error
    return taking_in.take_in(by=by, school=school, source=source, on=on)


@login_required
@require_GET
def numbers(request: SignedRequest) -> HttpResponse:
    """Numbers of places, waiting children, refusals and load."""
    by = request.principal
    if not by.can(acts.PLACES_FIGURES):
        raise policy.Denied(_("Deze cijfers zijn voor wie over plaatsen beslist of leerlingen begeleidt."))
    context = {
        "found": figures(by, by.on), "years": YEARS, "meanwhile": SCHOOL, "refused": REFUSED, "load": LOAD,
        "there": [_("echt aanwezig"), *WORDS.values()], "long": LONG_ABSENT, "everywhere": sees_all(by),
    }  # fmt: skip
    return render(request, "places/figures.html", context)


def _form(request: SignedRequest, form: object, title: str, back: str) -> HttpResponse:
    return render(request, "places/form.html", {"form": form, "title": title, "back": back})
