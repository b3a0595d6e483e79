"""What pupils and parents ask or tell the school, and what they say about measures and minutes."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access.requests import SignedRequest
from leerrecht.documents.interfaces.limits import takes_upload
from leerrecht.places.domain.refusing import Told as RefusalTold
from leerrecht.places.domain.refusing import report_refusal
from leerrecht.places.models import Reporter
from leerrecht.portal.domain import matters as verbs
from leerrecht.portal.domain.queries import matters as queries
from leerrecht.portal.domain.queries import overview as overviews
from leerrecht.portal.domain.queries.minutes import minutes_of
from leerrecht.portal.domain.queries.presence import presence
from leerrecht.portal.domain.queries.who import Me
from leerrecht.portal.explained import EXPLAINED
from leerrecht.portal.interfaces.forms import MatterForm, RefusalForm
from leerrecht.portal.models import Kind, Matter
from leerrecht.portal.views.frame import about, show
from leerrecht.ui.asking import do_and_say

form_view = require_http_methods(["GET", "POST"])
# What is asked from the page of rights; the others have a page of their own.
ASKED = (Kind.ABSENCE, Kind.CORRECTION, Kind.REVIEW, Kind.COMPLAINT, Kind.KEPT_HOME)


@require_GET
@about
def matters(request: SignedRequest, who: Me) -> HttpResponse:
    """Everything that was asked or told, with the answers."""
    by = request.principal
    found = overviews.matters_of(by, who)
    overviews.record_look(by, who, found)
    rows = [(one, verbs.late_words(one, by.on), queries.may_take_back(by, one)) for one in found]
    return show(request, "matters", who, rows=rows, asked=queries.offered(who, ASKED))


@takes_upload(settings.MAX_SCAN_BYTES)
@form_view
@about
def ask(request: SignedRequest, who: Me, kind: str) -> HttpResponse:
    """A short form, with what will happen and by when."""
    if kind not in queries.offered(who, ASKED):
        raise Http404(_("Dat kunt u hier niet vragen."))
    form = MatterForm(request.POST or None, request.FILES or None, kind=kind, initial={"first": request.GET.get("dag")})
    if form.is_valid() and form.attempt(_bring(request, who, kind), told=form.told()):
        messages.success(request, verbs.late_words(form.result, request.principal.on))
        return redirect("portal-matters", pk=who.pupil.pk)
    return show(request, "ask", who, form=form, kind=Kind(kind), told=EXPLAINED[kind])


@takes_upload(settings.MAX_SCAN_BYTES)
@form_view
@about
def reason(request: SignedRequest, who: Me) -> HttpResponse:
    """Why somebody was not there: for the half-days without a known reason."""
    by = request.principal
    open_ = [half for half in presence(by, who.pupil).open if not half.waits]
    start = {"first": open_[-1].date, "last": open_[0].date} if open_ else {}
    form = MatterForm(request.POST or None, request.FILES or None, kind=Kind.REASON, initial=start)
    if form.is_valid() and form.attempt(_bring(request, who, Kind.REASON), told=form.told()):
        messages.success(request, _("Dank u. De school kijkt het na en vult de reden in."))
        return redirect("portal", pk=who.pupil.pk)
    overviews.record_look(by, who, [])
    return show(request, "reason", who, form=form, halves=open_, told=EXPLAINED[Kind.REASON])


@takes_upload(settings.MAX_SCAN_BYTES)
@form_view
@about
def hearing(request: SignedRequest, who: Me, procedure: UUID) -> HttpResponse:
    """The talk about a measure: what it is about, when, my words before it, the report, and a remark to it."""
    by = request.principal
    found = overviews.procedure_of(by, who.pupil, procedure)
    kind = Kind.REMARK if overviews.heard(found) else Kind.STATEMENT
    form = None
    if found.closed_on is None:
        form = MatterForm(request.POST or None, request.FILES or None, kind=kind)
        day = overviews.hearing_of(found)
        more = {"about": str(found.pk), "answer_by": day if day and day >= by.on else None}
        if form.is_valid() and form.attempt(_bring(request, who, kind), told=form.told(**more)):
            messages.success(request, _kept(kind))
            return redirect("portal-hearing", pk=who.pupil.pk, procedure=found.pk)
    said: Sequence[Matter] = [one for one in overviews.matters_of(by, who) if one.about == str(found.pk)]
    overviews.record_look(by, who, [found, *said])
    return show(
        request, "hearing", who, procedure=found, day=overviews.hearing_of(found), form=form, said=said,
        remark=kind == Kind.REMARK,
    )  # fmt: skip


def _kept(kind: Kind) -> str:
    if kind in (Kind.REMARK, Kind.MINUTES):
        return _("Bewaard. Uw opmerking staat bij het verslag.")
    return _("Bewaard. Wie beslist, leest uw verhaal vóór het gesprek.")


@form_view
@about
def minutes(request: SignedRequest, who: Me) -> HttpResponse:
    """Minutes of meetings and round tables, each with a place for a remark."""
    rows = []
    for one in minutes_of(request.principal, who):
        sent = request.method == "POST" and request.POST.get("verslag") == str(one.record.pk)
        form = MatterForm(request.POST if sent else None, kind=Kind.MINUTES, prefix=f"v{one.record.pk}")
        if (
            sent
            and form.is_valid()
            and form.attempt(_bring(request, who, Kind.MINUTES), told=form.told(), beside=one.record)
        ):
            messages.success(request, _kept(Kind.MINUTES))
            return redirect("portal-minutes", pk=who.pupil.pk)
        rows.append((one, form))
    return show(request, "minutes", who, rows=rows)


@form_view
@about
def refusal(request: SignedRequest, who: Me) -> HttpResponse:
    """Tell that a school refused to enrol; what was told before stands beneath."""
    by = request.principal
    form = RefusalForm(request.POST or None, initial={"on": by.on})
    if form.is_valid():
        reporter = Reporter.PUPIL if who.itself else Reporter.PARENTS
        told = RefusalTold(reporter=reporter, **form.cleaned_data)
        if form.attempt(report_refusal, by=by, pupil=who.pupil, told=told):
            messages.success(request, _("Dank u. Het CLB volgt dit op. De school die weigerde, leest dit niet."))
            return redirect("portal-refusal", pk=who.pupil.pk)
    overviews.record_look(by, who, [])
    return show(request, "refusal", who, form=form, refusals=queries.refusals_of(by, who.pupil))


@require_POST
@about
def take_back(request: SignedRequest, who: Me, matter: UUID) -> HttpResponse:
    by = request.principal
    found = queries.own(by, who.pupil, matter)
    return do_and_say(
        request, lambda: verbs.take_back(by=by, matter=found), done=_("Ingetrokken."),
        back=reverse("portal-matters", args=[who.pupil.pk]),
    )  # fmt: skip


def _bring(request: SignedRequest, who: Me, kind: str) -> Callable[..., Matter]:
    return partial(verbs.bring, by=request.principal, me=who, kind=kind)
