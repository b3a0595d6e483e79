"""The self-audit: a round, its grid, one cell with its evidence."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.requests import SignedRequest
from leerrecht.documents.interfaces.limits import takes_upload
from leerrecht.documents.interfaces.serving import serve_upload
from leerrecht.organisations.models import School
from leerrecht.quality.domain import auditing
from leerrecht.quality.domain.definitions import Place, places
from leerrecht.quality.domain.queries import audits
from leerrecht.quality.interfaces.forms import CellForm, EvidenceForm, RoundForm
from leerrecht.quality.interfaces.printing import audit_on_paper
from leerrecht.quality.models import Evidence, Round
from leerrecht.ui.asking import ask_then_do, do_and_say

form_view = require_http_methods(["GET", "POST"])


def own_school(request: SignedRequest, pk: int, act: str) -> School:
    """A school at which somebody has a seat with the act; else as if it were not there."""
    by = request.principal
    school = policy.find(School, pk, by=by, act=act)
    if school.pk not in by.organisations(act):
        raise policy.missing(School)
    return school


def place_of(key: str) -> Place:
    if key not in places():
        raise Http404(_("Geen vak van de zelfaudit gevonden."))
    return places()[key]


@login_required
@form_view
def new(request: SignedRequest, pk: int) -> HttpResponse:
    """Begin a round."""
    by = request.principal
    school = own_school(request, pk, acts.QUALITY_KEEP)
    form = RoundForm(request.POST or None, initial={"held_on": by.on})
    if form.is_valid() and form.attempt(auditing.begin_round, by=by, school=school, **form.cleaned_data):
        messages.success(request, _("De zelfaudit is begonnen. Vul de vakken in, in de volgorde die u wilt."))
        return redirect("quality-round", form.result.pk)
    context = {"form": form, "title": _("Zelfaudit beginnen"), "lead": school.name, "back": reverse("quality-home")}
    return render(request, "quality/form.html", context)


@login_required
@require_GET
def show(request: SignedRequest, pk: str) -> HttpResponse:
    """The grid of a round, beside the round before."""
    by = request.principal
    round_ = policy.find(Round, pk, by=by, act=acts.QUALITY_KEEP)
    former = audits.former_of(by, round_)
    grid = audits.grid(by, round_, former)
    context = {
        "round": round_, "former": former, "grid": grid,
        "may_fix": by.can(acts.QUALITY_FIX) and round_.fixed_on is None and grid.judged == grid.number,
    }  # fmt: skip
    return render(request, "quality/round.html", context)


@login_required
@require_GET
def pdf(request: SignedRequest, pk: str) -> HttpResponse:
    """The round on paper."""
    by = request.principal
    round_ = policy.find(Round, pk, by=by, act=acts.QUALITY_KEEP)
    response = HttpResponse(audit_on_paper(round_, audits.on_paper(by, round_)), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="zelfaudit-{round_.held_on:%Y-%m-%d}.pdf"'
    return response


@login_required
@form_view
def fix(request: SignedRequest, pk: str) -> HttpResponse:
    """Fix a round, after asking."""
    by = request.principal
    round_ = policy.find(Round, pk, by=by, act=acts.QUALITY_FIX)
    return ask_then_do(
        request, lambda: auditing.fix_round(by=by, round_=round_), title=_("Zelfaudit vastzetten"),
        lead=_("Daarna verandert er niets meer aan. Acties blijft u wel bijhouden."), kind="primary",
        done=_("De zelfaudit is vastgezet."), back=reverse("quality-round", args=[round_.pk]),
    )  # fmt: skip


@login_required
@form_view
def cell(request: SignedRequest, pk: str, cell: str) -> HttpResponse:
    """One cell: judge it, and see what the round before said."""
    by = request.principal
    round_ = policy.find(Round, pk, by=by, act=acts.QUALITY_KEEP)
    found = audits.detail(by, round_, place_of(cell))
    initial = {"step": found.cell.step, "text": found.cell.text} if found.cell else {}
    form = None
    if round_.fixed_on is None:
        form = CellForm(request.POST or None, lines=found.lines, initial=initial)
        if form.is_valid() and form.attempt(
            auditing.judge,
            by=by,
            round_=round_,
            place=found.place.key,
            seen=request.POST.get("seen", ""),
            **form.given(),
        ):
            messages.success(request, _("Bewaard."))
            return redirect("quality-cell", round_.pk, found.place.key)
    elif request.method == "POST":
        messages.error(request, _("Deze zelfaudit is vastgezet en verandert niet meer."))
        return redirect("quality-cell", round_.pk, found.place.key)
    return render(request, "quality/cell.html", {"round": round_, "detail": found, "form": form})


@takes_upload(settings.MAX_SCAN_BYTES)
@login_required
@form_view
def evidence_new(request: SignedRequest, pk: str, cell: str) -> HttpResponse:
    """Add evidence to a cell."""
    by = request.principal
    round_ = policy.find(Round, pk, by=by, act=acts.QUALITY_KEEP)
    place, back = place_of(cell), reverse("quality-cell", args=[round_.pk, cell])
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.attempt(auditing.show, by=by, round_=round_, place=place.key, **form.cleaned_data):
        messages.success(request, _("Het bewijs staat erbij."))
        return redirect(back)
    context = {"form": form, "title": _("Bewijs toevoegen"), "lead": place.title, "back": back, "upload": True}
    return render(request, "quality/form.html", context)


@login_required
@require_GET
def evidence_file(request: SignedRequest, pk: str) -> HttpResponse:
    """The file, only through the evidence."""
    evidence = policy.find(Evidence, pk, by=request.principal, act=acts.QUALITY_KEEP)
    if evidence.upload is None:
        raise policy.missing(Evidence)
    return serve_upload(evidence.upload)


@login_required
@require_POST
def evidence_away(request: SignedRequest, pk: str) -> HttpResponse:
    """Take evidence of a draft away."""
    by = request.principal
    evidence = policy.find(Evidence, pk, by=by, act=acts.QUALITY_KEEP)
    back = reverse("quality-cell", args=[evidence.cell.round_id, evidence.cell.place])
    return do_and_say(
        request, lambda: auditing.take_away(by=by, evidence=evidence), done=_("Het bewijs is weg."), back=back
    )
