"""The registers of a day, the register of a class on a half-day, and saving it."""

from collections.abc import Callable
from datetime import date as Date
from functools import partial
from typing import Any

import msgspec
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.numbers import LARGEST_ID
from leerrecht.access.policy import Denied
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.attendance.domain.cards import save_cards
from leerrecht.attendance.domain.entries import KNOWN_AHEAD, PRESENT, Cell, Entry, Saved
from leerrecht.attendance.domain.queries import registers
from leerrecht.attendance.domain.queries.registers import Choice, Row, Sheet
from leerrecht.attendance.domain.register import save_register
from leerrecht.attendance.interfaces.choices import choices_of
from leerrecht.attendance.interfaces.forms.register import (
    SaveRequest,
    half_day_of,
    read_day,
    read_form,
    read_save,
)
from leerrecht.enrolment.domain.queries.calendar import ONE_DAY, SchoolDays
from leerrecht.enrolment.models import ClassGroup
from leerrecht.ui.choosing import TOGETHER, chosen_school

PART_NAMES = {"vm": "voormiddag", "nm": "namiddag"}


@login_required
@require_GET
def register_list(request: SignedRequest) -> HttpResponse:
    """The classes of a day: which registers are taken, how many are absent."""
    principal = _principal(request)
    if not principal.can(acts.REGISTER_VIEW):
        raise Denied(_("Uw functie laat het bekijken van registers niet toe."))
    today = timezone.localdate()
    asked, wrong = _asked_day(request, today)
    overview = registers.day_overview(to=principal, day=asked, today=today)
    # Without a date, a day without school opens on the last day that had one.
    moved = not request.GET.get("datum") and not overview.classes and overview.school_day not in (None, asked)
    if moved and overview.school_day:
        closed = overview.closed
        overview = registers.day_overview(to=principal, day=overview.school_day, today=today)
    schools = list({one.group.school_id: one.group.school for one in overview.classes}.values())
    # Of many schools one at a time: a thousand classes beneath each other nobody reads.
    school = chosen_school(request, schools) if len(schools) > TOGETHER else None
    return render(
        request,
        "attendance/register_list.html",
        {
            "overview": overview,
            "classes": [one for one in overview.classes if school is None or one.group.school_id == school.pk],
            "schools": schools,
            "school": school,
            "today": today,
            "asked": asked,
            "why_moved": closed if moved else "",
            "wrong": wrong,
            "before": overview.date - ONE_DAY,
            "after": overview.date + ONE_DAY,
        },
    )


def _asked_day(request: SignedRequest, today: Date) -> tuple[Date, str]:
    typed = request.GET.get("datum", "")
    if not typed:
        return today, ""
    try:
        return read_day(typed), ""
    except ValidationError as error:
        return today, _("%(error)s Hieronder staat vandaag.") % {"error": error.messages[0]}


@login_required
@require_http_methods(["GET", "POST"])
def register(request: SignedRequest, class_id: int, date: str, part: str) -> HttpResponse:
    """The register of a class on a half-day; POST is the plain form, for a browser without scripts."""
    day, part = half_day_of(date, part)
    principal = _principal(request)
    group = policy.find(ClassGroup, class_id, by=principal, act=acts.REGISTER_VIEW)
    if request.method == "POST":
        return _save_form(request, group, day, part)
    calendar = registers.calendar_of(to=principal, group=group, day=day)
    sheet = registers.class_sheet(to=principal, group=group, day=day, part=part, calendar=calendar)
    may_take = bool(policy.may(principal, acts.REGISTER_TAKE, group))
    here = reverse("register", args=[group.pk, date, part])
    context = sheet_context(
        principal,
        sheet,
        may_take=may_take,
        save_url=reverse("register-save", args=[group.pk, date, part]),
        card=lambda row: f"{here}{row.pupil_id}/",
    )
    return render(
        request,
        "attendance/register.html",
        {
            **context,
            "group": group,
            "same_day": [(name, PART_NAMES[name], calendar.why_free(day, name)) for name in ("vm", "nm")],
            **_neighbours(calendar, day, part),
            "classes": _other_classes(principal, group, here),
        },
    )


def sheet_context(
    principal: Principal, sheet: Sheet, *, may_take: bool, save_url: str, card: Callable[[Row], str]
) -> dict[str, Any]:
    """What the template of a register and its script need, for a class or a group; ``card`` gives its address."""
    ahead = sheet.date > timezone.localdate()
    legend = [choice for choice in sheet.legend if not ahead or choice.letter in KNOWN_AHEAD]
    letters = {choice.letter for choice in legend}
    taken = sheet.taken_at is not None
    return {
        "sheet": sheet,
        "rows": [
            (row, choices_of(row, letters=letters, taken=taken) if may_take else "", card(row)) for row in sheet.rows
        ],
        "part_name": PART_NAMES[sheet.part],
        "may_take": may_take,
        "ahead": ahead,
        "legend": [Choice(PRESENT, registers.label(PRESENT)), *legend],
        "config": {
            "user": principal.user_id,
            "url": save_url,
            "taken": taken,
            "ahead": ahead,
            "labels": {choice.letter: choice.label for choice in (Choice(PRESENT, registers.label(PRESENT)), *legend)},
        },
    }


def _neighbours(calendar: SchoolDays, day: Date, part: str) -> dict[str, Any]:
    return {"previous": calendar.step(day, part, -1), "next": calendar.step(day, part, 1)}


def _other_classes(principal: Principal, group: ClassGroup, here: str) -> list[tuple[str, str]]:
    """Name of each class of the school and year, and the address of its register of this half-day."""
    visible = policy.visible(ClassGroup, to=principal, act=acts.REGISTER_VIEW)
    classes = visible.filter(school_id=group.school_id, school_year=group.school_year).order_by("name")
    # Looked up once: a school has fifty classes, and fifty times would cost more than the rest of the page.
    before, after = here.split(str(group.pk), 1)
    return [(name, f"{before}{pk}{after}") for pk, name in classes.values_list("pk", "name")]


def _save_form(request: SignedRequest, group: ClassGroup, day: Date, part: str) -> HttpResponse:
    principal = _principal(request)
    try:
        entries = read_form(request.POST.dict())
        saved = save_register(
            by=principal, class_group_id=group.pk, date=day, part=part,
            entries=entries, taken="taken" in request.POST,
        )  # fmt: skip
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        tell(request, saved, entries)
    return redirect("register", group.pk, day.isoformat(), part)


def tell(request: SignedRequest, saved: Saved, entries: tuple[Entry, ...]) -> None:
    """Say after a plain form what was saved, and what somebody else had changed meanwhile."""
    names = registers.names_of(cell.entered_by for cell in saved.conflicts)
    chosen = {entry.pupil_id: entry.mark for entry in entries}
    pupils = registers.pupil_names(cell.pupil_id for cell in saved.conflicts)
    for cell in saved.conflicts:
        messages.warning(
            request,
            _(
                "%(pupil)s: intussen door %(who)s op %(theirs)s gezet; u koos %(mine)s. "
                "Er is niets overschreven: kies zo nodig opnieuw."
            )
            % {
                "pupil": pupils.get(cell.pupil_id, ""),
                "who": names.get(cell.entered_by or 0, _("iemand anders")),
                "theirs": registers.label(cell.mark),
                "mine": registers.label(chosen[cell.pupil_id]),
            },
        )
    if saved.taken_at:
        messages.success(request, _("Bewaard: het register is genomen."))
    else:
        messages.success(request, _("Bewaard: %(number)s wijziging(en).") % {"number": len(saved.changed)})


@require_POST
def register_save(request: SignedRequest, class_id: int, date: str, part: str) -> HttpResponse:
    """Save marks of a class on a half-day: JSON in and out (:func:`save_json`)."""
    day, part = half_day_of(date, part)
    if class_id > LARGEST_ID:
        raise Http404(_("Deze klas bestaat niet."))

    def save(principal: Principal, wanted: SaveRequest) -> Saved:
        said = partial(
            save_cards if wanted.cards else save_register,
            by=principal, class_group_id=class_id, date=day, part=part, entries=wanted.entries, taken=wanted.taken,
        )  # fmt: skip
        return said(cards=wanted.cards) if wanted.cards else said()

    return save_json(request, save)


def save_json(request: SignedRequest, save: Callable[[Principal, SaveRequest], Saved]) -> HttpResponse:
    """Run ``save(principal, what was asked)`` for the JSON of a request.

    In: ``{"user": 7, "entries": [{"pupil": 1, "mark": "B", "seen": 0, "minutes": null}], "taken": false}``; an entry
    from a card also has ``"note"``, and ``"details": true`` where ``"ground"`` and ``"sub_code"`` are said as a whole.
    Out, 200: ``{"changed": [cell], "unchanged": [pupil], "conflicts": [cell], "taken_at": iso or null}``; conflicts
    are part of a good answer. Else ``{"error": Dutch}`` with 400 (bad input), 401 (sign in again), 403 (not allowed).
    """
    principal = _principal(request)
    if principal.user_id is None:
        return _refusal(_("Uw aanmelding is verlopen. Meld u opnieuw aan."), 401, reason="signed_out")
    try:
        wanted = read_save(request.body)
        if wanted.user_id is not None and wanted.user_id != principal.user_id:
            return _refusal(_("Hier is intussen iemand anders aangemeld."), 401, reason="other_user")
        saved = save(principal, wanted)
    except ValidationError as error:
        return _refusal(" ".join(error.messages), 400)
    except PermissionDenied as error:
        return _refusal(str(error), 403)
    names = registers.names_of(cell.entered_by for cell in saved.conflicts)
    answer = {
        "changed": [_cell(cell) for cell in saved.changed],
        "unchanged": saved.unchanged,
        "conflicts": [
            {**_cell(cell), "by": names.get(cell.entered_by or 0, _("iemand anders")), "at": _moment(cell)}
            for cell in saved.conflicts
        ],
        "taken_at": saved.taken_at.isoformat() if saved.taken_at else None,
    }
    return HttpResponse(msgspec.json.encode(answer), content_type="application/json")


def _refusal(text: str, status: int, **more: str) -> JsonResponse:
    return JsonResponse({"error": text, **more}, status=status)


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "pupil": cell.pupil_id, "mark": cell.mark, "version": cell.version, "minutes": cell.minutes,
        "by_id": cell.entered_by,
    }  # fmt: skip


def _moment(cell: Cell) -> str:
    return date_format(timezone.localtime(cell.entered_at), "H:i") if cell.entered_at else ""


def _principal(request: SignedRequest) -> Principal:
    return request.principal
