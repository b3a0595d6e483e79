"""Groups for one day: list, new, who comes along, and their register."""

from collections.abc import Callable
from datetime import date as Date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.policy import Denied
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.attendance.domain import gatherings as verbs
from leerrecht.attendance.domain.entries import Saved
from leerrecht.attendance.domain.queries import gatherings as queries
from leerrecht.attendance.domain.queries import registers
from leerrecht.attendance.domain.queries.registers import Row, Sheet
from leerrecht.attendance.interfaces.forms.gathering import GatheringForm, MembersForm
from leerrecht.attendance.interfaces.forms.register import SaveRequest, read_form
from leerrecht.attendance.views.register import PART_NAMES, save_json, sheet_context, tell
from leerrecht.enrolment.domain.queries.calendar import school_days
from leerrecht.enrolment.models import Gathering

BACK_DAYS = 14


@login_required
@require_GET
def gathering_list(request: SignedRequest) -> HttpResponse:
    """Groups of the last two weeks and of the days to come."""
    principal = request.principal
    if not principal.can(acts.REGISTER_VIEW):
        raise Denied(_("Uw functie laat het bekijken van registers niet toe."))
    today = timezone.localdate()
    since = Date.fromordinal(today.toordinal() - BACK_DAYS)
    found = list(queries.gatherings(to=principal, since=since))
    return render(
        request,
        "attendance/gathering_list.html",
        {
            "coming": [item for item in found if item.date >= today],
            "past": [item for item in reversed(found) if item.date < today],
            "may_make": principal.can(acts.REGISTER_TAKE),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def gathering_new(request: SignedRequest) -> HttpResponse:
    """Make a group of the pupils of one or more classes."""
    principal = request.principal
    if not principal.can(acts.REGISTER_TAKE):
        raise Denied(_("Uw functie laat het nemen van registers niet toe."))
    form = GatheringForm(request.POST or None, principal=principal)
    if request.method == "POST" and form.is_valid():
        try:
            gathering = verbs.create_gathering(by=principal, **form.verb_arguments())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("De groep is gemaakt. Vink hieronder uit wie niet meegaat."))
            return redirect("gathering", gathering.pk)
    return render(request, "attendance/gathering_new.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def gathering(request: SignedRequest, pk: int) -> HttpResponse:
    """Who is in a group, and the way to its registers."""
    principal = request.principal
    found = policy.find(Gathering, pk, by=principal, act=acts.REGISTER_VIEW)
    form = MembersForm(request.POST or None, principal=principal, gathering=found)
    if request.method == "POST" and form.is_valid():
        if "delete" in request.POST:
            verbs.delete_gathering(by=principal, gathering=found)
            messages.success(request, _("De groep is weg. Wat voor de leerlingen was ingegeven, blijft."))
            return redirect("gathering-list")
        verbs.change_members(by=principal, gathering=found, leave=form.leaving(), class_ids=form.joining())
        messages.success(request, _("De groep is aangepast."))
        return redirect("gathering", found.pk)
    calendar = school_days(
        to=principal, act=acts.REGISTER_VIEW, schools=[found.school_id], first=found.date, last=found.date
    )[found.school_id]
    return render(
        request,
        "attendance/gathering.html",
        {
            "gathering": found,
            "form": form,
            "may_take": principal.can(acts.REGISTER_TAKE),
            "parts": [(part, PART_NAMES[part]) for part in calendar.held(found.date)],
            "hidden": found.pupils.count() - len(form.rows),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def gathering_register(request: SignedRequest, pk: int, part: str) -> HttpResponse:
    """The register of a group on a half-day; POST is the plain form, for a browser without scripts."""
    principal = request.principal
    found = _find(request, pk, part, acts.REGISTER_VIEW)
    if request.method == "POST":
        try:
            entries = read_form(request.POST.dict())
            saved = verbs.save_gathering(
                by=principal, gathering=found, part=part, entries=entries, taken="taken" in request.POST
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            tell(request, saved, entries)
        return redirect("gathering-register", found.pk, part)
    calendar = school_days(
        to=principal, act=acts.REGISTER_VIEW, schools=[found.school_id], first=found.date, last=found.date
    )[found.school_id]
    closed = calendar.why_free(found.date, part)
    places = queries.places_in(to=principal, gathering=found, act=acts.REGISTER_VIEW)
    rows = () if closed else registers.group_rows(places, to=principal, day=found.date, part=part)
    context = sheet_context(
        principal,
        Sheet(found.date, part, rows, closed=closed),
        may_take=principal.can(acts.REGISTER_TAKE),
        save_url=reverse("gathering-save", args=[found.pk, part]),
        card=_card_address(found, part),
    )
    # Where only part of a class is in the group, nothing on the server says that a pupil was present.
    context["config"]["keep_present"] = True
    return render(
        request,
        "attendance/gathering_register.html",
        {**context, "gathering": found, "parts": [(name, PART_NAMES[name]) for name in calendar.held(found.date)]},
    )


@require_POST
def gathering_save(request: SignedRequest, pk: int, part: str) -> HttpResponse:
    """Save marks of a group on a half-day: JSON in and out, as for a class."""

    def save(principal: Principal, wanted: SaveRequest) -> Saved:
        return verbs.save_gathering(
            by=principal,
            gathering=_find(request, pk, part, acts.REGISTER_TAKE),
            part=part,
            entries=wanted.entries,
            taken=wanted.taken,
            cards=wanted.cards,
        )

    return save_json(request, save)


def _card_address(found: Gathering, part: str) -> Callable[[Row], str]:
    """The card of a pupil is that of the own class; it leads back to the group."""
    return lambda row: (
        f"{reverse('register-card', args=[row.class_id, found.date.isoformat(), part, row.pupil_id])}?groep={found.pk}"
    )


def _find(request: SignedRequest, pk: int, part: str, act: str) -> Gathering:
    if part not in PART_NAMES:
        raise Http404(_("Dit dagdeel bestaat niet: vm is voormiddag, nm is namiddag."))
    return policy.find(Gathering, pk, by=request.principal, act=act)
