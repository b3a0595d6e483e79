"""One case, one track, one round table."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from leerrecht.access import acts, policy
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.cases.domain import cases, chairs, partners, reviews, summaries, tables, tasks, tracks
from leerrecht.cases.domain.queries.page import CasePage, case_page, find_case
from leerrecht.cases.domain.queries.parts import TablePage, TrackPage, table_page, track_page
from leerrecht.cases.domain.staff import staff_of
from leerrecht.cases.interfaces import forms
from leerrecht.cases.models import (
    Case,
    CaseTask,
    Decision,
    Invitation,
    Mediation,
    Participant,
    RoundTable,
    Summary,
    Track,
)
from leerrecht.cases.views.acting import Doing, attempt, press
from leerrecht.guidance.domain.queries.timeline import log_look
from leerrecht.guidance.views.file import form_view

Button = Callable[[Principal, Any, str], Any]


@login_required
@form_view
def case(request: SignedRequest, pk: UUID) -> HttpResponse:
    """The case as a whole: who is on it, what runs beside what, tasks, tables and the story."""
    by = request.principal
    found = find_case(by, pk, acts.NOTE_VIEW)
    if request.method == "POST":
        found = find_case(by, pk, acts.GUIDANCE_KEEP)
        if _pressed(request, found, _CASE_BUTTONS):
            return redirect("case", pk)
    page = case_page(by, found)
    opened = request.POST.get("doe") or request.GET.get("doe", "")
    doings = _case_doings(by, page, opened) if page.may_keep else {}
    done, made, _wrong = attempt(request, doings, only=opened, by=by, case=found)
    if done:
        return redirect("case", pk)
    context = {
        "page": page, "case": found, "pupil": found.pupil, "today": by.on, "forms": made, "offers": doings.keys(),
        "wrong": opened,
    }  # fmt: skip
    return render(request, "cases/case.html", context)


def _case_doings(by: Principal, page: CasePage, opened: str) -> dict[str, Doing]:
    found = page.case
    staff = staff_of(found, by.on) if opened == "leiding" else {}
    houses = {"houses": page.houses}
    waits = [one.track.pk for one in page.tracks if one.track.since is None and not one.track.ended]
    waiting = found.tracks.filter(pk__in=waits)
    doings = {
        "traject": Doing(forms.TrackForm, _start, houses | {"waiting": waiting, "centre": page.is_centre}),
        "stoel": Doing(forms.ChairForm, chairs.ask, houses),
        "taak": Doing(forms.TaskForm, tasks.assign_task, houses),
        "tafel": Doing(forms.TableForm, tables.plan_table, {}),
        "verhaal": Doing(forms.SummaryForm, summaries.write_summary, {}),
        "leiding": Doing(forms.LeadForm, cases.take_lead, {"staff": staff}),
        "sluiten": Doing(forms.CloseForm, cases.close_case, {}),
    }
    if page.summary is not None:
        doings["bevestigen"] = Doing(forms.ConfirmForm, _confirm(page.summary), {})
    open_ = next((one for one in page.mediations if one.ended_on is None and one.taken != "nee"), None)
    if open_ is None:
        doings["bemiddelen"] = Doing(forms.MediationForm, chairs.offer_mediation, {})
    else:
        doings["bemiddeld"] = Doing(forms.MediatedForm, _mediated(open_), {})
    if page.is_centre:
        doings["partner"] = Doing(forms.PartnerForm, partners.invite_partner, {})
    return doings


def _start(*, by: Principal, case: Case, **values: Any) -> Track:
    return tracks.start_track(by=by, pupil=case.pupil, **values)


def _confirm(summary: Summary) -> Callable[..., Any]:
    def verb(*, by: Principal, case: Case, **values: Any) -> Any:  # noqa: ARG001 - of the same case
        return summaries.confirm_summary(by=by, summary=summary, **values)

    return verb


def _mediated(mediation: Mediation) -> Callable[..., Any]:
    def verb(*, by: Principal, case: Case, **values: Any) -> Any:  # noqa: ARG001 - of the same case
        return chairs.answer_mediation(by=by, mediation=mediation, **values)

    return verb


def _task_done(by: Principal, _case: Case, pk: str) -> None:
    tasks.finish_task(by=by, task=policy.find(CaseTask, pk, by=by, act=acts.GUIDANCE_KEEP), on=by.on)


def _chair_left(by: Principal, _case: Case, pk: str) -> None:
    chairs.leave(by=by, chair=policy.find(Participant, pk, by=by, act=acts.GUIDANCE_KEEP))


_CASE_BUTTONS: dict[str, Button] = {"taak-klaar": _task_done, "stoel-leeg": _chair_left}


def _pressed(request: SignedRequest, record: Any, buttons: dict[str, Button]) -> bool:
    what = request.POST.get("doe", "")
    if what not in buttons:
        return False
    press(request, lambda: buttons[what](request.principal, record, request.POST.get("wat", "")))
    return True


@login_required
@form_view
def chair(request: SignedRequest, pk: int) -> HttpResponse:
    """Somebody takes up a chair."""
    by = request.principal
    found = policy.find(Participant, pk, by=by, act=acts.GUIDANCE_KEEP)
    form = forms.TakeUpForm(request.POST or None, initial={"name": found.name or None})
    if form.is_valid() and form.attempt(chairs.take_up, by=by, chair=found, **form.cleaned_data):
        return redirect("case", found.case_id)
    context = {"form": form, "chair": found, "pupil": found.case.pupil, "case": found.case}
    _log_case(by, found.case)
    return render(request, "cases/chair.html", context)


def _log_case(by: Principal, found: Case) -> None:
    log_look(by, found.pupil, [(found.organisation_id, found.compartment)])


@login_required
@form_view
def track(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One track: taken up, begun, looked at again, its week, the workplace, its end."""
    by = request.principal
    found = policy.find(Track, pk, by=by, act=acts.NOTE_VIEW)
    if request.method == "POST":
        found = policy.find(Track, pk, by=by, act=acts.GUIDANCE_KEEP)
    page = track_page(by, found)
    done, made, wrong = attempt(request, _track_doings(page), by=by, track=found)
    if done:
        return redirect("case-track", pk)
    context = {
        "page": page, "track": found, "pupil": found.pupil, "today": by.on, "forms": made,
        "wrong": request.POST.get("doe", "") if wrong else "",
    }  # fmt: skip
    return render(request, "cases/track.html", context)


def _track_doings(page: TrackPage) -> dict[str, Doing]:
    if not page.may_keep:
        return {}
    doings = {"einde": Doing(forms.EndForm, tracks.end_track, {})}
    if page.track.taken_up_on is None:
        doings["opnemen"] = Doing(forms.TrackTakeUpForm, tracks.take_up_track, {})
    if page.track.since is None:
        doings["begin"] = Doing(forms.BeginForm, tracks.begin_track, {})
        return doings
    doings["bekijken"] = Doing(forms.ReviewForm, reviews.review_track, {})
    doings["week"] = Doing(forms.PatternForm, reviews.set_pattern, {})
    if page.workplace:
        doings["werkplek"] = Doing(forms.WorkplaceForm, reviews.check_workplace, {})
    if page.hospital:
        doings["ontslag"] = Doing(forms.DischargeForm, reviews.announce_discharge, {})
    return doings


@login_required
@form_view
def table(request: SignedRequest, pk: UUID) -> HttpResponse:
    """One round table: who is asked, what is proposed, what each says to it, and the report."""
    by = request.principal
    found = policy.find(RoundTable, pk, by=by, act=acts.NOTE_VIEW)
    if request.method == "POST":
        found = policy.find(RoundTable, pk, by=by, act=acts.GUIDANCE_KEEP)
        if _pressed(request, found, _TABLE_BUTTONS):
            return redirect("case-table", pk)
    page = table_page(by, found)
    done, made, wrong = attempt(request, _table_doings(by, page), by=by, table=found)
    if done:
        return redirect("case-table", pk)
    context = {
        "page": page, "table": found, "pupil": found.pupil, "today": by.on, "forms": made,
        "wrong": request.POST.get("doe", "") if wrong else "",
    }  # fmt: skip
    return render(request, "cases/table.html", context)


def _table_doings(by: Principal, page: TablePage) -> dict[str, Doing]:
    if not page.may_keep:
        return {}
    found = page.table
    houses = _houses_at(by, found)
    doings = {
        "uitnodigen": Doing(forms.InviteForm, tables.invite, {"houses": houses}),
        "voorstel": Doing(forms.ProposeForm, tables.propose, {"houses": houses}),
    }
    if page.invitations and page.decisions:
        options = {
            "invitations": policy.visible(Invitation, to=by, act=acts.GUIDANCE_KEEP).filter(table=found),
            "decisions": policy.visible(Decision, to=by, act=acts.GUIDANCE_KEEP).filter(table=found),
        }
        doings["standpunt"] = Doing(forms.PositionForm, _take_position, options)
    if page.over:
        doings["verslag"] = Doing(forms.ReportForm, tables.close_table, {})
    return doings


def _take_position(*, by: Principal, table: RoundTable, **values: Any) -> Any:  # noqa: ARG001 - of the same table
    return tables.take_position(by=by, **values)


def _houses_at(by: Principal, found: RoundTable) -> dict[int, str]:
    """Houses on the case, as the tracks and chairs name them."""
    case_ = found.case
    chairs_ = policy.visible(Participant, to=by, act=acts.NOTE_VIEW).filter(case=case_).exclude(house=None)
    tracks_ = policy.visible(Track, to=by, act=acts.NOTE_VIEW).filter(case=case_).exclude(house=None)
    named = [*chairs_.values_list("house_id", "house__name"), *tracks_.values_list("house_id", "house__name")]
    return dict(named) | {case_.lead_house_id: case_.lead_house.name}


def _came(by: Principal, _table: RoundTable, pk: str) -> None:
    tables.note_came(by=by, invitation=policy.find(Invitation, pk, by=by, act=acts.GUIDANCE_KEEP), came=True)


def _stayed_away(by: Principal, _table: RoundTable, pk: str) -> None:
    tables.note_came(by=by, invitation=policy.find(Invitation, pk, by=by, act=acts.GUIDANCE_KEEP), came=False)


_TABLE_BUTTONS: dict[str, Button] = {"kwam": _came, "kwam-niet": _stayed_away}
