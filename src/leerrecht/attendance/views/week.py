"""A class from Monday to Friday in one grid, saved per half-day as the register is."""

from datetime import date as Date
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.attendance.domain.entries import PRESENT, Entry, Saved
from leerrecht.attendance.domain.queries import registers
from leerrecht.attendance.domain.queries.registers import Choice
from leerrecht.attendance.domain.register import save_register
from leerrecht.attendance.interfaces.forms.register import day_of, half_day_of, read_form
from leerrecht.attendance.views.register import PART_NAMES, tell
from leerrecht.enrolment.models import ClassGroup


@login_required
@require_http_methods(["GET", "POST"])
def register_week(request: SignedRequest, class_id: int, date: str) -> HttpResponse:
    """The week of a day, for one class; POST is the plain form, for a browser without scripts."""
    principal = request.principal
    day = day_of(date)
    monday = day - timedelta(days=day.weekday())
    group = policy.find(ClassGroup, class_id, by=principal, act=acts.REGISTER_VIEW)
    if request.method == "POST":
        return _save(request, group, monday)
    calendar = registers.calendar_of(to=principal, group=group, day=monday)
    week = registers.week_sheet(to=principal, group=group, monday=monday, calendar=calendar)
    present = Choice(PRESENT, registers.label(PRESENT))
    legend = [present, *week.sheet.legend]
    return render(
        request,
        "attendance/register_week.html",
        {
            "group": group,
            "week": week,
            "today": timezone.localdate(),
            "part_names": PART_NAMES,
            "may_take": bool(policy.may(principal, acts.REGISTER_TAKE, group)),
            "legend": legend,
            "before": monday - timedelta(days=7),
            "after": monday + timedelta(days=7),
            "config": {
                "user": principal.user_id,
                "labels": {choice.letter: choice.label for choice in legend},
                "urls": {
                    f"{column.date}-{column.part}": reverse(
                        "register-save", args=[group.pk, column.date.isoformat(), column.part]
                    )
                    for column in week.columns
                    if not column.closed
                },
                "taken": [f"{column.date}-{column.part}" for column in week.columns if column.taken],
            },
        },
    )


def _save(request: SignedRequest, group: ClassGroup, monday: Date) -> HttpResponse:
    principal = request.principal
    data = request.POST.dict()
    halves: dict[tuple[Date, str], str] = {}
    for key in data:
        name, _dash, rest = key.partition("-")
        _pupil, _dash, suffix = rest.partition("-")
        if name == "mark" and suffix:
            typed_day, _dash, part = suffix.rpartition("-")
            halves[half_day_of(typed_day, part)] = suffix
    results: list[tuple[Saved, tuple[Entry, ...]]] = []
    try:
        with transaction.atomic():
            for (day, part), suffix in sorted(halves.items()):
                if entries := read_form(data, suffix):
                    saved = save_register(
                        by=principal, class_group_id=group.pk, date=day, part=part, entries=entries, taken=False
                    )
                    results.append((saved, entries))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages) + " " + _("Er is niets bewaard."))
    else:
        for saved, entries in results:
            tell(request, saved, entries)
        if not results:
            messages.info(request, _("Er was niets gewijzigd."))
    return redirect("register-week", group.pk, monday.isoformat())
