"""Worklists about attendance: registers, absences without a reason, P to decide, parents' notes."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date as Date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods
from django_tables2 import RequestConfig

from leerrecht import law
from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.numbers import wholes
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.attendance.domain import absences
from leerrecht.attendance.domain.approvals import approve_p, refuse_p
from leerrecht.attendance.domain.certificates import COMPARTMENT
from leerrecht.attendance.domain.letters import record_letter
from leerrecht.attendance.domain.queries import notes, worklists
from leerrecht.attendance.domain.queries.marks import ground_label
from leerrecht.attendance.domain.queries.worklists import Absence
from leerrecht.attendance.domain.reasons import set_reason
from leerrecht.attendance.interfaces.exporters import csv_response
from leerrecht.attendance.interfaces.filters.worklist import AbsenceFilter, NoteFilter, RegisterFilter
from leerrecht.attendance.interfaces.forms.worklist import DecisionForm, ReasonForm
from leerrecht.attendance.interfaces.tables.worklist import (
    NoteTable,
    OpenClassTable,
    OpenRegisterTable,
    UnknownTable,
    WaitingPTable,
    period_text,
)
from leerrecht.attendance.models import SubCode
from leerrecht.organisations.models import School
from leerrecht.ui.tables import Table

PER_PAGE = 25


@login_required
@require_GET
def registers(request: SignedRequest) -> HttpResponse:
    """Registers not yet taken: by class, or one by one for a class or a stretch of days."""
    principal = _worker(request, acts.REGISTER_TAKE)
    now = timezone.localtime()
    year = law.school_year(now.date())
    found = RegisterFilter(
        request.GET or None, worklists.classes(principal, year), principal=principal, act=acts.REGISTER_TAKE, year=year
    )
    chosen = found.chosen
    narrowed = any(chosen.get(key) for key in ("klas", "van", "tot"))
    if narrowed or _wants_csv(request):
        first, last = chosen.get("van") or Date.min, chosen.get("tot") or Date.max
        rows = [row for row in worklists.open_registers(found.qs, now) if first <= row.date <= last]
        if _wants_csv(request):
            heads = (_("Datum"), _("Dagdeel"), _("Klas"), _("School"), _("Dagen geleden"))
            return _export(
                request, "registers-nog-niet-genomen", heads,
                [(row.date, row.part, row.class_name, row.school, row.age) for row in rows],
            )  # fmt: skip
        table: Table = OpenRegisterTable(rows)
    else:
        table = OpenClassTable(worklists.open_classes(found.qs, now))
    return _page(request, "attendance/worklist_registers.html", table, found, {"narrowed": narrowed})


@login_required
@require_http_methods(["GET", "POST"])
def unknown(request: SignedRequest) -> HttpResponse:
    """Absences without a reason, to be given one, many at once."""
    principal = _worker(request, acts.ABSENCE_EDIT)
    on = timezone.localdate()
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        schools=policy.visible(School, to=principal, act=acts.ABSENCE_EDIT),
        sub_codes=policy.visible(SubCode, to=principal, act=acts.ABSENCE_EDIT),
        on=on,
    )
    if request.method == "POST" and form.is_valid():
        done = _act(request, form, lambda: set_reason(by=principal, keys=_keys(request), **form.values()))
        if done is not None:
            text = ngettext("%(n)s halve dag kreeg een reden.", "%(n)s halve dagen kregen een reden.", done)
            messages.success(request, text % {"n": done})
            return redirect(request.get_full_path())
    return _absences(
        request, worklists.unknown(principal, on), "attendance/worklist_unknown.html", UnknownTable,
        name="afwezig-zonder-reden", extra={"form": form},
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def waiting_p(request: SignedRequest) -> HttpResponse:
    """Code P on which the director decides; who asked for it sees what still waits."""
    principal = _worker(request, acts.ABSENCE_EDIT)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = _decide(request, form)
        if done is not None:
            return done
    return _absences(
        request, worklists.waiting_p(principal, timezone.localdate()), "attendance/worklist_p.html", WaitingPTable,
        name="p-goed-te-keuren", extra={"form": form, "may_decide": principal.can(acts.P_APPROVE)}, look="p.list",
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def parents_notes(request: SignedRequest) -> HttpResponse:
    """Parents' notes that are the last allowed, one too many or too long: a letter goes out once."""
    principal = _worker(request, acts.CERTIFICATE_VIEW)
    year = law.school_year(timezone.localdate())
    if request.method == "POST":
        done = _act(request, None, lambda: record_letter(by=principal, certificate_ids=_numbers(request)))
        if done is not None:
            text = ngettext("Genoteerd: %(n)s brief verstuurd.", "Genoteerd: %(n)s brieven verstuurd.", done)
            messages.success(request, text % {"n": done})
        return redirect(request.get_full_path())
    found = NoteFilter(
        request.GET or None, notes.seen(principal, year), principal=principal, act=acts.CERTIFICATE_VIEW, year=year
    )
    chosen = found.chosen
    # Which note is the fourth is known from all of them: only then choose.
    wanted = set(found.qs.values_list("pk", flat=True)) if chosen.get("klas") or chosen.get("school") else None
    rows = [
        note
        for note in notes.listed(notes.seen(principal, year), year)
        if (wanted is None or note.certificate_id in wanted)
        and (chosen.get("alle") or note.letter_on is None)
        and (chosen.get("van") or Date.min) <= note.first_day <= (chosen.get("tot") or Date.max)
    ]
    if _wants_csv(request):
        heads = (
            _("Leerling"),
            _("Klas"),
            _("School"),
            _("Van"),
            _("Tot en met"),
            _("Hoeveelste"),
            _("Brief verstuurd"),
        )
        _look(principal, "certificate.list", "attendance.certificate", rows, compartments=[COMPARTMENT])
        return _export(
            request, "ouderbriefjes", heads,
            [(n.name, n.class_name, n.school, n.first_day, n.last_day, n.number, n.letter_on) for n in rows],
        )  # fmt: skip
    table = NoteTable(rows)
    response = _page(request, "attendance/worklist_notes.html", table, found, {"limits": notes.limits(year)})
    _look(principal, "certificate.list", "attendance.certificate", _shown(table), compartments=[COMPARTMENT])
    return response


def _absences(
    request: SignedRequest, records: Any, template: str, table: type[Table], *, name: str, extra: dict[str, Any],
    look: str = "",
) -> HttpResponse:  # fmt: skip
    """A list of absences: filter, sort, page, export. ``look``: by which act the log calls it, where it is logged."""
    principal = request.principal
    on = timezone.localdate()
    found = AbsenceFilter(
        request.GET or None, records, principal=principal, act=acts.ABSENCE_EDIT, year=law.school_year(on)
    )
    chosen = found.chosen
    day, age = chosen.get("dag"), chosen.get("ouder") or 0
    rows = [
        row
        for row in worklists.absences(found.qs, principal, on)
        if row.age >= age and (day is None or row.first <= day <= row.last)
    ]
    if _wants_csv(request):
        if look:
            _look(principal, look, "attendance.halfday", rows)
        return _export(request, name, *_absence_cells(rows))
    shown = table(rows)
    response = _page(request, template, shown, found, extra)
    if look:
        _look(principal, look, "attendance.halfday", _shown(shown))
    return response


def _shown(table: Table) -> list[Any]:
    """The rows on the page that was asked for."""
    return [row.record for row in table.page.object_list]


def _look(principal: Principal, act: str, kind: str, rows: Iterable[Any], *, compartments: Sequence[str] = ()) -> None:
    """Write that these rows were shown: of health or of a personal reason, so no plain attendance."""
    shown = [(row.pupil_id, row.school_id) for row in rows]
    log.record_list(
        by=principal, act=act, kind=kind, shown=shown, compartments=compartments,
        why=principal.why(acts.CERTIFICATE_VIEW if compartments else acts.ABSENCE_EDIT),
    )  # fmt: skip


def _absence_cells(rows: Sequence[Absence]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    heads = (_("Leerling"), _("Klas"), _("School"), _("Wanneer"), _("Halve dagen"), _("Grond"), _("Dagen oud"))
    return heads, [
        (row.name, row.class_name, row.school, period_text(row), row.half_days, ground_label(row.ground), row.age)
        for row in rows
    ]


def _decide(request: SignedRequest, form: DecisionForm) -> HttpResponse | None:
    principal = request.principal
    refused = "refuse" in request.POST
    reason = form.cleaned_data["reason"]
    done = _act(
        request,
        form,
        lambda: (
            refuse_p(by=principal, keys=_keys(request), reason=reason)
            if refused
            else approve_p(by=principal, keys=_keys(request))
        ),
    )
    if done is None:
        return None
    if refused:
        text = ngettext(
            "%(n)s halve dag geweigerd: de reden is opnieuw onbekend.",
            "%(n)s halve dagen geweigerd: de reden is opnieuw onbekend.",
            done,
        )
    else:
        text = ngettext("%(n)s halve dag goedgekeurd.", "%(n)s halve dagen goedgekeurd.", done)
    messages.success(request, text % {"n": done})
    return redirect(request.get_full_path())


def _act(request: SignedRequest, form: Any, act: Callable[[], int]) -> int | None:
    """Do it, or say what is wrong: at the field where there is one, else above the page."""
    try:
        return act()
    except ValidationError as error:
        if form is None:
            messages.error(request, " ".join(error.messages))
        elif hasattr(error, "error_dict") and not set(error.error_dict) <= set(form.fields):
            form.add_error(None, error.messages)
        else:
            form.add_error(None, error)
        return None


def _worker(request: SignedRequest, act: str) -> Principal:
    principal = request.principal
    if not principal.can(act):
        raise policy.Denied(_("Deze werklijst hoort niet bij uw functie."))
    return principal


def _keys(request: SignedRequest) -> list[absences.AbsenceKey]:
    return absences.parse(request.POST.getlist("keys"))


def _numbers(request: SignedRequest) -> list[int]:
    values = request.POST.getlist("certificates")
    numbers = wholes(values)
    if len(numbers) != len(values):
        raise ValidationError(_("De keuze van briefjes is niet te lezen. Laad de lijst opnieuw."))
    return numbers


def _wants_csv(request: SignedRequest) -> bool:
    return request.GET.get("uitvoer") == "csv"


def _export(request: SignedRequest, name: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> HttpResponse:
    principal = request.principal
    if not principal.can(acts.EXPORT_RUN):
        raise policy.Denied(_("Uw functie laat het uitvoeren van lijsten niet toe."))
    log.record(by=principal, act=acts.EXPORT_RUN, kind=name, detail={"rows": len(rows)})
    return csv_response(name, heads, rows)


def _page(request: SignedRequest, template: str, table: Table, found: Any, extra: dict[str, Any]) -> HttpResponse:
    table.chosen = frozenset(request.POST.getlist("keys"))
    if not found.several:
        table.exclude = ("school",)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    query = request.GET.copy()
    query["uitvoer"] = "csv"
    return render(
        request,
        template,
        {
            "table": table,
            "filter": found,
            "number": len(table.rows),
            "filtered": bool(found.chosen and any(found.chosen.values())),
            "export_url": f"?{query.urlencode()}",
            **extra,
        },
    )
