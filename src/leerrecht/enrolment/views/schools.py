"""Schools: the list, and everything that one school settles for itself."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.numbers import whole
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest, allowed
from leerrecht.enrolment import domain
from leerrecht.enrolment.domain.queries import schools as queries
from leerrecht.enrolment.domain.queries.calendar import current_school_year, official_holidays, school_year_label
from leerrecht.enrolment.interfaces.filters import SchoolFilter
from leerrecht.enrolment.interfaces.forms import FreeDayForm
from leerrecht.enrolment.models import FreeDay
from leerrecht.organisations import domain as organisations
from leerrecht.organisations.interfaces.forms import GroupForm, LocationForm, MomentsForm, ServiceForm, VerbForm
from leerrecht.organisations.models import Location, School

YEARS_BACK = 3
# A board of sixty schools stands on one page.
PER_PAGE = 60


def _forms(by: Principal, school: School) -> dict[str, Callable[..., VerbForm]]:
    """The small forms of the page, by the name in their address."""
    moments = {"moment_vm": school.moment_vm, "moment_nm": school.moment_nm}
    group = {"name": school.group.name if school.group else "", "schools": [school.pk]}
    return {
        "momenten": lambda data=None: MomentsForm(data, initial=moments, prefix="momenten"),
        "vestigingsplaats": lambda data=None: LocationForm(data, prefix="vestigingsplaats"),
        "groep": lambda data=None: GroupForm(data, by=by, initial=group, prefix="groep"),
        "clb": lambda data=None: ServiceForm(data, by=by, prefix="clb"),
        "vrije-dag": lambda data=None: FreeDayForm(data, prefix="vrije-dag"),
    }


VERBS: dict[str, Callable[..., Any]] = {
    "momenten": organisations.change_school,
    "vestigingsplaats": organisations.create_location,
    "groep": lambda *, by, school, name, schools: organisations.form_group(
        by=by, name=name, schools={school, *schools}
    ),
    "clb": organisations.serve_school,
    "vrije-dag": domain.add_free_day,
}


@login_required
@require_GET
def school_list(request: SignedRequest) -> HttpResponse:
    """Schools that the user sees, with their numbers; who sees many may search."""
    by = allowed(request, acts.SCHOOL_VIEW)
    form = SchoolFilter(request.GET)
    found = form.rows(queries.schools(by, on=timezone.localdate()))
    schools = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    seen = by.schools(acts.SCHOOL_VIEW)
    return render(request, "enrolment/school_list.html", {"schools": schools, "seen": seen, "filter": form})


def _page(request: SignedRequest, school: School, wrong: dict[str, VerbForm] | None = None) -> HttpResponse:
    by = request.principal
    this = current_school_year(timezone.localdate())
    wanted = whole(request.GET.get("jaar", ""))
    years = range(this + 1, this - YEARS_BACK, -1)
    year = wanted if wanted is not None and wanted in years else this
    settled = queries.settled(by, school, year=year)
    manages = school.pk in by.schools(acts.SCHOOL_MANAGE)
    context = {
        "school": school,
        "settled": settled,
        "services": [(service.centre.name, queries.days(service)) for service in settled.services],
        "holidays": official_holidays(year),
        "label": school_year_label(year),
        "year": year,
        "years": [(number, school_year_label(number)) for number in years],
        "manages": manages,
    }
    if manages:
        forms = {name.replace("-", "_"): make() for name, make in _forms(by, school).items()}
        context["forms"] = forms | {name.replace("-", "_"): form for name, form in (wrong or {}).items()}
    return render(request, "enrolment/school.html", context)


@login_required
@require_GET
def school_page(request: SignedRequest, pk: int) -> HttpResponse:
    """One school: its settings, places, CLB and free days, beside the Flemish calendar."""
    by = request.principal
    return _page(request, policy.find(School, pk, by=by, act=acts.SCHOOL_VIEW))


def _managed(request: SignedRequest, pk: int) -> tuple[Principal, School]:
    by = request.principal
    school = policy.find(School, pk, by=by, act=acts.SCHOOL_VIEW)
    policy.require_at(by, acts.SCHOOL_MANAGE, school.pk)
    return by, school


@login_required
@require_POST
def school_settle(request: SignedRequest, pk: int, what: str) -> HttpResponse:
    """One of the small forms of the page."""
    by, school = _managed(request, pk)
    if what not in VERBS:
        raise Http404(what)
    form = _forms(by, school)[what](request.POST)
    if form.is_valid() and form.attempt(VERBS[what], by=by, school=school, **form.cleaned_data):
        messages.success(request, _("Bewaard."))
        return redirect("school", school.pk)
    return _page(request, policy.find(School, pk, by=by, act=acts.SCHOOL_VIEW), {what: form})


@login_required
@require_POST
def school_leave_group(request: SignedRequest, pk: int) -> HttpResponse:
    """The school acts on its own again."""
    by, school = _managed(request, pk)
    organisations.leave_group(by=by, school=school)
    messages.success(request, _("%(school)s treedt weer alleen op.") % {"school": school.name})
    return redirect("school", school.pk)


@login_required
@require_POST
def free_day_remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Lessons are held after all."""
    by = request.principal
    free_day = policy.find(FreeDay, pk, by=by, act=acts.SCHOOL_MANAGE)
    domain.remove_free_day(by=by, free_day=free_day)
    messages.success(request, _("De vrije dag is weggehaald: er is die dag weer les."))
    return redirect("school", free_day.school_id)


@login_required
@require_http_methods(["GET", "POST"])
def location_edit(request: SignedRequest, pk: int) -> HttpResponse:
    """Change a vestigingsplaats."""
    by = request.principal
    location = policy.find(Location, pk, by=by, act=acts.SCHOOL_MANAGE)
    form = LocationForm(request.POST or None, initial=LocationForm.initial_of(location))
    if form.is_valid() and form.attempt(organisations.change_location, by=by, location=location, **form.cleaned_data):
        messages.success(request, _("De vestigingsplaats is bewaard."))
        return redirect("school", location.school_id)
    return render(request, "enrolment/location_form.html", {"form": form, "location": location})


@login_required
@require_POST
def location_remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Take a vestigingsplaats away."""
    by = request.principal
    location = policy.find(Location, pk, by=by, act=acts.SCHOOL_MANAGE)
    school_id = location.school_id
    organisations.remove_location(by=by, location=location)
    messages.success(request, _("De vestigingsplaats is weggehaald."))
    return redirect("school", school_id)
