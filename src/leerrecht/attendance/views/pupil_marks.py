"""The half-days of one pupil: history with the verifier's verdict, and missed lesson hours."""

from datetime import date as Date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.numbers import whole
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.attendance.domain.absences import AbsenceKey
from leerrecht.attendance.domain.lessons import mark_lesson, unmark_lesson
from leerrecht.attendance.domain.queries import marks
from leerrecht.attendance.domain.verification import Verdict, set_verification
from leerrecht.attendance.interfaces.forms.lesson import LessonForm
from leerrecht.attendance.interfaces.forms.worklist import VerdictForm
from leerrecht.attendance.models import Mark
from leerrecht.law import calendar
from leerrecht.people.models import Pupil

PER_PAGE = 100


@login_required
@require_http_methods(["GET", "POST"])
def pupil_history(request: SignedRequest, pk: int) -> HttpResponse:
    """Every change of the half-days of a school year; and beside each B what the verifier decided."""
    principal = _principal(request)
    pupil = policy.find(Pupil, pk, by=principal, act=acts.REGISTER_VIEW)
    year = _year(request)
    form = VerdictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = _verify(request, pupil, form)
        if done is not None:
            return done
    log.record(by=principal, act="pupil.history", on=pupil, pupil_id=pupil.pk, why=principal.why(acts.REGISTER_VIEW))
    steps = marks.history_of(principal, pupil, year)
    b = list(marks.seen(principal, pupil, year).filter(mark=Mark.B))
    return render(
        request,
        "attendance/pupil_history.html",
        {
            "pupil": pupil,
            "page": Paginator(steps, PER_PAGE).get_page(request.GET.get("pagina")),
            "b": [
                (row, f"{row.school_id}:{row.date:%Y-%m-%d}:{row.part}", Verdict(row.verification).label) for row in b
            ],
            "may_verify": bool(b) and all(row.school_id in principal.places(acts.ABSENCE_EDIT) for row in b),
            "form": form,
            **_years(year),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def pupil_lessons(request: SignedRequest, pk: int) -> HttpResponse:
    """Lesson hours that a pupil missed, and a form to add one."""
    principal = _principal(request)
    pupil = policy.find(Pupil, pk, by=principal, act=acts.REGISTER_VIEW)
    year = _year(request)
    may_mark = principal.can(acts.REGISTER_TAKE)
    form = LessonForm(request.POST or None, initial={"date": timezone.localdate()})
    if request.method == "POST":
        policy.find(Pupil, pk, by=principal, act=acts.REGISTER_TAKE)
        if form.is_valid():
            try:
                mark_lesson(by=principal, pupil_id=pupil.pk, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Het lesuur is genoteerd."))
                return redirect("pupil-lessons", pupil.pk)
    log.record(by=principal, act="pupil.lessons", on=pupil, pupil_id=pupil.pk, why=principal.why(acts.REGISTER_VIEW))
    missed = list(marks.lessons_of(principal, pupil, year))
    return render(
        request,
        "attendance/pupil_lessons.html",
        {
            "pupil": pupil,
            "missed": missed,
            "repeated": marks.repeated_lessons(missed),
            "form": form,
            "may_mark": may_mark,
            **_years(year),
        },
    )


@login_required
@require_POST
def lesson_remove(request: SignedRequest, pk: int, mark_pk: int) -> HttpResponse:
    """Take a missed lesson hour away."""
    unmark_lesson(by=_principal(request), mark_id=mark_pk)
    messages.success(request, _("Het lesuur is weggenomen."))
    return redirect("pupil-lessons", pk)


def _verify(request: SignedRequest, pupil: Pupil, form: VerdictForm) -> HttpResponse | None:
    try:
        keys = [_half_day(pupil, value) for value in request.POST.getlist("half_days")]
        done = set_verification(by=_principal(request), keys=keys, verdict=form.cleaned_data["verdict"])
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    text = ngettext("Het oordeel staat bij %(n)s halve dag.", "Het oordeel staat bij %(n)s halve dagen.", done)
    messages.success(request, text % {"n": done})
    return redirect(request.get_full_path())


def _half_day(pupil: Pupil, value: str) -> AbsenceKey:
    try:
        school, day, part = value.split(":")
        on = Date.fromisoformat(day)
        return AbsenceKey(pupil.pk, int(school), on, on, part)
    except ValueError as error:
        raise ValidationError(_("De keuze van halve dagen is niet te lezen. Laad de pagina opnieuw.")) from error


def _year(request: SignedRequest) -> int:
    """The school year that is asked for, else the present one."""
    asked = whole(request.GET.get("schooljaar", ""), most=calendar.LAST_YEAR)
    if asked is not None and asked >= calendar.FIRST_YEAR:
        return asked
    return law.school_year(timezone.localdate())


def _years(year: int) -> dict[str, Any]:
    now = law.school_year(timezone.localdate())
    return {
        "year": year,
        "year_label": law.label(year),
        "years": [(other, law.label(other)) for other in range(now, now - 6, -1)],
    }


def _principal(request: SignedRequest) -> Principal:
    return request.principal
