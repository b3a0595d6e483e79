"""Classes: the list, one class with its pupils and its team."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_tables2 import RequestConfig

from leerrecht.access import acts, policy
from leerrecht.access.numbers import whole
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest, allowed
from leerrecht.enrolment import domain
from leerrecht.enrolment.domain.queries import classes as queries
from leerrecht.enrolment.domain.queries.calendar import current_school_year, last_school_day, school_year_label
from leerrecht.enrolment.interfaces.forms import ClassForm, NewClassForm, TeamEndForm, TeamForm
from leerrecht.enrolment.interfaces.tables import ClassTable
from leerrecht.enrolment.models import ClassGroup, ClassTeam
from leerrecht.organisations.domain.periods import DAY

PER_PAGE = 50
YEARS_BACK = 3
form_view = require_http_methods(["GET", "POST"])


def _managed(request: SignedRequest, pk: int) -> tuple[Principal, ClassGroup]:
    """A class that the user sees and whose school the user manages; else the same 404 or a refusal."""
    by = request.principal
    group = policy.find(ClassGroup, pk, by=by, act=acts.PUPIL_VIEW)
    policy.require_at(by, acts.SCHOOL_MANAGE, group.school_id)
    return by, group


def _page(request: SignedRequest, **context: Any) -> HttpResponse:
    return render(request, "enrolment/class_form.html", context)


@login_required
@require_GET
def class_list(request: SignedRequest) -> HttpResponse:
    """Classes of a school year, this one unless asked otherwise."""
    by = allowed(request, acts.PUPIL_VIEW)
    today = timezone.localdate()
    this = current_school_year(today)
    years = list(range(this + 1, this - YEARS_BACK, -1))
    wanted = whole(request.GET.get("jaar", ""))
    year = wanted if wanted is not None and wanted in years else this
    found = queries.classes(by, school_year=year, on=today, act=acts.PUPIL_VIEW)
    hidden = [] if len(by.schools(acts.PUPIL_VIEW)) > 1 else ["school"]
    table = ClassTable(found, exclude=hidden)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    choices = [(number, school_year_label(number)) for number in years]
    context = {"table": table, "year": year, "label": school_year_label(year), "years": choices}
    return render(request, "enrolment/class_list.html", context)


@login_required
@require_GET
def class_page(request: SignedRequest, pk: int) -> HttpResponse:
    """One class: who sits in it today, who teaches it."""
    by = request.principal
    group = policy.find(ClassGroup, pk, by=by, act=acts.PUPIL_VIEW)
    today = timezone.localdate()
    context = {
        "group": group,
        "label": school_year_label(group.school_year),
        "roster": queries.roster(group.pk, today),
        "team": [(member, member.period.upper - DAY) for member in queries.team(group)],
        "today": today,
        "manages": group.school_id in by.schools(acts.SCHOOL_MANAGE),
        "takes_register": policy.may(by, acts.REGISTER_TAKE, group),
        "last_day": last_school_day(group.school_id, today),
    }
    return render(request, "enrolment/class.html", context)


@login_required
@form_view
def class_new(request: SignedRequest) -> HttpResponse:
    """Make a class: for who manages a school and sees its classes."""
    allowed(request, acts.PUPIL_VIEW)
    by = allowed(request, acts.SCHOOL_MANAGE)
    form = NewClassForm(request.POST or None, by=by, on=timezone.localdate())
    if form.is_valid() and form.attempt(domain.create_class, by=by, **form.cleaned_data):
        messages.success(request, _("Klas %(name)s is gemaakt.") % {"name": form.result.name})
        return redirect("class", form.result.pk)
    return _page(request, form=form, title=_("Klas toevoegen"), submit=_("Toevoegen"))


@login_required
@form_view
def class_edit(request: SignedRequest, pk: int) -> HttpResponse:
    """Change name, grade or place."""
    by, group = _managed(request, pk)
    initial = {name: getattr(group, name) for name in ("name", "grade", "location")}
    form = ClassForm(request.POST or None, by=by, initial=initial)
    if form.is_valid() and form.attempt(domain.edit_class, by=by, class_group=group, **form.cleaned_data):
        messages.success(request, _("De klas is bewaard."))
        return redirect("class", group.pk)
    return _page(request, group=group, form=form, title=_("Klas wijzigen"), submit=_("Bewaren"))


@login_required
@form_view
def class_delete(request: SignedRequest, pk: int) -> HttpResponse:
    """Take away a class in which nobody ever sat, after asking."""
    by, group = _managed(request, pk)
    errors: list[str] = []
    if request.method == "POST":
        try:
            domain.delete_class(by=by, class_group=group)
        except ValidationError as error:
            errors = error.messages
        else:
            messages.success(request, _("Klas %(name)s is verwijderd.") % {"name": group.name})
            return redirect("class-list")
    title = _("Klas %(name)s weghalen?") % {"name": group.name}
    return _page(request, group=group, title=title, submit=_("Weghalen"), kind="danger", errors=errors)


@login_required
@form_view
def team_join(request: SignedRequest, pk: int) -> HttpResponse:
    """Somebody teaches the class."""
    by, group = _managed(request, pk)
    form = TeamForm(request.POST or None, by=by, class_group=group)
    if form.is_valid() and form.attempt(domain.join_team, by=by, class_group=group, **form.cleaned_data):
        messages.success(request, _("%(user)s is toegevoegd.") % {"user": form.result.user})
        return redirect("class", group.pk)
    return _page(request, group=group, form=form, title=_("Leerkracht toevoegen"), submit=_("Toevoegen"))


@login_required
@form_view
def team_leave(request: SignedRequest, pk: int) -> HttpResponse:
    """Somebody stops teaching the class."""
    by = allowed(request, acts.PUPIL_VIEW)
    member = policy.find(ClassTeam, pk, by=by, act=acts.SCHOOL_MANAGE)
    form = TeamEndForm(request.POST or None)
    if form.is_valid() and form.attempt(domain.leave_team, by=by, member=member, **form.cleaned_data):
        messages.success(request, _("%(user)s stopt bij deze klas.") % {"user": member.user})
        return redirect("class", member.class_group_id)
    title = _("%(user)s stopt bij deze klas") % {"user": member.user}
    return _page(request, group=member.class_group, form=form, title=title, submit=_("Bewaren"))
