"""Procedures: the list, the guided path, and each step of it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Tucht
from leerrecht.access.requests import SignedRequest
from leerrecht.access.roles import Reach
from leerrecht.discipline import voices
from leerrecht.discipline.domain import procedures as verbs
from leerrecht.discipline.domain import stepping
from leerrecht.discipline.domain.marking import mark_r
from leerrecht.discipline.domain.path import BY_STEP
from leerrecht.discipline.domain.queries.choosing import incidents_of, letters_of
from leerrecht.discipline.domain.queries.measures import look_at
from leerrecht.discipline.domain.queries.procedures import procedure_list, procedure_page, warn_of
from leerrecht.discipline.interfaces.procedure_forms import (
    BeginForm,
    CloseForm,
    DecisionForm,
    ReceivedForm,
    ReviseForm,
    StepForm,
)
from leerrecht.discipline.models import Procedure, Step, StepDone
from leerrecht.discipline.views.incidents import form_view
from leerrecht.discipline.views.measures import leader
from leerrecht.guidance.views.file import pupil_of
from leerrecht.law.tucht import DEFINITIEF, NAMEN, PREVENTIEF
from leerrecht.organisations.models import School
from leerrecht.ui.asking import do_and_say
from leerrecht.ui.choosing import to_school

# Which letter fits a step.
LETTERS = {Step.NOTICE: "tucht-kennisgeving", Step.SHELTER: "tucht-geen-opvang"}


@login_required
@require_GET
def overview(request: SignedRequest) -> HttpResponse:
    """Procedures that somebody leads, the first due first."""
    if away := to_school(request, "discipline-rules"):
        return away
    by = request.principal
    known, page = procedure_list(by, request.GET.get("pagina", 1))
    if not by.can(acts.TUCHT_KEEP) and not known and not page.object_list:
        raise policy.Denied(_("Procedures leidt de directeur, of wie daartoe gemachtigd is."))
    schools = policy.visible(School, to=by, act=acts.SCHOOL_VIEW).filter(
        pk__in=by.places(acts.TUCHT_KEEP, Reach.SCHOOL)
    )
    context = {"known": known, "page": page, "schools": schools.order_by("name"), "today": by.on}
    return render(request, "discipline/procedures.html", context)


@login_required
@form_view
def new(request: SignedRequest, pk: int, kind: str) -> HttpResponse:
    """Begin a procedure."""
    by = request.principal
    kind = kind.replace("-", "_")
    if kind not in NAMEN:
        raise Http404
    pupil = pupil_of(by, pk)
    school_id = leader(by, pupil)
    form = BeginForm(request.POST or None, kind=kind, incidents=incidents_of(by, pupil, school_id))
    back = reverse("discipline-pupil", args=[pupil.pk])
    if form.is_valid() and form.attempt(
        verbs.open_procedure, by=by, pupil=pupil, school_id=school_id, begun=form.begun()
    ):
        messages.success(request, _("De procedure is begonnen. Volg de stappen hieronder."))
        return redirect("discipline-procedure", form.result.pk)
    enrolment = verbs.enrolment_on(pupil.pk, school_id, by.on)
    draft = Procedure(pupil=pupil, kind=kind, organisation_id=school_id, opened_on=by.on)
    if enrolment is not None:
        draft.level, draft.track, draft.grade = enrolment.level, enrolment.track, enrolment.grade
    look_at(by, draft)
    context = {
        "form": form, "title": NAMEN[kind].capitalize(), "lead": str(pupil), "back": back, "pupil": pupil,
        "readers": Tucht.readers, "warnings": warn_of(by, pupil, kind, school_id, draft, by.on),
        "submit": _("Preventief schorsen") if kind == PREVENTIEF else _("Procedure beginnen"),
    }  # fmt: skip
    return render(request, "discipline/form.html", context)


@login_required
@require_GET
def procedure(request: SignedRequest, pk: UUID) -> HttpResponse:
    """The path, for who leads it; for who takes part, pupil and parents the same to read."""
    by = request.principal
    found = policy.find(Procedure, pk, by=by, act=acts.NOTE_VIEW)
    shown = procedure_page(by, found)
    letter = {step: _letter(found, key) for step, key in LETTERS.items()}
    letter[Step.LETTER] = _letter(found, "tucht-preventief" if found.kind == PREVENTIEF else "tucht-beslissing")
    context = {
        "shown": shown, "procedure": shown.known.procedure, "today": by.on, "letters": letter, "Step": Step,
        "writes": by.can(acts.LETTER_SEND), "definitive": found.kind == DEFINITIEF,
        "voices": voices.voices(found, to=by),
    }  # fmt: skip
    return render(request, "discipline/procedure.html", context)


def _letter(found: Procedure, key: str) -> str:
    asked: dict[str, str | int] = {"sjabloon": key, "school": found.organisation_id, "leerling": found.pupil_id}
    return f"{reverse('letter-new')}?{urlencode(asked)}"


@login_required
@form_view
def step(request: SignedRequest, pk: UUID, step: str) -> HttpResponse:
    """Note that a step was done."""
    by = request.principal
    found = policy.find(Procedure, pk, by=by, act=acts.TUCHT_KEEP)
    if step not in Step.values or step in stepping.BY_OTHERS:
        raise Http404
    stage = BY_STEP[Step(step)]
    form = StepForm(request.POST or None, step=stage.step, letters=letters_of(by, found))
    back = reverse("discipline-procedure", args=[found.pk])
    if form.is_valid() and form.attempt(stepping.do_step, by=by, procedure=found, step=step, done=form.done()):
        row = form.result
        if row.counts:
            messages.success(request, _("Bewaard."))
        else:
            messages.warning(request, _("Bewaard, maar dit telt nog niet. Op de pagina staat waarom."))
        return redirect(back)
    look_at(by, found)
    context = {
        "form": form, "title": stage.step.label, "lead": stage.why, "back": back, "pupil": found.pupil,
        "procedure": found, "voices": voices.voices(found, to=by) if stage.step == Step.HEARING else (),
    }  # fmt: skip
    return render(request, "discipline/form.html", context)


@login_required
@require_POST
def received(request: SignedRequest, pk: int) -> HttpResponse:
    """The letter of a step arrived."""
    by = request.principal
    row = policy.find(StepDone, pk, by=by, act=acts.TUCHT_KEEP)
    form = ReceivedForm(request.POST)
    back = reverse("discipline-procedure", args=[row.procedure_id])
    if not form.is_valid():
        messages.error(request, _("Geef de dag van ontvangst."))
        return redirect(back)
    day = form.cleaned_data["on"]
    return do_and_say(
        request, lambda: stepping.received(by=by, row=row, on=day), done=_("De ontvangst is genoteerd."), back=back
    )


@login_required
@form_view
def decision(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Decide."""
    by = request.principal
    found = policy.find(Procedure, pk, by=by, act=acts.TUCHT_KEEP)
    form = DecisionForm(request.POST or None, kind=found.kind, heard=voices.waiting(found, on=by.on))
    back = reverse("discipline-procedure", args=[found.pk])
    if form.is_valid() and form.attempt(verbs.decide, by=by, procedure=found, decided=form.decided()):
        messages.success(request, _("De beslissing staat in het dossier. Deel ze nu schriftelijk mee."))
        return redirect(back)
    look_at(by, found)
    warnings = warn_of(by, found.pupil, found.kind, found.organisation_id, found, by.on)
    context = {
        "form": form, "title": _("Beslissing"), "lead": BY_STEP[Step.DECISION].why, "back": back,
        "pupil": found.pupil, "procedure": found, "warnings": warnings, "submit": _("Beslissen"),
        "voices": voices.voices(found, to=by),
    }  # fmt: skip
    return render(request, "discipline/form.html", context)


@login_required
@form_view
def revision(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Make it lighter, or withdraw it."""
    by = request.principal
    found = policy.find(Procedure, pk, by=by, act=acts.TUCHT_KEEP)
    form = ReviseForm(request.POST or None)
    back = reverse("discipline-procedure", args=[found.pk])
    if form.is_valid() and form.attempt(verbs.revise, by=by, procedure=found, **form.cleaned_data):
        messages.success(request, _("Herzien in het voordeel van de leerling."))
        return redirect(back)
    look_at(by, found)
    lead = _("Elke maatregel kan herzien worden in het voordeel van de leerling, ook als die of de ouders het vragen.")
    context = {"form": form, "title": _("Herzien"), "lead": lead, "back": back, "pupil": found.pupil}
    return render(request, "discipline/form.html", context | {"procedure": found})


@login_required
@form_view
def close(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Nothing more is to be done."""
    by = request.principal
    found = policy.find(Procedure, pk, by=by, act=acts.TUCHT_KEEP)
    form = CloseForm(request.POST or None)
    back = reverse("discipline-procedure", args=[found.pk])
    if form.is_valid() and form.attempt(verbs.close_procedure, by=by, procedure=found, **form.cleaned_data):
        messages.success(request, _("De procedure is afgesloten."))
        return redirect(back)
    look_at(by, found)
    context = {"form": form, "title": _("Procedure afsluiten"), "lead": str(found.pupil), "back": back}
    return render(request, "discipline/form.html", context | {"pupil": found.pupil, "procedure": found})


@login_required
@require_POST
def code_r(request: SignedRequest, pk: UUID) -> HttpResponse:
    """Put R on the half-days of the measure that carry something else."""
    by = request.principal
    found = policy.find(Procedure, pk, by=by, act=acts.TUCHT_KEEP)
    back = reverse("discipline-procedure", args=[found.pk])
    try:
        number = mark_r(by=by, procedure=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Code R staat nu op %(n)d halve dagen.") % {"n": number})
    return redirect(back)
