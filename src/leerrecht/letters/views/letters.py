"""Letters: the archive, a new one or many, and the letters of one pupil."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.domain.names import name_of
from leerrecht.access.numbers import whole, wholes
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.documents.interfaces.serving import serve_upload
from leerrecht.enrolment.domain.queries.classes import classes, pupils_of_class
from leerrecht.enrolment.models import ClassGroup
from leerrecht.law import calendar
from leerrecht.letters import domain
from leerrecht.letters.domain import catalogue, filling, planning, previewing
from leerrecht.letters.domain.facts import schools_of
from leerrecht.letters.domain.queries import letters as queries
from leerrecht.letters.interfaces.forms import ArchiveFilter, ChooseForm, LetterForm
from leerrecht.letters.interfaces.shown import shown_pages
from leerrecht.letters.models import Letter, Run, RunState, Way
from leerrecht.letters.rules import houses, written_in
from leerrecht.organisations.models import Organisation
from leerrecht.people.models import Pupil
from leerrecht.ui.choosing import to_school
from leerrecht.ui.words import ACTS

_A_PAGE = 50
_RUNS = 8


@login_required
@require_GET
def letter_list(request: SignedRequest) -> HttpResponse:
    """What was made: runs that are busy or just done, then every letter. The look at the list is logged."""
    if away := to_school(request, "letter-templates", "letter-style"):
        return away
    by = sender(request)
    schools = list(queries.houses_of(by, acts.LETTER_SEND))
    found = {key: one for school in schools for key, one in writable(by, school).items()}
    form = ArchiveFilter(request.GET, found=found)
    chosen = form.cleaned_data if form.is_valid() else {}
    narrowed = queries.Narrowed(chosen.get("sjabloon", ""), chosen.get("stand", ""))
    page = Paginator(queries.archive(by, narrowed), _A_PAGE).get_page(request.GET.get("pagina"))
    rows = list(page)
    log.record_list(
        by=by, act="letter.list", kind=Letter._meta.label_lower,
        shown=[(letter.pupil_id, letter.organisation_id) for letter in rows],
        compartments={letter.compartment for letter in rows},
    )  # fmt: skip
    runs = policy.visible(Run, to=by, act=acts.LETTER_SEND).order_by("-at")[:_RUNS]
    managed = houses(by, acts.LETTER_MANAGE)
    context = {
        "form": form, "page": page, "letters": rows, "runs": runs,
        "filtered": bool(narrowed.template or narrowed.state),
        "manages": [school for school in schools if school.pk in managed],
    }  # fmt: skip
    return render(request, "letters/letter_list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def letter_new(request: SignedRequest) -> HttpResponse:
    """Choose a letter and who gets it; see what would be made; make it."""
    by = sender(request)
    chosen = _chosen(request, by)
    if chosen.template is None:
        return render(request, "letters/letter_new.html", {"chosen": chosen})
    form = LetterForm(
        request.POST if request.method == "POST" else None, template=chosen.template, pupils=_choices(chosen),
        initial={"pupils": [str(pk) for pk in chosen.pupils], **_filled(by, chosen)},
    )  # fmt: skip
    if form.is_valid():
        start = form.attempt(
            domain.start_run, by=by, house=chosen.school, key=chosen.template.key, pupil_ids=form.chosen(),
            values=form.values(), way=form.cleaned_data.get("way") or Way.PAPER,
            language=form.cleaned_data["language"], again_because=form.cleaned_data["again_because"],
        )  # fmt: skip
        if start:
            _tell(request, form.result)
            return redirect("letter-run", form.result.pk)
    ticked = set(form["pupils"].value() or ())
    context = {"chosen": chosen, "form": form, "plan": _plan(by, chosen, chosen.template), "ticked": ticked}
    return render(request, "letters/letter_new.html", context)


@login_required
@require_POST
def letter_choose(request: SignedRequest) -> HttpResponse:
    """From a worklist with ticked rows to the letter for the pupils of those rows."""
    by = sender(request)
    try:
        pupils = queries.pupils_of_rows(by, request.POST.getlist("keys"), request.POST.getlist("certificates"))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        pupils = []
    asked = urlencode([("sjabloon", request.GET.get("sjabloon", "")), *(("leerling", pk) for pk in pupils)])
    return redirect(f"{reverse('letter-new')}?{asked}")


@login_required
@require_POST
def letter_preview(request: SignedRequest) -> HttpResponse:
    """The first letter of those chosen, drawn: a part of the page."""
    by = sender(request)
    chosen = _chosen(request, by)
    if chosen.template is None:
        return render(request, "letters/_preview.html", {"error": _("Kies eerst een sjabloon.")})
    form = LetterForm(request.POST, template=chosen.template, pupils=_choices(chosen))
    form.is_valid()
    values = {name: form.cleaned_data[name] for name in form.asks if form.cleaned_data.get(name)}
    pupils = [int(pk) for pk in form.cleaned_data.get("pupils") or ()][:1]
    signed = planning.sender_of(by, chosen.school)
    made = planning.plan(
        by, signed, chosen.template, pupils, values, language=form.cleaned_data.get("language", ""), on=by.on
    )  # fmt: skip
    if not made.drafts:
        reasons = " ".join(one.reason for one in made.left_out) or _("Kies eerst één of meer leerlingen.")
        return render(request, "letters/_preview.html", {"error": reasons})
    try:
        preview = previewing.drawn(made.drafts[0], signed, by.on)
    except ValidationError as error:
        return render(request, "letters/_preview.html", {"error": " ".join(error.messages)})
    log.record(
        by=by, act="letter.preview", kind=Letter._meta.label_lower, pupil_id=pupils[0],
        organisation_id=signed.house.pk, detail={"compartment": chosen.template.compartment},
    )  # fmt: skip
    return render(request, "letters/_preview.html", {"pages": shown_pages(preview), "words": preview.text})


@login_required
@require_GET
def letter_file(request: SignedRequest, pk: str) -> HttpResponse:
    """The letter as it went out."""
    return serve_upload(queries.file_of(request.principal, pk))


@login_required
@require_POST
def letter_posted(request: SignedRequest, pk: str) -> HttpResponse:
    """Note that one letter went out on paper."""
    by = request.principal
    letter = policy.find(Letter, pk, by=by, act=acts.LETTER_SEND)
    domain.posted(by=by, letters=[letter])
    messages.success(request, _("Genoteerd: de brief is op papier verstuurd."))
    return redirect("pupil-letters", letter.pupil_id)


@login_required
@require_GET
def pupil_letters(request: SignedRequest, pk: int) -> HttpResponse:
    """The letters about one pupil, for whoever may read them: staff, the pupil, parents."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    if pupil.merged_into_id:
        return redirect("pupil-letters", pupil.merged_into_id)
    sends = policy.visible(Letter, to=by, act=acts.LETTER_SEND).filter(pupil=pupil)
    may_post = set(sends.values_list("pk", flat=True))
    writes = policy.visible(Pupil, to=by, act=acts.LETTER_SEND).filter(pk=pupil.pk).exists()
    sees_page = policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).filter(pk=pupil.pk).exists()
    context = {
        "pupil": pupil, "letters": queries.of_pupil(by, pupil), "may_post": may_post, "writes": writes,
        "sees_page": sees_page,
    }  # fmt: skip
    return render(request, "letters/pupil_letters.html", context)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address or the form says: school, template, and the pupils for whom it is."""

    form: ChooseForm
    school: Organisation
    template: catalogue.Template | None
    pupils: list[int]
    named: list[int]


def sender(request: SignedRequest) -> Principal:
    """The principal, who may send letters somewhere; else refused."""
    if not request.principal.can(acts.LETTER_SEND):
        raise policy.Denied(_("Uw functie laat niet toe om brieven te maken."))
    return request.principal


def writable(by: Principal, house: Organisation) -> dict[str, catalogue.Template]:
    """The templates of a school or CLB in whose compartment somebody writes."""
    found = catalogue.templates(by, house, act=acts.LETTER_SEND)
    writes = written_in(by, house.pk)
    return {key: one for key, one in found.items() if one.compartment in writes}


def _chosen(request: SignedRequest, by: Principal) -> Chosen:
    data = request.GET if request.method == "GET" else request.POST
    schools = queries.houses_of(by, acts.LETTER_SEND)
    named = wholes(data.getlist("leerling"))
    asked = whole(data.get("school", ""))
    school = None if asked is None else schools.filter(pk=asked).first()
    school = school or queries.house_of_pupil(by, schools, named) or schools.first()
    if school is None:
        raise policy.Denied(_("Uw functie laat niet toe om brieven te maken."))
    groups = classes(by, school_year=calendar.school_year(by.on), on=by.on, act=acts.LETTER_SEND)
    groups = groups.filter(school__in=schools_of(by, school))
    found = writable(by, school)
    form = ChooseForm(data, schools=schools, classes=groups, found=found)
    cleaned = form.cleaned_data if form.is_valid() else {}
    template = found.get(cleaned.get("sjabloon", ""))
    pupils = list(named)
    if template is not None and cleaned.get("klas"):
        pupils += _of_class(by, cleaned["klas"])
    if template is not None and cleaned.get("werklijst"):
        pupils += queries.waiting(by, template, school.pk, by.on)
    return Chosen(form, school, template, list(dict.fromkeys(pupils)), named)


def _filled(by: Principal, chosen: Chosen) -> dict[str, Any]:
    """What is known of what the letter asks: with whom, and for one pupil what was done already."""
    done = queries.steps_taken(by, chosen.pupils[0], by.on) if len(chosen.pupils) == 1 else []
    steps = [f"- {capfirst(str(ACTS[kind]))}, {date_format(day, 'j F Y')}" for day, kind in done if kind in ACTS]
    known = {"gesprek_met": name_of(by), "stappen": "\n".join(steps)}
    if len(chosen.pupils) == 1 and chosen.template is not None:
        known |= filling.filled(by, chosen.template.key, chosen.pupils[0])
    return known


def _of_class(by: Principal, group: ClassGroup) -> list[int]:
    found = pupils_of_class(by, group, on=by.on, act=acts.LETTER_SEND)
    return list(found.values_list("pk", flat=True))


def _choices(chosen: Chosen) -> list[tuple[str, str]]:
    return [(str(pk), "") for pk in chosen.pupils]


def _plan(by: Principal, chosen: Chosen, template: catalogue.Template) -> planning.Plan:
    """What would be made; that somebody saw who got the letter before, is logged."""
    signed = planning.sender_of(by, chosen.school)
    made = planning.plan(by, signed, template, chosen.pupils, {}, on=by.on)
    before = [(draft.pupil_id, chosen.school.pk) for draft in made.drafts if draft.earlier is not None]
    if before:
        log.record_list(
            by=by, act="letter.list", kind=Letter._meta.label_lower, shown=before,
            compartments={template.compartment},
        )  # fmt: skip
    return made


def _tell(request: SignedRequest, run: Run) -> None:
    if run.state == RunState.DONE and run.made:
        messages.success(request, _("Gemaakt: %(n)d brief of brieven.") % {"n": run.made})
