"""The guidance file of one pupil: the timeline, writing on it, and the act that answers a signal."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from leerrecht.access import acts, policy
from leerrecht.access.compartments import Gedeeld, Zorg
from leerrecht.access.domain import log
from leerrecht.access.principal import Principal
from leerrecht.access.requests import SignedRequest
from leerrecht.documents.interfaces.limits import takes_upload
from leerrecht.duties.models import Outcome
from leerrecht.guidance.domain import entries, opening
from leerrecht.guidance.domain.queries.timeline import Filters, file_page, log_look
from leerrecht.guidance.interfaces.forms import ActForm, EntryForm, ReasonForm, TimelineFilter
from leerrecht.guidance.models import Begeleidingsdossier, Entry, Kind, Whom
from leerrecht.law import REGELS
from leerrecht.notes.domain.places import Place, places
from leerrecht.people.models import Pupil

form_view = require_http_methods(["GET", "POST"])
_SHARED = frozenset({Zorg.key, Gedeeld.key})


def pupil_of(by: Principal, pk: int) -> Pupil:
    """The pupil whose file may be opened. Raises ``Http404``."""
    return policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)


def houses(by: Principal, found: list[Place]) -> list[int]:
    """Schools among these places whose files this person keeps."""
    return sorted(
        {place.organisation_id for place in found} & by.organisations(acts.GUIDANCE_KEEP) & by.places(acts.DUTY_CLOSE)
    )


def back_of(request: SignedRequest, otherwise: str) -> str:
    """The page to return to: an address of our own in the query, else the one given."""
    back = request.GET.get("terug", "")
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else otherwise


@login_required
@require_GET
def pupil_file(request: SignedRequest, pk: int) -> HttpResponse:
    """The file as far as this reader may see it: own words first, strengths beside concerns, one timeline."""
    by = request.principal
    pupil = pupil_of(by, pk)
    if pupil.merged_into_id:
        return redirect("guidance", pupil.merged_into_id)
    log.record(by=by, act=acts.CASE_VIEW, on=pupil, pupil_id=pupil.pk, why=policy.ground_of(by, acts.CASE_VIEW, pupil))
    form = TimelineFilter(request.GET)
    filters = form.chosen()
    shown = file_page(by, pupil, filters=filters, number=request.GET.get("pagina", "1"))
    found = list(shown.places)
    own = houses(by, found)
    open_at = {file.organisation_id for file in shown.top.files if file.closed_on is None}
    context = {
        "pupil": pupil, "form": form, "top": shown.top, "page": shown.page, "lines": shown.lines,
        "narrowed": filters != Filters(), "may_write": bool(found),
        "may_keep": by.can(acts.GUIDANCE_KEEP) and any(place.compartment in _SHARED for place in found),
        "openable": [school for school in own if school not in open_at], "own": own, "today": by.on,
        "may_print": any(school in by.organisations(acts.GUIDANCE_PRINT) for school in own),
        "sees_page": policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).filter(pk=pupil.pk).exists(),
    }  # fmt: skip
    return render(request, "guidance/file.html", context)


@takes_upload(settings.MAX_SCAN_BYTES)
@login_required
@form_view
def entry_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Put something on the timeline."""
    by = request.principal
    pupil = pupil_of(by, pk)
    found = places(by, pupil)
    if not found:
        raise policy.Denied(_("In het dossier van deze leerling mag u niet schrijven."))
    form = EntryForm(
        request.POST or None, request.FILES or None, places=found, initial=_initial(request, found),
        may_find_unwilling=by.can(acts.UNWILLING_FIND),
    )  # fmt: skip
    back = back_of(request, reverse("guidance", args=[pupil.pk]))
    if form.is_valid() and form.attempt(entries.write_entry, by=by, pupil=pupil, draft=form.draft(), **form.at()):
        messages.success(request, _("Bewaard in het dossier van %(pupil)s.") % {"pupil": pupil})
        return redirect(back)
    context = {"pupil": pupil, "form": form, "back": back, "title": _("Noteren in het dossier"), "upload": True}
    return render(request, "guidance/entry_form.html", context)


def _initial(request: SignedRequest, found: list[Place]) -> dict[str, Any]:
    kind = request.GET.get("soort", "")
    keys = [place.key for place in found if place.compartment == Gedeeld.key] if kind == Kind.WORDS else []
    whom = request.GET.get("met", "")
    return {
        "kind": kind if kind in Kind.values else Kind.CONTACT.value,
        "whom": whom if whom in Whom.values else "",
        **({"place": keys[0]} if keys else {}),
    }


@login_required
@form_view
def outcome_done(request: SignedRequest, pk: int) -> HttpResponse:
    """From a signal to what was done, in one step: it goes to the file, and the signal closes by it."""
    by = request.principal
    outcome = policy.find(Outcome, pk, by=by, act=acts.DUTY_CLOSE)
    pupil = outcome.pupil
    found = [
        place
        for place in places(by, pupil)
        if place.organisation_id == outcome.school_id and place.compartment in _SHARED
    ]
    if not found:
        raise policy.Denied(_("In het dossier van deze leerling mag u niet schrijven."))
    form = ActForm(request.POST or None, places=found, auto_id=f"stap{pk}_%s", initial=_first_act(outcome))
    back = back_of(request, reverse("worklist-who"))
    if form.is_valid() and form.attempt(
        entries.answer, by=by, outcome=outcome, compartment=form.chosen_place.compartment, draft=form.draft()
    ):
        messages.success(request, _told(pupil, closed=cast("Any", form).result[1]))
        return redirect(back)
    context = {
        "pupil": pupil, "form": form, "back": back, "outcome": outcome, "rule": REGELS[outcome.regel],
        "title": _("Wat deed u?"),
    }  # fmt: skip
    return render(request, "guidance/entry_form.html", context)


def _first_act(outcome: Outcome) -> dict[str, str]:
    """What the rule asks first, so that the common case is filled in."""
    if REGELS[outcome.regel].handeling == ("begeleidingsmaatregel",):
        return {"kind": Kind.MEASURE.value}
    return {"kind": Kind.CONTACT.value, "whom": Whom.PARENTS.value}


def _told(pupil: Pupil, *, closed: bool) -> str:
    if closed:
        return _("Bewaard in het dossier van %(pupil)s. Dit is hiermee in orde.") % {"pupil": pupil}
    return _("Bewaard in het dossier van %(pupil)s. Wat moet gebeuren, blijft open.") % {"pupil": pupil}


# What an entry says: a page that only asks, reads none of it.
_TELLING = ("absence", "channel", "domain", "finding", "regel", "report", "result", "whom")


@login_required
@form_view
def entry_withdraw(request: SignedRequest, pk: str) -> HttpResponse:
    """Ask, then withdraw."""
    by = request.principal
    entry = policy.find(Entry, pk, by=by, act=acts.NOTE_WITHDRAW, without=_TELLING)
    if entry.withdrawn_at is not None:
        raise Http404(_("Dit is al ingetrokken."))
    back = reverse("guidance", args=[entry.pupil_id])
    if request.method == "POST":
        try:
            entries.withdraw_entry(by=by, entry=entry)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Ingetrokken."))
        return redirect(back)
    log_look(by, entry.pupil, [(entry.organisation_id, entry.compartment)])
    context = {
        "title": _("Intrekken"),
        "lead": _("%(what)s van %(day)s. Niemand leest de tekst daarna nog.")
        % {"what": entry.get_kind_display(), "day": f"{entry.on:%d/%m/%Y}"},
        "submit": _("Intrekken"), "cancel": back,
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)


@login_required
@require_POST
def entry_done(request: SignedRequest, pk: str) -> HttpResponse:
    """What was agreed is done today."""
    by = request.principal
    entry = policy.find(Entry, pk, by=by, act=acts.GUIDANCE_KEEP)
    try:
        entries.finish_entry(by=by, entry=entry, on=by.on)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Genoteerd: uitgevoerd."))
    return redirect(back_of(request, reverse("guidance", args=[entry.pupil_id])))


@login_required
@form_view
def file_open(request: SignedRequest, pk: int) -> HttpResponse:
    """Open the formal file at one's own school."""
    by = request.principal
    pupil = pupil_of(by, pk)
    own = houses(by, places(by, pupil))
    if not own:
        raise policy.Denied(_("Een begeleidingsdossier opent de school van de leerling."))
    back = reverse("guidance", args=[pupil.pk])
    if request.method == "POST":
        try:
            opening.open_file(by=by, pupil=pupil, school_id=own[0])
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Het begeleidingsdossier is open."))
        return redirect(back)
    context = {
        "title": _("Begeleidingsdossier openen"),
        "lead": _("Voor %(pupil)s. De leerling en de ouders kunnen zien dat het dossier er is.") % {"pupil": pupil},
        "submit": _("Openen"), "cancel": back,
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)


@login_required
@form_view
def file_close(request: SignedRequest, pk: str) -> HttpResponse:
    """Close the formal file, with a reason."""
    by = request.principal
    file = policy.find(Begeleidingsdossier, pk, by=by, act=acts.GUIDANCE_KEEP)
    opening.require_house(by, file.organisation_id)
    form = ReasonForm(request.POST or None)
    back = reverse("guidance", args=[file.pupil_id])
    if form.is_valid() and form.attempt(opening.close_file, by=by, file=file, **form.cleaned_data):
        messages.success(request, _("Het begeleidingsdossier is gesloten. Wat erin staat, blijft bewaard."))
        return redirect(back)
    log_look(by, file.pupil, [(file.organisation_id, file.compartment)])
    context = {"pupil": file.pupil, "form": form, "back": back, "title": _("Begeleidingsdossier sluiten")}
    return render(request, "guidance/entry_form.html", context)


__all__ = ["entry_new", "entry_withdraw", "file_close", "file_open", "outcome_done", "pupil_file"]
