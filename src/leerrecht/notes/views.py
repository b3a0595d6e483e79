"""The confidential file of a pupil: reading, writing and withdrawing aantekeningen."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from leerrecht.access import acts, policy
from leerrecht.access.domain import log
from leerrecht.access.requests import SignedRequest
from leerrecht.documents.interfaces.limits import takes_upload
from leerrecht.documents.interfaces.serving import serve_upload
from leerrecht.notes import domain
from leerrecht.notes.domain.places import places
from leerrecht.notes.domain.reading import dossier, file_of
from leerrecht.notes.interfaces.forms import NoteForm
from leerrecht.notes.models import Aantekening
from leerrecht.people.models import Pupil
from leerrecht.ui.asking import ask_then_do

form_view = require_http_methods(["GET", "POST"])


@login_required
@require_GET
def pupil_dossier(request: SignedRequest, pk: int) -> HttpResponse:
    """The file as far as this reader may see it: for staff, partners, trust persons, the pupil and parents alike."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    if pupil.merged_into_id:
        return redirect("dossier", pupil.merged_into_id)
    log.record(by=by, act=acts.CASE_VIEW, on=pupil, pupil_id=pupil.pk, why=policy.ground_of(by, acts.CASE_VIEW, pupil))
    sees_page = policy.visible(Pupil, to=by, act=acts.PUPIL_VIEW).filter(pk=pupil.pk).exists()
    context = {"pupil": pupil, "dossier": dossier(by, pupil, request.GET.get("pagina", "1")), "sees_page": sees_page}
    return render(request, "notes/dossier.html", context)


@takes_upload(settings.MAX_SCAN_BYTES)
@login_required
@form_view
def note_new(request: SignedRequest, pk: int) -> HttpResponse:
    """Write an aantekening."""
    by = request.principal
    pupil = policy.find(Pupil, pk, by=by, act=acts.CASE_VIEW)
    found = places(by, pupil)
    if not found:
        raise policy.Denied(_("Over deze leerling mag u geen aantekening schrijven."))
    form = NoteForm(request.POST or None, request.FILES or None, places=found)
    if form.is_valid() and form.attempt(domain.write_note, by=by, pupil=pupil, **form.values()):
        messages.success(request, _("De aantekening is bewaard."))
        return redirect("dossier", pupil.pk)
    return render(request, "notes/note_form.html", {"pupil": pupil, "form": form})


@login_required
@form_view
def note_withdraw(request: SignedRequest, pk: str) -> HttpResponse:
    """Ask, then withdraw."""
    by = request.principal
    note = policy.find(
        Aantekening, pk, by=by, act=acts.NOTE_WITHDRAW, without=("title", "text", "parents_excluded_reason")
    )
    if note.withdrawn_at is not None:
        raise Http404(_("Deze aantekening is al ingetrokken."))
    return ask_then_do(
        request, lambda: domain.withdraw_note(by=by, note=note), title=_("Aantekening intrekken"),
        lead=_("%(compartment)s, van %(day)s. Niemand leest de tekst daarna nog.")
        % {"compartment": note.get_compartment_display(), "day": f"{timezone.localdate(note.written_at):%d/%m/%Y}"},
        submit=_("Intrekken"), done=_("De aantekening is ingetrokken."), back=reverse("dossier", args=[note.pupil_id]),
    )  # fmt: skip


@login_required
@require_GET
def note_file(request: SignedRequest, pk: str) -> HttpResponse:
    """The file of an aantekening, only through it."""
    return serve_upload(file_of(request.principal, pk))
